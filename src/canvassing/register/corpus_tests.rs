//! A ward and a constituency of invented people on real streets, read whole.

use super::{Encoding, Layout, Marker, Reason, Register, Summary, read, update};

/// A file of the large collection for canvassing; none, said aloud, where the collection is not at hand.
pub fn corpus(file: &str) -> Option<Vec<u8>> {
    let path = crate::absent::corpora("canvassing")?.join(file);
    Some(std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

fn register(file: &str) -> Option<Register> {
    corpus(file).map(|bytes| read(&bytes).unwrap_or_else(|error| panic!("{file}: {error}")))
}

#[test]
fn the_register_of_a_ward_is_read_whole() {
    let Some(register) = register("ward_bounds_green/register_xpress13.csv") else { return };
    assert_eq!((register.layout, register.encoding, register.problems.len()), (Layout::X13, Encoding::Utf8, 0));
    let summary = Summary::of(&register);
    // 3,776 homes stand in the ward; at 98 of them nobody is registered.
    assert_eq!((summary.rows, summary.electors, summary.doors), (8754, 8754, 3678));
    assert_eq!((summary.streets, summary.polling_districts, summary.without_address), (55, 5, 40));
    let markers: Vec<(char, usize)> = summary.markers.into_iter().collect();
    assert_eq!(markers, [('B', 269), ('F', 40), ('G', 471), ('L', 4)]);
    assert_eq!(summary.doubtful_doors, 0);
}

#[test]
fn the_register_of_a_constituency_is_read_whole() {
    let Some(register) = register("constituency/register_xpress13.csv") else { return };
    let summary = Summary::of(&register);
    assert_eq!((summary.rows, summary.electors, register.problems.len()), (70_388, 70_388, 0));
    assert_eq!((summary.doors, summary.streets, summary.polling_districts), (29_626, 349, 40));
    assert_eq!((summary.attainers, summary.without_address), (629, 249));
    assert_eq!(register.entries.iter().filter(|entry| entry.is_anonymous()).count(), 9);
}

#[test]
fn the_same_people_come_out_of_every_layout() {
    let Some(full) = register("constituency/register_xpress13.csv") else { return };
    let samples = [
        ("constituency/register_xpress14_sample.csv", Layout::X14),
        ("constituency/register_eros20_sample.csv", Layout::E20),
        ("constituency/register_rollno22_sample.csv", Layout::P21),
    ];
    for (file, layout) in samples {
        let Some(sample) = register(file) else { return };
        assert_eq!((sample.layout, sample.problems.len()), (layout, 0), "{file}");
        let district = &sample.entries[0].elector.polling_district;
        let same: Vec<_> = full.entries.iter().filter(|entry| &entry.elector.polling_district == district).collect();
        assert_eq!(sample.entries.len(), same.len(), "{file}");
        for (one, other) in sample.entries.iter().zip(same) {
            assert_eq!((&one.elector, &one.markers, one.attains_on), (&other.elector, &other.markers, other.attains_on));
            assert_eq!(one.address.door_key(), other.address.door_key());
            assert_eq!(one.name.surname.to_lowercase(), other.name.surname.to_lowercase());
        }
    }
}

#[test]
fn a_monthly_update_loses_no_row() {
    let Some(register) = register("constituency/register_xpress13.csv") else { return };
    let Some(changes) = corpus("constituency/update_2026-02_xpress23.csv") else { return };
    let changes = read(&changes).expect("it is an update");
    assert_eq!((changes.layout, changes.rows), (Layout::X23, 1100));
    let outcome = update(&register, &changes).expect("it is an update");
    let counts = [outcome.created.len(), outcome.amended.len(), outcome.deleted.len(), outcome.ignored.len()];
    assert_eq!(counts, [490, 153, 446, 11]);
    assert!(outcome.unknown.is_empty() && outcome.problems.is_empty());
}

#[test]
fn an_update_for_more_than_the_ward_names_every_row_that_does_not_fit() {
    let Some(register) = register("ward_bounds_green/register_xpress13.csv") else { return };
    let Some(changes) = corpus("constituency/update_2026-02_xpress23.csv") else { return };
    let outcome = update(&register, &read(&changes).expect("it is an update")).expect("it is an update");
    let accounted = outcome.created.len() + outcome.amended.len() + outcome.deleted.len() + outcome.ignored.len();
    assert_eq!(accounted + outcome.problems.len(), 1100);
    assert!(outcome.problems.iter().all(|problem| matches!(problem.reason, Reason::NotThere { .. })));
    assert!(register.entries.iter().all(|entry| entry.markers.iter().all(|marker| !matches!(marker, Marker::Unknown(_)))));
}
