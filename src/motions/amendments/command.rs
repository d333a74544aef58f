//! `wardmote amend --motion FILE [--instruction FILE …] [--tidy] [--json]`: drafting instructions carried out on a text, one after
//! the other.

use std::fmt::Write;

use serde::Serialize;

use super::block::Frozen;
use super::finding::Place;
use super::operation::{Edit, Standing};
use super::placing::{Placed, place};
use super::question::Question;
use super::tidy::{Tidied, tidied};
use super::wording::{Instruction, Unreadable, read};

/// What the answer is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Plain,
    Json,
}

/// Which text the plain answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joins {
    /// To the letter of the instructions.
    AsInstructed,
    /// With the joins tidied.
    Tidied,
}

/// What the command says, and how it ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub stdout: String,
    pub stderr: String,
    pub exit: u8,
}

/// Why the command could not do its work.
#[derive(Debug, thiserror::Error)]
enum Stopped {
    #[error("The motion is not a text in UTF-8.")]
    Motion,
    #[error("The motion is empty.")]
    Empty,
    #[error("Instruction {0} is not a text in UTF-8.")]
    Instruction(usize),
    #[error("Instruction {0}: {1}")]
    Unreadable(usize, Unreadable),
}

/// Carries out instructions on a motion.
pub fn run(motion: &[u8], instructions: &[Vec<u8>], joins: Joins, form: Form) -> Answer {
    answer(motion, instructions, joins, form).unwrap_or_else(|stopped| Answer {
        stdout: String::new(),
        stderr: format!("{stopped}\n"),
        exit: 2,
    })
}

fn answer(motion: &[u8], instructions: &[Vec<u8>], joins: Joins, form: Form) -> Result<Answer, Stopped> {
    let motion = text_of(motion).ok_or(Stopped::Motion)?;
    if motion.trim().is_empty() {
        return Err(Stopped::Empty);
    }
    let alone = Standing::new(Frozen::new(motion.as_str()).printed_once());
    let mut work = Work { standing: Standing::new(motion), alone, operations: Vec::new(), words: String::new(), asked: None };
    for (nth, bytes) in instructions.iter().enumerate() {
        let said = text_of(bytes).ok_or(Stopped::Instruction(nth + 1))?;
        let instruction = read(&said).map_err(|why| Stopped::Unreadable(nth + 1, why))?;
        let text = Frozen::new(work.standing.text.clone());
        match place(&instruction, &text) {
            Ok(placed) => work.carry_out(nth, &instruction, &text, &placed),
            Err(question) => {
                work.ask(nth, &question);
                break;
            }
        }
    }
    Ok(work.answer(joins, form))
}

/// A file's text: without a byte order mark, lines ended as everywhere, no line end after the last word.
fn text_of(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Some(text.replace("\r\n", "\n").trim_end_matches('\n').to_owned())
}

/// The text as it stands, and what was done to it so far.
struct Work {
    standing: Standing,
    /// The same without a second print of the motion below it: what is tidied.
    alone: Standing,
    operations: Vec<Shown>,
    words: String,
    asked: Option<Asked>,
}

/// An operation with its offsets in characters of the text it met.
#[derive(Debug, Serialize)]
struct Shown {
    instruction: usize,
    block: usize,
    from: usize,
    to: usize,
    insert: String,
}

/// What has to be asked back about an instruction.
#[derive(Debug, Serialize)]
struct Asked {
    instruction: usize,
    says: String,
    places: Vec<Spot>,
}

/// A place with its offsets in characters.
#[derive(Debug, Serialize)]
struct Spot {
    block: usize,
    from: usize,
    to: usize,
    shown: String,
}

/// The whole answer as JSON.
#[derive(Debug, Serialize)]
struct Whole<'a> {
    text: &'a str,
    tidied: &'a str,
    operations: &'a [Shown],
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<&'a Asked>,
}

impl Work {
    fn carry_out(&mut self, nth: usize, instruction: &Instruction, text: &Frozen, placed: &Placed) {
        self.operations.extend(shown(nth, text, &placed.edit));
        self.standing.take(&placed.edit);
        match place(instruction, &Frozen::new(self.alone.text.as_str())) {
            Ok(placed) => self.alone.take(&placed.edit),
            // Words of the copy only: then the copy is part of the text.
            Err(_) => self.alone = self.standing.clone(),
        }
        for place in &placed.doubtful {
            let _ = writeln!(
                self.words,
                "Instruction {}: “{}” was found only inside a longer word. Look whether it is meant:\n  {}",
                nth + 1,
                place.words,
                place.shown()
            );
        }
    }

    fn ask(&mut self, nth: usize, question: &Question) {
        let _ = writeln!(self.words, "Instruction {}: {question}", nth + 1);
        let text = Frozen::new(self.standing.text.clone());
        let spot = |place: &Place| Spot {
            block: text.block_at(place.from),
            from: characters(text.text(), place.from),
            to: characters(text.text(), place.to),
            shown: place.shown(),
        };
        let places = question.places().iter().map(spot).collect();
        self.asked = Some(Asked { instruction: nth, says: question.to_string(), places });
    }

    fn answer(mut self, joins: Joins, form: Form) -> Answer {
        let tidied = tidied(&self.alone);
        if form == Form::Plain && joins == Joins::AsInstructed && self.asked.is_none() {
            self.offer_tidying(&tidied);
        }
        let exit = u8::from(self.asked.is_some());
        let stdout = match (form, joins) {
            (Form::Json, _) => {
                let (text, asked) = (self.standing.text.as_str(), self.asked.as_ref());
                let whole = Whole { text, tidied: &tidied.text, operations: &self.operations, asked };
                serde_json::to_string(&whole).unwrap_or_default() + "\n"
            }
            // Half of the amendments is not the text that was asked for.
            (Form::Plain, _) if exit > 0 => String::new(),
            (Form::Plain, Joins::AsInstructed) => self.standing.text + "\n",
            (Form::Plain, Joins::Tidied) => tidied.text + "\n",
        };
        Answer { stdout, stderr: self.words, exit }
    }

    fn offer_tidying(&mut self, tidied: &Tidied) {
        if !tidied.done.is_empty() {
            let _ = writeln!(self.words, "This is the text to the letter. With --tidy the joins read better:");
        }
        for done in &tidied.done {
            let _ = writeln!(self.words, "  “{}” becomes “{}”", done.before.trim(), done.after.trim());
        }
    }
}

fn shown(instruction: usize, text: &Frozen, edit: &Edit) -> Vec<Shown> {
    let one = |one: &super::operation::Operation| Shown {
        instruction,
        block: text.block_at(one.from),
        from: characters(text.text(), one.from),
        to: characters(text.text(), one.to),
        insert: one.insert.clone(),
    };
    edit.operations().iter().map(one).collect()
}

/// An offset in characters.
fn characters(text: &str, bytes: usize) -> usize {
    text[..bytes].chars().count()
}
