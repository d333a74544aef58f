//! The frame in which a mailing arrives.

use diesel::QueryResult;
use serde::Serialize;

use super::{
    audience::Audience,
    mailing::{Mailing, Reader},
};
use crate::{
    audit::Act,
    db::NoticeId,
    mail::{self, Category, Notice, Recipient},
    members::CONTACT_PAGE,
    render::markdown::{self, Block},
};

const TEMPLATE: &str = "mailings/mail/letter";

#[derive(Debug, Serialize)]
struct Says {
    subject: String,
    blocks: Vec<Block>,
    /// The same for mail that is shown as text.
    text: String,
    is_test: bool,
    /// Where a member says what the branch may write about.
    contact: String,
}

impl Says {
    fn of(mailing: &Mailing, reader: &Reader, contact: String) -> Self {
        let (subject, blocks) = mailing.for_reader(reader);
        Self { subject, text: markdown::as_text(&blocks), blocks, is_test: false, contact }
    }
}

/// Queues a mailing, whose page is `about`, to its whole audience.
pub fn sent(
    act: &mut Act<'_>,
    mailing: &Mailing,
    about: String,
    audience: Audience,
    reply_to: Option<&str>,
) -> QueryResult<NoticeId> {
    let notice = Notice { kind: "mailing", category: Category::News, about, template: TEMPLATE, deadline: None };
    let contact = act.link(CONTACT_PAGE);
    let readers = audience.readers.into_iter();
    let letters: Vec<(Recipient, Says)> =
        readers.map(|(recipient, reader)| (recipient, Says::of(mailing, &reader, contact.clone()))).collect();
    mail::queue_personal(act, &notice, &letters, reply_to)
}

/// The mailing as `reader` would read it, to the officer who wants to see it in her own mail.
pub fn tested(act: &mut Act<'_>, mailing: &Mailing, reader: &Reader, to: Recipient, reply_to: Option<&str>) -> QueryResult<()> {
    let notice = Notice {
        kind: "test of a mailing",
        category: Category::Service,
        about: "/mailings/new".to_owned(),
        template: TEMPLATE,
        deadline: None,
    };
    let says = Says { is_test: true, ..Says::of(mailing, reader, act.link(CONTACT_PAGE)) };
    mail::queue_personal(act, &notice, &[(to, says)], reply_to).map(|_| ())
}
