//! Taking a list away as a file, with only the columns that its purpose needs.

use actix_web::{
    middleware::from_fn,
    web::{self, ServiceConfig},
};
use serde::Deserialize;

use super::{
    super::{store, takeaway::Takeaway},
    keep::question,
    people,
};
use crate::{
    accounts::{self, Holding, ManageMembers},
    members::{self, Purpose, reconcile::safe_csv},
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

impl Taking {
    fn read(&self) -> Result<(Takeaway, Purpose), Faults> {
        let mut faults = Faults::default();
        let what = Takeaway::ALL.iter().find(|one| one.as_str() == self.what).ok_or("Choose what is on the file.");
        let purpose = Purpose::TO_REACH.into_iter().find(|one| one.as_str() == self.purpose);
        let purpose = purpose.ok_or("Choose what you need it for: everybody on it can read that.");
        match (faults.take("what", what), faults.take("for", purpose)) {
            (Some(what), Some(purpose)) => Ok((*what, purpose)),
            _ => Err(faults),
        }
    }
}

async fn take(desk: Desk, who: Holding<ManageMembers>, posted: Posted<Taking>) -> Answer {
    let typed = posted.typed();
    let asked = question(&posted.form.asks).unwrap_or_default();
    let answer = file(&desk, &who, posted.form).await;
    desk.or_again(answer, typed, move |look, form| people::page(look, &asked, form)).await
}

/// The file, after everybody on it can read who took it and what for.
async fn file(desk: &Desk, who: &Holding<ManageMembers>, form: Taking) -> Answer {
    let (what, purpose) = form.read().map_err(Problem::Faults)?;
    let asks = question(&form.asks).and_then(|typed| typed.read()).map_err(Problem::Faults)?;
    let found = desk.look(move |look| {
        let today = look.today();
        Ok(store::found(look.conn, &look.branch, &asks, today)?)
    });
    let ids = found.await?;
    what.may_leave(ids.len()).map_err(|fault| Problem::Faults(Faults::at("what", fault.to_string())))?;
    if let Some(shown) = what.shows() {
        members::note_looks(desk, who, (shown, purpose), ids.clone()).await?;
    }
    let rows = desk.deed(who.actor(), move |act| {
        let branch = act.branch();
        store::note_takeaway(act, what.as_str(), ids.len());
        Ok(what.rows(&store::people(act.conn(), branch, &ids)?))
    });
    Ok(download(&format!("{}.csv", what.as_str()), "text/csv; charset=utf-8", safe_csv(&rows.await?)))
}
