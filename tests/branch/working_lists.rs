//! Kept lists that several people work with: columns of their own, acts for many at once, and no secret notes.

use std::io::{Cursor, Read};

use wardmote::{lists, members::Office, privacy};

use crate::{
    stories,
    world::{Branch, Browser, Database, Seen},
};

/// Keeps all members, or those of whom `asks` says something, under a name; gives back the address of the list.
fn keeps(who: &Browser, asks: &str, name: &str) -> String {
    let page = who.visits(&format!("/lists/people?{asks}")).types("Its name", name);
    page.ticks("Everybody who looks after the register may use it").presses("Keep it").follows(name).path()
}

/// Adds columns to a list.
fn adds(who: &Browser, list: &str, columns: &[(&str, &str)]) {
    for (label, kind) in columns {
        let form = who.visits(&format!("{list}/columns")).types("Its name", label).sets("kind", kind);
        form.presses("Add the column").says(&format!("The column “{label}” is on the list."));
    }
}

/// A shared list of six members with three columns, and a second person who looks after the register.
fn worked_list(on: Database) -> (Branch, String) {
    let branch = Branch::with_members(6, on);
    branch.give_office("ama", Office::MembershipSecretary);
    let nadia = branch.as_("nadia");
    let list = keeps(&nadia, "mail=yes", "All by mail");
    adds(&nadia, &list, &[("Rung", "tick"), ("When", "words"), ("Who rings", "person")]);
    (branch, list)
}

/// What stands in the cell of a label.
fn cell(page: &Seen, label: &str) -> String {
    let html = scraper::Html::parse_document(&page.html);
    let [labels, inputs] = ["label[for]", "input[id]"].map(|what| scraper::Selector::parse(what).expect("a selector"));
    let said = |text: scraper::ElementRef| text.text().collect::<String>().trim().to_owned();
    let id =
        html.select(&labels).find(|each| said(*each) == label).and_then(|each| each.value().attr("for").map(str::to_owned));
    let id = id.unwrap_or_else(|| panic!("no cell {label:?} in {}", page.words()));
    let input =
        html.select(&inputs).find(|each| each.value().attr("id") == Some(&id)).expect("a label names a control").value();
    match input.attr("type") {
        Some("checkbox") => input.attr("checked").map_or("", |_| "ticked").to_owned(),
        _ => input.attr("value").unwrap_or_default().to_owned(),
    }
}

/// Does something for those who are ticked.
fn does(page: Seen, what: &str, people: &[&str]) -> Seen {
    let option = page.html.split("<option value=\"").find(|option| option.contains(what)).expect("it may be done");
    let value = option.split('"').next().expect("a value").to_owned();
    let page = people.iter().fold(page, |page, name| page.ticks(&format!("For {name}")));
    page.sets("deed", &value).presses("Do it for them")
}

stories! {
    fn a_kept_list_has_a_page_of_its_own_in_pages_of_fifty(on: Database) {
        let branch = Branch::with_members(61, on);
        branch.give_office("ama", Office::MembershipSecretary);
        let nadia = branch.as_("nadia");
        let list = keeps(&nadia, "joined_before=2030-01-01", "Everybody");

        let page = nadia.visits(&list).says("61 people, shared").says("Members who joined before").says("Page 1 of 2");
        assert_eq!(page.html.matches("name=\"who\"").count(), 50);
        let rest = page.follows("Next").says("Page 2 of 2");
        assert_eq!(rest.html.matches("name=\"who\"").count(), 11);
        branch.as_("ama").visits(&list).says("61 people, shared");
        branch.as_("tom").visits(&list).answers(403);

        nadia.visits("/lists/people").types("Its name", "Only mine").presses("Keep it");
        let own = nadia.visits("/lists").follows("Only mine").says("yours alone").path();
        branch.as_("ama").visits(&own).answers(404);
        branch.as_("ama").posts(&format!("{own}/columns"), &[("label", "Rung"), ("kind", "tick")]).answers(404);
        nadia.visits("/lists").presses("Put away Only mine");
        nadia.visits(&own).answers(404);
    }

    fn a_column_says_what_was_done_and_never_what_somebody_is_worth(on: Database) {
        let (branch, list) = worked_list(on);
        let ama = branch.as_("ama");
        let form = || ama.visits(&format!("{list}/columns"));
        form().says("There are no secret notes.").says("they read it on their own page, with your name and the day");
        let again = form().types("Its name", "Loyal or not").sets("kind", "tick").presses("Add the column").answers(422);
        again.says("“loyal” would make this a judgement of people");
        form().types("Its name", "rung").presses("Add the column").answers(422).says("There is a column “Rung” already").says("Choose what stands in it.");

        form().types("The name of column 2", "When to ring").presses("Name it so When").says("called “When to ring” now");
        form().types("The name of column 2", "Score").presses("Name it so When to ring").answers(422).says("“score” would make");
        form().presses("Earlier When to ring").says("“When to ring” stands a place earlier");
        let words = ama.visits(&list).words();
        assert!(words.find("When to ring") < words.find("Rung"), "{words}");

        let away = form().presses("Put away Rung").says("The column is put away");
        ama.visits(&list).does_not_say("Rung");
        away.presses("Undo").says("The column is back");
        adds(&ama, &list, &[("Four", "tick"), ("Five", "tick"), ("Six", "tick"), ("Seven", "tick"), ("Eight", "tick")]);
        form().says("A list has at most eight columns");
        let full = ama.posts(&format!("{list}/columns"), &[("label", "Nine"), ("kind", "tick")]).answers(422);
        full.says("Put one away first");
        branch.verified();
    }

    fn cells_are_written_in_the_table_and_only_those_that_changed(on: Database) {
        let (branch, list) = worked_list(on);
        let nadia = branch.as_("nadia");
        let page = nadia.visits(&list).ticks("Rung: Tom Story").types("When: Tom Story", " after  six ").types("Who rings: Joe Story", "ama story");
        page.presses("Save what you wrote").says("What you wrote is saved: 3 cells.");

        let page = nadia.visits(&list);
        let stands = ["Rung: Tom Story", "When: Tom Story", "Who rings: Joe Story", "Rung: Joe Story"].map(|label| cell(&page, label));
        assert_eq!(stands, ["ticked", "after six", "Ama Story", ""]);
        page.presses("Save what you wrote").says("Nothing was changed.");
        nadia.visits(&list).types("Rung: Tom Story", "").presses("Save what you wrote").says("1 cell.");
        assert_eq!(cell(&nadia.visits(&list), "Rung: Tom Story"), "");

        let wrong = nadia.visits(&list).types("Who rings: Tom Story", "Nobody Known").types("When: Joe Story", "Mondays");
        let again = wrong.presses("Save what you wrote").answers(422).says("Nobody in the register is found by “Nobody Known”");
        assert_eq!(cell(&again, "When: Joe Story"), "Mondays");
        again.types("Who rings: Tom Story", "N0003").presses("Save what you wrote").says("2 cells.");
        let long = nadia.visits(&list).types("When: Joe Story", &"x".repeat(201)).presses("Save what you wrote").answers(422);
        long.says("These are 201 characters, and 200 fit.");
        branch.verified();
    }

    fn two_who_write_into_one_cell_read_each_other_and_nothing_is_lost(on: Database) {
        let (branch, list) = worked_list(on);
        let (nadia, ama) = (branch.as_("nadia"), branch.as_("ama"));
        let (first, second, third) = (ama.visits(&list), nadia.visits(&list), nadia.visits(&list));
        first.types("When: Tom Story", "Mondays").ticks("Rung: Joe Story").presses("Save what you wrote").says("2 cells.");
        third.types("When: Petra Story", "Fridays").presses("Save what you wrote").says("1 cell.");

        let again = second.types("When: Tom Story", "Sundays").types("When: Ama Story", "noon").presses("Save what you wrote").answers(409);
        let again = again.says("Tom Story, When: Ama Story wrote meanwhile on").says("“Mondays” stands there. You wrote “Sundays”");
        let shown = ["When: Tom Story", "When: Ama Story", "When: Petra Story", "Rung: Joe Story"].map(|label| cell(&again, label));
        assert_eq!(shown, ["Sundays", "noon", "Fridays", "ticked"]);
        again.types("When: Leila Story", "never").presses("Save what you wrote").says("3 cells.");

        let page = nadia.visits(&list);
        assert_eq!(cell(&page, "When: Tom Story"), "Sundays");
        assert_eq!(cell(&page, "When: Leila Story"), "never");
    }

    fn what_is_done_for_many_is_undone_where_nobody_wrote_since(on: Database) {
        let (branch, list) = worked_list(on);
        let (nadia, ama) = (branch.as_("nadia"), branch.as_("ama"));
        let page = nadia.visits(&list);
        page.presses("Do it for them").answers(422).says("Tick the people it is for");
        nadia.visits(&list).ticks("For Tom Story").presses("Do it for them").answers(422).says("Choose what is to be done");
        let unsaved = does(nadia.visits(&list).types("When: Joe Story", "noon"), "Tick “Rung”", &["Tom Story"]).answers(422);
        assert_eq!(cell(&unsaved.says("did not save"), "When: Joe Story"), "noon");

        let done = does(nadia.visits(&list), "Tick “Rung”", &["Tom Story", "Joe Story", "Petra Story"]).says("“Rung” ticked for 3 people.");
        does(nadia.visits(&list), "Tick “Rung”", &["Tom Story"]).answers(422).says("It stands there already");
        ama.visits(&list).types("Rung: Joe Story", "").presses("Save what you wrote").says("1 cell.");
        ama.visits(&list).ticks("Rung: Joe Story").presses("Save what you wrote").says("1 cell.");
        let undone = done.presses("Undo").says("Undone for 2 people. For 1 person somebody wrote since, and that stays.");
        assert_eq!(["Tom", "Joe", "Petra"].map(|name| cell(&undone, &format!("Rung: {name} Story"))), ["", "ticked", ""]);
        undone.says("What was done here").says("“Rung” ticked for 3 people.").says("undone");

        let words = does(nadia.visits(&list).types("The words, or", "by post"), "these words into “When”", &["Tom Story", "Joe Story"]);
        words.says("“When” set to “by post” for 2 people.");
        does(nadia.visits(&list), "these words into “When”", &["Tom Story"]).answers(422).says("Write the words that are to stand there");
        let named = does(nadia.visits(&list).types("The words, or", "Leila"), "this member into “Who rings”", &["Tom Story"]);
        assert_eq!(cell(&named.says("set to “Leila Story” for 1 person"), "Who rings: Tom Story"), "Leila Story");
        let cleared = does(ama.visits(&list), "Clear “When”", &["Tom Story", "Joe Story"]).says("“When” cleared for 2 people.");
        assert_eq!(cell(&cleared.presses("Undo “When” cleared"), "When: Tom Story"), "by post");

        branch.world.turn_clock_to("2026-12-01T11:00:00Z");
        // The worker may have been quicker.
        lists::jobs::let_go(&branch.world.scribe).expect("the job is done");
        branch.as_("nadia").visits(&list).does_not_say("What was done here");
        assert_eq!(lists::jobs::let_go(&branch.world.scribe).expect("the job is done"), 0, "once is enough");
        branch.verified();
    }

    fn all_who_are_found_and_those_who_are_left_out(on: Database) {
        let (branch, list) = worked_list(on);
        let nadia = branch.as_("nadia");
        let out = does(nadia.visits(&list), "Leave them out", &["Tom Story", "Joe Story"]).says("2 people left out of the list.");
        let stale = out.says("4 people, shared").does_not_say("Tom Story");
        nadia.visits(&format!("{list}?show=left-out")).says("Tom Story").says("Joe Story").does_not_say("Petra Story");

        let all = does(nadia.visits(&list).sets("all", "4"), "Tick “Rung”", &[]).says("“Rung” ticked for 4 people.");
        assert_eq!(cell(&all, "Rung: Petra Story"), "ticked");
        does(nadia.visits(&format!("{list}?show=left-out")), "Bring them back", &["Joe Story"]).says("1 person brought back to the list.");
        does(stale.sets("all", "4"), "Clear “Rung”", &[]).answers(422).says("The list finds 5 people today, and you saw 4.");
        let page = nadia.visits(&list).says("5 people, shared");
        assert_eq!(cell(&page, "Rung: Joe Story"), "");
        page.presses("Undo 1 person brought back").says("Undone for 1 person").says("4 people, shared");

        let file = |columns: &str, what: &str| {
            let page = nadia.visits(&list).ticks(what).ticks("About a meeting");
            let page = if columns.is_empty() { page } else { page.ticks(columns) };
            page.presses("Download the file")
        };
        nadia.visits(&list).types("When: Petra Story", "=1+1").presses("Save what you wrote").says("1 cell.");
        let ticks = file("When", "Names to tick off").answers(200);
        assert!(ticks.html.contains("Name,Number,When") && ticks.html.contains("Petra Story,N0004,'=1+1"), "{}", ticks.html);
        assert!(!ticks.html.contains("Tom Story") && !ticks.html.contains("Rung"), "{}", ticks.html);
        assert!(file("Rung", "Names to tick off").html.contains("Petra Story,N0004,x"));
        file("Rung", "Mail addresses only").answers(422).says("Working columns go with the names to tick off");
        assert!(file("", "Mail addresses only").html.contains("petra@northmoor.example"));
        branch.verified();
    }

    fn whoever_is_noted_reads_what_by_whom_and_when(on: Database) {
        let (branch, list) = worked_list(on);
        let nadia = branch.as_("nadia");
        assert!(branch.as_("tom").visits("/me").links().contains(&"/me/lists".to_owned()));
        branch.as_("tom").visits("/me/lists").says("Nothing is noted about you.");
        let page = nadia.visits(&list).ticks("Rung: Tom Story").types("When: Tom Story", "Mondays").types("Who rings: Tom Story", "Joe Story");
        page.presses("Save what you wrote").says("3 cells.");
        does(branch.as_("ama").visits(&list), "Leave them out", &["Tom Story"]).says("1 person left out");

        let mine = branch.as_("tom").visits("/me/lists").says("4 notes about you.").says("Rung ticked All by mail Nadia Story 1 Oct 2026");
        mine.says("When “Mondays”").says("Who rings Joe Story").says("Left out of this list yes All by mail Ama Story");
        branch.as_("joe").visits("/me/lists").says("Nothing is noted about you.").says("Where you are named").says("Who rings Tom Story");
        branch.as_("petra").visits("/me/lists").does_not_say("Tom Story");
        let (status, bytes) = branch.as_("tom").downloads("/me/copy.zip");
        assert_eq!(status, 200);
        let mut copy = String::new();
        let mut file = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP file");
        file.by_name("everything-held.json").expect("the data").read_to_string(&mut copy).expect("a text");
        for told in ["What is noted about you in lists", "When, in the list All by mail", "Mondays", "Joe Story", "Nadia Story"] {
            assert!(copy.contains(told), "{told} is not told: {copy}");
        }
        branch.world.browser().visits("/privacy").says("What is noted about you in lists");
    }

    fn notes_follow_an_entry_that_is_laid_together_and_come_apart_with_it(on: Database) {
        let (branch, list) = worked_list(on);
        let nadia = branch.as_("nadia");
        let form = nadia.visits("/members/new").types("Membership number", "T0007").types("First name", "Tom");
        let form = form.types("Last name", "Story").sets("class", "full").types("Joined on", "2026-08-01");
        form.types("Mail", "tom@northmoor.example").types("Where you know it from", "the stall").presses("Enter in the register");
        let twin = nadia.visits("/members?q=T0007").follows("Tom Story").path();
        let twin = twin.trim_start_matches("/members/").to_owned();
        let page = nadia.visits(&list).says("7 people");
        let fields = page.html.split("name=\"").filter_map(|rest| rest.split('"').next());
        let field = fields.filter(|field| field.ends_with(&format!(".{twin}"))).nth(1).expect("a cell of words").to_owned();
        page.sets(&field, "Mondays").presses("Save what you wrote").says("1 cell.");

        nadia.visits("/members/duplicates").follows("Compare").presses("One person: keep N0002");
        let page = nadia.visits(&list).says("6 people");
        assert_eq!(cell(&page, "When: Tom Story"), "Mondays");
        branch.as_("tom").visits("/me/lists").says("1 note about you.").says("Mondays");
        page.types("When: Tom Story", "").presses("Save what you wrote").says("1 cell.");
        assert_eq!(cell(&nadia.visits(&list), "When: Tom Story"), "");

        nadia.visits("/members/duplicates").presses("Take apart").says("They are two entries again");
        let page = nadia.visits(&list).says("7 people");
        assert!(page.html.contains("value=\"Mondays\""), "the other entry has its own");
    }

    fn whoever_is_forgotten_is_noted_nowhere_any_more(on: Database) {
        let (branch, list) = worked_list(on);
        branch.give_office("ama", Office::Chair);
        let (nadia, tom) = (branch.as_("nadia"), branch.person("tom").member);
        nadia.visits(&list).types("When: Tom Story", "A secret hour").presses("Save what you wrote").says("1 cell.");
        does(nadia.visits(&list).types("The words, or", "Another secret"), "these words into “When”", &["Tom Story"]).says("1 person");
        does(nadia.visits(&list).types("The words, or", "Tom Story"), "this member into “Who rings”", &["Joe Story"]).says("1 person");
        let form = nadia.visits(&format!("/members/{tom}/class")).sets("class", "none").types("From this day on", "2026-09-01");
        form.types("Where you know it from", "letter").presses("Put it right").answers(200);
        nadia.visits(&format!("/members/{tom}/erasure")).presses("Ask for it").answers(200);
        branch.as_("ama").visits("/privacy/erasures").presses("Confirm Tom Story").answers(200);

        branch.world.turn_clock_to("2026-10-15T11:00:00Z");
        privacy::jobs::let_go(&branch.world.scribe).expect("the job is done");
        wardmote::accounts::jobs::sweep(&branch.world.scribe).expect("forms are forgotten");

        let all = branch.world.everything_kept();
        for known in ["A secret hour", "Another secret"] {
            assert!(!all.contains(known), "{known} is still kept");
        }
        let page = branch.as_("nadia").visits(&list).says("5 people");
        assert_eq!(cell(&page, "Who rings: Joe Story"), "");
        branch.verified();
    }
}
