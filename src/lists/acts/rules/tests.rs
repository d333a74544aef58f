//! Undoing gives back exactly what nobody touched since, whatever people do in whatever order.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;

const PEOPLE: usize = 4;
const COLUMNS: usize = 2;

/// What somebody does with a list.
#[derive(Debug, Clone)]
enum Deed {
    Bulk {
        column: usize,
        people: Vec<bool>,
        value: String,
    },
    Edit {
        column: usize,
        person: usize,
        value: String,
    },
    /// Undoes one of the acts so far, counted round.
    Undo(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let value = || prop_oneof![Just(String::new()), Just("yes".to_owned()), Just("later".to_owned())];
    prop_oneof![
        3 => (0..COLUMNS, proptest::collection::vec(any::<bool>(), PEOPLE), value())
            .prop_map(|(column, people, value)| Deed::Bulk { column, people, value }),
        2 => (0..COLUMNS, 0..PEOPLE, value()).prop_map(|(column, person, value)| Deed::Edit { column, person, value }),
        3 => any::<usize>().prop_map(Deed::Undo),
    ]
}

fn member(person: usize) -> MemberId {
    MemberId(Uuid::from_u128(person as u128 + 1))
}

/// The tables as the rules change them.
#[derive(Default)]
struct Kept {
    cells: Vec<HashMap<MemberId, Stand>>,
    acts: Vec<(RowId, usize, Vec<Change>, bool)>,
    writings: u128,
}

impl Kept {
    fn empty() -> Self {
        Self { cells: vec![HashMap::new(); COLUMNS], ..Self::default() }
    }

    fn fresh(&mut self) -> RowId {
        self.writings += 1;
        RowId(Uuid::from_u128(self.writings))
    }

    fn bulk(&mut self, column: usize, people: &[MemberId], value: &str) -> RowId {
        let act = self.fresh();
        let stands = &mut self.cells[column];
        let found = changes(people, value, stands, |id| stands.get(&id).map_or("", |stand| stand.value.as_str()));
        for change in &found {
            stands.insert(change.member, Stand { value: change.after.clone(), touch: act });
        }
        self.acts.push((act, column, found, false));
        act
    }

    fn edit(&mut self, column: usize, person: usize, value: &str) -> RowId {
        let touch = self.fresh();
        self.cells[column].insert(member(person), Stand { value: value.to_owned(), touch });
        touch
    }

    fn undo(&mut self, at: usize) -> Undoing {
        let (act, column, changes, is_undone) = &mut self.acts[at];
        *is_undone = true;
        let undoing = undoing(*act, changes.clone(), &self.cells[*column]);
        for (member, stand) in &undoing.back {
            match stand {
                Some(stand) => self.cells[*column].insert(*member, stand.clone()),
                None => self.cells[*column].remove(member),
            };
        }
        undoing
    }
}

/// The same told as a history: for each cell the writings that still count, the latest last.
type History = HashMap<(usize, MemberId), Vec<(RowId, String)>>;

fn says(history: &History, cell: (usize, MemberId)) -> &str {
    history.get(&cell).and_then(|writings| writings.last()).map_or("", |(_, value)| value)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn undoing_gives_back_exactly_the_cells_that_nobody_touched_since(deeds in proptest::collection::vec(deed(), 1..24)) {
        let (mut kept, mut history) = (Kept::empty(), History::new());
        for deed in deeds {
            match deed {
                Deed::Bulk { column, people, value } => {
                    let people: Vec<MemberId> = (0..PEOPLE).filter(|at| people[*at]).map(member).collect();
                    let act = kept.bulk(column, &people, &value);
                    for id in people {
                        if says(&history, (column, id)) != value {
                            history.entry((column, id)).or_default().push((act, value.clone()));
                        }
                    }
                }
                Deed::Edit { column, person, value } => {
                    let touch = kept.edit(column, person, &value);
                    history.entry((column, member(person))).or_default().push((touch, value));
                }
                Deed::Undo(_) if kept.acts.is_empty() => {}
                Deed::Undo(at) => {
                    let at = at % kept.acts.len();
                    let (act, column, changes, is_undone) = kept.acts[at].clone();
                    if is_undone {
                        continue;
                    }
                    let undoing = kept.undo(at);
                    let mut touched = 0;
                    for change in &changes {
                        let writings = history.get_mut(&(column, change.member)).expect("it was written");
                        if writings.last().is_some_and(|(latest, _)| *latest == act) {
                            writings.pop();
                        } else {
                            touched += 1;
                        }
                    }
                    prop_assert_eq!(undoing.kept, touched);
                    prop_assert_eq!(undoing.back.len() + touched, changes.len());
                }
            }
            for column in 0..COLUMNS {
                for id in (0..PEOPLE).map(member) {
                    let stands = kept.cells[column].get(&id).map_or("", |stand| stand.value.as_str());
                    prop_assert_eq!(stands, says(&history, (column, id)));
                }
            }
        }
    }
}

fn done(on: &str, is_undone: bool) -> Done {
    let id = RowId(Uuid::from_u128(1));
    Done { id, column: id, value: String::new(), people: 3, on: day(on), is_undone }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a written day")
}

#[test]
fn an_act_is_undone_once_and_within_thirty_days() {
    assert_eq!(may_undo(&done("2026-10-01", false), day("2026-10-31")), Ok(()));
    assert_eq!(may_undo(&done("2026-10-01", false), day("2026-11-01")), Err(NotDone::TooLate));
    assert_eq!(may_undo(&done("2026-10-01", true), day("2026-10-01")), Err(NotDone::UndoneBefore));
}

#[test]
fn whoever_wrote_the_same_again_is_not_undone() {
    let (act, later) = (RowId(Uuid::from_u128(1)), RowId(Uuid::from_u128(2)));
    let change = || Change { member: member(0), before: None, after: "yes".into() };
    let stands = |touch| HashMap::from([(member(0), Stand { value: "yes".into(), touch })]);

    assert_eq!(undoing(act, vec![change()], &stands(act)).back, [(member(0), None)]);
    assert_eq!(undoing(act, vec![change()], &stands(later)), Undoing { back: Vec::new(), kept: 1 });
}

#[test]
fn an_act_is_for_those_who_are_shown_and_for_all_only_if_they_are_as_many_as_were_seen() {
    let shown = [member(0), member(1)];
    assert_eq!(may_be_done_to(vec![member(1), member(3)], None, &shown), Ok(vec![member(1)]));
    assert_eq!(may_be_done_to(vec![member(3)], None, &shown), Err(NotDone::Nobody));
    assert_eq!(may_be_done_to(Vec::new(), Some("2"), &shown), Ok(shown.to_vec()));
    assert!(matches!(may_be_done_to(Vec::new(), Some("3"), &shown), Err(NotDone::Others { .. })));
}

#[test]
fn what_was_undone_and_what_stays_is_said() {
    assert_eq!(undone_in_words(2, 0), "Undone for 2 people.");
    assert_eq!(undone_in_words(33, 1), "Undone for 33 people. For 1 person somebody wrote since, and that stays.");
    assert_eq!(undone_in_words(0, 2), "For 2 people somebody wrote since, and that stays. Nothing was left to undo.");
}
