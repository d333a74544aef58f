//! The lot: who speaks first. Drawn again with the same seed it falls the same way.

use sha2::{Digest, Sha256};

use crate::{audit::hex, db::MemberId};

/// So much of a fingerprint is shown: enough to see which is lower.
const SHOWN: usize = 8;

/// One who stands, at her place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    pub member: MemberId,
    pub name: String,
}

/// The speakers in the order of their fingerprints, lowest first.
pub fn order(seed: &str, speakers: &[(MemberId, String)]) -> Vec<Drawn> {
    let mut drawn: Vec<(String, Drawn)> = speakers
        .iter()
        .map(|(member, name)| {
            let whole = fingerprint(seed, name);
            (whole, Drawn { member: *member, name: name.clone() })
        })
        .collect();
    drawn.sort_by(|(a, x), (b, y)| a.cmp(b).then(x.member.cmp(&y.member)));
    drawn.into_iter().map(|(_, drawn)| drawn).collect()
}

/// SHA-256 of seed and name with a space between: what `echo -n "seed name" | sha256sum` prints.
fn fingerprint(seed: &str, name: &str) -> String {
    hex(&Sha256::digest(format!("{seed} {name}")))
}

/// The beginning of a fingerprint, as it is shown beside the name.
pub fn mark(seed: &str, name: &str) -> String {
    fingerprint(seed, name).chars().take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speakers() -> Vec<(MemberId, String)> {
        ["Ama", "Joe", "Leila", "Petra"].map(|name| (MemberId::random(), name.to_owned())).into()
    }

    #[test]
    fn the_same_seed_draws_the_same_order_whatever_the_list_began_with() {
        let mut speakers = speakers();
        let first = order("7f3a", &speakers);
        speakers.reverse();

        assert_eq!(order("7f3a", &speakers), first);
        assert!(first.windows(2).all(|pair| mark("7f3a", &pair[0].name) <= mark("7f3a", &pair[1].name)));
    }

    #[test]
    fn over_many_seeds_everybody_begins_about_equally_often() {
        let speakers = speakers();
        let begins = |name: &str| (0..400).filter(|seed| order(&seed.to_string(), &speakers)[0].name == name).count();

        for (_, name) in &speakers {
            assert!((60..=140).contains(&begins(name)), "{name} begins {} times of 400", begins(name));
        }
    }
}
