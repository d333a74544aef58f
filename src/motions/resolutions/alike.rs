//! Whether a motion says much the same as a resolution, or the contrary: both are about the same things.
//!
//! Compared are the words that carry meaning: those of five letters and more, less their endings. What is told is how many of the
//! shorter text's words stand in the longer as well; whether they agree, a person reads.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Resolution;

/// A resolution about the same things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alike {
    pub label: String,
    pub title: String,
    pub href: String,
    /// How many in a hundred of the words that carry meaning they share.
    pub percent: usize,
}

impl Alike {
    /// One for samples.
    pub fn sample() -> Self {
        Self {
            label: "R2026/3".to_owned(),
            title: "A public bus network for Northmoor".to_owned(),
            href: "/resolutions".to_owned(),
            percent: 60,
        }
    }
}

/// So many in a hundred make two texts alike, where they share at least so many words.
const PERCENT: usize = 40;
const WORDS: usize = 4;
/// So many are named.
const NAMED: usize = 3;

/// The resolutions that are most like a motion, the likest first.
pub fn alike(title: &str, text: &str, resolutions: &[Resolution]) -> Vec<Alike> {
    let mine = meaning(&[title, text]);
    let mut found: Vec<Alike> = resolutions.iter().filter_map(|one| compared(&mine, one)).collect();
    found.sort_by(|one, other| other.percent.cmp(&one.percent).then_with(|| one.label.cmp(&other.label)));
    found.truncate(NAMED);
    found
}

fn compared(mine: &BTreeSet<String>, resolution: &Resolution) -> Option<Alike> {
    let theirs = meaning(&[&resolution.title, &resolution.text]);
    let shared = mine.intersection(&theirs).count();
    let percent = shared * 100 / mine.len().min(theirs.len()).max(1);
    (shared >= WORDS && percent >= PERCENT).then(|| Alike {
        label: resolution.label(),
        title: resolution.title.clone(),
        href: resolution.href(),
        percent,
    })
}

/// Words that stand in most motions and say nothing of what they are about.
const EVERYWHERE: [&str; 14] = [
    "branch", "notes", "believes", "resolves", "resolve", "calls", "further", "their", "there", "which", "would", "should",
    "these", "meeting",
];

fn meaning(texts: &[&str]) -> BTreeSet<String> {
    let words = texts.iter().flat_map(|text| text.split(|sign: char| !sign.is_alphanumeric()));
    let words = words.map(str::to_lowercase).filter(|word| word.chars().count() >= 5);
    words.filter(|word| !EVERYWHERE.contains(&word.as_str())).map(|word| stem(&word).to_owned()).collect()
}

/// A word less the ending in which two writers differ most: "buses" and "bus'", "writing" and "write" stay apart.
fn stem(word: &str) -> &str {
    let ending = ["ing", "ed", "es", "s"].into_iter().find(|ending| word.ends_with(ending) && word.len() > ending.len() + 3);
    ending.map_or(word, |ending| &word[..word.len() - ending.len()])
}

#[cfg(test)]
mod tests {
    use super::{super::resolution::sample, *};

    const BUSES: &str = "This branch calls for evening buses on every route, run by the county, until midnight.";

    fn resolved(text: &str) -> Vec<Resolution> {
        vec![Resolution { text: text.to_owned(), ..sample() }]
    }

    #[test]
    fn a_motion_for_and_one_against_the_same_thing_are_alike() {
        let against = "This branch opposes evening buses that are run by the county on any route after midnight.";

        let found = alike("Evening buses", against, &resolved(BUSES));

        assert_eq!(found.len(), 1);
        assert!(found[0].percent >= PERCENT, "{found:?}");
    }

    #[test]
    fn the_words_of_every_motion_make_no_two_alike() {
        let other = "This branch notes further that the library should open on Sundays and resolves to write to councillors.";

        assert_eq!(alike("The library", other, &resolved(BUSES)), []);
    }
}
