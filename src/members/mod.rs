//! The register of members: a history of each person, not a row.
//!
//! What changes with time is kept as dated facts, each with its source: membership and its class, where somebody lives, which
//! office they hold. Whether somebody may vote is never stored; it is worked out from these facts by the rulebook, each time
//! it is asked, with its reasons. Other modules hold a [`MemberId`](crate::db::MemberId) and ask here for names, for addresses
//! to write to, and for the roll of those entitled on a day.

mod arrears;
mod class;
mod duplicates;
mod group;
mod handover;
mod history;
mod how_read;
mod import;
pub mod jobs;
mod letters;
mod listed;
mod looks;
mod member;
mod moving;
pub mod naming;
mod needs;
mod office;
mod pages;
mod plan;
pub mod reconcile;
mod righting;
mod roll;
mod rules;
mod signed_in;
mod store;
mod welcoming;
mod wishes;
mod words;

pub use arrears::{owes, who_owe};
use history::History;
pub use letters::{Letter, lettered, letters};
pub use looks::{Purpose, Shown};
pub use member::{Joining, Member, Person, called};
pub use office::{Office, Term, at_head};
pub use pages::{Vote, Way, note_looks, routes, sample_ways, samples, ways};
pub use roll::{RollLine, entitled, roll_on, standing};
pub use rules::{may_end, may_take};
pub use signed_in::SignedInMember;
pub use store::{
    Strength, count, count_entries, count_looks, end_membership_of, end_term, enter_all, entries, erase, facts_of, faults,
    find, find_numbered, find_term, groups_on, is_known, join, kept_for, known, known_among, laid_aside_for, let_term_run,
    named, names, of_account, offices_from, persons, postal_addresses, reach, search, strength_on, take_office, terms_from,
    terms_of, who_are_members, who_left, women_among,
};
pub use welcoming::{Welcome, count_alone, waiting_for};
pub use wishes::{Kind, PAGE as CONTACT_PAGE, who_refuse};
