//! Stories of a branch, told over HTTP; one binary for all of them.

mod accounts;
mod amendments;
mod axioms;
mod ballots;
#[path = "../browser/mod.rs"]
mod browser;
mod canvassing;
mod counting;
mod erasing;
mod every_page;
mod complaints;
mod dues;
mod fair_access;
mod floor;
mod hustings;
mod keeping;
mod lists;
mod looks;
mod mail;
mod meetings;
mod members;
mod month;
mod motions;
mod outbox;
mod policy;
mod privacy;
mod scrutineers;
mod selections;
mod selections_lists;
mod selections_nominations;
mod selections_triggers;
mod selections_whole;
mod self_service;
mod setup;
mod welcoming;
mod world;
