//! What this module sends: the way in, a word to an address that is one no longer, and what happened to the locks of an account.

use serde_json::{Value, json};

use super::store::{self, Account, Secrets};
use crate::{
    audit::Act,
    db::{AccountId, Instant},
    mail::{self, Category, Notice, Recipient},
};

/// The link and the code, to whoever asked; worthless after ten minutes.
pub fn way_in(act: &mut Act<'_>, account: &Account, secrets: &Secrets) -> diesel::QueryResult<()> {
    let (notice, facts) = way_in_letter(act, secrets);
    let recipient = Recipient { person: None, name: account.called.clone(), address: Some(account.address.clone()) };
    mail::queue_secret(act, &notice, &[(recipient, facts)]).map(|_| ())
}

/// The most of the work of [`way_in`] for an address that nobody has: the letter is written and thrown away, so that the time an
/// answer takes tells little of who is a member. Laying it into the outbox, in the act that is committed anyway, is left out.
pub fn as_if_written(act: &mut Act<'_>, secrets: &Secrets) -> diesel::QueryResult<()> {
    let (notice, facts) = way_in_letter(act, secrets);
    mail::write_and_forget(act, &notice, &Recipient { person: None, name: String::new(), address: None }, &facts)
}

fn way_in_letter(act: &Act<'_>, secrets: &Secrets) -> (Notice, Value) {
    let notice = Notice {
        kind: "way in",
        category: Category::SignIn,
        about: "/sign-in".to_owned(),
        template: "accounts/mail/way_in",
        deadline: Some(Instant::from(act.at().0 + super::rules::LINK_LIVES)),
    };
    // The fragment never leaves the browser: no server log, proxy or scanner sees the secret.
    let facts = json!({ "link": act.link(format!("/sign-in/link#{}", secrets.token)), "code": secrets.code });
    (notice, facts)
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

/// What its owner is told about an account, whoever did it.
pub enum Told {
    NewDevice {
        device: String,
        network: String,
    },
    SecondStepSetUp,
    RecoveryCodesMade,
    RecoveryCodeUsed {
        left: i64,
    },
    WrongCodes,
    /// An officer proposed that the second step is set up anew.
    ResetProposed {
        by: String,
    },
    SecondStepForgotten,
}

impl Told {
    /// What happened, in the line that is read first, and what it means.
    fn words(&self) -> (String, String) {
        let (what, means) = match self {
            Self::NewDevice { device, network } => {
                return (
                    format!("You signed in on a new device: {device}"),
                    format!(
                        "Somebody opened your mailed link or typed its code on a device that we had not seen before: {device}, from {network}."
                    ),
                );
            }
            Self::ResetProposed { by } => {
                return (
                    "Somebody asks that you set up your second step anew".to_owned(),
                    format!(
                        "{by} proposed that you set up the second step of signing in anew, as is done for somebody who has lost the phone with the app. It happens once another officer confirms it."
                    ),
                );
            }
            Self::RecoveryCodeUsed { left } => {
                return (
                    "A recovery code of yours was used".to_owned(),
                    format!(
                        "Somebody signed in as you with a recovery code in place of the figures from your app. Codes that are left: {left}."
                    ),
                );
            }
            Self::SecondStepSetUp => (
                "Your second step is set up",
                "From now on your office opens only to whoever also has your app or one of your recovery codes.",
            ),
            Self::RecoveryCodesMade => {
                ("You have new recovery codes", "The recovery codes that you had before open nothing any more.")
            }
            Self::WrongCodes => (
                "Somebody typed five wrong codes as you",
                "They came in by the link or code that was mailed to you, and were stopped at the second step. Somebody else may be reading your mail.",
            ),
            Self::SecondStepForgotten => (
                "Your second step begins anew",
                "Your app and your recovery codes open nothing any more, and wherever you were signed in you were signed out. When you sign in next, you set up the second step anew.",
            ),
        };
        (what.to_owned(), means.to_owned())
    }
}

/// Tells the owner of an account what happened to it.
pub fn told(act: &mut Act<'_>, account: AccountId, what: &Told) -> diesel::QueryResult<()> {
    let notice = Notice {
        kind: "sign-in told",
        category: Category::Service,
        about: "/me/sessions".to_owned(),
        template: "accounts/mail/told",
        deadline: None,
    };
    let owner = store::find(act.conn(), account)?;
    let (head, means) = what.words();
    let facts = json!({ "head": head, "means": means, "link": act.link("/me/sessions") });
    let recipient = Recipient { person: None, name: owner.called, address: Some(owner.address) };
    mail::queue(act, &notice, &[(recipient, facts)]).map(|_| ())
}
