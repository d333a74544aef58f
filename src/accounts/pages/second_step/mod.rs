//! The second step of signing in: taking it, setting it up, and what stands in for the app.

mod codes;
mod set_up;
mod take;

use actix_web::web::ServiceConfig;

use super::super::SignedIn;
use crate::{
    render::{RenderError, Templates},
    web::{Problem, Proof, WayOn},
};

pub fn routes(to: &mut ServiceConfig) {
    take::routes(to);
    set_up::routes(to);
    codes::routes(to);
}

pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<take::TakePage>()?;
    pages.extend(templates.check::<set_up::SetUpPage>()?);
    pages.extend(templates.check::<codes::CodesPage>()?);
    Ok(pages)
}

/// Lets in whoever is asked for a second step.
fn is_asked(who: &SignedIn) -> Result<(), Problem> {
    if who.proof != Proof::NotAsked {
        return Ok(());
    }
    Err(Problem::Refused {
        words: "You need no second step here: it is for whoever holds an office, and nobody takes it in a practice branch."
            .to_owned(),
        way_on: vec![WayOn::to("/", "Go to the front page")],
    })
}
