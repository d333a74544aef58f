//! Tidies the joins of an amended text, as a clerk does: the full stop before an added clause gives way, the "and" moves to the clause
//! that is now the last, no space stands before a comma.
//!
//! An instruction is carried out to the letter; this comes after it and touches nothing but the joins. Each thing done is said.

use serde::Serialize;

use super::clause;
use super::operation::{Join, Standing};
use super::renumbering::renumbering;

/// A text with its joins tidied, and what was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tidied {
    pub text: String,
    pub done: Vec<Done>,
}

/// One thing that was tidied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Done {
    pub before: String,
    pub after: String,
}

/// Tidies the joins of a text as it stands.
pub fn tidied(standing: &Standing) -> Tidied {
    let mut tidying = Tidying { text: standing.text.clone(), joins: standing.joins.clone(), done: Vec::new() };
    for nth in (0..standing.joins.len()).rev() {
        tidying.join(nth);
    }
    tidying.last_stop();
    tidying.numbers();
    tidying.done.reverse();
    Tidied { text: tidying.text, done: tidying.done }
}

struct Tidying {
    text: String,
    /// Where the joins are by now.
    joins: Vec<Join>,
    done: Vec<Done>,
}

impl Tidying {
    fn join(&mut self, nth: usize) {
        self.marks(self.joins[nth].at);
        self.verb(nth);
        self.conjunction(self.joins[nth].at);
    }

    /// A text whose last sentence lost its full stop at a join gets it back.
    fn last_stop(&mut self) {
        let end = self.text.trim_end().len();
        let at_end = self.joins.iter().any(|join| join.at >= end);
        let complete = !["and", "or"].iter().any(|word| self.text[..end].ends_with(word));
        if at_end && complete && self.text[..end].ends_with(char::is_alphanumeric) && self.text[..end].contains(' ') {
            self.cut(end, end, ".");
        }
    }

    /// Numbers a list anew where a point was added or left out.
    fn numbers(&mut self) {
        let joins: Vec<usize> = self.joins.iter().map(|join| join.at).collect();
        for (range, mark) in renumbering(&self.text, &joins) {
            self.cut(range.start, range.end, &mark);
        }
    }

    /// Settles the marks and spaces around a join.
    fn marks(&mut self, at: usize) {
        let blank = |sign: char| sign == ' ' || sign == '\u{a0}';
        let (before, after) = (self.text[..at].trim_end_matches(blank), self.text[at..].trim_start_matches(blank));
        let (from, to) = (before.len(), self.text.len() - after.len());
        let (left, right) = (before.chars().next_back(), after.chars().next());
        let (Some(left), Some(right)) = (left, right) else { return };
        let is_mark = |sign: char| matches!(sign, '.' | ',' | ';' | ':');
        match (is_mark(left), is_mark(right)) {
            // "virus. ; welcomes": the weaker mark, or the full stop that ends no longer, gives way.
            (true, true) if left != ':' && before.len() > 1 => {
                let keeps_left = right == ',' && left == ';' || right == ':';
                let (cut_from, cut_to) = if keeps_left { (from, to + right.len_utf8()) } else { (from - left.len_utf8(), to) };
                self.cut(cut_from, cut_to, "");
            }
            (false, true) if from < to => self.cut(from, to, ""),
            // "services. believes": a clause goes on after a semicolon.
            (true, false) if left == '.' && to > from && self.opens_clause(to) && right.is_lowercase() => {
                self.cut(from - 1, from, ";");
            }
            _ => {}
        }
    }

    /// Gives its verb back to a sentence that would have none: "That this branch [notes] that fares rose".
    ///
    /// Whoever writes 'leave out from "notes" … and insert "that fares rose"' means the words after "notes".
    fn verb(&mut self, nth: usize) {
        let (at, verb) = (self.joins[nth].at, self.joins[nth].left_out.clone());
        let so_far = &self.text[self.sentence_start(at)..at];
        let opens = so_far.starts_with("That ") || so_far.starts_with("This ");
        let has_verb = so_far.split_whitespace().any(clause::is_verb);
        if opens && !has_verb && clause::is_verb(&verb) && self.text[at..].starts_with("that ") {
            self.cut(at, at, &format!("{verb} "));
        }
    }

    /// Moves the "and" of the clause before the join to the clause that is now the last.
    fn conjunction(&mut self, at: usize) {
        let Some(added) = self.clause_begins(at) else { return };
        let sentence = self.sentence_start(at);
        let clause = self.text[sentence..at].rfind(';').map_or(sentence, |mark| sentence + mark + 1);
        let Some((from, to)) = self.last_and(clause, at) else { return };
        self.cut(from, to, "; ");
        let moved = added - (to - from) + "; ".len();
        self.and_before_the_last(moved);
    }

    /// Where the clause that is added at a join begins: after "; " or ", and".
    fn clause_begins(&self, at: usize) -> Option<usize> {
        let after = &self.text[at..];
        let rest = after.trim_start_matches(|sign: char| sign == ';' || sign == ',' || sign.is_whitespace());
        let marked = after.len() > rest.len() && after.trim_start().starts_with([';', ',']);
        let begins = self.text.len() - rest.len();
        let verb = rest.strip_prefix("and ").map_or(begins, |rest| self.text.len() - rest.len());
        (marked && self.opens_clause(verb)).then_some(begins)
    }

    fn opens_clause(&self, at: usize) -> bool {
        clause::opens(&self.text[at..])
    }

    fn sentence_start(&self, at: usize) -> usize {
        let before = &self.text[..at];
        let stops = before.match_indices(". ").map(|(stop, _)| stop + 2).filter(|next| {
            self.text[*next..].chars().next().is_some_and(char::is_uppercase)
                && self.text[..*next - 2].chars().next_back().is_some_and(char::is_lowercase)
        });
        stops.last().unwrap_or_default().max(before.rfind('\n').map_or(0, |line| line + 1))
    }

    /// The last "and" between two offsets, where it opens a clause.
    ///
    /// Where the last ", and" opens none ("…, and that Scotland remains welcoming"), nobody can tell what the one before it joins, and
    /// it stays. So does ", and calls for …": reports and reasons call for things as well as motions do. Without a comma "and" may
    /// join two verbs of a smaller clause ("which welcomes visitors and supports jobs"), unless the second one asks.
    fn last_and(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let words = &self.text[from..to];
        let with_comma = words.rfind(", and ").map(|at| (from + at, from + at + ", and ".len()));
        if let Some((start, end)) = with_comma {
            return (self.opens_clause(end) && !self.text[end..].starts_with("calls for ")).then_some((start, end));
        }
        let asks = |at: usize| {
            ["calls on ", "calls upon ", "urges ", "resolves "].iter().any(|verb| self.text[at..].starts_with(verb))
        };
        let found = words.rmatch_indices(" and ").map(|(at, and)| (from + at, from + at + and.len()));
        found.into_iter().find(|(_, end)| asks(*end))
    }

    /// Puts ", and" before the last clause that begins at or after this place, where no "and" joins it yet.
    fn and_before_the_last(&mut self, at: usize) {
        let end = self.text[at..].find(". ").map_or(self.text.len(), |stop| at + stop);
        let last = self.text[at..end]
            .rfind("; ")
            .map(|mark| at + mark)
            .or_else(|| self.text[..at].trim_end().ends_with(';').then(|| self.text[..at].trim_end().len() - 1));
        let Some(mark) = last else { return };
        let begins = mark + 2;
        let joined = self.text[begins..end].starts_with("and ") || self.last_and(begins, end).is_some();
        if !joined && begins <= end && self.opens_clause(begins) {
            self.cut(mark, begins, ", and ");
        }
    }

    /// Puts other marks in the place of a range, and keeps what it looked like.
    fn cut(&mut self, from: usize, to: usize, put: &str) {
        let around = |text: &str, from: usize, to: usize| {
            let start = text[..from].char_indices().rev().nth(24).map_or(0, |(at, _)| at);
            let end = text[to..].char_indices().nth(24).map_or(text.len(), |(at, _)| to + at);
            text[start..end].to_owned()
        };
        let before = around(&self.text, from, to);
        self.text.replace_range(from..to, put);
        for join in self.joins.iter_mut().filter(|join| join.at > from) {
            join.at = if join.at >= to { join.at + put.len() - (to - from) } else { from };
        }
        let after = around(&self.text, from, from + put.len());
        self.done.push(Done { before, after });
    }
}
