//! Mail to many at once: how far it is, and holding or stopping what has not gone yet.

use std::collections::BTreeMap;

use actix_web::{
    middleware::from_fn,
    web::{self, Path, ServiceConfig},
};
use serde::Serialize;

use crate::{
    accounts::{self, AnyOffice},
    audit::Act,
    clock::Clock,
    config::MailSettings,
    db::{Instant, NoticeId},
    mail::{self, Batch, Category, NoChange, Stand, State},
    render::{Page, words::plural},
    web::{Answer, Desk, Look, Nothing, Posted, Problem, Refusal, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/outbox/batches/{notice}", web::get().to(show))
        .route("/outbox/batches/{notice}/agreement", web::post().to(agree).wrap(from_fn(accounts::weighty)))
        .route("/outbox/batches/{notice}/pause", web::post().to(pause))
        .route("/outbox/batches/{notice}/resumption", web::post().to(resume))
        .route("/outbox/batches/{notice}/stop", web::post().to(stop));
}

impl Refusal for NoChange {}

/// "486 notices: 120 are out".
#[derive(Debug, Serialize)]
pub struct BatchPage {
    notice: NoticeId,
    subject: String,
    about: String,
    stand: Stand,
    /// What mail servers said when they turned it away, where that is why it is held.
    because: Option<String>,
    held_until: Instant,
    all: i64,
    out: i64,
    /// Letters to print, messages refused or given up, messages that may have gone.
    others: Vec<String>,
    may_agree: bool,
    /// When the last of it can be out, where the mail server allows only so much.
    out_by: Option<Instant>,
    too_late: usize,
}

impl BatchPage {
    fn of(batch: Batch, counts: &BTreeMap<State, i64>, me: &str, (now, settings): (Instant, &MailSettings)) -> Self {
        let count = |state: State| counts.get(&state).copied().unwrap_or_default();
        let stand = mail::stand(batch.marks(counts), now.0);
        let said =
            |state: State, one: &str, many: &str| (count(state) > 0).then(|| plural(i128::from(count(state)), one, many));
        let others = [
            said(State::Letter, "letter to print", "letters to print"),
            said(State::Refused, "message refused by the mail server", "messages refused by the mail server"),
            said(State::InDoubt, "message that may have gone", "messages that may have gone"),
            said(State::Expired, "message not sent", "messages not sent"),
        ];
        let marks = batch.marks(counts);
        let waiting = usize::try_from(marks.unsettled).unwrap_or_default();
        let from = now.max(batch.held_until);
        let forecast = mail::forecast(settings, waiting, from.0, batch.gives_up_at().0).filter(|_| stand != Stand::Stopped);
        Self {
            out_by: forecast.map(|told| told.out_by.into()),
            too_late: forecast.filter(|_| batch.category == Category::Statutory).map_or(0, |told| told.too_late),
            may_agree: mail::may_agree(stand, &batch.sent_by, me).is_ok(),
            notice: batch.notice,
            subject: batch.subject,
            about: batch.about,
            stand,
            because: batch.paused_because,
            held_until: batch.held_until,
            all: counts.values().sum(),
            out: count(State::Accepted),
            others: others.into_iter().flatten().collect(),
        }
    }
}

impl Page for BatchPage {
    const TEMPLATE: &'static str = "admin/batch.html";
    fn title(&self) -> String {
        self.subject.clone()
    }
    fn samples() -> Vec<Self> {
        let stands = [Stand::Held, Stand::NeedsSecond, Stand::Paused, Stand::Going, Stand::Stopped, Stand::Done];
        let page = |stand, because: Option<&str>| BatchPage {
            notice: NoticeId::fresh(),
            subject: "Notice of the general meeting on 17 December".into(),
            about: "/meetings".into(),
            stand,
            because: because.map(str::to_owned),
            held_until: Instant::from(Clock::of_the_machine().now()),
            all: 486,
            out: if stand == Stand::Held { 0 } else { 120 },
            others: vec!["12 letters to print".into()],
            may_agree: true,
            out_by: (stand == Stand::Held).then(|| Instant::from(Clock::of_the_machine().now())),
            too_late: 86,
        };
        let turned_away = page(Stand::Paused, Some("554 5.7.1 rejected by our policy"));
        stands.into_iter().map(|stand| page(stand, None)).chain([turned_away]).collect()
    }
}

async fn show(desk: Desk, who: AnyOffice, notice: Path<NoticeId>) -> Answer {
    let me = who.actor().to_string();
    let settings = desk.scribe().settings().mail.clone();
    desk.page(move |look| page(look, *notice, &me, &settings)).await
}

fn page(look: &mut Look<'_>, notice: NoticeId, me: &str, settings: &MailSettings) -> Result<BatchPage, Problem> {
    let batch = mail::find_batch(look.conn, look.branch.id, notice)?;
    let counts = mail::count_states(look.conn, notice)?;
    Ok(BatchPage::of(batch, &counts, me, (look.now, settings)))
}

/// A batch, and where it stands.
fn found(act: &mut Act<'_>, notice: NoticeId) -> Result<(Batch, Stand), Problem> {
    let (branch, now) = (act.branch(), act.at().0);
    let batch = mail::find_batch(act.conn(), branch, notice)?;
    let counts = mail::count_states(act.conn(), notice)?;
    let stand = mail::stand(batch.marks(&counts), now);
    Ok((batch, stand))
}

fn address(notice: NoticeId) -> String {
    format!("/outbox/batches/{notice}")
}

async fn agree(desk: Desk, who: AnyOffice, notice: Path<NoticeId>, posted: Posted<Nothing>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        let (batch, stand) = found(act, *notice)?;
        mail::may_agree(stand, &batch.sent_by, &act.actor().to_string())?;
        mail::agree(act, &batch)?;
        Ok(see(address(*notice)).saying("You agreed. It goes out now."))
    })
    .await
}

async fn pause(desk: Desk, who: AnyOffice, notice: Path<NoticeId>, posted: Posted<Nothing>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        let (batch, stand) = found(act, *notice)?;
        mail::may_change(stand)?;
        mail::pause(act, &batch)?;
        Ok(see(address(*notice)).saying("It is held. Nothing more of it goes until somebody lets it go on."))
    })
    .await
}

async fn resume(desk: Desk, who: AnyOffice, notice: Path<NoticeId>, posted: Posted<Nothing>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        let (batch, stand) = found(act, *notice)?;
        mail::may_change(stand)?;
        mail::resume(act, &batch)?;
        Ok(see(address(*notice)).saying(if batch.paused_because.is_some() {
            "It goes on. Whoever was turned away is tried again."
        } else {
            "It goes on."
        }))
    })
    .await
}

async fn stop(desk: Desk, who: AnyOffice, notice: Path<NoticeId>, posted: Posted<Nothing>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        let (batch, stand) = found(act, *notice)?;
        mail::may_change(stand)?;
        let stopped = mail::stop(act, &batch)?;
        let messages = plural(i128::try_from(stopped).unwrap_or_default(), "message was", "messages were");
        Ok(see(address(*notice)).saying(format!("Stopped. {messages} not sent.")))
    })
    .await
}
