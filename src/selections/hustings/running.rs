//! The running order: who speaks when and for how long, worked out from the length of the meeting.

use super::rules::NoTime;
use crate::render::words::plural;

/// Welcome and thanks: what the chair needs.
pub const CHAIR: u32 = 10;
/// An opening speech is so many times as long as an answer or a closing speech.
const OPENING: u32 = 2;
const CLOSING: u32 = 1;
/// Times are multiples of half a minute, and nobody answers in less than a whole one.
const STEP: u32 = 30;
const LEAST: u32 = 60;

/// What a turn is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Opening,
    /// The answer to this question, from 1.
    Answer(u32),
    Closing,
}

/// One turn of one speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    pub part: Part,
    pub speaker: String,
    /// Seconds after the beginning of the meeting.
    pub starts: u32,
    pub lasts: u32,
}

/// The whole evening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    pub turns: Vec<Turn>,
    /// How the times were worked out.
    pub working: Vec<String>,
    /// What each speaker has in all, in seconds.
    pub each: u32,
}

/// The running order for speakers in the order drawn.
///
/// # Errors
/// A meeting too short for as many speakers and questions.
pub fn order(drawn: &[String], minutes: u32, questions: u32) -> Result<Running, NoTime> {
    let speakers = u32::try_from(drawn.len()).unwrap_or(u32::MAX);
    let parts = OPENING + questions + CLOSING;
    let all = parts.saturating_mul(speakers).max(1);
    let share = minutes.saturating_sub(CHAIR).saturating_mul(60) / all;
    let unit = share / STEP * STEP;
    if unit < LEAST {
        return Err(NoTime::TooShort { needed: (all * LEAST).div_ceil(60) + CHAIR });
    }
    let mut turns = Vec::new();
    let mut at = CHAIR / 2 * 60;
    let mut speaks = |part, speaker: &String, lasts| {
        turns.push(Turn { part, speaker: speaker.clone(), starts: at, lasts });
        at += lasts;
    };
    drawn.iter().for_each(|speaker| speaks(Part::Opening, speaker, OPENING * unit));
    for question in 1..=questions {
        // Each question begins with the next speaker, so that nobody always answers first.
        let first = (question as usize - 1) % drawn.len().max(1);
        drawn[first..].iter().chain(&drawn[..first]).for_each(|speaker| speaks(Part::Answer(question), speaker, unit));
    }
    drawn.iter().rev().for_each(|speaker| speaks(Part::Closing, speaker, CLOSING * unit));
    Ok(Running { turns, working: working(speakers, minutes, questions, unit), each: parts * unit })
}

fn working(speakers: u32, minutes: u32, questions: u32, unit: u32) -> Vec<String> {
    let parts = OPENING + questions + CLOSING;
    let all = parts * speakers;
    vec![
        format!("The meeting lasts {minutes} minutes. {CHAIR} are for the chair, which leaves {}.", minutes - CHAIR),
        format!(
            "Each of {} has an opening speech of {OPENING} parts, {} of one part each and a closing speech of one part: \
             {parts} parts, {all} for all.",
            plural(speakers.into(), "speaker", "speakers"),
            plural(questions.into(), "answer", "answers"),
        ),
        format!(
            "{} minutes among {all} parts, rounded down to half a minute: {} a part. That is {} for an opening speech, {} for \
             an answer or a closing speech, and {} for each speaker in all.",
            minutes - CHAIR,
            lasting(unit),
            lasting(OPENING * unit),
            lasting(unit),
            lasting(parts * unit),
        ),
    ]
}

/// "2½ minutes".
pub fn lasting(seconds: u32) -> String {
    let (minutes, half) = (seconds / 60, if seconds.is_multiple_of(60) { "" } else { "½" });
    match (minutes, half) {
        (1, "") => "1 minute".to_owned(),
        _ => format!("{minutes}{half} minutes"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn drawn() -> Vec<String> {
        ["Ama", "Joe", "Leila", "Petra"].map(str::to_owned).into()
    }

    #[test]
    fn everybody_has_the_same_time_and_the_evening_ends_in_time() {
        let running = order(&drawn(), 90, 4).unwrap();
        let mut has: BTreeMap<&str, u32> = BTreeMap::new();
        for turn in &running.turns {
            *has.entry(&turn.speaker).or_default() += turn.lasts;
        }

        assert!(has.values().all(|seconds| *seconds == running.each), "{has:?}");
        let end = running.turns.last().map(|turn| turn.starts + turn.lasts).unwrap();
        assert!(end <= (90 - CHAIR / 2) * 60);
        assert!(running.working[2].contains("80 minutes among 28 parts, rounded down to half a minute: 2½ minutes a part"));
    }

    #[test]
    fn openings_are_as_drawn_each_question_begins_with_the_next_and_closings_are_turned_round() {
        let running = order(&drawn(), 90, 2).unwrap();
        let said = |part| -> Vec<&str> {
            running.turns.iter().filter(|turn| turn.part == part).map(|turn| turn.speaker.as_str()).collect()
        };

        assert_eq!(said(Part::Opening), ["Ama", "Joe", "Leila", "Petra"]);
        assert_eq!(said(Part::Answer(1)), ["Ama", "Joe", "Leila", "Petra"]);
        assert_eq!(said(Part::Answer(2)), ["Joe", "Leila", "Petra", "Ama"]);
        assert_eq!(said(Part::Closing), ["Petra", "Leila", "Joe", "Ama"]);
        assert!(running.turns.windows(2).all(|pair| pair[0].starts + pair[0].lasts == pair[1].starts));
    }

    #[test]
    fn a_meeting_too_short_is_refused_with_the_minutes_that_are_needed() {
        assert_eq!(order(&drawn(), 30, 4), Err(NoTime::TooShort { needed: 38 }));
        assert!(order(&drawn(), 38, 4).is_ok());
        assert_eq!(order(&drawn(), 5, 0), Err(NoTime::TooShort { needed: 22 }));
    }

    #[test]
    fn lengths_are_said_as_people_say_them() {
        assert_eq!([60, 90, 150, 300].map(lasting), ["1 minute", "1½ minutes", "2½ minutes", "5 minutes"]);
    }
}
