//! Why a BLT file could not be read, in words for the person who has the file open.

/// The place and the reason. Nothing is counted from a file that could not be read whole.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Line {line}: {fault}")]
pub struct Unreadable {
    /// From 1.
    pub line: usize,
    pub fault: Fault,
}

/// What is wrong at that line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("the file is in UTF-16, or no text at all; save it as UTF-8 and try again")]
    Utf16,
    #[error("the file should begin with the numbers of candidates and of places, such as \"5 2\"")]
    Header,
    #[error("there are no places to fill; the second number must be at least 1")]
    NoPlaces,
    #[error("the bracket [ is not closed on its line")]
    OpenBracket,
    #[error("a paper should begin with the number of equal papers, not with \"{0}\"")]
    Weight(String),
    #[error("a paper cannot count a negative number of times: \"{0}\"")]
    Negative(String),
    #[error("the line is longer than a million characters, so this is no list of papers")]
    LongLine,
    #[error("the paper has no 0 at its end")]
    NoEnd,
    #[error("\"{0}\" is no candidate of this election")]
    NoCandidate(String),
    #[error("something follows the 0 that ends the paper: \"{0}\"")]
    AfterEnd(String),
    #[error("there is no line with a single 0 after the papers")]
    NoLastZero,
    #[error("the comment that begins here with /* is never closed with */")]
    OpenComment,
    #[error("the quotation mark is not closed on its line")]
    OpenQuote,
    #[error("the file ends after {found} of the {wanted} names")]
    Names { found: usize, wanted: usize },
}

impl Fault {
    pub(super) fn at(self, line: usize) -> Unreadable {
        Unreadable { line, fault: self }
    }
}
