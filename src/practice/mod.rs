//! A believable branch with invented people, built only through the modules' front doors, so that practice data is always lawful.

mod doorstep;
mod month;
mod people;

use diesel::QueryResult;
use serde::Serialize;

use crate::{
    audit::{Actor, Scribe},
    ballots,
    branch::{self, Branch, Founding, Kind},
    db::{AccountId, BranchId, Conn, MemberId},
    members,
    web::Problem,
    zone::Zone,
};

/// Somebody one can be.
#[derive(Debug, Clone, Serialize)]
pub struct Role {
    pub account: AccountId,
    pub name: String,
    /// "secretary", "member".
    pub part: String,
}

/// Founds the practice branch and returns its secretary's account.
///
/// # Errors
/// A refusal where a branch was founded here already.
pub fn found(scribe: &Scribe) -> Result<AccountId, Problem> {
    let id = BranchId::fresh();
    let founding = Founding {
        id,
        name: "Northmoor".to_owned(),
        kind: Kind::Party,
        zone: Zone::london(),
        hue: 27,
        is_practice: true,
        rulebook: "party-branch".to_owned(),
    };
    let today = scribe.clock().today(founding.zone);
    let (secretary, everybody) = scribe.act(id, Actor::Console, |act| {
        if !branch::is_first(act)? {
            return Err(Problem::refused("A branch was founded here already."));
        }
        branch::found(act, &founding, today)?;
        let mut everybody = Vec::new();
        for (place, joining) in people::joining(today).into_iter().enumerate() {
            let member = members::join(act, &joining)?;
            if let Some(office) = people::OFFICERS.get(place) {
                members::take_office(act, member, office, (joining.joined_on, None), "annual general meeting")?;
            }
            everybody.push(member);
        }
        let branch = branch::find(act.conn(), id)?;
        month::begin(act, &branch, &everybody)?;
        let secretary = members::find(act.conn(), id, everybody[0])?;
        let account = secretary.account_id.ok_or_else(|| Problem::broken("the practice branch has no secretary"))?;
        Ok::<_, Problem>((account, everybody))
    })?;
    some_vote(scribe, id, &everybody)?;
    Ok(secretary)
}

/// The secretary of the practice branch, where this installation has one.
pub fn secretary(conn: &mut Conn) -> Result<Option<AccountId>, Problem> {
    let Some(branch) = branch::only(conn)?.filter(|branch| branch.is_practice) else { return Ok(None) };
    Ok(members::known(conn, branch.id)?.first().and_then(|member| member.account_id))
}

/// Those whose papers are in the box already; everybody one can be still has theirs.
const VOTERS: std::ops::Range<usize> = 20..70;

/// Some of those entitled have voted. Each paper is cast by an act of its own that names nobody, as at any ballot.
fn some_vote(scribe: &Scribe, branch: BranchId, people: &[MemberId]) -> Result<(), Problem> {
    for (place, member) in people[VOTERS].iter().enumerate().filter(|(place, _)| place % 5 != 2) {
        let open = scribe.read::<_, Problem>(|conn| Ok(ballots::open_to(conn, branch, *member)?))?;
        for (ballot, _) in open {
            let ranked = month::preferences(place);
            scribe.act::<_, Problem>(branch, Actor::Visitor, |act| ballots::cast_ranked(act, ballot.id, *member, &ranked))?;
        }
    }
    Ok(())
}

/// The people one can be: every officer, and a few members.
pub fn roles(conn: &mut Conn, branch: &Branch) -> QueryResult<Vec<Role>> {
    let mut roles = Vec::new();
    for member in members::known(conn, branch.id)?.into_iter().take(people::OFFICERS.len() + 4) {
        let Some(account) = member.account_id else { continue };
        let terms = members::terms_of(conn, branch.id, member.id)?;
        let part = terms.first().map_or_else(|| "member".to_owned(), |term| term.office.words());
        roles.push(Role { account, name: member.name(), part });
    }
    Ok(roles)
}
