//! The treasurer's page: whose dues are late, and recording to which day somebody has paid.

use actix_web::web::{self, Query, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        arrears::{self, Late, Reminder, Way as Post},
        naming::{self, Meant},
        righting::{NotRight, source_of},
        store,
    },
    Way, sample_ways, ways,
};
use crate::{
    accounts::{Holding, RecordDues},
    branch,
    render::{Page, dates, words::plural},
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/dues", web::get().to(show)).route("/members/dues", web::post().to(record));
}

/// So many of the late are shown, those who have been late longest first.
const MOST: i64 = 50;

/// So many reminders are shown.
const MOST_REMINDERS: i64 = 3;

/// "18 members are late with their dues."
#[derive(Debug, Serialize)]
pub struct DuesPage {
    ways: Vec<Way>,
    head: String,
    late: Vec<Late>,
    /// How many more there are than stand here.
    more: i64,
    /// The reminders that went out, the latest first.
    reminders: Vec<Reminder>,
    form: Filled,
}

impl Page for DuesPage {
    const TEMPLATE: &'static str = "members/dues.html";

    fn title(&self) -> String {
        "Dues".into()
    }

    fn samples() -> Vec<Self> {
        let late = Late::sample;
        let page = |late: Vec<Late>, form| DuesPage {
            ways: sample_ways("/members/dues"),
            head: "Dues".into(),
            more: if late.is_empty() { 0 } else { 12 },
            reminders: if late.is_empty() { Vec::new() } else { vec![Reminder::sample()] },
            late,
            form,
        };
        let wrong = Filled::default().but(Faults::at("to", "Write the day."));
        vec![page(vec![late(Post::Mail), late(Post::Nowhere)], Filled::default()), page(Vec::new(), wrong)]
    }
}

#[derive(Deserialize)]
struct Of {
    #[serde(default)]
    of: String,
}

async fn show(desk: Desk, who: Holding<RecordDues>, of: Query<Of>) -> Answer {
    let ways = ways(&who, "/members/dues");
    desk.page(move |look| page(look, ways, Filled::with([("who", of.into_inner().of)]))).await
}

fn page(look: &mut Look<'_>, ways: Vec<Way>, form: Filled) -> Result<DuesPage, Problem> {
    let today = look.today();
    let membership = &look.branch.rulebook.membership;
    let first_in_time = membership.grace.before(today);
    let count = store::count_late(look.conn, &look.branch, first_in_time)?;
    let late = arrears::all_late(look.conn, &look.branch, today, MOST)?;
    let reminders = arrears::reminders(look.conn, look.branch.id, MOST_REMINDERS)?;
    let head = match count {
        0 => "Nobody is late with their dues.".to_owned(),
        1 => "1 member is late with their dues.".to_owned(),
        _ => format!("{} are late with their dues.", plural(count.into(), "member", "members")),
    };
    let more = count - i64::try_from(late.len()).unwrap_or(count);
    Ok(DuesPage { ways, head, late, more, reminders, form })
}

#[derive(Deserialize)]
struct Recording {
    #[serde(default)]
    who: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    source: String,
}

async fn record(desk: Desk, who: Holding<RecordDues>, posted: Posted<Recording>) -> Answer {
    let (typed, ways, form) = (posted.typed(), ways(&who, "/members/dues"), posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let mut faults = Faults::default();
        let meant = naming::meant(act.conn(), branch.id, &form.who)?;
        let member = faults.take("who", Meant::one(meant));
        let paid_to = faults.take("to", typed::day(&form.to).ok_or(NotRight::NoDay { field: "to" }));
        let source = faults.take("source", source_of(&form.source));
        faults.check()?;
        let (Some(member), Some(paid_to), Some(source)) = (member, paid_to, source) else { return Err(Problem::NotFound) };
        let member = store::find(act.conn(), branch.id, member)?;
        if member.paid_to == Some(paid_to) {
            return Err(NotRight::Same { field: "to" }.into());
        }
        store::record_dues(act, &member, (branch.date_of(act.at()), paid_to), &source)?;
        Ok(see("/members/dues").saying(format!("The dues of {} are paid to {}.", member.name(), dates::day(paid_to))))
    });
    desk.or_again(answer.await, typed, move |look, form| page(look, ways, form)).await
}
