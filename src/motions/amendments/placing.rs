//! Lays an instruction on a text: what it says becomes operations at places, or a question where a place is missing or not the
//! only one.

use std::ops::Range;

use super::block::Frozen;
use super::finding::{Place, nearest, places};
use super::operation::{Edit, Operation};
use super::parts::part;
use super::question::Question;
use super::spacing::Spacing;
use super::wording::{Deed, Instruction, Name, Passage, Phrase, Step, Unit, Until, Which};

/// What an instruction does to a text, with the places that deserve a second look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    pub edit: Edit,
    /// Words found only inside a longer word.
    pub doubtful: Vec<Place>,
}

/// Lays an instruction on a text.
pub fn place(instruction: &Instruction, text: &Frozen) -> Result<Placed, Question> {
    let mut laying = Laying { text, doubtful: Vec::new() };
    let mut operations = Vec::new();
    for step in &instruction.steps {
        operations.extend(laying.step(step)?);
    }
    let edit = Edit::new(operations, text.text())?;
    Ok(Placed { edit, doubtful: laying.doubtful })
}

/// An instruction being laid on a text.
pub(super) struct Laying<'a> {
    pub(super) text: &'a Frozen,
    doubtful: Vec<Place>,
}

impl Laying<'_> {
    fn step(&mut self, step: &Step) -> Result<Vec<Operation>, Question> {
        let within = self.within(&step.within, self.text.whole())?;
        let spacing = Spacing(self.text);
        match &step.deed {
            Deed::LeaveOut { passage, insert } => {
                let ranges = self.passages(passage, &within)?;
                Ok(ranges.into_iter().map(|range| spacing.instead(range, insert.as_ref(), passage)).collect())
            }
            Deed::Insert { at, words } => {
                Ok(self.points(at, &within)?.into_iter().map(|spot| spacing.inserted(spot, words)).collect())
            }
        }
    }

    /// The range of parts within parts.
    pub(super) fn within(&mut self, parts: &[Unit], within: Range<usize>) -> Result<Range<usize>, Question> {
        let Some((unit, narrower)) = parts.split_first() else { return Ok(within) };
        let around = match &unit.name {
            Name::After(phrase) => Ok(self.one(phrase, &within)?.to..within.end),
            _ => part(self.text, unit, within),
        };
        match around {
            Ok(around) => self.within(narrower, around),
            Err(question) => self.only_with(narrower, question),
        }
    }

    /// Of several parts that bear a name, the only one in which the narrower parts are.
    fn only_with(&mut self, narrower: &[Unit], question: Question) -> Result<Range<usize>, Question> {
        let Question::SeveralParts { places, .. } = &question else { return Err(question) };
        let mut found: Vec<Range<usize>> = Vec::new();
        for place in places.iter().filter(|_| !narrower.is_empty()) {
            found.extend(self.within(narrower, place.range()).ok());
        }
        found.dedup();
        match found.as_slice() {
            [only] => Ok(only.clone()),
            _ => Err(question),
        }
    }

    fn passages(&mut self, passage: &Passage, within: &Range<usize>) -> Result<Vec<Range<usize>>, Question> {
        match passage {
            Passage::Words(phrases) => {
                let mut ranges = Vec::new();
                for phrase in phrases {
                    ranges.extend(self.found(phrase, within)?.iter().map(Place::range));
                }
                Ok(ranges)
            }
            Passage::From { from, until } => {
                let from = self.one(from, within)?;
                let to = self.until(until, &from, from.from, within)?;
                Ok(one_range(from.from..to))
            }
            Passage::After { after, until } => {
                let after = self.one(after, within)?;
                let to = self.until(until, &after, after.to, within)?;
                Ok(one_range(after.to..to))
            }
            Passage::Before(phrase) => Ok(one_range(within.start..self.one(phrase, within)?.from)),
            Passage::Start { until } => {
                let start = Place::of(self.text.text(), within.start..within.start);
                let to = self.until(until, &start, within.start, within)?;
                Ok(one_range(within.start..to))
            }
            Passage::Parts { first, last } => {
                let (first, last) = (self.within(first, within.clone())?, self.within(last, within.clone())?);
                if last.end < first.start {
                    let places = [first, last].map(|range| Place::of(self.text.text(), range));
                    return Err(Question::Backwards { places: places.to_vec() });
                }
                Ok(one_range(first.start..last.end))
            }
            Passage::All => Ok(one_range(within.clone())),
        }
    }

    /// Where a passage that begins at a place ends.
    fn until(&mut self, until: &Until, from: &Place, start: usize, within: &Range<usize>) -> Result<usize, Question> {
        match until {
            Until::End(part) => {
                let end = self.within(part, within.clone())?.end;
                if end < start { Err(self.backwards(from, end..end)) } else { Ok(end) }
            }
            Until::Through(phrase) => Ok(self.next_after(phrase, from, within)?.to),
            Until::Before(phrase) => Ok(self.next_after(phrase, from, within)?.from),
        }
    }

    /// "From … to …" goes to the next place of the last words.
    fn next_after(&mut self, phrase: &Phrase, from: &Place, within: &Range<usize>) -> Result<Place, Question> {
        let next = Phrase { which: if phrase.which == Which::Only { Which::Nth(1) } else { phrase.which }, ..phrase.clone() };
        let named_part = !phrase.within.is_empty();
        let inside = if named_part { self.within(&phrase.within, within.clone())? } else { within.clone() };
        let later = from.to.max(inside.start)..inside.end.max(from.to);
        let next = Phrase { within: Vec::new(), ..next };
        match self.one(&next, &later) {
            Err(Question::Nowhere { .. }) => {
                // The last words may begin with the first ones: from "believes" to "believes that".
                let overlapping = from.from..later.end;
                let again =
                    places(self.text.text(), overlapping, &next.words).into_iter().next().filter(|place| place.to > from.to);
                let before = places(self.text.text(), inside.start..from.from.max(inside.start), &next.words);
                match (again, before.last()) {
                    (Some(place), _) => Ok(place),
                    (None, Some(place)) => Err(self.backwards(from, place.range())),
                    (None, None) => Err(self.nowhere(&next.words, &inside)),
                }
            }
            other => other,
        }
    }

    fn backwards(&self, from: &Place, end: Range<usize>) -> Question {
        Question::Backwards { places: vec![from.clone(), Place::of(self.text.text(), end)] }
    }

    pub(super) fn one(&mut self, phrase: &Phrase, within: &Range<usize>) -> Result<Place, Question> {
        let found = self.found(phrase, within)?;
        match <[Place; 1]>::try_from(found) {
            Ok([place]) => Ok(place),
            Err(places) => Err(Question::Several { words: phrase.words.clone(), inside: self.called(within), places }),
        }
    }

    /// The places that a phrase means: one, or every one where it says so.
    pub(super) fn found(&mut self, phrase: &Phrase, within: &Range<usize>) -> Result<Vec<Place>, Question> {
        let within = self.within(&phrase.within, within.clone())?;
        let mut all = self.places(&within, &phrase.words);
        let there = all.len();
        let chosen = match phrase.which {
            Which::Every => all,
            Which::Last => all.pop().into_iter().collect(),
            Which::Nth(nth) if there == 0 || nth <= there => all.into_iter().skip(nth - 1).take(1).collect(),
            Which::Nth(wanted) => {
                let (words, inside) = (phrase.words.clone(), self.called(&within));
                return Err(Question::TooFew { words, inside, wanted, there, places: all });
            }
            Which::Only if there > 1 => {
                return Err(Question::Several { words: phrase.words.clone(), inside: self.called(&within), places: all });
            }
            Which::Only => all,
        };
        if chosen.is_empty() {
            return Err(self.nowhere(&phrase.words, &within));
        }
        self.doubtful.extend(chosen.iter().filter(|place| place.inside_a_word).cloned());
        Ok(chosen)
    }

    /// Where words stand; in a motion that is printed again below, those of the motion and not of its copy.
    pub(super) fn places(&self, within: &Range<usize>, words: &str) -> Vec<Place> {
        let mut all = places(self.text.text(), within.clone(), words);
        if let Some(copy) = self.text.printed_again_at().filter(|copy| all.first().is_some_and(|place| place.from < *copy)) {
            all.retain(|place| place.from < copy);
        }
        all
    }

    pub(super) fn nowhere(&self, words: &str, within: &Range<usize>) -> Question {
        let near = nearest(self.text.text(), within.clone(), words);
        Question::Nowhere { words: words.to_owned(), inside: self.called(within), near }
    }

    pub(super) fn called(&self, within: &Range<usize>) -> String {
        if *within == self.text.whole() { "the text".to_owned() } else { "that part of the text".to_owned() }
    }
}

fn one_range(range: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(range).collect()
}
