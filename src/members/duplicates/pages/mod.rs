//! Entries that look alike, two of them side by side, and those that were laid together.

mod compare;
mod list;

use actix_web::web::ServiceConfig;
use serde::Serialize;

use crate::{
    db::{BranchId, Conn, MemberId},
    members::store,
    render::{RenderError, Templates},
};

pub fn routes(to: &mut ServiceConfig) {
    list::routes(to);
    compare::routes(to);
}

pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<list::DuplicatesPage>()?;
    pages.extend(templates.check::<compare::ComparePage>()?);
    Ok(pages)
}

/// What a member's page says of another entry of theirs.
#[derive(Debug, Clone, Serialize)]
pub struct Note {
    /// The entry that was laid aside, or the one that is kept in the place of this one.
    id: MemberId,
    number: String,
    is_aside: bool,
}

impl Note {
    /// For samples of pages.
    pub fn samples() -> Vec<Self> {
        let note = |is_aside| Self { id: MemberId::fresh(), number: "8000002".into(), is_aside };
        vec![note(true), note(false)]
    }
}

/// The other entries of one member.
pub fn note_of(conn: &mut Conn, branch: BranchId, member: MemberId) -> diesel::QueryResult<Vec<Note>> {
    let merges = store::merges_of(conn, branch, member)?;
    let others =
        merges.iter().map(|merge| if merge.kept_id == member { (merge.aside_id, true) } else { (merge.kept_id, false) });
    others.map(|(id, is_aside)| Ok(Note { id, number: store::find(conn, branch, id)?.number, is_aside })).collect()
}
