//! The spots at which something is inserted: after words, between words, at the end of a part, as a point of a list.

use std::ops::Range;

use super::finding::Place;
use super::lists::last_of_its_own;
use super::placing::Laying;
use super::question::Question;
use super::spacing::{Beside, Spot};
use super::wording::{Phrase, Point};

impl Laying<'_> {
    /// The spots at which something is inserted.
    pub(super) fn points(&mut self, point: &Point, within: &Range<usize>) -> Result<Vec<Spot>, Question> {
        Ok(match point {
            Point::After(phrase) => {
                self.found(phrase, within)?.iter().map(|place| Spot::new(place.to, Beside::Before)).collect()
            }
            Point::Before(phrase) => {
                self.found(phrase, within)?.iter().map(|place| Spot::new(place.from, Beside::After)).collect()
            }
            Point::Between(first, second) => vec![Spot::new(self.between(first, second, within)?, Beside::Before)],
            Point::AfterPart(part) => {
                let part = self.within(part, within.clone())?;
                vec![self.after(part)]
            }
            Point::BeforePart(part) => vec![Spot::new(self.within(part, within.clone())?.start, Beside::BlockAfter)],
            Point::Start(part) => vec![Spot::new(self.within(part, within.clone())?.start, Beside::After)],
            Point::End(part) => {
                let around = self.within(part, within.clone())?;
                vec![Spot { like: last_of_its_own(self.text, &around), ..Spot::new(around.end, Beside::Before) }]
            }
            Point::As { part, of } => {
                let around = self.within(of, within.clone())?;
                match self.within(part, around.clone()) {
                    Ok(bearer) => vec![Spot::new(bearer.start, Beside::BlockAfter)],
                    Err(Question::NoPart { .. }) => {
                        vec![Spot { like: last_of_its_own(self.text, &around), ..Spot::new(around.end, Beside::BlockBefore) }]
                    }
                    Err(question) => return Err(question),
                }
            }
        })
    }

    /// The spot after a part, where a new point is marked as that part is.
    fn after(&self, part: Range<usize>) -> Spot {
        Spot { like: Some(self.text.block_at(part.start)), ..Spot::new(part.end, Beside::BlockBefore) }
    }

    /// The point between words that stand beside each other, with nothing but marks and spaces between them.
    fn between(&mut self, first: &Phrase, second: &Phrase, within: &Range<usize>) -> Result<usize, Question> {
        let text = self.text.text();
        let (ours, theirs) = (self.places(within, &first.words), self.places(within, &second.words));
        let beside = |place: &Place| {
            let nearest = theirs.iter().find(|their| their.from >= place.to)?;
            let gap = text[place.to..nearest.from].chars().all(|sign| !sign.is_alphanumeric());
            gap.then(|| Place::of(text, place.from..nearest.to)).map(|pair| (place.to, pair))
        };
        let pairs: Vec<(usize, Place)> = ours.iter().filter_map(beside).collect();
        match pairs.as_slice() {
            [(at, _)] => Ok(*at),
            [] => Err(self.nowhere(&format!("{} {}", first.words, second.words), within)),
            several => {
                let words = format!("{} {}", first.words, second.words);
                let places = several.iter().map(|(_, pair)| pair.clone()).collect();
                Err(Question::Several { words, inside: self.called(within), places })
            }
        }
    }
}
