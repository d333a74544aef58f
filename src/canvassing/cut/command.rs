//! `wardmote cut --doors doors.csv [--edges walk_edges.csv] --per-round 50 [--json]`: doors cut into rounds.

use super::by_walking::by_walking;
use super::door::Door;
use super::paths::Paths;
use super::round::{Pace, Round, fragments};
use super::tables::{self, BadTable};
use crate::canvassing::register::command::{Answer, Form};
use crate::render::words::plural;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Why the command could not do its work.
#[derive(Debug, thiserror::Error)]
enum Stopped {
    #[error("The table of doors cannot be used: {0}.")]
    Doors(BadTable),
    #[error("The table of walking paths cannot be used: {0}.")]
    Edges(BadTable),
    #[error("A round needs one door at least; --per-round says 0.")]
    NoDoors,
}

/// Cuts the doors of a table into rounds of about `per_round`, on the paths of `edges` where they are given.
pub fn run(doors: &[u8], edges: Option<&[u8]>, per_round: usize, form: Form) -> Answer {
    answer(doors, edges, per_round, form).unwrap_or_else(|stopped| Answer::stopped(&stopped))
}

fn answer(doors: &[u8], edges: Option<&[u8]>, per_round: usize, form: Form) -> Result<Answer, Stopped> {
    if per_round == 0 {
        return Err(Stopped::NoDoors);
    }
    let doors = tables::doors(doors).map_err(Stopped::Doors)?;
    let paths = edges.map(|bytes| tables::pieces(bytes).map_err(Stopped::Edges)).transpose()?.map(|pieces| Paths::new(&pieces));
    let rounds = by_walking(&doors, paths.as_ref(), per_round);
    let shown = Shown::of(&rounds, &doors);
    let mut stdout = match form {
        Form::Json => serde_json::to_string(&shown).unwrap_or_default(),
        Form::Plain => shown.plainly(),
    };
    stdout.push('\n');
    let stderr = words(&doors, paths.as_ref());
    Ok(Answer { stdout, stderr, exit: 0 })
}

/// What the cut had to guess.
fn words(doors: &[Door], paths: Option<&Paths>) -> String {
    let without = doors.iter().filter(|door| door.at.is_none()).count();
    if without == doors.len() {
        return "No door has a place, so the rounds follow the streets and their length is not known.\n".to_owned();
    }
    let mut words = String::new();
    if without > 0 {
        let doors = plural(without as i128, "door has", "doors have");
        words.push_str(&format!(
            "{doors} no place; they count as standing by their neighbours, which makes the walk seem shorter.\n"
        ));
    }
    let off_the_map: BTreeSet<&str> = match paths {
        Some(paths) => doors.iter().map(|door| door.street.as_str()).filter(|street| !paths.has(street)).collect(),
        None => BTreeSet::new(),
    };
    if !off_the_map.is_empty() {
        let streets: Vec<&str> = off_the_map.into_iter().collect();
        words.push_str(&format!("Not on the map of paths, so walked in straight lines: {}.\n", streets.join(", ")));
    }
    words
}

#[derive(Serialize)]
struct Shown<'a> {
    rounds: Vec<ShownRound<'a>>,
    metres_per_door: f64,
    fragments: usize,
}

#[derive(Serialize)]
struct ShownRound<'a> {
    code: &'a str,
    doors: Vec<&'a str>,
    metres: f64,
    minutes: u64,
}

impl<'a> Shown<'a> {
    fn of(rounds: &'a [Round], doors: &'a [Door]) -> Shown<'a> {
        let metres: f64 = rounds.iter().filter_map(|round| round.metres).sum();
        let shown = |round: &'a Round| ShownRound {
            code: &round.code,
            doors: round.doors.iter().map(|door| doors[*door].id.as_str()).collect(),
            metres: to_places(round.metres.unwrap_or_default(), 10.0),
            minutes: round.minutes(Pace::default()),
        };
        Shown {
            rounds: rounds.iter().map(shown).collect(),
            // A sum over nothing is minus nought; adding nought makes it plain nought.
            metres_per_door: to_places(metres / doors.len().max(1) as f64, 100.0) + 0.0,
            fragments: fragments(rounds, doors),
        }
    }

    fn plainly(&self) -> String {
        let mut text = String::new();
        for round in &self.rounds {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{}  {} doors  {:.0} m  {} min", round.code, round.doors.len(), round.metres, round.minutes);
            let _ = writeln!(text, "  {}", round.doors.join(" "));
        }
        let _ = write!(
            text,
            "{} rounds, {} m a door, {} pieces of street",
            self.rounds.len(),
            self.metres_per_door,
            self.fragments
        );
        text
    }
}

/// Rounded to the tenth or hundredth: `tenth` is ten or a hundred.
fn to_places(metres: f64, tenth: f64) -> f64 {
    (metres * tenth).round() / tenth
}

#[cfg(test)]
#[path = "command_tests.rs"]
mod tests;
