//! Amendments as the chair puts them: those still to be decided, in the order in which they are best put, each with the passage it
//! changes.

use serde::Serialize;

use super::{
    Amendment, State,
    amendment::Place,
    course, links,
    marked::{Marked, PieceKind},
    marshalled::{Ground, MarshalledList},
    rules::{self, NotAmended},
    together,
};
use crate::{
    db::{AmendmentId, BranchId, Conn, MemberId, MotionId},
    rulebook::Rulebook,
    web::Problem,
};

/// An amendment that is still to be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToDecide {
    pub id: AmendmentId,
    pub number: i32,
    pub mover: MemberId,
    pub seconder: Option<MemberId>,
    pub wording: String,
    /// Where its page is.
    pub href: String,
    /// The number of the amendment that it amends.
    pub to: Option<i32>,
    /// The paragraphs that it changes.
    pub passage: Marked,
    /// Why it cannot be made any more, where one that was carried stands in its way.
    pub falls: Option<String>,
    /// The clause that asks for a seconder, while nobody has seconded it.
    pub lacks_seconder: Option<String>,
    /// The numbers of those that are carried or fall with it, "3 and 4"; empty where there are none.
    pub with: String,
}

/// The amendments to a motion that are still to be decided, in the order in which they are best put: what another hangs on first,
/// then the widest; and before each those that amend it. Those that follow from another are not put by themselves.
///
/// # Errors
/// As [`super::Amendment::edit`].
pub fn to_decide(conn: &mut Conn, branch: BranchId, book: &Rulebook, motion: MotionId) -> Result<Vec<ToDecide>, Problem> {
    let list = course::of_motion(conn, branch, motion)?;
    let mut open = Vec::new();
    for one in in_order(&list)? {
        let leader = links::leader(&list.links, one.id).and_then(|leader| list.find(leader).ok());
        if leader.is_some_and(|leader| leader.state == State::Proposed) {
            continue;
        }
        open.push(ready(&list, book, &one)?);
    }
    Ok(open)
}

/// Those still to be decided, each after those that amend it.
///
/// # Errors
/// As [`super::Amendment::edit`].
pub fn in_order(list: &MarshalledList) -> Result<Vec<Amendment>, Problem> {
    let Ground { motion, all } = list.ground(None)?;
    let mut ordered = Vec::new();
    for one in together::in_order(&motion, &all, &list.links)? {
        let to_it = list.to(one.id);
        if to_it.iter().any(|child| child.state == State::Proposed) {
            let Ground { motion, all } = list.ground(Some(one.id))?;
            ordered.extend(together::in_order(&motion, &all, &list.links)?.into_iter().cloned());
        }
        ordered.push(one.clone());
    }
    Ok(ordered)
}

fn ready(list: &MarshalledList, book: &Rulebook, one: &Amendment) -> Result<ToDecide, Problem> {
    let falls = match list.hindered(one.id)? {
        Some(collision @ NotAmended::Collides { .. }) => Some(collision.to_string()),
        _ => None,
    };
    let number = |id| list.find(id).map_or(0, |found| found.number);
    let follow = list.links.iter().filter(|link| links::leader(&list.links, link.then) == Some(one.id) && link.first == one.id);
    Ok(ToDecide {
        id: one.id,
        number: one.number,
        mover: one.mover,
        seconder: one.seconder,
        wording: one.wording.clone(),
        href: one.href(),
        to: one.parent.map(number),
        passage: changed(shown(list, one)?),
        lacks_seconder: if falls.is_some() { None } else { rules::lacks_seconder(book, one) },
        falls,
        with: rules::numbers(&follow.map(|link| number(link.then)).collect::<Vec<_>>()),
    })
}

/// The text that an amendment changes, with the change marked in it.
///
/// # Errors
/// As [`super::Amendment::edit`].
pub fn shown(list: &MarshalledList, one: &Amendment) -> Result<Marked, Problem> {
    together::shown(&list.ground(one.parent)?.motion, one)
}

/// The paragraphs that one amendment changes, with the change marked in them.
///
/// # Errors
/// As [`super::Amendment::edit`].
pub fn passage(conn: &mut Conn, branch: BranchId, (motion, id): Place) -> Result<Marked, Problem> {
    let list = course::of_motion(conn, branch, motion)?;
    let as_amended = list.as_amended()?;
    let found = as_amended.iter().find(|one| one.id == id).ok_or(Problem::NotFound)?;
    shown(&list, found).map(changed)
}

fn changed(text: Marked) -> Marked {
    text.into_iter().filter(|pieces| pieces.iter().any(|piece| piece.kind != PieceKind::Same)).collect()
}
