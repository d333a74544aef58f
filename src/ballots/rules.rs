//! Who may vote, and when a ballot may be opened, closed and settled.

mod refusal;

use std::collections::HashMap;

use chrono::{NaiveDate, TimeDelta};

use super::{
    Ballot, Hold, State,
    ballot::{Days, Kind},
    bearer::Bearer,
    count::Method,
    roll::{RollEntry, Turnout},
    room,
};
use crate::{
    db::{BallotId, Instant, MemberId},
    render::dates,
    rulebook::{Outcome, Rulebook, Side},
    zone::Zone,
};

pub use refusal::{NoVote, NotNow, Unfit};

/// The alternative vote fills one place; every other method fills as many as there are.
pub fn may_count_by(method: Method, seats: i32) -> Result<(), Unfit> {
    if method == Method::Av && seats > 1 { Err(Unfit::OnePlace) } else { Ok(()) }
}

/// The method of the rulebook's sort of ballot, where it can fill so many places; where it cannot, or names none, the
/// alternative vote for one place and the Scottish rules for several.
pub fn method_by(book: &Rulebook, rule: &str, seats: i32) -> Method {
    let ruled = book.ballots.get(rule).and_then(|rule| rule.method.parse().ok());
    let fitting = ruled.filter(|method| may_count_by(*method, seats).is_ok());
    fitting.unwrap_or(if seats > 1 { Method::StvScottish } else { Method::Av })
}

/// A ballot opens today or later, on a roll frozen by then, and closes on a later day.
pub fn may_be_held(days: &Days, now: Instant, zone: Zone) -> Result<(), Unfit> {
    may_be_held_in_the_room(days, now, zone)?;
    let closes_on = days.closes_at.with_timezone(&zone).date_naive();
    if closes_on <= days.opens_on { Err(Unfit::ClosesBeforeItOpens) } else { Ok(()) }
}

/// The same for a ballot of a meeting, which may close on the day on which it opens.
pub fn may_be_held_in_the_room(days: &Days, now: Instant, zone: Zone) -> Result<(), Unfit> {
    let day = |at: Instant| at.with_timezone(&zone).date_naive();
    if days.closes_at <= now {
        return Err(Unfit::ClosesInThePast);
    }
    if days.opens_on < day(now) {
        return Err(Unfit::OpensInThePast);
    }
    if day(days.closes_at) < days.opens_on {
        return Err(Unfit::ClosesBeforeItOpens);
    }
    if days.freeze_on > days.opens_on { Err(Unfit::FrozenAfterTheOpening) } else { Ok(()) }
}

/// An officer runs elections; a decision belongs to the meeting that takes it.
pub fn is_election(ballot: &Ballot) -> Result<(), NoVote> {
    match ballot.kind {
        Kind::Election => Ok(()),
        Kind::Decision => Err(NoVote::InTheRoom { about: ballot.about.clone() }),
    }
}

/// Whoever stands in a ballot does not run it.
pub fn may_run_between<'c>(officer: &Bearer, choices: impl IntoIterator<Item = &'c str>) -> Result<(), NotNow> {
    match choices.into_iter().find(|choice| officer.stands_as(choice)) {
        Some(name) => Err(NotNow::OfficerStands { name: name.to_owned() }),
        None => Ok(()),
    }
}

/// The days of a ballot move, and it may be thrown away, until it opens.
pub fn may_change(ballot: &Ballot) -> Result<(), NotNow> {
    if ballot.state == State::Draft { Ok(()) } else { Err(NotNow::NoLongerDraft) }
}

/// A name is taken back, or stands again, until the box is opened.
pub fn may_withdraw(ballot: &Ballot) -> Result<(), NotNow> {
    match ballot.state {
        State::Closed => Err(NotNow::BoxIsOpened { ballot: ballot.id }),
        _ if ballot.is_a_question() => Err(NotNow::NobodyStands { ballot: ballot.id }),
        _ => Ok(()),
    }
}

/// Somebody is left to vote for.
pub fn may_go_on_without(ballot: BallotId, standing: usize) -> Result<(), NotNow> {
    if standing > 0 { Ok(()) } else { Err(NotNow::NobodyLeft { ballot }) }
}

/// Who has voted is for those at the table while papers are taken, and for every member after the close, until the marks go.
pub fn may_see_who_voted(ballot: &Ballot, is_at_the_table: bool) -> Result<(), NotNow> {
    match (ballot.state, ballot.marks_gone_on) {
        (_, Some(on)) => Err(NotNow::MarksAreGone { ballot: ballot.id, on: dates::day(on) }),
        (State::Closed, None) => Ok(()),
        (State::Open, None) if is_at_the_table => Ok(()),
        (State::Open, None) => Err(NotNow::ForTheTable { ballot: ballot.id }),
        (State::Draft, None) => Err(NotNow::NotOpen),
    }
}

/// A draft that something else waits for (a selection) is discarded on the page of that.
pub fn may_discard(ballot: &Ballot) -> Result<(), NotNow> {
    may_change(ballot)?;
    if ballot.about.is_empty() { Ok(()) } else { Err(NotNow::BelongsElsewhere { about: ballot.about.clone() }) }
}

/// Papers by letter go out while they can come back.
pub fn may_print_letters(ballot: &Ballot) -> Result<(), NotNow> {
    if ballot.state == State::Open { Ok(()) } else { Err(NotNow::NotOpen) }
}

/// A new link goes to whoever still has a vote to cast.
pub fn may_renew(ballot: &Ballot, entry: &RollEntry, now: Instant) -> Result<(), NotNow> {
    match (ballot.takes_papers(now), entry.entitled, entry.voted_on) {
        (false, ..) => Err(NotNow::NotOpen),
        (_, false, _) => Err(NotNow::HasNoVote),
        (_, _, Some(_)) => Err(NotNow::HasVoted),
        _ if entry.issued.is_some() => Err(NotNow::HoldsPaper),
        _ => Ok(()),
    }
}

/// Those who have not voted are reminded while they still can, and not twice within a day.
pub fn may_remind(ballot: &Ballot, waiting: usize, now: Instant, zone: Zone) -> Result<(), NotNow> {
    if !ballot.takes_papers(now) {
        return Err(NotNow::NotOpen);
    }
    if waiting == 0 {
        return Err(NotNow::NobodyToRemind);
    }
    match ballot.reminded_at {
        Some(at) if now.0 - at.0 < TimeDelta::days(1) => Err(NotNow::RemindedLately { at: dates::moment(at.0, zone) }),
        _ => Ok(()),
    }
}

/// Papers are shown until they are destroyed.
pub fn may_show_papers(ballot: &Ballot) -> Result<(), NotNow> {
    match ballot.papers_gone_on {
        Some(on) => Err(NotNow::PapersAreGone { ballot: ballot.id, on: dates::day(on) }),
        None => Ok(()),
    }
}

/// Papers and marks are held against each other after the close, as long as both are kept.
pub fn may_reconcile(ballot: &Ballot) -> Result<(), NotNow> {
    may_show_papers(ballot)?;
    match (ballot.state, ballot.marks_gone_on) {
        (State::Closed, None) => Ok(()),
        (State::Closed, Some(on)) => Err(NotNow::MarksAreGone { ballot: ballot.id, on: dates::day(on) }),
        _ => Err(NotNow::StillVoting { ballot: ballot.id }),
    }
}

/// A complaint keeps the papers of a closed ballot, as long as they are there.
pub fn may_hold(ballot: &Ballot) -> Result<(), NotNow> {
    if ballot.state == State::Closed && ballot.papers_gone_on.is_none() { Ok(()) } else { Err(NotNow::NothingToKeep) }
}

/// Papers and marks go when their time is over, unless a complaint keeps them; the refusal says which, and until when.
pub fn may_let_go(ballot: &Ballot, holds: &[Hold], today: NaiveDate) -> Result<(), NotNow> {
    let of_this: Vec<Hold> = holds.iter().filter(|hold| hold.keeps(&ballot.about, today)).cloned().collect();
    may_release(ballot, &of_this)?;
    match ballot.kept_because.as_str() {
        "" => Ok(()),
        because => Err(NotNow::Held { ballot: ballot.id, says: format!("A complaint is pending: {because}") }),
    }
}

/// Nobody declares a complaint settled while another waits for its answer.
pub fn may_release(ballot: &Ballot, holds: &[Hold]) -> Result<(), NotNow> {
    match holds.first() {
        Some(hold) => Err(NotNow::Held { ballot: ballot.id, says: hold.in_words() }),
        None => Ok(()),
    }
}

/// A link or code opens the paper of the member to whom it was sent. Where somebody is signed in, it has to be she.
pub fn may_open_with_key(entry: &RollEntry, reader: MemberId, names: &HashMap<MemberId, String>) -> Result<(), NoVote> {
    if entry.member_id == reader {
        return Ok(());
    }
    let called = |member| names.get(&member).cloned().unwrap_or_default();
    Err(NoVote::SomebodyElses { ballot: entry.ballot_id, addressee: called(entry.member_id), reader: called(reader) })
}

/// A paper is taken from whoever is entitled and has not voted, while the ballot is open.
pub fn may_cast<'a>(ballot: &Ballot, entry: Option<&'a RollEntry>, now: Instant, zone: Zone) -> Result<&'a RollEntry, NoVote> {
    let id = ballot.id;
    if ballot.state == State::Draft {
        return Err(NoVote::NotYetOpen { ballot: id });
    }
    let entry = entry.ok_or(NoVote::NotOnRoll { ballot: id })?;
    if entry.voted_on.is_some() {
        return Err(NoVote::AlreadyVoted { ballot: id });
    }
    if !ballot.takes_papers(now) {
        let at = ballot.closed_at.or(ballot.closes_at).unwrap_or(now);
        return Err(NoVote::Closed { ballot: id, at: dates::moment(at.0, zone) });
    }
    if !entry.entitled {
        let because = entry.obstacle().map(|ground| ground.says.clone()).unwrap_or_default();
        return Err(NoVote::NotEntitled { ballot: id, because });
    }
    if entry.issued.is_some() {
        return Err(NoVote::OnPaper { ballot: id });
    }
    Ok(entry)
}

/// A ballot opens once, not before the day it was announced for, with something to choose from and time to choose.
pub fn may_open(ballot: &Ballot, choices: usize, now: Instant, today: NaiveDate) -> Result<(), NotNow> {
    if ballot.state != State::Draft {
        return Err(NotNow::NoLongerDraft);
    }
    if choices < 2 {
        return Err(NotNow::TooFewChoices);
    }
    if ballot.closes_at.is_none_or(|closes| closes <= now) {
        return Err(NotNow::TimeIsOver { ballot: ballot.id });
    }
    if today < ballot.opens_on {
        return Err(NotNow::OpensLater { ballot: ballot.id, on: dates::day(ballot.opens_on) });
    }
    Ok(())
}

/// A ballot closes at its time or when everybody has voted; earlier only with a reason. One that is voted in a room closes when
/// the returning officer sees that everybody there has voted.
pub fn may_close(ballot: &Ballot, turnout: Turnout, reason: &str, now: Instant, zone: Zone) -> Result<(), NotNow> {
    if ballot.kind == Kind::Decision {
        return Err(NotNow::InTheRoom);
    }
    if ballot.state != State::Open {
        return Err(NotNow::NotOpen);
    }
    if room::is_the_place_of(ballot) {
        return Ok(());
    }
    let until = ballot.closes_at.filter(|closes| now < *closes);
    match until {
        Some(until) if !turnout.is_complete() && reason.is_empty() => {
            Err(NotNow::TooEarly { until: dates::moment(until.0, zone) })
        }
        _ => Ok(()),
    }
}

/// Hands are entered and corrected until the vote is closed.
pub fn may_enter_hands(ballot: &Ballot) -> Result<(), NotNow> {
    if ballot.state == State::Open { Ok(()) } else { Err(NotNow::NotOpen) }
}

/// A vote is settled once; after equal votes only the chair's casting vote is still to come.
pub fn may_settle(ballot: &Ballot, before: Option<Outcome>, chair_casts: Option<Side>) -> Result<(), NotNow> {
    match (ballot.state, before, chair_casts) {
        (State::Open, None, _) | (State::Closed, Some(Outcome::Tied), Some(_)) => Ok(()),
        (State::Draft, ..) => Err(NotNow::NotOpen),
        _ => Err(NotNow::Settled),
    }
}
