//! While a ballot is open nobody finds a running result, whoever asks and wherever.

use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::Text};
use wardmote::{members::Office, web::Problem};

use crate::{
    policy::pages_of,
    stories,
    world::{Branch, Browser, Database},
};

/// What is there only once papers are counted.
const OF_THE_CLOSE: [&str; 7] =
    ["papers", "papers.blt", "sheet.json", "rctab.json", "stages.csv", "count-sheet", "reconciliation"];

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    said: String,
}

/// The trackers of the papers that lie in the box, as their voters were shown them.
fn trackers(branch: &Branch) -> Vec<String> {
    let keys = branch
        .world
        .scribe
        .read::<_, Problem>(|conn| Ok(sql_query("SELECT CAST(id AS TEXT) AS said FROM ballot_papers").load::<Row>(conn)?));
    let digits = keys.expect("the box").into_iter().map(|key| key.said.replace('-', ""));
    digits.map(|digits| format!("{}-{}-{}", &digits[..4], &digits[4..8], &digits[8..12])).collect()
}

/// Every kind of person, each in a browser of her own.
fn everybody(branch: &Branch) -> Vec<(&'static str, Browser)> {
    let signed_in = ["nadia", "gwen", "idris", "ama", "tom", "kofi", "marek", "ruth"];
    signed_in.into_iter().map(|called| (called, branch.as_(called))).chain([("a stranger", branch.world.browser())]).collect()
}

stories! {
    fn nobody_finds_a_running_result(on: Database) {
        let branch = Branch::with_members(12, on);
        branch.give_office("gwen", Office::ReturningOfficer);
        branch.give_office("idris", Office::Chair);
        branch.give_office("ama", Office::ReturningOfficer);
        let ballot = branch.open_selection(["Ama Story", "Petra Story", "Joe Story", "Leila Story"]);
        branch.as_("nadia").posts(&format!("{ballot}/tellers"), &[("teller", "Kofi Story")]).says("The teller is named.");
        branch.as_("nadia").posts(&format!("{ballot}/scrutineers"), &[("member", "Marek Story")]).says("The scrutineer is named");
        for who in ["tom", "zoe", "ruth"] {
            let paper = branch.as_(who).visits(&format!("{ballot}/paper")).types("Joe Story", "1");
            paper.presses("Check my paper").presses("Put my paper in the box").says("in the box");
        }
        let trackers = trackers(&branch);
        assert_eq!(trackers.len(), 3);

        let mut found = Vec::new();
        for (who, browser) in everybody(&branch) {
            for page in OF_THE_CLOSE {
                let seen = browser.visits(&format!("{ballot}/{page}"));
                let is_shut = [401, 404, 409].contains(&seen.status) || seen.path() == "/sign-in";
                found.extend((!is_shut).then(|| format!("{who} finds {page}: {}", seen.status)));
            }
            let result = browser.visits(&format!("{ballot}/result"));
            result.says("There is no result yet, and nobody can see a running one.").does_not_say("Stage 1");
            for tracker in &trackers {
                let looked_up = browser.posts(&format!("{ballot}/tracker"), &[("tracker", tracker)]);
                found.extend((looked_up.status != 404).then(|| format!("{who} looks up a paper")));
            }
            for page in pages_of(&ballot) {
                let html = browser.visits(&page).html;
                let tells = trackers.iter().any(|tracker| html.contains(tracker)) || html.contains("is elected");
                found.extend(tells.then(|| format!("{who} reads of a paper on {page}")));
            }
        }
        assert_eq!(found, Vec::<String>::new());

        branch.as_("gwen").visits(&format!("{ballot}/closing")).types("Why before its time", "Everybody agreed.").presses("Close and count");
        branch.world.browser().visits(&format!("{ballot}/result")).says("Joe Story is elected.");
        branch.world.browser().visits(&format!("{ballot}/papers")).answers(200);
    }
}
