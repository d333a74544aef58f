//! Addresses that can sign in: by a mailed link or the code beside it, no passwords.
//!
//! An account knows an address and what its holder may do today; it knows no member. Members point down at their account.
//! What someone may do comes from an office with a term: when the term ends, so do the permissions.

mod address;
pub mod jobs;
mod limits;
mod notices;
mod pages;
mod permission;
mod rules;
mod session;
mod store;

pub use address::{Address, NotAnAddress};
pub use pages::{routes, samples};
pub use permission::{
    CallMeetings, ChairMeetings, CoordinateCanvass, KeepTheDoor, ManageBranch, ManageMembers, Permission, Permit, RecordDues,
    RuleOnMotions, RunBallots,
};
pub use session::{Holding, SignedIn, recognise, session_cookie};
pub use store::erasing::erase;
pub use store::{
    Account, accounts_at, ask_at_console, close, close_all, end_permissions, find, grant, holds, in_use, let_permissions_run,
    open, open_all, rename, reopen, start_session,
};
