//! Totals counted by the database: a page with a few numbers does not carry every door and every knock about.

use std::{collections::HashMap, hash::Hash};

use diesel::{
    prelude::*,
    sql_types::{BigInt, Bool, Nullable, Text},
};

use super::super::{Intention, Outcome, Totals};
use crate::{
    canvassing::electors::District,
    db::{BranchId, Conn, DistrictId, RoundId, sql::Id},
};

/// What holds of each door where somebody knocked, as [`standing`](super::super::standing()) says of one: a wish not to be
/// visited before all; else the latest knock, or the latest answer of the same shift. A call that nobody took says nothing.
const STANDING: &str = "
    SELECT door_id, outcome, row_number() OVER (
        PARTITION BY door_id
        ORDER BY CASE
            WHEN outcome = 'do-not-knock' THEN 0
            WHEN outcome <> 'no-answer' AND (latest = id OR latest_shift = shift_id) THEN 1
            ELSE 2 END,
        at DESC, id DESC) AS place
    FROM (
        SELECT id, door_id, shift_id, outcome, at, first_value(id) OVER by_door AS latest,
            first_value(shift_id) OVER by_door AS latest_shift
        FROM contacts WHERE branch_id = $1 AND undone_at IS NULL AND NOT (by_telephone AND outcome = 'no-answer')
        WINDOW by_door AS (PARTITION BY door_id ORDER BY at DESC, id DESC)
    ) AS knocks";

#[derive(QueryableByName)]
struct Standing<T: diesel::deserialize::FromSqlRow<Id, crate::db::Backend> + 'static> {
    #[diesel(sql_type = Id)]
    whose: T,
    #[diesel(sql_type = Text)]
    outcome: Outcome,
    #[diesel(sql_type = BigInt)]
    doors: i64,
}

#[derive(QueryableByName)]
struct Knocks {
    #[diesel(sql_type = Id)]
    whose: DistrictId,
    #[diesel(sql_type = Text)]
    outcome: Outcome,
    #[diesel(sql_type = Nullable<Text>)]
    intention: Option<Intention>,
    #[diesel(sql_type = Bool)]
    by_telephone: bool,
    #[diesel(sql_type = BigInt)]
    knocks: i64,
}

/// The totals of each polling district, in their order.
pub fn by_district(conn: &mut Conn, branch: BranchId, districts: &[District]) -> QueryResult<Vec<Totals>> {
    let standing: Vec<Standing<DistrictId>> = diesel::sql_query(format!(
        "SELECT doors.district_id AS whose, outcome, count(*) AS doors FROM ({STANDING}) AS standing
         JOIN doors ON doors.id = standing.door_id
         WHERE place = 1 AND doors.is_listed GROUP BY doors.district_id, outcome"
    ))
    .bind::<Id, _>(branch)
    .load(conn)?;
    let knocks: Vec<Knocks> = diesel::sql_query(
        "SELECT doors.district_id AS whose, outcome, intention, by_telephone, count(*) AS knocks FROM contacts
         JOIN doors ON doors.id = contacts.door_id
         WHERE contacts.branch_id = $1 AND undone_at IS NULL AND doors.is_listed
         GROUP BY doors.district_id, outcome, intention, by_telephone",
    )
    .bind::<Id, _>(branch)
    .load(conn)?;
    let mut totals: HashMap<DistrictId, Totals> =
        districts.iter().map(|each| (each.id, Totals::untouched(whole(each.doors)))).collect();
    stand(&mut totals, standing);
    for row in knocks {
        if let Some(totals) = totals.get_mut(&row.whose) {
            let counted = if row.by_telephone { Totals::called } else { Totals::knocked };
            counted(totals, row.outcome, row.intention, whole(row.knocks));
        }
    }
    Ok(districts.iter().map(|each| totals.remove(&each.id).unwrap_or_default()).collect())
}

/// How the doors of the rounds of all cuts in force stand; `doors` says how many each has. Knocks are not counted.
pub fn by_round(
    conn: &mut Conn,
    branch: BranchId,
    doors: impl IntoIterator<Item = (RoundId, usize)>,
) -> QueryResult<HashMap<RoundId, Totals>> {
    let standing: Vec<Standing<RoundId>> = diesel::sql_query(format!(
        "SELECT round_doors.round_id AS whose, outcome, count(*) AS doors FROM ({STANDING}) AS standing
         JOIN round_doors ON round_doors.door_id = standing.door_id
         JOIN rounds ON rounds.id = round_doors.round_id
         JOIN cuts ON cuts.id = rounds.cut_id
         WHERE place = 1 AND cuts.replaced_at IS NULL GROUP BY round_doors.round_id, outcome"
    ))
    .bind::<Id, _>(branch)
    .load(conn)?;
    let mut totals = doors.into_iter().map(|(round, doors)| (round, Totals::untouched(doors))).collect();
    stand(&mut totals, standing);
    Ok(totals)
}

fn stand<T>(totals: &mut HashMap<T, Totals>, standing: Vec<Standing<T>>)
where
    T: Eq + Hash + diesel::deserialize::FromSqlRow<Id, crate::db::Backend>,
{
    for row in standing {
        if let Some(totals) = totals.get_mut(&row.whose) {
            totals.stand(row.outcome.picture(), whole(row.doors));
        }
    }
}

fn whole(count: i64) -> usize {
    usize::try_from(count).unwrap_or_default()
}
