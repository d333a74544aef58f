//! What the bytes of a file are: how its letters are written, and what stands between its columns.
//!
//! A byte-order mark is believed; without one the text is UTF-8 if every byte agrees, and otherwise Windows-1252,
//! which is what a spreadsheet in western Europe writes. Nobody can prove Windows-1252 from the bytes, so the
//! page shows a name with a letter beyond ASCII and asks whether it is spelt right.

use std::fmt;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{records::Records, unreadable::Unreadable};

/// About 100,000 members; the largest constituency parties have under 5,000.
pub const MOST_MEGABYTES: usize = 16;

/// How many rows are looked at to find the delimiter.
const ROWS_TO_COMPARE: usize = 50;

const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// How the letters of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf8Bom,
    Windows1252,
    Utf16Le,
    Utf16Be,
    /// A workbook, whose letters are never in doubt.
    Xlsx,
}

impl Encoding {
    /// Those that a person may choose for a file of text.
    pub const ALL: [Self; 5] = [Self::Utf8, Self::Utf8Bom, Self::Windows1252, Self::Utf16Le, Self::Utf16Be];

    /// The name that the commands print and the forms send.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf8Bom => "utf-8-bom",
            Self::Windows1252 => "windows-1252",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Xlsx => "xlsx",
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A file as text, without byte-order mark and without a spreadsheet's `sep=` line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub encoding: Encoding,
    pub delimiter: char,
    pub text: String,
}

/// What a person has said about the file when the guess was wrong.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Told {
    pub encoding: Option<Encoding>,
    pub delimiter: Option<char>,
}

/// Finds encoding and delimiter, unless told.
///
/// # Errors
/// The file is empty, too large, no text, or has one column only.
pub fn sniff(bytes: &[u8], told: Told) -> Result<Text, Unreadable> {
    Unreadable::unless_within(bytes.len(), MOST_MEGABYTES)?;
    if let Some(kind) = known_kind(bytes) {
        return Err(Unreadable::NotText { kind });
    }
    let encoding = told.encoding.unwrap_or_else(|| encoding_of(bytes));
    let decoded = decode(bytes, encoding);
    if decoded.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    if let Some(at) = decoded.find('\0') {
        return Err(Unreadable::NulBytes { line: decoded[..at].matches('\n').count() + 1 });
    }
    let (separator, text) = without_separator_line(&decoded);
    let delimiter = told.delimiter.or(separator).or_else(|| steadiest_delimiter(text));
    let delimiter = delimiter.ok_or_else(|| no_delimiter(text))?;
    Ok(Text { encoding, delimiter, text: text.to_owned() })
}

/// Files that are sent by mistake, known by their first bytes.
fn known_kind(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 3] = [
        (b"PK\x03\x04", "a workbook or another zip file"),
        (b"\xD0\xCF\x11\xE0", "an old Excel workbook, or one with a password"),
        (b"%PDF", "a PDF"),
    ];
    kinds.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind)
}

fn encoding_of(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Encoding::Utf8Bom,
        [0xFF, 0xFE, ..] => Encoding::Utf16Le,
        [0xFE, 0xFF, ..] => Encoding::Utf16Be,
        // Headings are ASCII, so UTF-16 without its mark shows as every second byte being zero.
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Encoding::Utf16Le,
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => Encoding::Utf16Be,
        _ if str::from_utf8(bytes).is_ok() => Encoding::Utf8,
        _ => Encoding::Windows1252,
    }
}

fn decode(bytes: &[u8], encoding: Encoding) -> String {
    let reader = match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom | Encoding::Xlsx => UTF_8,
        Encoding::Windows1252 => WINDOWS_1252,
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
    };
    let (text, _) = reader.decode_with_bom_removal(bytes);
    if encoding == Encoding::Windows1252 {
        // Five bytes mean nothing in Windows-1252; encoding_rs makes control characters of them.
        return text.replace(|char| ('\u{80}'..='\u{9F}').contains(&char), "\u{FFFD}");
    }
    text.into_owned()
}

/// Excel may write `sep=;` above the headings, and hides that line when it opens the file.
fn without_separator_line(text: &str) -> (Option<char>, &str) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let separator = line.trim_end_matches('\r').strip_prefix("sep=").and_then(only_char);
    if separator.is_some() { (separator, rest) } else { (None, text) }
}

fn only_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// The delimiter by which most of the first rows have the same number of columns; of equals, the one that makes
/// more columns. None if every one leaves a single column.
fn steadiest_delimiter(text: &str) -> Option<char> {
    DELIMITERS
        .into_iter()
        .filter_map(|delimiter| Some((steadiness(text, delimiter)?, delimiter)))
        .rev()
        .max_by_key(|(steadiness, _)| *steadiness)
        .map(|(_, delimiter)| delimiter)
}

/// How many of the first rows share the commonest number of columns, and that number, if it is not one.
fn steadiness(text: &str, delimiter: char) -> Option<(usize, usize)> {
    let rows = Records::new(text, delimiter).take(ROWS_TO_COMPARE).map_while(Result::ok);
    let widths: Vec<usize> = rows.map(|record| record.cells.len()).collect();
    widths.iter().filter(|width| **width > 1).map(|width| (widths.iter().filter(|other| *other == width).count(), *width)).max()
}

/// A quotation mark left open in the first row hides every delimiter behind it.
fn no_delimiter(text: &str) -> Unreadable {
    match Records::new(text, ',').next() {
        Some(Err(unreadable)) => unreadable,
        _ => Unreadable::OneColumn,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sniffed(bytes: &[u8]) -> Text {
        sniff(bytes, Told::default()).expect("the bytes are a list")
    }

    fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes_of).collect()
    }

    #[test]
    fn each_encoding_is_known_by_its_bytes() {
        let zoe = "Number,Name\n1,Zoë\n";
        let with_mark = format!("\u{FEFF}{zoe}");
        let files = [
            (zoe.as_bytes().to_vec(), Encoding::Utf8),
            (with_mark.as_bytes().to_vec(), Encoding::Utf8Bom),
            (b"Number,Name\n1,Zo\xEB\n".to_vec(), Encoding::Windows1252),
            (utf16(&with_mark, u16::to_le_bytes), Encoding::Utf16Le),
            (utf16(&with_mark, u16::to_be_bytes), Encoding::Utf16Be),
            (utf16(zoe, u16::to_le_bytes), Encoding::Utf16Le),
            (utf16(zoe, u16::to_be_bytes), Encoding::Utf16Be),
        ];
        for (bytes, encoding) in files {
            let text = sniffed(&bytes);
            assert_eq!((text.encoding, text.text.as_str()), (encoding, zoe));
        }
    }

    #[test]
    fn curly_apostrophes_and_pounds_of_windows_1252_are_read() {
        assert_eq!(sniffed(b"a,b\nO\x92Brien,\xA35\n").text, "a,b\nO\u{2019}Brien,£5\n");
    }

    #[test]
    fn bytes_that_mean_nothing_in_windows_1252_become_the_replacement_sign() {
        assert_eq!(sniffed(b"a,b\nx\x81y,\xE9\n").text, "a,b\nx\u{FFFD}y,é\n");
    }

    #[test]
    fn a_person_may_overrule_the_guess() {
        let told = Told { encoding: Some(Encoding::Windows1252), delimiter: Some(';') };
        let text = sniff("a;b,c\nZoë;1,2\n".as_bytes(), told).expect("the bytes are a list");

        assert_eq!((text.delimiter, text.text.as_str()), (';', "a;b,c\nZoÃ«;1,2\n"));
    }

    #[test]
    fn the_steadiest_delimiter_wins_over_commas_in_addresses() {
        assert_eq!(sniffed(b"id;name;address\n1;Ann;1 Mill Lane, Town\n2;Bo;2, The Rise, Town\n").delimiter, ';');
        assert_eq!(sniffed(b"id\tname\n1\tAnn, Bo\n2\tCy\n").delimiter, '\t');
        assert_eq!(sniffed(b"id|name\n1|Ann\n").delimiter, '|');
        assert_eq!(sniffed(b"Members of the branch\nid,name\n1,Ann\n2,Bo\n").delimiter, ',');
    }

    #[test]
    fn the_separator_line_of_excel_is_obeyed_and_removed() {
        let text = sniffed(b"sep=;\r\nid;name\r\n1;Ann\r\n");

        assert_eq!((text.delimiter, text.text.as_str()), (';', "id;name\r\n1;Ann\r\n"));
    }

    #[test]
    fn files_that_are_no_lists_are_turned_away_by_name() {
        let cases: [(&[u8], Unreadable); 6] = [
            (b"", Unreadable::Empty),
            (b"\xEF\xBB\xBF\r\n \r\n", Unreadable::Empty),
            (b"a,b\n1,\x002\n", Unreadable::NulBytes { line: 2 }),
            (b"name\nAnn\n", Unreadable::OneColumn),
            (b"\"id,name\n1,Ann\n", Unreadable::UnclosedQuote { row: 1 }),
            (b"%PDF-1.7", Unreadable::NotText { kind: "a PDF" }),
        ];
        for (bytes, expected) in cases {
            assert_eq!(sniff(bytes, Told::default()), Err(expected));
        }
    }

    #[test]
    fn a_file_of_fifty_megabytes_is_turned_away_unread() {
        let expected = Unreadable::TooLarge { megabytes: 50, limit: 16 };

        assert_eq!(sniff(&vec![b','; 50 * 1024 * 1024], Told::default()), Err(expected));
    }
}
