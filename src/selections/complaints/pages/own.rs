//! A member complains, reads the answer, and may appeal.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    super::{complaint::Complaint, dealing, rules, store},
    Turn, sample_turn, turns,
};
use crate::{
    audit::{Actor, Scribe},
    db::{MemberId, RowId, SelectionId, Vault},
    members::SignedInMember,
    render::Page,
    selections::{electorate, selection::path, store as selections, timetable},
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/selections/{selection}/complaint", web::get().to(show))
        .route("/selections/{selection}/complaints", web::post().to(complain))
        .route("/selections/{selection}/complaints/{complaint}/appeal", web::post().to(appeal));
}

/// "Complain about this selection".
#[derive(Debug, Serialize)]
pub struct ComplaintPage {
    path: String,
    office: String,
    /// The last day on which a complaint is taken.
    until: Option<NaiveDate>,
    /// Why none is taken from the reader; empty where one is.
    not_now: String,
    own: Vec<Own>,
    most: u32,
    form: Filled,
}

/// One complaint of hers.
#[derive(Debug, Serialize)]
struct Own {
    id: RowId,
    turns: Vec<Turn>,
    is_open: bool,
    /// The last day of an appeal, where one is possible.
    appeal_until: Option<NaiveDate>,
}

impl Page for ComplaintPage {
    const TEMPLATE: &'static str = "selections/complaint.html";
    fn title(&self) -> String {
        format!("Complain: {}", self.office)
    }
    fn samples() -> Vec<Self> {
        let on = NaiveDate::default();
        let own = |is_open, appeal_until| Own {
            id: RowId::random(),
            turns: vec![sample_turn("Complaint"), sample_turn("Answer")],
            is_open,
            appeal_until,
        };
        let page = |not_now: &str, own| ComplaintPage {
            path: "/selections/1".into(),
            office: "Candidate for Millbank".into(),
            until: Some(on),
            not_now: not_now.into(),
            own,
            most: rules::WORDS,
            form: Filled::default(),
        };
        let wrong = |field| Filled::default().but(Faults::at(field, "Say what was wrong."));
        vec![
            ComplaintPage { form: wrong("words"), ..page("", vec![]) },
            ComplaintPage { form: wrong("appeal"), ..page("", vec![own(false, Some(on)), own(true, None)]) },
            ComplaintPage { until: None, ..page("The rules set no time for complaints.", vec![]) },
        ]
    }
}

async fn show(desk: Desk, who: SignedInMember, selection: Path<SelectionId>) -> Answer {
    let (member, scribe) = (who.member.id, desk.scribe().clone());
    desk.page(move |look| page(look, &scribe, *selection, member, Filled::default())).await
}

fn page(
    look: &mut Look<'_>,
    scribe: &Scribe,
    selection: SelectionId,
    member: MemberId,
    form: Filled,
) -> Result<ComplaintPage, Problem> {
    let (branch, today, vault) = (look.branch.clone(), look.today(), scribe.vault().map_err(Problem::broken)?);
    let found = selections::find(look.conn, branch.id, selection)?;
    let plan = timetable::plan_of(look.conn, &branch, &found)?;
    let entitled = electorate::entitled(look.conn, &branch, &found)?;
    let mut own = store::of_selection(look.conn, branch.id, selection)?;
    own.retain(|complaint| complaint.member_id == member);
    let refusal = rules::may_complain(selection, &plan, (member, &entitled), &own, today).err();
    Ok(ComplaintPage {
        path: found.path(),
        until: rules::complaints_end(&plan),
        not_now: refusal.map(|refusal| refusal.to_string()).unwrap_or_default(),
        own: own.iter().map(|complaint| own_line(complaint, vault, today)).collect(),
        most: rules::WORDS,
        form,
        office: found.office,
    })
}

fn own_line(complaint: &Complaint, vault: &Vault, today: NaiveDate) -> Own {
    Own {
        id: complaint.id,
        turns: turns(complaint, vault),
        is_open: complaint.is_open(),
        appeal_until: complaint.appeal_until.filter(|_| rules::may_appeal(complaint, today).is_ok()),
    }
}

#[derive(Deserialize)]
struct Complaining {
    #[serde(default)]
    words: String,
}

async fn complain(desk: Desk, who: SignedInMember, selection: Path<SelectionId>, posted: Posted<Complaining>) -> Answer {
    let (selection, member, typed, form) = (*selection, who.member.id, posted.typed(), posted.form);
    // Nobody's name enters the record, which every member can read.
    let answer = desk
        .act(Actor::Visitor, &posted.once, move |act| {
            dealing::complain(act, selection, member, form.words.trim())?;
            let words = "Your complaint is handed in. Those who run ballots read it; you see the answer here.";
            Ok(see(format!("{}/complaint", path(selection))).saying(words))
        })
        .await;
    let scribe = desk.scribe().clone();
    desk.or_again(answer, typed, move |look, form| page(look, &scribe, selection, member, form)).await
}

#[derive(Deserialize)]
struct Appealing {
    #[serde(default)]
    appeal: String,
}

async fn appeal(desk: Desk, who: SignedInMember, place: Path<dealing::Place>, posted: Posted<Appealing>) -> Answer {
    let (place, member, typed, form) = (*place, who.member.id, posted.typed(), posted.form);
    let answer = desk
        .act(Actor::Visitor, &posted.once, move |act| {
            dealing::appeal(act, place, member, form.appeal.trim())?;
            let words = "Your appeal is handed in. Somebody decides it who did not give the answer.";
            Ok(see(format!("{}/complaint", path(place.0))).saying(words))
        })
        .await;
    let scribe = desk.scribe().clone();
    desk.or_again(answer, typed, move |look, form| page(look, &scribe, place.0, member, form)).await
}
