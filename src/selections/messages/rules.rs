//! Who may write to those who vote, when, how often and how much.

use chrono::{NaiveDate, NaiveTime, Timelike};

use super::message::{Message, Standing};
use crate::{
    db::{Instant, MemberId, SelectionId},
    render::dates,
    rulebook::{MessageRule, Plan, Rulebook, Step},
    selections::{Selection, selection::path},
    web::{Refusal, WayOn},
};

/// Messages leave at this hour of the morning.
const MORNING: u32 = 8;

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    #[error("The rulebook lets nobody who stands write to the members through the branch.")]
    NoneAllowed { selection: SelectionId },
    #[error("Only those who stand in this selection write to its members.")]
    NotStanding { selection: SelectionId },
    #[error("Messages are taken from {} on, when it is known who stands.", dates::day(*.from))]
    NotYet { selection: SelectionId, from: NaiveDate },
    #[error("A message leaves on the morning after it is handed in, and by then this ballot is closed.")]
    TooLate { selection: SelectionId },
    #[error("You have handed in {each}, and that is what everybody who stands may send ({clause}).")]
    UsedUp { selection: SelectionId, each: u32, clause: String },
    #[error("Write what you want to say.")]
    NoWords,
    #[error("These are {words} words, and a message may have {limit} ({clause}). Shorten it.")]
    TooLong { words: u32, limit: u32, clause: String },
    #[error("This message has left, so nobody can hold it back any more.")]
    HasLeft,
    #[error("This message is held back already.")]
    IsHeld,
    #[error("Say why. The candidate reads it.")]
    NoReason,
    #[error("You stand in this selection, so another officer looks at its messages.")]
    Stands,
}

impl Refusal for NotSent {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoWords | Self::TooLong { .. } => Some("words"),
            Self::NoReason => Some("reason"),
            _ => None,
        }
    }

    fn way_on(&self) -> Vec<WayOn> {
        match self {
            Self::NoneAllowed { selection }
            | Self::NotStanding { selection }
            | Self::NotYet { selection, .. }
            | Self::TooLate { selection }
            | Self::UsedUp { selection, .. } => vec![WayOn::to(path(*selection), "The selection")],
            _ => Vec::new(),
        }
    }
}

/// Between which moments messages are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub from: NaiveDate,
    /// When the ballot closes; what would leave later is not taken.
    pub until: Instant,
}

/// From the day on which it is known who stands: that of the shortlist, or the one after applications close; at once where
/// the names are on the paper or the rules set no such day.
pub fn window(selection: &Selection, plan: &Plan, closes_at: Instant) -> Window {
    let after_applications = || plan.get(&Step::ApplicationsClose).and_then(|last| last.succ_opt());
    let known = plan.get(&Step::Shortlist).copied().or_else(after_applications);
    let from = known.filter(|_| selection.ballot_id.is_none()).unwrap_or(selection.called_on);
    Window { from, until: closes_at }
}

/// The morning after: time for an officer to look at it, and the same for all.
pub fn leaves_at(book: &Rulebook, handed_in_on: NaiveDate) -> Instant {
    let morning = NaiveTime::MIN.with_hour(MORNING).unwrap_or_default();
    Instant::from(book.moment(handed_in_on.succ_opt().unwrap_or(handed_in_on), morning))
}

/// Whoever stands writes from the first day of the window, as often as the rulebook says.
pub fn may_write<'r>(
    selection: &Selection,
    rule: Option<&'r MessageRule>,
    (member, candidates): (MemberId, &[MemberId]),
    (window, today, leaves_at): (Window, NaiveDate, Instant),
    own: &[Message],
) -> Result<&'r MessageRule, NotSent> {
    let id = selection.id;
    let rule = rule.ok_or(NotSent::NoneAllowed { selection: id })?;
    if !candidates.contains(&member) {
        return Err(NotSent::NotStanding { selection: id });
    }
    if today < window.from {
        return Err(NotSent::NotYet { selection: id, from: window.from });
    }
    if leaves_at >= window.until {
        return Err(NotSent::TooLate { selection: id });
    }
    let used = own.iter().filter(|message| message.counts()).count();
    if used >= rule.each as usize {
        return Err(NotSent::UsedUp { selection: id, each: rule.each, clause: rule.src.clone() });
    }
    Ok(rule)
}

/// A message says something, and no more than the rulebook lets it.
pub fn may_say(rule: &MessageRule, words: u32) -> Result<(), NotSent> {
    match words {
        0 => Err(NotSent::NoWords),
        words if words > rule.words => Err(NotSent::TooLong { words, limit: rule.words, clause: rule.src.clone() }),
        _ => Ok(()),
    }
}

/// A message is held back before it leaves, for a reason, by an officer who does not stand.
pub fn may_hold_back(
    message: &Message,
    (officer, candidates): (Option<MemberId>, &[MemberId]),
    reason: &str,
) -> Result<(), NotSent> {
    match message.standing() {
        Standing::Sent => return Err(NotSent::HasLeft),
        Standing::Held => return Err(NotSent::IsHeld),
        Standing::Waits => {}
    }
    if officer.is_some_and(|officer| candidates.contains(&officer)) {
        return Err(NotSent::Stands);
    }
    if reason.is_empty() { Err(NotSent::NoReason) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{BallotId, BranchId, RowId};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> Instant {
        Instant(text.parse().unwrap())
    }

    fn selection() -> Selection {
        Selection {
            id: SelectionId::random(),
            branch_id: BranchId::random(),
            office: "Candidate for Millbank".into(),
            ward: String::new(),
            seats: 1,
            called_on: day("2026-10-01"),
            opens_on: day("2026-11-20"),
            closes_at: at("2026-12-01T17:00:00Z"),
            officer_id: MemberId::random(),
            ballot_id: None,
            short_because: String::new(),
            declared_on: None,
            reopened_until: None,
        }
    }

    fn rule() -> MessageRule {
        MessageRule { src: "rule 7".into(), each: 2, words: 400 }
    }

    fn message(standing: Standing) -> Message {
        let on = |is| (standing == is).then(|| day("2026-11-01"));
        Message {
            id: RowId::random(),
            selection_id: SelectionId::random(),
            member_id: MemberId::random(),
            words: "Vote for buses.".into(),
            handed_in_at: at("2026-10-31T10:00:00Z"),
            leaves_at: at("2026-11-01T08:00:00Z"),
            held_because: String::new(),
            held_on: on(Standing::Held),
            sent_on: on(Standing::Sent),
            people: None,
        }
    }

    #[test]
    fn the_window_opens_with_the_shortlist_or_when_the_names_are_on_the_paper() {
        let plan = Plan::from([(Step::ApplicationsClose, day("2026-10-15")), (Step::Shortlist, day("2026-11-10"))]);
        let closes = at("2026-12-01T17:00:00Z");
        assert_eq!(window(&selection(), &plan, closes).from, day("2026-11-10"));

        let unlisted = Plan::from([(Step::ApplicationsClose, day("2026-10-15"))]);
        assert_eq!(window(&selection(), &unlisted, closes).from, day("2026-10-16"));
        assert_eq!(window(&selection(), &Plan::new(), closes).from, day("2026-10-01"));

        let drafted = Selection { ballot_id: Some(BallotId::random()), ..selection() };
        assert_eq!(window(&drafted, &plan, closes).from, day("2026-10-01"));
    }

    #[test]
    fn everybody_who_stands_writes_equally_often_and_what_was_held_back_does_not_count() {
        let (selection, ama, rule) = (selection(), MemberId::random(), rule());
        let window = Window { from: day("2026-11-10"), until: at("2026-12-01T17:00:00Z") };
        let writes = |member, on: &str, leaves: &str, own: &[Message]| {
            may_write(&selection, Some(&rule), (member, &[ama]), (window, day(on), at(leaves)), own).map(|_| ())
        };
        let leaves = "2026-11-21T08:00:00Z";
        let (sent, waits, held) = (message(Standing::Sent), message(Standing::Waits), message(Standing::Held));

        assert_eq!(writes(ama, "2026-11-20", leaves, &[sent.clone(), held]), Ok(()));
        assert!(matches!(writes(ama, "2026-11-20", leaves, &[sent, waits]), Err(NotSent::UsedUp { each: 2, .. })));
        assert!(matches!(writes(MemberId::random(), "2026-11-20", leaves, &[]), Err(NotSent::NotStanding { .. })));
        assert!(matches!(writes(ama, "2026-11-09", leaves, &[]), Err(NotSent::NotYet { .. })));
        assert!(matches!(writes(ama, "2026-12-01", "2026-12-02T08:00:00Z", &[]), Err(NotSent::TooLate { .. })));
        let without = may_write(&selection, None, (ama, &[ama]), (window, day("2026-11-20"), at(leaves)), &[]);
        assert!(matches!(without, Err(NotSent::NoneAllowed { .. })));
    }

    #[test]
    fn a_message_is_as_long_as_the_rulebook_says() {
        assert_eq!(may_say(&rule(), 0), Err(NotSent::NoWords));
        assert_eq!(may_say(&rule(), 400), Ok(()));
        assert!(may_say(&rule(), 401).unwrap_err().to_string().contains("401 words, and a message may have 400 (rule 7)"));
    }

    #[test]
    fn a_message_is_held_back_before_it_leaves_with_a_reason_and_by_nobody_who_stands() {
        let officer = MemberId::random();
        let waits = message(Standing::Waits);

        assert_eq!(may_hold_back(&waits, (Some(officer), &[]), "It tells a lie about Joe."), Ok(()));
        assert_eq!(may_hold_back(&waits, (Some(officer), &[]), ""), Err(NotSent::NoReason));
        assert_eq!(may_hold_back(&waits, (Some(officer), &[officer]), "I do not like it."), Err(NotSent::Stands));
        assert_eq!(may_hold_back(&message(Standing::Sent), (None, &[]), "Late."), Err(NotSent::HasLeft));
        assert_eq!(may_hold_back(&message(Standing::Held), (None, &[]), "Again."), Err(NotSent::IsHeld));
    }
}
