//! What loading a list would do, line by line, and what it does unless a person says otherwise.
//!
//! A list of head office is believed about most things. Some it is not believed about: letters that its encoding lost,
//! a date of joining, on which the right to vote hangs, silence where the register knows something, the address by which
//! an officer signs in, a class that no rule knows, and whatever somebody put right by hand.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::{
    class::Class,
    import::Bucket,
    reconcile::{Candidate, Changed, Field, FieldChange, JoinedConflict, Reconciliation},
};
use crate::{audit::hex, render::dates};

/// Everything that one list would do to the register as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// People to enter.
    pub joiners: Vec<Candidate>,
    /// Differences in people who are known, by membership number.
    pub proposals: Vec<Proposal>,
    /// Numbers of members whom the list does not name. Nothing is done to them.
    pub missing: Vec<String>,
    /// How many rows name somebody whom we do not know and who, by the list, is a member no longer: nobody is entered.
    pub past: usize,
}

/// One difference: a field of one member, as the register and as the list have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub bucket: Bucket,
    pub number: String,
    pub field: Field,
    pub from: String,
    pub to: String,
    /// Why the register's word stands unless somebody ticks the list's; nothing where the list is believed.
    pub cautions: Vec<Caution>,
}

/// A reason not to believe the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caution {
    /// Somebody put it right by hand, and the list says something else.
    PutRight(ByHand),
    LostLetters,
    DateOfJoining,
    SaysNothing,
    /// Whoever reads this address signs in as somebody who holds an office.
    InOffice,
    /// A class that makes nobody a member.
    UnknownClass,
    /// Another entry of the same person is kept in its place.
    LaidAside,
}

/// Who put a field right, when, and where they knew it from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByHand {
    pub by: Option<String>,
    pub on: NaiveDate,
    pub source: String,
}

impl ByHand {
    fn words(&self) -> String {
        let (day, source) = (dates::day(self.on), &self.source);
        let who = match &self.by {
            Some(name) => format!("{name} put this right on {day}"),
            None => format!("This was put right on {day}"),
        };
        format!("{who} ({source}): tick it only if you know that the list is right.")
    }
}

impl Caution {
    /// The reason as the page gives it beside the tick.
    pub fn words(&self) -> String {
        let words = match self {
            Self::PutRight(by_hand) => return by_hand.words(),
            Self::LostLetters => "The list has lost letters of this name.",
            Self::DateOfJoining => "Voting rights hang on this date: tick it only if you know.",
            Self::SaysNothing => "The list says nothing here, and we know something.",
            Self::InOffice => {
                "This member holds an office and signs in by this address: tick it only if you know that the new one is theirs."
            }
            Self::LaidAside => {
                "This entry is laid aside for another one of the same person: tick it only if they are two people after all."
            }
            Self::UnknownClass => "The rulebook has no such class: whoever is in it counts as no member.",
        };
        words.to_owned()
    }
}

/// What a list is held against, besides the register: who holds an office, what was put right by hand, and which classes
/// the rulebook has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ground {
    /// Numbers of those who hold an office or will.
    pub in_office: HashSet<String>,
    /// Numbers of entries that are laid aside.
    pub aside: HashSet<String>,
    /// By number and field, who put it right.
    pub by_hand: HashMap<(String, Field), ByHand>,
    pub classes: Vec<String>,
}

impl Ground {
    fn cautions(&self, number: &str, change: &FieldChange) -> Vec<Caution> {
        if self.aside.contains(number) {
            return vec![Caution::LaidAside];
        }
        let by_hand = self.by_hand.get(&(number.to_owned(), change.field)).cloned();
        by_hand.map(Caution::PutRight).into_iter().chain(self.doubt(number, change)).collect()
    }

    fn doubt(&self, number: &str, change: &FieldChange) -> Option<Caution> {
        let unknown = || matches!(Class::of(&change.to, &self.classes), Class::Unknown(_));
        match change.field {
            _ if change.mangled => Some(Caution::LostLetters),
            Field::JoinedOn if !change.from.is_empty() => Some(Caution::DateOfJoining),
            Field::Email if self.in_office.contains(number) => Some(Caution::InOffice),
            _ if change.to.is_empty() => Some(Caution::SaysNothing),
            Field::Class if unknown() => Some(Caution::UnknownClass),
            _ => None,
        }
    }

    /// Whether a row says of somebody who is a member no longer that they are not.
    fn is_old_news(&self, changed: &Changed) -> bool {
        let over = |change: &FieldChange| Class::of(&change.to, &self.classes) == Class::Ended;
        changed.fields.iter().any(|change| change.field == Field::Class && change.from.is_empty() && over(change))
    }

    fn lines(&self, bucket: Bucket, changed: &Changed) -> Vec<Proposal> {
        let is_old = self.is_old_news(changed);
        let told = changed.fields.iter().filter(|change| !(is_old && matches!(change.field, Field::Class | Field::JoinedOn)));
        told.map(|change| self.line(bucket, &changed.number, change)).collect()
    }

    fn line(&self, bucket: Bucket, number: &str, change: &FieldChange) -> Proposal {
        Proposal {
            bucket,
            number: number.to_owned(),
            field: change.field,
            from: change.from.clone(),
            to: change.to.clone(),
            cautions: self.cautions(number, change),
        }
    }
}

impl Proposal {
    /// The value of its tick in the form.
    pub fn key(&self) -> String {
        format!("{}/{}", self.number, self.field.name())
    }

    /// Whether it is done unless somebody says otherwise.
    pub fn is_default(&self) -> bool {
        self.cautions.is_empty()
    }
}

impl Plan {
    /// The lines that follow from holding a list against the register.
    pub fn of(found: &Reconciliation, ground: &Ground) -> Self {
        let mut proposals: Vec<Proposal> = found.joined_date_conflicts.iter().map(|one| conflict(ground, one)).collect();
        proposals.extend(found.changed.iter().flat_map(|changed| ground.lines(Bucket::Changed, changed)));
        proposals.extend(found.moved.iter().flat_map(|moved| ground.lines(Bucket::Moved, moved)));
        proposals.sort_by(|one, other| (&one.number, one.field).cmp(&(&other.number, other.field)));
        let is_past = |candidate: &&Candidate| Class::of(&candidate.class, &ground.classes) == Class::Ended;
        let (past, joiners): (Vec<&Candidate>, Vec<&Candidate>) =
            found.new.iter().map(|entry| &entry.candidate).partition(is_past);
        Self { joiners: joiners.into_iter().cloned().collect(), proposals, missing: found.missing.clone(), past: past.len() }
    }

    /// Whether anything would be done without a person's tick.
    pub fn does_something(&self) -> bool {
        !self.joiners.is_empty() || self.proposals.iter().any(Proposal::is_default)
    }

    /// The same for the same lines, so that what is applied is what was seen.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        let mut add = |text: &str| {
            hash.update(text.len().to_be_bytes());
            hash.update(text);
        };
        self.joiners.iter().for_each(|joiner| add(&joiner.number));
        for line in &self.proposals {
            let taken = if line.is_default() { "taken" } else { "left" };
            [line.key().as_str(), &line.from, &line.to, taken].into_iter().for_each(&mut add);
        }
        self.missing.iter().for_each(|number| add(number));
        hex(&hash.finalize())
    }

    /// Which lines are to be done: of the first `shown` those that were ticked, of the others those that need no tick,
    /// because nobody could see them to untick them.
    pub fn chosen(&self, ticked: &BTreeSet<String>, shown: usize) -> Vec<bool> {
        let lines = self.proposals.iter().enumerate();
        lines.map(|(at, line)| if at < shown { ticked.contains(&line.key()) } else { line.is_default() }).collect()
    }
}

/// Why somebody new may not be what the list says; they are entered all the same, and put right by hand.
pub fn caution_of_joiner(candidate: &Candidate, classes: &[String]) -> Option<Caution> {
    matches!(Class::of(&candidate.class, classes), Class::Unknown(_)).then_some(Caution::UnknownClass)
}

fn conflict(ground: &Ground, conflict: &JoinedConflict) -> Proposal {
    let (from, to) = (conflict.known.clone(), conflict.listed.clone());
    let change = FieldChange { field: Field::JoinedOn, from, to, mangled: false };
    ground.line(Bucket::Joined, &conflict.number, &change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::members::reconcile::{Known, read, reconcile};

    fn plan(row: &str, known: &[Known]) -> Plan {
        let text = format!("Membership Number,First Name,Last Name,Email,Date Joined\n{row}\n");
        Plan::of(&reconcile(&read(text.as_bytes()).expect("a list"), known), &Ground::default())
    }

    fn lucja() -> Known {
        let known = Known::new("7").with(Field::FirstName, "Łucja").with(Field::LastName, "Khan");
        known.with(Field::Email, "lucja@example.org").with(Field::JoinedOn, "2019-03-01")
    }

    fn cautions(plan: &Plan) -> Vec<(Field, Option<Caution>)> {
        plan.proposals.iter().map(|line| (line.field, line.cautions.first().cloned())).collect()
    }

    #[test]
    fn a_new_address_is_taken_without_being_asked() {
        let plan = plan("7,Łucja,Khan,new@example.org,01/03/2019", &[lucja()]);
        assert_eq!(cautions(&plan), [(Field::Email, None)]);
        assert!(plan.does_something());
    }

    #[test]
    fn a_date_of_joining_is_never_changed_without_a_tick() {
        for other in ["01/03/2024", "01/03/2015"] {
            let plan = plan(&format!("7,Łucja,Khan,lucja@example.org,{other}"), &[lucja()]);
            assert_eq!(cautions(&plan), [(Field::JoinedOn, Some(Caution::DateOfJoining))]);
            assert!(!plan.does_something());
        }
    }

    #[test]
    fn lost_letters_and_silence_need_a_tick() {
        let plan = plan("7,?ucja,Khan,,01/03/2019", &[lucja()]);
        let expected = [(Field::FirstName, Some(Caution::LostLetters)), (Field::Email, Some(Caution::SaysNothing))];
        assert_eq!(cautions(&plan), expected);
    }

    #[test]
    fn what_was_not_shown_is_done_as_it_would_be_by_default() {
        let plan = plan("7,?ucja,Smith,,01/03/2019", &[lucja()]);
        let ticked = BTreeSet::from(["7/first_name".to_owned()]);
        let by_field: Vec<Field> = plan.proposals.iter().map(|line| line.field).collect();
        assert_eq!(by_field, [Field::FirstName, Field::LastName, Field::Email]);
        assert_eq!(plan.chosen(&ticked, 1), [true, true, false]);
        assert_eq!(plan.chosen(&ticked, 3), [true, false, false]);
    }

    #[test]
    fn the_address_of_somebody_in_office_waits_for_a_tick() {
        let list = read("Membership Number,Email\n7,mine@example.org\n".as_bytes()).expect("a list");
        let ground = Ground { in_office: HashSet::from(["7".to_owned()]), ..Ground::default() };
        let plan = Plan::of(&reconcile(&list, &[lucja()]), &ground);
        assert_eq!(cautions(&plan), [(Field::Email, Some(Caution::InOffice))]);
    }

    #[test]
    fn what_was_put_right_by_hand_waits_for_a_tick_and_says_who_did_it() {
        let list = read("Membership Number,First Name,Email\n7,Lucia,old@example.org\n".as_bytes()).expect("a list");
        let on = "2026-10-05".parse().expect("a written day");
        let right = ByHand { by: Some("Łucja Khan".to_owned()), on, source: "told by the member".to_owned() };
        let by_hand = HashMap::from([(("7".to_owned(), Field::Email), right)]);
        let plan = Plan::of(&reconcile(&list, &[lucja()]), &Ground { by_hand, ..Ground::default() });

        let ticked: Vec<(Field, bool)> = plan.proposals.iter().map(|line| (line.field, line.is_default())).collect();
        assert_eq!(ticked, [(Field::FirstName, true), (Field::Email, false)]);
        let words = plan.proposals[1].cautions[0].words();
        assert!(words.starts_with("Łucja Khan put this right on Monday 5 October 2026 (told by the member)"), "{words}");
    }

    #[test]
    fn whoever_is_a_member_no_longer_is_not_entered_and_not_ended_twice() {
        let text = "Membership Number,First Name,Last Name,Membership Type\n7,Łucja,Khan,Lapsed\n8,Tom,Lewis,Resigned\n";
        let gone = lucja().with(Field::Class, "");
        let ground = Ground { classes: vec!["full".to_owned()], ..Ground::default() };
        let plan = Plan::of(&reconcile(&read(text.as_bytes()).expect("a list"), &[gone]), &ground);
        assert_eq!((plan.joiners.len(), plan.proposals.len(), plan.past), (0, 0, 1));
    }

    #[test]
    fn somebody_new_in_a_class_that_no_rule_knows_comes_with_a_caution() {
        let classes = ["full".to_owned()];
        let of = |class: &str| Candidate { class: class.to_owned(), ..Candidate::default() };
        assert_eq!(caution_of_joiner(&of("Standard"), &classes), Some(Caution::UnknownClass));
        assert_eq!((caution_of_joiner(&of("FULL"), &classes), caution_of_joiner(&of(""), &classes)), (None, None));
    }

    #[test]
    fn a_plan_that_differs_in_one_value_has_another_fingerprint() {
        let one = plan("7,Łucja,Khan,new@example.org,01/03/2019", &[lucja()]);
        let other = plan("7,Łucja,Khan,newer@example.org,01/03/2019", &[lucja()]);
        assert_eq!(one.fingerprint(), one.clone().fingerprint());
        assert_ne!(one.fingerprint(), other.fingerprint());
    }
}
