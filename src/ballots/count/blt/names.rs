//! The end of a BLT file: the names in order, and the title.

use encoding_rs::WINDOWS_1252;

use super::Fault;
use super::comments::closing_quote;
use super::preamble::Preamble;
use crate::ballots::count::Candidate;

/// The names so far.
#[derive(Default)]
pub(super) struct Names {
    found: Vec<String>,
    /// Whether some name was not in UTF-8.
    pub(super) older: bool,
}

impl Names {
    /// Takes in a line: one name, or several in quotation marks.
    pub(super) fn take(&mut self, line: &[u8]) -> Result<(), Fault> {
        if !line.starts_with(b"\"") {
            self.add(line);
        }
        let mut rest = line;
        while let Some(quoted) = rest.strip_prefix(b"\"") {
            let end = closing_quote(quoted).ok_or(Fault::OpenQuote)?;
            self.add(&quoted[..end]);
            rest = quoted[end + 1..].trim_ascii_start();
        }
        Ok(())
    }

    /// Whether the title has been found too; what follows it is ignored.
    pub(super) fn are_complete(&self, head: &Preamble) -> bool {
        self.found.len() > head.standing as usize
    }

    /// UTF-8; text that is not valid UTF-8 is taken as Windows-1252, which older programs wrote.
    /// Names set out in columns lose the extra spaces.
    fn add(&mut self, bytes: &[u8]) {
        let text = std::str::from_utf8(bytes).map_or_else(
            |_| {
                self.older = true;
                WINDOWS_1252.decode_without_bom_handling(bytes).0
            },
            Into::into,
        );
        self.found.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
    }

    /// The candidates, and the title if there is one.
    pub(super) fn finish(mut self, head: &Preamble) -> Result<(Vec<Candidate>, String), Fault> {
        let wanted = head.standing as usize;
        if self.found.len() < wanted {
            return Err(Fault::Names { found: self.found.len(), wanted });
        }
        let title = if self.found.len() > wanted { self.found.swap_remove(wanted) } else { String::new() };
        let candidates = (1..).zip(self.found.into_iter().take(wanted));
        let candidates =
            candidates.map(|(number, name)| Candidate { number, name, withdrawn: head.withdrawn.contains(&number) });
        Ok((candidates.collect(), title))
    }
}
