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
        /// What somebody writes to many in their own words: better lost than doubled too, and ordered off by itself, so that
        /// whoever wants no news is reminded of meetings all the same.
        News = "news",
    }
}

impl Category {
    /// Whether whoever gets it may say that it was the last of its kind. What a rule requires cannot be ordered off, and an
    /// answer to what somebody did comes once.
    pub const fn can_be_stopped(self) -> bool {
        matches!(self, Self::Reminder | Self::News)
    }

    /// What messages to many are one of; nothing for what is written to one person.
    pub const fn list(self) -> Option<&'static str> {
        match self {
            Self::SignIn | Self::Service => None,
            Self::Statutory => Some("notices"),
            Self::Reminder => Some("reminders"),
            Self::News => Some("news"),
        }
    }

    /// Lower lanes overtake higher ones.
    pub const fn lane(self) -> i32 {
        match self {
            Self::SignIn => 0,
            Self::Statutory | Self::Service => 1,
            Self::Reminder => 2,
            Self::News => 3,
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

/// So many signs has a personal key that ends an address in a message: "/coming/7KM2QXABC3DE". Whoever holds it does one
/// small thing for the person it was sent to, so pages show what was written without it.
pub const KEY_LENGTH: usize = 12;

/// A text without the personal keys in it.
pub fn without_keys(text: &str) -> String {
    let mut parts = text.split('/');
    let mut shown = parts.next().unwrap_or_default().to_owned();
    let mut before = "";
    for part in parts {
        let opens = before == "unsubscribe";
        before = part;
        if opens {
            let end = part.find(|sign: char| !sign.is_ascii_alphanumeric()).unwrap_or(part.len());
            shown.extend(["/…", &part[end..]]);
            continue;
        }
        let is_sign = |sign: char| sign.is_ascii_uppercase() || sign.is_ascii_digit();
        let end = part.find(|sign| !is_sign(sign)).unwrap_or(part.len());
        let signs = if end == KEY_LENGTH { "…" } else { &part[..end] };
        shown.extend(["/", signs, &part[end..]]);
    }
    shown
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_personal_key_is_left_out_of_what_others_read() {
        let text = "Say so at https://branch.example/coming/7KM2QXABC3DE\nMotions: /motions/12, 10/10/2026, /A";

        assert_eq!(without_keys("https://b.example/unsubscribe/k3ab27\nbye"), "https://b.example/unsubscribe/…\nbye");
        assert_eq!(without_keys(text), "Say so at https://branch.example/coming/…\nMotions: /motions/12, 10/10/2026, /A");
    }
}
