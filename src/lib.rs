//! Wardmote runs a local branch: of a party, a union, any members' association.
//!
//! # Bird's-eye view
//!
//! A branch keeps a register of members, calls meetings, decides on motions, chooses candidates and knocks on doors.
//! Each of these is a module. A request comes in through `web`, is recognised by `accounts`, and reaches one handler in a
//! module's `pages`. The handler reads through the module's `store`, asks its `rules` whether the deed may be done, does it
//! inside an [`audit::Act`] and answers. What has to be said to people is queued as mail in the same transaction; the worker,
//! a process of its own, sends it.
//!
//! # The order
//!
//! The modules below stand in the only order of use: a module may use those above it, never those below it. `tests/house.rs`
//! checks this on every run. Two places differ from a plain list of features, for a reason: `branch` (the body itself: name,
//! zone, rulebook in force) stands right after the record, because mail, pages and every rule need it; `setup` stands
//! above `practice`, because its first page offers both a practice branch and one's own. `affiliates` stands beside the wards
//! of `places`, because whatever counts bodies of the branch asks for both.
//!
//! # The invariants
//!
//! * I1 A module uses only modules above it in the list.
//! * I2 Pure files know no I/O, no clock and no chance: the time and the seed are arguments.
//! * I3 Only stores speak SQL, and a store writes only its own module's tables.
//! * I4 Nothing is written without an [`audit::Act`], and an act that recorded no event is undone. The few writings that
//!   change nobody's affairs are listed in [`audit::Chore`].
//! * I5 No request sends mail.
//! * I6 Nothing kept anywhere lets one find out who cast which secret ballot.
//!
//! # Where to start
//!
//! The path of a vote: `ballots/pages/vote.rs`, `ballots/rules.rs`, `ballots/store/`, `ballots/count/`.
//! The path of an elector: `canvassing/register/`, `canvassing/electors/`, `canvassing/cut/`, `canvassing/contacts/pages/walk.rs`.

pub mod zone;
pub mod clock;
pub mod config;
pub mod db;
pub mod rulebook;
pub mod render;
pub mod audit;
pub mod branch;
pub mod mail;
pub mod web;
pub mod accounts;
pub mod places;
pub mod affiliates;
pub mod members;
pub mod meetings;
pub mod ballots;
pub mod motions;
pub mod floor;
pub mod selections;
pub mod officers;
pub mod canvassing;
pub mod lists;
pub mod mailings;
pub mod privacy;
pub mod home;
pub mod admin;
pub mod practice;
pub mod setup;
pub mod app;
pub mod cli;

/// What unit tests say of data that is not on this machine; the stories say it in the same words.
#[cfg(test)]
#[path = "../tests/branch/world/absent.rs"]
mod absent;
