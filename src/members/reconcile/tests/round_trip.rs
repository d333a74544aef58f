//! The law of the round trip: our own list, loaded again, changes nobody.

use proptest::{collection::vec, prelude::*};

use super::super::{Field, Known, own_list, read, reconcile};

/// What the register may hold, formulas, quotation marks and commas among it.
fn member(number: usize) -> impl Strategy<Value = Known> {
    let name = "[A-ZŁŚa-zéëł=+@'\"<>,; -]{1,12}";
    let email = prop::option::of("[a-z+=]{1,8}@[a-z]{1,8}\\.org");
    let mobile = prop::option::of("(07700 900|\\+44 7700 900)[0-9]{3}");
    let day = prop::option::of("(19[4-9]|20[01])[0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])");
    (name, name, email, mobile, day.clone(), day).prop_map(move |(first, last, email, mobile, joined, born)| {
        Known::new(format!("{number:07}"))
            .with(Field::FirstName, first)
            .with(Field::LastName, format!("L{last}"))
            .with(Field::Email, email.unwrap_or_default())
            .with(Field::Mobile, mobile.unwrap_or_default())
            .with(Field::JoinedOn, joined.unwrap_or_default())
            .with(Field::BornOn, born.unwrap_or_default())
    })
}

fn members() -> impl Strategy<Value = Vec<Known>> {
    (1usize..12).prop_flat_map(|many| (1..=many).map(member).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn our_own_list_loaded_again_changes_nobody(members in members()) {
        let list = read(own_list(&members).as_bytes()).expect("our own list is a list");

        let found = reconcile(&list, &members);

        prop_assert_eq!(found.problems, vec![]);
        prop_assert_eq!((found.new.len(), found.missing.len()), (0, 0));
        prop_assert_eq!((found.changed, found.moved, found.joined_date_conflicts), (vec![], vec![], vec![]));
    }

    #[test]
    fn no_bytes_whatever_make_the_reading_fail(bytes in vec(any::<u8>(), 0..400)) {
        let _answer = read(&bytes);
    }

    #[test]
    fn no_list_whatever_makes_the_reading_fail(rows in "[0-9a-z,;\"'=\\r\\n\\t/ -]{0,400}") {
        if let Ok(list) = read(format!("Number,Last Name,Joined,Mobile\n{rows}").as_bytes()) {
            prop_assert_eq!(list.entries.len() + list.problems.len(), list.rows);
        }
    }
}
