//! Ballots: a question, a frozen roll, a box that cannot tell who voted how, and a count that anyone can repeat.
//!
//! An election is opened by the returning officer. Everybody on the roll gets a personal link by mail (or a code by letter),
//! ranks the names, and gets a tracker by which the paper can be found among the published ones. A decision is put by the
//! floor of a meeting and told from phones and hands together.
//!
//! # The secret (invariant I6)
//!
//! Casting is one act: the roll is marked with the day, and the paper falls into the box under a random key; papers that come at
//! the same moment share one. The two tables share no column. The act names nobody and records only that an entry was marked, in the same words for all; the form's
//! token is not remembered, and the tracker travels in a cookie of the voter alone.
//!
//! *While a ballot is open*, somebody who can read the database or its log of changes sees who has voted on which day, and
//! all papers; from the order of pages and log entries such a person could join the two, and with the unsent mail could vote
//! in another's name. So whoever runs the machine is trusted not to look, and the page of the ballot says so.
//! *At the close* all papers are laid in anew in the order of their keys, by one transaction, and their hash enters the
//! record; the roll is written anew as well. The job then rewrites the files and, with SQLite, empties the log; where a long
//! reader holds it up, it tries again until it is done, and the page of the result says when that was. *After that* no table,
//! file or record of this installation joins a member to a paper, or tells in which order people voted.
//! Two things remain beyond our reach: a copy made while the ballot was open, so backups of those days are to be kept as
//! closely as the box itself; and the write-ahead log of a PostgreSQL server, whose old segments are overwritten as the
//! server goes on (or kept, if it archives them).
//!
//! *A decision on the floor* joins phones and hands. Only the sum of both is kept: how the hands divided is forgotten when
//! they are told, and who voted by phone when the vote is settled.

mod again;
mod ballot;
mod bearer;
mod casting;
mod choice;
mod closing;
pub mod count;
mod crosses;
mod decision;
mod election;
mod entitled;
mod faults;
mod flow;
mod holding;
pub mod jobs;
mod keeping;
mod marks;
mod notices;
mod objections;
mod order;
mod pages;
mod portrait;
mod printed;
mod ranking;
mod reconciliation;
mod recounting;
mod reminding;
mod replacing;
mod result;
mod roll;
mod room;
mod rules;
mod scrutiny;
mod sealed_roll;
mod secret;
mod shape;
mod slot;
mod spoilt;
mod store;
mod terms;
mod withdrawing;

pub use again::{Again, count_again};
pub use ballot::{Ballot, Days, Kind, State};
pub use casting::{Vote, cast_ranked};
pub use choice::NewChoice;
pub use decision::{
    Decided, DecisionVote, Question, close_decision, decided, decision_vote, enter_hands, has_voted, mark_by_name,
    open_decision, open_for, yet_to_vote,
};
pub use election::{NewElection, discard_draft, draft_election, elected, open_election, result, verdict};
pub use entitled::{entitled, question};
pub use faults::faults;
pub use holding::{Hold, end_hold, hold_for};
pub use objections::waiting_for as objections_waiting_for;
pub use pages::{Run, Running, portrait_address, routes, samples};
pub use portrait::{LARGEST as LARGEST_PORTRAIT, NoPortrait, Portrait};
pub use roll::Turnout;
pub use rules::{NoVote, NotNow, Unfit, may_be_held, may_be_held_in_the_room, may_count_by, method_by};
pub use scrutiny::name_scrutineer;
pub use slot::Slot;
pub use store::{find, forget_portraits, forget_portraits_of, keep_portrait, open_to, turnout};
pub use terms::{NewGroup, NewTerms, Reopening};

#[cfg(test)]
mod tests;
