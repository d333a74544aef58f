//! Which documents are taken, and until when.

use super::document::Format;
use crate::{
    meetings::{Meeting, State},
    web,
};

/// The largest document, in bytes: members open it on a phone.
const LARGEST: usize = 10 << 20;
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

/// A document goes with a meeting that has `before` of them already.
pub fn may_add(meeting: &Meeting, before: usize, title: &str, content: &[u8]) -> Result<Format, NoDocument> {
    may_change(meeting)?;
    match content.len() {
        0 => return Err(NoDocument::NoFile),
        long if long > LARGEST => return Err(NoDocument::TooLarge),
        _ => {}
    }
    if title.is_empty() || title.chars().count() > LONGEST_TITLE {
        return Err(NoDocument::NoTitle);
    }
    if before >= MOST {
        return Err(NoDocument::TooMany);
    }
    Format::of(content).ok_or(NoDocument::Unknown)
}
