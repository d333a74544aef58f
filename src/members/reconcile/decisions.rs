//! What a person says about rows that no number matches, and the list as it reads then.
//!
//! Only a membership number matches by itself. A row without one, or with a new one beside details that we know, waits for
//! somebody's word: she is this member, she is somebody new, or she is left out.

use std::collections::{BTreeMap, HashMap};

use super::{
    candidate::Candidate,
    list::{Entry, List, Problem},
    suggestions::Suggestion,
};

/// What a person says about a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// The member with this number in the register.
    Same(String),
    /// Nobody we know.
    New,
    Out,
}

/// A row about which somebody has to say who it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsure {
    pub row: usize,
    pub candidate: Candidate,
    pub suggestion: Option<Suggestion>,
    pub decision: Option<Decision>,
}

impl Unsure {
    /// The name of its field in a form.
    #[must_use]
    pub fn field(&self) -> String {
        format!("row-{}", self.row)
    }

    /// What speaks for its being somebody we know, as forms call it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.suggestion.as_ref().map_or(NOBODY, |suggestion| suggestion.because.name())
    }

    /// What happens to the row: a new number makes somebody new, and no number is left out, unless a person says otherwise.
    #[must_use]
    pub fn outcome(&self) -> Decision {
        let unsaid = || if self.candidate.number.is_empty() { Decision::Out } else { Decision::New };
        self.decision.clone().unwrap_or_else(unsaid)
    }
}

/// What was decided, by row.
pub type Decisions = BTreeMap<usize, Decision>;

/// The rows to decide about: those without a number, and those whose new number stands beside details that we know.
#[must_use]
pub fn unsure(list: &List, suggestions: &[Suggestion], decisions: &Decisions) -> Vec<Unsure> {
    let by_row: HashMap<usize, &Suggestion> = suggestions.iter().map(|each| (each.row, each)).collect();
    let numbered = list.entries.iter().filter(|entry| by_row.contains_key(&entry.row));
    let row = |entry: &Entry| Unsure {
        row: entry.row,
        candidate: entry.candidate.clone(),
        suggestion: by_row.get(&entry.row).map(|each| (*each).clone()),
        decision: decisions.get(&entry.row).cloned(),
    };
    list.unnumbered.iter().chain(numbered).map(row).collect()
}

/// What a form says about these rows: a word for each, and perhaps one for all that were shown of one kind.
#[must_use]
pub fn said(unsure: &[Unsure], typed: &BTreeMap<String, String>) -> Decisions {
    let all = typed.get(ALL).map(String::as_str);
    let decision = |row: &Unsure| {
        let typed = typed.get(&row.field())?.as_str();
        let same = || row.suggestion.as_ref().map(|suggestion| Decision::Same(suggestion.number.clone()));
        match typed {
            _ if all == Some(row.kind()) => same().or(Some(Decision::New)),
            "same" => same(),
            "new" => Some(Decision::New),
            _ => Some(Decision::Out),
        }
    };
    unsure.iter().filter_map(|row| Some((row.row, decision(row)?))).collect()
}

/// The field that names the kind of rows that are all decided at once.
pub const ALL: &str = "all";

/// The kind of rows that look like nobody we know.
pub const NOBODY: &str = "nobody";

/// The list as it reads by what was decided. `next` is the number that somebody new gets, where numbers can be counted on.
#[must_use]
pub fn decided(mut list: List, decisions: &Decisions, next: Option<&str>) -> List {
    let mut numbers = Numbers::after(next, &list);
    if !list.has_numbers() {
        list.is_supplement = true;
        list.notes.push("Without membership numbers, the list says nothing about who is not on it.".to_owned());
    }
    let waiting = set_aside(&mut list, decisions);
    let mut taken: HashMap<String, usize> =
        list.entries.iter().map(|entry| (entry.candidate.number.clone(), entry.row)).collect();
    for Entry { row, candidate } in waiting {
        match decisions.get(&row) {
            Some(Decision::Same(number)) => put(&mut list, &mut taken, row, Candidate { number: number.clone(), ..candidate }),
            Some(Decision::New) if is_repeated(&list, row, &candidate) => keep_back(&mut list, row, "duplicate row"),
            Some(Decision::New) => match numbers.next() {
                Some(number) => put(&mut list, &mut taken, row, Candidate { number, ..candidate }),
                None => keep_back(&mut list, row, NO_NEXT),
            },
            _ => {}
        }
    }
    list.entries.sort_by_key(|entry| entry.row);
    list
}

const NO_NEXT: &str = "no membership number, and the branch’s numbers cannot be counted on: write one into the file";

/// The rows that are decided about and are no good rows as they stand. A row with a number of its own is one, unless it was
/// said to be somebody else or left out.
fn set_aside(list: &mut List, decisions: &Decisions) -> Vec<Entry> {
    let goes = |entry: &Entry| matches!(decisions.get(&entry.row), Some(Decision::Same(_) | Decision::Out));
    let (gone, stays): (Vec<Entry>, Vec<Entry>) = std::mem::take(&mut list.entries).into_iter().partition(goes);
    list.entries = stays;
    let unnumbered = list.unnumbered.iter().filter(|entry| decisions.contains_key(&entry.row)).cloned();
    let mut waiting: Vec<Entry> = unnumbered.chain(gone).collect();
    waiting.sort_by_key(|entry| entry.row);
    waiting
}

/// Whether an earlier row without a number says the very same and was taken.
fn is_repeated(list: &List, row: usize, candidate: &Candidate) -> bool {
    let earlier = list.unnumbered.iter().find(|entry| entry.row < row && entry.candidate == *candidate);
    earlier.is_some_and(|earlier| list.entries.iter().any(|entry| entry.row == earlier.row))
}

fn put(list: &mut List, taken: &mut HashMap<String, usize>, row: usize, candidate: Candidate) {
    if let Some(other) = taken.get(&candidate.number) {
        let reason = format!("row {other} is member {} already", candidate.number);
        keep_back(list, row, &reason);
        return;
    }
    taken.insert(candidate.number.clone(), row);
    list.problems.retain(|problem| problem.row != row);
    list.entries.push(Entry { row, candidate });
}

/// A row that was decided about and is kept back all the same, with the reason in place of the one before.
fn keep_back(list: &mut List, row: usize, reason: &str) {
    match list.problems.iter_mut().find(|problem| problem.row == row) {
        Some(problem) => reason.clone_into(&mut problem.reason),
        None => list.problems.push(Problem { row, reason: reason.to_owned(), cells: Vec::new(), number: String::new() }),
    }
}

/// The numbers that come next, above every one that the list itself has.
struct Numbers {
    next: Option<u64>,
    /// Noughts in front belong to a number.
    width: usize,
}

impl Numbers {
    fn after(next: Option<&str>, list: &List) -> Self {
        let own = list.entries.iter().filter_map(|entry| entry.candidate.number.parse::<u64>().ok()).max();
        let first = next.and_then(|next| next.parse::<u64>().ok());
        Self { next: first.map(|first| first.max(own.map_or(0, |own| own + 1))), width: next.map_or(0, str::len) }
    }

    fn next(&mut self) -> Option<String> {
        let number = self.next?;
        self.next = number.checked_add(1);
        Some(format!("{number:0width$}", width = self.width))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{buckets::reconcile, known::Known, list::read};
    use super::*;

    const REGISTER: &str = "Number,First Name,Last Name,Email\n007,Ann,Lee,ann@example.org\n008,Bo,Ray,bo@example.org\n";
    const LIST: &str = "first_name,last_name,email\nAnn,Lee,ann@example.org\nCy,Moss,cy@example.org\nDi,Vane,\n";

    fn list(text: &str) -> List {
        read(text.as_bytes()).expect("the text is a list")
    }

    fn by_row(decisions: &[(usize, Decision)]) -> Decisions {
        decisions.iter().cloned().collect()
    }

    fn numbers(list: &List) -> Vec<(usize, &str)> {
        list.entries.iter().map(|entry| (entry.row, entry.candidate.number.as_str())).collect()
    }

    fn reasons(list: &List) -> Vec<(usize, &str)> {
        list.problems.iter().map(|problem| (problem.row, problem.reason.as_str())).collect()
    }

    #[test]
    fn a_form_says_a_word_for_each_row_or_one_for_all_that_it_shows_of_a_kind() {
        let (list, known) = (list(LIST), Known::from_list(&list(REGISTER)));
        let unsure = unsure(&list, &reconcile(&list, &known).suggestions, &Decisions::new());
        let typed = |fields: &[(&str, &str)]| fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();

        let each = said(&unsure, &typed(&[("row-2", "same"), ("row-3", "same"), ("row-4", "new"), ("row-9", "new")]));
        assert_eq!(each, by_row(&[(2, Decision::Same("007".into())), (4, Decision::New)]));
        let all = said(&unsure, &typed(&[("row-2", "out"), ("row-3", "out"), ("all", "nobody")]));
        assert_eq!(all, by_row(&[(2, Decision::Out), (3, Decision::New)]));
        let all = said(&unsure, &typed(&[("row-2", "out"), ("all", "email")]));
        assert_eq!(all, by_row(&[(2, Decision::Same("007".into()))]));
    }

    #[test]
    fn every_row_without_a_number_waits_and_is_left_out_until_somebody_decides() {
        let (list, known) = (list(LIST), Known::from_list(&list(REGISTER)));
        let found = reconcile(&list, &known);

        let unsure = unsure(&list, &found.suggestions, &Decisions::new());

        let seen: Vec<_> = unsure.iter().map(|each| (each.row, each.suggestion.is_some(), each.outcome())).collect();
        assert_eq!(seen, [(2, true, Decision::Out), (3, false, Decision::Out), (4, false, Decision::Out)]);
        assert_eq!(numbers(&decided(list, &Decisions::new(), Some("9"))), []);
    }

    #[test]
    fn she_is_this_member_or_gets_the_next_number_or_is_left_out() {
        let decisions = by_row(&[(2, Decision::Same("007".into())), (3, Decision::New), (4, Decision::Out)]);
        let list = decided(list(LIST), &decisions, Some("009"));

        assert_eq!(numbers(&list), [(2, "007"), (3, "009")]);
        assert_eq!(reasons(&list), [(4, "no membership number")]);
    }

    #[test]
    fn without_numbers_to_count_on_somebody_new_is_kept_back_with_the_reason() {
        let list = decided(list(LIST), &by_row(&[(3, Decision::New)]), None);

        assert_eq!((numbers(&list), reasons(&list)[1]), (vec![], (3, NO_NEXT)));
    }

    #[test]
    fn two_rows_are_not_one_member_and_a_row_written_twice_enters_nobody_twice() {
        let twice = "first_name,last_name,email\nAnn,Lee,\nAnn,Lee,\nCy,Moss,\nCy,Moss,\n";
        let same = || Decision::Same("007".into());
        let decisions = by_row(&[(2, same()), (3, same()), (4, Decision::New), (5, Decision::New)]);
        let list = decided(list(twice), &decisions, Some("9"));

        assert_eq!(numbers(&list), [(2, "007"), (4, "9")]);
        assert_eq!(reasons(&list), [(3, "row 2 is member 007 already"), (5, "duplicate row")]);
    }

    #[test]
    fn a_new_number_is_hers_unless_somebody_says_who_she_is() {
        let rejoined = "Number,First Name,Last Name,Email\n008,Bo,Ray,bo@example.org\n50,Ann,Lee,ann@example.org\n";
        let known = Known::from_list(&list(REGISTER));
        let found = reconcile(&list(rejoined), &known);
        let waiting = unsure(&list(rejoined), &found.suggestions, &Decisions::new());
        assert_eq!((waiting.len(), waiting[0].row, waiting[0].outcome()), (1, 3, Decision::New));

        let same = decided(list(rejoined), &by_row(&[(3, Decision::Same("007".into()))]), None);
        let out = decided(list(rejoined), &by_row(&[(3, Decision::Out)]), None);

        assert_eq!(numbers(&same), [(2, "008"), (3, "007")]);
        assert_eq!(reconcile(&same, &known).missing, [""; 0]);
        assert_eq!(numbers(&out), [(2, "008")]);
    }

    #[test]
    fn new_numbers_stand_above_those_of_the_list_itself() {
        let some = "Number,Last Name\n8,Ray\n,Moss\n12,Vane\n";

        assert_eq!(numbers(&decided(list(some), &by_row(&[(3, Decision::New)]), Some("9"))), [(2, "8"), (3, "13"), (4, "12")]);
    }
}
