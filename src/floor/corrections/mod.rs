//! Corrections of minutes: until a later meeting agrees them, any member says how a sentence should read. The secretary or the chair
//! takes the wording or leaves it, and minutes are not agreed while one is still open.

mod pages;
mod rules;
mod store;

pub use pages::{CorrectPage, Shown, routes, shown};
pub use rules::NotCorrected;
pub use store::open;
