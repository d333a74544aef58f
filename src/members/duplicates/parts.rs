//! What two entries of one person say, part by part, and what the one that is kept takes from the other.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::super::{Member, history::History, listed, reconcile::Field, righting::joining_change};
use crate::{audit::hex, db::RowId};

/// What is taken together or not at all: half an address is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Its name in a form.
    pub name: &'static str,
    pub label: &'static str,
    pub fields: &'static [Field],
    /// What stands between them in one line.
    between: &'static str,
    /// Why it is not taken unless somebody ticks it, even where the entry that is kept says nothing else.
    pub caution: Option<&'static str>,
}

const fn part(name: &'static str, label: &'static str, fields: &'static [Field]) -> Part {
    Part { name, label, fields, between: ", ", caution: None }
}

const PARTS: [Part; 8] = [
    Part { between: " ", ..part("names", "Name", &[Field::Title, Field::FirstName, Field::LastName]) },
    part("preferred", "Called", &[Field::PreferredName]),
    part("email", "Mail address", &[Field::Email]),
    part("mobile", "Telephone", &[Field::Mobile]),
    part("address", "Address", &[Field::Address1, Field::Address2, Field::Address3, Field::Town, Field::Postcode]),
    part("born", "Date of birth", &[Field::BornOn]),
    part("paid", "Dues paid to", &[Field::PaidTo]),
    Part {
        caution: Some("Voting rights hang on this date: tick it only if you know."),
        ..part("joined", "Date of joining", &[Field::JoinedOn])
    },
];

impl Part {
    pub fn all() -> impl Iterator<Item = Self> {
        PARTS.into_iter()
    }

    /// What an entry says of it, in one line.
    pub fn says(&self, (member, history): (&Member, &History)) -> String {
        let texts = self.fields.iter().map(|field| listed::text(member, history, *field));
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(self.between)
    }
}

/// A field of the entry that was kept, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    pub field: String,
    pub before: String,
    pub after: String,
    /// The payment that was noted with it, or the spell whose first day it is.
    pub fact: Option<RowId>,
}

/// A part in which two entries differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub part: Part,
    pub kept: String,
    pub other: String,
}

impl Difference {
    /// Whether it is taken unless somebody says otherwise: where the entry that is kept says nothing.
    pub fn is_taken(&self) -> bool {
        self.kept.is_empty() && self.part.caution.is_none()
    }
}

/// Where two entries differ and the second says something. A date of joining is offered only where it could be put right by hand.
pub fn differences(kept: (&Member, &History), other: (&Member, &History)) -> Vec<Difference> {
    let differ = |part: Part| {
        let difference = Difference { part, kept: part.says(kept), other: part.says(other) };
        let is_dated = part.fields == [Field::JoinedOn];
        let is_open = !difference.other.is_empty() && difference.kept != difference.other;
        let may_be_taken = || difference.other.parse().is_ok_and(|day| joining_change(kept.1, day).is_ok());
        (is_open && (!is_dated || may_be_taken())).then_some(difference)
    };
    PARTS.into_iter().filter_map(differ).collect()
}

/// The same for the same two entries, so that what is laid together is what was seen.
pub fn fingerprint(kept: (&Member, &History), other: (&Member, &History)) -> String {
    let mut hash = Sha256::new();
    for (member, history) in [kept, other] {
        hash.update(member.id.0.as_bytes());
        hash.update(history.standing());
        for part in PARTS {
            let says = part.says((member, history));
            hash.update(says.len().to_be_bytes());
            hash.update(says);
        }
    }
    hex(&hash.finalize())
}
