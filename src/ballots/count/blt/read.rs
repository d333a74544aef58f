//! Reading a BLT file, piece by piece as it comes from the disk, into an election.

use super::comments::Comments;
use super::names::Names;
use super::papers;
use super::preamble::Preamble;
use super::{Fault, Unreadable};
use crate::ballots::count::Election;

/// A longer line is refused, so that no file can fill the memory.
const LONGEST_LINE: usize = 1_000_000;

/// A file that is being read: hand it the pieces, then [`Reader::finish`].
#[derive(Default)]
pub struct Reader {
    /// The beginning of a line whose end has not come yet.
    begun: Vec<u8>,
    /// The last line ended with a carriage return, of which a line feed may be the other half.
    after_return: bool,
    /// The number of the last line.
    line: usize,
    comments: Comments,
    part: Part,
    head: Option<Preamble>,
    papers: papers::Reading,
    names: Names,
}

/// Which part of the file the next line belongs to.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Head,
    Papers,
    Names,
    AfterTheTitle,
}

impl Reader {
    /// Takes in the next piece of the file.
    ///
    /// # Errors
    /// [`Unreadable`] with the line, where the text is not BLT.
    pub fn take(&mut self, piece: &[u8]) -> Result<(), Unreadable> {
        let mut rest = piece;
        while !rest.is_empty() {
            if std::mem::take(&mut self.after_return) && rest[0] == b'\n' {
                rest = &rest[1..];
                continue;
            }
            let Some(end) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
                self.begin_line(rest)?;
                break;
            };
            if self.begun.is_empty() {
                self.whole_line(&rest[..end])?;
            } else {
                self.begin_line(&rest[..end])?;
                self.end_line()?;
            }
            self.after_return = rest[end] == b'\r';
            rest = &rest[end + 1..];
        }
        Ok(())
    }

    /// The election, once the whole file has been taken in. What follows the title is ignored.
    ///
    /// # Errors
    /// [`Unreadable`] where the file ends too early.
    pub fn finish(mut self) -> Result<Election, Unreadable> {
        if !self.begun.is_empty() {
            self.end_line()?;
        }
        if let Some(begins) = self.comments.open_since() {
            return Err(Fault::OpenComment.at(begins));
        }
        let last = self.line.max(1);
        let at = |fault: Fault| fault.at(last);
        let mut head = self.head.ok_or_else(|| at(Fault::Header))?;
        if matches!(self.part, Part::Head | Part::Papers) {
            return Err(at(Fault::NoLastZero));
        }
        if self.names.older {
            head.remarks.push("Some names are not in UTF-8; they were read as Windows-1252.".to_owned());
        }
        let (candidates, title) = self.names.finish(&head).map_err(at)?;
        let (papers, remark) = self.papers.finish();
        let Preamble { seats, tie_order, mut remarks, .. } = head;
        remarks.extend(remark);
        Ok(Election { title, seats, candidates, papers, tie_order, remarks })
    }

    fn begin_line(&mut self, piece: &[u8]) -> Result<(), Unreadable> {
        if self.begun.len() + piece.len() > LONGEST_LINE {
            return Err(Fault::LongLine.at(self.line + 1));
        }
        self.begun.extend_from_slice(piece);
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), Unreadable> {
        let mut line = std::mem::take(&mut self.begun);
        self.whole_line(&line)?;
        line.clear();
        self.begun = line;
        Ok(())
    }

    fn whole_line(&mut self, line: &[u8]) -> Result<(), Unreadable> {
        self.line += 1;
        if line.len() > LONGEST_LINE {
            return Err(Fault::LongLine.at(self.line));
        }
        let line = if self.line == 1 { without_mark(line).map_err(|fault| fault.at(1))? } else { line };
        let clean = self.comments.without(line);
        match clean.trim_ascii() {
            b"" => Ok(()),
            text => self.understand(text).map_err(|fault| fault.at(self.line)),
        }
    }

    /// Takes in a line that says something.
    fn understand(&mut self, text: &[u8]) -> Result<(), Fault> {
        let Some(head) = &mut self.head else {
            self.head = Some(Preamble::begin(text)?);
            return Ok(());
        };
        if self.part == Part::Head {
            if head.take(text, self.line)? {
                return Ok(());
            }
            self.part = Part::Papers;
        }
        match self.part {
            Part::Head | Part::Papers => {
                if !self.papers.take(text, self.line, head)? {
                    self.part = Part::Names;
                }
            }
            Part::Names => {
                self.names.take(text)?;
                if self.names.are_complete(head) {
                    self.part = Part::AfterTheTitle;
                }
            }
            Part::AfterTheTitle => {}
        }
        Ok(())
    }
}

/// The first line without its byte-order mark; refused where every other byte is empty.
fn without_mark(line: &[u8]) -> Result<&[u8], Fault> {
    let wide = [&[0xff, 0xfe][..], &[0xfe, 0xff]].iter().any(|mark| line.starts_with(mark));
    if wide || line.contains(&0) {
        return Err(Fault::Utf16);
    }
    Ok(line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line))
}

impl Election {
    /// Reads a BLT file that lies in memory.
    ///
    /// # Errors
    /// [`Unreadable`] with the line, where the text is not BLT.
    pub fn read(bytes: &[u8]) -> Result<Election, Unreadable> {
        let mut reader = Reader::default();
        reader.take(bytes)?;
        reader.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballots::count::{Mark, Rank};

    const COMMITTEE: &str = "4 2\n-2\n3 1 4 0\n1 3 - 1=4 0\n2 1 4 0\n0\n\"Asha Verma\"\n\"Ben Oakes\"\n\
                             \"Chris Thorne\"\n\"Dan Price\"\n\"Branch committee\"\n";

    fn papers_of(election: &Election) -> Vec<(u64, Vec<Mark>)> {
        election.papers.iter().map(|(weight, marks)| (weight, marks.to_vec())).collect()
    }

    #[test]
    fn a_file_gives_candidates_papers_and_title() {
        let election = Election::read(COMMITTEE.as_bytes()).expect("readable");

        assert_eq!((election.title.as_str(), election.seats), ("Branch committee", 2));
        let withdrawn: Vec<bool> = election.candidates.iter().map(|each| each.withdrawn).collect();
        assert_eq!(withdrawn, [false, true, false, false]);
        assert_eq!(
            papers_of(&election),
            [
                (5, Mark::all(&[Rank::One(1), Rank::One(4)])),
                (1, Mark::all(&[Rank::One(3), Rank::Skipped, Rank::Equal(vec![1, 4])])),
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
    fn a_comment_without_an_end_is_named_by_its_beginning() {
        let unreadable = Election::read(b"3 1\n1 2 0\n/* to be\ndone\n0\n\"A\"\n\"B\"\n\"C\"\n\"T\"\n").expect_err("no end");
        assert_eq!(unreadable.to_string(), "Line 3: the comment that begins here with /* is never closed with */");
    }

    #[test]
    fn short_names_comments_and_paper_identifiers_are_understood() {
        let text = "3 1\n[nick a b c]\n# the papers\n(p1) a b 0\n(p2) a b 0 # same\n2 c=b 0\n0\n\"A\" \"B\"\n\"C\"\n\"T\"";
        let election = Election::read(text.as_bytes()).expect("readable");

        assert_eq!(
            papers_of(&election),
            [(2, Mark::all(&[Rank::One(1), Rank::One(2)])), (2, Mark::all(&[Rank::Equal(vec![3, 2])]))]
        );
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
    fn names_that_are_not_utf8_are_read_as_older_programs_wrote_them() {
        let election = Election::read(b"1 1\n0\n\"Si\xe2n O\x92Brien\"\n").expect("readable");
        assert_eq!(election.name(1), "Siân O’Brien");
        assert_eq!(election.remarks, ["Some names are not in UTF-8; they were read as Windows-1252."]);
    }

    #[test]
    fn a_file_in_utf_16_is_refused_with_or_without_its_mark() {
        for file in [&b"\xff\xfe2\x00 \x001\x00\n\x00"[..], b"\xfe\xff\x002", b"2\x00 \x001\x00\n\x00"] {
            assert_eq!(Election::read(file).err(), Some(Fault::Utf16.at(1)));
        }
    }

    #[test]
    fn a_negative_number_of_papers_is_refused() {
        for file in ["2 1\n-1 2 1 0\n0\n", "2 1\n3 1 0\n-1 2 0\n0\n"] {
            let fault = Election::read(file.as_bytes()).expect_err("no such paper");
            assert!(fault.to_string().contains("a paper cannot count a negative number of times"), "{fault}");
        }
    }

    #[test]
    fn a_file_whose_papers_never_end_is_refused_where_the_names_begin() {
        let fault = Election::read(b"2 1\n3 1 0\n\"A\"\n\"B\"\n").err();
        assert_eq!(fault, Some(Fault::NoLastZero.at(3)));
    }

    #[test]
    fn more_ranks_than_candidates_are_counted_with_a_remark() {
        let election = Election::read(b"2 1\n3 1 2 1 2 0\n1 2 1 2 0\n0\n\"A\"\n\"B\"\n").expect("readable");
        assert_eq!(
            election.remarks,
            ["Line 2: this paper and 1 more have more ranks than there are candidates; a name counts where it stands first."]
        );
    }

    #[test]
    fn the_pieces_in_which_a_file_comes_change_nothing() {
        let windows = COMMITTEE.replace('\n', "\r\n");
        for size in 1..9 {
            let mut reader = Reader::default();
            windows.as_bytes().chunks(size).try_for_each(|piece| reader.take(piece)).expect("readable");
            assert_eq!(reader.finish(), Election::read(COMMITTEE.as_bytes()), "in pieces of {size}");
        }
    }

    #[test]
    fn a_line_without_end_is_refused_before_it_fills_the_memory() {
        let mut reader = Reader::default();
        reader.take(b"2 1\n").expect("a head");
        let fault = (0..200).find_map(|_| reader.take(&[b'1'; 10_000]).err());
        assert_eq!(fault, Some(Fault::LongLine.at(2)));
    }
}
