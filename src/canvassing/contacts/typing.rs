//! A line of a walk sheet as it is typed back: digits in a fixed order, then words if there are any.
//!
//! The first digit says what happened, the second how they vote, the third whom of those listed it is about, then one for each
//! question of the branch, and what is left is to be followed up; 0 stands for nothing said, and nothing need be typed after
//! the last that was. "2" is "No answer", "112" is "Spoke, for us, the second of those who live there".

use serde::Serialize;

use super::{
    Codes, Intention, Outcome, Reply,
    rules::{self, NoResult},
};
use crate::{
    canvassing::follow_ups::{self, Kind, NoFollowUp},
    db::RowId,
};

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub outcome: Outcome,
    pub code: Option<RowId>,
    pub intention: Option<(Intention, Option<RowId>)>,
    /// Which of those listed behind the door, from nought.
    pub person: Option<usize>,
    pub replies: Vec<Reply>,
    pub follow_ups: Vec<Kind>,
    /// What the follow-up is about; else a note about the door.
    pub words: String,
}

/// Why a line cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadLine {
    #[error("Begin with digits, such as 1 or 12.")]
    NoDigits,
    #[error("No result has the digit {0}.")]
    UnknownResult(usize),
    #[error("The second digit says how they vote, and {0} says nothing there. Type 0 where nothing was said.")]
    UnknownVote(usize),
    #[error("{0}, so the third digit cannot be {1}.")]
    UnknownPerson(String, usize),
    #[error("“{0}” has no answer with the digit {1}.")]
    UnknownAnswer(String, usize),
    #[error("Nothing is followed up under the digit {0}.")]
    UnknownFollowUp(usize),
    #[error("{0}")]
    NoResult(#[from] NoResult),
    #[error("{0} Type it after the digits, with a space between.")]
    NoFollowUp(#[from] NoFollowUp),
}

/// A part of a line, and what its digits mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// "Result", "Vote", "Who", a question, "Follow up".
    pub what: String,
    pub choices: Vec<Digit>,
}

/// What a digit means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Digit {
    pub number: usize,
    pub words: String,
}

fn digits<'a>(words: impl Iterator<Item = &'a str>) -> Vec<Digit> {
    (1..).zip(words).map(|(number, words)| Digit { number, words: words.to_owned() }).collect()
}

/// What the digits mean, part by part in their order. Whom it is about differs from door to door and stands there.
pub fn key(codes: &Codes) -> Vec<Part> {
    let part = |what: &str, choices| Part { what: what.to_owned(), choices };
    let who =
        vec![Digit { number: 1, words: "the first listed".into() }, Digit { number: 2, words: "the second, and so on".into() }];
    let mut key = vec![
        part("Result", digits(codes.results.iter().map(|code| code.words.as_str()))),
        part("Vote", digits(codes.intentions.iter().map(|code| code.words.as_str()))),
        part("Who", who),
    ];
    key.extend(codes.questions.iter().map(|each| part(&each.words, digits(each.choices.iter().map(String::as_str)))));
    key.push(part("Follow up", digits(Kind::ALL.iter().map(|kind| kind.words()))));
    key
}

/// Reads a line about a door behind which so many are listed; an empty line says nothing.
///
/// # Errors
/// What cannot be read, and what to type instead.
pub fn read(typed: &str, codes: &Codes, people: usize) -> Result<Option<Line>, BadLine> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let end = typed.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(typed.len());
    let (numbers, words) = typed.split_at(end);
    let mut numbers = numbers.chars().filter_map(|letter| letter.to_digit(10)).map(|digit| digit as usize);
    let first = numbers.next().ok_or(BadLine::NoDigits)?;
    let result = nth(&codes.results, first).ok_or(BadLine::UnknownResult(first))?;
    let intention = match numbers.next().unwrap_or(0) {
        0 => None,
        digit => Some(nth(&codes.intentions, digit).ok_or(BadLine::UnknownVote(digit))?),
    };
    rules::may_record(result.meaning, intention.map(|code| code.meaning))?;
    let person = match numbers.next().unwrap_or(0) {
        0 => None,
        digit if digit <= people => Some(digit - 1),
        digit => return Err(BadLine::UnknownPerson(listed(people), digit)),
    };
    let replies = replies(&mut numbers, codes)?;
    let follow_up = |digit: usize| nth(Kind::ALL, digit).copied().ok_or(BadLine::UnknownFollowUp(digit));
    let follow_ups: Vec<Kind> = numbers.filter(|digit| *digit > 0).map(follow_up).collect::<Result<_, _>>()?;
    let words = words.trim().to_owned();
    match follow_ups.first() {
        Some(first) => drop(follow_ups::may_open(first.as_str(), &words)?),
        None if !words.is_empty() => drop(rules::may_note(&words)?),
        None => {}
    }
    let said = intention.map(|code| (code.meaning, code.id));
    Ok(Some(Line { outcome: result.meaning, code: result.id, intention: said, person, replies, follow_ups, words }))
}

fn nth<T>(all: &[T], digit: usize) -> Option<&T> {
    digit.checked_sub(1).and_then(|place| all.get(place))
}

fn listed(people: usize) -> String {
    match people {
        0 => "Nobody is listed here".to_owned(),
        1 => "One person is listed here".to_owned(),
        more => format!("{more} people are listed here"),
    }
}

fn replies(numbers: &mut impl Iterator<Item = usize>, codes: &Codes) -> Result<Vec<Reply>, BadLine> {
    let mut replies = Vec::new();
    for question in &codes.questions {
        match numbers.next().unwrap_or(0) {
            0 => {}
            digit if digit <= question.choices.len() => {
                replies.push(Reply { question: question.id, choice: i32::try_from(digit).unwrap_or_default() });
            }
            digit => return Err(BadLine::UnknownAnswer(question.words.clone(), digit)),
        }
    }
    Ok(replies)
}

#[cfg(test)]
mod tests {
    use super::super::Question;
    use super::*;

    fn line(typed: &str) -> Line {
        read(typed, &Codes::default(), 2).expect("it can be read").expect("it says something")
    }

    fn fault(typed: &str) -> String {
        read(typed, &Codes::default(), 2).expect_err("it cannot be read").to_string()
    }

    #[test]
    fn one_digit_is_enough_and_each_further_one_has_its_place() {
        assert_eq!(line("2").outcome, Outcome::NoAnswer);
        let whole = line("1122 ");
        assert_eq!((whole.outcome, whole.intention), (Outcome::Spoke, Some((Intention::For, None))));
        assert_eq!((whole.person, whole.follow_ups.as_slice()), (Some(1), &[Kind::Poster][..]));
        assert_eq!(read("  ", &Codes::default(), 2), Ok(None));
    }

    #[test]
    fn words_after_the_digits_are_a_note_or_what_is_to_be_followed_up() {
        assert_eq!(line("1 Dog.").words, "Dog.");
        let casework = line("1001 The lamp.");
        assert_eq!((casework.follow_ups.as_slice(), casework.words.as_str()), (&[Kind::Casework][..], "The lamp."));
    }

    #[test]
    fn what_means_nothing_is_said_digit_by_digit() {
        assert_eq!(fault("x"), "Begin with digits, such as 1 or 12.");
        assert_eq!(fault("9"), "No result has the digit 9.");
        assert_eq!(
            fault("17"),
            "The second digit says how they vote, and 7 says nothing there. Type 0 where nothing was said."
        );
        assert_eq!(fault("113"), "2 people are listed here, so the third digit cannot be 3.");
        assert_eq!(fault("1009"), "Nothing is followed up under the digit 9.");
        assert!(fault("21").starts_with("Nobody came to the door"));
        assert!(fault("1001").ends_with("Type it after the digits, with a space between."));
    }

    #[test]
    fn questions_of_the_branch_take_their_place_before_what_is_followed_up() {
        let question = Question { id: RowId::fresh(), words: "Buses?".into(), choices: vec!["More".into(), "Fewer".into()] };
        let codes = Codes { questions: vec![question.clone()], ..Codes::default() };
        let read = |typed| super::read(typed, &codes, 2);
        let said = read("11023").expect("it can be read").expect("it says something");
        assert_eq!(said.replies, [Reply { question: question.id, choice: 2 }]);
        assert_eq!(said.follow_ups, [Kind::PostalVote]);
        assert_eq!(read("1103"), Err(BadLine::UnknownAnswer("Buses?".into(), 3)));
        assert_eq!(
            key(&codes).iter().map(|part| part.what.as_str()).collect::<Vec<_>>(),
            ["Result", "Vote", "Who", "Buses?", "Follow up"]
        );
    }
}
