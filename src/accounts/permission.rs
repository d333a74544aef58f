//! What one may do, as verbs. Offices grant them (`members::office`); pages ask for them by type.

use crate::web::Right;

crate::text_enum! {
    /// Something that only the holder of an office may do.
    pub enum Permission {
        /// See and change the register of members.
        ManageMembers = "manage-members",
        /// Record to which day somebody's dues are paid.
        RecordDues = "record-dues",
        /// Call meetings and send their notices.
        CallMeetings = "call-meetings",
        /// Rule motions in or out of order and put them on the agenda.
        RuleOnMotions = "rule-on-motions",
        /// Check people in at the door.
        KeepTheDoor = "keep-the-door",
        /// Put questions to the meeting and declare results.
        ChairMeetings = "chair-meetings",
        /// Open ballots and selections, close and count them.
        RunBallots = "run-ballots",
        /// Load registers, cut rounds, make shifts and assign them.
        CoordinateCanvass = "coordinate-canvass",
        /// See the outbox and change the branch's settings.
        ManageBranch = "manage-branch",
    }
}

impl Permission {
    /// Ends the sentence "This page is for whoever may …".
    pub const fn words(self) -> &'static str {
        match self {
            Self::ManageMembers => "look after the register of members",
            Self::RecordDues => "record dues",
            Self::CallMeetings => "call meetings",
            Self::RuleOnMotions => "rule on motions",
            Self::KeepTheDoor => "check people in at the door",
            Self::ChairMeetings => "chair meetings",
            Self::RunBallots => "run ballots",
            Self::CoordinateCanvass => "coordinate the canvass",
            Self::ManageBranch => "look after the branch's settings and mail",
        }
    }
}

impl Right for Permission {
    fn key(self) -> &'static str {
        self.as_str()
    }
}

/// A permission as a type, so that a page's signature says who may open it.
pub trait Permit {
    const PERMISSION: Permission;
}

/// Declares the types that stand for permissions.
macro_rules! permits {
    ($($name:ident),+ $(,)?) => { $(
        /// As the permission of the same name.
        #[derive(Debug, Clone, Copy)]
        pub struct $name;
        impl Permit for $name {
            const PERMISSION: Permission = Permission::$name;
        }
    )+ };
}

permits!(
    ManageMembers,
    RecordDues,
    CallMeetings,
    RuleOnMotions,
    KeepTheDoor,
    ChairMeetings,
    RunBallots,
    CoordinateCanvass,
    ManageBranch
);
