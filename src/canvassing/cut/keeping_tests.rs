//! Doors come and go in a street, and in a constituency in February.

use std::collections::{BTreeMap, HashSet};

use super::super::{Round, by_street};
use super::*;
use crate::canvassing::register::{Entry, corpus_tests::corpus, read, update};
use crate::places::address::Address;

fn door(street: &str, number: u32) -> Door {
    let address = Address::read(&[&format!("{number} {street}")], "ZZ1 1AA");
    Door::new(&format!("{number} {street}"), &address, "Q1", None)
}

fn round(numbers: &[u32]) -> Vec<String> {
    numbers.iter().map(|number| format!("{number} Mill Lane")).collect()
}

/// The numbers of the houses of a round, in the order in which they are walked.
fn walked(kept: &Kept, round: usize, doors: &[Door]) -> Vec<u32> {
    let number = |door: &usize| doors[*door].id.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or_default();
    kept.rounds[round].iter().map(number).collect()
}

#[test]
fn a_new_house_is_met_where_it_stands_whichever_way_the_street_is_walked() {
    let doors: Vec<Door> = [1, 3, 5, 7, 8, 6, 4, 2].map(|number| door("Mill Lane", number)).to_vec();
    let kept = keep(&[round(&[1, 3, 7, 8, 4, 2])], &doors, 60);
    assert_eq!(walked(&kept, 0, &doors), [1, 3, 5, 7, 8, 6, 4, 2]);
    assert_eq!((kept.joined, kept.gone, kept.over.len()), (2, 0, 0));
    let backwards = keep(&[round(&[2, 4, 8, 7, 3, 1])], &doors, 60);
    assert_eq!(walked(&backwards, 0, &doors), [2, 4, 6, 8, 7, 5, 3, 1]);
}

#[test]
fn a_door_that_is_gone_leaves_the_others_as_they_were() {
    let doors: Vec<Door> = [1, 5].map(|number| door("Mill Lane", number)).to_vec();
    let kept = keep(&[round(&[1, 3, 5]), round(&[7])], &doors, 60);
    assert_eq!((walked(&kept, 0, &doors), kept.gone), (vec![1, 5], 2));
    assert!(kept.rounds[1].is_empty());
}

#[test]
fn a_full_round_takes_nobody_in_and_a_new_street_is_left_over() {
    let doors = [door("Mill Lane", 1), door("Mill Lane", 3), door("Ash Row", 1)];
    let kept = keep(&[round(&[1])], &doors, 1);
    assert_eq!((kept.over, kept.joined), (vec![2, 1], 0));
}

/// The doors behind which these entries list somebody.
fn doors_of<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<Door> {
    let keyed = entries.filter_map(|entry| Some((entry.address.door_key()?, entry)));
    let doors: BTreeMap<String, Door> = keyed
        .map(|(key, entry)| {
            let door = Door::new(&key, &entry.address, &entry.elector.polling_district, None);
            (key, door)
        })
        .collect();
    doors.into_values().collect()
}

#[test]
fn after_the_update_of_a_month_the_doors_of_a_constituency_keep_their_rounds_and_their_order() {
    let Some(register) = corpus("constituency/register_xpress13.csv") else { return };
    let Some(changes) = corpus("constituency/update_2026-02_xpress23.csv") else { return };
    let (register, changes) = (read(&register).expect("a register"), read(&changes).expect("an update"));
    let change = update(&register, &changes).expect("an update");
    let before = doors_of(register.entries.iter());
    let gone: HashSet<_> = change.deleted.iter().chain(change.amended.iter().map(|one| &one.before.elector)).collect();
    let staying = register.entries.iter().filter(|entry| !gone.contains(&entry.elector));
    let after = doors_of(staying.chain(change.amended.iter().map(|one| &one.after)).chain(&change.created));

    let rounds = rounds_of(&before);
    let kept = keep(&rounds, &after, 62);

    let unmoved = unmoved(&rounds, &kept, &after);
    assert!(100 * unmoved >= 95 * before.len(), "{unmoved} of {} doors keep round and order", before.len());
    assert_eq!(unmoved + kept.gone, before.len(), "a door that stays never changes its round");
    assert_eq!(unmoved + kept.joined + kept.over.len(), after.len(), "every door of today has a place");
}

#[test]
fn where_every_fiftieth_door_is_new_nearly_all_of_them_join_the_round_that_walks_past_and_no_other_moves() {
    let Some(register) = corpus("constituency/register_xpress13.csv") else { return };
    let after = doors_of(read(&register).expect("a register").entries.iter());
    let before: Vec<Door> = after.iter().enumerate().filter(|(at, _)| at % 50 != 0).map(|(_, door)| door.clone()).collect();

    let rounds = rounds_of(&before);
    let kept = keep(&rounds, &after, 62);

    assert_eq!((unmoved(&rounds, &kept, &after), kept.gone), (before.len(), 0));
    assert!(100 * kept.over.len() < after.len() / 50, "{} joined, {} are left over", kept.joined, kept.over.len());
}

/// A cut into rounds of fifty, by the ids of the doors.
fn rounds_of(doors: &[Door]) -> Vec<Vec<String>> {
    let ids = |round: &Round| round.doors.iter().map(|door| doors[*door].id.clone()).collect();
    by_street(doors, 50).iter().map(ids).collect()
}

/// How many doors of before are in the same round, in rounds whose doors of before come in the same order.
fn unmoved(rounds: &[Vec<String>], kept: &Kept, after: &[Door]) -> usize {
    let same = |(was, is): (&Vec<String>, &Vec<usize>)| {
        let here: HashSet<&str> = is.iter().map(|door| after[*door].id.as_str()).collect();
        let stayed: Vec<&str> = was.iter().map(String::as_str).filter(|id| here.contains(id)).collect();
        let known: HashSet<&str> = stayed.iter().copied().collect();
        let order: Vec<&str> = is.iter().map(|door| after[*door].id.as_str()).filter(|id| known.contains(id)).collect();
        if order == stayed { order.len() } else { 0 }
    };
    rounds.iter().zip(&kept.rounds).map(same).sum()
}
