//! Taking a list away as a file, with only the columns that its purpose needs.

use actix_web::{
    middleware::from_fn,
    web::{self, ServiceConfig},
};
use serde::Deserialize;

use super::{
    super::{
        release::{self, Release, Wish},
        store,
        takeaway::Takeaway,
    },
    keep::question,
    people,
};
use crate::{
    accounts::{self, Holding, ManageMembers},
    db::MemberId,
    members::{
        self, Purpose,
        reconcile::{own_list, safe_csv},
    },
    web::{Answer, Desk, Faults, Posted, Problem, download},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/lists/file", web::post().to(take).wrap(from_fn(accounts::weighty)));
}

#[derive(Deserialize)]
struct Taking {
    #[serde(default)]
    asks: String,
    #[serde(default)]
    what: String,
    #[serde(default, rename = "for")]
    purpose: String,
}

/// What is on the file and what it is for, chosen by hand.
pub fn chosen(what: &str, purpose: &str) -> Result<(Takeaway, Purpose), Faults> {
    let mut faults = Faults::default();
    let what = Takeaway::ALL.iter().find(|one| one.as_str() == what).ok_or("Choose what is on the file.");
    let purpose = Purpose::TO_REACH.into_iter().find(|one| one.as_str() == purpose);
    let purpose = purpose.ok_or("Choose what you need it for: everybody on it can read that.");
    match (faults.take("what", what), faults.take("for", purpose)) {
        (Some(what), Some(purpose)) => Ok((*what, purpose)),
        _ => Err(faults),
    }
}

async fn take(desk: Desk, who: Holding<ManageMembers>, posted: Posted<Taking>) -> Answer {
    let typed = posted.typed();
    let asked = question(&posted.form.asks).unwrap_or_default();
    let answer = file(&desk, &who, &posted).await;
    desk.or_again(answer, typed, move |look, form| people::page(look, &asked, form)).await
}

/// The file, or, where it needs a second officer, the request for it.
async fn file(desk: &Desk, who: &Holding<ManageMembers>, posted: &Posted<Taking>) -> Answer {
    let (what, purpose) = chosen(&posted.form.what, &posted.form.purpose).map_err(Problem::Faults)?;
    let typed = question(&posted.form.asks).map_err(Problem::Faults)?;
    let asks = typed.read().map_err(Problem::Faults)?;
    let found = desk.look(move |look| {
        let today = look.today();
        Ok(store::found(look.conn, &look.branch, &asks, today)?)
    });
    let ids = found.await?;
    if what.needs_another(ids.len()) {
        return release::asked_for(desk, who, Wish { asks: typed, list: None, what, purpose }, ids.len(), &posted.once).await;
    }
    file_of(desk, who, (what, purpose), (ids, None)).await
}

/// The file, after everybody on it can read who took it and what for; one that was released is taken once.
pub async fn file_of(
    desk: &Desk,
    who: &Holding<ManageMembers>,
    (what, purpose): (Takeaway, Purpose),
    (ids, released): (Vec<MemberId>, Option<Release>),
) -> Answer {
    if let Some(shown) = what.shows() {
        members::note_looks(desk, who, (shown, purpose), ids.clone()).await?;
    }
    let file = desk.deed(who.actor(), move |act| {
        let branch = act.branch();
        if let Some(release) = released {
            release::taken(act, &release)?;
        }
        store::note_takeaway(act, what.as_str(), ids.len());
        Ok(match what {
            Takeaway::Entries => own_list(&members::entries(act.conn(), branch, &ids)?),
            what => safe_csv(&what.rows(&store::people(act.conn(), branch, &ids)?)),
        })
    });
    Ok(download(&format!("{}.csv", what.as_str()), "text/csv; charset=utf-8", file.await?))
}
