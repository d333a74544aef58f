//! The ballots themselves and their choices.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::super::{
    Ballot,
    ballot::{Days, Kind, State},
    choice::{Choice, NewChoice},
};
use crate::{
    audit::Act,
    db::{
        BallotId, BranchId, Conn, Instant,
        schema::{ballot_choices, ballots},
    },
    native,
};

/// Writes a new ballot.
pub fn insert(act: &mut Act<'_>, ballot: &Ballot) -> QueryResult<()> {
    diesel::insert_into(ballots::table)
        .values((
            (ballots::id.eq(ballot.id), ballots::branch_id.eq(ballot.branch_id), ballots::kind.eq(ballot.kind)),
            (ballots::title.eq(&ballot.title), ballots::question.eq(&ballot.question), ballots::method.eq(&ballot.method)),
            (ballots::seats.eq(ballot.seats), ballots::matter.eq(&ballot.matter), ballots::about.eq(&ballot.about)),
            (ballots::rule.eq(&ballot.rule), ballots::area.eq(&ballot.area), ballots::secrecy.eq(ballot.secrecy)),
            (ballots::state.eq(ballot.state), ballots::called_on.eq(ballot.called_on), ballots::opens_on.eq(ballot.opens_on)),
            (
                ballots::freeze_on.eq(ballot.freeze_on),
                ballots::closes_at.eq(ballot.closes_at),
                ballots::opened_at.eq(ballot.opened_at),
                ballots::terms.eq(&ballot.terms),
            ),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// One ballot.
pub fn find(conn: &mut Conn, branch: BranchId, ballot: BallotId) -> QueryResult<Ballot> {
    ballots::table.filter(ballots::branch_id.eq(branch)).find(ballot).select(Ballot::as_select()).first(conn)
}

/// Every ballot of a branch, the newest first.
pub fn all(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Ballot>> {
    ballots::table.filter(ballots::branch_id.eq(branch)).order(ballots::id.desc()).select(Ballot::as_select()).load(conn)
}

/// The ballots about one thing, the newest first.
pub fn about(conn: &mut Conn, branch: BranchId, about: &str) -> QueryResult<Vec<Ballot>> {
    ballots::table
        .filter(ballots::branch_id.eq(branch))
        .filter(ballots::about.eq(about))
        .order(ballots::id.desc())
        .select(Ballot::as_select())
        .load(conn)
}

/// The ballots in which papers can be cast.
pub fn open(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Ballot>> {
    ballots::table
        .filter(ballots::branch_id.eq(branch))
        .filter(ballots::state.eq(State::Open))
        .select(Ballot::as_select())
        .load(conn)
}

/// The open ballots whose time is over.
pub fn due(conn: &mut Conn, branch: BranchId, now: Instant) -> QueryResult<Vec<Ballot>> {
    ballots::table
        .filter(ballots::branch_id.eq(branch))
        .filter(ballots::state.eq(State::Open))
        .filter(ballots::closes_at.le(Some(now)))
        .select(Ballot::as_select())
        .load(conn)
}

/// The closed ballots whose traces have not been swept yet.
pub fn unswept(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<BallotId>> {
    ballots::table
        .filter(ballots::branch_id.eq(branch))
        .filter(ballots::state.eq(State::Closed))
        .filter(ballots::swept_at.is_null())
        .select(ballots::id)
        .load(conn)
}

/// The closed elections of which the papers or the marks are still kept.
pub fn kept(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Ballot>> {
    ballots::table
        .filter(ballots::branch_id.eq(branch))
        .filter(ballots::state.eq(State::Closed))
        .filter(ballots::kind.eq(Kind::Election))
        .filter(ballots::papers_gone_on.is_null().or(ballots::marks_gone_on.is_null()))
        .select(Ballot::as_select())
        .load(conn)
}

/// Moves the days of a draft.
pub fn set_days(act: &mut Act<'_>, ballot: BallotId, days: &Days) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(ballots::table.find(ballot).filter(ballots::branch_id.eq(branch)))
        .set((
            ballots::opens_on.eq(days.opens_on),
            ballots::freeze_on.eq(days.freeze_on),
            ballots::closes_at.eq(Some(days.closes_at)),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// Throws a draft away, with its choices.
pub fn discard(act: &mut Act<'_>, ballot: BallotId) -> QueryResult<()> {
    let branch = act.branch();
    let choices =
        ballot_choices::table.filter(ballot_choices::branch_id.eq(branch)).filter(ballot_choices::ballot_id.eq(ballot));
    diesel::delete(choices).execute(act.conn())?;
    diesel::delete(ballots::table.find(ballot).filter(ballots::branch_id.eq(branch))).execute(act.conn()).map(|_| ())
}

/// Notes that something was changed since the last sweep, so that the files are swept again.
pub fn set_unswept(act: &mut Act<'_>, ballot: BallotId) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(ballots::table.find(ballot).filter(ballots::branch_id.eq(branch)))
        .set(ballots::swept_at.eq(None::<Instant>))
        .execute(act.conn())
        .map(|_| ())
}

/// Opens a ballot on a frozen roll.
pub fn set_opened(act: &mut Act<'_>, ballot: BallotId, fingerprint: &str, terms: &str) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(ballots::table.find(ballot).filter(ballots::branch_id.eq(branch)))
        .set((
            ballots::state.eq(State::Open),
            ballots::opened_at.eq(Some(at)),
            ballots::roll_fingerprint.eq(Some(fingerprint)),
            ballots::terms.eq(terms),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// Seals the roll of an open ballot anew, with the terms that follow from how many have a vote now.
pub fn set_sealed(act: &mut Act<'_>, ballot: BallotId, fingerprint: &str, terms: &str) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(ballots::table.find(ballot).filter(ballots::branch_id.eq(branch)))
        .set((ballots::roll_fingerprint.eq(Some(fingerprint)), ballots::terms.eq(terms)))
        .execute(act.conn())
        .map(|_| ())
}

/// Writes down the code for the screen in the room.
pub fn set_room_code(act: &mut Act<'_>, ballot: BallotId, code: &str) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(ballots::table.find(ballot).filter(ballots::branch_id.eq(branch)))
        .set(ballots::room_code.eq(Some(code)))
        .execute(act.conn())
        .map(|_| ())
}

/// Ends the time in which papers are taken, now.
pub fn set_closing_time(act: &mut Act<'_>, ballot: BallotId) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(ballots::table.find(ballot).filter(ballots::branch_id.eq(branch)))
        .set(ballots::closes_at.eq(Some(at)))
        .execute(act.conn())
        .map(|_| ())
}

/// Closes a ballot, with the reason where it is before its time.
pub fn set_closed(act: &mut Act<'_>, ballot: BallotId, note: Option<&str>) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(ballots::table.find(ballot).filter(ballots::branch_id.eq(branch)))
        .set((ballots::state.eq(State::Closed), ballots::closed_at.eq(Some(at)), ballots::closing_note.eq(note)))
        .execute(act.conn())
        .map(|_| ())
}

/// Notes that those who had not voted were reminded.
pub fn set_reminded(act: &mut Act<'_>, ballot: BallotId) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(ballots::table.find(ballot).filter(ballots::branch_id.eq(branch)))
        .set(ballots::reminded_at.eq(Some(at)))
        .execute(act.conn())
        .map(|_| ())
}

/// Notes that the marks of who had voted are gone.
pub fn set_marks_gone(act: &mut Act<'_>, ballot: BallotId, on: NaiveDate) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(ballots::table.find(ballot).filter(ballots::branch_id.eq(branch)))
        .set(ballots::marks_gone_on.eq(Some(on)))
        .execute(act.conn())
        .map(|_| ())
}

/// Notes that the papers are gone.
pub fn set_papers_gone(act: &mut Act<'_>, ballot: BallotId, on: NaiveDate) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(ballots::table.find(ballot).filter(ballots::branch_id.eq(branch)))
        .set(ballots::papers_gone_on.eq(Some(on)))
        .execute(act.conn())
        .map(|_| ())
}

/// Notes why papers and marks are kept beyond their time; nothing where they no longer are.
pub fn set_kept_because(act: &mut Act<'_>, ballot: BallotId, because: &str) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(ballots::table.find(ballot).filter(ballots::branch_id.eq(branch)))
        .set(ballots::kept_because.eq(because))
        .execute(act.conn())
        .map(|_| ())
}

/// Notes what the notice settles besides the method.
pub fn set_terms(act: &mut Act<'_>, ballot: BallotId, terms: &str) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(ballots::table.find(ballot).filter(ballots::branch_id.eq(branch)))
        .set(ballots::terms.eq(terms))
        .execute(act.conn())
        .map(|_| ())
}

/// Notes which choices are passed over in the count, and that no other is.
pub fn set_withdrawn(act: &mut Act<'_>, ballot: BallotId, numbers: &[i32]) -> QueryResult<()> {
    let branch = act.branch();
    let whole = ballot_choices::table.filter(ballot_choices::branch_id.eq(branch)).filter(ballot_choices::ballot_id.eq(ballot));
    diesel::update(whole).set(ballot_choices::withdrawn.eq(false)).execute(act.conn())?;
    let out = whole.filter(ballot_choices::number.eq_any(numbers.to_vec()));
    diesel::update(out).set(ballot_choices::withdrawn.eq(true)).execute(act.conn()).map(|_| ())
}

/// Notes that a name was taken back, or, without a day, that it stands again.
pub fn set_withdrew(act: &mut Act<'_>, ballot: BallotId, number: i32, on: Option<NaiveDate>) -> QueryResult<()> {
    let branch = act.branch();
    let whole = ballot_choices::table.filter(ballot_choices::branch_id.eq(branch)).filter(ballot_choices::ballot_id.eq(ballot));
    diesel::update(whole.filter(ballot_choices::number.eq(number)))
        .set((ballot_choices::withdrawn.eq(on.is_some()), ballot_choices::withdrew_on.eq(on)))
        .execute(act.conn())
        .map(|_| ())
}

/// Notes the order in which names were drawn.
pub fn set_lots(act: &mut Act<'_>, ballot: BallotId, order: &str) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(ballots::table.find(ballot).filter(ballots::branch_id.eq(branch)))
        .set(ballots::drawn_lots.eq(Some(order)))
        .execute(act.conn())
        .map(|_| ())
}

/// Notes the hands: for, against, abstain.
pub fn set_hands(act: &mut Act<'_>, ballot: BallotId, hands: [u32; 3]) -> QueryResult<()> {
    let branch = act.branch();
    let [for_, against, abstain] = hands.map(|hands| i32::try_from(hands).unwrap_or(i32::MAX));
    diesel::update(ballots::table.find(ballot).filter(ballots::branch_id.eq(branch)))
        .set((ballots::hands_for.eq(for_), ballots::hands_against.eq(against), ballots::hands_abstain.eq(abstain)))
        .execute(act.conn())
        .map(|_| ())
}

/// Writes the choices, numbered in their order on the paper.
pub fn insert_choices(act: &mut Act<'_>, ballot: BallotId, choices: &[NewChoice]) -> QueryResult<()> {
    let branch = act.branch();
    let row = |(choice, number): (&NewChoice, i32)| {
        (
            ballot_choices::ballot_id.eq(ballot),
            ballot_choices::branch_id.eq(branch),
            ballot_choices::number.eq(number),
            ballot_choices::name.eq(choice.name.clone()),
            ballot_choices::statement.eq(choice.statement.clone()),
            ballot_choices::withdrawn.eq(false),
            ballot_choices::portrait_id.eq(choice.portrait),
        )
    };
    let rows: Vec<_> = choices.iter().zip(1..).map(row).collect();
    native!(act.conn(), c => diesel::insert_into(ballot_choices::table).values(&rows).execute(c)).map(|_| ())
}

/// The choices of a ballot, as they stand on the paper.
pub fn choices_of(conn: &mut Conn, ballot: &Ballot) -> QueryResult<Vec<Choice>> {
    ballot_choices::table
        .filter(ballot_choices::branch_id.eq(ballot.branch_id))
        .filter(ballot_choices::ballot_id.eq(ballot.id))
        .order(ballot_choices::number)
        .select(Choice::as_select())
        .load(conn)
}
