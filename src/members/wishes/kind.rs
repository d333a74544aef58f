//! The kinds of messages that a member may do without.

crate::text_enum! {
    /// A kind of message that no rule requires.
    pub enum Kind {
        /// A reminder of dues that are late.
        Dues = "dues",
        /// Being asked to welcome somebody who joined.
        Welcomes = "welcomes",
        /// What those who stand in a selection write to everybody who votes.
        Candidates = "candidates",
        /// What officers write to members in their own words.
        News = "news",
    }
}

impl Kind {
    /// As the member ticks it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Dues => "Reminders when my dues are late",
            Self::Welcomes => "Asking me to welcome somebody who joined",
            Self::Candidates => "Messages of those who stand in a selection",
            Self::News => "News of the branch, and invitations",
        }
    }

    /// What it means to do without.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Dues => "A kind letter now and then. Your page says at any time to which day your dues are paid.",
            Self::Candidates => {
                "Passed on by the branch; nobody who stands gets your address. Your ballot paper comes in any case."
            }
            Self::News => "What officers write to members. Notices of meetings and ballot papers come in any case.",
            Self::Welcomes => "Somebody who gives a newcomer the first word. Without it nobody is given to you.",
        }
    }
}
