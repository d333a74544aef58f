//! What the minutes say of a question: how it was put, what was decided, and who voted how.

use super::{Facts, Sentence, sentence};
use crate::{
    ballots::DecisionVote,
    db::BallotId,
    floor::{
        event::{Asked, Asks, Beside, Deed, Event, Room},
        told::Told,
    },
    render::words::{capitalised, names, plural},
    rulebook::{Outcome, Side},
};

impl Facts<'_> {
    pub(super) fn put(&self, event: &Event, put: &Asked) -> Vec<Sentence> {
        let (at, voters) = (self.time(event.at), put.room.present);
        let words = format!(
            "{} was put to the vote at {at}; {} in the room.",
            self.moved(put),
            plural(voters.into(), "member with a vote was", "members with a vote were")
        );
        let mut sentences = vec![sentence(event, "", words)];
        sentences.extend(inquorate(event, put));
        sentences
    }

    /// "Motion 2026/7, “Buses”, moved by Tom Lewis and seconded by Ama Osei,".
    fn moved(&self, put: &Asked) -> String {
        let by = put.mover.map(|mover| {
            let seconder = put.seconder.map(|other| format!(" and seconded by {}", self.name(other))).unwrap_or_default();
            format!(", moved by {}{seconder},", self.name(mover))
        });
        let by = by.unwrap_or_default();
        match &put.asks {
            Asks::Motion => format!("Motion {}, “{}”{}", put.label, put.title, if by.is_empty() { "," } else { &by }),
            Asks::Amendment { number, wording, .. } => format!("Amendment {number} ({wording}){by}"),
            Asks::Procedural { .. } => format!("{}{by}", put.subject()),
            Asks::Ratification { .. } => format!("{}, “{}”,", put.subject(), put.title),
        }
    }

    pub(super) fn agreed(&self, event: &Event, question: &Asked, beside: &Beside) -> Vec<Sentence> {
        let words = format!("{} was agreed without a vote at {}.", self.moved(question), self.time(event.at));
        let mut first = sentence(event, "", words);
        first.resolved = self.resolved(question);
        let mut sentences = vec![first];
        sentences.extend(inquorate(event, question));
        sentences.extend(beside.says().map(|words| sentence(event, "-fell", words)));
        sentences
    }

    /// What a motion that was carried resolves.
    fn resolved(&self, question: &Asked) -> Vec<String> {
        let motion = question.motion.filter(|_| question.asks == Asks::Motion);
        motion.and_then(|motion| self.texts.get(&motion)).cloned().unwrap_or_default()
    }

    pub(super) fn tied(&self, event: &Event, told: &Told) -> Vec<Sentence> {
        let words = format!("The vote closed at {} with equal votes: {}.", self.time(event.at), told.figures());
        vec![sentence(event, "", words)]
    }

    /// What a vote decided. Where its count was challenged, it is the next one that resolves something.
    pub(super) fn decided(&self, event: &Event, told: &Told, beside: &Beside, question: Option<&Asked>) -> Vec<Sentence> {
        let (at, figures) = (self.time(event.at), told.figures());
        let outcome = if told.outcome == Outcome::Carried { "carried" } else { "lost" };
        let it = question.map_or_else(|| "the motion".to_owned(), Asked::in_short);
        let words = match told.tally.chair_casts {
            Some(side) => {
                let side = if side == Side::For { "for" } else { "against" };
                format!("The chair gave the casting vote {side} {it}, and it was {outcome} at {at}.")
            }
            None if question.is_some_and(|question| question.again.is_some()) => {
                format!("On the second count {it} was {outcome} at {at}: {figures}.")
            }
            None => format!("{} was {outcome} at {at}: {figures}.", capitalised(&it)),
        };
        let mut first = sentence(event, "", words);
        let is_challenged = self.events.iter().any(|next| {
            matches!((&event.deed, &next.deed), (Deed::Decided { ballot, .. }, Deed::Challenged { ballot: again, .. }) if ballot == again)
        });
        if told.outcome == Outcome::Carried && !is_challenged {
            first.resolved = question.map(|asked| self.resolved(asked)).unwrap_or_default();
        }
        let working = format!("{} ({})", told.working.join(" "), told.clause);
        let mut sentences = vec![first];
        if !question.is_some_and(|question| question.by_name) {
            sentences.push(sentence(event, "-count", how_counted(told)));
        }
        sentences.push(sentence(event, "-working", working));
        sentences.extend(beside.says().map(|words| sentence(event, "-fell", words)));
        sentences
    }

    /// How everybody voted on a question that was put by name.
    pub(super) fn by_name(&self, event: &Event, ballot: BallotId) -> Vec<Sentence> {
        let Some(votes) = self.named.get(&ballot) else { return Vec::new() };
        let side = |wanted: DecisionVote, word: &str| {
            let mut voted: Vec<String> =
                votes.iter().filter(|(_, vote)| *vote == wanted).map(|(member, _)| self.name(*member).to_owned()).collect();
            voted.sort();
            (!voted.is_empty()).then(|| format!("{word}: {}.", names(&voted)))
        };
        let sides = [(DecisionVote::For, "For"), (DecisionVote::Against, "Against"), (DecisionVote::Abstain, "Abstained")];
        let told: Vec<String> = sides.into_iter().filter_map(|(vote, word)| side(vote, word)).collect();
        vec![sentence(event, "-names", format!("The vote was taken by name. {}", told.join(" ")))]
    }
}

/// What a missing quorum means for what was put.
fn inquorate(event: &Event, put: &Asked) -> Option<Sentence> {
    let clause = put.to_ratify.as_ref()?;
    let Room { present, needed, .. } = put.room;
    let words = format!(
        "There was no quorum ({present} present, {needed} needed), so what was decided stands only if the next quorate meeting ratifies it ({clause})."
    );
    Some(sentence(event, "-quorum", words))
}

/// "14 votes were cast by phone and 13 hands were counted by the tellers."
fn how_counted(told: &Told) -> String {
    let phones = plural(told.phones.into(), "vote was cast by phone", "votes were cast by phone");
    let hands = plural(told.hands.into(), "hand was counted by the tellers", "hands were counted by the tellers");
    match (told.phones, told.hands) {
        (_, 0) => format!("{phones}."),
        (0, _) => format!("{hands}."),
        _ => format!("{phones} and {hands}."),
    }
}
