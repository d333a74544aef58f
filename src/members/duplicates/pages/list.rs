//! Entries that look alike, and those that were laid together.

use std::collections::{HashMap, HashSet};

use actix_web::web::{self, Path, ServiceConfig};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::super::{
    deeds,
    pairs::{Sign, pairs},
};
use crate::{
    accounts::{Holding, ManageMembers},
    db::{MemberId, RowId},
    members::{Member, store},
    render::{Page, words::plural},
    web::{Answer, Desk, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/duplicates", web::get().to(show)).route("/members/merges/{merge}/undoing", web::post().to(take_apart));
}

/// So many pairs are shown at once; the others follow when these are done.
const MOST: usize = 50;

/// "2 pairs of entries look alike."
#[derive(Debug, Serialize)]
pub struct DuplicatesPage {
    head: String,
    pairs: Vec<Alike>,
    /// Pairs that are not shown yet.
    more: usize,
    together: Vec<Together>,
}

/// Two entries that look alike.
#[derive(Debug, Serialize)]
struct Alike {
    one: Entry,
    other: Entry,
    why: &'static str,
}

#[derive(Debug, Clone, Serialize)]
struct Entry {
    id: MemberId,
    name: String,
    number: String,
    is_member: bool,
}

/// Two entries that were laid together.
#[derive(Debug, Serialize)]
struct Together {
    id: RowId,
    kept: Entry,
    aside: String,
    at: DateTime<Utc>,
}

impl Page for DuplicatesPage {
    const TEMPLATE: &'static str = "members/duplicates/list.html";

    fn title(&self) -> String {
        "Entries that look alike".into()
    }

    fn samples() -> Vec<Self> {
        let entry = |number: &str, is_member| Entry {
            id: MemberId::fresh(),
            name: "Łucja Khan".into(),
            number: number.into(),
            is_member,
        };
        let pair = || Alike { one: entry("8000001", true), other: entry("8000002", false), why: Sign::NamesAndBirth.words() };
        let together =
            Together { id: RowId::fresh(), kept: entry("8000001", true), aside: "8000002".into(), at: DateTime::UNIX_EPOCH };
        let full = DuplicatesPage { head: head(1), pairs: vec![pair()], more: 3, together: vec![together] };
        vec![full, DuplicatesPage { head: head(0), pairs: Vec::new(), more: 0, together: Vec::new() }]
    }
}

fn head(pairs: usize) -> String {
    match pairs {
        0 => "No two entries look alike.".to_owned(),
        1 => "1 pair of entries looks alike.".to_owned(),
        _ => format!("{} look alike.", plural(pairs as i128, "pair of entries", "pairs of entries")),
    }
}

async fn show(desk: Desk, _: Holding<ManageMembers>) -> Answer {
    desk.page(page).await
}

fn page(look: &mut Look<'_>) -> Result<DuplicatesPage, Problem> {
    let people = store::known(look.conn, look.branch.id)?;
    let merges = store::merges(look.conn, look.branch.id)?;
    let members = store::who_are_members(look.conn, &look.branch)?;
    let aside: HashSet<MemberId> = merges.iter().map(|merge| merge.aside_id).collect();
    let apart = store::apart(look.conn, look.branch.id)?;
    let found = pairs(&people, &members, &aside, &apart);
    let by_id: HashMap<MemberId, &Member> = people.iter().map(|person| (person.id, person)).collect();
    let entry = |id: MemberId| {
        let person = by_id.get(&id)?;
        Some(Entry { id, name: person.name(), number: person.number.clone(), is_member: members.contains(&id) })
    };
    let shown = found.iter().take(MOST).filter_map(|pair| {
        let (one, other) = (entry(pair.one)?, entry(pair.other)?);
        // The entry of a member is the one that is kept, unless somebody says otherwise.
        let (one, other) = if one.is_member || !other.is_member { (one, other) } else { (other, one) };
        Some(Alike { one, other, why: pair.sign.words() })
    });
    let together = merges.iter().filter_map(|merge| {
        let (kept, aside) = (entry(merge.kept_id)?, entry(merge.aside_id)?.number);
        Some(Together { id: merge.id, kept, aside, at: merge.merged_at.0 })
    });
    Ok(DuplicatesPage {
        head: head(found.len()),
        pairs: shown.collect(),
        more: found.len().saturating_sub(MOST),
        together: together.collect(),
    })
}

async fn take_apart(desk: Desk, who: Holding<ManageMembers>, merge: Path<RowId>, posted: Posted<Nothing>) -> Answer {
    let id = *merge;
    desk.act(who.actor(), &posted.once, move |act| {
        let said = match deeds::take_apart(act, id)?.kept {
            0 => "They are two entries again, as they were before.".to_owned(),
            kept => format!(
                "They are two entries again. {} changed since, and stays as it is.",
                plural(kept as i128, "detail was", "details were")
            ),
        };
        Ok(see("/members/duplicates").saying(said))
    })
    .await
}
