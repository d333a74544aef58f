//! The pages of complaints: a member's own, and those that wait for an officer.

mod answer;
mod own;

use actix_web::web::ServiceConfig;
use chrono::NaiveDate;
use serde::Serialize;

use super::complaint::{Complaint, place};
use crate::{
    db::{SealedWords, Vault},
    render::{RenderError, Templates},
};

/// The pages of this folder.
pub fn routes(to: &mut ServiceConfig) {
    own::routes(to);
    answer::routes(to);
}

/// Every page of this folder, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<own::ComplaintPage>()?;
    pages.extend(templates.check::<answer::ComplaintsPage>()?);
    Ok(pages)
}

/// One part of an exchange: who speaks, when, and in which words.
#[derive(Debug, Clone, Serialize)]
struct Turn {
    heading: &'static str,
    on: NaiveDate,
    lines: Vec<String>,
}

/// What was said so far, in its order.
fn turns(complaint: &Complaint, vault: &Vault) -> Vec<Turn> {
    let turn = |heading, on: Option<NaiveDate>, column, words: &SealedWords| {
        let words = words.open(vault, place(complaint.id, column));
        let lines = words.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        on.map(|on| Turn { heading, on, lines })
    };
    let all = [
        turn("Complaint", Some(complaint.made_on), "words", &complaint.words),
        turn("Answer", complaint.answered_on, "answer", &complaint.answer),
        turn("Appeal", complaint.appealed_on, "appeal", &complaint.appeal),
        turn("Decision", complaint.decided_on, "decision", &complaint.decision),
    ];
    all.into_iter().flatten().collect()
}

/// For the samples of both pages.
fn sample_turn(heading: &'static str) -> Turn {
    Turn { heading, on: NaiveDate::default(), lines: vec!["The hustings were moved.".into()] }
}
