//! Elections: drafted, opened on a frozen roll, closed, counted.

use chrono::NaiveDate;
use serde_json::json;

use super::{
    Ballot,
    ballot::{Days, Kind, path},
    bearer::Bearer,
    choice::NewChoice,
    closing,
    count::{Lots, Method, Needs, Sheet},
    entitled, keeping, notices, printed,
    result::{self, Counted},
    roll::{self, Turnout},
    room, rules,
    secret::Secrets,
    store::{self, NewEntry},
    terms::{self, NewTerms, Reopening},
};
use crate::{
    accounts::Permission,
    audit::Act,
    branch::{self, Branch},
    clock,
    db::{AccountId, BallotId, BranchId, Conn, Instant, Json, RollEntryId},
    members::{self, RollLine},
    web::{Problem, Visitor},
};

/// What is needed to draft an election.
#[derive(Debug, Clone)]
pub struct NewElection {
    pub title: String,
    pub question: String,
    pub method: Method,
    pub seats: i32,
    /// The page of what it decides; empty where it stands for itself.
    pub about: String,
    /// The rulebook's sort of ballot: "officers", "selection".
    pub rule: String,
    /// The wards whose members vote; empty where the whole branch does.
    pub area: Vec<String>,
    pub called_on: NaiveDate,
    pub opens_on: NaiveDate,
    pub freeze_on: NaiveDate,
    pub closes_at: Instant,
    pub choices: Vec<NewChoice>,
    pub terms: NewTerms,
}

/// Drafts an election. The order of the names on the paper is drawn now and is the same for everybody.
pub fn draft_election(act: &mut Act<'_>, election: &NewElection) -> diesel::QueryResult<BallotId> {
    let mut choices = election.choices.clone();
    choices.sort_by_cached_key(|_| clock::random_id());
    if election.terms.reopening != Reopening::Not {
        choices.push(NewChoice::named(terms::REOPEN));
    }
    let ballot = Ballot {
        title: election.title.clone(),
        question: election.question.clone(),
        method: election.method.as_str().to_owned(),
        seats: election.seats,
        about: election.about.clone(),
        rule: election.rule.clone(),
        area: election.area.join("\n"),
        opens_on: election.opens_on,
        freeze_on: election.freeze_on,
        closes_at: Some(election.closes_at),
        terms: election.terms.kept(&choices),
        ..Ballot::fresh(act.branch(), Kind::Election, election.called_on)
    };
    drafted(act, &ballot, &choices)
}

/// What is needed to put a question to members, for or against.
#[derive(Debug, Clone)]
pub struct NewQuestion {
    pub title: String,
    pub question: String,
    /// The matter whose majority the rulebook names, such as "motion"; empty where only the notice asks for it.
    pub matter: String,
    pub needs: Needs,
    /// Whether the paper has a line to abstain.
    pub may_abstain: bool,
    /// The rulebook's sort of ballot, which says who has a vote.
    pub rule: String,
    /// The wards whose members vote; empty where the whole branch does.
    pub area: Vec<String>,
    pub called_on: NaiveDate,
    pub days: Days,
    /// Whether papers are taken in the room only.
    pub in_the_room: bool,
}

/// Drafts a ballot on a question. What it needs to be carried is settled now, whatever the rulebook says later.
pub fn draft_question(act: &mut Act<'_>, question: &NewQuestion) -> diesel::QueryResult<BallotId> {
    let lines = if question.may_abstain { &QUESTION_LINES[..] } else { &QUESTION_LINES[..2] };
    let choices: Vec<NewChoice> = lines.iter().copied().map(NewChoice::named).collect();
    let terms = NewTerms { in_the_room: question.in_the_room, needs: Some(question.needs), ..NewTerms::default() };
    let ballot = Ballot {
        title: question.title.clone(),
        question: question.question.clone(),
        method: Method::YesNo.as_str().to_owned(),
        matter: question.matter.clone(),
        rule: question.rule.clone(),
        area: question.area.join("\n"),
        opens_on: question.days.opens_on,
        freeze_on: question.days.freeze_on,
        closes_at: Some(question.days.closes_at),
        terms: terms.kept(&choices),
        ..Ballot::fresh(act.branch(), Kind::Election, question.called_on)
    };
    drafted(act, &ballot, &choices)
}

/// The lines of a paper for or against, in the order in which the method counts them.
const QUESTION_LINES: [&str; 3] = ["For", "Against", "Abstain"];

fn drafted(act: &mut Act<'_>, ballot: &Ballot, choices: &[NewChoice]) -> diesel::QueryResult<BallotId> {
    store::insert(act, ballot)?;
    store::insert_choices(act, ballot.id, choices)?;
    let facts = json!({ "method": ballot.method, "seats": ballot.seats, "choices": choices.len(), "freeze": ballot.freeze_on, "terms": ballot.terms });
    act.record("ballot.drafted", ballot.path(), facts);
    Ok(ballot.id)
}

/// Whether an officer may run a ballot between these: not where she stands in it herself.
///
/// # Errors
/// [`rules::NotNow::OfficerStands`].
pub fn may_run_between(conn: &mut Conn, branch: BranchId, officer: AccountId, choices: &[NewChoice]) -> Result<(), Problem> {
    let Some(member) = members::of_account(conn, branch, officer)? else { return Ok(()) };
    rules::may_run_between(&Bearer::of(&member), choices.iter().map(|choice| choice.name.as_str()))?;
    Ok(())
}

/// The same for a ballot that is drafted.
///
/// # Errors
/// As [`may_run_between`].
pub fn may_run(conn: &mut Conn, branch: BranchId, officer: AccountId, ballot: BallotId) -> Result<(), Problem> {
    let ballot = find_election(conn, branch, ballot)?;
    let choices = store::choices_of(conn, &ballot)?;
    let choices: Vec<NewChoice> = choices.into_iter().map(|choice| NewChoice::named(choice.name)).collect();
    may_run_between(conn, branch, officer, &choices)
}

/// Whether a visitor runs this ballot: by her office, and not where [`may_run`] refuses.
pub fn runs(conn: &mut Conn, branch: BranchId, visitor: &Visitor, ballot: BallotId) -> bool {
    visitor.may(Permission::RunBallots) && may_run(conn, branch, visitor.account, ballot).is_ok()
}

/// An election of the branch; a decision belongs to its meeting and is not found here.
///
/// # Errors
/// [`rules::NoVote::InTheRoom`] for a decision.
pub fn find_election(conn: &mut Conn, branch: BranchId, ballot: BallotId) -> Result<Ballot, Problem> {
    let found = store::find(conn, branch, ballot)?;
    rules::is_election(&found)?;
    Ok(found)
}

/// Moves the days of a draft.
///
/// # Errors
/// Refuses what is no draft any more, and days on which no ballot can be held.
pub fn move_days(act: &mut Act<'_>, ballot: BallotId, days: &Days) -> Result<(), Problem> {
    let branch = act.branch();
    let found = find_election(act.conn(), branch, ballot)?;
    rules::may_change(&found)?;
    let zone = branch::find(act.conn(), branch)?.zone;
    match room::is_the_place_of(&found) {
        true => rules::may_be_held_in_the_room(days, act.at(), zone)?,
        false => rules::may_be_held(days, act.at(), zone)?,
    }
    store::set_days(act, ballot, days)?;
    let facts = json!({ "opens": days.opens_on, "freeze": days.freeze_on, "closes": days.closes_at });
    act.record("ballot.moved", path(ballot), facts);
    Ok(())
}

/// Throws a draft away. Whatever waited for this ballot must have let go of it before.
///
/// # Errors
/// Refuses what is no draft any more.
pub fn discard_draft(act: &mut Act<'_>, ballot: BallotId) -> Result<(), Problem> {
    let branch = act.branch();
    let found = find_election(act.conn(), branch, ballot)?;
    rules::may_change(&found)?;
    store::discard(act, ballot)?;
    act.record("ballot.discarded", path(ballot), json!({}));
    Ok(())
}

/// The roll as it would be frozen: everybody in the register, with the rulebook's answer.
pub fn roll_of(conn: &mut Conn, branch: &Branch, ballot: &Ballot) -> diesel::QueryResult<Vec<RollLine>> {
    let days = (ballot.called_on, ballot.freeze_on);
    let question = entitled::question(&branch.rulebook, &ballot.rule, days, &ballot.wards());
    members::roll_on(conn, branch, &question)
}

/// Freezes the roll, opens the ballot and queues a personal link to everybody entitled.
///
/// # Errors
/// Refuses what [`rules::may_open`] refuses, and a roll that entitles nobody.
pub fn open_election(act: &mut Act<'_>, branch: &Branch, ballot: BallotId) -> Result<Turnout, Problem> {
    let ballot = find_election(act.conn(), branch.id, ballot)?;
    let choices = store::choices_of(act.conn(), &ballot)?;
    rules::may_open(&ballot, choices.len(), act.at(), branch.date_of(act.at()))?;
    let lines = roll_of(act.conn(), branch, &ballot)?;
    let mut entries = Vec::with_capacity(lines.len());
    let mut papers = Vec::new();
    for (line, number) in lines.iter().zip(1..) {
        let secrets = line.eligibility.is_yes().then(Secrets::drawn);
        entries.push(entry(&ballot, line, number, secrets.as_ref()));
        papers.extend(secrets.map(|secrets| (line.member, secrets)));
    }
    if papers.is_empty() {
        return Err(rules::NotNow::NobodyEntitled.into());
    }
    let fingerprint = roll::fingerprint(entries.iter().map(|entry| (entry.number, &entry.member_id, entry.entitled)));
    store::write_roll(act, &entries)?;
    store::set_opened(act, ballot.id, &fingerprint, &terms::on_a_roll_of(&ballot.terms, papers.len()))?;
    if room::is_the_place_of(&ballot) {
        store::set_room_code(act, ballot.id, &room::drawn())?;
    }
    let facts =
        json!({ "roll": entries.len(), "entitled": papers.len(), "fingerprint": fingerprint, "closes": ballot.closes_at });
    act.record("ballot.opened", ballot.path(), facts);
    notices::papers(act, &ballot, &papers)?;
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    Ok(Turnout { entitled: number(papers.len()), voted: 0, excluded: number(entries.len() - papers.len()) })
}

/// Closes the ballot and counts it. `reason` is why, where it is before its time.
///
/// # Errors
/// Refuses what [`rules::may_close`] refuses.
pub fn close_election(act: &mut Act<'_>, ballot: BallotId, reason: &str) -> Result<(), Problem> {
    let branch = act.branch();
    let ballot = store::find(act.conn(), branch, ballot)?;
    let turnout = store::turnout(act.conn(), branch, ballot.id)?;
    let zone = branch::find(act.conn(), branch)?.zone;
    rules::may_close(&ballot, turnout, reason, act.at(), zone)?;
    printed::lay_into_the_box(act, &ballot)?;
    let papers = closing::empty_the_box(act, &ballot, (!reason.is_empty()).then_some(reason))?;
    let choices = store::choices_of(act.conn(), &ballot)?;
    let blt = result::blt(&ballot, &choices, &papers);
    declare(act, &ballot, &blt)
}

/// Ends the voting in a room. Where printed papers are out the tellers read them first; otherwise the count follows at once.
///
/// # Errors
/// Refuses what [`rules::may_close`] refuses, and a ballot that is not voted in a room before its time.
pub fn end_voting(act: &mut Act<'_>, ballot: BallotId) -> Result<Ended, Problem> {
    let branch = act.branch();
    let found = find_election(act.conn(), branch, ballot)?;
    if found.takes_papers(act.at()) {
        let turnout = store::turnout(act.conn(), branch, ballot)?;
        let zone = branch::find(act.conn(), branch)?.zone;
        rules::may_close(&found, turnout, "", act.at(), zone)?;
        store::set_closing_time(act, ballot)?;
        act.record("voting.ended", path(ballot), json!({}));
    }
    let (found, now) = (store::find(act.conn(), branch, ballot)?, act.at());
    if printed::waits_for_tellers(act.conn(), &found, now)? {
        return Ok(Ended::TellersNext);
    }
    close_election(act, ballot, "")?;
    Ok(Ended::Counted)
}

/// What follows the end of voting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    Counted,
    /// Printed papers are out, and told first.
    TellersNext,
}

/// Writes down how the lot fell that the returning officer drew, and counts again.
///
/// # Errors
/// Refuses where votes decided.
pub fn draw_lots(act: &mut Act<'_>, ballot: BallotId, lots: &Lots) -> Result<(), Problem> {
    let branch = act.branch();
    find_election(act.conn(), branch, ballot)?;
    let row = store::result_row(act.conn(), branch, ballot)?.ok_or(rules::NotNow::NotOpen)?;
    if row.sheet.is_some() {
        return Err(rules::NotNow::NoLotNeeded.into());
    }
    let drawn = lots.to_string();
    store::set_lots(act, ballot, &drawn)?;
    act.record("lots.drawn", path(ballot), json!({ "lots": drawn }));
    let ballot = store::find(act.conn(), branch, ballot)?;
    declare(act, &ballot, &row.blt)
}

/// Who is elected, in a sentence; none while the ballot is open or a lot is needed.
pub fn verdict(conn: &mut Conn, ballot: &Ballot) -> diesel::QueryResult<Option<String>> {
    let Some(sheet) = result(conn, ballot.branch_id, ballot.id)? else { return Ok(None) };
    let turnout = keeping::turnout(conn, ballot)?;
    Ok(Some(result::verdict(ballot, turnout, &sheet)))
}

/// The numbers of those elected; nobody while it is not decided, or where too few voted.
pub fn elected(conn: &mut Conn, ballot: &Ballot) -> diesel::QueryResult<Vec<u32>> {
    let Some(sheet) = result(conn, ballot.branch_id, ballot.id)? else { return Ok(Vec::new()) };
    let turnout = keeping::turnout(conn, ballot)?;
    Ok(if terms::too_few(&ballot.terms, turnout).is_some() { Vec::new() } else { sheet.elected })
}

/// The sheet that was declared; none while the ballot is open or a lot is needed. It is read, not counted again: what the
/// record says was decided stays so.
pub fn result(conn: &mut Conn, branch: BranchId, ballot: BallotId) -> diesel::QueryResult<Option<Sheet>> {
    store::sheet_of(conn, branch, ballot)
}

/// Counts the papers and keeps the sheet, or notes that a lot is needed.
pub fn declare(act: &mut Act<'_>, ballot: &Ballot, blt: &str) -> Result<(), Problem> {
    match result::counted(ballot, blt).map_err(Problem::broken)? {
        Counted::Decided(sheet) => {
            store::set_count(act, ballot.id, blt, Some(&serde_json::to_string(&sheet).map_err(Problem::broken)?))?;
            let facts = json!({ "elected": sheet.elected, "valid": sheet.valid.to_string(), "stages": sheet.stages.len() });
            act.record("result.counted", ballot.path(), facts);
        }
        Counted::LotsNeeded(needed) => {
            store::set_count(act, ballot.id, blt, None)?;
            act.record("lots.needed", ballot.path(), json!({ "between": needed.between }));
        }
    }
    Ok(())
}

fn entry(ballot: &Ballot, line: &RollLine, number: i32, secrets: Option<&Secrets>) -> NewEntry {
    NewEntry {
        id: RollEntryId::fresh(),
        branch_id: ballot.branch_id,
        ballot_id: ballot.id,
        member_id: line.member,
        number,
        entitled: secrets.is_some(),
        grounds: Json(roll::grounds(&line.eligibility)),
        token_hash: secrets.map(Secrets::token_hash),
        code_hash: secrets.map(Secrets::code_hash),
    }
}

/// What a count would be told of lots: those drawn so far, the order that the notice laid down, or that it must stop and ask.
pub fn lots_of(ballot: &Ballot) -> Lots {
    let drawn = ballot.drawn_lots.as_deref().and_then(|order| order.parse().ok());
    drawn.or_else(|| terms::lots(&ballot.terms)).unwrap_or(Lots::Stop)
}
