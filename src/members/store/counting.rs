//! How many members there were on a day, and where they lived.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::{
    branch::Branch,
    db::{
        Conn, MemberId, WardId,
        schema::{membership_periods, residences},
    },
};

/// The members of a branch on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Strength {
    pub in_all: u32,
    /// How many of them lived in each ward. Whoever's home is not known counts in none.
    pub by_ward: HashMap<WardId, u32>,
}

/// Counts people with a membership on that day, in a class that the rulebook has, by the ward they lived in.
pub fn strength_on(conn: &mut Conn, branch: &Branch, day: NaiveDate) -> QueryResult<Strength> {
    let members: Vec<MemberId> = membership_periods::table
        .filter(membership_periods::branch_id.eq(branch.id))
        .filter(membership_periods::from_on.le(day))
        .filter(membership_periods::to_on.is_null().or(membership_periods::to_on.ge(day)))
        .filter(membership_periods::class.eq_any(branch.rulebook.membership.classes.clone()))
        .select(membership_periods::member_id)
        .distinct()
        .load(conn)?;
    let homes: HashMap<MemberId, WardId> = residences::table
        .filter(residences::branch_id.eq(branch.id))
        .filter(residences::from_on.is_null().or(residences::from_on.le(day)))
        .filter(residences::to_on.is_null().or(residences::to_on.ge(day)))
        .select((residences::member_id, residences::ward_id))
        .load::<(MemberId, WardId)>(conn)?
        .into_iter()
        .collect();
    let mut strength = Strength { in_all: u32::try_from(members.len()).unwrap_or(u32::MAX), ..Strength::default() };
    for ward in members.iter().filter_map(|member| homes.get(member)) {
        *strength.by_ward.entry(*ward).or_default() += 1;
    }
    Ok(strength)
}
