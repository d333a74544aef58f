//! In which letters a register is written: the byte order mark decides, else whether it is good UTF-8.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;
use std::fmt;

/// The encodings that councils' systems are known to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf8Bom,
    Windows1252,
    Utf16Le,
    Utf16Be,
}

impl Encoding {
    /// Reads the bytes as text. What is not UTF-8 is taken for Windows-1252, in which every byte means something,
    /// so this cannot fail; a wrong guess shows in the names and not in the numbers. All lines end in a line feed.
    pub fn decode(bytes: &[u8]) -> (Encoding, Cow<'_, str>) {
        let (encoding, text) = Encoding::letters(bytes);
        if text.contains('\r') {
            return (encoding, Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")));
        }
        (encoding, text)
    }

    fn letters(bytes: &[u8]) -> (Encoding, Cow<'_, str>) {
        match bytes {
            [0xEF, 0xBB, 0xBF, text @ ..] => (Encoding::Utf8Bom, String::from_utf8_lossy(text)),
            [0xFF, 0xFE, text @ ..] => (Encoding::Utf16Le, UTF_16LE.decode_without_bom_handling(text).0),
            [0xFE, 0xFF, text @ ..] => (Encoding::Utf16Be, UTF_16BE.decode_without_bom_handling(text).0),
            _ => match std::str::from_utf8(bytes) {
                Ok(text) => (Encoding::Utf8, Cow::Borrowed(text)),
                Err(_) => (Encoding::Windows1252, WINDOWS_1252.decode_without_bom_handling(bytes).0),
            },
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf8Bom => "utf-8-bom",
            Encoding::Windows1252 => "windows-1252",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_survives_each_encoding_a_council_may_use() {
        let expected = "Zoë";
        let samples: [(&[u8], &str); 5] = [
            ("Zoë".as_bytes(), "utf-8"),
            (b"\xEF\xBB\xBFZo\xC3\xAB", "utf-8-bom"),
            (b"Zo\xEB", "windows-1252"),
            (b"\xFF\xFEZ\0o\0\xEB\0", "utf-16le"),
            (b"\xFE\xFF\0Z\0o\0\xEB", "utf-16be"),
        ];
        for (bytes, name) in samples {
            let (encoding, text) = Encoding::decode(bytes);
            assert_eq!((encoding.to_string().as_str(), text.as_ref()), (name, expected));
        }
    }

    #[test]
    fn lines_end_alike_whatever_the_system_wrote() {
        for text in ["a\r\nb\r\n", "a\rb\r", "a\nb\n"] {
            assert_eq!(Encoding::decode(text.as_bytes()).1, "a\nb\n");
        }
    }
}
