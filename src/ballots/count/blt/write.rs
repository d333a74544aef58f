//! Writing an election as a BLT file, for anyone who wants to count it with another program.

use std::fmt::Write;

use crate::ballots::count::{Election, Mark};

/// The election as BLT text. Candidates must be numbered from 1, as [`Election::of`] does.
pub fn write(election: &Election) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail, so the results below carry nothing.
    let _ = writeln!(text, "{} {}", election.candidates.len(), election.seats);
    for candidate in election.candidates.iter().filter(|candidate| candidate.withdrawn) {
        let _ = writeln!(text, "-{}", candidate.number);
    }
    if !election.tie_order.is_empty() {
        let _ = writeln!(text, "[tie {}]", joined(&election.tie_order, " "));
    }
    for (weight, marks) in election.papers.iter() {
        let _ = write!(text, "{weight} ");
        for mark in marks {
            let _ = match mark.candidate() {
                Some(number) => write!(text, "{number}{}", after(*mark)),
                None => write!(text, "- "),
            };
        }
        text.push_str("0\n");
    }
    text.push_str("0\n");
    for candidate in &election.candidates {
        let _ = writeln!(text, "\"{}\"", one_line(&candidate.name));
    }
    let _ = writeln!(text, "\"{}\"", one_line(&election.title));
    text
}

fn after(mark: Mark) -> &'static str {
    if mark.is_level_with_next() { "=" } else { " " }
}

fn joined(numbers: &[u32], between: &str) -> String {
    numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(between)
}

/// A name or title as it stands between quotation marks. Programs differ on where a name ends that holds such a mark itself, so
/// inside they are written as single ones.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('"', "'")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_people_and_offices_are_called_the_file_reads_back(
            title in name(), names in proptest::collection::vec(name(), 2..5), first in 1u32..3,
        ) {
            let election = Election::of(&title, 1, names.clone(), [vec![first], vec![first, 3 - first]]);
            let read = Election::read(write(&election).as_bytes()).expect("readable");

            let called: Vec<&str> = read.candidates.iter().map(|candidate| candidate.name.as_str()).collect();
            let meant: Vec<String> = names.iter().map(|name| one_line(name)).collect();
            prop_assert_eq!(called, meant);
            prop_assert_eq!(read.title, one_line(&title));
            prop_assert_eq!(read.papers, election.papers);
        }
    }

    /// Names with everything that means something in such a file.
    fn name() -> impl Strategy<Value = String> {
        proptest::collection::vec(
            prop_oneof![
                "[a-zé ]",
                Just("\"".to_owned()),
                Just("#".to_owned()),
                Just("//".to_owned()),
                Just("/*".to_owned()),
                Just("\n".to_owned()),
                Just("-".to_owned()),
                Just("[".to_owned()),
                Just("0".to_owned())
            ],
            0..8,
        )
        .prop_map(|parts| parts.concat())
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        let text =
            "3 2\n-2\n[tie 3 1]\n3 1 3 0\n1 3 - 1=2 0\n2 0\n0\n\"Siân 'Shay' Rees\"\n\"Ben\"\n\"李小龍\"\n\"Committee #2\"\n";
        let election = Election::read(text.as_bytes()).expect("readable");
        assert_eq!(write(&election), text);
        assert_eq!(Election::read(write(&election).as_bytes()), Ok(election));
    }
}
