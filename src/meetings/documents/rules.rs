//! Which documents are taken, and until when.

use super::document::{Format, Listed};
use crate::{
    meetings::{Meeting, State},
    web,
};

/// The largest document, in bytes: members open it on a phone.
pub const LARGEST: usize = 10 << 20;
/// All documents of a meeting together, in bytes: they are handed out in one file.
const LARGEST_TOGETHER: usize = 64 << 20;
/// So many documents at most go with one meeting.
const MOST: usize = 60;
/// So many letters at most has a title.
const LONGEST_TITLE: usize = 120;

/// Why not, in the sentence that the person reads.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoDocument {
    #[error("Choose the file.")]
    NoFile,
    #[error("This file is too large. Choose one of at most 10 megabytes: members open it on a phone.")]
    TooLarge,
    #[error(
        "This file cannot be handed in. Choose a PDF, a document or table of an office program (ODT, ODS, ODP, DOCX, XLSX, \
         PPTX), a picture (PNG, JPEG) or plain text."
    )]
    Unknown,
    #[error("Say in at most 120 letters what it is.")]
    NoTitle,
    #[error("This meeting has {MOST} documents, which is the most. Take one away first.")]
    TooMany,
    #[error("The documents of a meeting have at most 64 megabytes together. Take one away first.")]
    TooLargeTogether,
    #[error("The meeting is {}, and its papers stay as they are.", .0.words())]
    Over(State),
}

impl web::Refusal for NoDocument {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoTitle => Some("title"),
            _ => Some("file"),
        }
    }
}

/// Papers come and go until the meeting is closed.
pub fn may_change(meeting: &Meeting) -> Result<(), NoDocument> {
    if meeting.is_on() { Ok(()) } else { Err(NoDocument::Over(meeting.state)) }
}

/// What a file is, if it can be handed in.
pub fn may_be(content: &[u8]) -> Result<Format, NoDocument> {
    match content.len() {
        0 => Err(NoDocument::NoFile),
        long if long > LARGEST => Err(NoDocument::TooLarge),
        _ => Format::of(content).ok_or(NoDocument::Unknown),
    }
}

/// A document of so many bytes goes with a meeting that has those `before` already.
pub fn may_add(meeting: &Meeting, before: &[Listed], title: &str, size: usize) -> Result<(), NoDocument> {
    may_change(meeting)?;
    if title.is_empty() || title.chars().count() > LONGEST_TITLE {
        return Err(NoDocument::NoTitle);
    }
    if before.len() >= MOST {
        return Err(NoDocument::TooMany);
    }
    let together: usize = before.iter().map(|document| usize::try_from(document.size).unwrap_or_default()).sum();
    if together + size > LARGEST_TOGETHER { Err(NoDocument::TooLargeTogether) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        db::{DocumentId, Instant},
        meetings::pages::sample_meeting,
    };

    fn of(size: usize) -> Listed {
        Listed {
            id: DocumentId::random(),
            item: None,
            title: "Accounts".to_owned(),
            format: Format::Pdf,
            size: i32::try_from(size).expect("a size"),
            sha256: String::new(),
            added_at: Instant(chrono::DateTime::UNIX_EPOCH),
        }
    }

    #[test]
    fn all_documents_of_a_meeting_fit_into_one_file() {
        let (meeting, before) = (sample_meeting(State::Called), vec![of(LARGEST); 6]);

        assert_eq!(may_add(&meeting, &before, "Plan", 4 << 20), Ok(()));
        assert_eq!(may_add(&meeting, &before, "Plan", (4 << 20) + 1), Err(NoDocument::TooLargeTogether));
    }

    #[test]
    fn the_papers_of_a_meeting_that_is_over_stay_as_they_are() {
        let closed = sample_meeting(State::Closed);

        assert_eq!(may_add(&closed, &[], "Plan", 1), Err(NoDocument::Over(State::Closed)));
        assert_eq!(may_be(b""), Err(NoDocument::NoFile));
    }
}
