//! A motion as an OpenDocument text (ODF 1.3), which every word processor opens and which stays editable.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, ZipWriter, result::ZipError, write::SimpleFileOptions};

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.text";

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"#;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3">
<office:automatic-styles>
<style:style style:name="Title" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.4cm"/><style:text-properties fo:font-size="18pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Heading" style:family="paragraph"><style:paragraph-properties fo:margin-top="0.6cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"/><style:text-properties fo:font-size="13pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Body" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.3cm"/><style:text-properties fo:font-size="12pt"/></style:style>
</office:automatic-styles>
<office:body><office:text>
"#;

/// A document under construction.
#[derive(Debug, Default)]
pub struct Document {
    body: String,
}

impl Document {
    /// A document with its title at the head.
    pub fn titled(title: &str) -> Self {
        let mut document = Self::default();
        document.add("Title", title, Some(1));
        document
    }

    pub fn heading(&mut self, words: &str) {
        self.add("Heading", words, Some(2));
    }

    pub fn paragraph(&mut self, words: &str) {
        self.add("Body", words, None);
    }

    /// Headings have a level, so that readers of screens can go from one to the next.
    fn add(&mut self, style: &str, words: &str, level: Option<u8>) {
        let lines: Vec<String> = words.lines().map(escaped).collect();
        let words = lines.join("<text:line-break/>");
        self.body.push_str(&match level {
            Some(level) => format!("<text:h text:style-name=\"{style}\" text:outline-level=\"{level}\">{words}</text:h>\n"),
            None => format!("<text:p text:style-name=\"{style}\">{words}</text:p>\n"),
        });
    }

    /// The file.
    ///
    /// # Errors
    /// None in practice: it is written into memory.
    pub fn file(&self) -> Result<Vec<u8>, ZipError> {
        let mut file = ZipWriter::new(Cursor::new(Vec::new()));
        let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        // The kind stands first and plain, so that it can be told from the first bytes.
        file.start_file("mimetype", plain)?;
        file.write_all(MEDIA_TYPE.as_bytes())?;
        file.start_file("META-INF/manifest.xml", SimpleFileOptions::default())?;
        file.write_all(MANIFEST.as_bytes())?;
        file.start_file("content.xml", SimpleFileOptions::default())?;
        file.write_all(HEAD.as_bytes())?;
        file.write_all(self.body.as_bytes())?;
        file.write_all(b"</office:text></office:body></office:document-content>\n")?;
        Ok(file.finish()?.into_inner())
    }
}

/// The media type of the file.
pub const fn media_type() -> &'static str {
    MEDIA_TYPE
}

/// Words as XML takes them: its own signs written out, and nothing that XML knows no way to write.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for sign in words.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\t' => escaped.push_str("<text:tab/>"),
            sign if sign.is_control() || sign == '\u{FFFE}' || sign == '\u{FFFF}' => {}
            sign => escaped.push(sign),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use zip::ZipArchive;

    use super::*;

    #[test]
    fn a_document_begins_with_its_kind_and_holds_the_words_and_no_markup_of_theirs() {
        let mut document = Document::titled("Fares & buses");
        document.heading("Amendment 1");
        document.paragraph("leave out <b>“nine”</b>\nand\u{0} insert “ten”");

        let file = document.file().expect("a file in memory");

        assert_eq!(&file[30..38], b"mimetype");
        let mut archive = ZipArchive::new(Cursor::new(file)).expect("an archive");
        let mut content = String::new();
        archive.by_name("content.xml").expect("the content").read_to_string(&mut content).expect("text");
        assert!(content.contains("Fares &amp; buses</text:h>"), "{content}");
        assert!(content.contains("leave out &lt;b&gt;“nine”&lt;/b&gt;<text:line-break/>and insert “ten”"), "{content}");
    }
}
