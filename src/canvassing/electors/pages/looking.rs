//! Whoever opens a page with electors' names is noted, once a day for each page.

use super::super::store;
use crate::{
    accounts::SignedIn,
    web::{Desk, Once, Problem, see},
};

/// Notes that whoever is signed in looks at the electors shown at `subject`.
///
/// # Errors
/// What the database says; a look that cannot be noted is not granted.
pub async fn note_look(desk: &Desk, who: &SignedIn, subject: String) -> Result<(), Problem> {
    let account = who.account;
    let (today, is_noted) = {
        let subject = subject.clone();
        desk.look(move |look| {
            let today = look.today();
            Ok((today, store::has_looked(look.conn, look.branch.id, account, &subject, today)?))
        })
        .await?
    };
    if is_noted {
        return Ok(());
    }
    desk.act(who.actor(), &Once::not_needed(), move |act| {
        store::look_at(act, account, &subject, today)?;
        Ok(see("/canvass"))
    })
    .await
    .map(|_| ())
}
