//! A ballot: what is asked, of whom, by which method, and where it stands.

use chrono::NaiveDate;
use diesel::{Queryable, Selectable};
use serde::Serialize;

use super::count::Method;
use crate::db::{BallotId, BranchId, Instant, schema::ballots};

crate::text_enum! {
    /// What sort of answer is sought.
    pub enum Kind {
        /// Ranked papers fill places.
        Election = "election",
        /// For, against or abstain, in a meeting.
        Decision = "decision",
    }
}

crate::text_enum! {
    /// How far the secret is protected.
    pub enum Secrecy {
        /// While it is open, whoever runs the machine is trusted not to look; afterwards there is nothing to see.
        Ordinary = "ordinary",
    }
}

crate::text_enum! {
    /// Where a ballot stands.
    pub enum State {
        Draft = "draft",
        Open = "open",
        Closed = "closed",
    }
}

crate::text_enum! {
    /// The way by which somebody voted.
    pub enum Channel {
        /// By the personal link, or the code beside it.
        Link = "link",
        /// Signed in on the site.
        Site = "site",
        /// In a meeting.
        Room = "room",
    }
}

crate::text_enum! {
    /// How a printed paper came to somebody who votes on one.
    pub enum Way {
        /// In an envelope, to be sent back.
        Post = "post",
        /// Handed out at the table of a meeting.
        Table = "table",
    }
}

/// A question put to those on a roll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = ballots)]
pub struct Ballot {
    pub id: BallotId,
    pub branch_id: BranchId,
    pub kind: Kind,
    pub title: String,
    pub question: String,
    pub method: String,
    /// Places to be filled.
    pub seats: i32,
    /// The matter whose majority the rulebook names, for decisions.
    pub matter: String,
    /// The page of what it decides.
    pub about: String,
    /// The rulebook's sort of ballot, for elections.
    pub rule: String,
    /// The wards whose members vote, one a line; empty where the whole branch does.
    pub area: String,
    pub secrecy: Secrecy,
    pub state: State,
    pub called_on: NaiveDate,
    /// The day from which it may be opened; somebody opens it then, it does not open by itself.
    pub opens_on: NaiveDate,
    /// The day whose facts decide who is entitled.
    pub freeze_on: NaiveDate,
    /// None for a decision, which closes when the chair says so.
    pub closes_at: Option<Instant>,
    pub opened_at: Option<Instant>,
    pub closed_at: Option<Instant>,
    pub roll_fingerprint: Option<String>,
    /// Why it was closed before its time, where it was.
    pub closing_note: Option<String>,
    /// Numbers of choices in the order drawn, where votes could not decide.
    pub drawn_lots: Option<String>,
    pub hands_for: i32,
    pub hands_against: i32,
    pub hands_abstain: i32,
    /// When the last trace of the order of casting was swept out of the database's files.
    pub swept_at: Option<Instant>,
    /// What its notice settles besides the method, as [`super::terms`] keeps it.
    pub terms: String,
    /// When those who had not voted were reminded last.
    pub reminded_at: Option<Instant>,
    /// When its papers were destroyed.
    pub papers_gone_on: Option<NaiveDate>,
    /// When the marks of who had voted were.
    pub marks_gone_on: Option<NaiveDate>,
    /// Why both are kept beyond their time; empty where nothing holds them.
    pub kept_because: String,
    /// The code on the screen, for a ballot that is voted in the room, once it is open.
    pub room_code: Option<String>,
}

/// The days of a ballot, as an officer sets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The day from which it may be opened.
    pub opens_on: NaiveDate,
    /// The day whose facts decide who is entitled.
    pub freeze_on: NaiveDate,
    pub closes_at: Instant,
}

impl Ballot {
    /// A ballot of which nothing is said yet but its sort and the day it was called: a draft with an empty paper.
    pub fn fresh(branch: BranchId, kind: Kind, called_on: NaiveDate) -> Self {
        Self {
            id: BallotId::fresh(),
            branch_id: branch,
            kind,
            title: String::new(),
            question: String::new(),
            method: String::new(),
            seats: 1,
            matter: String::new(),
            about: String::new(),
            rule: String::new(),
            area: String::new(),
            secrecy: Secrecy::Ordinary,
            state: State::Draft,
            called_on,
            opens_on: called_on,
            freeze_on: called_on,
            closes_at: None,
            opened_at: None,
            closed_at: None,
            roll_fingerprint: None,
            closing_note: None,
            drawn_lots: None,
            hands_for: 0,
            hands_against: 0,
            hands_abstain: 0,
            swept_at: None,
            terms: String::new(),
            reminded_at: None,
            papers_gone_on: None,
            marks_gone_on: None,
            kept_because: String::new(),
            room_code: None,
        }
    }

    /// Where its page is.
    pub fn path(&self) -> String {
        path(self.id)
    }

    /// The method of counting; a decision has none and is told instead.
    pub fn method(&self) -> Method {
        self.method.parse().unwrap_or(Method::Av)
    }

    /// Whether it is a question, for or against, which fills no places.
    pub fn is_a_question(&self) -> bool {
        self.method() == Method::YesNo
    }

    /// The places that it fills.
    pub fn places(&self) -> i32 {
        if self.is_a_question() { 0 } else { self.seats }
    }

    /// The wards whose members vote.
    pub fn wards(&self) -> Vec<String> {
        self.area.lines().map(str::to_owned).collect()
    }

    /// Whether papers are taken at `now`: open, and its time not over.
    pub fn takes_papers(&self, now: Instant) -> bool {
        self.state == State::Open && self.closes_at.is_none_or(|closes| now < closes)
    }
}

/// Where the page of a ballot is.
pub fn path(ballot: BallotId) -> String {
    format!("/ballots/{ballot}")
}
