//! What stands in working columns about oneself, and who wrote it: there are no secret notes.

use actix_web::web::{self, ServiceConfig};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::super::columns::{self, Kind, Noted, YES};
use crate::{
    accounts,
    db::MemberId,
    members::{self, SignedInMember},
    render::{Page, words::plural},
    web::{Answer, Desk, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/me/lists", web::get().to(show));
}

/// "2 notes about you".
#[derive(Debug, Serialize)]
pub struct MinePage {
    head: String,
    about: Vec<Line>,
    /// Where one is named as the one who takes care of somebody.
    named: Vec<Line>,
}

/// One note.
#[derive(Debug, Serialize)]
struct Line {
    column: String,
    list: String,
    says: String,
    by: String,
    at: DateTime<Utc>,
}

impl Page for MinePage {
    const TEMPLATE: &'static str = "lists/mine.html";

    fn title(&self) -> String {
        "Noted about you".into()
    }

    fn samples() -> Vec<Self> {
        let line = |says: &str| Line {
            column: "Rung".into(),
            list: "Millbank without mail".into(),
            says: says.into(),
            by: "Nadia Okoro".into(),
            at: DateTime::UNIX_EPOCH,
        };
        let full = MinePage { head: head(1), about: vec![line("ticked")], named: vec![line("Tom Lewis")] };
        vec![full, MinePage { head: head(0), about: Vec::new(), named: Vec::new() }]
    }
}

fn head(notes: usize) -> String {
    match notes {
        0 => "Nothing is noted about you.".to_owned(),
        1 => "1 note about you.".to_owned(),
        _ => format!("{} about you.", plural(notes as i128, "note", "notes")),
    }
}

async fn show(desk: Desk, who: SignedInMember) -> Answer {
    desk.page(move |look| page(look, who.member.id)).await
}

fn page(look: &mut Look<'_>, member: MemberId) -> Result<MinePage, Problem> {
    let branch = look.branch.id;
    // What was noted beside another entry of theirs is noted about them.
    let mut entries = members::laid_aside_for(look.conn, branch, member)?;
    entries.push(member);
    let (mut about, mut named) = (Vec::new(), Vec::new());
    let noted = columns::noted_about(look.conn, branch, &entries)?;
    let called = accounts::called(look.conn, noted.iter().filter_map(|one| one.cell.set_by))?;
    let line = |noted: Noted, says: String| {
        let by = noted.cell.set_by.and_then(|account| called.get(&account).cloned());
        let by = by.unwrap_or_else(|| "Somebody".to_owned());
        Line { column: noted.column.label, list: noted.list, says, by, at: noted.cell.set_at.0 }
    };
    for noted in noted {
        if entries.contains(&noted.about) {
            let says = says(look, &noted)?;
            about.push(line(noted, says));
        } else {
            let whom = members::find(look.conn, branch, noted.about)?.name();
            named.push(line(noted, whom));
        }
    }
    Ok(MinePage { head: head(about.len()), about, named })
}

fn says(look: &mut Look<'_>, noted: &Noted) -> Result<String, Problem> {
    let value = &noted.cell.stand.value;
    Ok(match (noted.column.kind, value.parse::<MemberId>()) {
        (Kind::Tick, _) if value == YES => "ticked".to_owned(),
        (Kind::Place, _) => "yes".to_owned(),
        (Kind::Person, Ok(member)) => members::find(look.conn, look.branch.id, member)?.name(),
        _ => format!("“{value}”"),
    })
}
