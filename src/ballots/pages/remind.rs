//! Reminding those who have not voted: whom it reaches is shown before anything is sent.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{
    super::{
        election::find_election,
        notices,
        reminding::{remind, waiting},
        rules,
    },
    running::Running,
};
use crate::{
    audit::Scribe,
    branch,
    db::BallotId,
    render::{
        Page,
        words::{paragraphs, plural},
    },
    web::{Answer, Desk, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/reminder", web::get().to(ask))
        .route("/ballots/{ballot}/reminder", web::post().to(send))
        .route("/ballots/{ballot}/reminder/test", web::post().to(try_out));
}

/// "Remind 38 members?"
#[derive(Debug, Serialize)]
pub struct RemindPage {
    title: String,
    path: String,
    /// How many messages would go out.
    by_mail: usize,
    /// How many have not voted and hold a paper that went by letter.
    by_letter: usize,
    reminded_at: Option<DateTime<Utc>>,
    closes_at: Option<DateTime<Utc>>,
    /// How it reads, in paragraphs of lines.
    message: Vec<Vec<String>>,
    /// Where a test went, if one was just asked for.
    tested: Option<String>,
}

impl Page for RemindPage {
    const TEMPLATE: &'static str = "ballots/remind.html";
    fn title(&self) -> String {
        format!("Remind: {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let page = |by_letter, reminded_at| RemindPage {
            title: "Chair".into(),
            path: "/ballots/1".into(),
            by_mail: 38,
            by_letter,
            reminded_at,
            closes_at: Some(DateTime::UNIX_EPOCH),
            message: paragraphs("Dear each member’s name,\n\nYou have not voted yet."),
            tested: None,
        };
        let in_a_room = RemindPage { closes_at: None, tested: Some("nadia@northmoor.example".into()), ..page(0, None) };
        vec![page(2, Some(DateTime::UNIX_EPOCH)), page(0, None), in_a_room]
    }
}

async fn ask(desk: Desk, _: Running, ballot: Path<BallotId>) -> Answer {
    let scribe = desk.scribe().clone();
    desk.page(move |look| RemindPage::of(look, &scribe, *ballot)).await
}

impl RemindPage {
    fn of(look: &mut Look<'_>, scribe: &Scribe, ballot: BallotId) -> Result<Self, Problem> {
        let ballot = find_election(look.conn, look.branch.id, ballot)?;
        let waiting = waiting(look.conn, &ballot)?;
        rules::may_remind(&ballot, waiting.by_mail.len(), look.now, look.branch.zone)?;
        Ok(Self {
            message: paragraphs(&notices::reminder_before_it_goes(scribe, &look.branch, &ballot)?),
            path: ballot.path(),
            title: ballot.title,
            by_mail: waiting.by_mail.len(),
            by_letter: waiting.by_letter,
            reminded_at: ballot.reminded_at.map(|at| at.0),
            closes_at: ballot.closes_at.map(|at| at.0),
            tested: None,
        })
    }
}

/// Sends the reminder to whoever asks, with nothing in it that opens a paper.
async fn try_out(desk: Desk, who: Running, ballot: Path<BallotId>, posted: Posted<Nothing>) -> Answer {
    let (ballot, scribe) = (*ballot, desk.scribe().clone());
    let address = desk.in_passing(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let found = find_election(act.conn(), branch, ballot)?;
        let (waiting, zone) = (waiting(act.conn(), &found)?, branch::find(act.conn(), branch)?.zone);
        rules::may_remind(&found, waiting.by_mail.len(), act.at(), zone)?;
        let (to, address) = who.own_mail(act.conn())?;
        notices::reminder_tested(act, &found, to)?;
        Ok(address)
    });
    let tested = Some(address.await?);
    desk.page(move |look| Ok(RemindPage { tested, ..RemindPage::of(look, &scribe, ballot)? })).await
}

async fn send(desk: Desk, who: Running, ballot: Path<BallotId>, posted: Posted<Nothing>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        let sent = remind(act, *ballot)?;
        let messages = plural(i128::try_from(sent).unwrap_or(i128::MAX), "reminder is", "reminders are");
        Ok(see(format!("/ballots/{ballot}")).saying(format!("{messages} on the way.")))
    })
    .await
}
