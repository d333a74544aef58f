//! What of a member somebody was shown, and what for. Every member can read who looked.

use chrono::{Months, NaiveDate};

use crate::db::AccountId;

crate::text_enum! {
    /// What was shown.
    pub enum Shown {
        /// The page of the member.
        Page = "page",
        /// How to reach the member.
        Contact = "contact",
        /// How to call and to write mail, as somebody without an office needs it.
        Reach = "reach",
        /// What the member needs to take part.
        Needs = "needs",
        /// A copy of everything, to hand over to the member.
        Copy = "copy",
        /// A letter, with the address for its envelope.
        Letter = "letter",
        /// A message, with the address it went to.
        Message = "message",
    }
}

impl Shown {
    /// What the member reads: "opened your page …".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Page => "opened your page: membership, dues, ward, offices and whether you may vote",
            Self::Contact => "was shown how to reach you: mail, telephone, address and day of birth",
            Self::Reach => "was shown your mail address and telephone number",
            Self::Needs => "was shown what you need to take part",
            Self::Copy => "took a copy of everything that is held of you",
            Self::Letter => "was shown a letter to you, with your address",
            Self::Message => "was shown a message to you, with your mail address",
        }
    }
}

crate::text_enum! {
    /// What it was shown for.
    pub enum Purpose {
        Asked = "asked",
        Welcome = "welcome",
        Meeting = "meeting",
        Ballot = "ballot",
        Dues = "dues",
        Register = "register",
        Righting = "righting",
        Mail = "mail",
        Copy = "copy",
    }
}

impl Purpose {
    /// What an officer may need contact details for.
    pub const TO_REACH: [Self; 5] = [Self::Asked, Self::Welcome, Self::Meeting, Self::Dues, Self::Register];

    /// As the officer chooses it.
    pub const fn chosen(self) -> &'static str {
        match self {
            Self::Asked => "They asked me to get in touch",
            Self::Welcome => "To welcome them",
            Self::Meeting => "About a meeting",
            Self::Ballot => "About a ballot",
            Self::Dues => "About their dues",
            Self::Register => "To check the register",
            Self::Righting => "To put something right",
            Self::Mail => "About a message",
            Self::Copy => "To hand over a copy",
        }
    }

    /// As the member reads it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Asked => "because you asked to be called or written to",
            Self::Welcome => "to welcome you",
            Self::Meeting => "for a meeting",
            Self::Ballot => "for a ballot",
            Self::Dues => "about your dues",
            Self::Register => "to look after the register",
            Self::Righting => "to put something right",
            Self::Copy => "because you asked for it",
            Self::Mail => "to see what became of the message",
        }
    }
}

/// One person's look on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looked {
    pub by: AccountId,
    pub shown: Shown,
    pub purpose: Purpose,
    pub on: NaiveDate,
}

/// So long a look is remembered.
const KEPT: Months = Months::new(24);

/// The first day of which looks are still remembered.
pub fn kept_since(today: NaiveDate) -> NaiveDate {
    today.checked_sub_months(KEPT).unwrap_or(NaiveDate::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_remembered_for_two_years_to_the_day() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a written day");
        assert_eq!(kept_since(day("2026-11-26")), day("2024-11-26"));
        assert_eq!(kept_since(day("2028-02-29")), day("2026-02-28"));
    }
}
