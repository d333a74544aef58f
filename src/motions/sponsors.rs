//! The wards and affiliated bodies that may send a motion, where the rulebook lets such bodies send any.

use chrono::NaiveDate;
use diesel::QueryResult;

use super::{Refusal, motion::Sponsor, rules, store};
use crate::{
    affiliates,
    branch::Branch,
    db::{Conn, MeetingId},
    places,
    web::Problem,
};

/// Their names: the wards first, then the affiliated bodies.
pub fn offered(conn: &mut Conn, branch: &Branch, today: NaiveDate) -> QueryResult<Vec<String>> {
    let may_send = |source: &str| branch.rulebook.motions.sources.iter().any(|known| known == source);
    let mut names = Vec::new();
    if may_send("unit") {
        names.extend(places::wards(conn, branch.id)?.into_iter().map(|(_, name)| name));
    }
    if may_send("affiliate") {
        names.extend(affiliates::on_day(conn, branch.id, today)?.into_iter().map(|affiliate| affiliate.name));
    }
    Ok(names)
}

/// The sponsor that was named with the day on which it agreed, as typed; none where nobody was named.
///
/// # Errors
/// [`Refusal`]: a body that may send none, no day, a day to come, and one motion too many for that meeting.
pub fn typed(
    conn: &mut Conn,
    branch: &Branch,
    (name, agreed_on): (&str, &str),
    meeting: Option<MeetingId>,
    today: NaiveDate,
) -> Result<Option<Sponsor>, Problem> {
    if name.is_empty() {
        return Ok(None);
    }
    let bodies = offered(conn, branch, today)?;
    let sent = meeting.map(|meeting| store::count_from(conn, branch.id, (meeting, name), None)).transpose()?;
    let found =
        rules::may_sponsor(&branch.rulebook, &bodies, name, (agreed_on.trim().parse().ok(), today), sent.unwrap_or_default());
    Ok(Some(found.map_err(|refusal: Refusal| Problem::from(refusal))?))
}
