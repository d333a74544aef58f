//! What may be done about a motion, by whom and when.

use chrono::NaiveDate;

use super::{Motion, State, motion::Sponsor};
use crate::{
    branch::Branch,
    db::MemberId,
    meetings::{self, Meeting},
    rulebook::{Matter, MotionRefusal, Rulebook, Seconder},
    web,
};

/// Why not, in the sentence that the person reads.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error(transparent)]
    ByTheRules(#[from] MotionRefusal),
    #[error("You cannot second your motion yourself. Name another member.")]
    OwnMotion,
    #[error("Somebody else was asked to second this motion. Its mover can ask you instead.")]
    NotAsked,
    #[error("This motion {}, so nobody is asked to second it now.", .0.says())]
    NotWaiting(State),
    #[error("Only the mover can do this.")]
    NotItsMover,
    #[error("This motion {}, so it can no longer be withdrawn.", .0.says())]
    Settled(State),
    #[error("The meeting has begun, and the motion belongs to it now. Ask the meeting for leave to withdraw it.")]
    BelongsToTheMeeting,
    #[error("This motion {}, so there is nothing to rule on.", .0.says())]
    NotReadyForRuling(State),
    #[error("Choose the meeting that is to take the motion; it goes on its agenda.")]
    NoMeeting,
    #[error("That meeting is closed. Choose one that is still to come.")]
    MeetingOver,
    #[error("It changes {about}, which only the {kind} decides ({clause}). Choose such a meeting.")]
    OnlyAt { about: String, kind: &'static str, clause: String },
    #[error("Choose what it changes from the list.")]
    UnknownMatter,
    #[error("Choose the ward or body that sends it from the list.")]
    UnknownSponsor,
    #[error("Say on which day its meeting agreed to the motion.")]
    NoSponsorDay,
    #[error("That day is still to come. Hand the motion in once its meeting has agreed to it.")]
    SponsorDayToCome,
    #[error("This motion {}, so there is nothing to recommend on it.", .0.says())]
    NothingToRecommend(State),
    #[error("This motion {}, so the meeting has nothing to decide on it.", .0.says())]
    NotOnAgenda(State),
}

impl web::Refusal for Refusal {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::ByTheRules(MotionRefusal::TooLong { .. }) => Some("text"),
            Self::ByTheRules(MotionRefusal::NoSeconder { .. }) | Self::OwnMotion => Some("seconder"),
            Self::ByTheRules(MotionRefusal::EnoughSent { .. }) | Self::UnknownSponsor => Some("sponsor"),
            Self::NoSponsorDay | Self::SponsorDayToCome => Some("sponsored_on"),
            Self::UnknownMatter => Some("changes"),
            Self::ByTheRules(_) | Self::NoMeeting | Self::MeetingOver | Self::OnlyAt { .. } => Some("meeting"),
            _ => None,
        }
    }
}

/// On what ground a motion is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    InTime,
    /// After the deadline, for a reason that goes with it.
    Emergency,
}

/// The words of a text, as the word limit counts them: what stands between spaces and holds a letter or a figure.
pub fn words_of(text: &str) -> u32 {
    let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    u32::try_from(words).unwrap_or(u32::MAX)
}

/// Whether a motion may be handed in for a meeting on that day; with a `reason` also late, where the rules know emergencies.
/// `has_seconder` says that somebody is named, who is asked next.
pub fn may_submit(
    book: &Rulebook,
    text: &str,
    has_seconder: bool,
    handed_in_on: NaiveDate,
    meeting_on: Option<NaiveDate>,
    reason: Option<&str>,
) -> Result<Ground, Refusal> {
    // For a meeting that is not called yet no deadline can have passed.
    let meeting_on = meeting_on.unwrap_or(NaiveDate::MAX);
    match book.may_hand_in(words_of(text), u32::from(has_seconder), handed_in_on, meeting_on) {
        Ok(_) => Ok(Ground::InTime),
        Err(MotionRefusal::TooLate { .. }) if knows_emergencies(book) && reason.is_some() => Ok(Ground::Emergency),
        Err(refusal) => Err(refusal.into()),
    }
}

/// Whether the rules let a meeting take a motion after the deadline.
pub fn knows_emergencies(book: &Rulebook) -> bool {
    book.motions.emergency.is_some()
}

/// The state in which a motion begins.
pub fn after_submitting(book: &Rulebook, has_seconder: bool) -> State {
    let needs_one = book.motion_limits().value.seconder == Seconder::Needed;
    if needs_one || has_seconder { State::WaitingForSeconder } else { State::Seconded }
}

/// Nobody seconds her own motion; asked is asked.
pub fn may_second(motion: &Motion, member: MemberId) -> Result<(), Refusal> {
    if motion.state != State::WaitingForSeconder {
        return Err(Refusal::NotWaiting(motion.state));
    }
    if motion.mover == member {
        return Err(Refusal::OwnMotion);
    }
    if motion.seconder != Some(member) {
        return Err(Refusal::NotAsked);
    }
    Ok(())
}

/// The mover asks another member to second, as long as nobody has.
pub fn may_ask(motion: &Motion, mover: MemberId, other: MemberId) -> Result<(), Refusal> {
    if motion.mover != mover {
        return Err(Refusal::NotItsMover);
    }
    if motion.state != State::WaitingForSeconder {
        return Err(Refusal::NotWaiting(motion.state));
    }
    if other == mover {
        return Err(Refusal::OwnMotion);
    }
    Ok(())
}

/// The mover withdraws until the meeting has begun; from then on the motion belongs to the meeting (Citrine).
pub fn may_withdraw(motion: &Motion, member: MemberId, meeting: Option<&Meeting>) -> Result<(), Refusal> {
    if motion.mover != member {
        return Err(Refusal::NotItsMover);
    }
    match motion.state {
        State::WaitingForSeconder | State::Seconded => Ok(()),
        State::InOrder if meeting.is_some_and(|meeting| meeting.state != meetings::State::Called) => {
            Err(Refusal::BelongsToTheMeeting)
        }
        State::InOrder => Ok(()),
        _ => Err(Refusal::Settled(motion.state)),
    }
}

/// A ruling is given on a motion that has what it needs.
pub fn may_rule(motion: &Motion) -> Result<(), Refusal> {
    if motion.state == State::Seconded { Ok(()) } else { Err(Refusal::NotReadyForRuling(motion.state)) }
}

/// A motion goes on the agenda of a meeting that is not over, and one that changes the rules on that of a meeting which may.
pub fn may_take(book: &Rulebook, changes: Option<&str>, meeting: &Meeting) -> Result<(), Refusal> {
    if meeting.state == meetings::State::Closed {
        return Err(Refusal::MeetingOver);
    }
    let Some(Matter { about, only_at: Some((kind, clause)), .. }) = changes.and_then(|key| book.matter(key)) else {
        return Ok(());
    };
    if kind == meeting.kind { Ok(()) } else { Err(Refusal::OnlyAt { about, kind: kind.in_words(), clause }) }
}

/// A ward or affiliated body sends a motion to which its own meeting agreed, and no more than the rules allow. `sent` counts
/// those it has sent to the same meeting.
pub fn may_sponsor(
    book: &Rulebook,
    bodies: &[String],
    name: &str,
    (agreed_on, today): (Option<NaiveDate>, NaiveDate),
    sent: u32,
) -> Result<Sponsor, Refusal> {
    let name = bodies.iter().find(|body| *body == name).ok_or(Refusal::UnknownSponsor)?.clone();
    let agreed_on = agreed_on.ok_or(Refusal::NoSponsorDay)?;
    if agreed_on > today {
        return Err(Refusal::SponsorDayToCome);
    }
    book.may_send_another(sent)?;
    Ok(Sponsor { name, agreed_on })
}

/// Whether a motion came after the deadline of the meeting that it is before, so that this says first whether it takes it. At a
/// later meeting than it was meant for it may be in time.
pub fn is_late(motion: &Motion, branch: &Branch, meeting: &Meeting) -> bool {
    let last = branch.rulebook.motion_deadline(meeting.on(branch)).value;
    motion.emergency_reason.is_some() && branch.date_of(motion.submitted_at) > last
}

/// The executive recommends while the meeting has not decided.
pub fn may_recommend(motion: &Motion) -> Result<(), Refusal> {
    match motion.state {
        State::Seconded | State::InOrder => Ok(()),
        other => Err(Refusal::NothingToRecommend(other)),
    }
}

/// A meeting decides what is on its agenda.
pub fn may_decide(motion: &Motion) -> Result<(), Refusal> {
    if motion.state == State::InOrder { Ok(()) } else { Err(Refusal::NotOnAgenda(motion.state)) }
}

/// A second count is about what a first one has decided.
pub fn may_decide_again(motion: &Motion) -> Result<(), Refusal> {
    match motion.state {
        State::Carried | State::Lost => Ok(()),
        other => Err(Refusal::NotOnAgenda(other)),
    }
}

#[cfg(test)]
mod tests;
