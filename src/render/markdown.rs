//! The little of Markdown in which officers write to members: paragraphs, headings, lists, quotations, bold, italics, links.
//!
//! A text becomes [`Block`]s, and templates make mail or a page of those; so nothing that was typed is ever HTML. Whatever is
//! no part of this little stays as it was typed.

use std::mem;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde::Serialize;

/// A part of a text, from the top of it to the bottom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Block {
    Heading {
        spans: Vec<Span>,
    },
    Paragraph {
        spans: Vec<Span>,
    },
    Quote {
        spans: Vec<Span>,
    },
    /// Items of items stand beside them: mail has no room for outlines.
    List {
        is_numbered: bool,
        items: Vec<Vec<Span>>,
    },
}

/// Words in one manner, in one line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Span {
    pub text: String,
    pub is_strong: bool,
    pub is_emphasis: bool,
    /// Where the words lead; only to the web or to a mail address.
    pub href: Option<String>,
    /// A new line begins after it.
    pub ends_line: bool,
}

/// Reads a text. A new line stays a new line: people sign so.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut reading = Reading::default();
    for event in Parser::new_ext(text, Options::empty()) {
        reading.hears(event);
    }
    reading.closes(Kind::Paragraph);
    reading.blocks
}

impl Block {
    /// Every line of words in it.
    fn lines_mut(&mut self) -> Vec<&mut Vec<Span>> {
        match self {
            Self::Heading { spans } | Self::Paragraph { spans } | Self::Quote { spans } => vec![spans],
            Self::List { items, .. } => items.iter_mut().collect(),
        }
    }

    /// The same with each piece of words changed; links lead where they led.
    #[must_use]
    pub fn with_words(mut self, change: &impl Fn(&str) -> String) -> Self {
        for span in self.lines_mut().into_iter().flatten() {
            span.text = change(&span.text);
        }
        self
    }
}

/// The text as mail without HTML shows it: an address stands behind the words that lead there.
pub fn as_text(blocks: &[Block]) -> String {
    let parts = blocks.iter().map(|block| match block {
        Block::Heading { spans } | Block::Paragraph { spans } => line_of(spans),
        Block::Quote { spans } => line_of(spans).lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n"),
        Block::List { is_numbered, items } => {
            let item = |(place, spans): (usize, &Vec<Span>)| match is_numbered {
                true => format!("{}. {}", place + 1, line_of(spans)),
                false => format!("* {}", line_of(spans)),
            };
            items.iter().enumerate().map(item).collect::<Vec<_>>().join("\n")
        }
    });
    parts.collect::<Vec<_>>().join("\n\n")
}

fn line_of(spans: &[Span]) -> String {
    let said = |span: &Span| {
        let words = match &span.href {
            Some(href) if *href != span.text => format!("{} ({href})", span.text),
            _ => span.text.clone(),
        };
        if span.ends_line { words + "\n" } else { words }
    };
    spans.iter().map(said).collect()
}

/// What the words that were just read become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Heading,
    Paragraph,
    Item,
}

/// As far as a text has been read.
#[derive(Debug, Default)]
struct Reading {
    blocks: Vec<Block>,
    spans: Vec<Span>,
    strong: usize,
    emphasis: usize,
    href: Option<String>,
    lists: usize,
    quotes: usize,
}

impl Reading {
    fn hears(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.opens(&tag),
            Event::End(end) => self.ends(end),
            Event::Text(words) | Event::Code(words) | Event::Html(words) | Event::InlineHtml(words) => self.says(&words),
            Event::SoftBreak | Event::HardBreak => self.breaks_line(),
            _ => {}
        }
    }

    fn opens(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Link { dest_url, .. } => self.href = leads_out(dest_url).then(|| dest_url.to_string()),
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::List(first) => {
                self.closes(Kind::Item);
                if self.lists == 0 {
                    self.blocks.push(Block::List { is_numbered: first.is_some(), items: Vec::new() });
                }
                self.lists += 1;
            }
            Tag::Paragraph if self.lists > 0 => self.breaks_line(),
            _ => {}
        }
    }

    fn ends(&mut self, end: TagEnd) {
        match end {
            TagEnd::Strong => self.strong -= 1,
            TagEnd::Emphasis => self.emphasis -= 1,
            TagEnd::Link => self.href = None,
            TagEnd::Item => self.closes(Kind::Item),
            TagEnd::List(_) => self.lists -= 1,
            TagEnd::BlockQuote(_) => self.quotes -= 1,
            TagEnd::Heading(_) => self.closes(Kind::Heading),
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock if self.lists == 0 => self.closes(Kind::Paragraph),
            _ => {}
        }
    }

    /// Words as they were typed, of which addresses in the web lead there.
    fn says(&mut self, words: &str) {
        let mut lines = words.split('\n').peekable();
        while let Some(line) = lines.next() {
            match &self.href {
                Some(href) => self.adds(line, Some(href.clone())),
                None => linked(line).into_iter().for_each(|(words, href)| self.adds(words, href)),
            }
            if lines.peek().is_some() {
                self.breaks_line();
            }
        }
    }

    /// Joined to the words before where nothing sets it apart: what is filled in later must not be torn.
    fn adds(&mut self, text: &str, href: Option<String>) {
        let span =
            Span { text: text.to_owned(), is_strong: self.strong > 0, is_emphasis: self.emphasis > 0, href, ends_line: false };
        let same = |last: &Span| Span { text: String::new(), ..last.clone() } == Span { text: String::new(), ..span.clone() };
        match self.spans.last_mut().filter(|last| same(last)) {
            Some(last) => last.text.push_str(text),
            None if text.is_empty() => {}
            None => self.spans.push(span),
        }
    }

    fn breaks_line(&mut self) {
        if let Some(last) = self.spans.last_mut() {
            last.ends_line = true;
        }
    }

    /// What was said becomes a block or an item; nothing where nothing was said.
    fn closes(&mut self, kind: Kind) {
        let mut spans = mem::take(&mut self.spans);
        match spans.last_mut() {
            None => return,
            Some(last) => last.ends_line = false,
        }
        match (kind, self.blocks.last_mut()) {
            (Kind::Item, Some(Block::List { items, .. })) if self.lists > 0 => items.push(spans),
            (Kind::Heading, _) => self.blocks.push(Block::Heading { spans }),
            _ if self.quotes > 0 => self.blocks.push(Block::Quote { spans }),
            _ => self.blocks.push(Block::Paragraph { spans }),
        }
    }
}

/// Whether an address leads into the web or to a mail address, and so does nothing else.
fn leads_out(address: &str) -> bool {
    let address = address.to_lowercase();
    ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
}

/// A line cut at its web addresses, each with where it leads.
fn linked(line: &str) -> Vec<(&str, Option<String>)> {
    let (mut parts, mut rest) = (Vec::new(), line);
    while let Some(at) = ["https://", "http://"].iter().filter_map(|scheme| rest.find(scheme)).min() {
        let (before, from_here) = rest.split_at(at);
        let end = from_here.find(|sign: char| sign.is_whitespace() || "<>\"".contains(sign)).unwrap_or(from_here.len());
        let address = from_here[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '”', '’']);
        parts.push((before, None));
        parts.push((address, Some(address.to_owned())));
        rest = &from_here[address.len()..];
    }
    parts.push((rest, None));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Span {
        Span { text: text.to_owned(), ..Span::default() }
    }

    fn link(text: &str, href: &str) -> Span {
        Span { href: Some(href.to_owned()), ..plain(text) }
    }

    #[test]
    fn a_letter_of_two_paragraphs_keeps_its_lines() {
        let read = blocks("Dear all,\n\nsee you on **Thursday**.\n\n*Ama*\nSecretary");

        let strong = Span { is_strong: true, ..plain("Thursday") };
        let signed = Span { is_emphasis: true, ends_line: true, ..plain("Ama") };
        assert_eq!(
            read,
            [
                Block::Paragraph { spans: vec![plain("Dear all,")] },
                Block::Paragraph { spans: vec![plain("see you on "), strong, plain(".")] },
                Block::Paragraph { spans: vec![signed, plain("Secretary")] },
            ]
        );
    }

    #[test]
    fn headings_lists_and_quotations_are_known() {
        let read = blocks("# Bring\n\n* a pen\n* a friend\n  * or two\n\n1. Come\n2. Stay\n\n> We won.");

        let items = |words: &[&str]| words.iter().map(|words| vec![plain(words)]).collect();
        assert_eq!(
            read,
            [
                Block::Heading { spans: vec![plain("Bring")] },
                Block::List { is_numbered: false, items: items(&["a pen", "a friend", "or two"]) },
                Block::List { is_numbered: true, items: items(&["Come", "Stay"]) },
                Block::Quote { spans: vec![plain("We won.")] },
            ]
        );
    }

    #[test]
    fn links_lead_into_the_web_and_nowhere_else() {
        let read = |text| match blocks(text).remove(0) {
            Block::Paragraph { spans } => spans,
            other => panic!("{other:?}"),
        };

        assert_eq!(read("[Come](https://b.example/1)"), [link("Come", "https://b.example/1")]);
        assert_eq!(read("[Come](javascript:alert(1))"), [plain("Come")]);
        let bare = read("See https://b.example/1, then come.");
        assert_eq!(bare, [plain("See "), link("https://b.example/1", "https://b.example/1"), plain(", then come.")]);
    }

    #[test]
    fn what_is_not_markdown_stays_as_it_was_typed() {
        assert_eq!(
            blocks("<script>x</script> & {first name}"),
            [Block::Paragraph { spans: vec![plain("<script>x</script> & {first name}")] }]
        );
        assert_eq!(blocks("a <b>bold</b> word"), [Block::Paragraph { spans: vec![plain("a <b>bold</b> word")] }]);
        assert_eq!(blocks("  \n\n"), []);
    }

    #[test]
    fn mail_without_html_reads_the_same_words() {
        let read = blocks("# Come\n\n**See** [us](https://b.example/1), and\nsign.\n\n> We\n> won\n\n1. a\n2. b");

        assert_eq!(as_text(&read), "Come\n\nSee us (https://b.example/1), and\nsign.\n\n> We\n> won\n\n1. a\n2. b");
    }

    #[test]
    fn what_is_filled_in_is_no_markdown() {
        let filled = blocks("Dear {first name},").remove(0).with_words(&|words| words.replace("{first name}", "*Tom* <b>"));

        assert_eq!(filled, Block::Paragraph { spans: vec![plain("Dear *Tom* <b>,")] });
    }
}
