//! The branch's own words for what happens at a door, each with the digit by which it is typed: the same on the phone, on
//! paper and at the keyboard. Whatever it is called, a word means one of the plain set, and by that doors and votes count.

use std::fmt::Display;

use serde::{Deserialize, Serialize};

use super::{Intention, Outcome};
use crate::{db::RowId, web::Refusal};

/// So many digits there are: one to nine.
pub const MOST_CODES: usize = 9;

/// So many answers a question has at the most.
const MOST_CHOICES: usize = 9;

/// So many questions nobody answers on a doorstep.
const MOST_QUESTIONS: usize = 4;

/// Longer words do not fit on a button.
const LONGEST_CODE: usize = 24;

/// Longer questions nobody reads out.
const LONGEST_QUESTION: usize = 100;

/// A word of the set: what it is called, and which of the plain set it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Code<M> {
    /// Nothing in the plain set.
    pub id: Option<RowId>,
    /// The digit, from one.
    pub number: i32,
    pub words: String,
    pub meaning: M,
}

impl<M: Copy + Display> Code<M> {
    /// What a form and a phone send.
    pub fn value(&self) -> String {
        self.id.map_or_else(|| self.meaning.to_string(), |id| id.to_string())
    }

    fn plain(all: &[M], words: fn(M) -> &'static str) -> Vec<Self> {
        let code =
            |(number, meaning): (i32, &M)| Self { id: None, number, words: words(*meaning).to_owned(), meaning: *meaning };
        (1..).zip(all).map(code).collect()
    }
}

/// What the branch asks at doors besides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    pub id: RowId,
    pub words: String,
    pub choices: Vec<String>,
}

/// An answer to a question of the branch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    pub question: RowId,
    /// Which of the answers, from one.
    pub choice: i32,
}

/// What was noted at a door in the branch's own words: the codes that were chosen, and the answers to its questions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnWords {
    pub result: Option<RowId>,
    pub intention: Option<RowId>,
    pub replies: Vec<Reply>,
}

/// All that can be noted at a door of this branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Codes {
    pub results: Vec<Code<Outcome>>,
    pub intentions: Vec<Code<Intention>>,
    pub questions: Vec<Question>,
    /// Words that are no longer used: a phone that has been out of signal may still send them.
    pub former_results: Vec<Code<Outcome>>,
    pub former_intentions: Vec<Code<Intention>>,
}

impl Default for Codes {
    /// The plain set.
    fn default() -> Self {
        Self {
            results: Code::plain(Outcome::ALL, Outcome::words),
            intentions: Code::plain(Intention::ALL, Intention::words),
            questions: Vec::new(),
            former_results: Vec::new(),
            former_intentions: Vec::new(),
        }
    }
}

/// The meaning of what was sent, with the branch's own word for it if it was one.
fn find<M: Copy + Display + std::str::FromStr>(sets: [&[Code<M>]; 2], value: &str) -> Option<(M, Option<RowId>)> {
    let own = sets.into_iter().flatten().find(|code| code.id.is_some() && code.value() == value);
    own.map(|code| (code.meaning, code.id)).or_else(|| value.parse().ok().map(|meaning| (meaning, None)))
}

/// The word for a meaning, by the code that was chosen.
fn word<M: Copy + PartialEq>(sets: [&[Code<M>]; 2], id: Option<RowId>, plain: &'static str) -> String {
    let own = sets.into_iter().flatten().find(|code| id.is_some() && code.id == id);
    own.map_or_else(|| plain.to_owned(), |code| code.words.clone())
}

impl Codes {
    /// What happened, as a form or a phone sends it.
    pub fn result(&self, value: &str) -> Option<(Outcome, Option<RowId>)> {
        find([&self.results, &self.former_results], value)
    }

    /// What somebody said of their vote, as a form or a phone sends it.
    pub fn intention(&self, value: &str) -> Option<(Intention, Option<RowId>)> {
        find([&self.intentions, &self.former_intentions], value)
    }

    /// What happened, in the words that were chosen.
    pub fn words(&self, outcome: Outcome, code: Option<RowId>) -> String {
        word([&self.results, &self.former_results], code, outcome.words())
    }

    /// What somebody said of their vote, in the words that were chosen.
    pub fn said(&self, intention: Intention, code: Option<RowId>) -> String {
        word([&self.intentions, &self.former_intentions], code, intention.words())
    }

    /// An answer, if the question has it.
    pub fn reply(&self, question: RowId, choice: &str) -> Option<Reply> {
        let asked = self.questions.iter().find(|each| each.id == question)?;
        let choice: i32 = choice.parse().ok()?;
        let most = i32::try_from(asked.choices.len()).ok()?;
        (1..=most).contains(&choice).then_some(Reply { question, choice })
    }

    /// Whether the branch has words of its own.
    pub fn are_own(&self) -> bool {
        self.results.iter().any(|code| code.id.is_some()) || self.intentions.iter().any(|code| code.id.is_some())
    }
}

/// Why a set of words cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoCodes {
    #[error("“{0}” is too long for a button. Use 24 letters at the most.")]
    TooLong(String),
    #[error("“{0}” stands there twice.")]
    Twice(String),
    #[error("Say what “{0}” counts as.")]
    NoMeaning(String),
    #[error("One of the words must count as “{0}”: without it the doors cannot be counted, or a wish could not be kept.")]
    Missing(&'static str),
    #[error("Write the question, in 100 letters at the most.")]
    NoQuestion,
    #[error("Give two to nine answers, each on a line of its own and in 24 letters at the most.")]
    BadChoices,
    #[error("The branch asks four questions already. Nobody stays at the door for more: end one first.")]
    TooManyQuestions,
    #[error("This question was ended already.")]
    EndedAlready,
    #[error("These are the plain words already.")]
    PlainAlready,
}

impl Refusal for NoCodes {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::TooLong(_) | Self::Twice(_) | Self::NoMeaning(_) | Self::Missing(_) => Some("words"),
            Self::NoQuestion => Some("question"),
            Self::BadChoices => Some("choices"),
            Self::TooManyQuestions | Self::EndedAlready | Self::PlainAlready => None,
        }
    }
    fn way_on(&self) -> Vec<crate::web::WayOn> {
        vec![crate::web::WayOn::to("/canvass/codes", "See what is noted at doors")]
    }
}

/// A set of words as it was typed, each with what it counts as; empty lines are left out. `needed` must each be there.
///
/// # Errors
/// Which word cannot stand, and why.
pub fn may_set<M>(typed: &[(String, String)], needed: &[(M, &'static str)]) -> Result<Vec<Code<M>>, NoCodes>
where
    M: Copy + PartialEq + std::str::FromStr,
{
    let mut codes: Vec<Code<M>> = Vec::new();
    let lines = typed.iter().map(|(words, meaning)| (words.trim(), meaning)).filter(|(words, _)| !words.is_empty());
    for (number, (words, meaning)) in (1..).zip(lines.take(MOST_CODES)) {
        if words.chars().count() > LONGEST_CODE {
            return Err(NoCodes::TooLong(words.to_owned()));
        }
        if codes.iter().any(|code| code.words.to_lowercase() == words.to_lowercase()) {
            return Err(NoCodes::Twice(words.to_owned()));
        }
        let meaning = meaning.parse().map_err(|_| NoCodes::NoMeaning(words.to_owned()))?;
        codes.push(Code { id: None, number, words: words.to_owned(), meaning });
    }
    match needed.iter().find(|(needed, _)| codes.iter().all(|code| code.meaning != *needed)) {
        Some((_, words)) => Err(NoCodes::Missing(words)),
        None => Ok(codes),
    }
}

/// A question with its answers, one on each line, if it can be asked besides so many others.
///
/// # Errors
/// [`NoCodes::NoQuestion`], [`NoCodes::BadChoices`], [`NoCodes::TooManyQuestions`].
pub fn may_ask(words: &str, choices: &str, others: usize) -> Result<(String, Vec<String>), NoCodes> {
    if others >= MOST_QUESTIONS {
        return Err(NoCodes::TooManyQuestions);
    }
    let words = words.trim();
    if words.is_empty() || words.chars().count() > LONGEST_QUESTION {
        return Err(NoCodes::NoQuestion);
    }
    let choices: Vec<String> = choices.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let fits = choices.iter().all(|choice| choice.chars().count() <= LONGEST_CODE);
    if fits && (2..=MOST_CHOICES).contains(&choices.len()) { Ok((words.to_owned(), choices)) } else { Err(NoCodes::BadChoices) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(lines: &[(&str, &str)]) -> Vec<(String, String)> {
        lines.iter().map(|(words, meaning)| ((*words).to_owned(), (*meaning).to_owned())).collect()
    }

    #[test]
    fn words_are_numbered_in_their_order_and_empty_lines_count_for_nothing() {
        let set = may_set::<Outcome>(&typed(&[("In", "spoke"), (" ", ""), ("Out", "no-answer")]), &[]).expect("a set");
        let read: Vec<_> = set.iter().map(|code| (code.number, code.words.as_str(), code.meaning)).collect();
        assert_eq!(read, [(1, "In", Outcome::Spoke), (2, "Out", Outcome::NoAnswer)]);
    }

    #[test]
    fn a_set_without_a_word_for_a_wish_is_refused_by_what_it_lacks() {
        let lines = typed(&[("In", "spoke")]);
        let set = may_set(&lines, &[(Outcome::Spoke, "Spoke"), (Outcome::DoNotKnock, "Do not knock")]);
        assert_eq!(set, Err(NoCodes::Missing("Do not knock")));
        assert_eq!(may_set::<Outcome>(&typed(&[("In", "spoke"), ("in", "spoke")]), &[]), Err(NoCodes::Twice("in".into())));
        assert_eq!(may_set::<Outcome>(&typed(&[("In", "cake")]), &[]), Err(NoCodes::NoMeaning("In".into())));
    }

    #[test]
    fn a_word_that_is_no_longer_used_is_still_understood() {
        let former = Code { id: Some(RowId::fresh()), number: 1, words: "Hostile".to_owned(), meaning: Outcome::Refused };
        let codes = Codes { former_results: vec![former.clone()], ..Codes::default() };
        assert_eq!(codes.result(&former.value()), Some((Outcome::Refused, former.id)));
        assert_eq!(codes.result("spoke"), Some((Outcome::Spoke, None)));
        assert_eq!(codes.words(Outcome::Refused, former.id), "Hostile");
        assert_eq!(codes.words(Outcome::Refused, None), "Refused");
        assert_eq!(codes.result("cake"), None);
    }

    #[test]
    fn a_question_has_two_answers_at_least() {
        assert_eq!(may_ask("Buses?", "Yes", 0), Err(NoCodes::BadChoices));
        assert_eq!(may_ask("", "Yes\nNo", 0), Err(NoCodes::NoQuestion));
        assert_eq!(may_ask("Buses?", "Yes\nNo", 4), Err(NoCodes::TooManyQuestions));
        assert_eq!(may_ask("Buses?", "Yes\n\n No ", 3), Ok(("Buses?".to_owned(), vec!["Yes".to_owned(), "No".to_owned()])));
    }
}
