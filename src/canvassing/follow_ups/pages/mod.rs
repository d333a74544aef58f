//! The board of what is to be followed up, and one follow-up with who sees to it.

mod board;
mod one;

use actix_web::web::ServiceConfig;

use crate::{
    canvassing::electors,
    db::{BranchId, Conn, DoorId, ElectorId, MemberId},
    members,
    render::{RenderError, Templates},
    web::Problem,
};

use super::{FollowUp, store};

/// The pages of this room.
pub fn routes(to: &mut ServiceConfig) {
    board::routes(to);
    one::routes(to);
}

/// Every page of this room, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<board::BoardPage>()?;
    pages.extend(templates.check::<one::FollowUpPage>()?);
    Ok(pages)
}

/// A follow-up with the names that belong to it.
#[derive(Debug, serde::Serialize)]
struct Line {
    what: FollowUp,
    kind: &'static str,
    address: String,
    /// Who asked.
    asked: Option<String>,
    /// Who sees to it.
    member: Option<String>,
    is_late: bool,
}

/// These follow-ups with their addresses and names, as of a day.
fn lines(conn: &mut Conn, branch: BranchId, found: Vec<FollowUp>, today: chrono::NaiveDate) -> Result<Vec<Line>, Problem> {
    let doors: Vec<DoorId> = found.iter().map(|each| each.door).collect();
    let addresses: std::collections::HashMap<DoorId, String> =
        electors::find_doors(conn, branch, &doors)?.into_iter().map(|door| (door.id, door.address())).collect();
    let askers: Vec<ElectorId> = found.iter().filter_map(|each| each.elector).collect();
    let askers = store::names(conn, branch, &askers)?;
    let people: Vec<MemberId> = found.iter().filter_map(|each| each.member).collect();
    let people = members::names(conn, branch, &people)?;
    let line = |what: FollowUp| Line {
        kind: what.kind.words(),
        address: addresses.get(&what.door).cloned().unwrap_or_default(),
        asked: what.elector.and_then(|id| askers.get(&id).cloned()).filter(|name| !name.is_empty()),
        member: what.member.and_then(|id| people.get(&id).cloned()),
        is_late: what.done_at.is_none() && what.due_on < today,
        what,
    };
    Ok(found.into_iter().map(line).collect())
}

/// A line as samples show it.
fn sample(kind: super::Kind, words: &str, member: Option<&str>, is_late: bool) -> Line {
    let at = crate::db::Instant::from("2026-11-28T11:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap_or_default());
    let what = FollowUp {
        id: crate::db::RowId::fresh(),
        kind,
        words: words.to_owned(),
        round: crate::db::RoundId::fresh(),
        door: DoorId::fresh(),
        elector: None,
        account: crate::db::AccountId::fresh(),
        due_on: at.date_naive(),
        member: None,
        opened_at: at,
        done_at: None,
        withdrawn_at: None,
    };
    let (asked, member) = (member.map(|_| "Ana Smith".to_owned()), member.map(str::to_owned));
    Line { kind: kind.words(), what, address: "12A Mill Lane".into(), asked, member, is_late }
}
