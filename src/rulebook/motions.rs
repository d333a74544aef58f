//! What a motion must be to come before a meeting: how long, seconded or not, and handed in by when.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::words::{counted, day, days_before};
use super::{Answer, Length, MeetingKind, Rulebook};

/// The rules for motions.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MotionRules {
    pub src: String,
    /// Days before the meeting by which a motion is handed in; none where it may come on the day.
    pub deadline_days: Option<u32>,
    pub counting: Handing,
    /// Days before the meeting by which members have the text.
    pub circulate_days: Option<u32>,
    /// Who may send motions: "member", "unit", "affiliate".
    pub sources: Vec<String>,
    /// How many motions one ward or affiliated body may send to one meeting.
    pub per_source: Option<u32>,
    pub word_limit: Option<u32>,
    pub seconder: Seconder,
    /// The matters of `[voting.thresholds]` that a motion can change, each with a majority of its own.
    pub changes: Vec<String>,
    /// A decision may not be undone, nor the same motion brought again, before this has passed.
    pub rescind_bar: Option<Length>,
    pub speeches: Option<Speeches>,
    pub emergency: Option<Emergency>,
    pub amendments: Option<Amendments>,
}

/// Something in the rules that a motion can change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Matter {
    /// Its key in `[voting.thresholds]`.
    pub key: String,
    /// After "It changes …": "the standing orders".
    pub about: String,
    /// "at least two thirds of those voting; only by the annual general meeting (Standing orders, amendment)".
    pub needs: String,
    /// The only meeting that may decide it, with the clause.
    pub only_at: Option<(MeetingKind, String)>,
}

/// How the days before a meeting count for handing in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Handing {
    /// The day of handing in counts: fourteen days before the 15th is the 1st.
    #[default]
    DayCounts,
    /// Neither that day nor the day of the meeting counts.
    Clear,
}

/// Whether a second member must support a motion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seconder {
    #[default]
    NotNeeded,
    Needed,
}

/// How long one may speak, in minutes, and how often to one motion.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Speeches {
    pub src: String,
    pub mover_minutes: Option<u32>,
    pub other_minutes: Option<u32>,
    pub per_member: Option<u32>,
    pub order: SpeakingOrder,
    pub new_voices: NewVoices,
    pub balance: Balance,
}

/// In which order those who asked to speak are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpeakingOrder {
    /// In the order of asking.
    #[default]
    AsAsked,
    /// For and against take turns as long as somebody waits on each side.
    Alternating,
}

/// Whether those go first who have not spoken in this meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NewVoices {
    #[default]
    InTurn,
    First,
}

/// Whether women and others take turns, so that no debate is one group's alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Balance {
    #[default]
    None,
    /// Every other speech is a woman's as long as a woman waits; the register says who is one.
    WomenAndOthers,
}

/// A motion about something that happened after the deadline.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Emergency {
    pub src: String,
    /// A key of `[voting.thresholds]`, or "motion": how the meeting accepts it.
    pub accepted_by: String,
    /// Who must recommend it first, such as "chair".
    pub recommended_by: Option<String>,
}

/// Until when amendments come in writing, and whether they may come from the floor.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Amendments {
    pub src: String,
    pub hours_before: Option<u32>,
    pub from_floor: bool,
    pub seconder: Seconder,
}

/// What the form for a motion has to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MotionLimits {
    pub words: Option<u32>,
    pub seconder: Seconder,
    pub deadline_days: Option<u32>,
}

/// Why a motion cannot be taken as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MotionRefusal {
    #[error("The motion has {words} words and may have {limit} ({clause}). Shorten it.")]
    TooLong { words: u32, limit: u32, clause: String },
    #[error("The motion needs a seconder who is not its mover ({clause}). Ask another member to second it.")]
    NoSeconder { clause: String },
    #[error("Motions for that meeting had to be in by {} ({clause}). Bring it to the next meeting.", day(*last))]
    TooLate { last: NaiveDate, clause: String },
    #[error("It has sent {} to that meeting already, and may send no more ({clause}).", counted(*most, "motion"))]
    EnoughSent { most: u32, clause: String },
    #[error("The meeting decided this on {}; it may be taken again from {} ({clause}).", day(*decided_on), day(*from))]
    DecidedLately { decided_on: NaiveDate, from: NaiveDate, clause: String },
}

impl Rulebook {
    /// What a motion must keep to.
    pub fn motion_limits(&self) -> Answer<MotionLimits> {
        let rules = &self.motions;
        let MotionRules { word_limit: words, seconder, deadline_days, .. } = *rules;
        let mut working = Vec::new();
        working.extend(words.map(|words| format!("A motion has at most {words} words.")));
        working.extend((seconder == Seconder::Needed).then(|| "It needs a seconder.".to_owned()));
        working.extend(deadline_days.map(|days| format!("It is handed in {} before the meeting.", counted(days, "day"))));
        Answer::new(MotionLimits { words, seconder, deadline_days }, working, &rules.src)
    }

    /// The last day to hand in a motion for a meeting on that day. Without a deadline it is the day itself.
    pub fn motion_deadline(&self, meeting_on: NaiveDate) -> Answer<NaiveDate> {
        let rules = &self.motions;
        let Some(days) = rules.deadline_days else {
            let says = "The rules set no deadline: a motion may be handed in until the meeting begins.";
            return Answer::new(meeting_on, vec![says.to_owned()], &rules.src);
        };
        let (back, how) = match rules.counting {
            Handing::DayCounts => (days, "the day of handing in counts"),
            Handing::Clear => (days.saturating_add(1), "neither that day nor the day of the meeting counts"),
        };
        let last = days_before(meeting_on, back);
        let days = counted(days, "day");
        let working =
            format!("Motions are handed in {days} before the meeting on {}, and {how}: by {}.", day(meeting_on), day(last));
        Answer::new(last, vec![working], &rules.src)
    }

    /// Whether a motion of so many words may be on the agenda of that meeting when handed in on a day.
    /// `seconders` counts the members other than the mover who support it.
    pub fn may_hand_in(
        &self,
        words: u32,
        seconders: u32,
        handed_in_on: NaiveDate,
        meeting_on: NaiveDate,
    ) -> Result<Answer<NaiveDate>, MotionRefusal> {
        let deadline = self.motion_deadline(meeting_on);
        let clause = self.motions.src.clone();
        if let Some(limit) = self.motions.word_limit.filter(|limit| words > *limit) {
            return Err(MotionRefusal::TooLong { words, limit, clause });
        }
        if self.motions.seconder == Seconder::Needed && seconders == 0 {
            return Err(MotionRefusal::NoSeconder { clause });
        }
        if handed_in_on > deadline.value {
            return Err(MotionRefusal::TooLate { last: deadline.value, clause });
        }
        Ok(deadline)
    }

    /// What a motion can change in the rules, in the order of the rulebook.
    pub fn matters(&self) -> Vec<Matter> {
        self.motions.changes.iter().filter_map(|key| self.matter(key)).collect()
    }

    /// One thing that a motion can change; none where a motion cannot.
    pub fn matter(&self, key: &str) -> Option<Matter> {
        let rule = self.threshold(key).filter(|_| self.motions.changes.iter().any(|known| known == key))?;
        Some(Matter {
            key: key.to_owned(),
            about: rule.about.clone().unwrap_or_else(|| key.replace('-', " ")),
            needs: self.majority_in_words(key),
            only_at: rule.at.map(|kind| (kind, rule.src.clone())),
        })
    }

    /// Whether a ward or affiliated body that has sent so many motions to a meeting may send another.
    pub fn may_send_another(&self, sent: u32) -> Result<(), MotionRefusal> {
        match self.motions.per_source {
            Some(most) if sent >= most => Err(MotionRefusal::EnoughSent { most, clause: self.motions.src.clone() }),
            _ => Ok(()),
        }
    }

    /// Whether a matter that was decided on one day may be decided again on another.
    pub fn may_return(&self, decided_on: NaiveDate, meeting_on: NaiveDate) -> Result<(), MotionRefusal> {
        let Some(bar) = self.motions.rescind_bar else { return Ok(()) };
        let from = bar.after(decided_on);
        if meeting_on >= from {
            return Ok(());
        }
        Err(MotionRefusal::DecidedLately { decided_on, from, clause: self.motions.src.clone() })
    }
}

impl Speeches {
    /// "mover 5 minutes, others 3 minutes, each member once to a motion".
    pub fn in_words(&self) -> String {
        let mut said = Vec::new();
        said.extend(self.mover_minutes.map(|minutes| format!("mover {}", counted(minutes, "minute"))));
        said.extend(self.other_minutes.map(|minutes| format!("others {}", counted(minutes, "minute"))));
        said.extend(self.per_member.map(|times| format!("each member {} to a motion", often(times))));
        said.extend((self.order == SpeakingOrder::Alternating).then(|| "for and against take turns".to_owned()));
        said.extend((self.balance == Balance::WomenAndOthers).then(|| "women and others take turns".to_owned()));
        said.extend((self.new_voices == NewVoices::First).then(|| "those who have not spoken go first".to_owned()));
        said.join(", ")
    }

    /// How often one member may speak to a motion: "once"; "as often as they are called" where the rules set no limit.
    pub fn how_often(&self) -> String {
        self.per_member.map_or_else(|| "as often as they are called".to_owned(), often)
    }
}

impl Emergency {
    pub(super) fn in_words(&self) -> String {
        let majority = self.accepted_by.replace('-', " ");
        let after = self.recommended_by.as_ref().map(|who| format!(", if the {who} recommends it")).unwrap_or_default();
        format!("accepted by the majority for: {majority}{after}")
    }
}

impl Amendments {
    /// "in writing until 24 hours before; also from the floor".
    pub fn in_words(&self) -> String {
        let mut said = Vec::new();
        said.extend(self.hours_before.map(|hours| format!("in writing until {} before", counted(hours, "hour"))));
        said.push(if self.from_floor { "also from the floor" } else { "not from the floor" }.to_owned());
        said.extend((self.seconder == Seconder::Needed).then(|| "each seconded by another member".to_owned()));
        said.join("; ")
    }
}

/// "once", "twice", "3 times".
fn often(times: u32) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{times} times"),
    }
}
