//! A document, and what its first bytes say that it is.

use std::io::{Cursor, Read};

use diesel::{Queryable, Selectable};
use serde::Serialize;

use crate::db::{DocumentId, Instant, ItemId, schema::meeting_documents};

crate::text_enum! {
    /// What a document is: the formats that offices write and phones open.
    pub enum Format {
        Pdf = "pdf",
        Odt = "odt",
        Ods = "ods",
        Odp = "odp",
        Docx = "docx",
        Xlsx = "xlsx",
        Pptx = "pptx",
        Png = "png",
        Jpeg = "jpeg",
        Text = "text",
    }
}

/// A document as lists show it, without its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = meeting_documents)]
pub struct Listed {
    pub id: DocumentId,
    #[diesel(column_name = item_id)]
    pub item: Option<ItemId>,
    pub title: String,
    pub format: Format,
    /// In bytes.
    pub size: i32,
    pub sha256: String,
    pub added_at: Instant,
}

impl Format {
    /// What a file is, by its content; none where it is nothing that can be handed in.
    pub fn of(content: &[u8]) -> Option<Self> {
        match content {
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [0x89, b'P', b'N', b'G', ..] => Some(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [b'P', b'K', 3, 4, ..] => packed(content),
            text if !text.is_empty() && !text.contains(&0) && std::str::from_utf8(text).is_ok() => Some(Self::Text),
            _ => None,
        }
    }

    /// How the name of such a file ends.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Text => "txt",
            other => other.as_str(),
        }
    }

    /// The media type it is sent as; text never as a page.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Odp => "application/vnd.oasis.opendocument.presentation",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Text => "text/plain; charset=utf-8",
        }
    }
}

/// What an archive holds that an office program wrote; none for any other archive.
fn packed(content: &[u8]) -> Option<Format> {
    const PARTS: [(&str, Format); 3] =
        [("word/document.xml", Format::Docx), ("xl/workbook.xml", Format::Xlsx), ("ppt/presentation.xml", Format::Pptx)];
    let mut archive = zip::ZipArchive::new(Cursor::new(content)).ok()?;
    if let Some((_, format)) = PARTS.into_iter().find(|(part, _)| archive.index_for_name(part).is_some()) {
        return Some(format);
    }
    let mut said = String::new();
    archive.by_name("mimetype").ok()?.take(200).read_to_string(&mut said).ok()?;
    [Format::Odt, Format::Ods, Format::Odp].into_iter().find(|format| said.trim() == format.media_type())
}

impl Listed {
    /// The name under which it is saved: its title, safely, with the right ending.
    pub fn file_name(&self) -> String {
        let letters = |letter: char| if letter.is_alphanumeric() || " -_".contains(letter) { letter } else { '-' };
        let title: String = self.title.chars().map(letters).take(80).collect();
        format!("{}.{}", title.trim().trim_matches('-'), self.format.ending())
    }
}

/// "1.2 MB", "36 kB".
pub fn size_in_words(bytes: i32) -> String {
    match bytes {
        bytes if bytes >= 1_000_000 => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
        bytes => format!("{} kB", (bytes + 999) / 1_000),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(files: &[(&str, &str)]) -> Vec<u8> {
        let mut written = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            written.start_file(*name, SimpleFileOptions::default()).expect("a file in the archive");
            written.write_all(content.as_bytes()).expect("its content");
        }
        written.finish().expect("an archive").into_inner()
    }

    #[test]
    fn what_a_file_is_its_content_says() {
        let odt = archive(&[("mimetype", Format::Odt.media_type()), ("content.xml", "<x/>")]);

        assert_eq!(Format::of(b"%PDF-1.7\n"), Some(Format::Pdf));
        assert_eq!(Format::of(&[0xff, 0xd8, 0xff, 0xe0]), Some(Format::Jpeg));
        assert_eq!(Format::of(&odt), Some(Format::Odt));
        assert_eq!(Format::of(&archive(&[("word/document.xml", "<w/>")])), Some(Format::Docx));
        assert_eq!(Format::of("Bericht: größer".as_bytes()), Some(Format::Text));
    }

    #[test]
    fn a_program_and_an_archive_of_anything_are_no_documents() {
        assert_eq!(Format::of(b"MZ\x90\0\x03"), None);
        assert_eq!(Format::of(&archive(&[("run.exe", "MZ")])), None);
        assert_eq!(Format::of(b"PK\x03\x04 broken"), None);
        assert_eq!(Format::of(b""), None);
    }

    #[test]
    fn it_is_saved_under_its_title_whatever_that_is() {
        let document = Listed {
            id: DocumentId::random(),
            item: None,
            title: "../Accounts: 2026/27".to_owned(),
            format: Format::Jpeg,
            size: 1,
            sha256: String::new(),
            added_at: Instant(chrono::DateTime::UNIX_EPOCH),
        };

        assert_eq!(document.file_name(), "Accounts- 2026-27.jpg");
    }

    #[test]
    fn sizes_are_said_as_people_say_them() {
        assert_eq!([1, 36_000, 1_250_000].map(size_in_words), ["1 kB", "36 kB", "1.2 MB"]);
    }
}
