//! Compares quoted words with a text as readers do: typography makes no other words, and capitals and spaces matter less than words.

use std::ops::Range;

/// How much may differ between the words quoted and the words of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tolerance {
    Typography,
    Capitals,
    Spaces,
}

/// The ranges of the text that equal the quoted words; they do not overlap.
pub fn matches(text: &str, quoted: &str, tolerance: Tolerance) -> Vec<Range<usize>> {
    let wanted = Compared::of(quoted.trim(), tolerance).plain;
    if wanted.is_empty() {
        return Vec::new();
    }
    let compared = Compared::of(text, tolerance);
    compared.plain.match_indices(&wanted).map(|(at, found)| compared.range(at..at + found.len())).collect()
}

/// A text in the form in which it is compared, with the place each of its characters came from.
struct Compared {
    plain: String,
    signs: Vec<Sign>,
}

/// One character of the plain form: where it begins there, and the range in the text that it stands for.
struct Sign {
    at: usize,
    from: usize,
    to: usize,
}

impl Compared {
    fn of(text: &str, tolerance: Tolerance) -> Self {
        let mut compared = Self { plain: String::with_capacity(text.len()), signs: Vec::with_capacity(text.len()) };
        for (at, sign) in text.char_indices().filter(|(_, sign)| !is_invisible(*sign)) {
            compared.take(sign, at..at + sign.len_utf8(), tolerance);
        }
        compared
    }

    fn take(&mut self, sign: char, range: Range<usize>, tolerance: Tolerance) {
        if sign.is_whitespace() && tolerance == Tolerance::Spaces {
            return;
        }
        // A run of spaces and line breaks counts as one space.
        if sign.is_whitespace() && self.plain.ends_with(' ') {
            if let Some(last) = self.signs.last_mut() {
                last.to = range.end;
            }
            return;
        }
        for sign in plain(sign) {
            let sign = if tolerance == Tolerance::Typography { sign } else { sign.to_lowercase().next().unwrap_or(sign) };
            self.signs.push(Sign { at: self.plain.len(), from: range.start, to: range.end });
            self.plain.push(sign);
        }
    }

    /// The range of the text that a range of the plain form stands for.
    fn range(&self, plain: Range<usize>) -> Range<usize> {
        let first = self.signs.partition_point(|sign| sign.at < plain.start);
        let last = self.signs.partition_point(|sign| sign.at < plain.end).saturating_sub(1);
        let from = self.signs.get(first).map_or(0, |sign| sign.from);
        from..self.signs.get(last).map_or(from, |sign| sign.to)
    }
}

/// Characters that are in copied text and on no page.
fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}')
}

/// A character as a typewriter has it.
fn plain(sign: char) -> impl Iterator<Item = char> {
    let (sign, times) = match sign {
        '“' | '”' | '„' | '«' | '»' => ('"', 1),
        '‘' | '’' | '‚' | '`' | '´' | 'ʼ' => ('\'', 1),
        '‐' | '‑' | '‒' | '–' | '—' | '−' => ('-', 1),
        '…' => ('.', 3),
        other if other.is_whitespace() => (' ', 1),
        other => (other, 1),
    };
    std::iter::repeat_n(sign, times)
}
