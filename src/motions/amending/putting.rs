//! Amendments as the chair puts them: those still to be decided, in the order in which they are best put, each with the passage it
//! changes.

use serde::Serialize;

use super::{
    super::store as motions,
    amendment::Place,
    marked::{Marked, PieceKind},
    rules::NotAmended,
    store, together,
};
use crate::{
    db::{AmendmentId, BranchId, Conn, MemberId, MotionId},
    web::Problem,
};

/// An amendment that is still to be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToDecide {
    pub id: AmendmentId,
    pub number: i32,
    pub mover: MemberId,
    pub wording: String,
    /// Where its page is.
    pub href: String,
    /// The paragraphs that it changes.
    pub passage: Marked,
    /// Why it cannot be made any more, where one that was carried stands in its way.
    pub falls: Option<String>,
}

/// The amendments to a motion that are still to be decided: the widest first.
///
/// # Errors
/// As [`super::Amendment::edit`].
pub fn to_decide(conn: &mut Conn, branch: BranchId, motion: MotionId) -> Result<Vec<ToDecide>, Problem> {
    let (motion, all) = (motions::find(conn, branch, motion)?, store::of_motion(conn, branch, motion)?);
    let mut open = Vec::new();
    for amendment in together::in_order(&motion, &all)? {
        let falls = match together::hindered(&motion, &all, amendment)? {
            Some(collision @ NotAmended::Collides { .. }) => Some(collision.to_string()),
            _ => None,
        };
        open.push(ToDecide {
            id: amendment.id,
            number: amendment.number,
            mover: amendment.mover,
            wording: amendment.wording.clone(),
            href: amendment.href(),
            passage: changed(together::shown(&motion, amendment)?),
            falls,
        });
    }
    Ok(open)
}

/// The paragraphs that one amendment changes, with the change marked in them.
///
/// # Errors
/// As [`super::Amendment::edit`].
pub fn passage(conn: &mut Conn, branch: BranchId, amendment: Place) -> Result<Marked, Problem> {
    let (motion, found) = (motions::find(conn, branch, amendment.0)?, store::find(conn, branch, amendment)?);
    together::shown(&motion, &found).map(changed)
}

fn changed(text: Marked) -> Marked {
    text.into_iter().filter(|pieces| pieces.iter().any(|piece| piece.kind != PieceKind::Same)).collect()
}
