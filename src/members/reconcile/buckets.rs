//! The five buckets: who is new, who changed, who moved, who is missing from the list, and which rows are kept back.
//!
//! Only the membership number matches a row to a member. Nothing in here decides: a member who is missing may have
//! left, or head office is late, so the bucket asks and deletes nobody.

use std::collections::{BTreeMap, HashSet};

use super::{
    field::Field,
    guard::{self, Guard},
    known::{Known, says_the_same},
    list::{Entry, List, Problem},
    phone::in_powers_of_ten,
    spelling::is_mangled,
    suggestions::{self, Suggestion},
};

/// How a list differs from the register. A row is in one bucket: problems before new, moved before changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciliation {
    pub new: Vec<Entry>,
    /// Members who are on the list with other details.
    pub changed: Vec<Changed>,
    /// Members whose ward is another, with whatever else changed.
    pub moved: Vec<Changed>,
    /// Numbers that the register has and no row of the list.
    pub missing: Vec<String>,
    /// Members who, by the list, joined later than we know. Their other changes are in the buckets.
    pub joined_date_conflicts: Vec<JoinedConflict>,
    pub problems: Vec<Problem>,
    /// People who may be members already; never applied without a person's word.
    pub suggestions: Vec<Suggestion>,
    /// Reasons to think that this is not the whole list.
    pub guards: Vec<Guard>,
}

/// A member and the fields in which the list differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    pub number: String,
    pub row: usize,
    pub fields: Vec<FieldChange>,
}

impl Changed {
    /// Whether a field differs only by what was lost on the way: letters that the encoding of the list could not
    /// hold, digits that a spreadsheet rounded off.
    #[must_use]
    pub fn is_mangled(&self) -> bool {
        self.fields.iter().any(|change| change.mangled)
    }
}

/// A field before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    pub field: Field,
    pub from: String,
    pub to: String,
    /// The new text is the old one with letters or digits lost, so it must not replace it unless a person says so.
    pub mangled: bool,
}

impl FieldChange {
    /// Whether the list is silent where the register has something. Head office may know less than the branch.
    #[must_use]
    pub fn empties(&self) -> bool {
        self.to.is_empty()
    }
}

/// A later date of joining than the register's. The earlier one keeps its continuity unless a person ticks it away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinedConflict {
    pub number: String,
    pub row: usize,
    pub known: String,
    pub listed: String,
}

/// Holds a list against the register.
#[must_use]
pub fn reconcile(list: &List, known: &[Known]) -> Reconciliation {
    let register: BTreeMap<&str, &Known> = known.iter().map(|member| (member.number.as_str(), member)).collect();
    let mut found = Reconciliation {
        new: Vec::new(),
        changed: Vec::new(),
        moved: Vec::new(),
        missing: missing(list, &register),
        joined_date_conflicts: Vec::new(),
        problems: list.problems.clone(),
        suggestions: Vec::new(),
        guards: Vec::new(),
    };
    for entry in &list.entries {
        match register.get(entry.candidate.number.as_str()) {
            Some(member) => found.compare(list, entry, member),
            None => found.new.push(entry.clone()),
        }
    }
    found.in_order();
    found.suggestions = suggestions::suggest(list, &found.new, &found.missing, known);
    if list.is_supplement {
        found.missing.clear();
    } else {
        found.guards = guard::guards(&found, known.len());
    }
    found
}

/// A person on a bad row is on the list all the same.
fn missing(list: &List, register: &BTreeMap<&str, &Known>) -> Vec<String> {
    let good = list.entries.iter().map(|entry| entry.candidate.number.as_str());
    let listed: HashSet<&str> = good.chain(list.problems.iter().map(|problem| problem.number.as_str())).collect();
    register.keys().filter(|number| !listed.contains(*number)).map(|number| (*number).to_owned()).collect()
}

impl Reconciliation {
    fn compare(&mut self, list: &List, entry: &Entry, member: &Known) {
        let mut changed = changed(entry);
        for field in list.fields() {
            let Some(change) = difference(field, entry, member) else { continue };
            if field == Field::JoinedOn && joined_later(&change) {
                self.joined_date_conflicts.push(conflict(entry, change));
            } else {
                changed.fields.push(change);
            }
        }
        if changed.fields.iter().any(is_move) {
            self.moved.push(changed);
        } else if !changed.fields.is_empty() {
            self.changed.push(changed);
        }
    }

    /// By membership number, so that two readings of a list in another order say the same.
    fn in_order(&mut self) {
        self.new.sort_by(|one, other| one.candidate.number.cmp(&other.candidate.number));
        for bucket in [&mut self.changed, &mut self.moved] {
            bucket.sort_by(|one, other| one.number.cmp(&other.number));
        }
        self.joined_date_conflicts.sort_by(|one, other| one.number.cmp(&other.number));
    }
}

fn changed(entry: &Entry) -> Changed {
    Changed { number: entry.candidate.number.clone(), row: entry.row, fields: Vec::new() }
}

/// None where the register does not keep the field, and where the list has no date of joining: silence about that
/// takes nobody's years away.
fn difference(field: Field, entry: &Entry, member: &Known) -> Option<FieldChange> {
    let from = member.text(field)?;
    let to = entry.candidate.text(field);
    if says_the_same(field, from, &to) || (field == Field::JoinedOn && to.is_empty()) {
        return None;
    }
    let mangled = is_mangled(from, &to) || in_powers_of_ten(&to);
    Some(FieldChange { field, mangled, from: from.to_owned(), to })
}

/// Dates as text compare as days do; an empty one is no date to protect.
fn joined_later(change: &FieldChange) -> bool {
    !change.from.is_empty() && change.to > change.from
}

fn conflict(entry: &Entry, change: FieldChange) -> JoinedConflict {
    JoinedConflict { number: entry.candidate.number.clone(), row: entry.row, known: change.from, listed: change.to }
}

/// A first ward, or none any more, is a change; from one ward to another is a move.
fn is_move(change: &FieldChange) -> bool {
    change.field == Field::Ward && !change.from.is_empty() && !change.to.is_empty() && !change.mangled
}

#[cfg(test)]
mod tests {
    use super::super::list::read;
    use super::*;

    const HEADINGS: &str = "Number,First Name,Last Name,Email,Mobile,Ward,Membership Type,Date Joined";

    fn list(rows: &str) -> List {
        read(format!("{HEADINGS}\n{rows}").as_bytes()).expect("the text is a list")
    }

    fn held(new: &str, old: &str) -> Reconciliation {
        reconcile(&list(new), &Known::from_list(&list(old)))
    }

    fn fields(changed: &[Changed]) -> Vec<(&str, Vec<&str>)> {
        changed.iter().map(|member| (member.number.as_str(), names(member))).collect()
    }

    fn names(member: &Changed) -> Vec<&str> {
        member.fields.iter().map(|change| change.field.name()).collect()
    }

    const ANN: &str = "1,Ann,Lee,ann@example.org,07700 900123,Harbour,Full,13/04/2020\n";

    #[test]
    fn nothing_changes_when_only_the_writing_does() {
        let found = held("1,Ann,Lee,ANN@example.org,+447700900123,HARBOUR,full,2020-04-13\n", ANN);

        assert_eq!((found.changed, found.moved, found.new), (vec![], vec![], vec![]));
    }

    #[test]
    fn a_new_ward_is_a_move_with_all_that_changed() {
        let found = held("1,Ann,Lee,new@example.org,07700 900123,Millbank,Full,13/04/2020\n", ANN);

        assert_eq!(fields(&found.moved), [("1", vec!["email", "ward"])]);
        assert_eq!(found.changed, []);
    }

    #[test]
    fn a_first_ward_is_a_change_and_not_a_move() {
        let found = held(ANN, "1,Ann,Lee,ann@example.org,07700 900123,,Full,13/04/2020\n");

        assert_eq!(fields(&found.changed), [("1", vec!["ward"])]);
    }

    #[test]
    fn a_lapsed_member_has_changed_class() {
        let found = held("1,Ann,Lee,ann@example.org,07700 900123,Harbour,Lapsed,13/04/2020\n", ANN);

        assert_eq!(fields(&found.changed), [("1", vec!["class"])]);
    }

    #[test]
    fn a_later_date_of_joining_is_asked_about_and_takes_nothing() {
        let found = held("1,Ann,Lee,new@example.org,07700 900123,Harbour,Full,20/10/2026\n", ANN);

        let expected =
            JoinedConflict { number: "1".to_owned(), row: 2, known: "2020-04-13".to_owned(), listed: "2026-10-20".to_owned() };
        assert_eq!(found.joined_date_conflicts, [expected]);
        assert_eq!(fields(&found.changed), [("1", vec!["email"])]);
    }

    #[test]
    fn an_earlier_date_of_joining_is_a_change_and_none_is_silence() {
        let earlier = held("1,Ann,Lee,ann@example.org,07700 900123,Harbour,Full,13/04/2010\n", ANN);
        let silent = held("1,Ann,Lee,ann@example.org,07700 900123,Harbour,Full,\n", ANN);

        assert_eq!(fields(&earlier.changed), [("1", vec!["joined_on"])]);
        assert_eq!((silent.changed, silent.joined_date_conflicts), (vec![], vec![]));
    }

    #[test]
    fn a_name_with_lost_letters_is_marked_and_so_is_its_field() {
        let new = "1,?ucja,Lee,new@example.org,,,,\n";
        let found = held(new, "1,Łucja,Lee,old@example.org,,,,\n");

        let marks: Vec<bool> = found.changed[0].fields.iter().map(|change| change.mangled).collect();
        assert_eq!((names(&found.changed[0]), marks), (vec!["first_name", "email"], vec![true, false]));
        assert!(found.changed[0].is_mangled());
    }

    #[test]
    fn a_mobile_number_with_lost_digits_is_marked() {
        let found = held("1,Ann,Lee,ann@example.org,4.47712E+11,Harbour,Full,13/04/2020\n", ANN);

        assert_eq!(fields(&found.changed), [("1", vec!["mobile"])]);
        assert!(found.changed[0].is_mangled());
    }

    #[test]
    fn somebody_on_a_bad_row_is_not_missing() {
        let found =
            held("1,Ann,Lee,ann@example.org,,,,31/02/2026\n3,Cy,Lee,,,,,13/04/2020\n", &format!("{ANN}2,Bo,Lee,,,,,\n"));

        assert_eq!(found.missing, ["2"]);
        assert_eq!(found.problems.len(), 1);
    }

    #[test]
    fn a_second_row_is_a_duplicate_or_a_contradiction() {
        let list = list(&format!("{ANN}{ANN}1,Bo,Lee,,,,,\n"));

        let reasons: Vec<&str> = list.problems.iter().map(|problem| problem.reason.as_str()).collect();
        assert_eq!(reasons, ["duplicate row", "membership number 1 already stands on row 2 with other details"]);
        assert_eq!(list.entries.len(), 1);
    }

    #[test]
    fn fields_that_the_register_does_not_keep_are_not_compared() {
        let found = reconcile(&list(ANN), &[Known::new("1").with(Field::LastName, "Lee")]);

        assert_eq!(found.changed, []);
    }

    #[test]
    fn a_part_of_a_list_pulls_the_brake() {
        let old: String = (1..=20).map(|number| format!("{number},Ann,Lee,a@example.org,,,,\n")).collect();
        let part: String = old.lines().take(16).map(|line| format!("{line}\n")).collect();
        let enough: String = old.lines().take(17).map(|line| format!("{line}\n")).collect();

        let guards = held(&part, &old).guards;
        assert_eq!((guards.len(), guards[0].people, guards[0].of), (1, 4, 20));
        // Three of twenty are exactly 15 in a hundred, which is still believed.
        assert_eq!(held(&enough, &old).guards, []);
        assert_eq!(held(&old.replace("a@", "b@"), &old).guards.len(), 1);
    }

    #[test]
    fn rows_put_right_and_sent_in_again_say_nothing_about_the_others() {
        let old = Known::from_list(&list("1,Ann,Lee,,,,Full,\n2,Bo,Lee,,,,Full,\n3,Cy,Lee,,,,Full,\n"));
        let put_right = format!("{HEADINGS},_problem\n4,Di,Lee,,,,Full,28/02/2026,Date Joined 31/02/2026 is not a date\n");

        let found = reconcile(&read(put_right.as_bytes()).expect("the text is a list"), &old);

        assert_eq!((found.new.len(), found.missing.len(), found.guards.len()), (1, 0, 0));
    }
}
