//! Who is whom from one register to the next: numbers are given out anew every year, and what somebody said stays hers.
//!
//! Only behind the same door, and only where the name stands there once in both registers: to take one person for another would
//! put words into somebody's mouth, to miss one loses a word.

use std::collections::HashMap;

use crate::db::{DoorId, ElectorId};

/// An entry as it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Named<'n> {
    pub door: DoorId,
    pub surname: &'n str,
    pub forenames: &'n str,
}

impl Named<'_> {
    /// One text for all writings of the name.
    fn key(&self) -> Option<(DoorId, String)> {
        let plain = |name: &str| {
            let words = name.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
            words.collect::<Vec<_>>().join(" ").to_lowercase()
        };
        let (surname, forenames) = (plain(self.surname), plain(self.forenames));
        // Whoever is registered anonymously is nobody's namesake.
        (!surname.is_empty() && !forenames.is_empty()).then(|| (self.door, format!("{surname}, {forenames}")))
    }
}

/// For each of the entries now, the person of an entry before: the id of the entry by which she was met first.
pub fn same<'n>(
    before: impl Iterator<Item = (Named<'n>, ElectorId)>,
    now: impl Iterator<Item = Option<Named<'n>>>,
) -> Vec<Option<ElectorId>> {
    let mut known: HashMap<(DoorId, String), Option<ElectorId>> = HashMap::new();
    for (named, person) in before {
        if let Some(key) = named.key() {
            known.entry(key).and_modify(|person| *person = None).or_insert(Some(person));
        }
    }
    let keys: Vec<Option<(DoorId, String)>> = now.map(|named| named.and_then(|named| named.key())).collect();
    let mut times: HashMap<&(DoorId, String), usize> = HashMap::new();
    keys.iter().flatten().for_each(|key| *times.entry(key).or_default() += 1);
    let person = |key: &(DoorId, String)| known.get(key).copied().flatten().filter(|_| times[key] == 1);
    keys.iter().map(|key| key.as_ref().and_then(person)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    type Line = (DoorId, &'static str, &'static str);

    /// For each line now, which line before it is.
    fn matched(before: &[Line], now: &[Line]) -> Vec<Option<usize>> {
        let ids: Vec<ElectorId> = before.iter().map(|_| ElectorId::random()).collect();
        let named = |(door, surname, forenames): &Line| Named { door: *door, surname, forenames };
        let found = same(before.iter().map(named).zip(ids.iter().copied()), now.iter().map(|line| Some(named(line))));
        found.into_iter().map(|person| person.and_then(|person| ids.iter().position(|id| *id == person))).collect()
    }

    #[test]
    fn whoever_stands_behind_the_same_door_by_the_same_name_is_the_same_person() {
        let [here, there] = [0; 2].map(|_| DoorId::random());
        let before = [(here, "O'Neill", "Ana Maria"), (here, "Smith", "Bo"), (there, "Smith", "Cy")];
        let now = [(here, "Smith", "Bo"), (here, "O NEILL", "Ana-Maria"), (here, "Smith", "Cy"), (there, "Smith", "Dee")];
        assert_eq!(matched(&before, &now), [Some(1), Some(0), None, None]);
    }

    #[test]
    fn two_of_one_name_behind_one_door_are_not_told_apart() {
        let here = DoorId::random();
        let (one, two) = ([(here, "Smith", "John")], [(here, "Smith", "John"), (here, "Smith", "John")]);
        assert_eq!(matched(&two, &one), [None]);
        assert_eq!(matched(&one, &two), [None, None]);
        assert_eq!(matched(&[(here, "", "")], &[(here, "", "")]), [None], "nor two who are registered anonymously");
    }
}
