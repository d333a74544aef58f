//! "Make a shift".

use actix_web::web::{self, ServiceConfig};
use chrono::{NaiveDate, NaiveTime, TimeZone, Utc};
use serde::{Deserialize, Serialize};

use super::super::{
    NewShift,
    rules::{self, NoShift},
    store,
};
use crate::{
    accounts::{CoordinateCanvass, Holding},
    branch,
    db::{BranchId, Conn, Instant},
    members,
    render::Page,
    web::{Answer, Desk, Faults, Filled, Posted, Problem, see, typed},
    zone::Zone,
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/shifts/new", web::get().to(form)).route("/canvass/shifts", web::post().to(make));
}

/// "Make a shift".
#[derive(Debug, Serialize)]
pub struct MakingPage {
    form: Filled,
}

impl Page for MakingPage {
    const TEMPLATE: &'static str = "canvassing/shift_new.html";
    fn title(&self) -> String {
        "Make a shift".into()
    }
    fn samples() -> Vec<Self> {
        vec![
            MakingPage { form: Filled::default() },
            MakingPage { form: Filled::default().but(Faults::at("on", NoShift::Past.to_string())) },
        ]
    }
}

async fn form(desk: Desk, who: Holding<CoordinateCanvass>) -> Answer {
    let called = who.called.clone();
    desk.page(move |look| {
        let tomorrow = look.today().succ_opt().unwrap_or(look.today());
        let values = [("on", tomorrow.to_string()), ("from", "18:00".into()), ("until", "20:00".into()), ("leader", called)];
        Ok(MakingPage { form: Filled::with(values) })
    })
    .await
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Making {
    on: String,
    from: String,
    until: String,
    meeting_point: String,
    leader: String,
    telephone: String,
    note: String,
    by_telephone: String,
}

impl Making {
    /// Reads the form: times are times where the branch is.
    fn read(&self, conn: &mut Conn, branch: BranchId, zone: Zone) -> Result<NewShift, Problem> {
        let mut faults = Faults::default();
        let on = faults.take("on", typed::day(&self.on).ok_or(NoShift::NoDay));
        let from = faults.take("from", typed::hour(&self.from).ok_or(NoShift::NoStart));
        let until = faults.take("until", typed::hour(&self.until).ok_or(NoShift::NoEnd));
        let by_telephone = !self.by_telephone.is_empty();
        if self.meeting_point.trim().is_empty() && !by_telephone {
            faults.add("meeting_point", NoShift::NoMeetingPoint.to_string());
        }
        let leader = faults.take("leader", members::naming::meant(conn, branch, &self.leader)?.one());
        faults.check()?;
        let (Some(on), Some(from), Some(until), Some(leader)) = (on, from, until, leader) else {
            return Err(NoShift::NoDay.into());
        };
        Ok(NewShift {
            starts_at: moment(on, from, zone).ok_or(NoShift::NoStart)?,
            ends_at: moment(on, until, zone).ok_or(NoShift::NoEnd)?,
            meeting_point: if by_telephone {
                meeting_by_telephone(&self.meeting_point)
            } else {
                self.meeting_point.trim().to_owned()
            },
            leader,
            note: self.note.trim().to_owned(),
            telephone: self.telephone.trim().to_owned(),
            by_telephone,
        })
    }
}

/// Where people are who call: at home, unless somewhere is named.
fn meeting_by_telephone(typed: &str) -> String {
    if typed.trim().is_empty() { "by telephone, from home".to_owned() } else { typed.trim().to_owned() }
}

/// Nothing for an hour that the clocks skip.
fn moment(on: NaiveDate, at: NaiveTime, zone: Zone) -> Option<Instant> {
    zone.from_local_datetime(&on.and_time(at)).earliest().map(|local| Instant::from(local.with_timezone(&Utc)))
}

async fn make(desk: Desk, who: Holding<CoordinateCanvass>, posted: Posted<Making>) -> Answer {
    let typed = posted.typed();
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let body = act.branch();
            let branch = branch::find(act.conn(), body)?;
            let new = posted.form.read(act.conn(), branch.id, branch.zone)?;
            rules::may_make(new.starts_at.0, new.ends_at.0, act.at().0)?;
            let id = store::make(act, &new)?;
            Ok(see(format!("/canvass/shifts/{id}")).saying("The shift is made. Members can come along from now on."))
        })
        .await;
    desk.or_again(answer, typed, |_, form| Ok(MakingPage { form })).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_in_the_evening_is_six_where_the_branch_is() {
        let on = NaiveDate::from_ymd_opt(2026, 7, 1).expect("a day");
        let at = moment(on, typed::hour("18:00").expect("a time"), Zone::london()).expect("it exists");
        assert_eq!(at.to_string(), "2026-07-01T17:00:00.000000Z");
    }

    #[test]
    fn an_hour_that_the_clocks_skip_is_no_time_to_meet() {
        let on = NaiveDate::from_ymd_opt(2026, 3, 29).expect("a day");
        assert_eq!(moment(on, typed::hour("01:30").expect("a time"), Zone::london()), None);
    }
}
