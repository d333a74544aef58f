//! Figures over doors: how far, how many answered, what they said.

use std::collections::HashMap;

use serde::Serialize;

use super::{Intention, Knock, Outcome, Picture, standing::picture};
use crate::{canvassing::cut::Pace, db::DoorId};

/// So many knocks make a contact rate of the branch's own.
const ENOUGH_KNOCKS: usize = 200;

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
    /// At doors and by telephone.
    pub conversations: usize,
    /// Calls that were answered.
    pub calls: usize,
    pub for_us: usize,
    pub maybe: usize,
    pub against: usize,
    pub not_said: usize,
}

impl Totals {
    /// So many doors at which nobody has knocked.
    pub fn untouched(doors: usize) -> Self {
        Self { doors, todo: doors, ..Self::default() }
    }

    /// So many of the untouched doors stand like this.
    pub fn stand(&mut self, picture: Picture, doors: usize) {
        let doors = doors.min(self.todo);
        match picture {
            Picture::Done => self.done += doors,
            Picture::Back => self.back += doors,
            Picture::Todo => return,
        }
        self.todo -= doors;
    }

    /// Counts knocks with the same outcome.
    pub fn knocked(&mut self, outcome: Outcome, intention: Option<Intention>, knocks: usize) {
        self.knocks += knocks;
        self.answers += if outcome.is_answer() { knocks } else { 0 };
        self.heard(outcome, intention, knocks);
    }

    /// Counts calls with the same outcome: they say nothing of how many doors answer.
    pub fn called(&mut self, outcome: Outcome, intention: Option<Intention>, calls: usize) {
        self.calls += if outcome.is_answer() { calls } else { 0 };
        self.heard(outcome, intention, calls);
    }

    fn heard(&mut self, outcome: Outcome, intention: Option<Intention>, times: usize) {
        self.conversations += if outcome == Outcome::Spoke { times } else { 0 };
        match intention {
            Some(Intention::For) => self.for_us += times,
            Some(Intention::Maybe) => self.maybe += times,
            Some(Intention::Against) => self.against += times,
            Some(Intention::NotSaid) => self.not_said += times,
            None => {}
        }
    }

    /// The totals of several places together.
    pub fn sum<'a>(each: impl IntoIterator<Item = &'a Self>) -> Self {
        each.into_iter().fold(Self::default(), |all, one| Self {
            doors: all.doors + one.doors,
            done: all.done + one.done,
            back: all.back + one.back,
            todo: all.todo + one.todo,
            knocks: all.knocks + one.knocks,
            answers: all.answers + one.answers,
            conversations: all.conversations + one.conversations,
            calls: all.calls + one.calls,
            for_us: all.for_us + one.for_us,
            maybe: all.maybe + one.maybe,
            against: all.against + one.against,
            not_said: all.not_said + one.not_said,
        })
    }

    /// The branch's own pace once enough doors were knocked for it to mean something, until then the usual one.
    pub fn pace(&self) -> Pace {
        let own =
            self.answered_percent().filter(|_| self.knocks >= ENOUGH_KNOCKS).and_then(|percent| u32::try_from(percent).ok());
        own.map_or_else(Pace::default, |contact_percent| Pace { contact_percent })
    }

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
        self.todo += 1;
        self.stand(picture(knocks), 1);
        for knock in knocks {
            if knock.by_telephone {
                self.called(knock.outcome, knock.intention, 1);
            } else {
                self.knocked(knock.outcome, knock.intention, 1);
            }
        }
    }

    /// The contact rate: knocks answered, of a hundred, to the nearest whole one; nothing before the first knock.
    pub fn answered_percent(&self) -> Option<usize> {
        (self.knocks > 0).then(|| (self.answers * 200 + self.knocks) / (self.knocks * 2))
    }

    /// The totals as a ledger shows them.
    pub fn ledger(&self) -> Vec<Figure> {
        let figure = |label: &str, value: String| Figure { label: label.to_owned(), value, href: None };
        let rate = self.answered_percent().map_or_else(|| "not known yet".to_owned(), |percent| format!("{percent} of 100"));
        let calls = (self.calls > 0).then(|| figure("Calls answered", self.calls.to_string()));
        let of_doors = vec![
            figure("Doors", self.doors.to_string()),
            figure("Done", self.done.to_string()),
            figure("To call at again", self.back.to_string()),
            figure("Still to do", self.todo.to_string()),
            figure("Knocks", self.knocks.to_string()),
            figure("Answered", self.answers.to_string()),
            figure("Contact rate", rate),
        ];
        let conversations = figure("Conversations", self.conversations.to_string());
        of_doors.into_iter().chain(calls).chain([conversations]).collect()
    }

    /// What was done in one shift, as a ledger shows it: doors still to do belong to the rounds and not to the shift.
    pub fn of_a_shift(&self) -> Vec<Figure> {
        self.ledger().into_iter().filter(|figure| !["Doors", "Still to do"].contains(&figure.label.as_str())).collect()
    }

    /// What people said of their vote, as a ledger shows it.
    pub fn said(&self) -> Vec<Figure> {
        let counts = [self.for_us, self.maybe, self.against, self.not_said];
        Intention::ALL
            .iter()
            .zip(counts)
            .map(|(said, count)| Figure { label: said.words().to_owned(), value: count.to_string(), href: None })
            .collect()
    }
}

/// A line of a ledger.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    pub label: String,
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
    fn a_call_is_a_conversation_and_no_knock() {
        let (door, call) = (DoorId::fresh(), Knock { by_telephone: true, ..knock(Outcome::Spoke, None, 18) });
        let totals = Totals::of([door], &HashMap::from([(door, vec![knock(Outcome::NoAnswer, None, 12), call])]));
        assert_eq!((totals.knocks, totals.answers, totals.calls, totals.conversations), (1, 0, 1, 1));
        assert_eq!(totals.done, 1, "nothing is left to do at the door");
    }

    #[test]
    fn the_usual_pace_holds_until_two_hundred_doors_were_knocked() {
        let knocked = |knocks| Totals { knocks, answers: knocks / 2, ..Totals::default() };
        assert_eq!(knocked(199).pace(), Pace::default());
        assert_eq!(knocked(200).pace(), Pace { contact_percent: 50 });
    }

    #[test]
    fn before_the_first_knock_there_is_no_contact_rate() {
        assert_eq!(Totals::default().answered_percent(), None);
    }
}
