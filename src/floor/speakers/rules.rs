//! Who may ask to speak, and how long one speaks.

use super::{super::standing::Standing, Speech, Stance};
use crate::{
    db::{ItemId, MemberId},
    meetings::State,
    rulebook::Speeches,
    web,
};

/// Why not, in the sentence that the person reads.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoSpeech {
    #[error("The meeting is not in session, so there is no list of speakers.")]
    NotOpen,
    #[error("No item is before the meeting yet. Ask to speak when the chair has taken one.")]
    NoItem,
    #[error("Choose what you want to speak for.")]
    NoStance,
    #[error("You are not checked in at this meeting, and only those in the room speak.")]
    NotHere,
    #[error("You are on the list already. Your turn comes.")]
    OnTheList,
    #[error("The meeting has decided to hear no more on this and to vote. A point of order can still be raised.")]
    DebateClosed,
    #[error("You have spoken on this already, and each member speaks {times} ({clause}). You can still ask a question.")]
    SpokenEnough { times: String, clause: String },
    #[error("This speech is not yours.")]
    NotYours,
    #[error("This speaker has been called already.")]
    Called,
    #[error("This speaker has gone from the list.")]
    Gone,
    #[error("The mover has spoken already.")]
    Moved,
    #[error("A vote is open. Close it before anybody speaks.")]
    VoteOpen,
    #[error("Nobody is speaking.")]
    Silence,
}

impl web::Refusal for NoSpeech {
    fn field(&self) -> Option<&'static str> {
        None
    }
}

/// Whoever is in the room asks to speak on the item before the meeting, as often as the rules allow. `mine` are the member's speeches of
/// this meeting.
pub fn may_ask(
    meeting: State,
    standing: &Standing,
    rules: &Speeches,
    mine: &[&Speech],
    stance: Stance,
) -> Result<ItemId, NoSpeech> {
    if meeting != State::Open {
        return Err(NoSpeech::NotOpen);
    }
    let item = standing.item.as_ref().ok_or(NoSpeech::NoItem)?.id;
    if !Stance::ASKED.contains(&stance) {
        return Err(NoSpeech::NoStance);
    }
    if mine.iter().any(|speech| speech.item == item && speech.is_waiting()) {
        return Err(NoSpeech::OnTheList);
    }
    if standing.debate_is_closed && stance != Stance::Order {
        return Err(NoSpeech::DebateClosed);
    }
    let is_speech = |stance| matches!(stance, Stance::For | Stance::Against | Stance::Opening);
    let spoken = mine.iter().filter(|speech| speech.item == item && is_speech(speech.stance)).count();
    match rules.per_member {
        Some(most) if is_speech(stance) && spoken >= usize::try_from(most).unwrap_or(usize::MAX) => {
            Err(NoSpeech::SpokenEnough { times: rules.how_often(), clause: rules.src.clone() })
        }
        _ => Ok(item),
    }
}

/// The chair calls whoever waits to speak on the item before the meeting, while nothing is voted on.
pub fn may_call(state: State, standing: &Standing, speech: &Speech) -> Result<(), NoSpeech> {
    let is_before = standing.item.as_ref().is_some_and(|item| item.id == speech.item);
    match state {
        State::Called | State::Closed | State::CalledOff => Err(NoSpeech::NotOpen),
        State::Open if !is_before => Err(NoSpeech::Gone),
        State::Open if standing.unsettled().is_some() => Err(NoSpeech::VoteOpen),
        State::Open if !speech.is_waiting() => Err(NoSpeech::Called),
        State::Open => Ok(()),
    }
}

/// Whoever asked takes it back until they are called.
pub fn may_withdraw(speech: &Speech, member: MemberId) -> Result<(), NoSpeech> {
    match speech {
        other if other.member != member => Err(NoSpeech::NotYours),
        called if !called.is_waiting() => Err(NoSpeech::Called),
        _ => Ok(()),
    }
}

/// How many minutes one may speak; none where the rules set no limit.
pub fn minutes(rules: &Speeches, stance: Stance) -> Option<u32> {
    match stance {
        Stance::Opening => rules.mover_minutes,
        Stance::For | Stance::Against | Stance::Reply => rules.other_minutes,
        Stance::Question | Stance::Order => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::super::{event::Deed, standing::log},
        *,
    };
    use crate::db::{Instant, RowId};

    fn at() -> Instant {
        Instant("2026-12-17T19:04:00Z".parse().expect("a time in RFC 3339"))
    }

    fn evening() -> (ItemId, Standing) {
        let item = ItemId::random();
        (item, Standing::of(&log(vec![Deed::Taken { item, position: 3, title: "Buses".to_owned() }])))
    }

    fn speech(item: ItemId, stance: Stance, called_at: Option<Instant>) -> Speech {
        Speech { id: RowId::random(), item, member: MemberId::random(), stance, asked_at: at(), called_at, ended_at: called_at }
    }

    fn rules() -> Speeches {
        Speeches { per_member: Some(1), src: "SO 9".to_owned(), ..Speeches::default() }
    }

    #[test]
    fn whoever_is_on_the_list_does_not_ask_twice() {
        let (item, standing) = evening();
        let waiting = speech(item, Stance::For, None);

        let asked = may_ask(State::Open, &standing, &rules(), &[&waiting], Stance::Question);

        assert_eq!(asked, Err(NoSpeech::OnTheList));
    }

    #[test]
    fn whoever_spoke_as_often_as_the_rules_allow_may_still_ask_a_question() {
        let (item, standing) = evening();
        let spoken = speech(item, Stance::For, Some(at()));

        let again = may_ask(State::Open, &standing, &rules(), &[&spoken], Stance::Against);

        assert_eq!(again, Err(NoSpeech::SpokenEnough { times: "once".to_owned(), clause: "SO 9".to_owned() }));
        assert_eq!(may_ask(State::Open, &standing, &rules(), &[&spoken], Stance::Question), Ok(item));
    }

    #[test]
    fn nobody_speaks_after_the_closure_but_to_a_point_of_order() {
        let (item, mut standing) = evening();
        standing.debate_is_closed = true;

        assert_eq!(may_ask(State::Open, &standing, &rules(), &[], Stance::For), Err(NoSpeech::DebateClosed));
        assert_eq!(may_ask(State::Open, &standing, &rules(), &[], Stance::Order), Ok(item));
    }

    #[test]
    fn the_chair_calls_whoever_waits_on_the_item_before_the_meeting() {
        let (item, standing) = evening();
        let waiting = speech(item, Stance::For, None);

        assert_eq!(may_call(State::Open, &standing, &waiting), Ok(()));
        assert_eq!(may_call(State::Closed, &standing, &waiting), Err(NoSpeech::NotOpen));
        assert_eq!(may_call(State::Open, &standing, &speech(ItemId::random(), Stance::For, None)), Err(NoSpeech::Gone));
        assert_eq!(may_call(State::Open, &standing, &speech(item, Stance::For, Some(at()))), Err(NoSpeech::Called));
    }

    #[test]
    fn there_is_no_list_before_and_after_the_meeting() {
        let (_, standing) = evening();

        let asked = may_ask(State::Closed, &standing, &rules(), &[], Stance::For);

        assert_eq!(asked, Err(NoSpeech::NotOpen));
    }
}
