//! Whose turn it is to speak, and why: worked out from the rulebook, so that nobody has to trust the chair's eye.

use std::collections::HashSet;

use super::{Speech, Stance};
use crate::{
    db::{ItemId, MemberId, RowId},
    rulebook::{Balance, NewVoices, SpeakingOrder, Speeches},
};

/// A place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    pub speech: RowId,
    pub why: Why,
}

/// Why somebody stands where they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    #[error("A point of order comes before everything.")]
    Order,
    #[error("In the order of asking.")]
    Asked,
    #[error("So that for and against take turns.")]
    TakesTurns,
    #[error("So that women and others take turns.")]
    Balance,
    #[error("Has not spoken on this; others have.")]
    NotOnThis,
    #[error("Has not spoken tonight; others have.")]
    NewVoice,
    #[error("Has spoken, so those who have not go first.")]
    HasSpoken,
}

/// The list of an item, in the order in which they will be called. `speeches` are those of the whole meeting, in the order of asking;
/// `women` are the women among the speakers, who matter where the rules balance.
pub fn in_turn(speeches: &[Speech], item: ItemId, rules: &Speeches, women: &HashSet<MemberId>) -> Vec<Turn> {
    let mut waiting: Vec<&Speech> = speeches.iter().filter(|speech| speech.item == item && speech.is_waiting()).collect();
    let mut heard = Heard::of(speeches, item, women);
    let mut turns = Vec::new();
    while let Some((place, why)) = next(&waiting, &heard, rules) {
        let speech = waiting.remove(place);
        heard.hear(speech);
        turns.push(Turn { speech: speech.id, why });
    }
    turns
}

/// Who has been heard so far.
struct Heard<'a> {
    /// The side that spoke last on the item.
    last: Option<Stance>,
    /// Whether a woman spoke last on the item.
    last_was_woman: Option<bool>,
    women: &'a HashSet<MemberId>,
    on_this: HashSet<MemberId>,
    tonight: HashSet<MemberId>,
}

impl<'a> Heard<'a> {
    fn of(speeches: &[Speech], item: ItemId, women: &'a HashSet<MemberId>) -> Self {
        let mut heard = Self { last: None, last_was_woman: None, women, on_this: HashSet::new(), tonight: HashSet::new() };
        let mut called: Vec<&Speech> = speeches.iter().filter(|speech| !speech.is_waiting()).collect();
        called.sort_by_key(|speech| speech.called_at);
        for speech in called {
            if speech.item == item {
                heard.hear(speech);
            } else if speech.stance != Stance::Order {
                heard.tonight.insert(speech.member);
            }
        }
        heard
    }

    fn hear(&mut self, speech: &Speech) {
        match speech.stance {
            Stance::Order => return,
            Stance::For | Stance::Opening | Stance::Reply => self.last = Some(Stance::For),
            Stance::Against => self.last = Some(Stance::Against),
            Stance::Question => {}
        }
        self.last_was_woman = Some(self.women.contains(&speech.member));
        self.on_this.insert(speech.member);
        self.tonight.insert(speech.member);
    }

    /// Who has had their say: people like the last speaker, and the person; the smaller the earlier their turn.
    fn weight(&self, speech: &Speech, rules: &Speeches) -> Weight {
        let balances = rules.balance == Balance::WomenAndOthers;
        let spoke_tonight = rules.new_voices == NewVoices::First && self.tonight.contains(&speech.member);
        Weight {
            like_the_last: balances && self.last_was_woman == Some(self.women.contains(&speech.member)),
            on_this: self.on_this.contains(&speech.member),
            tonight: spoke_tonight,
        }
    }
}

/// What puts a speech behind others, the weightiest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Weight {
    like_the_last: bool,
    on_this: bool,
    tonight: bool,
}

/// Who comes next of those who wait, and why.
fn next(waiting: &[&Speech], heard: &Heard<'_>, rules: &Speeches) -> Option<(usize, Why)> {
    if let Some(place) = waiting.iter().position(|speech| speech.stance == Stance::Order) {
        return Some((place, Why::Order));
    }
    let takes_turns = rules.order == SpeakingOrder::Alternating && both_sides_wait(waiting);
    let barred = heard.last.filter(|_| takes_turns);
    let candidates = waiting.iter().enumerate().filter(|(_, speech)| Some(speech.stance) != barred);
    let (place, chosen) = candidates.min_by_key(|(place, speech)| (heard.weight(speech, rules), *place))?;
    Some((place, why(waiting, place, chosen, heard, rules, barred)))
}

fn both_sides_wait(waiting: &[&Speech]) -> bool {
    let waits = |stance| waiting.iter().any(|speech| speech.stance == stance);
    waits(Stance::For) && waits(Stance::Against)
}

/// The reason in which this place differs from the order of asking.
fn why(waiting: &[&Speech], place: usize, chosen: &Speech, heard: &Heard<'_>, rules: &Speeches, barred: Option<Stance>) -> Why {
    let mine = heard.weight(chosen, rules);
    let passed = &waiting[..place];
    if passed.iter().any(|other| Some(other.stance) == barred && heard.weight(other, rules) <= mine) {
        return Why::TakesTurns;
    }
    match passed.iter().map(|other| heard.weight(other, rules)).find(|theirs| *theirs > mine) {
        Some(theirs) if theirs.like_the_last && !mine.like_the_last => Why::Balance,
        Some(theirs) if theirs.on_this && !mine.on_this => Why::NotOnThis,
        Some(_) => Why::NewVoice,
        None if mine.on_this || mine.tonight => Why::HasSpoken,
        None => Why::Asked,
    }
}

#[cfg(test)]
mod tests;
