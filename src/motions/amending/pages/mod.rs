//! Amending in the browser: changing a motion's words, looking at one amendment, and at all of them beside each other.

mod board;
mod decide;
mod links;
mod of_motion;
mod propose;
mod second;
mod show;

use actix_web::web::ServiceConfig;

pub use of_motion::OfMotion;

use super::{
    super::Motion,
    Amendment, State,
    marked::{Marked, Piece, PieceKind},
};
use crate::{
    db::{AmendmentId, Instant, MemberId},
    render::{RenderError, Templates},
};

/// The pages of this module.
pub fn routes(to: &mut ServiceConfig) {
    propose::routes(to);
    decide::routes(to);
    second::routes(to);
    links::routes(to);
    board::routes(to);
    show::routes(to);
}

/// Every page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<propose::ProposePage>()?;
    pages.extend(templates.check::<propose::CheckPage>()?);
    pages.extend(templates.check::<show::AmendmentPage>()?);
    pages.extend(templates.check::<board::BoardPage>()?);
    Ok(pages)
}

/// A marked text for samples.
fn sample_marked() -> Marked {
    let piece = |kind, words: &str| Piece { kind, words: words.to_owned() };
    vec![vec![piece(PieceKind::Same, "The last bus leaves at "), piece(PieceKind::Out, "nine"), piece(PieceKind::In, "ten")]]
}

/// An amendment for samples.
fn sample(motion: &Motion, state: State) -> Amendment {
    Amendment {
        id: AmendmentId::random(),
        motion: motion.id,
        number: 1,
        mover: MemberId::random(),
        wording: "leave out “nine” and insert “ten”".to_owned(),
        operations: "[]".to_owned(),
        reason: if state == State::Proposed { "The late shift ends at half past nine.".to_owned() } else { String::new() },
        state,
        submitted_at: Instant("2026-11-24T19:00:00Z".parse().unwrap_or_default()),
        decided_at: None,
        seconder: None,
        seconded_at: None,
        parent: None,
    }
}
