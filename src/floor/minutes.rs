//! The minutes, drafted from what happened: each fact of the log becomes a finished sentence.

mod voting;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::event::{Asked, Deed, Event, Room};
use super::speakers::Speech;
use crate::{
    ballots::DecisionVote,
    db::{BallotId, Instant, MeetingId, MemberId, MotionId},
    meetings::{Attendance, Meeting},
    render::{
        dates,
        words::{names, plural},
    },
    zone::Zone,
};

/// The minutes of a meeting, still a draft: a later meeting approves them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Minutes {
    pub meeting: Meeting,
    /// "general meeting".
    pub kind: &'static str,
    pub parts: Vec<Part>,
    /// Once a later meeting agreed them, they stay as they were.
    pub agreed: Option<Agreed>,
}

/// The agreement to minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Agreed {
    pub at: Instant,
    /// The meeting that agreed them.
    pub by: MeetingId,
    /// SHA-256 of their words, in hexadecimal figures.
    pub fingerprint: String,
}

/// What stands under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub heading: String,
    pub sentences: Vec<Sentence>,
}

/// One sentence of the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Which one it is, the same in every draft: "attendance", "event-4".
    pub key: String,
    /// As it follows from what happened.
    pub drafted: String,
    /// The secretary's wording, where there is one.
    pub own: Option<String>,
    /// What the meeting resolved by it, in paragraphs.
    pub resolved: Vec<String>,
}

/// What the draft is made of.
#[derive(Debug)]
pub struct Facts<'a> {
    pub zone: Zone,
    pub events: &'a [Event],
    /// Every speech that was called.
    pub speeches: &'a [Speech],
    /// Every stay in the room.
    pub stays: &'a [Attendance],
    /// Those who sent apologies.
    pub apologies: &'a [MemberId],
    pub names: &'a HashMap<MemberId, String>,
    /// The paragraphs of the motions that were put.
    pub texts: &'a HashMap<MotionId, Vec<String>>,
    /// How everybody voted, where that was by name.
    pub named: &'a HashMap<BallotId, Vec<(MemberId, DecisionVote)>>,
}

/// The draft; nothing for a meeting that has not begun.
pub fn drafted(facts: &Facts<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut question: Option<&Asked> = None;
    for event in facts.events {
        match &event.deed {
            Deed::Opened { room } => {
                parts.push(facts.attendance(event.at));
                parts.push(part("Opening", vec![facts.opened(event, room)]));
            }
            Deed::Taken { position, title, .. } => {
                let words = format!("The meeting took this item at {}.", facts.time(event.at));
                parts.push(part(&format!("{position}. {title}"), vec![sentence(event, "", words)]));
            }
            Deed::Put { question: put } => {
                question = Some(&put.asked);
                add(&mut parts, facts.put(event, &put.asked));
            }
            Deed::Agreed { question, beside } => add(&mut parts, facts.agreed(event, question, beside)),
            Deed::Tied { told, .. } => add(&mut parts, facts.tied(event, told)),
            Deed::Decided { ballot, told, beside } => {
                add(&mut parts, facts.decided(event, told, beside, question));
                add(&mut parts, facts.by_name(event, *ballot));
            }
            Deed::Challenged { because, .. } => {
                let words = format!("The count was challenged ({because}), and the vote was taken again.");
                add(&mut parts, vec![sentence(event, "", words)]);
            }
            Deed::Fell { number, because } => {
                add(&mut parts, vec![sentence(event, "", format!("Amendment {number} fell. {because}"))]);
            }
            Deed::SecretAsked { by, clause } => {
                let asked = plural((*by).into(), "member", "members");
                let words = format!("{asked} asked for a secret vote, and the votes on this item were secret ({clause}).");
                add(&mut parts, vec![sentence(event, "", words)]);
            }
            Deed::MinutesAgreed { title, on, .. } => {
                let words = format!("The minutes of the {title} of {} were agreed as a correct record.", dates::day(*on));
                add(&mut parts, vec![sentence(event, "", words)]);
            }
            Deed::Noted { words } => add(&mut parts, vec![sentence(event, "", words.clone())]),
            Deed::Closed { not_reached } => parts.push(part("Close", facts.closed(event, not_reached))),
        }
        add(&mut parts, facts.spoken_after(event));
    }
    parts
}

/// The draft in the secretary's wording, where there is one.
pub fn worded(mut parts: Vec<Part>, wordings: &HashMap<String, String>) -> Vec<Part> {
    for sentence in parts.iter_mut().flat_map(|part| &mut part.sentences) {
        sentence.own = wordings.get(&sentence.key).cloned();
    }
    parts
}

/// The words as they read, in lines: what a fingerprint is taken of.
pub fn read_out(parts: &[Part]) -> String {
    let mut lines = Vec::new();
    for part in parts {
        lines.push(part.heading.as_str());
        for sentence in &part.sentences {
            lines.push(sentence.own.as_deref().unwrap_or(&sentence.drafted));
            lines.extend(sentence.resolved.iter().map(String::as_str));
        }
    }
    lines.join("\n")
}

fn part(heading: &str, sentences: Vec<Sentence>) -> Part {
    Part { heading: heading.to_owned(), sentences }
}

/// Adds to what stands under the last heading.
fn add(parts: &mut [Part], sentences: Vec<Sentence>) {
    if let Some(last) = parts.last_mut() {
        last.sentences.extend(sentences);
    }
}

fn sentence(event: &Event, which: &str, drafted: String) -> Sentence {
    Sentence { key: format!("event-{}{which}", event.number), drafted, own: None, resolved: Vec::new() }
}

impl Facts<'_> {
    fn time(&self, at: Instant) -> String {
        dates::time(at.with_timezone(&self.zone).time())
    }

    fn name(&self, member: MemberId) -> &str {
        self.names.get(&member).map_or("a member", String::as_str)
    }

    fn attendance(&self, opened_at: Instant) -> Part {
        let mut present: Vec<(&str, Presence)> = Vec::new();
        for stay in self.stays {
            let name = self.name(stay.member);
            match present.iter_mut().find(|(_, presence)| presence.member == stay.member) {
                Some((_, presence)) => presence.add(stay),
                None => present.push((name, Presence::of(stay))),
            }
        }
        present.sort_by_key(|(name, _)| name.to_lowercase());
        let one = |key: &str, drafted| Sentence { key: key.to_owned(), drafted, own: None, resolved: Vec::new() };
        let mut sentences = vec![one("attendance", counted(&present))];
        if !present.is_empty() {
            let listed: Vec<String> = present.iter().map(|(name, presence)| self.listed(name, presence, opened_at)).collect();
            sentences.push(one("names", format!("Present: {}.", names(&listed))));
        }
        sentences.push(one("apologies", self.apologised()));
        part("Attendance", sentences)
    }

    /// "Apologies were received from Ama Okoro and Joe Nowak." Whoever came all the same is among those present.
    fn apologised(&self) -> String {
        let came = |member: &MemberId| self.stays.iter().any(|stay| stay.member == *member);
        let mut people: Vec<&str> =
            self.apologies.iter().filter(|member| !came(member)).map(|member| self.name(*member)).collect();
        people.sort_by_key(|name| name.to_lowercase());
        if people.is_empty() {
            return "No apologies were recorded.".to_owned();
        }
        format!("Apologies were received from {}.", names(&people))
    }

    /// "Tom Lewis (from 7.31 pm, until 8.10 pm)".
    fn listed(&self, name: &str, presence: &Presence, opened_at: Instant) -> String {
        let from = (presence.joined_at > opened_at).then(|| format!("from {}", self.time(presence.joined_at)));
        let until = presence.left_at.map(|left| format!("until {}", self.time(left)));
        let hours: Vec<String> = from.into_iter().chain(until).collect();
        if hours.is_empty() { name.to_owned() } else { format!("{name} ({})", hours.join(", ")) }
    }

    fn opened(&self, event: &Event, room: &Room) -> Sentence {
        let at = self.time(event.at);
        let Room { present, needed, holds, clause } = room;
        let present = plural((*present).into(), "member with a vote was", "members with a vote were");
        let quorum = match (needed, holds) {
            (0, _) => "no quorum could be worked out".to_owned(),
            (_, true) => format!("the quorum is {needed} ({clause})"),
            (_, false) => format!("there was no quorum, which is {needed} ({clause})"),
        };
        sentence(event, "", format!("The chair opened the meeting at {at}. {present} in the room; {quorum}."))
    }

    /// Who spoke between an event and the next.
    fn spoken_after(&self, event: &Event) -> Vec<Sentence> {
        let until = self.events.iter().find(|other| other.number == event.number + 1).map(|next| next.at);
        let is_then = |at: Instant| at >= event.at && until.is_none_or(|until| at < until);
        let mut called: Vec<&Speech> = self.speeches.iter().filter(|speech| speech.called_at.is_some_and(is_then)).collect();
        if called.is_empty() {
            return Vec::new();
        }
        called.sort_by_key(|speech| speech.called_at);
        let said: Vec<String> =
            called.iter().map(|speech| format!("{} {}", self.name(speech.member), speech.stance.did())).collect();
        vec![sentence(event, "-speakers", format!("{}.", said.join("; ")))]
    }

    fn closed(&self, event: &Event, not_reached: &[String]) -> Vec<Sentence> {
        let mut sentences = vec![sentence(event, "", format!("The chair closed the meeting at {}.", self.time(event.at)))];
        if !not_reached.is_empty() {
            sentences.push(sentence(event, "-rest", format!("The meeting did not reach {}.", names(not_reached))));
        }
        sentences
    }
}

/// "31 members were present, 29 of them with a vote."
fn counted(present: &[(&str, Presence)]) -> String {
    if present.is_empty() {
        return "Nobody was checked in at the door.".to_owned();
    }
    let number = |people: usize| i128::try_from(people).unwrap_or_default();
    let voters = present.iter().filter(|(_, presence)| presence.may_vote).count();
    let people = plural(number(present.len()), "member was", "members were");
    let voting = if voters == present.len() { "all with a vote".to_owned() } else { format!("{voters} of them with a vote") };
    format!("{people} present, {voting}.")
}

/// One person's evening: several stays made one.
struct Presence {
    member: MemberId,
    may_vote: bool,
    joined_at: Instant,
    /// None for whoever was there to the end.
    left_at: Option<Instant>,
}

impl Presence {
    fn of(stay: &Attendance) -> Self {
        Self { member: stay.member, may_vote: stay.may_vote, joined_at: stay.joined_at, left_at: stay.left_at }
    }

    /// Stays come in the order of joining.
    fn add(&mut self, stay: &Attendance) {
        self.may_vote |= stay.may_vote;
        self.left_at = stay.left_at;
    }
}

#[cfg(test)]
mod tests;
