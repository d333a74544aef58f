//! The papers of a BLT file, equal lines put together as they are read.

use super::Fault;
use super::preamble::{Preamble, number, words};
use crate::ballots::count::{Bundles, Mark, Papers};

/// The papers so far.
#[derive(Default)]
pub(super) struct Reading {
    bundles: Bundles,
    /// The marks of the paper in hand.
    marks: Vec<Mark>,
    /// The first line with more ranks than there are candidates, and how many such lines there are.
    too_many: Option<(usize, usize)>,
}

impl Reading {
    /// Takes in one paper; `Ok(false)` at the single 0 that ends the papers.
    pub(super) fn take(&mut self, line: &[u8], line_number: usize, head: &Preamble) -> Result<bool, Fault> {
        let (weight, ranking) = weight(line)?;
        if weight == 0 && ranking.is_empty() {
            return Ok(false);
        }
        self.marks.clear();
        let ranks = ranks(ranking, head, &mut self.marks)?;
        if ranks > head.standing {
            self.too_many = Some(self.too_many.map_or((line_number, 1), |(first, lines)| (first, lines + 1)));
        }
        self.bundles.take(weight, &self.marks);
        Ok(true)
    }

    /// All papers, and a remark where some had more ranks than there are candidates.
    pub(super) fn finish(self) -> (Papers, Option<String>) {
        let remark = self.too_many.map(|(first, lines)| {
            let others = match lines {
                1 => "this paper has".to_owned(),
                _ => format!("this paper and {} more have", lines - 1),
            };
            format!("Line {first}: {others} more ranks than there are candidates; a name counts where it stands first.")
        });
        (self.bundles.finish(), remark)
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
    let (word, rest) = line.split_at(end);
    match number(word) {
        Some(weight) => Ok((weight, rest.trim_ascii_start())),
        None if word.starts_with(b"\"") => Err(Fault::NoLastZero),
        None if word.strip_prefix(b"-").and_then(number::<u64>).is_some() => Err(Fault::Negative(shown(word))),
        None => Err(Fault::Weight(shown(word))),
    }
}

/// Writes the marks of a paper down, and gives how many ranks it has.
fn ranks(ranking: &[u8], head: &Preamble, marks: &mut Vec<Mark>) -> Result<u32, Fault> {
    let mut words = words(ranking);
    let mut ranks = 0;
    loop {
        match words.next() {
            None => return Err(Fault::NoEnd),
            Some(b"0") => break,
            Some(b"-") => marks.push(Mark::SKIPPED),
            Some(word) if word.contains(&b'=') => same_rank(word, head, marks)?,
            Some(word) => marks.push(Mark::of(head.candidate(word)?)),
        }
        ranks += 1;
    }
    match words.next() {
        None => Ok(ranks),
        Some(word) => Err(Fault::AfterEnd(shown(word))),
    }
}

/// Candidates given the same rank: "3=1".
fn same_rank(word: &[u8], head: &Preamble, marks: &mut Vec<Mark>) -> Result<(), Fault> {
    let mut names = word.split(|byte| *byte == b'=').peekable();
    while let Some(name) = names.next() {
        let mark = Mark::of(head.candidate(name)?);
        marks.push(if names.peek().is_some() { mark.level() } else { mark });
    }
    Ok(())
}

pub(super) fn shown(word: &[u8]) -> String {
    String::from_utf8_lossy(word).chars().take(40).collect()
}
