//! How many members there were on a day, and where they lived.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::super::group::belongs;
use crate::{
    branch::Branch,
    db::{
        Conn, MemberId, WardId,
        schema::{members, membership_periods, residences},
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
    let members = members_on(conn, branch, day)?;
    let homes: HashMap<MemberId, WardId> = residences::table
        .filter(residences::branch_id.eq(branch.id))
        .filter(residences::from_on.is_null().or(residences::from_on.le(day)))
        .filter(residences::to_on.is_null().or(residences::to_on.ge(day)))
        .select((residences::member_id, residences::ward_id))
        .load::<(MemberId, WardId)>(conn)?
        .into_iter()
        .collect();
    let mut strength = Strength { in_all: number(members.len()), ..Strength::default() };
    for ward in members.iter().filter_map(|member| homes.get(member)) {
        *strength.by_ward.entry(*ward).or_default() += 1;
    }
    Ok(strength)
}

/// How many of the members of a day were in each of these groups, as [`belongs`] says.
pub fn groups_on(conn: &mut Conn, branch: &Branch, day: NaiveDate, groups: &[String]) -> QueryResult<BTreeMap<String, u32>> {
    let members = members_on(conn, branch, day)?;
    let facts: HashMap<MemberId, (String, Option<NaiveDate>)> = members::table
        .filter(members::branch_id.eq(branch.id))
        .select((members::id, (members::gender, members::born_on)))
        .load::<(MemberId, (String, Option<NaiveDate>))>(conn)?
        .into_iter()
        .collect();
    let people: Vec<_> = members.iter().filter_map(|member| facts.get(member)).collect();
    let in_group = |group: &String| people.iter().filter(|(gender, born_on)| belongs(group, gender, *born_on, day)).count();
    Ok(groups.iter().map(|group| (group.clone(), number(in_group(group)))).collect())
}

fn members_on(conn: &mut Conn, branch: &Branch, day: NaiveDate) -> QueryResult<Vec<MemberId>> {
    membership_periods::table
        .filter(membership_periods::branch_id.eq(branch.id))
        .filter(membership_periods::from_on.le(day))
        .filter(membership_periods::to_on.is_null().or(membership_periods::to_on.ge(day)))
        .filter(membership_periods::class.eq_any(branch.rulebook.membership.classes.clone()))
        .select(membership_periods::member_id)
        .distinct()
        .load(conn)
}

fn number(people: usize) -> u32 {
    u32::try_from(people).unwrap_or(u32::MAX)
}
