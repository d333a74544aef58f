//! A round carried about on a phone, so that fifty doors can be walked where there is no signal.
//!
//! The phone takes along the doors and names of one round and nothing else, notes what happens in a log of its own, and
//! sends the log when it can. Each entry has an id from the phone, so that it counts once however often it is sent, and a
//! number, so that the order holds whatever the phone's clock says. A phone that is lost is cut off: it forgets the names when it
//! next asks, and what it sends is kept apart until the coordinator decides.

mod bundle;
mod event;
mod pages;
mod rules;
mod store;
mod taking_in;
mod timing;

pub use pages::{routes, samples};
pub use store::forget_held_at;
