//! How many of those who say that they come do come, and how many places are given for it.

use std::collections::HashMap;

use super::store;
use crate::db::{BranchId, Conn, Instant, MemberId, ShiftId};

/// Fewer places than this make no attendance of the branch's own.
const ENOUGH_PLACES: usize = 10;
/// So many shifts back it is looked at.
const SHIFTS: i64 = 50;
/// Never more than twice as many are asked as there are places for: it might be the one evening on which everybody comes.
const AT_LEAST_PERCENT: usize = 50;

/// How many of those who say that they come do come, of a hundred; nothing until enough have said so for it to mean anything.
pub fn attendance(said: usize, came: usize) -> Option<usize> {
    (said >= ENOUGH_PLACES).then(|| (came * 100 / said).min(100))
}

/// The attendance of the branch's own shifts of late.
pub fn attendance_of(conn: &mut Conn, branch: BranchId, now: Instant) -> diesel::QueryResult<Option<usize>> {
    let past = store::past_shifts(conn, branch, now, SHIFTS)?;
    let ids: Vec<ShiftId> = past.iter().filter(|shift| shift.called_off_at.is_none()).map(|shift| shift.id).collect();
    let came = store::came_to_each(conn, branch, &ids)?;
    let said = store::coming_to_each(conn, branch, &ids)?;
    // A shift at which nobody was ticked says nothing of who came to it.
    let count = |people: &HashMap<ShiftId, Vec<MemberId>>| {
        ids.iter().filter(|id| came.contains_key(id)).filter_map(|id| people.get(id)).map(Vec::len).sum()
    };
    Ok(attendance(count(&said), count(&came)))
}

/// How many places to give, so that about `places` are filled when some stay away.
pub fn places_to_give(places: usize, attendance: Option<usize>) -> usize {
    let percent = attendance.unwrap_or(100).clamp(AT_LEAST_PERCENT, 100);
    (places * 100).div_ceil(percent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attendance_means_something_once_ten_have_said_that_they_come() {
        assert_eq!((attendance(9, 9), attendance(20, 12), attendance(10, 12)), (None, Some(60), Some(100)));
    }

    #[test]
    fn more_places_are_given_where_some_stay_away_and_never_more_than_twice_as_many() {
        let given = [None, Some(100), Some(80), Some(67), Some(10)].map(|attendance| places_to_give(8, attendance));
        assert_eq!(given, [8, 8, 10, 12, 16]);
        assert_eq!(places_to_give(0, Some(60)), 0);
    }
}
