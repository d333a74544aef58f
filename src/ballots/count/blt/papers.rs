//! The papers of a BLT file, equal lines put together as they are read.

use std::collections::HashMap;

use super::preamble::{Preamble, number, words};
use super::{Fault, Unreadable};
use crate::ballots::count::{Paper, Rank};

/// Papers so far, and which line of text each came from: a line seen before is not read again,
/// which is what makes a million papers a matter of a fraction of a second.
#[derive(Default)]
pub(super) struct Papers<'a> {
    papers: Vec<Paper>,
    seen: HashMap<&'a [u8], usize>,
}

impl<'a> Papers<'a> {
    /// Takes in one paper; `Ok(false)` at the single 0 that ends the papers.
    pub(super) fn take(&mut self, line: &'a [u8], line_number: usize, head: &Preamble) -> Result<bool, Unreadable> {
        let (weight, ranking) = weight(line).map_err(|fault| fault.at(line_number))?;
        if weight == 0 && ranking.is_empty() {
            return Ok(false);
        }
        if let Some(place) = self.seen.get(ranking) {
            let paper = &mut self.papers[*place];
            if let Some(sum) = paper.weight.checked_add(weight) {
                paper.weight = sum;
                return Ok(true);
            }
        }
        let read = ranks(ranking, head).map_err(|fault| fault.at(line_number))?;
        self.seen.insert(ranking, self.papers.len());
        self.papers.push(Paper { weight, ranking: read });
        Ok(true)
    }

    pub(super) fn finish(self) -> Vec<Paper> {
        self.papers
    }
}

/// The number of equal papers, and the rest of the line.
fn weight(line: &[u8]) -> Result<(u64, &[u8]), Fault> {
    if let Some(id) = line.strip_prefix(b"(") {
        let end = id.iter().position(|byte| *byte == b')');
        let end = end.ok_or_else(|| Fault::Weight(shown(line)))?;
        return Ok((1, id[end + 1..].trim_ascii_start()));
    }
    let end = line.iter().position(u8::is_ascii_whitespace).unwrap_or(line.len());
    let weight = number(&line[..end]).ok_or_else(|| Fault::Weight(shown(&line[..end])))?;
    Ok((weight, line[end..].trim_ascii_start()))
}

fn ranks(ranking: &[u8], head: &Preamble) -> Result<Vec<Rank>, Fault> {
    let mut words = words(ranking);
    let mut ranks = Vec::new();
    loop {
        match words.next() {
            None => return Err(Fault::NoEnd),
            Some(b"0") => break,
            Some(b"-") => ranks.push(Rank::Skipped),
            Some(word) if word.contains(&b'=') => {
                let level: Result<Vec<u32>, Fault> =
                    word.split(|byte| *byte == b'=').map(|word| head.candidate(word)).collect();
                ranks.push(Rank::Equal(level?));
            }
            Some(word) => ranks.push(Rank::One(head.candidate(word)?)),
        }
    }
    match words.next() {
        None => Ok(ranks),
        Some(word) => Err(Fault::AfterEnd(shown(word))),
    }
}

fn shown(word: &[u8]) -> String {
    String::from_utf8_lossy(word).chars().take(40).collect()
}
