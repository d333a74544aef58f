//! Addresses that can sign in: by a mailed link or the code beside it, no passwords; whoever holds an office takes a second
//! step after it, by an app or a recovery code, and again before an act that weighs much.
//!
//! An account knows an address and what its holder may do today; it knows no member. Members point down at their account.
//! What someone may do comes from an office with a term: when the term ends, so do the permissions.

mod address;
mod entrance;
pub mod jobs;
mod limits;
mod notices;
mod pages;
mod permission;
mod qr;
mod rules;
mod second_step;
mod session;
mod store;
mod trial;
mod weighty;

pub use address::{Address, NotAnAddress};
pub use entrance::Entrance;
pub use pages::{routes, samples};
pub use permission::{
    CallMeetings, ChairMeetings, CoordinateCanvass, KeepTheDoor, ManageBranch, ManageMembers, Permission, Permit, RecordDues,
    RuleOnMotions, RunBallots,
};
pub use qr::{Picture as QrPicture, picture as qr_picture};
pub use second_step::AppKey;
pub use session::{AnyOffice, Holding, SignedIn, recognise, session_cookie};
pub use store::erasing::erase;
pub use store::{
    Account, accounts_at, ask_at_console, called, close, close_all, end_permissions, find, grant, holds, in_use, is_open,
    let_permissions_run, open, open_all, rename, reopen, second_step, set_up, start_session,
};
pub use trial::begin_anew;
pub use weighty::weighty;
