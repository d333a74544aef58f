//! What happened in an evening, one event after the other.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{procedural::Procedural, told::Told};
use crate::{
    db::{AmendmentId, BallotId, Instant, ItemId, MeetingId, MemberId, MotionId, ResolutionId},
    meetings::QuorumNow,
    motions::amending,
    rulebook::Outcome,
};

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// From 1, without gaps.
    pub number: i32,
    pub at: Instant,
    pub deed: Deed,
}

/// What the chair did, with the facts as they were at that moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Deed {
    /// The meeting was opened.
    Opened { room: Room },
    /// An item of the agenda was taken.
    Taken { item: ItemId, position: i32, title: String },
    /// A question was put to the vote.
    Put { question: Put },
    /// Nobody spoke against it, so it was agreed without a vote.
    Agreed {
        question: Asked,
        #[serde(flatten)]
        beside: Beside,
    },
    /// The vote was closed, the votes were equal, and the chair may decide.
    Tied { ballot: BallotId, told: Told },
    /// The vote is decided.
    Decided {
        ballot: BallotId,
        told: Told,
        #[serde(flatten)]
        beside: Beside,
    },
    /// The count of what was decided last was challenged: the vote is taken again, and the first count stays in the log.
    Challenged { ballot: BallotId, because: String },
    /// What was carried before left an amendment nothing to change, or nobody seconded it, so it was not put.
    Fell { number: i32, because: String },
    /// So many members asked for a secret vote on what is before the meeting.
    SecretAsked { by: u32, clause: String },
    /// The minutes of an earlier meeting were agreed as a correct record.
    MinutesAgreed { meeting: MeetingId, title: String, on: NaiveDate, fingerprint: String },
    /// The chair or the secretary wrote a line for the minutes.
    Noted { words: String },
    /// The meeting was closed, before it reached these items.
    Closed { not_reached: Vec<String> },
}

/// The numbers of the amendments that shared the fate of one that was decided.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Beside {
    #[serde(default)]
    pub fell: Vec<i32>,
    /// Those that follow from it, so that they were carried with it.
    #[serde(default)]
    pub carried: Vec<i32>,
}

/// How many were in the room, against the quorum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// Those who may vote.
    pub present: u32,
    pub needed: u32,
    pub holds: bool,
    /// The rule of the quorum.
    pub clause: String,
}

/// What was put to the vote, and the box into which the phones vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Put {
    pub ballot: BallotId,
    #[serde(flatten)]
    pub asked: Asked,
}

/// What the meeting was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    #[serde(default)]
    pub asks: Asks,
    /// The motion before the meeting, where there is one.
    pub motion: Option<MotionId>,
    /// "2026/7"; empty where there is no motion.
    pub label: String,
    pub title: String,
    /// The matter of the rulebook by whose majority it is decided, where that is another than usual: what the motion changes, or
    /// how the meeting takes an emergency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_matter: Option<String>,
    /// Who moved it, where that was written down.
    pub mover: Option<MemberId>,
    pub seconder: Option<MemberId>,
    pub room: Room,
    /// Without a quorum: the rule by which the next quorate meeting has to ratify what is decided.
    pub to_ratify: Option<String>,
    /// Where the vote was secret because members asked for it: the rule.
    #[serde(default)]
    pub secret: Option<String>,
    /// Whether everybody's vote stands in the minutes.
    #[serde(default)]
    pub by_name: bool,
    /// What the first count gave, where this is a second one.
    #[serde(default)]
    pub again: Option<Outcome>,
}

/// Of what kind a question is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Asks {
    /// Shall the motion be carried?
    #[default]
    Motion,
    /// Shall the amendment be made?
    Amendment { id: AmendmentId, number: i32, wording: String },
    /// A motion about the proceedings; `words` say what it names: to whom, how long, which ruling.
    Procedural { motion: Procedural, words: String },
    /// Shall stand what an earlier meeting carried without a quorum?
    Ratification { resolution: ResolutionId, label: String },
}

impl Asked {
    /// What is carried or lost: "Motion 2026/7", "Amendment 2", "The motion that the question be now put".
    pub fn subject(&self) -> String {
        match &self.asks {
            Asks::Motion => format!("Motion {}", self.label),
            Asks::Amendment { number, .. } => format!("Amendment {number}"),
            Asks::Procedural { motion, words } => format!("The motion {}", motion.moves(words)),
            Asks::Ratification { label, .. } => format!("The ratification of {label}"),
        }
    }

    /// The same before a verb in lower case: "the motion", "amendment 2".
    pub fn in_short(&self) -> String {
        match &self.asks {
            Asks::Amendment { number, .. } => format!("amendment {number}"),
            Asks::Motion | Asks::Procedural { .. } => "the motion".to_owned(),
            Asks::Ratification { .. } => "the ratification".to_owned(),
        }
    }

    /// What it is about, in a line: "Buses", "that the question be now put".
    pub fn about(&self) -> String {
        match &self.asks {
            Asks::Motion => self.title.clone(),
            Asks::Amendment { number, .. } => format!("amendment {number} to “{}”", self.title),
            Asks::Procedural { motion, words } => motion.moves(words),
            Asks::Ratification { .. } => self.title.clone(),
        }
    }

    /// Whether a speech that is going on is over when this is put; more time is voted on while the speaker waits.
    pub fn ends_the_speech(&self) -> bool {
        !matches!(self.asks, Asks::Procedural { motion: Procedural::LongerSpeech, .. })
    }

    /// The page of what it is about, where it has one.
    pub fn href(&self) -> Option<String> {
        match (&self.asks, self.motion) {
            (Asks::Ratification { resolution, .. }, _) => Some(format!("/resolutions/{resolution}")),
            (_, motion) => motion.map(|motion| format!("/motions/{motion}")),
        }
    }

    /// The matter whose majority the rulebook names.
    pub fn matter(&self) -> &str {
        match &self.asks {
            Asks::Motion => self.own_matter.as_deref().unwrap_or("motion"),
            Asks::Amendment { .. } => "amendment",
            Asks::Procedural { motion, .. } => self.own_matter.as_deref().unwrap_or(motion.matter()),
            Asks::Ratification { .. } => "ratification",
        }
    }

    /// The question as it is put to each member.
    pub fn question(&self) -> &'static str {
        match &self.asks {
            Asks::Motion => "Shall the motion be carried?",
            Asks::Amendment { .. } => "Shall the amendment be made?",
            Asks::Procedural { motion, .. } => motion.asks(),
            Asks::Ratification { .. } => "Shall it be ratified?",
        }
    }
}

impl Room {
    /// The room at this moment.
    pub fn of(quorum: &QuorumNow) -> Self {
        let QuorumNow { present, needed, holds, clause, .. } = quorum;
        Self { present: *present, needed: *needed, holds: *holds, clause: clause.clone() }
    }
}

impl Deed {
    /// The words under which the record has it.
    pub const fn recorded_as(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "floor.opened",
            Self::Taken { .. } => "item.taken",
            Self::Put { .. } => "question.put",
            Self::Agreed { .. } => "question.agreed",
            Self::Tied { .. } => "question.tied",
            Self::Decided { .. } => "question.decided",
            Self::Challenged { .. } => "question.challenged",
            Self::Fell { .. } => "question.fell",
            Self::SecretAsked { .. } => "secrecy.asked",
            Self::MinutesAgreed { .. } => "minutes.agreed",
            Self::Noted { .. } => "minutes.noted",
            Self::Closed { .. } => "floor.closed",
        }
    }

    /// What the meeting was asked by it, if it was asked anything.
    pub fn asked(&self) -> Option<&Asked> {
        match self {
            Self::Put { question } => Some(&question.asked),
            Self::Agreed { question, .. } => Some(question),
            _ => None,
        }
    }

    /// What to say to a second chair who pressed a moment later.
    pub fn says(&self) -> String {
        match self {
            Self::Opened { .. } => "The meeting was opened.".to_owned(),
            Self::Taken { position, title, .. } => format!("Item {position}, “{title}”, was taken."),
            Self::Put { question } => format!("{} was put to the vote.", question.asked.subject()),
            Self::Agreed { question, .. } => format!("{} was agreed without a vote.", question.subject()),
            Self::Tied { .. } => "The vote was closed, and the votes are equal.".to_owned(),
            Self::Decided { told, .. } => match told.outcome {
                Outcome::Carried => "The vote was closed: carried.".to_owned(),
                _ => "The vote was closed: lost.".to_owned(),
            },
            Self::Challenged { .. } => "The count was challenged.".to_owned(),
            Self::Fell { number, .. } => format!("Amendment {number} fell."),
            Self::SecretAsked { .. } => "A secret vote was asked for.".to_owned(),
            Self::MinutesAgreed { title, .. } => format!("The minutes of the {title} were agreed."),
            Self::Noted { .. } => "A line was written for the minutes.".to_owned(),
            Self::Closed { .. } => "The meeting was closed.".to_owned(),
        }
    }
}

impl Beside {
    /// "With it was carried amendment 4. With it fell amendments 2 and 3."; nothing where nothing followed.
    pub fn says(&self) -> Option<String> {
        let carried = with_it(&self.carried, ["was carried amendment", "were carried amendments"]);
        let told: Vec<String> = carried.into_iter().chain(with_it(&self.fell, ["fell amendment", "fell amendments"])).collect();
        (!told.is_empty()).then(|| told.join(" "))
    }
}

fn with_it(numbers: &[i32], [one, more]: [&str; 2]) -> Option<String> {
    match numbers {
        [] => None,
        [number] => Some(format!("With it {one} {number}.")),
        numbers => Some(format!("With it {more} {}.", amending::numbers(numbers))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_and_its_decision_written_down_before_there_were_amendments_are_still_read() {
        let id = "01a22944-c326-7317-8467-ff5e9fd6afff";
        let put = format!(
            r#"{{"is":"put","question":{{"motion":"{id}","ballot":"{id}","label":"2026/7","title":"Buses","mover":"{id}",
            "seconder":null,"room":{{"present":29,"needed":25,"holds":true,"clause":"app. 7"}},"to_ratify":null}}}}"#
        );
        let tally = r#"{"for":18,"against":6,"abstain":3,"present":29,"entitled":96,"chair_casts":null}"#;
        let decided = format!(
            r#"{{"is":"decided","ballot":"{id}","told":{{"outcome":"carried","tally":{tally},"phones":21,"hands":6,
            "working":[],"clause":"ch. 15"}}}}"#
        );

        let Ok(Deed::Put { question }) = serde_json::from_str(&put) else { panic!("it is read as a question") };
        let read: Result<Deed, _> = serde_json::from_str(&decided);

        assert_eq!((question.asked.asks, question.asked.secret), (Asks::Motion, None));
        assert!(matches!(read, Ok(Deed::Decided { beside, .. }) if beside == Beside::default()));
    }
}
