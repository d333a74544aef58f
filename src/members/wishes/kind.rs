//! The kinds of messages that a member may do without.

use crate::mail::Category;

crate::text_enum! {
    /// A kind of message that no rule requires.
    pub enum Kind {
        /// The day before a meeting.
        Meetings = "meetings",
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
            Self::Meetings => "A reminder the day before a meeting",
            Self::Dues => "Reminders when my dues are late",
            Self::Welcomes => "Asking me to welcome somebody who joined",
            Self::Candidates => "Messages of those who stand in a selection",
            Self::News => "News of the branch, and invitations",
        }
    }

    /// As what the outbox sends it: a link in such a message orders off all kinds of its category.
    pub const fn category(self) -> Category {
        match self {
            Self::Meetings | Self::Dues => Category::Reminder,
            Self::Candidates | Self::News => Category::News,
            Self::Welcomes => Category::Service,
        }
    }

    /// What it means to do without.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Meetings => "What has changed since the notice. The notice itself comes in any case.",
            Self::Dues => "A kind letter now and then. Your page says at any time to which day your dues are paid.",
            Self::Candidates => {
                "Passed on by the branch; nobody who stands gets your address. Your ballot paper comes in any case."
            }
            Self::News => "What officers write to members. Notices of meetings and ballot papers come in any case.",
            Self::Welcomes => "Somebody who gives a newcomer the first word. Without it nobody is given to you.",
        }
    }
}
