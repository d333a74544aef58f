//! The one sentence at the head of the front page: what is due, the most pressing first.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::render::words::plural;

/// What the front page knows when it looks for its sentence. Lists hold what concerns this person.
#[derive(Debug, Clone, Default)]
pub struct Concerns {
    /// The question that the person may vote on this minute.
    pub vote_now: Option<Thing>,
    /// A meeting that is going on.
    pub meeting_now: Option<Thing>,
    /// Ballots that wait for the person's paper, with their last day.
    pub ballots: Vec<(Thing, NaiveDate)>,
    /// Rolls against which somebody objected, where the person decides it.
    pub objections: Vec<Thing>,
    /// Motions that the person was asked to second.
    pub to_second: Vec<Thing>,
    /// What meetings asked the person to do, with its last day where it has one.
    pub to_do: Vec<(Thing, Option<NaiveDate>)>,
    /// Motions that wait for the person's ruling.
    pub to_rule: Vec<Thing>,
    /// Those who joined and wait for a word from the person, with the day by which the two have spoken.
    pub to_welcome: Vec<(Thing, NaiveDate)>,
    /// How many joined and have nobody to welcome them, where the person may change that.
    pub unwelcomed: i64,
    /// Whether the branch's mail does not leave, and the person may look after it.
    pub mail_stands_still: bool,
    /// The next step of a selection that the person runs, and its day.
    pub selection: Option<(Thing, NaiveDate)>,
    /// The next meeting and its day.
    pub next_meeting: Option<(Thing, NaiveDate)>,
    /// The next canvassing shift the person signed up for, and its day.
    pub next_shift: Option<(Thing, NaiveDate)>,
    /// Whether the branch has nobody in it but its founder, and the person may change that.
    pub is_empty: bool,
}

/// Something with a page of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Thing {
    pub name: String,
    pub href: String,
}

impl Thing {
    pub fn new(name: impl Into<String>, href: impl Into<String>) -> Self {
        Self { name: name.into(), href: href.into() }
    }
}

/// The sentence: before the marked words, the marked words, after them, and the one thing to press.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Due {
    pub before: String,
    pub marked: String,
    pub after: String,
    pub press: Option<Thing>,
}

impl Due {
    fn say(before: impl Into<String>, marked: impl Into<String>, after: impl Into<String>, press: Option<Thing>) -> Self {
        Self { before: before.into(), marked: marked.into(), after: after.into(), press }
    }
}

/// What is due, the most pressing first.
pub fn due(concerns: &Concerns, today: NaiveDate) -> Due {
    let rest = [said_now, said_of_ballots, said_of_objections, said_of_motions, said_of_actions, said_of_joiners];
    let later = [said_of_selections, said_of_days];
    let said = rest.iter().chain(&later).find_map(|say| say(concerns, today));
    said.unwrap_or_else(|| Due::say("Nothing waits for you today.", "", "", None))
}

fn said_now(concerns: &Concerns, _: NaiveDate) -> Option<Due> {
    if let Some(question) = &concerns.vote_now {
        return Some(Due::say(
            "The meeting is voting: ",
            question.name.clone(),
            ".",
            Some(Thing::new("Vote now", &question.href)),
        ));
    }
    let meeting = concerns.meeting_now.as_ref()?;
    Some(Due::say(format!("{} is ", meeting.name), "going on now", ".", Some(Thing::new("Go to the meeting", &meeting.href))))
}

fn said_of_ballots(concerns: &Concerns, today: NaiveDate) -> Option<Due> {
    if concerns.is_empty {
        let press = Some(Thing::new("Load the list of members", "/members/import"));
        return Some(Due::say("Your branch is founded; ", "its members come next", ".", press));
    }
    let (ballot, last) = concerns.ballots.first()?;
    Some(Due::say(
        format!("Your vote is wanted in “{}” ", ballot.name),
        until(*last, today),
        ".",
        Some(Thing::new("Vote", &ballot.href)),
    ))
}

fn said_of_objections(concerns: &Concerns, _: NaiveDate) -> Option<Due> {
    let roll = concerns.objections.first()?;
    let after = format!(" of “{}” waits for your decision.", roll.name);
    Some(Due::say("", "An objection to the roll", after, Some(Thing::new("Decide it", &roll.href))))
}

fn said_of_motions(concerns: &Concerns, _: NaiveDate) -> Option<Due> {
    if let [motion, ..] = concerns.to_second.as_slice() {
        let marked = count(concerns.to_second.len(), "a motion", "motions");
        return Some(Due::say("You are asked to second ", marked, ".", Some(Thing::new("Read it", &motion.href))));
    }
    let motion = concerns.to_rule.first()?;
    let waits = if concerns.to_rule.len() == 1 { " waits for your ruling." } else { " wait for your ruling." };
    let mut marked = count(concerns.to_rule.len(), "one motion", "motions");
    marked[..1].make_ascii_uppercase();
    Some(Due::say("", marked, waits, Some(Thing::new("Rule on it", &motion.href))))
}

/// What is due within the week, or has been due.
fn said_of_actions(concerns: &Concerns, today: NaiveDate) -> Option<Due> {
    let (action, due) = concerns.to_do.first()?;
    let press = Some(Thing::new("Say that it is done", &action.href));
    match due {
        Some(due) if *due < today => Some(Due::say("You were asked: ", &action.name, " It is late, which happens.", press)),
        Some(due) if (*due - today).num_days() <= 7 => {
            Some(Due::say(format!("You were asked: {} It is wanted ", action.name), until(*due, today), ".", press))
        }
        _ => None,
    }
}

fn said_of_joiners(concerns: &Concerns, today: NaiveDate) -> Option<Due> {
    if let Some((joiner, by)) = concerns.to_welcome.first() {
        let press = Some(Thing::new("Welcome them", &joiner.href));
        return Some(Due::say(format!("{} joined, and is to hear from you ", joiner.name), until(*by, today), ".", press));
    }
    let has = match concerns.unwelcomed {
        ..=0 => return None,
        1 => " who joined has nobody to welcome them.",
        _ => " who joined have nobody to welcome them.",
    };
    let marked = plural(concerns.unwelcomed.into(), "person", "people");
    Some(Due::say("", marked, has, Some(Thing::new("Name somebody", "/members/joiners"))))
}

fn said_of_selections(concerns: &Concerns, today: NaiveDate) -> Option<Due> {
    let (step, on) = concerns.selection.as_ref()?;
    let press = Some(Thing::new("See its days", &step.href));
    Some(Due::say(format!("{} ", step.name), in_days(*on, today), ".", press))
}

fn said_of_days(concerns: &Concerns, today: NaiveDate) -> Option<Due> {
    let days = [&concerns.next_shift, &concerns.next_meeting];
    let (thing, on) = days.into_iter().flatten().min_by_key(|(_, on)| *on)?;
    let press = Some(Thing::new("See what is planned", &thing.href));
    Some(Due::say(format!("{} is ", thing.name), in_days(*on, today), ".", press))
}

fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { one.to_owned() } else { format!("{number} {many}") }
}

fn in_days(on: NaiveDate, today: NaiveDate) -> String {
    match (on - today).num_days() {
        ..=0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days @ 2..=6 => format!("in {days} days, on {}", on.format("%A")),
        days => format!("in {days} days"),
    }
}

fn until(last: NaiveDate, today: NaiveDate) -> String {
    match (last - today).num_days() {
        ..=0 => "today".to_owned(),
        1 => "by tomorrow".to_owned(),
        2..=6 => format!("by {}", last.format("%A")),
        _ => format!("by {} {}", last.day(), last.format("%B")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a written day")
    }

    fn read(due: &Due) -> String {
        format!("{}{}{}", due.before, due.marked, due.after)
    }

    #[test]
    fn a_vote_that_is_open_this_minute_comes_before_everything_else() {
        let concerns = Concerns {
            vote_now: Some(Thing::new("A public bus network", "/meetings/1/vote")),
            to_rule: vec![Thing::new("x", "/x")],
            ..Concerns::default()
        };
        assert_eq!(read(&due(&concerns, day("2026-12-17"))), "The meeting is voting: A public bus network.");
    }

    #[test]
    fn a_ballot_says_its_last_day_as_people_would() {
        let ballot = |last: &str| Concerns { ballots: vec![(Thing::new("Millbank", "/b"), day(last))], ..Concerns::default() };
        let said = |last| read(&due(&ballot(last), day("2026-11-23")));
        assert_eq!(said("2026-11-24"), "Your vote is wanted in “Millbank” by tomorrow.");
        assert_eq!(said("2026-11-29"), "Your vote is wanted in “Millbank” by Sunday.");
        assert_eq!(said("2026-12-09"), "Your vote is wanted in “Millbank” by 9 December.");
    }

    #[test]
    fn an_objection_to_a_roll_waits_while_its_maker_can_still_vote() {
        let roll = Thing::new("Millbank", "/ballots/1/objections");
        let concerns = Concerns { objections: vec![roll], to_rule: vec![Thing::new("x", "/x")], ..Concerns::default() };
        let said = due(&concerns, day("2026-11-23"));
        assert_eq!(read(&said), "An objection to the roll of “Millbank” waits for your decision.");
        assert_eq!(said.press, Some(Thing::new("Decide it", "/ballots/1/objections")));
    }

    #[test]
    fn two_motions_wait_and_one_motion_waits() {
        let waiting = |number| Concerns { to_rule: vec![Thing::new("x", "/x"); number], ..Concerns::default() };
        assert_eq!(read(&due(&waiting(1), day("2026-11-23"))), "One motion waits for your ruling.");
        assert_eq!(read(&due(&waiting(2), day("2026-11-23"))), "2 motions wait for your ruling.");
    }

    #[test]
    fn whoever_joined_waits_for_a_word_and_for_somebody_to_say_it() {
        let mine = Concerns { to_welcome: vec![(Thing::new("Łucja Khan", "/w"), day("2026-11-29"))], ..Concerns::default() };
        assert_eq!(read(&due(&mine, day("2026-11-23"))), "Łucja Khan joined, and is to hear from you by Sunday.");
        let board = |unwelcomed| Concerns { unwelcomed, ..Concerns::default() };
        assert_eq!(read(&due(&board(1), day("2026-11-23"))), "1 person who joined has nobody to welcome them.");
        assert_eq!(read(&due(&board(3), day("2026-11-23"))), "3 people who joined have nobody to welcome them.");
    }

    #[test]
    fn whoever_runs_a_selection_hears_of_its_next_step() {
        let step = Thing::new("Candidate for Millbank: applications close", "/s");
        let concerns = Concerns { selection: Some((step, day("2026-11-25"))), ..Concerns::default() };
        let said = read(&due(&concerns, day("2026-11-23")));
        assert_eq!(said, "Candidate for Millbank: applications close in 2 days, on Wednesday.");
    }

    #[test]
    fn without_anything_due_the_page_says_so_and_wants_nothing() {
        assert_eq!(due(&Concerns::default(), day("2026-11-23")).press, None);
    }
}
