//! The joiners board, and what a welcomer sees.

mod board;
mod check;
mod give;
mod mine;

use actix_web::web::ServiceConfig;
use diesel::QueryResult;

use super::store;
use crate::{
    branch::Branch,
    db::{Conn, MemberId},
    members::names,
    render::{RenderError, Templates, dates},
};

pub fn routes(to: &mut ServiceConfig) {
    board::routes(to);
    check::routes(to);
    give::routes(to);
    mine::routes(to);
}

pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<board::BoardPage>()?;
    pages.extend(templates.check::<check::CheckPage>()?);
    pages.extend(templates.check::<give::GivePage>()?);
    pages.extend(templates.check::<mine::MinePage>()?);
    pages.extend(templates.check::<mine::WelcomePage>()?);
    Ok(pages)
}

/// How far the welcome of a member has come, where there is or was one: "Tom Lewis is to speak with them by …".
pub fn said_of(conn: &mut Conn, branch: &Branch, joiner: MemberId) -> QueryResult<Option<String>> {
    let Some(welcome) = store::welcome_of(conn, branch.id, joiner)? else { return Ok(None) };
    let named = names(conn, branch.id, &[welcome.welcomer])?;
    let name = named.get(&welcome.welcomer).cloned().unwrap_or_default();
    Ok(Some(match welcome.spoke_on {
        Some(on) => format!("{name} spoke with them on {}.", dates::day(on)),
        None => format!("{name} is to speak with them by {}.", dates::day(welcome.speak_by)),
    }))
}
