//! Motions: a member moves, another seconds, an officer rules it in order, and it stands on the agenda of its meeting.
//!
//! What a motion may be (how long, handed in by when, seconded or not) comes from the rulebook. A late one can be handed in
//! as an emergency where the rules know that; the reason goes with it. The floor decides it and says so here by [`decide`].

pub mod amending;
pub mod amendments;
mod compositing;
mod course;
mod motion;
mod notices;
mod pages;
mod priorities;
pub mod resolutions;
mod rules;
mod sending;
mod sponsors;
mod store;
mod withdrawing;

pub use amending::as_it_stands;
pub use course::{decide, decide_again, defer, hand_in, leave, put_on_agenda, second};
pub use motion::{Decision, Motion, Recommendation, Sponsor, State, Submission};
pub use pages::{routes, samples};
pub use rules::{Refusal, is_late, words_of};
pub use store::{find, for_meeting, list, to_second, waiting_for_ruling};
