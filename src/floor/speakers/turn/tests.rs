//! Who speaks when, told with people.

use super::*;
use crate::db::Instant;

/// A debate: people ask, and some of them have spoken already.
struct Debate {
    item: ItemId,
    speeches: Vec<Speech>,
    people: Vec<(&'static str, MemberId)>,
    women: HashSet<MemberId>,
}

impl Debate {
    fn new() -> Self {
        Self { item: ItemId::random(), speeches: Vec::new(), people: Vec::new(), women: HashSet::new() }
    }

    fn person(&mut self, called: &'static str) -> MemberId {
        if let Some((_, id)) = self.people.iter().find(|(name, _)| *name == called) {
            return *id;
        }
        let id = MemberId::random();
        self.people.push((called, id));
        id
    }

    fn at(&self) -> Instant {
        Instant(format!("2026-12-17T19:{:02}:00Z", self.speeches.len()).parse().expect("a time in RFC 3339"))
    }

    fn add(mut self, called: &'static str, stance: Stance, item: ItemId, called_at: Option<Instant>) -> Self {
        let (member, at) = (self.person(called), self.at());
        self.speeches.push(Speech { id: RowId::random(), item, member, stance, asked_at: at, called_at, ended_at: called_at });
        self
    }

    fn asks(self, called: &'static str, stance: Stance) -> Self {
        let item = self.item;
        self.add(called, stance, item, None)
    }

    fn spoke(self, called: &'static str, stance: Stance) -> Self {
        let (item, at) = (self.item, self.at());
        self.add(called, stance, item, Some(at))
    }

    fn spoke_earlier(self, called: &'static str) -> Self {
        let at = self.at();
        self.add(called, Stance::For, ItemId::random(), Some(at))
    }

    /// These of the debate are women.
    fn women(mut self, called: &[&'static str]) -> Self {
        self.women = called.iter().map(|name| self.person(name)).collect();
        self
    }

    fn list(&self, order: SpeakingOrder, new_voices: NewVoices) -> Vec<(&'static str, Why)> {
        self.list_by(&Speeches { order, new_voices, ..Speeches::default() })
    }

    fn list_by(&self, rules: &Speeches) -> Vec<(&'static str, Why)> {
        let named = |turn: Turn| {
            let speech = self.speeches.iter().find(|speech| speech.id == turn.speech).expect("a speech of the debate");
            let (called, _) = self.people.iter().find(|(_, id)| *id == speech.member).expect("a person of the debate");
            (*called, turn.why)
        };
        in_turn(&self.speeches, self.item, rules, &self.women).into_iter().map(named).collect()
    }
}

#[test]
fn where_the_rules_say_nothing_whoever_asks_first_speaks_first() {
    let debate = Debate::new().asks("tom", Stance::For).asks("ama", Stance::For).asks("joe", Stance::Against);

    let list = debate.list(SpeakingOrder::AsAsked, NewVoices::InTurn);

    assert_eq!(list, [("tom", Why::Asked), ("ama", Why::Asked), ("joe", Why::Asked)]);
}

#[test]
fn for_and_against_take_turns_and_after_the_mover_comes_somebody_against() {
    let debate = Debate::new().spoke("mover", Stance::Opening).asks("tom", Stance::For).asks("ama", Stance::For);
    let debate = debate.asks("joe", Stance::Against).asks("gwen", Stance::Against);

    let list = debate.list(SpeakingOrder::Alternating, NewVoices::InTurn);

    let turns = [("joe", Why::TakesTurns), ("tom", Why::Asked), ("gwen", Why::TakesTurns), ("ama", Why::Asked)];
    assert_eq!(list, turns);
}

#[test]
fn nobody_waits_for_a_side_that_has_no_speakers() {
    let debate = Debate::new().spoke("mover", Stance::Opening).asks("tom", Stance::For).asks("ama", Stance::For);

    let list = debate.list(SpeakingOrder::Alternating, NewVoices::InTurn);

    assert_eq!(list, [("tom", Why::Asked), ("ama", Why::Asked)]);
}

#[test]
fn whoever_has_not_spoken_tonight_goes_before_those_who_have() {
    let debate = Debate::new().spoke_earlier("tom").asks("tom", Stance::For).asks("ama", Stance::For);

    assert_eq!(debate.list(SpeakingOrder::AsAsked, NewVoices::InTurn), [("tom", Why::Asked), ("ama", Why::Asked)]);
    let list = debate.list(SpeakingOrder::AsAsked, NewVoices::First);
    assert_eq!(list, [("ama", Why::NewVoice), ("tom", Why::HasSpoken)]);
}

#[test]
fn whoever_spoke_on_this_already_waits_for_everybody_else() {
    let debate = Debate::new().spoke("tom", Stance::For).asks("tom", Stance::For).asks("ama", Stance::Against);

    let list = debate.list(SpeakingOrder::AsAsked, NewVoices::InTurn);

    assert_eq!(list, [("ama", Why::NotOnThis), ("tom", Why::HasSpoken)]);
}

#[test]
fn a_point_of_order_comes_before_everything_and_costs_nobody_a_turn() {
    let debate = Debate::new().spoke("ama", Stance::Order).asks("tom", Stance::For).asks("ama", Stance::For);
    let debate = debate.asks("joe", Stance::Order);

    let list = debate.list(SpeakingOrder::AsAsked, NewVoices::First);

    assert_eq!(list, [("joe", Why::Order), ("tom", Why::Asked), ("ama", Why::Asked)]);
}

#[test]
fn a_question_is_asked_in_its_turn_whichever_side_is_next() {
    let debate = Debate::new().spoke("mover", Stance::Opening).asks("gwen", Stance::Question).asks("tom", Stance::For);
    let debate = debate.asks("joe", Stance::Against);

    let list = debate.list(SpeakingOrder::Alternating, NewVoices::InTurn);

    assert_eq!(list, [("gwen", Why::Asked), ("joe", Why::TakesTurns), ("tom", Why::Asked)]);
}

#[test]
fn where_the_rules_balance_women_and_others_take_turns_as_long_as_both_wait() {
    let debate = Debate::new().asks("tom", Stance::For).asks("joe", Stance::For).asks("marek", Stance::For);
    let debate = debate.asks("ama", Stance::For).asks("gwen", Stance::For).women(&["ama", "gwen"]);

    let list = debate.list_by(&Speeches { balance: Balance::WomenAndOthers, ..Speeches::default() });

    let balanced =
        [("tom", Why::Asked), ("ama", Why::Balance), ("joe", Why::Asked), ("gwen", Why::Balance), ("marek", Why::Asked)];
    assert_eq!(list, balanced);
}

#[test]
fn sides_take_turns_before_women_and_others_do_and_both_before_new_voices() {
    let debate = Debate::new().spoke("ama", Stance::Opening).asks("gwen", Stance::Against).asks("joe", Stance::Against);
    let debate = debate.asks("tom", Stance::For).spoke_earlier("joe").women(&["ama", "gwen"]);
    let rules = Speeches {
        order: SpeakingOrder::Alternating,
        new_voices: NewVoices::First,
        balance: Balance::WomenAndOthers,
        ..Speeches::default()
    };

    let list = debate.list_by(&rules);

    assert_eq!(list, [("joe", Why::Balance), ("tom", Why::TakesTurns), ("gwen", Why::Asked)]);
}
