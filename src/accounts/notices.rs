//! The one message of this module: the way in.

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
