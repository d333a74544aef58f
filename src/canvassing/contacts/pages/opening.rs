//! Opening a round: only those it was given to and the coordinator, and each look is noted.

use std::collections::HashMap;

use super::super::{
    Knock,
    store::{self, At},
};
use crate::{
    accounts::{Permission, SignedIn},
    audit::Act,
    canvassing::{
        electors::{self, Door},
        rotas::{self, Shift},
        rounds::{self, Round},
    },
    db::{BranchId, Conn, DoorId, Instant, RoundId},
    members,
    web::{Desk, Look, Problem},
};

/// A round that is open to whoever looks.
#[derive(Debug)]
pub struct Opened {
    pub round: Round,
    /// The shift in which it is walked; none when the coordinator looks at a round that nobody holds.
    pub shift: Option<Shift>,
    pub is_coordinator: bool,
}

/// Whether a person's office opens every round.
pub fn is_coordinator(who: &SignedIn) -> bool {
    who.may(Permission::CoordinateCanvass)
}

/// The round, if it is open to this person now.
///
/// # Errors
/// [`rotas::NotYourRound`], and what the database says.
pub fn open(conn: &mut Conn, branch: BranchId, who: &SignedIn, id: RoundId, now: Instant) -> Result<Opened, Problem> {
    let round = rounds::find(conn, branch, id)?;
    let member = members::of_account(conn, branch, who.account)?.map(|member| member.id);
    let own = match member {
        Some(member) => rotas::shift_walking(conn, branch, id, Some(member), now)?,
        None => None,
    };
    let is_coordinator = is_coordinator(who);
    rotas::may_open(own.as_ref().map(|shift| shift.ends_at.0), is_coordinator, now.0)?;
    let shift = match own {
        None if is_coordinator => rotas::shift_walking(conn, branch, id, None, now)?,
        own => own,
    };
    Ok(Opened { round, shift, is_coordinator })
}

/// As [`open`], inside an act.
pub fn open_in(act: &mut Act<'_>, who: &SignedIn, id: RoundId) -> Result<Opened, Problem> {
    let (branch, now) = (act.branch(), act.at());
    open(act.conn(), branch, who, id, now)
}

/// Checks that the round is open and notes the look.
pub async fn look_into(desk: &Desk, who: &SignedIn, id: RoundId) -> Result<(), Problem> {
    let asking = who.clone();
    desk.look(move |look| open(look.conn, look.branch.id, &asking, id, look.now).map(|_| ())).await?;
    electors::note_look(desk, who, format!("/canvass/rounds/{id}")).await
}

/// The doors of a round in walking order, each with its position.
pub fn doors_of(conn: &mut Conn, branch: BranchId, id: RoundId) -> Result<Vec<(i32, Door)>, Problem> {
    let places = rounds::doors_of(conn, branch, id)?;
    let ids: Vec<DoorId> = places.iter().map(|place| place.door).collect();
    let mut found: HashMap<DoorId, Door> =
        electors::find_doors(conn, branch, &ids)?.into_iter().map(|door| (door.id, door)).collect();
    Ok(places.iter().filter_map(|place| found.remove(&place.door).map(|door| (place.position, door))).collect())
}

/// The doors of a round by their place in it, and what happened at each.
type DoorsAndKnocks = (Vec<(i32, Door)>, HashMap<DoorId, Vec<Knock>>);

/// The doors of a round in walking order, each with its position, and the knocks at them.
pub fn doors_and_knocks(look: &mut Look<'_>, id: RoundId) -> Result<DoorsAndKnocks, Problem> {
    let branch = look.branch.id;
    Ok((doors_of(look.conn, branch, id)?, store::knocks(look.conn, branch, At::Rounds(vec![id]))?))
}
