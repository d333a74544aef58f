//! What can happen at a door, and what somebody may say of their vote. The plain set that every branch starts with.

use serde::Serialize;

crate::text_enum! {
    /// What happened at a door.
    pub enum Outcome {
        Spoke = "spoke",
        NoAnswer = "no-answer",
        ComeBack = "come-back",
        Moved = "moved",
        Refused = "refused",
        /// Nobody is to call here again. It holds whatever comes later, until it is undone.
        DoNotKnock = "do-not-knock",
    }
}

crate::text_enum! {
    /// What somebody said of their vote: political opinion, which the law protects especially (UK GDPR, article 9).
    pub enum Intention {
        For = "for",
        Maybe = "maybe",
        Against = "against",
        NotSaid = "not-said",
    }
}

/// How a door stands in the picture of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Picture {
    Done,
    Back,
    Todo,
}

impl Outcome {
    /// On the button and on paper.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Spoke => "Spoke",
            Self::NoAnswer => "No answer",
            Self::ComeBack => "Come back",
            Self::Moved => "Moved away",
            Self::Refused => "Refused",
            Self::DoNotKnock => "Do not knock",
        }
    }

    /// Whether somebody came to the door.
    pub const fn is_answer(self) -> bool {
        !matches!(self, Self::NoAnswer)
    }

    /// Whether there is anything left to do at the door.
    pub const fn picture(self) -> Picture {
        match self {
            Self::NoAnswer | Self::ComeBack => Picture::Back,
            Self::Spoke | Self::Moved | Self::Refused | Self::DoNotKnock => Picture::Done,
        }
    }
}

impl Intention {
    /// On the phone and on paper; the same words whoever canvasses.
    pub const fn words(self) -> &'static str {
        match self {
            Self::For => "For us",
            Self::Maybe => "May be",
            Self::Against => "Against",
            Self::NotSaid => "Would not say",
        }
    }
}
