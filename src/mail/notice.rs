//! What is said, to whom, and how much it matters that it arrives.

use serde::Serialize;

use crate::db::Instant;

crate::text_enum! {
    /// Why a message is sent; it decides the lane, the retries, and what happens when delivery is in doubt.
    pub enum Category {
        /// A link or code to sign in: at most once, worthless after ten minutes.
        SignIn = "sign-in",
        /// What a rule requires (a notice of meeting, a ballot paper): at least once, with the same Message-ID.
        Statutory = "statutory",
        /// An answer to what somebody did.
        Service = "service",
        /// A reminder: better lost than doubled.
        Reminder = "reminder",
    }
}

impl Category {
    /// Lower lanes overtake higher ones.
    pub const fn lane(self) -> i32 {
        match self {
            Self::SignIn => 0,
            Self::Statutory | Self::Service => 1,
            Self::Reminder => 2,
        }
    }
}

crate::text_enum! {
    /// Who may read what was written, besides the person it was written to.
    pub enum Readers {
        /// The officers who look after the branch's mail.
        Officers = "officers",
        /// Nobody: it carries a secret. Its text is shown on no page, and thrown away once a mail server has it.
        Addressee = "addressee",
    }
}

/// Somebody to write to. Without an address it becomes a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recipient {
    /// The member, for those who are one; the outbox does not know what it means.
    pub person: Option<uuid::Uuid>,
    pub name: String,
    pub address: Option<String>,
}

/// One message in as many copies as there are people.
#[derive(Debug, Clone)]
pub struct Notice {
    /// What it is, in the words of the module: "meeting called".
    pub kind: &'static str,
    pub category: Category,
    /// The page it is about: "/meetings/…".
    pub about: String,
    /// Templates `<template>.subject`, `.txt` and `.html`, filled with each recipient's facts.
    pub template: &'static str,
    /// When it is worthless or too late.
    pub deadline: Option<Instant>,
}
