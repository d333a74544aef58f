//! What time brings while people are out: the leader is told of those of whom nothing is heard.

use super::abroad;
use crate::{
    audit::{Act, Actor, Scribe},
    branch,
    canvassing::{rotas, rounds},
    members,
    render::words,
    web::Problem,
};

/// Tells leaders of those who are late, and of those alone who have been quiet for long. Returns of how many.
///
/// # Errors
/// The database's; what was not done is tried again at the next run.
pub fn watch(scribe: &Scribe) -> Result<usize, Problem> {
    let (now, mut told) = (scribe.clock().now(), 0);
    for branch in scribe.read::<_, Problem>(|conn| Ok(branch::all(conn)?))? {
        let missed = scribe.read::<_, Problem>(|conn| abroad::missed(conn, branch.id, now.into()))?;
        for team in missed {
            scribe.act::<_, Problem>(branch.id, Actor::Worker, |act| tell(act, &team))?;
            told += 1;
        }
    }
    Ok(told)
}

fn tell(act: &mut Act<'_>, team: &abroad::Team) -> Result<(), Problem> {
    let branch = act.branch();
    let Some(outing) = &team.outing else { return Ok(()) };
    let shift = rotas::find(act.conn(), branch, outing.shift)?;
    let round = rounds::find(act.conn(), branch, team.round)?;
    let names = members::names(act.conn(), branch, &team.members)?;
    let names: Vec<String> = team.members.iter().filter_map(|member| names.get(member).cloned()).collect();
    rotas::note_told(act, outing)?;
    Ok(rotas::missed(act, &shift, &words::names(&names), &round.code, team.heard_at)?)
}
