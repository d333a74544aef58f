//! What the branch holds of people, for anybody to read: made from the same list as the copies, so it cannot go stale.

use actix_web::web::{self, ServiceConfig};
use chrono::Months;
use serde::Serialize;

use super::super::{holding::Holding, holdings};
use crate::{
    lists::{self, Taken},
    members::{self, Office},
    render::Page,
    rulebook::Rulebook,
    web::{Answer, Desk, Look, Problem, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/privacy", web::get().to(show));
}

/// So far back it is told how often officers looked.
const QUARTER: Months = Months::new(3);

/// "What we hold, and why".
#[derive(Debug, Serialize)]
pub struct HeldPage {
    parts: Vec<Part>,
    /// The offices that open pages, each with how many people hold it.
    seats: Vec<Seat>,
    /// How often officers looked at members in the past three months, by what for.
    looks: Vec<LookedFor>,
    /// How many lists of people left as files in the same time.
    files: Vec<Taken>,
}

#[derive(Debug, Serialize)]
struct Part {
    title: &'static str,
    held: Vec<Line>,
}

/// One thing that is held.
#[derive(Debug, Serialize)]
struct Line {
    title: &'static str,
    why: &'static str,
    kept: String,
    seen_by: String,
}

#[derive(Debug, Serialize)]
struct Seat {
    office: String,
    people: usize,
}

#[derive(Debug, Serialize)]
struct LookedFor {
    purpose: &'static str,
    looks: i64,
}

impl Page for HeldPage {
    const TEMPLATE: &'static str = "privacy/held.html";

    fn title(&self) -> String {
        "What we hold, and why".into()
    }

    fn samples() -> Vec<Self> {
        let seats = || vec![Seat { office: "secretary".into(), people: 1 }, Seat { office: "treasurer".into(), people: 0 }];
        let looks = vec![LookedFor { purpose: "To welcome them", looks: 12 }];
        let line = || Line {
            title: "Your membership",
            why: "The right to vote hangs on how long a membership has lasted.",
            kept: "As long as the membership lasts, and 24 months after it".into(),
            seen_by: "secretary and membership secretary".into(),
        };
        let parts = || vec![Part { title: "The register", held: vec![line()] }];
        let files = vec![Taken { what: "Mail addresses only", files: 2, people: 57 }];
        let none = HeldPage { parts: parts(), seats: seats(), looks: Vec::new(), files: Vec::new() };
        vec![HeldPage { parts: parts(), seats: seats(), looks, files }, none]
    }
}

fn parts(book: &Rulebook) -> Vec<Part> {
    let line =
        |held: &Holding| Line { title: held.title, why: held.why, kept: held.kept.words(book), seen_by: held.seen_by(book) };
    holdings::PARTS.iter().map(|(title, held)| Part { title, held: held.iter().map(line).collect() }).collect()
}

async fn show(desk: Desk) -> Answer {
    desk.page(page).await
}

fn page(look: &mut Look<'_>) -> Result<HeldPage, Problem> {
    let (branch, today) = (look.branch.id, look.today());
    let held = members::offices_from(look.conn, branch, today)?;
    let seat = |office: Office| {
        let people = held.values().filter(|offices| offices.contains(&office)).count();
        Seat { office: office.called(&look.branch.rulebook), people }
    };
    let seats = Office::OPENING.into_iter().map(seat).collect();
    let since = today.checked_sub_months(QUARTER).unwrap_or(today);
    let looks = members::count_looks(look.conn, branch, since)?;
    let looks = looks.into_iter().map(|(purpose, looks)| LookedFor { purpose: purpose.chosen(), looks }).collect();
    let files = match typed::moment(since, "00:00", look.branch.zone) {
        Ok(since) => lists::taken_since(look.conn, branch, since)?,
        Err(_) => Vec::new(),
    };
    Ok(HeldPage { parts: parts(&look.branch.rulebook), seats, looks, files })
}
