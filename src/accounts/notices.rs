//! What this module sends: the way in, and a word to an address that is one no longer.

use serde_json::json;

use super::store::{Account, Secrets};
use crate::{
    audit::Act,
    db::Instant,
    mail::{self, Category, Notice, Recipient},
};

/// The link and the code, to whoever asked; worthless after ten minutes.
pub fn way_in(act: &mut Act<'_>, account: &Account, secrets: &Secrets) -> diesel::QueryResult<()> {
    let notice = Notice {
        kind: "way in",
        category: Category::SignIn,
        about: "/sign-in".to_owned(),
        template: "accounts/mail/way_in",
        deadline: Some(Instant::from(act.at().0 + super::rules::LINK_LIVES)),
    };
    // The fragment never leaves the browser: no server log, proxy or scanner sees the secret.
    let facts = json!({ "link": act.link(format!("/sign-in/link#{}", secrets.token)), "code": secrets.code });
    let recipient = Recipient { person: None, name: account.called.clone(), address: Some(account.address.clone()) };
    mail::queue_secret(act, &notice, &[(recipient, facts)]).map(|_| ())
}

/// Tells an address that somebody signs in by another one from now on. Whoever did not ask for that can say so in time.
pub fn moved(act: &mut Act<'_>, before: &Account) -> diesel::QueryResult<()> {
    let notice = Notice {
        kind: "sign-in moved",
        category: Category::Service,
        about: "/me".to_owned(),
        template: "accounts/mail/moved",
        deadline: None,
    };
    let recipient = Recipient { person: None, name: before.called.clone(), address: Some(before.address.clone()) };
    mail::queue(act, &notice, &[(recipient, json!({}))]).map(|_| ())
}
