//! Putting the closed lists to the vote: in the room or by the personal link, on which days; and taking the drafts back.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::{
    drafting::{self, Voting},
    elections::path,
    keeping,
    reading::Lists,
    rules, store,
};
use crate::{
    accounts::{Holding, RunBallots},
    ballots::Days,
    branch::{self, Branch},
    db::{ElectionsId, Instant},
    meetings,
    members::{self, at_head},
    render::{Page, words::plural},
    rulebook::QuotaOutcome,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Nothing, Posted, Problem, see, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/officers/elections/{elections}/ballots", web::get().to(ask))
        .route("/officers/elections/{elections}/ballots", web::post().to(draft))
        .route("/officers/elections/{elections}/ballots/discarding", web::post().to(take_back));
}

/// "Put them to the vote".
#[derive(Debug, Serialize)]
pub struct BallotsPage {
    path: String,
    /// The offices that are voted on, in their order.
    voted: Vec<String>,
    /// Those for which nobody else stands.
    unopposed: Vec<String>,
    ways: Vec<Choice>,
    quota: Option<Quota>,
    /// Why nothing can be drafted; empty where it can.
    not_now: String,
    form: Filled,
}

/// Whether those who stand can meet the quota.
#[derive(Debug, Serialize)]
pub struct Quota {
    is_met: bool,
    working: Vec<String>,
    clause: String,
}

impl Quota {
    /// The quota of the executive, where the rules have one.
    pub fn of(branch: &Branch, lists: &Lists) -> Option<Self> {
        let answer = keeping::executive(branch, lists)?;
        let is_met = matches!(answer.value, QuotaOutcome::Met { .. });
        Some(Self { is_met, working: answer.working, clause: answer.clause })
    }

    pub fn sample(is_met: bool) -> Self {
        Self { is_met, working: vec!["3 of 6 places are for women.".into()], clause: "rule 8".into() }
    }
}

const IN_THE_ROOM: &str = "room";
const BY_LINK: &str = "link";

fn ways() -> Vec<Choice> {
    vec![
        Choice::of(IN_THE_ROOM, "In the meeting").hinted("A paper goes into the box with the code on the screen in the room."),
        Choice::of(BY_LINK, "By the personal link").hinted("Over some days, by mail and letter."),
    ]
}

impl Page for BallotsPage {
    const TEMPLATE: &'static str = "officers/ballots.html";
    fn title(&self) -> String {
        "Put the lists to the vote".into()
    }
    fn samples() -> Vec<Self> {
        let page = |quota, not_now: &str, form| BallotsPage {
            path: "/officers/elections/1".into(),
            voted: vec!["Chair".into()],
            unopposed: vec!["Secretary".into()],
            ways: ways(),
            quota,
            not_now: not_now.into(),
            form,
        };
        let wrong = Filled::default().but(Faults::at("opens_on", "Write a date, such as 2026-12-01."));
        let none = BallotsPage { voted: vec![], unopposed: vec![], ..page(None, "Nominations are open.", Filled::default()) };
        vec![page(Some(Quota::sample(true)), "", wrong), page(Some(Quota::sample(false)), "", Filled::default()), none]
    }
}

#[derive(Debug, Clone, Deserialize)]
struct Typed {
    #[serde(default)]
    way: String,
    #[serde(default)]
    opens_on: String,
    #[serde(default)]
    closes_on: String,
    #[serde(default)]
    closes_at: String,
}

async fn ask(desk: Desk, _: Holding<RunBallots>, elections: Path<ElectionsId>) -> Answer {
    desk.page(move |look| page(look, *elections, None)).await
}

fn page(look: &mut Look<'_>, id: ElectionsId, typed: Option<Filled>) -> Result<BallotsPage, Problem> {
    let (branch, today) = (look.branch.clone(), look.today());
    let lists = Lists::of(look.conn, &branch, id)?;
    let meeting = meetings::find(look.conn, branch.id, lists.elections.meeting_id)?;
    let (mut voted, mut unopposed) = (Vec::new(), Vec::new());
    for contest in &lists.contests {
        let standing = lists.standing(contest).len();
        let said = format!("{}: {}", at_head(&contest.title), plural(standing as i128, "candidate", "candidates"));
        if drafting::needs_ballot(&branch, contest, standing) { voted.push(said) } else { unopposed.push(said) }
    }
    Ok(BallotsPage {
        path: lists.elections.path(),
        quota: Quota::of(&branch, &lists),
        not_now: rules::may_draft(&lists.elections, &lists.contests, today)
            .err()
            .map(|refusal| refusal.to_string())
            .unwrap_or_default(),
        voted,
        unopposed,
        ways: ways(),
        form: typed.unwrap_or_else(|| proposed(meeting.on(&branch), today)),
    })
}

/// In the meeting, on its evening.
fn proposed(meeting_on: NaiveDate, today: NaiveDate) -> Filled {
    let on = meeting_on.max(today);
    Filled::with([
        ("way", IN_THE_ROOM.into()),
        ("opens_on", on.to_string()),
        ("closes_on", on.to_string()),
        ("closes_at", "23:00".into()),
    ])
}

async fn draft(desk: Desk, who: Holding<RunBallots>, elections: Path<ElectionsId>, posted: Posted<Typed>) -> Answer {
    let (elections, account, typed, form) = (*elections, who.account, posted.typed(), posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let id = act.branch();
        let branch = branch::find(act.conn(), id)?;
        let officer = members::of_account(act.conn(), id, account)?.map(|member| member.id);
        let called_on = store::find(act.conn(), id, elections)?.called_on;
        let voting = read(&branch, called_on, &form)?;
        let drafted = drafting::draft(act, elections, officer, &voting)?;
        let words = plural(drafted as i128, "ballot is drafted", "ballots are drafted");
        Ok(see(path(elections)).saying(format!("{words}. Open each when its time has come.")))
    });
    desk.or_again(answer.await, typed, move |look, form| page(look, elections, Some(form))).await
}

fn read(branch: &Branch, called_on: NaiveDate, form: &Typed) -> Result<Voting, Problem> {
    let mut faults = Faults::default();
    let day = |text: &str| typed::day(text).ok_or("Write a date, such as 2026-12-01.");
    let opens_on = faults.take("opens_on", day(&form.opens_on));
    let closes_on = faults.take("closes_on", day(&form.closes_on));
    let closes_at: Option<Instant> =
        closes_on.and_then(|on| faults.take("closes_at", typed::moment(on, &form.closes_at, branch.zone)));
    if form.way != IN_THE_ROOM && form.way != BY_LINK {
        faults.add("way", "Choose how it is voted.");
    }
    faults.check()?;
    let (Some(opens_on), Some(closes_at)) = (opens_on, closes_at) else { return Err(Problem::NotFound) };
    let frozen = branch.rulebook.freeze_date("officers", called_on, opens_on);
    let freeze_on = frozen.map_or(opens_on, |answer| answer.value);
    Ok(Voting { in_the_room: form.way == IN_THE_ROOM, days: Days { opens_on, freeze_on, closes_at } })
}

async fn take_back(desk: Desk, who: Holding<RunBallots>, elections: Path<ElectionsId>, posted: Posted<Nothing>) -> Answer {
    let (elections, account) = (*elections, who.account);
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let officer = members::of_account(act.conn(), branch, account)?.map(|member| member.id);
        drafting::take_back(act, elections, officer)?;
        Ok(see(path(elections)).saying("The drafts are thrown away. Whoever stands can withdraw again."))
    })
    .await
}
