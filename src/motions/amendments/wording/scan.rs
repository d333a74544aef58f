//! The words, numbers and quotations of an instruction, read from a given place on.
//!
//! Every function takes where to begin and answers what it read and where it stopped. A quotation answers all the places where it
//! might close, because instructions quote texts that have quotation marks themselves; the grammar takes the first that leaves a
//! readable rest.

use std::cell::Cell;

use super::instruction::Which;
use super::numbers::{is_letter_label, number, ordinal};

/// An instruction being read.
pub struct Scan<'a> {
    pub text: &'a str,
    /// How many more quoted bytes are looked at: an instruction made of nothing but marks ends in a refusal and not in an evening's
    /// work.
    patience: Cell<usize>,
    marks: Marks,
}

/// How strictly the marks inside quoted words are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// They open and close quotations of their own.
    Paired,
    /// One of them may have been lost.
    OneLost,
}

/// A thing read and where the reading stopped.
pub type Read<T> = (T, usize);

/// So many bytes of quotations are looked at in one instruction, each time anew.
const PATIENCE: usize = 60_000_000;
/// So many nearest and so many farthest marks are tried for the closing of one quotation.
const NEAREST: usize = 48;
const FARTHEST: usize = 16;

const OPENING: [char; 6] = ['"', '“', '„', '«', '‘', '\''];

impl<'a> Scan<'a> {
    pub fn new(text: &'a str, marks: Marks) -> Self {
        Self { text, patience: Cell::new(PATIENCE), marks }
    }

    pub fn rest(&self, at: usize) -> &'a str {
        &self.text[at..]
    }

    fn next(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    /// Past characters of these kinds.
    pub fn past(&self, at: usize, wanted: impl Fn(char) -> bool) -> usize {
        let rest = self.rest(at);
        self.text.len() - rest.trim_start_matches(wanted).len()
    }

    /// Past spaces and what may stand between the parts of an instruction: commas, colons, dashes.
    pub fn past_gap(&self, at: usize) -> usize {
        self.past(at, |sign| sign.is_whitespace() || matches!(sign, ',' | ':' | '-' | '–' | '—' | '\u{feff}'))
    }

    /// The word at this place, in small letters.
    pub fn word(&self, at: usize) -> Option<Read<String>> {
        let at = self.past_gap(at);
        let rest = self.rest(at);
        let length = rest.find(|sign: char| !sign.is_alphanumeric()).unwrap_or(rest.len());
        (length > 0).then(|| (rest[..length].to_lowercase(), at + length))
    }

    /// Past these words, in any capitals, with spaces or hyphens between them.
    pub fn words(&self, at: usize, wanted: &str) -> Option<usize> {
        let mut at = at;
        for wanted in wanted.split(' ') {
            let (word, next) = self.word(at)?;
            if word != wanted {
                return None;
            }
            at = next;
        }
        Some(at)
    }

    /// Past the first of several wordings; the longer ones have to stand first.
    pub fn any(&self, at: usize, wordings: &[&str]) -> Option<usize> {
        wordings.iter().find_map(|wanted| self.words(at, wanted))
    }

    /// Past one of these wordings where it is there.
    pub fn perhaps(&self, at: usize, wordings: &[&str]) -> usize {
        self.any(at, wordings).unwrap_or(at)
    }

    /// "First", "2nd", "last", "every": which of several places.
    pub fn which(&self, at: usize) -> Option<Read<Which>> {
        if let Some(next) = self.any(at, &["each", "every", "both", "all"]) {
            return Some((Which::Every, next));
        }
        let (word, next) = self.word(at)?;
        Some((ordinal(&word)?, next))
    }

    /// A number or letter that names a part: "3", "2.1", "(b)", "iv".
    pub fn label(&self, at: usize) -> Option<Read<String>> {
        let at = self.past(at, |sign| sign.is_whitespace() || sign == '(');
        let rest = self.rest(at);
        let length = rest.find(|sign: char| !sign.is_alphanumeric() && sign != '.').unwrap_or(rest.len());
        let printed = rest[..length].trim_end_matches('.');
        let (label, next) = (printed.to_lowercase(), at + printed.len());
        let next = if self.next(next) == Some(')') { next + 1 } else { next };
        let counted = number(&label).map(|number| number.to_string());
        let plain = label.starts_with(|sign: char| sign.is_ascii_digit()) || (label.len() < 5 && is_letter_label(&label));
        if plain { Some((label, next)) } else { counted.map(|label| (label, next)) }
    }

    /// Whether a quotation begins here.
    pub fn quotes_at(&self, at: usize) -> bool {
        self.next(self.past_gap(at)).is_some_and(|sign| OPENING.contains(&sign))
    }

    /// The quotation at this place, once for each place where it might close, the nearest first.
    pub fn quoted(&self, at: usize) -> Vec<Read<String>> {
        let at = self.past_gap(at);
        let Some(open) = self.next(at).filter(|sign| OPENING.contains(sign)) else { return Vec::new() };
        let fence = self.rest(at).chars().take_while(|sign| *sign == '"').count();
        if fence > 2 {
            return self.fenced(at, fence);
        }
        let start = at + open.len_utf8();
        if self.patience.get() == 0 {
            return Vec::new();
        }
        let mut closings = self.closings(start, open);
        if closings.len() > NEAREST + FARTHEST {
            closings.drain(NEAREST..closings.len() - FARTHEST);
        }
        let looked_at = self.text.len() - start + closings.iter().map(|(end, _)| end - start).sum::<usize>();
        self.patience.set(self.patience.get().saturating_sub(looked_at));
        let inner = closings.into_iter().map(|(end, next)| (&self.text[start..end], next));
        let mut closed: Vec<Read<String>> =
            inner.filter(|(words, _)| self.may_hold(words, open)).map(|(words, next)| (words.to_owned(), next)).collect();
        closed.extend(self.unclosed(start, open, closed.last().map_or(0, |(_, next)| *next)));
        closed
    }

    /// Whether words may stand between marks of this kind with those that they have inside.
    fn may_hold(&self, words: &str, open: char) -> bool {
        let odd = || words.matches(open).chain(words.matches(closing(open)).filter(|_| closing(open) != open)).count() % 2 == 1;
        marks_pair(words, open) || self.marks == Marks::OneLost && odd()
    }

    /// The closing mark of a last quotation is often lost; a full stop after it then ends the instruction.
    fn unclosed(&self, start: usize, open: char, closed_at: usize) -> Option<Read<String>> {
        let words = self.text[start..].trim_end();
        let words = words.strip_suffix('.').unwrap_or(words);
        let lost = !words.is_empty() && closed_at < start + words.len() && marks_pair(words, open);
        lost.then(|| (words.to_owned(), self.text.len()))
    }

    /// Words between runs of three straight marks or more, which hold any other mark.
    fn fenced(&self, at: usize, fence: usize) -> Vec<Read<String>> {
        let (start, mark) = (at + fence, "\"".repeat(fence));
        let Some(run) = self.text[start..].find(&mark).map(|run| start + run) else { return Vec::new() };
        // The last marks of a longer run are the fence; those before belong to the words.
        let next = self.past(run, |sign| sign == '"');
        vec![(self.text[start..next - fence].to_owned(), next)]
    }

    /// Where a quotation that began with this mark might close, and where it goes on after that.
    fn closings(&self, start: usize, open: char) -> Vec<(usize, usize)> {
        let mut depth = 0;
        let (mut balanced, mut others) = (Vec::new(), Vec::new());
        let signs = self.text[start..].char_indices().map(|(at, sign)| (start + at, sign));
        for (at, sign) in signs {
            let next = at + sign.len_utf8();
            if sign == open && open != closing(open) {
                depth += 1;
            } else if sign == closing(open) || (open == '"' && sign == '”') || (open == '“' && sign == '"') {
                if is_apostrophe(self.text, at, sign) {
                    continue;
                }
                if depth == 0 {
                    balanced.push((at, next))
                } else {
                    others.push((at, next))
                }
                depth = if depth > 0 && sign == closing(open) { depth - 1 } else { depth };
            }
        }
        balanced.extend(others);
        balanced
    }
}

/// Whether the marks inside quoted words open and close quotations of their own: "the "red" bus" does, and "red" and "blue" does not.
fn marks_pair(words: &str, open: char) -> bool {
    if open != closing(open) {
        let mut depth = 0_i32;
        let steps = words.chars().map(|sign| i32::from(sign == open) - i32::from(sign == closing(open)));
        return steps.into_iter().all(|step| {
            depth += step;
            depth >= 0
        });
    }
    let mut inside = false;
    for (at, sign) in words.char_indices().filter(|(_, sign)| *sign == open) {
        if is_apostrophe(words, at, sign) && open == '\'' {
            continue;
        }
        let before = words[..at].chars().next_back();
        let opens = before.is_none_or(|sign| sign.is_whitespace() || "([“‘—–-/".contains(sign));
        if !inside && !opens {
            return false;
        }
        inside = !inside;
    }
    !inside
}

const fn closing(open: char) -> char {
    match open {
        '“' | '„' => '”',
        '«' => '»',
        '‘' => '’',
        same => same,
    }
}

/// Whether a single mark stands inside a word, as in "Scotland's".
fn is_apostrophe(text: &str, at: usize, sign: char) -> bool {
    matches!(sign, '\'' | '’') && text[at + sign.len_utf8()..].starts_with(char::is_alphanumeric)
}
