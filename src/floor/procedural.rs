//! Procedural motions: what a meeting decides about its own proceedings. Each has its own majority, which the rulebook names.

use serde::{Deserialize, Serialize};

crate::text_enum! {
    /// A motion about the proceedings, in the order in which meetings need them most.
    pub enum Procedural {
        /// The debate ends and the vote is taken.
        PutNow = "put-now",
        /// The vote is taken by name, and the minutes say how everybody voted.
        ByName = "by-name",
        /// What is before the meeting is left without a decision.
        NextBusiness = "next-business",
        /// It goes to another body first.
        Refer = "refer",
        /// It is taken at a later meeting.
        Defer = "defer",
        /// The meeting sits longer than the rules let it.
        Extend = "extend",
        /// Whoever speaks is given more time.
        LongerSpeech = "longer-speech",
        /// The chair's ruling is set aside.
        ChallengeChair = "challenge-chair",
        /// A person who disturbs the meeting leaves it.
        ExcludePerson = "exclude-person",
        /// The meeting ends, and what it did not reach waits.
        Adjourn = "adjourn",
        /// What came after the deadline is taken all the same. It is put before the motion itself, and nobody has to move it.
        TakeEmergency = "take-emergency",
    }
}

/// What a procedural motion has to name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Names {
    Nothing,
    /// A body, a person or a ruling, in words.
    Words,
    /// A number of minutes.
    Minutes,
}

impl Procedural {
    /// The words in which it is moved: "that the matter be referred to the executive".
    pub fn moves(self, words: &str) -> String {
        match self {
            Self::PutNow => "that the question be now put".to_owned(),
            Self::ByName => "that the vote be taken by name".to_owned(),
            Self::NextBusiness => "that the meeting proceed to next business".to_owned(),
            Self::Refer => format!("that the matter be referred to {words}"),
            Self::Defer => "that the matter be taken at the next meeting".to_owned(),
            Self::Extend => format!("that the meeting go on for {words} minutes more"),
            Self::LongerSpeech => format!("that the speaker be given {words} minutes more"),
            Self::ChallengeChair => format!("that the chair’s ruling be set aside ({words})"),
            Self::ExcludePerson => format!("that {words} leave the meeting"),
            Self::Adjourn => "that the meeting be adjourned".to_owned(),
            Self::TakeEmergency => "that the meeting take this as an emergency".to_owned(),
        }
    }

    /// The question as it is put to each member.
    pub const fn asks(self) -> &'static str {
        match self {
            Self::PutNow => "Shall the debate end and the vote be taken now?",
            Self::ByName => "Shall the vote be taken by name, and the minutes say how everybody voted?",
            Self::NextBusiness => "Shall the meeting leave this and go on to the next business?",
            Self::Refer => "Shall the matter be referred?",
            Self::Defer => "Shall the matter be taken at the next meeting?",
            Self::Extend => "Shall the meeting go on longer?",
            Self::LongerSpeech => "Shall the speaker be given more time?",
            Self::ChallengeChair => "Shall the chair’s ruling be set aside?",
            Self::ExcludePerson => "Shall this person leave the meeting?",
            Self::Adjourn => "Shall the meeting end here?",
            Self::TakeEmergency => "Shall the meeting take this motion, though it came after the deadline?",
        }
    }

    /// The line under which the chair finds it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::PutNow => "That the question be now put",
            Self::ByName => "That the vote be taken by name",
            Self::NextBusiness => "That the meeting proceed to next business",
            Self::Refer => "That the matter be referred to …",
            Self::Defer => "That the matter be taken at the next meeting",
            Self::Extend => "That the meeting go on for … minutes more",
            Self::LongerSpeech => "That the speaker be given … minutes more",
            Self::ChallengeChair => "That the chair’s ruling be set aside",
            Self::ExcludePerson => "That … leave the meeting",
            Self::Adjourn => "That the meeting be adjourned",
            Self::TakeEmergency => "That the meeting take this as an emergency",
        }
    }

    /// The matter whose majority the rulebook names.
    pub const fn matter(self) -> &'static str {
        match self {
            Self::Extend => "extend-meeting",
            Self::LongerSpeech => "longer-speech",
            Self::ChallengeChair => "challenge-chair",
            Self::ExcludePerson => "exclude-person",
            Self::TakeEmergency => "emergency-motion",
            Self::PutNow | Self::ByName | Self::NextBusiness | Self::Refer | Self::Defer | Self::Adjourn => "procedural",
        }
    }

    /// What it has to name to be put.
    pub const fn names(self) -> Names {
        match self {
            Self::Refer | Self::ChallengeChair | Self::ExcludePerson => Names::Words,
            Self::Extend | Self::LongerSpeech => Names::Minutes,
            Self::PutNow | Self::ByName | Self::NextBusiness | Self::Defer | Self::Adjourn | Self::TakeEmergency => {
                Names::Nothing
            }
        }
    }

    /// Whether somebody in the room moves it. The question of an emergency is put by itself.
    pub const fn is_moved(self) -> bool {
        !matches!(self, Self::TakeEmergency)
    }

    /// Whether it is about a motion that is before the meeting.
    pub const fn needs_a_motion(self) -> bool {
        matches!(self, Self::PutNow | Self::ByName | Self::NextBusiness | Self::Refer | Self::Defer | Self::TakeEmergency)
    }
}
