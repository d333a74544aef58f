//! The tables `cuts`, `rounds` and `round_doors`.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use serde_json::json;

use super::{Calling, Proposed, Round, RoundDoor};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, CutId, DistrictId, DoorId, RoundId,
        schema::{cuts, doors, round_doors, rounds},
    },
    native,
};

/// Rows of one INSERT; SQLite takes 32,766 values at the most.
const ROWS_AT_ONCE: usize = 1_000;

type RoundColumns = (
    rounds::id,
    rounds::cut_id,
    rounds::district_id,
    rounds::code,
    rounds::doors,
    rounds::streets,
    cuts::published_at,
    cuts::replaced_at,
);

const ROUND: RoundColumns = (
    rounds::id,
    rounds::cut_id,
    rounds::district_id,
    rounds::code,
    rounds::doors,
    rounds::streets,
    cuts::published_at,
    cuts::replaced_at,
);

/// Which cut of the polling district the next one is.
pub fn next_number(conn: &mut Conn, branch: BranchId, district: DistrictId) -> QueryResult<i32> {
    let last: Option<i32> = cuts::table
        .filter(cuts::branch_id.eq(branch))
        .filter(cuts::district_id.eq(district))
        .select(diesel::dsl::max(cuts::number))
        .first(conn)?;
    Ok(last.unwrap_or_default() + 1)
}

/// Publishes a cut in the place of the one before. What is published stays as it is.
pub fn publish(
    act: &mut Act<'_>,
    district: DistrictId,
    number: i32,
    per_round: usize,
    calling: &Calling,
    proposed: &[Proposed],
) -> QueryResult<CutId> {
    let (branch, at, cut) = (act.branch(), act.at(), CutId::fresh());
    diesel::update(cuts::table)
        .filter(cuts::branch_id.eq(branch))
        .filter(cuts::district_id.eq(district))
        .filter(cuts::replaced_at.is_null())
        .set(cuts::replaced_at.eq(Some(at)))
        .execute(act.conn())?;
    diesel::insert_into(cuts::table)
        .values((
            cuts::id.eq(cut),
            cuts::branch_id.eq(branch),
            cuts::district_id.eq(district),
            cuts::number.eq(number),
            cuts::per_round.eq(i32::try_from(per_round).unwrap_or(i32::MAX)),
            cuts::published_at.eq(at),
            cuts::whom.eq(calling.to_string()),
        ))
        .execute(act.conn())?;
    for round in proposed {
        add_round(act, cut, district, round)?;
    }
    let doors: usize = proposed.iter().map(|round| round.doors.len()).sum();
    let facts =
        json!({ "cut": number, "per_round": per_round, "rounds": proposed.len(), "doors": doors, "whom": calling.to_string() });
    act.record("cut.published", format!("/canvass/districts/{district}/cut"), facts);
    Ok(cut)
}

/// Notes that a cut was made at the meeting point, of the doors still to do; its publishing is recorded already.
pub fn note_as_of_the_evening(act: &mut Act<'_>, cut: CutId) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(cuts::table.find(cut))
        .filter(cuts::branch_id.eq(branch))
        .set(cuts::of_evening.eq(true))
        .execute(act.conn())
        .map(|_| ())
}

/// The rounds with a door that is on the register in force. Of the others there is nobody to call on.
#[diesel::dsl::auto_type(no_type_alias)]
fn with_a_listed_door(branch: BranchId) -> _ {
    round_doors::table
        .inner_join(doors::table)
        .filter(round_doors::branch_id.eq(branch))
        .filter(doors::is_listed.eq(true))
        .select(round_doors::round_id)
}

/// The rounds of the plan, by code: of each polling district those of the last cut that was not made at a meeting point. With them
/// leaflets go out and calls are made, whoever walks what this evening.
pub fn plan_rounds(conn: &mut Conn, branch: BranchId, district: Option<DistrictId>) -> QueryResult<Vec<Round>> {
    let all: Vec<(DistrictId, CutId)> = cuts::table
        .filter(cuts::branch_id.eq(branch))
        .filter(cuts::of_evening.eq(false))
        .order(cuts::number)
        .select((cuts::district_id, cuts::id))
        .load(conn)?;
    // The last of each polling district stays.
    let last: HashMap<DistrictId, CutId> = all.into_iter().filter(|(of, _)| district.is_none_or(|only| *of == only)).collect();
    rounds::table
        .inner_join(cuts::table)
        .filter(rounds::branch_id.eq(branch))
        .filter(rounds::cut_id.eq_any(last.into_values().collect::<Vec<_>>()))
        .filter(rounds::id.eq_any(with_a_listed_door(branch)))
        .order(rounds::code)
        .select(ROUND)
        .load(conn)
}

fn add_round(act: &mut Act<'_>, cut: CutId, district: DistrictId, round: &Proposed) -> QueryResult<()> {
    let (branch, id) = (act.branch(), RoundId::fresh());
    diesel::insert_into(rounds::table)
        .values((
            rounds::id.eq(id),
            rounds::branch_id.eq(branch),
            rounds::cut_id.eq(cut),
            rounds::district_id.eq(district),
            rounds::code.eq(&round.code),
            rounds::doors.eq(i32::try_from(round.doors.len()).unwrap_or(i32::MAX)),
            rounds::streets.eq(round.streets.join(", ")),
        ))
        .execute(act.conn())?;
    let rows: Vec<_> = (1..)
        .zip(&round.doors)
        .map(|(position, door): (i32, &DoorId)| {
            (
                round_doors::round_id.eq(id),
                round_doors::position.eq(position),
                round_doors::branch_id.eq(branch),
                round_doors::door_id.eq(*door),
            )
        })
        .collect();
    for rows in rows.chunks(ROWS_AT_ONCE) {
        native!(act.conn(), c => diesel::insert_into(round_doors::table).values(rows.to_vec()).execute(c))?;
    }
    Ok(())
}

/// At which doors the cut in force calls; at every one where there is none.
pub fn calling(conn: &mut Conn, branch: BranchId, district: DistrictId) -> QueryResult<Calling> {
    let written: Option<String> = cuts::table
        .filter(cuts::branch_id.eq(branch))
        .filter(cuts::district_id.eq(district))
        .filter(cuts::replaced_at.is_null())
        .select(cuts::whom)
        .first(conn)
        .optional()?;
    Ok(written.map(|written| Calling::read(&written)).unwrap_or_default())
}

/// The rounds of the cuts in force, by code; of one polling district where one is asked for. A round whose doors are all on
/// no register any more is left out: there is nobody to call on.
pub fn current_rounds(conn: &mut Conn, branch: BranchId, district: Option<DistrictId>) -> QueryResult<Vec<Round>> {
    let mut query = rounds::table
        .inner_join(cuts::table)
        .filter(rounds::branch_id.eq(branch))
        .filter(cuts::replaced_at.is_null())
        .filter(rounds::id.eq_any(with_a_listed_door(branch)))
        .order(rounds::code)
        .select(ROUND)
        .into_boxed();
    if let Some(district) = district {
        query = query.filter(rounds::district_id.eq(district));
    }
    query.load(conn)
}

/// The rounds of a cut, by code.
pub fn rounds_of_cut(conn: &mut Conn, branch: BranchId, cut: CutId) -> QueryResult<Vec<Round>> {
    rounds::table
        .inner_join(cuts::table)
        .filter(rounds::branch_id.eq(branch))
        .filter(rounds::cut_id.eq(cut))
        .order(rounds::code)
        .select(ROUND)
        .load(conn)
}

/// One round, of whichever cut.
pub fn find(conn: &mut Conn, branch: BranchId, id: RoundId) -> QueryResult<Round> {
    rounds::table
        .inner_join(cuts::table)
        .filter(rounds::branch_id.eq(branch))
        .filter(rounds::id.eq(id))
        .select(ROUND)
        .first(conn)
}

/// The newest round with this code, however its letters and dashes are typed.
pub fn find_coded(conn: &mut Conn, branch: BranchId, code: &str) -> QueryResult<Option<RoundId>> {
    let bare = |code: &str| code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    let wanted = bare(code);
    let all: Vec<(RoundId, String)> = rounds::table
        .inner_join(cuts::table)
        .filter(rounds::branch_id.eq(branch))
        .order((cuts::published_at.desc(), rounds::id))
        .select((rounds::id, rounds::code))
        .load(conn)?;
    Ok(all.into_iter().find(|(_, code)| bare(code) == wanted).map(|(id, _)| id))
}

/// The doors of a round in walking order.
pub fn doors_of(conn: &mut Conn, branch: BranchId, id: RoundId) -> QueryResult<Vec<RoundDoor>> {
    let rows: Vec<(i32, DoorId)> = round_doors::table
        .filter(round_doors::branch_id.eq(branch))
        .filter(round_doors::round_id.eq(id))
        .order(round_doors::position)
        .select((round_doors::position, round_doors::door_id))
        .load(conn)?;
    Ok(rows.into_iter().map(|(position, door)| RoundDoor { position, door }).collect())
}

/// These rounds, of whichever cut.
pub fn find_all(conn: &mut Conn, branch: BranchId, ids: &[RoundId]) -> QueryResult<HashMap<RoundId, Round>> {
    let found: Vec<Round> = rounds::table
        .inner_join(cuts::table)
        .filter(rounds::branch_id.eq(branch))
        .filter(rounds::id.eq_any(ids.to_vec()))
        .select(ROUND)
        .load(conn)?;
    Ok(found.into_iter().map(|round| (round.id, round)).collect())
}

/// The doors of each of these rounds, in walking order.
pub fn doors_in(conn: &mut Conn, branch: BranchId, ids: &[RoundId]) -> QueryResult<HashMap<RoundId, Vec<DoorId>>> {
    let rows: Vec<(RoundId, DoorId)> = round_doors::table
        .filter(round_doors::branch_id.eq(branch))
        .filter(round_doors::round_id.eq_any(ids.to_vec()))
        .order((round_doors::round_id, round_doors::position))
        .select((round_doors::round_id, round_doors::door_id))
        .load(conn)?;
    let mut doors: HashMap<RoundId, Vec<DoorId>> = HashMap::new();
    for (round, door) in rows {
        doors.entry(round).or_default().push(door);
    }
    Ok(doors)
}

/// Every door that stands on a published round, of whichever cut.
pub fn doors_ever_cut(conn: &mut Conn, branch: BranchId) -> QueryResult<HashSet<DoorId>> {
    let found: Vec<DoorId> =
        round_doors::table.filter(round_doors::branch_id.eq(branch)).select(round_doors::door_id).distinct().load(conn)?;
    Ok(found.into_iter().collect())
}
