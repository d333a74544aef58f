//! Whether mail is fast enough: a notice whose last copy goes out after the last day of service was not served.

use chrono::{Days, NaiveDate, NaiveTime, TimeZone, Utc};

use super::{
    meeting::Calling,
    rules::{self, Refusal},
};
use crate::{
    branch::Branch,
    config::MailSettings,
    db::{Conn, Instant},
    mail,
    rulebook::Channel,
    web::Problem,
};

/// What the settings say of mail, the branch, and when the notice is queued.
pub type Around<'a> = (&'a MailSettings, &'a Branch, Instant);

/// The meeting as it may be called with so many notices by mail: as it is where they are all out in time, and with the `reason`,
/// as an emergency, where they are not. Gives back too what speaks against it.
///
/// # Errors
/// [`Refusal::TooSlow`] where no reason is given, and the database's.
pub fn paced(
    conn: &mut Conn,
    around: Around<'_>,
    calling: Calling,
    by_mail: usize,
    reason: Option<&str>,
) -> Result<(Calling, Option<Refusal>), Problem> {
    // What is an emergency already has its reason.
    if calling.emergency_reason.is_some() {
        return Ok((calling, None));
    }
    let against = rules::may_send(too_late(conn, around, &calling, by_mail)?, reason)?;
    let emergency_reason = reason.filter(|_| against.is_some()).map(str::to_owned);
    Ok((Calling { emergency_reason, ..calling }, against))
}

/// How many of `by_mail` notices, queued now, go out after the last day to serve them by mail; and that day.
fn too_late(
    conn: &mut Conn,
    (settings, branch, now): Around<'_>,
    calling: &Calling,
    by_mail: usize,
) -> Result<(usize, NaiveDate), Problem> {
    let last_on = branch.rulebook.last_day_of_service(calling.kind, Channel::Email, branch.date_of(calling.starts_at)).value;
    // Nothing of a practice branch leaves the machine, so no server holds it up.
    if branch.is_practice {
        return Ok((0, last_on));
    }
    let midnight = last_on.checked_add_days(Days::new(1)).unwrap_or(last_on).and_time(NaiveTime::MIN);
    // Where the clocks skip midnight the day ends with the hour that they go on with.
    let until = branch.zone.from_local_datetime(&midnight).earliest().map_or(midnight.and_utc(), |end| end.with_timezone(&Utc));
    let before = mail::count_before(conn, branch.id)?;
    let forecast = mail::foresee(settings, (before, by_mail), now.0, until);
    Ok((forecast.map_or(0, |told| told.too_late), last_on))
}
