//! Figures over doors: how far, how many answered, what they said.

use std::collections::HashMap;

use serde::Serialize;

use super::{Intention, Knock, Outcome, Picture, standing::picture};
use crate::db::DoorId;

/// What came of knocking at some doors.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    pub doors: usize,
    /// Doors with nothing left to do.
    pub done: usize,
    /// Doors to call at again.
    pub back: usize,
    pub todo: usize,
    /// Knocks, however often at one door.
    pub knocks: usize,
    /// Knocks to which somebody came to the door.
    pub answers: usize,
    pub conversations: usize,
    pub for_us: usize,
    pub maybe: usize,
    pub against: usize,
    pub not_said: usize,
}

impl Totals {
    /// Counts the knocks at these doors.
    pub fn of(doors: impl IntoIterator<Item = DoorId>, knocks: &HashMap<DoorId, Vec<Knock>>) -> Self {
        let mut totals = Self::default();
        for door in doors {
            totals.add(knocks.get(&door).map_or(&[], Vec::as_slice));
        }
        totals
    }

    fn add(&mut self, knocks: &[Knock]) {
        self.doors += 1;
        *match picture(knocks) {
            Picture::Done => &mut self.done,
            Picture::Back => &mut self.back,
            Picture::Todo => &mut self.todo,
        } += 1;
        for knock in knocks {
            self.knocks += 1;
            self.answers += usize::from(knock.outcome.is_answer());
            self.conversations += usize::from(knock.outcome == Outcome::Spoke);
            match knock.intention {
                Some(Intention::For) => self.for_us += 1,
                Some(Intention::Maybe) => self.maybe += 1,
                Some(Intention::Against) => self.against += 1,
                Some(Intention::NotSaid) => self.not_said += 1,
                None => {}
            }
        }
    }

    /// The contact rate: knocks answered, of a hundred, to the nearest whole one; nothing before the first knock.
    pub fn answered_percent(&self) -> Option<usize> {
        (self.knocks > 0).then(|| (self.answers * 200 + self.knocks) / (self.knocks * 2))
    }

    /// The totals as a ledger shows them.
    pub fn ledger(&self) -> Vec<Figure> {
        let figure = |label: &'static str, value: String| Figure { label, value, href: None };
        let rate = self.answered_percent().map_or_else(|| "not known yet".to_owned(), |percent| format!("{percent} of 100"));
        vec![
            figure("Doors", self.doors.to_string()),
            figure("Done", self.done.to_string()),
            figure("To call at again", self.back.to_string()),
            figure("Still to do", self.todo.to_string()),
            figure("Knocks", self.knocks.to_string()),
            figure("Answered", self.answers.to_string()),
            figure("Contact rate", rate),
            figure("Conversations", self.conversations.to_string()),
        ]
    }

    /// What people said of their vote, as a ledger shows it.
    pub fn said(&self) -> Vec<Figure> {
        let counts = [self.for_us, self.maybe, self.against, self.not_said];
        Intention::ALL
            .iter()
            .zip(counts)
            .map(|(said, count)| Figure { label: said.words(), value: count.to_string(), href: None })
            .collect()
    }
}

/// A line of a ledger.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    pub label: &'static str,
    pub value: String,
    pub href: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::super::standing::tests::knock;
    use super::*;

    #[test]
    fn doors_are_counted_once_and_knocks_each_time() {
        let (one, two, three) = (DoorId::fresh(), DoorId::fresh(), DoorId::fresh());
        let knocks = HashMap::from([
            (one, vec![knock(Outcome::NoAnswer, None, 10), knock(Outcome::Spoke, None, 12)]),
            (two, vec![knock(Outcome::ComeBack, None, 11)]),
        ]);
        let totals = Totals::of([one, two, three], &knocks);
        assert_eq!((totals.done, totals.back, totals.todo), (1, 1, 1));
        assert_eq!((totals.knocks, totals.answers, totals.answered_percent()), (3, 2, Some(67)));
    }

    #[test]
    fn before_the_first_knock_there_is_no_contact_rate() {
        assert_eq!(Totals::default().answered_percent(), None);
    }
}
