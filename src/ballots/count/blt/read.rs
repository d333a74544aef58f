//! Reading a whole BLT file into an election.

use super::comments::{closing_quote, without_comments};
use super::papers::Papers;
use super::preamble::Preamble;
use super::{Fault, Unreadable};
use crate::ballots::count::{Candidate, Election};

impl Election {
    /// Reads a BLT file.
    ///
    /// # Errors
    /// [`Unreadable`] with the line, where the text is not BLT. What follows the title is ignored.
    pub fn read(bytes: &[u8]) -> Result<Election, Unreadable> {
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            return Err(Fault::Utf16.at(1));
        }
        let text = without_comments(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes));
        let mut lines = Lines { rest: &text, number: 0 };

        let first = lines.next().ok_or(Fault::Header.at(1))?;
        let mut head = Preamble::begin(first).map_err(|fault| fault.at(lines.number))?;
        let mut papers = Papers::default();
        let mut line = lines.next();
        while let Some(text) = line
            && head.take(text, lines.number)?
        {
            line = lines.next();
        }
        loop {
            let text = line.ok_or(Fault::NoLastZero.at(lines.number))?;
            if !papers.take(text, lines.number, &head)? {
                break;
            }
            line = lines.next();
        }
        let (candidates, title) = names(&mut lines, &head)?;
        let Preamble { seats, tie_order, remarks, .. } = head;
        Ok(Election { title, seats, candidates, papers: papers.finish(), tie_order, remarks })
    }
}

/// The names in order, and the title if there is one.
fn names(lines: &mut Lines, head: &Preamble) -> Result<(Vec<Candidate>, String), Unreadable> {
    let wanted = head.standing as usize;
    let mut found: Vec<String> = Vec::new();
    while found.len() <= wanted
        && let Some(line) = lines.next()
    {
        let mut rest = line;
        while let Some(quoted) = rest.strip_prefix(b"\"") {
            let end = closing_quote(quoted).ok_or(Fault::OpenQuote.at(lines.number))?;
            found.push(decoded(&quoted[..end]));
            rest = quoted[end + 1..].trim_ascii_start();
        }
        if !line.starts_with(b"\"") {
            found.push(decoded(line));
        }
    }
    if found.len() < wanted {
        return Err(Fault::Names { found: found.len(), wanted }.at(lines.number));
    }
    let title = if found.len() > wanted { found.swap_remove(wanted) } else { String::new() };
    let candidates = (1..).zip(found.into_iter().take(wanted));
    let candidates = candidates.map(|(number, name)| Candidate { number, name, withdrawn: head.withdrawn.contains(&number) });
    Ok((candidates.collect(), title))
}

/// UTF-8; text that is not valid UTF-8 is taken as Latin-1, which older programs wrote. Names set
/// out in columns lose the extra spaces.
fn decoded(bytes: &[u8]) -> String {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines that say something, without white space around, and the number of the last.
struct Lines<'a> {
    rest: &'a [u8],
    number: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        while !self.rest.is_empty() {
            let end = self.rest.iter().position(|byte| *byte == b'\n');
            let (line, rest) = match end {
                Some(end) => (&self.rest[..end], &self.rest[end + 1..]),
                None => (self.rest, &[][..]),
            };
            self.rest = rest;
            self.number += 1;
            let line = line.trim_ascii();
            if !line.is_empty() {
                return Some(line);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballots::count::{Paper, Rank};

    const COMMITTEE: &str = "4 2\n-2\n3 1 4 0\n1 3 - 1=4 0\n2 1 4 0\n0\n\"Asha Verma\"\n\"Ben Oakes\"\n\
                             \"Chris Thorne\"\n\"Dan Price\"\n\"Branch committee\"\n";

    #[test]
    fn a_file_gives_candidates_papers_and_title() {
        let election = Election::read(COMMITTEE.as_bytes()).expect("readable");

        assert_eq!((election.title.as_str(), election.seats), ("Branch committee", 2));
        let withdrawn: Vec<bool> = election.candidates.iter().map(|each| each.withdrawn).collect();
        assert_eq!(withdrawn, [false, true, false, false]);
        assert_eq!(
            election.papers,
            [
                Paper { weight: 5, ranking: vec![Rank::One(1), Rank::One(4)] },
                Paper { weight: 1, ranking: vec![Rank::One(3), Rank::Skipped, Rank::Equal(vec![1, 4])] },
            ]
        );
    }

    #[test]
    fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
        let plain = Election::read(COMMITTEE.as_bytes());
        let windows = format!("\u{feff}{}", COMMITTEE.replace('\n', "\r\n"));
        let old_mac = COMMITTEE.replace('\n', "\r");
        assert_eq!(Election::read(windows.as_bytes()), plain);
        assert_eq!(Election::read(old_mac.as_bytes()), plain);
    }

    #[test]
    fn short_names_comments_and_paper_identifiers_are_understood() {
        let text = "3 1\n[nick a b c]\n# the papers\n(p1) a b 0\n(p2) a b 0 # same\n2 c=b 0\n0\n\"A\" \"B\"\n\"C\"\n\"T\"";
        let election = Election::read(text.as_bytes()).expect("readable");

        assert_eq!(election.papers[0], Paper { weight: 2, ranking: vec![Rank::One(1), Rank::One(2)] });
        assert_eq!(election.papers[1], Paper { weight: 2, ranking: vec![Rank::Equal(vec![3, 2])] });
        assert_eq!(election.title, "T");
    }

    #[test]
    fn a_paper_without_its_zero_is_refused_with_its_line() {
        let fault = Election::read(b"2 1\n3 1 2\n1 2 0\n0\n\"A\"\n\"B\"\n").err();
        assert_eq!(fault, Some(Fault::NoEnd.at(2)));
    }

    #[test]
    fn a_paper_for_a_candidate_who_does_not_exist_is_refused() {
        let fault = Election::read(b"2 1\n3 1 0\n1 5 0\n0\n\"A\"\n\"B\"\n").err();
        assert_eq!(fault.map(|fault| fault.to_string()).as_deref(), Some("Line 3: \"5\" is no candidate of this election"));
    }

    #[test]
    fn a_file_that_ends_too_early_is_refused() {
        assert_eq!(Election::read(b"").err(), Some(Fault::Header.at(1)));
        assert_eq!(Election::read(b"2 1\n3 1 0\n").err(), Some(Fault::NoLastZero.at(2)));
        assert_eq!(Election::read(b"2 1\n0\n\"A\"\n").err(), Some(Fault::Names { found: 1, wanted: 2 }.at(3)));
    }

    #[test]
    fn names_that_are_not_utf8_are_read_as_latin() {
        let election = Election::read(b"1 1\n0\n\"Si\xe2n\"\n").expect("readable");
        assert_eq!(election.name(1), "Siân");
    }

    #[test]
    fn a_weight_too_great_for_one_paper_makes_a_second() {
        let text = "1 1\n18446744073709551615 1 0\n5 1 0\n0\n\"A\"\n";
        let election = Election::read(text.as_bytes()).expect("readable");
        assert_eq!(election.papers.len(), 2);
    }
}
