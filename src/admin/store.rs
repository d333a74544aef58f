//! The table `pulses`, in which whoever watches the machine sees whether anything can be written.

use chrono::TimeDelta;
use diesel::prelude::*;

use crate::{
    db::{Conn, Instant, schema::pulses},
    native,
};

/// Whoever asks oftener than this gets the last answer: asking must not cost more than any other page.
const FRESH: TimeDelta = TimeDelta::milliseconds(250);
const HERE: &str = "here";

/// Whether something was written a moment ago.
pub fn has_beaten(conn: &mut Conn, now: Instant) -> QueryResult<bool> {
    let last: Option<Instant> = pulses::table.find(HERE).select(pulses::at).first(conn).optional()?;
    Ok(last.is_some_and(|at| at <= now && now.0 < at.0 + FRESH))
}

/// Writes that it is now.
pub fn beat(conn: &mut Conn, now: Instant) -> QueryResult<()> {
    let row = (pulses::place.eq(HERE), pulses::at.eq(now));
    native!(conn, c => diesel::insert_into(pulses::table)
        .values(row)
        .on_conflict(pulses::place)
        .do_update()
        .set(pulses::at.eq(now))
        .execute(c))
    .map(|_| ())
}
