//! Calling a selection.

use actix_web::web::{self, Query, ServiceConfig};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::super::{
    Selection,
    rules::{self, NotSo},
    store, timetable, triggering,
};
use crate::{
    accounts::{Holding, RunBallots},
    branch::Branch,
    db::{Instant, MemberId, SelectionId, TriggerId},
    members, places,
    render::Page,
    rulebook::{Plan, Step, TimetableRefusal},
    web::{Answer, Choice, Desk, Faults, Filled, Look, Posted, Problem, see, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/selections/new", web::get().to(new)).route("/selections", web::post().to(call));
}

/// The form.
#[derive(Debug, Serialize)]
pub struct CallPage {
    form: Filled,
    wards: Vec<Choice>,
    /// The trigger ballot that asked for it; empty where none did.
    trigger: String,
    /// Whether the rulebook's timetable speaks against the days, and a reason can overcome it.
    may_insist: bool,
    /// How the first day on which the ballot can open was worked out.
    working: Vec<String>,
}

impl Page for CallPage {
    const TEMPLATE: &'static str = "selections/call.html";
    fn title(&self) -> String {
        "Call a selection".into()
    }
    fn samples() -> Vec<Self> {
        let wards = || vec![Choice::word("Millbank")];
        let wrong = Filled::default().but(Faults::at("office", "Write what the candidate will stand for."));
        let page = |form, may_insist| CallPage {
            form,
            trigger: if may_insist { "1".into() } else { String::new() },
            wards: wards(),
            may_insist,
            working: vec!["Applications open at once.".into()],
        };
        vec![page(Filled::default(), false), page(wrong, true)]
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
    #[serde(default)]
    reason: String,
    #[serde(default)]
    trigger: String,
}

/// The trigger ballot that leads here, if one does.
#[derive(Debug, Clone, Copy, Deserialize)]
struct From {
    trigger: Option<TriggerId>,
}

async fn new(desk: Desk, _: Holding<RunBallots>, from: Query<From>) -> Answer {
    desk.page(move |look| {
        let today = look.today();
        let fortnight = |from: NaiveDate| from.checked_add_days(Days::new(14)).unwrap_or(from);
        let opens_on = look.branch.rulebook.earliest_ballot(today).map_or_else(|| fortnight(today), |answer| answer.value);
        let mut form = Filled::with([
            ("seats", "1".into()),
            ("opens_on", opens_on.to_string()),
            ("closes_on", fortnight(opens_on).to_string()),
            ("closes_at", "17:00".into()),
        ]);
        if let Some(trigger) = from.trigger {
            let trigger = store::find_trigger(look.conn, look.branch.id, trigger)?;
            let asked = [("office", trigger.office), ("ward", trigger.ward), ("trigger", trigger.id.to_string())];
            form.values.extend(asked.map(|(field, value)| (field.to_owned(), value)));
        }
        call_page(look, form)
    })
    .await
}

fn call_page(look: &mut Look<'_>, form: Filled) -> Result<CallPage, Problem> {
    let whole = Choice::of("", "The whole branch");
    let wards = places::wards(look.conn, look.branch.id)?.into_iter().map(|(_, name)| Choice::word(name));
    let against = form.faults.contains_key("opens_on") || form.faults.contains_key("closes_on");
    let may_insist = rules::may_be_short(&look.branch.rulebook) && (against || !form.value("reason").is_empty());
    let earliest = look.branch.rulebook.earliest_ballot(look.today());
    Ok(CallPage {
        trigger: form.value("trigger").to_owned(),
        form,
        may_insist,
        wards: std::iter::once(whole).chain(wards).collect(),
        working: earliest.map(|answer| answer.working).unwrap_or_default(),
    })
}

async fn call(desk: Desk, who: Holding<RunBallots>, posted: Posted<Calling>) -> Answer {
    let (typed, account) = (posted.typed(), who.account);
    let (branch, now, officer) = desk
        .look(move |look| {
            let officer = members::of_account(look.conn, look.branch.id, account)?.ok_or(NotSo::NoMember)?;
            Ok((look.branch.clone(), look.now, officer.id))
        })
        .await?;
    let (selection, plan) = match read(&branch, now, officer, &posted.form) {
        Ok(called) => called,
        Err(faults) => return desk.again(typed, faults, call_page).await,
    };
    let trigger = posted.form.trigger.parse::<TriggerId>().ok();
    desk.act(who.actor(), &posted.once, move |act| {
        timetable::call(act, &selection, &plan)?;
        if let Some(trigger) = trigger {
            triggering::lead_on(act, trigger, &selection)?;
        }
        Ok(see(selection.path()).saying("The selection is called, and its days stand below."))
    })
    .await
}

fn read(branch: &Branch, now: Instant, officer: MemberId, form: &Calling) -> Result<(Selection, Plan), Faults> {
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
    let (Some(seats), Some(opens_on), Some(closes_at), true) = (seats, opens_on, closes_at, faults.is_empty()) else {
        return Err(faults);
    };
    let called_on = branch.date_of(now);
    let days = (opens_on, branch.date_of(closes_at));
    let (plan, reason) = rules::planned(&branch.rulebook, called_on, days, form.reason.trim()).map_err(said_at_its_field)?;
    let selection = Selection {
        id: SelectionId::fresh(),
        branch_id: branch.id,
        office: form.office.trim().to_owned(),
        ward: form.ward.clone(),
        seats,
        called_on,
        opens_on,
        closes_at,
        officer_id: officer,
        ballot_id: None,
        short_because: reason.to_owned(),
        declared_on: None,
        reopened_until: None,
    };
    Ok((selection, plan))
}

/// The form knows two days: that of the opening, and that of the close.
fn said_at_its_field(refusal: TimetableRefusal) -> Faults {
    let field = if refusal.step() == Step::BallotCloses { "closes_on" } else { "opens_on" };
    Faults::at(field, refusal.to_string())
}
