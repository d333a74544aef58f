//! Taking a kept list away as a file: the columns that its purpose needs, and of the working columns those chosen by hand.

use actix_web::{
    middleware::from_fn,
    web::{self, Path, ServiceConfig},
};
use serde::Deserialize;

use super::{
    super::{
        super::{
            Question,
            columns::{Column, Kind, YES},
            kept::{Kept, Whose},
            release::{self, Wish},
            sheet::Sheet,
            store,
            takeaway::Takeaway,
        },
        take::{chosen, file_of},
    },
    At, show,
};
use crate::{
    accounts::{self, Holding, ManageMembers},
    db::{MemberId, RowId},
    members::reconcile::safe_csv,
    web::{Answer, Desk, Faults, Look, Posted, Problem, download},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/lists/{list}/file", web::post().to(take).wrap(from_fn(accounts::weighty)));
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Taking {
    what: String,
    #[serde(rename = "for")]
    purpose: String,
    columns: Vec<String>,
}

async fn take(desk: Desk, who: Holding<ManageMembers>, list: Path<RowId>, posted: Posted<Taking>) -> Answer {
    let (whose, typed) = ((*list, who.account), posted.typed());
    let answer = file(&desk, &who, whose, &posted).await;
    desk.or_again(answer, typed, move |look, form| show::page(look, whose, &At::default(), form)).await
}

/// The file, or, where it needs a second officer, the request for it.
async fn file(desk: &Desk, who: &Holding<ManageMembers>, whose: Whose, posted: &Posted<Taking>) -> Answer {
    let form = posted.form.clone();
    let (what, purpose) = chosen(&form.what, &form.purpose).map_err(Problem::Faults)?;
    if what != Takeaway::Ticks && !form.columns.is_empty() {
        let words = "Working columns go with the names to tick off, and with nothing else. Untick them, or choose that file.";
        return Err(Problem::Faults(Faults::at("columns", words)));
    }
    let (ids, beside, asks) = desk.look(move |look| beside(look, whose, &form.columns)).await?;
    if what.needs_another(ids.len()) {
        let wish = Wish { asks, list: Some(whose.0), what, purpose };
        return release::asked_for(desk, who, wish, ids.len(), &posted.once).await;
    }
    if what != Takeaway::Ticks {
        return file_of(desk, who, (what, purpose), (ids, None)).await;
    }
    let rows = desk.deed(who.actor(), move |act| {
        let branch = act.branch();
        store::note_takeaway(act, what.as_str(), ids.len());
        Ok(side_by_side(what.rows(&store::people(act.conn(), branch, &ids)?), beside))
    });
    Ok(download(&format!("{}.csv", what.as_str()), "text/csv; charset=utf-8", safe_csv(&rows.await?)))
}

/// Whom the file is about, what stands in the working columns beside them, and the list's question.
type Beside = (Vec<MemberId>, Vec<Vec<String>>, Question);

/// Those who are on the list, and what stands in the columns chosen beside each of them, under its headings.
fn beside(look: &mut Look<'_>, whose: Whose, chosen: &[String]) -> Result<Beside, Problem> {
    let today = look.today();
    let kept = Kept::open(look.conn, &look.branch, whose, today)?;
    let sheet = Sheet::of(look.conn, look.branch.id, kept.list.id, &kept.on)?;
    let columns: Vec<&Column> = sheet.columns.iter().filter(|column| chosen.contains(&column.id.to_string())).collect();
    let headings = columns.iter().map(|column| column.label.clone()).collect();
    let row = |member: &MemberId| columns.iter().map(|column| written(column.kind, sheet.text(column, *member))).collect();
    let rows = std::iter::once(headings).chain(kept.on.iter().map(row)).collect();
    Ok((kept.on, rows, kept.question))
}

/// As it stands in a file: a tick is an x.
fn written(kind: Kind, text: &str) -> String {
    if kind == Kind::Tick && text == YES { "x".to_owned() } else { text.to_owned() }
}

fn side_by_side(left: Vec<Vec<String>>, right: Vec<Vec<String>>) -> Vec<Vec<String>> {
    left.into_iter().zip(right).map(|(left, right)| left.into_iter().chain(right).collect()).collect()
}
