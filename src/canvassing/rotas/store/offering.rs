//! The tables `shift_needs` and `shift_offers`.

use std::collections::HashMap;

use diesel::prelude::*;
use serde_json::json;

use super::{
    super::rota::{Offer, ShiftNeeds},
    leave, take_place,
};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, DistrictId, MemberId, RotaId, RowId, ShiftId,
        schema::{assignments, rounds, shift_needs, shift_offers},
    },
};

/// Says what a shift needs, in the place of what was said before.
pub fn say_needs(act: &mut Act<'_>, shift: ShiftId, needs: &ShiftNeeds) -> QueryResult<()> {
    let branch = act.branch();
    diesel::delete(shift_needs::table.filter(shift_needs::branch_id.eq(branch)).filter(shift_needs::shift_id.eq(shift)))
        .execute(act.conn())?;
    diesel::insert_into(shift_needs::table)
        .values((
            shift_needs::shift_id.eq(shift),
            shift_needs::branch_id.eq(branch),
            shift_needs::places.eq(needs.places),
            shift_needs::needs_driver.eq(needs.needs_driver),
            shift_needs::has_stairs.eq(needs.has_stairs),
            shift_needs::district_id.eq(needs.district),
        ))
        .execute(act.conn())?;
    act.record("shift-needs.said", format!("/canvass/shifts/{shift}"), json!(needs));
    Ok(())
}

/// What these shifts need, as far as it was said.
pub fn needs_of(conn: &mut Conn, branch: BranchId, shifts: &[ShiftId]) -> QueryResult<HashMap<ShiftId, ShiftNeeds>> {
    let rows: Vec<(ShiftId, i32, bool, bool, Option<DistrictId>)> = shift_needs::table
        .filter(shift_needs::branch_id.eq(branch))
        .filter(shift_needs::shift_id.eq_any(shifts.to_vec()))
        .select((
            shift_needs::shift_id,
            shift_needs::places,
            shift_needs::needs_driver,
            shift_needs::has_stairs,
            shift_needs::district_id,
        ))
        .load(conn)?;
    let needs = |(shift, places, needs_driver, has_stairs, district)| {
        (shift, ShiftNeeds { places, needs_driver, has_stairs, district })
    };
    Ok(rows.into_iter().map(needs).collect())
}

/// Somebody could come to a shift.
pub fn offer(act: &mut Act<'_>, offer: &Offer) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::insert_into(shift_offers::table)
        .values((
            shift_offers::id.eq(RowId::fresh()),
            shift_offers::branch_id.eq(branch),
            shift_offers::shift_id.eq(offer.shift),
            shift_offers::member_id.eq(offer.member),
            shift_offers::drives.eq(offer.drives),
            shift_offers::needs_level_ground.eq(offer.needs_level_ground),
            shift_offers::offered_at.eq(at),
        ))
        .execute(act.conn())?;
    act.record("shift-offer.made", format!("/canvass/shifts/{}", offer.shift), json!({ "member": offer.member }));
    Ok(())
}

/// Somebody could not come after all.
pub fn withdraw_offer(act: &mut Act<'_>, shift: ShiftId, member: MemberId) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(shift_offers::table)
        .filter(shift_offers::branch_id.eq(branch))
        .filter(shift_offers::shift_id.eq(shift))
        .filter(shift_offers::member_id.eq(member))
        .filter(shift_offers::withdrawn_at.is_null())
        .set(shift_offers::withdrawn_at.eq(Some(at)))
        .execute(act.conn())?;
    act.record("shift-offer.withdrawn", format!("/canvass/shifts/{shift}"), json!({ "member": member }));
    Ok(())
}

/// The offers for these shifts that wait for a place, in the order in which they were made.
pub fn offers_for(conn: &mut Conn, branch: BranchId, shifts: &[ShiftId]) -> QueryResult<Vec<Offer>> {
    let rows: Vec<(ShiftId, MemberId, bool, bool)> = shift_offers::table
        .filter(shift_offers::branch_id.eq(branch))
        .filter(shift_offers::shift_id.eq_any(shifts.to_vec()))
        .filter(shift_offers::withdrawn_at.is_null())
        .filter(shift_offers::rota_id.is_null())
        .order((shift_offers::offered_at, shift_offers::id))
        .select((shift_offers::shift_id, shift_offers::member_id, shift_offers::drives, shift_offers::needs_level_ground))
        .load(conn)?;
    let offer = |(shift, member, drives, needs_level_ground)| Offer { shift, member, drives, needs_level_ground };
    Ok(rows.into_iter().map(offer).collect())
}

/// Whether an offer of a member for a shift waits or has got a place.
pub fn has_offered(conn: &mut Conn, branch: BranchId, shift: ShiftId, member: MemberId) -> QueryResult<bool> {
    let offers: i64 = shift_offers::table
        .filter(shift_offers::branch_id.eq(branch))
        .filter(shift_offers::shift_id.eq(shift))
        .filter(shift_offers::member_id.eq(member))
        .filter(shift_offers::withdrawn_at.is_null())
        .count()
        .get_result(conn)?;
    Ok(offers > 0)
}

/// Gives places to those who offered to come.
pub fn give_places(act: &mut Act<'_>, rota: RotaId, places: &[(ShiftId, MemberId)]) -> QueryResult<()> {
    let branch = act.branch();
    for (shift, member) in places {
        take_place(act, *shift, *member)?;
        diesel::update(shift_offers::table)
            .filter(shift_offers::branch_id.eq(branch))
            .filter(shift_offers::shift_id.eq(*shift))
            .filter(shift_offers::member_id.eq(*member))
            .filter(shift_offers::withdrawn_at.is_null())
            .set(shift_offers::rota_id.eq(Some(rota)))
            .execute(act.conn())?;
    }
    act.record("rota.made", "/canvass/rota".to_owned(), json!({ "rota": rota, "places": places.len() }));
    Ok(())
}

/// Takes the places of a rota back: the offers wait again. Gives back whose places they were.
pub fn take_places_back(act: &mut Act<'_>, rota: RotaId) -> QueryResult<Vec<(ShiftId, MemberId)>> {
    let branch = act.branch();
    let places: Vec<(ShiftId, MemberId)> = shift_offers::table
        .filter(shift_offers::branch_id.eq(branch))
        .filter(shift_offers::rota_id.eq(Some(rota)))
        .select((shift_offers::shift_id, shift_offers::member_id))
        .load(act.conn())?;
    for (shift, member) in &places {
        leave(act, *shift, *member)?;
    }
    diesel::update(shift_offers::table)
        .filter(shift_offers::branch_id.eq(branch))
        .filter(shift_offers::rota_id.eq(Some(rota)))
        .set(shift_offers::rota_id.eq(None::<RotaId>))
        .execute(act.conn())?;
    act.record("rota.undone", "/canvass/rota".to_owned(), json!({ "rota": rota, "places": places.len() }));
    Ok(places)
}

/// The polling district in which each of these members has walked most rounds.
pub fn usual_districts(conn: &mut Conn, branch: BranchId, members: &[MemberId]) -> QueryResult<HashMap<MemberId, DistrictId>> {
    let walked: Vec<(MemberId, DistrictId)> = assignments::table
        .inner_join(rounds::table)
        .filter(assignments::branch_id.eq(branch))
        .filter(assignments::member_id.eq_any(members.to_vec()))
        .filter(assignments::ended_at.is_null())
        .order(assignments::given_at)
        .select((assignments::member_id, rounds::district_id))
        .load(conn)?;
    let mut counts: HashMap<MemberId, Vec<(DistrictId, usize)>> = HashMap::new();
    for (member, district) in walked {
        let counts = counts.entry(member).or_default();
        match counts.iter_mut().find(|(known, _)| *known == district) {
            Some((_, count)) => *count += 1,
            None => counts.push((district, 1)),
        }
    }
    let most = |(member, counts): (MemberId, Vec<(DistrictId, usize)>)| {
        counts.into_iter().max_by_key(|(_, count)| *count).map(|(district, _)| (member, district))
    };
    Ok(counts.into_iter().filter_map(most).collect())
}
