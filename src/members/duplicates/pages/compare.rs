//! Two entries side by side: what each says, which one is kept, and what it takes from the other.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{
    deeds::{self, Entry, Two},
    parts::{Part, differences},
};
use crate::{
    accounts::{Holding, ManageMembers},
    db::MemberId,
    members::{Purpose, Shown, note_looks},
    render::{Page, dates},
    web::{Answer, Desk, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/duplicates/{kept}/{aside}", web::get().to(show))
        .route("/members/duplicates/{kept}/{aside}", web::post().to(merge))
        .route("/members/duplicates/{kept}/{aside}/apart", web::post().to(set_apart));
}

type Ids = Path<(MemberId, MemberId)>;

/// "One person or two?"
#[derive(Debug, Serialize)]
pub struct ComparePage {
    kept: Side,
    aside: Side,
    differences: Vec<Line>,
    /// What both say.
    same: Vec<(&'static str, String)>,
    seen: String,
}

#[derive(Debug, Serialize)]
struct Side {
    id: MemberId,
    name: String,
    number: String,
    /// "full since 1 March 2019", "no member today".
    standing: String,
}

/// A part in which they differ.
#[derive(Debug, Serialize)]
struct Line {
    name: &'static str,
    label: &'static str,
    kept: String,
    other: String,
    is_taken: bool,
    caution: Option<&'static str>,
}

impl Page for ComparePage {
    const TEMPLATE: &'static str = "members/duplicates/compare.html";

    fn title(&self) -> String {
        format!("One person or two: {}", self.kept.name)
    }

    fn samples() -> Vec<Self> {
        let side = |number: &str, standing: &str| Side {
            id: MemberId::fresh(),
            name: "Łucja Khan".into(),
            number: number.into(),
            standing: standing.into(),
        };
        let line = |name, label, kept: &str, caution: Option<&'static str>| Line {
            name,
            label,
            kept: kept.into(),
            other: "lucja@example.org".into(),
            is_taken: kept.is_empty(),
            caution,
        };
        let differences = vec![
            line("email", "Mail address", "", None),
            line("joined", "Date of joining", "2026-01-01", Some("Voting rights hang on this date: tick it only if you know.")),
        ];
        let page = |differences| ComparePage {
            kept: side("8000001", "full since 1 March 2019"),
            aside: side("8000002", "no member today"),
            differences,
            same: vec![("Date of birth", "1980-02-03".into())],
            seen: String::new(),
        };
        vec![page(differences), page(Vec::new())]
    }
}

/// Both entries show how to reach somebody, so both can read who looked.
async fn show(desk: Desk, who: Holding<ManageMembers>, ids: Ids) -> Answer {
    let (kept, aside) = *ids;
    note_looks(&desk, &who, (Shown::Contact, Purpose::Righting), vec![kept, aside]).await?;
    desk.page(move |look| page(look, kept, aside)).await
}

fn page(look: &mut Look<'_>, kept: MemberId, aside: MemberId) -> Result<ComparePage, Problem> {
    let two = Two::find(look.conn, look.branch.id, (kept, aside))?;
    let (kept, aside) = (two.kept.says(), two.aside.says());
    let same =
        Part::all().filter(|part| part.says(kept) == part.says(aside)).map(|part| (part.label, as_read(&part.says(kept))));
    let differences = differences(kept, aside).into_iter().map(|one| Line {
        name: one.part.name,
        label: one.part.label,
        is_taken: one.is_taken(),
        kept: as_read(&one.kept),
        other: as_read(&one.other),
        caution: one.part.caution,
    });
    Ok(ComparePage {
        differences: differences.collect(),
        same: same.filter(|(_, says)| !says.is_empty()).collect(),
        seen: two.fingerprint(),
        kept: Side::of(&two.kept),
        aside: Side::of(&two.aside),
    })
}

/// A day as people write it; anything else as it stands.
fn as_read(text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), dates::day)
}

impl Side {
    fn of(entry: &Entry) -> Self {
        let (member, history) = entry.says();
        Self { id: member.id, name: member.name(), number: member.number.clone(), standing: history.standing() }
    }
}

#[derive(Deserialize)]
struct Merging {
    #[serde(default)]
    take: Vec<String>,
    #[serde(default)]
    seen: String,
}

async fn merge(desk: Desk, who: Holding<ManageMembers>, ids: Ids, posted: Posted<Merging>) -> Answer {
    let (ids, form) = (*ids, posted.form);
    desk.act(who.actor(), &posted.once, move |act| {
        let (merge, two) = deeds::lay_together(act, ids, &form.seen, &form.take)?;
        let (kept, aside) = (two.kept.member, two.aside.member);
        let said = format!("The entry {} is laid aside. {} is kept.", aside.number, kept.number);
        Ok(see(format!("/members/{}", kept.id)).saying(said).with_undo(format!("/members/merges/{merge}/undoing"), "Undo"))
    })
    .await
}

async fn set_apart(desk: Desk, who: Holding<ManageMembers>, ids: Ids, posted: Posted<Nothing>) -> Answer {
    let ids = *ids;
    desk.act(who.actor(), &posted.once, move |act| {
        let two = deeds::set_apart(act, ids)?;
        let (one, other) = (two.kept.member.number, two.aside.member.number);
        Ok(see("/members/duplicates").saying(format!("{one} and {other} are two people, and are not asked about again.")))
    })
    .await
}
