//! The pulse of a meeting: figures that change whenever something happens that its screens show.

use diesel::QueryResult;

use super::{speakers, standing::Standing, store};
use crate::{
    ballots,
    db::{BranchId, Conn, Instant, MeetingId, RowId},
    meetings,
};

/// The figures; two that are alike show the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pulse {
    /// The number of the last event.
    last: i32,
    speeches: Vec<(RowId, Option<Instant>, Option<Instant>)>,
    /// How many stays in the room there were, and how many go on.
    room: (usize, usize),
    /// How many have voted on what is open: the screens say so, and nothing of how.
    voted: i64,
}

/// The pulse at this moment.
pub fn pulse(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<Pulse> {
    let standing = Standing::of(&store::events(conn, branch, meeting)?);
    let speeches = speakers::of_meeting(conn, branch, meeting)?;
    let stays = meetings::attendance(conn, branch, meeting)?;
    let voted = match standing.open_vote() {
        Some(vote) => ballots::turnout(conn, branch, vote.ballot)?.voted,
        None => 0,
    };
    Ok(Pulse {
        last: standing.last,
        speeches: speeches.iter().map(|speech| (speech.id, speech.called_at, speech.ended_at)).collect(),
        room: (stays.len(), stays.iter().filter(|stay| stay.left_at.is_none()).count()),
        voted,
    })
}
