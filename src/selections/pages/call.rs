//! Calling a selection.

use actix_web::web::{self, ServiceConfig};
use chrono::Days;
use serde::{Deserialize, Serialize};

use super::super::{
    Selection,
    rules::{self, NotSo},
    store,
};
use crate::{
    accounts::{Holding, RunBallots},
    branch::Branch,
    db::{Instant, MemberId, SelectionId},
    members, places,
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/selections/new", web::get().to(new)).route("/selections", web::post().to(call));
}

/// The form.
#[derive(Debug, Serialize)]
pub struct CallPage {
    form: Filled,
    wards: Vec<Ward>,
}

#[derive(Debug, Clone, Serialize)]
struct Ward {
    value: String,
    label: String,
}

impl Page for CallPage {
    const TEMPLATE: &'static str = "selections/call.html";
    fn title(&self) -> String {
        "Call a selection".into()
    }
    fn samples() -> Vec<Self> {
        let wards = || vec![Ward { value: "Millbank".into(), label: "Millbank".into() }];
        let wrong = Filled::default().but(Faults::at("office", "Write what the candidate will stand for."));
        vec![CallPage { form: Filled::default(), wards: wards() }, CallPage { form: wrong, wards: wards() }]
    }
}

#[derive(Debug, Clone, Deserialize)]
struct Calling {
    #[serde(default)]
    office: String,
    #[serde(default)]
    ward: String,
    #[serde(default)]
    seats: String,
    #[serde(default)]
    opens_on: String,
    #[serde(default)]
    closes_on: String,
    #[serde(default)]
    closes_at: String,
}

async fn new(desk: Desk, _: Holding<RunBallots>) -> Answer {
    desk.page(|look| {
        let day = |days| look.today().checked_add_days(Days::new(days)).unwrap_or(look.today()).to_string();
        let form =
            Filled::with([("seats", "1".into()), ("opens_on", day(14)), ("closes_on", day(28)), ("closes_at", "17:00".into())]);
        call_page(look, form)
    })
    .await
}

fn call_page(look: &mut Look<'_>, form: Filled) -> Result<CallPage, Problem> {
    let whole = Ward { value: String::new(), label: "The whole branch".into() };
    let wards =
        places::wards(look.conn, look.branch.id)?.into_iter().map(|(_, name)| Ward { value: name.clone(), label: name });
    Ok(CallPage { form, wards: std::iter::once(whole).chain(wards).collect() })
}

async fn call(desk: Desk, who: Holding<RunBallots>, posted: Posted<Calling>) -> Answer {
    let (typed, account) = (posted.typed(), who.account);
    let (branch, now, officer) = desk
        .look(move |look| {
            let officer = members::of_account(look.conn, look.branch.id, account)?.ok_or(NotSo::NoMember)?;
            Ok((look.branch.clone(), look.now, officer.id))
        })
        .await?;
    let selection = match read(&branch, now, officer, &posted.form) {
        Ok(selection) => selection,
        Err(faults) => return desk.again(typed, faults, call_page).await,
    };
    desk.act(who.actor(), &posted.once, move |act| {
        store::call(act, &selection)?;
        Ok(see(selection.path()).saying("The selection is called. Now name the candidates."))
    })
    .await
}

fn read(branch: &Branch, now: Instant, officer: MemberId, form: &Calling) -> Result<Selection, Faults> {
    let mut faults = Faults::default();
    if form.office.trim().is_empty() {
        faults.add("office", "Write what the candidate will stand for, such as “Candidate for Millbank ward”.");
    }
    let seats = form.seats.trim().parse().ok().filter(|seats| (1..=50).contains(seats));
    let seats = faults.take("seats", seats.ok_or("Write how many are chosen, 1 or more."));
    let day = |text: &str| typed::day(text).ok_or("Write a date, such as 2026-12-01.");
    let opens_on = faults.take("opens_on", day(&form.opens_on));
    let closes_on = faults.take("closes_on", day(&form.closes_on));
    let closes_at = closes_on.and_then(|day| faults.take("closes_at", typed::moment(day, &form.closes_at, branch.zone)));
    if let Some((opens_on, closes_at)) = opens_on.zip(closes_at)
        && let Err(unfit) = rules::may_be_called(opens_on, closes_at, now, branch.zone)
    {
        faults.add(unfit.at(), unfit.to_string());
    }
    match (seats, opens_on, closes_at, faults.is_empty()) {
        (Some(seats), Some(opens_on), Some(closes_at), true) => Ok(Selection {
            id: SelectionId::fresh(),
            branch_id: branch.id,
            office: form.office.trim().to_owned(),
            ward: form.ward.clone(),
            seats,
            called_on: branch.date_of(now),
            opens_on,
            closes_at,
            officer_id: officer,
            ballot_id: None,
        }),
        _ => Err(faults),
    }
}
