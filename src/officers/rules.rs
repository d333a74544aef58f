//! When elections may be called, and who may stand.

use chrono::NaiveDate;

use super::{Contest, Elections, Nomination, Sort, elected::Elected};
use crate::{
    db::{BallotId, MemberId},
    meetings::{Meeting, State},
    members::{self, Person, Term},
    render::dates,
    rulebook::{Answer, Eligibility, LastNames, MeetingKind, OfficeRule, Rulebook},
    selections::Belonging,
    web::{Refusal, WayOn},
};

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSo {
    #[error("Officers are elected at a meeting that is called and has not begun. This one is {}.", .0.words())]
    NoSuchMeeting(State),
    #[error("A meeting of this kind elects no officers. Choose a general meeting.")]
    WrongKind,
    #[error("The elections of this meeting are called already.")]
    CalledAlready,
    #[error("Choose at least one office.")]
    NothingUp,
    #[error("Only a member can run elections, and this sign-in belongs to none.")]
    NoMember,
    #[error("Names are taken today at the earliest, and until {} at the latest, the day of the meeting.", dates::day(*.meeting_on))]
    ClosesOutside { meeting_on: NaiveDate },
    #[error("The rules say that nominations close on {} ({clause}).", dates::day(*.on))]
    ClosesByTheRules { on: NaiveDate, clause: String },
    #[error("It is too late for this meeting: nominations had to close on {} ({clause}).", dates::day(*.on))]
    TooLate { on: NaiveDate, clause: String },
    #[error("Nominations closed on {}.", dates::day(*.on))]
    Closed { on: NaiveDate },
    #[error("Nominations are taken until {}, and are closed on that day in the meeting.", dates::day(*.on))]
    StillOpen { on: NaiveDate },
    #[error("Choose the office.")]
    NoOffice,
    #[error("Whoever runs the elections cannot stand in them. Ask another officer to run them.")]
    OfficerStands { at: &'static str },
    #[error("{name} is named for this office already.")]
    NamedTwice { name: String, at: &'static str },
    #[error("{name} is not a member, and only members stand.")]
    NotAMember { name: String, at: &'static str },
    #[error("{name} cannot stand for this office: {says}")]
    NotEligible { name: String, says: String, at: &'static str },
    #[error("This office cannot be shared ({clause}). Name one member.")]
    NotShared { clause: String },
    #[error("An office is shared by two different members.")]
    SharedWithOneself,
    #[error("This office is kept for {group} ({clause}), and only you can say that you belong. Say so, or decline.")]
    KeptForOthers { group: String, clause: String },
    #[error("You are not asked to stand here, or have answered already.")]
    NotAsked,
    #[error("The list is on the ballot paper and stays as it is.")]
    OnThePaper,
    #[error("Names are taken until {}. The lists go to the vote when nominations are closed.", dates::day(*.on))]
    NotClosed { on: NaiveDate },
    #[error("No ballot is drafted, so there is nothing to take back.")]
    NothingDrafted,
    #[error("The ballots are drafted already.")]
    DraftedAlready,
    #[error("For no office do more stand than there are places, so there is nothing to vote on.")]
    NoBallotNeeded,
    #[error("You stand in these elections, so you do not run them. Ask another officer.")]
    RunnerStands,
    #[error("The offices are declared in their order. {next} comes first.")]
    NotItsTurn { next: String },
    #[error("This office is declared already.")]
    DeclaredAlready,
    #[error("Officers are elected at the meeting on {}. Declare them that day or later.", dates::day(*.on))]
    BeforeTheMeeting { on: NaiveDate },
    #[error("The rulebook has no such office, so its holder leaves it on the page of offices in the register.")]
    NoOfficeOfTheRules,
    #[error("Take a day on which the office is held, before the term ends by itself.")]
    NotHeldThen,
    #[error("Somebody acts in this office already.")]
    ActedInAlready,
    #[error("More stand for this office than there are places. Put the lists to the vote first.")]
    NotVoted,
    #[error("The ballot is not counted yet. Close it first.")]
    NotCounted { ballot: BallotId },
    #[error("Votes could not decide this ballot: a lot is to be drawn first.")]
    LotNeeded { ballot: BallotId },
    #[error("Only the last declaration can be taken back, and a later office rests on this one.")]
    SomethingRestsOnIt,
    #[error("The term that came of this election was changed since, so the declaration stays.")]
    TermChanged,
}

impl Refusal for NotSo {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::OfficerStands { at }
            | Self::NamedTwice { at, .. }
            | Self::NotAMember { at, .. }
            | Self::NotEligible { at, .. } => Some(at),
            Self::ClosesOutside { .. } | Self::ClosesByTheRules { .. } | Self::TooLate { .. } => Some("closes_on"),
            Self::NothingUp => Some("offices"),
            Self::NotHeldThen => Some("last_on"),
            Self::ActedInAlready => Some("acting"),
            Self::NoOffice => Some("contest"),
            Self::NotShared { .. } | Self::SharedWithOneself => Some("partner"),
            Self::KeptForOthers { .. } => Some("belongs"),
            _ => None,
        }
    }

    fn way_on(&self) -> Vec<WayOn> {
        match self {
            Self::NotCounted { ballot } | Self::LotNeeded { ballot } => {
                vec![WayOn::to(format!("/ballots/{ballot}"), "Go to the ballot")]
            }
            _ => Vec::new(),
        }
    }
}

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
    if !person.class.as_ref().is_some_and(|class| classes.contains(class)) {
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
    match person.class.as_ref().is_some_and(|class| classes.contains(class)) {
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
mod tests {
    use super::*;
    use crate::{
        db::{BranchId, ElectionsId, MeetingId},
        officers::nomination::tests::own,
    };

    fn on(text: &str) -> NaiveDate {
        text.parse().expect("a written day")
    }

    fn elections() -> Elections {
        Elections {
            id: ElectionsId::random(),
            branch_id: BranchId::random(),
            meeting_id: MeetingId::random(),
            called_on: on("2026-05-01"),
            closes_on: on("2026-05-20"),
            closed_on: None,
            officer_id: MemberId::random(),
        }
    }

    fn person(class: Option<&str>) -> Person {
        let (id, ward) = (MemberId::random(), None);
        Person { id, name: "Ama".into(), number: "1".into(), ward, class: class.map(str::to_owned) }
    }

    #[test]
    fn names_are_taken_until_the_close_which_is_made_in_the_meeting_or_comes_by_itself() {
        let open = elections();
        assert_eq!(may_name(&open, on("2026-05-20")), Ok(()));
        assert_eq!(may_name(&open, on("2026-05-21")), Err(NotSo::Closed { on: on("2026-05-20") }));
        assert_eq!(may_close(&open, on("2026-05-19")), Err(NotSo::StillOpen { on: on("2026-05-20") }));
        assert_eq!(may_close(&open, on("2026-05-20")), Ok(()));

        let closed = Elections { closed_on: Some(on("2026-05-20")), ..open };
        assert!(may_name(&closed, on("2026-05-20")).is_err() && may_close(&closed, on("2026-05-20")).is_err());
    }

    #[test]
    fn the_rules_name_the_last_day_or_leave_it_open() {
        let ruled = |is_ruled| Answer {
            value: LastNames { on: on("2026-05-13"), is_ruled },
            working: Vec::new(),
            clause: "rule 9".into(),
        };
        let may = |day: &str, is_ruled, today: &str| may_close_on(on(day), &ruled(is_ruled), on("2026-05-20"), on(today));

        assert_eq!(may("2026-05-13", true, "2026-05-01"), Ok(()));
        assert!(matches!(may("2026-05-14", true, "2026-05-01"), Err(NotSo::ClosesByTheRules { .. })));
        assert!(matches!(may("2026-05-14", true, "2026-05-14"), Err(NotSo::TooLate { .. })));
        assert_eq!(may("2026-05-14", false, "2026-05-14"), Ok(()));
        assert!(matches!(may("2026-05-21", false, "2026-05-14"), Err(NotSo::ClosesOutside { .. })));
    }

    #[test]
    fn a_candidate_is_a_member_named_once_who_does_not_run_the_elections() {
        let (elections, classes) = (elections(), ["full".to_owned()]);
        let may = |person: &Person, named: &[Nomination]| {
            may_stand(&elections, named, Standing { person, eligibility: None, at: "member" }, &classes)
        };
        let ama = person(Some("full"));
        assert_eq!(may(&ama, &[]), Ok(()));
        assert!(matches!(may(&ama, &[own(ama.id)]), Err(NotSo::NamedTwice { .. })));
        let declined = Nomination { withdrawn_on: Some(on("2026-05-02")), ..own(ama.id) };
        assert_eq!(may(&ama, &[declined]), Ok(()));
        assert!(matches!(may(&person(None), &[]), Err(NotSo::NotAMember { .. })));
        assert!(matches!(may(&Person { id: elections.officer_id, ..ama }, &[]), Err(NotSo::OfficerStands { .. })));
    }

    #[test]
    fn an_office_is_shared_and_kept_for_a_group_as_its_rule_says() {
        let (ama, joe) = (MemberId::random(), MemberId::random());
        let rule = OfficeRule { jobshare: true, restricted_to: Some("women".into()), ..OfficeRule::default() };
        assert_eq!(may_share(Some(&rule), ama, joe), Ok(()));
        assert_eq!(may_share(Some(&rule), ama, ama), Err(NotSo::SharedWithOneself));
        assert!(matches!(may_share(Some(&OfficeRule::default()), ama, joe), Err(NotSo::NotShared { .. })));

        assert_eq!(may_accept(Some(&rule), Belonging::Belongs), Ok(()));
        assert!(matches!(may_accept(Some(&rule), Belonging::NotSaid), Err(NotSo::KeptForOthers { .. })));
        assert_eq!(may_accept(Some(&OfficeRule::default()), Belonging::NotSaid), Ok(()));
    }
}
