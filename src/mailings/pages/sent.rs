//! A mailing that was sent, and what became of it.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::super::store::{self, Sent};
use crate::{
    accounts::{Holding, ManageMembers},
    db::{Instant, NoticeId, RowId},
    lists::Question,
    mail::{self, Standing},
    render::{
        Page,
        markdown::{self, Block},
    },
    web::{Answer, Desk},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/mailings/{mailing}", web::get().to(show));
}

/// "News for December": as it was written, and how many it reached.
#[derive(Debug, Serialize)]
pub struct SentPage {
    sent: Sent,
    /// The question in plain words.
    whom: String,
    blocks: Vec<Block>,
    standing: Standing,
    /// Whether it is a batch that can be held or stopped.
    is_batch: bool,
}

impl Page for SentPage {
    const TEMPLATE: &'static str = "mailings/sent.html";

    fn title(&self) -> String {
        self.sent.subject.clone()
    }

    fn samples() -> Vec<Self> {
        let page = |is_batch| SentPage {
            sent: sample(),
            whom: "Members who live in Millbank.".into(),
            blocks: markdown::blocks("Dear {first name},\n\ncome."),
            standing: Standing { accepted: 30, waiting: 3, refused: 1, ..Standing::default() },
            is_batch,
        };
        vec![page(true), page(false)]
    }
}

/// A mailing for the samples of pages.
pub fn sample() -> Sent {
    Sent {
        id: RowId::random(),
        subject: "News for December".into(),
        words: "Dear {first name},\n\ncome.".into(),
        asks: "ward=Millbank".into(),
        people: 34,
        notice: NoticeId::random(),
        sent_at: Instant::from(chrono::DateTime::UNIX_EPOCH),
        by: "Nadia Khan".into(),
    }
}

async fn show(desk: Desk, _who: Holding<ManageMembers>, mailing: Path<RowId>) -> Answer {
    desk.page(move |look| {
        let sent = store::find(look.conn, look.branch.id, *mailing)?;
        let question = Question::of_query(&sent.asks).unwrap_or_default();
        Ok(SentPage {
            whom: question.read().unwrap_or_default().in_words(),
            blocks: markdown::blocks(&sent.words),
            standing: mail::standing(look.conn, look.branch.id, sent.notice)?,
            is_batch: mail::is_batch(look.conn, look.branch.id, sent.notice)?,
            sent,
        })
    })
    .await
}
