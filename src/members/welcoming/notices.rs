//! What is sent about welcoming: who is asked to speak with whom.

use chrono::NaiveDate;
use diesel::QueryResult;
use serde::Serialize;

use super::joiner::Joiner;
use crate::{
    audit::Act,
    db::MemberId,
    mail::{self, Category, Notice, Recipient},
    members::reach,
};

/// The page where somebody finds whom to welcome.
pub const PAGE: &str = "/me/welcomes";

#[derive(Serialize)]
struct Asked<'a> {
    joiners: &'a [Joiner],
    by: NaiveDate,
    link: String,
}

/// Asks each of these people to welcome those who joined, in one message each.
pub fn asked_to_welcome(act: &mut Act<'_>, asked: &[(MemberId, Vec<Joiner>)], by: NaiveDate) -> QueryResult<()> {
    let notice = Notice {
        kind: "asked to welcome",
        category: Category::Service,
        about: PAGE.to_owned(),
        template: "members/mail/asked_to_welcome",
        deadline: None,
    };
    let (branch, link) = (act.branch(), act.link(PAGE));
    let ids: Vec<MemberId> = asked.iter().map(|(welcomer, _)| *welcomer).collect();
    let reached = reach(act.conn(), branch, &ids)?;
    let letter = |(id, recipient): (MemberId, Recipient)| {
        let (_, joiners) = asked.iter().find(|(welcomer, _)| *welcomer == id)?;
        Some((recipient, Asked { joiners, by, link: link.clone() }))
    };
    let letters: Vec<_> = reached.into_iter().filter_map(letter).collect();
    mail::queue(act, &notice, &letters).map(|_| ())
}
