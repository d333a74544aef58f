//! Members are asked by mail whether they come.

use std::collections::HashSet;

use super::{notices, rules, store};
use crate::{
    audit::Act,
    branch::Branch,
    db::{BranchId, Conn, MemberId, ShiftId},
    mail::{self, Category},
    members::{self, Kind},
    web::Problem,
};

/// Everybody who can be asked: members with an address that works, who want such mail and have not said already that they come.
///
/// # Errors
/// The database's.
pub fn whom_to_ask(conn: &mut Conn, branch: &Branch, shift: ShiftId) -> Result<Vec<MemberId>, Problem> {
    let answered = answered(conn, branch.id, shift)?;
    let mut members: Vec<MemberId> = members::who_are_members(conn, branch)?.into_iter().collect();
    let unwilling = members::who_refuse(conn, branch.id, Kind::News)?;
    members.retain(|member| !answered.contains(member) && !unwilling.contains(member));
    let people = members::reach(conn, branch.id, &members)?;
    let addresses: Vec<&str> = people.iter().filter_map(|(_, recipient)| recipient.address.as_deref()).collect();
    let silenced = mail::silenced(conn, branch.id, Category::News, &addresses)?;
    let is_reached = |recipient: &mail::Recipient| {
        recipient.address.as_ref().is_some_and(|address| !silenced.contains(&address.to_lowercase()))
    };
    Ok(people.iter().filter(|(_, recipient)| is_reached(recipient)).map(|(member, _)| *member).collect())
}

/// Who comes, or has offered to.
fn answered(conn: &mut Conn, branch: BranchId, shift: ShiftId) -> Result<HashSet<MemberId>, Problem> {
    let offers = store::offers_for(conn, branch, &[shift])?.into_iter().map(|offer| offer.member);
    Ok(store::coming_to(conn, branch, shift)?.into_iter().chain(offers).collect())
}

/// Asks them; says how many.
///
/// # Errors
/// [`rules::NotAsked`], and a shift that is over or called off.
pub fn ask(act: &mut Act<'_>, branch: &Branch, id: ShiftId) -> Result<usize, Problem> {
    let shift = store::find(act.conn(), branch.id, id)?;
    rules::is_open(&shift, act.at().0)?;
    let members = whom_to_ask(act.conn(), branch, id)?;
    rules::may_ask(&shift, members.len(), act.at().0)?;
    store::note_asked(act, id, members.len())?;
    notices::asked(act, &shift, &members)?;
    Ok(members.len())
}
