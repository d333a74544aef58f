//! What loading a list would do, line by line, and what it does unless a person says otherwise.
//!
//! A list of head office is believed about most things. Three it is not believed about: letters that its encoding lost,
//! a date of joining, on which the right to vote hangs, and silence where the register knows something.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::{
    import::Bucket,
    reconcile::{Candidate, Changed, Field, JoinedConflict, Reconciliation},
};
use crate::audit::hex;

/// Everything that one list would do to the register as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// People to enter.
    pub joiners: Vec<Candidate>,
    /// Differences in people who are known, by membership number.
    pub proposals: Vec<Proposal>,
    /// Numbers of members whom the list does not name. Nothing is done to them.
    pub missing: Vec<String>,
}

/// One difference: a field of one member, as the register and as the list have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub bucket: Bucket,
    pub number: String,
    pub field: Field,
    pub from: String,
    pub to: String,
    /// Why the register's word stands unless somebody ticks the list's.
    pub caution: Option<Caution>,
}

/// A reason not to believe the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caution {
    LostLetters,
    DateOfJoining,
    SaysNothing,
}

impl Caution {
    /// The reason as the page gives it beside the tick.
    pub const fn words(self) -> &'static str {
        match self {
            Self::LostLetters => "The list has lost letters of this name.",
            Self::DateOfJoining => "Voting rights hang on this date: tick it only if you know.",
            Self::SaysNothing => "The list says nothing here, and we know something.",
        }
    }
}

impl Proposal {
    fn new(bucket: Bucket, number: &str, field: Field, (from, to): (&str, &str), mangled: bool) -> Self {
        let caution = if mangled {
            Some(Caution::LostLetters)
        } else if field == Field::JoinedOn && !from.is_empty() {
            Some(Caution::DateOfJoining)
        } else if to.is_empty() {
            Some(Caution::SaysNothing)
        } else {
            None
        };
        let (number, from, to) = (number.to_owned(), from.to_owned(), to.to_owned());
        Self { bucket, number, field, from, to, caution }
    }

    /// The value of its tick in the form.
    pub fn key(&self) -> String {
        format!("{}/{}", self.number, self.field.name())
    }

    /// Whether it is done unless somebody says otherwise.
    pub fn is_default(&self) -> bool {
        self.caution.is_none()
    }
}

impl Plan {
    /// The lines that follow from holding a list against the register.
    pub fn of(found: &Reconciliation) -> Self {
        let mut proposals: Vec<Proposal> = found.joined_date_conflicts.iter().map(conflict).collect();
        proposals.extend(found.changed.iter().flat_map(|changed| lines(Bucket::Changed, changed)));
        proposals.extend(found.moved.iter().flat_map(|moved| lines(Bucket::Moved, moved)));
        proposals.sort_by(|one, other| (&one.number, one.field).cmp(&(&other.number, other.field)));
        let joiners = found.new.iter().map(|entry| entry.candidate.clone()).collect();
        Self { joiners, proposals, missing: found.missing.clone() }
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
            [line.key().as_str(), &line.from, &line.to].into_iter().for_each(&mut add);
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

fn conflict(conflict: &JoinedConflict) -> Proposal {
    Proposal::new(Bucket::Joined, &conflict.number, Field::JoinedOn, (&conflict.known, &conflict.listed), false)
}

fn lines(bucket: Bucket, changed: &Changed) -> Vec<Proposal> {
    let line = |change: &super::reconcile::FieldChange| {
        Proposal::new(bucket, &changed.number, change.field, (&change.from, &change.to), change.mangled)
    };
    changed.fields.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::members::reconcile::{Known, read, reconcile};

    fn plan(row: &str, known: &[Known]) -> Plan {
        let text = format!("Membership Number,First Name,Last Name,Email,Date Joined\n{row}\n");
        Plan::of(&reconcile(&read(text.as_bytes()).expect("a list"), known))
    }

    fn lucja() -> Known {
        let known = Known::new("7").with(Field::FirstName, "Łucja").with(Field::LastName, "Khan");
        known.with(Field::Email, "lucja@example.org").with(Field::JoinedOn, "2019-03-01")
    }

    fn cautions(plan: &Plan) -> Vec<(Field, Option<Caution>)> {
        plan.proposals.iter().map(|line| (line.field, line.caution)).collect()
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
    fn a_plan_that_differs_in_one_value_has_another_fingerprint() {
        let one = plan("7,Łucja,Khan,new@example.org,01/03/2019", &[lucja()]);
        let other = plan("7,Łucja,Khan,newer@example.org,01/03/2019", &[lucja()]);
        assert_eq!(one.fingerprint(), one.clone().fingerprint());
        assert_ne!(one.fingerprint(), other.fingerprint());
    }
}
