//! Forms: what was typed is kept, and each fault is said beside the field that caused it.

use std::collections::BTreeMap;

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::StatusCode, web::Bytes};
use futures_util::future::LocalBoxFuture;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{
    Once, Opened, Problem, Stood,
    opened::{self, Meanwhile},
};

/// What is wrong with a form, field by field, in the order found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults(Vec<(String, String)>);

impl Faults {
    /// One fault at `field`.
    pub fn at(field: &str, words: impl Into<String>) -> Self {
        let mut faults = Self::default();
        faults.add(field, words);
        faults
    }

    pub fn add(&mut self, field: &str, words: impl Into<String>) {
        self.0.push((field.to_owned(), words.into()));
    }

    /// Takes the value out of `parsed`, or notes its error at `field`.
    pub fn take<T, E: std::fmt::Display>(&mut self, field: &str, parsed: Result<T, E>) -> Option<T> {
        parsed.map_err(|fault| self.add(field, fault.to_string())).ok()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them as one text, for a page that has no fields to say them at.
    pub fn in_words(&self) -> String {
        self.0.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Nothing to complain of, or all of it.
    pub fn check(self) -> Result<(), Problem> {
        if self.is_empty() { Ok(()) } else { Err(Problem::Faults(self)) }
    }
}

/// A form as it is shown: what stands in its fields, and what is wrong with them.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Filled {
    /// What stands in each field; several values of one name are joined by line breaks.
    pub values: BTreeMap<String, String>,
    /// What is wrong with each field.
    pub faults: BTreeMap<String, String>,
    /// The same in order, for the summary at the head of the page.
    pub summary: Vec<Fault>,
    /// What stands in the fields now, as a form that changes it carries it; nothing for a form that makes something new.
    pub stood: Option<String>,
    /// The fields that somebody else changed while the form was open.
    pub meanwhile: BTreeMap<String, Meanwhile>,
}

/// One line of the summary.
#[derive(Debug, Clone, Serialize)]
pub struct Fault {
    /// The field's name.
    pub name: String,
    pub words: String,
}

impl Filled {
    /// A form whose fields start with these values.
    pub fn with<'a>(values: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let values = values.into_iter().map(|(field, value)| (field.to_owned(), value)).collect();
        Self { values, ..Self::default() }
    }

    /// The form of what stands: it says so when it comes back, and is not written over what somebody else wrote since.
    pub fn of_what_stands<'a>(values: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let form = Self::with(values);
        let stood = form.values.clone();
        form.standing(stood)
    }

    /// The same form, carrying what stands.
    pub(super) fn standing(self, stood: Stood) -> Self {
        Self { stood: serde_json::to_string(&stood).ok(), ..self }
    }

    /// The same form with the fields that it does not carry yet, as they stand now; what was typed into the others stays.
    pub fn and_what_stands(mut self, now: &Self) -> Self {
        let mut stood: Stood = self.stood.as_deref().and_then(|stood| serde_json::from_str(stood).ok()).unwrap_or_default();
        for (field, value) in &now.values {
            if !stood.contains_key(field) {
                stood.insert(field.clone(), value.clone());
                self.values.insert(field.clone(), value.clone());
            }
        }
        self.standing(stood)
    }

    /// The same form with its faults.
    pub fn but(mut self, faults: Faults) -> Self {
        for (field, words) in faults.0 {
            self.faults.entry(field.clone()).or_insert_with(|| words.clone());
            self.summary.push(Fault { name: field, words });
        }
        self
    }

    /// What stands in `field`, or nothing.
    pub fn value(&self, field: &str) -> &str {
        self.values.get(field).map_or("", String::as_str)
    }
}

/// Something to choose in a form: in a select, by radios or by boxes to tick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What the person reads.
    pub label: String,
    /// What stands beside the label in small letters.
    pub hint: Option<String>,
}

impl Choice {
    pub fn of(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None }
    }

    /// A word that is read as it is sent, such as the name of a ward.
    pub fn word(word: impl Into<String>) -> Self {
        let word = word.into();
        Self::of(word.clone(), word)
    }

    /// The same with something beside its label.
    pub fn hinted(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

/// A form with nothing to fill in: one button, with the token that makes a second press harmless.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Nothing {}

/// A form that was sent: read into `T`, with the token that makes a second sending harmless.
#[derive(Debug, Clone)]
pub struct Posted<T> {
    pub form: T,
    pub once: Once,
    pairs: Vec<(String, String)>,
    /// What the form said stood in its fields.
    stood: Option<String>,
}

impl<T> Posted<T> {
    /// What was typed, to show it again.
    pub fn typed(&self) -> Filled {
        let mut filled = Filled { stood: self.stood.clone(), ..Filled::default() };
        for (field, value) in &self.pairs {
            let kept = filled.values.entry(field.clone()).or_default();
            if !kept.is_empty() {
                kept.push('\n');
            }
            kept.push_str(value);
        }
        filled
    }

    /// The form as it was opened, to hold against what stands now.
    pub fn opened(&self) -> Opened {
        Opened::of(self.stood.as_deref().unwrap_or_default(), self.typed())
    }
}

/// The longest form that is read: a motion with amendments fits many times over. `app.rs` lets so much through.
pub const LONGEST_FORM: usize = 1 << 20;

impl<T: DeserializeOwned + 'static> FromRequest for Posted<T> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = Bytes::from_request(request, payload);
        Box::pin(async move { read(&body.await.map_err(unreadable)?) })
    }
}

/// A body that is too long, or that broke off on the way.
fn unreadable(cause: actix_web::Error) -> Problem {
    match cause.as_response_error().status_code() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLong,
        _ => Problem::Garbled(cause.to_string()),
    }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<Posted<T>, Problem> {
    let pairs: Vec<(String, String)> =
        serde_html_form::from_bytes(body).map_err(|cause| Problem::Garbled(cause.to_string()))?;
    let (tokens, pairs): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(field, _)| field == "_form");
    let (stood, pairs): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(field, _)| field == opened::FIELD);
    let once = Once::new(tokens.into_iter().next().map(|(_, token)| token).unwrap_or_default());
    let stood = stood.into_iter().next().map(|(_, stood)| stood);
    let rest = serde_html_form::to_string(&pairs).map_err(|cause| Problem::Garbled(cause.to_string()))?;
    let form = serde_html_form::from_str(&rest).map_err(|cause| Problem::Garbled(cause.to_string()))?;
    Ok(Posted { form, once, pairs, stood })
}
