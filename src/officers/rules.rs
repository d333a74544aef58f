//! When elections may be called, and who may stand.

mod refusal;

pub use refusal::NotSo;

use chrono::NaiveDate;

use super::{
    Contest, Elections, Nomination, Sort,
    elected::Elected,
    vacancy::{Since, Vacancy},
};
use crate::{
    db::MemberId,
    meetings::{Meeting, State},
    members::{self, Person, Term},
    rulebook::{Answer, Eligibility, LastNames, MeetingKind, OfficeRule, Rulebook},
    selections::Belonging,
};

/// Officers are elected at a meeting of the members that has not begun, once.
pub fn may_be_called_for(meeting: &Meeting, before: Option<&Elections>) -> Result<(), NotSo> {
    match meeting.state {
        _ if before.is_some() => Err(NotSo::CalledAlready),
        State::Called if matches!(meeting.kind, MeetingKind::Annual | MeetingKind::General | MeetingKind::Special) => Ok(()),
        State::Called => Err(NotSo::WrongKind),
        state => Err(NotSo::NoSuchMeeting(state)),
    }
}

/// Nominations close on the day that the rules name; where they name none, on any day up to the meeting.
pub fn may_close_on(
    closes_on: NaiveDate,
    ruled: &Answer<LastNames>,
    meeting_on: NaiveDate,
    today: NaiveDate,
) -> Result<(), NotSo> {
    let LastNames { on, is_ruled } = ruled.value;
    let clause = || ruled.clause.clone();
    match is_ruled {
        true if on < today => Err(NotSo::TooLate { on, clause: clause() }),
        true if on != closes_on => Err(NotSo::ClosesByTheRules { on, clause: clause() }),
        _ if closes_on < today || closes_on > meeting_on => Err(NotSo::ClosesOutside { meeting_on }),
        _ => Ok(()),
    }
}

/// The day from which no names are taken any more; none while they are.
pub fn closed_since(elections: &Elections, today: NaiveDate) -> Option<NaiveDate> {
    elections.closed_on.or_else(|| (today > elections.closes_on).then_some(elections.closes_on))
}

/// Names are taken until nominations are closed.
pub fn may_name(elections: &Elections, today: NaiveDate) -> Result<(), NotSo> {
    match closed_since(elections, today) {
        Some(on) => Err(NotSo::Closed { on }),
        None => Ok(()),
    }
}

/// Nominations are closed by hand on their last day, in the meeting; after it they are closed by themselves.
pub fn may_close(elections: &Elections, today: NaiveDate) -> Result<(), NotSo> {
    may_name(elections, today)?;
    if today < elections.closes_on { Err(NotSo::StillOpen { on: elections.closes_on }) } else { Ok(()) }
}

/// Somebody who is to stand, and what the rulebook says about her; `at` is the field that names her.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    pub person: &'a Person,
    pub eligibility: Option<&'a Eligibility>,
    pub at: &'static str,
}

/// A candidate is a member who does not run the elections, is named once for the office, and is eligible where the rulebook
/// asks for it. `classes` are those that the rulebook counts as members.
pub fn may_stand(
    elections: &Elections,
    named: &[Nomination],
    Standing { person, eligibility, at }: Standing<'_>,
    classes: &[String],
) -> Result<(), NotSo> {
    let name = || person.name.clone();
    if elections.officer_id == person.id {
        return Err(NotSo::OfficerStands { at });
    }
    if named.iter().any(|nomination| nomination.is_live() && nomination.names(person.id)) {
        return Err(NotSo::NamedTwice { name: name(), at });
    }
    if !person.is_member(classes) {
        return Err(NotSo::NotAMember { name: name(), at });
    }
    match eligibility.and_then(|eligibility| eligibility.obstacles().next()) {
        Some(obstacle) => {
            Err(NotSo::NotEligible { name: name(), says: format!("{} ({})", obstacle.says, obstacle.clause), at })
        }
        None => Ok(()),
    }
}

/// Two stand as one where the office may be shared.
pub fn may_share(rule: Option<&OfficeRule>, first: MemberId, second: MemberId) -> Result<(), NotSo> {
    match rule {
        _ if first == second => Err(NotSo::SharedWithOneself),
        Some(rule) if rule.jobshare => Ok(()),
        rule => Err(NotSo::NotShared { clause: rule.map(|rule| rule.src.clone()).unwrap_or_default() }),
    }
}

/// Whoever accepts a nomination for an office that is kept for a group says that she belongs.
pub fn may_accept(rule: Option<&OfficeRule>, belongs: Belonging) -> Result<(), NotSo> {
    match rule.and_then(|rule| rule.restricted_to.as_ref().zip(Some(rule))) {
        Some((group, rule)) if belongs != Belonging::Belongs => {
            Err(NotSo::KeptForOthers { group: group.clone(), clause: rule.src.clone() })
        }
        _ => Ok(()),
    }
}

/// A list changes until it is on the paper.
pub fn may_change(contest: &Contest) -> Result<(), NotSo> {
    if contest.ballot_id.is_some() || contest.declared_on.is_some() { Err(NotSo::OnThePaper) } else { Ok(()) }
}

/// Whether a contest fills places on the executive.
pub fn is_executive(book: &Rulebook, contest: &Contest) -> bool {
    contest.sort == Sort::Office && book.offices.get(&contest.office).is_some_and(|rule| rule.executive)
}

/// For whom the rules keep this office, or places among those of its kind; nothing where for nobody.
pub fn group_of<'b>(book: &'b Rulebook, contest: &Contest) -> Option<&'b str> {
    let restricted = book.offices.get(&contest.office).and_then(|rule| rule.restricted_to.as_deref());
    let executive = || book.quota.get("executive").filter(|_| is_executive(book, contest)).map(|quota| quota.group.as_str());
    restricted.or_else(executive)
}

/// Closed lists go to the vote once.
pub fn may_draft(elections: &Elections, contests: &[Contest], today: NaiveDate) -> Result<(), NotSo> {
    if closed_since(elections, today).is_none() {
        return Err(NotSo::NotClosed { on: elections.closes_on });
    }
    if contests.iter().any(|contest| contest.ballot_id.is_some() || contest.declared_on.is_some()) {
        return Err(NotSo::DraftedAlready);
    }
    Ok(())
}

/// Whoever stands in the elections neither drafts nor declares them.
pub fn may_run(nominations: &[Nomination], officer: Option<MemberId>) -> Result<(), NotSo> {
    let stands = |member| nominations.iter().any(|one| one.stands() && one.names(member));
    if officer.is_some_and(stands) { Err(NotSo::RunnerStands) } else { Ok(()) }
}

/// Offices are declared in their order, from the day of the meeting on. `next` is the first that is not.
pub fn may_declare(
    elections: &Elections,
    contest: &Contest,
    next: Option<&Contest>,
    meeting_on: NaiveDate,
    today: NaiveDate,
) -> Result<(), NotSo> {
    if contest.declared_on.is_some() {
        return Err(NotSo::DeclaredAlready);
    }
    if closed_since(elections, today).is_none() {
        return Err(NotSo::NotClosed { on: elections.closes_on });
    }
    if today < meeting_on {
        return Err(NotSo::BeforeTheMeeting { on: meeting_on });
    }
    match next {
        Some(next) if next.id != contest.id => Err(NotSo::NotItsTurn { next: members::at_head(&next.title) }),
        _ => Ok(()),
    }
}

/// The last declaration can be taken back. `latest` is that one.
pub fn may_undo(contest: &Contest, latest: Option<&Contest>) -> Result<(), NotSo> {
    match latest {
        Some(latest) if latest.id == contest.id => Ok(()),
        _ => Err(NotSo::SomethingRestsOnIt),
    }
}

/// Somebody leaves an office of the rules on a day of her term that is not its last.
pub fn may_leave(book: &Rulebook, term: &Term, last_on: NaiveDate) -> Result<(), NotSo> {
    if !book.offices.contains_key(term.office.as_str()) {
        return Err(NotSo::NoOfficeOfTheRules);
    }
    let ends_by_itself = term.to_on.is_some_and(|to| to <= last_on);
    if last_on < term.from_on || ends_by_itself { Err(NotSo::NotHeldThen) } else { Ok(()) }
}

/// One member acts in an office at a time.
pub fn may_act_in(person: &Person, classes: &[String], is_acted_in: bool) -> Result<(), NotSo> {
    if is_acted_in {
        return Err(NotSo::ActedInAlready);
    }
    match person.is_member(classes) {
        true => Ok(()),
        false => Err(NotSo::NotAMember { name: person.name.clone(), at: "acting" }),
    }
}

/// Whether a meeting can fill an office that is vacant from a day: it elects officers, is still to come, and its nominations
/// can still be taken.
pub fn can_elect(book: &Rulebook, meeting: &Meeting, meeting_on: NaiveDate, from: NaiveDate) -> bool {
    let closing = book.nominations_close(meeting_on).value;
    may_be_called_for(meeting, None).is_ok() && meeting_on >= from && (!closing.is_ruled || closing.on >= from)
}

/// A leaving is taken back while its term still ends with it and nothing rests on the vacancy.
pub fn may_undo_leaving(vacancy: &Vacancy, term: &Term, since: &Since) -> Result<(), NotSo> {
    if term.to_on.and_then(|to| to.succ_opt()) != Some(vacancy.from_on) {
        return Err(NotSo::TermMoved);
    }
    if since.is_filled {
        return Err(NotSo::FilledSince);
    }
    if since.is_up {
        return Err(NotSo::IsUp);
    }
    may_undo_each(since)
}

/// Whoever was put into a vacant office is taken out again while she has not acted in it for a day.
pub fn may_undo_acting(since: &Since) -> Result<&Term, NotSo> {
    may_undo_each(since)?;
    since.acting.last().ok_or(NotSo::NobodyActs)
}

fn may_undo_each(since: &Since) -> Result<(), NotSo> {
    match since.acting.iter().find(|term| term.from_on < since.today) {
        Some(term) => Err(NotSo::ActedSince { on: term.from_on }),
        None => Ok(()),
    }
}

/// Whether a term is as it was declared.
pub fn is_as_declared(elected: &Elected, term: &Term) -> Result<(), NotSo> {
    if term.to_on == elected.ends_on { Ok(()) } else { Err(NotSo::TermChanged) }
}

/// What the number of those who stand means; nothing where more stand than there are places.
pub fn says(places: usize, standing: usize, is_closed: bool) -> String {
    let says = match (standing, is_closed) {
        (0, true) => "Nobody stands, so the place stays vacant.",
        (0, false) => "Nobody stands yet.",
        (standing, true) if standing < places => "Nobody else stands, so they are unopposed, and the other places stay vacant.",
        (standing, true) if standing == places => "Nobody else stands: unopposed.",
        (standing, false) if standing <= places => "No more stand so far than there are places.",
        _ => "",
    };
    says.to_owned()
}

#[cfg(test)]
mod tests;
