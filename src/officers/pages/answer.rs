//! The answer of somebody who was named: yes, with what only she can say, or no.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    super::{
        nominating, notices,
        rules::{self, NotSo},
        store::Answered,
    },
    belongings,
};
use crate::{
    audit::Actor,
    branch,
    db::{MemberId, RowId},
    members::{self, SignedInMember, at_head},
    render::Page,
    rulebook::Reason,
    selections::Belonging,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/officers/nominations/{nomination}", web::get().to(show))
        .route("/officers/nominations/{nomination}", web::post().to(accept))
        .route("/officers/nominations/{nomination}/withdrawal", web::post().to(withdraw));
}

/// "Will you stand?"
#[derive(Debug, Serialize)]
pub struct AnswerPage {
    path: String,
    elections: String,
    office: String,
    namer: String,
    /// With whom the office would be shared; empty where with nobody.
    with: String,
    closes_on: NaiveDate,
    /// Whether the answer is due.
    waits: bool,
    /// Whether it can be withdrawn.
    may_withdraw: bool,
    /// Why it cannot be accepted today; empty where it can.
    not_now: String,
    reasons: Vec<Reason>,
    group: String,
    belongings: Vec<Choice>,
    form: Filled,
}

impl Page for AnswerPage {
    const TEMPLATE: &'static str = "officers/answer.html";
    fn title(&self) -> String {
        format!("Stand for {}", self.office)
    }
    fn samples() -> Vec<Self> {
        let reason = |holds| Reason { holds, says: "Under 27.".into(), remedy: Some("Ask.".into()), clause: "rule 5".into() };
        let page = |waits, not_now: &str, form| AnswerPage {
            path: "/officers/nominations/1".into(),
            elections: "/officers/elections/1".into(),
            office: "Chair".into(),
            namer: "Joe Nowak".into(),
            with: "Zoe Smith".into(),
            closes_on: NaiveDate::default(),
            waits,
            may_withdraw: true,
            not_now: not_now.into(),
            reasons: vec![reason(true), reason(false)],
            group: "women".into(),
            belongings: belongings("women"),
            form,
        };
        let wrong = Filled::default().but(Faults::at("belongs", "This office is kept for women."));
        let bare =
            AnswerPage { with: String::new(), group: String::new(), reasons: vec![], ..page(true, "", Filled::default()) };
        let over = AnswerPage { may_withdraw: false, ..page(false, "", Filled::default()) };
        vec![page(true, "", wrong), page(true, "Nominations closed.", Filled::default()), bare, over]
    }
}

#[derive(Debug, Clone, Deserialize)]
struct Typed {
    #[serde(default)]
    statement: String,
    #[serde(default)]
    belongs: String,
}

async fn show(desk: Desk, who: SignedInMember, nomination: Path<RowId>) -> Answer {
    let member = who.member.id;
    desk.page(move |look| page(look, *nomination, member, None)).await
}

fn page(look: &mut Look<'_>, id: RowId, member: MemberId, typed: Option<Filled>) -> Result<AnswerPage, Problem> {
    let (branch, today) = (look.branch.clone(), look.today());
    let (nomination, contest, elections) = nominating::whole(look.conn, &branch, id)?;
    if !nomination.names(member) {
        return Err(NotSo::NotAsked.into());
    }
    let standing = nominating::standing(look.conn, &branch, &elections, &contest, member)?;
    let people: Vec<MemberId> = nomination.people().chain([nomination.namer_id]).collect();
    let names = members::names(look.conn, branch.id, &people)?;
    let called = |member: MemberId| names.get(&member).cloned().unwrap_or_default();
    let group = rules::group_of(&branch.rulebook, &contest).unwrap_or_default();
    let not_now = rules::may_name(&elections, today).and_then(|()| rules::may_change(&contest));
    Ok(AnswerPage {
        path: notices::nomination_path(&nomination),
        elections: elections.path(),
        namer: called(nomination.namer_id),
        with: nomination.people().find(|other| *other != member).map(called).unwrap_or_default(),
        closes_on: elections.closes_on,
        waits: nomination.waits_for(member),
        may_withdraw: nomination.is_live() && rules::may_change(&contest).is_ok(),
        not_now: not_now.err().map(|refusal| refusal.to_string()).unwrap_or_default(),
        reasons: standing.map(|standing| standing.reasons).unwrap_or_default(),
        belongings: belongings(group),
        group: group.to_owned(),
        office: at_head(&contest.title),
        form: typed.unwrap_or_else(|| {
            Filled::with([("statement", nomination.statement.clone()), ("belongs", Belonging::NotSaid.to_string())])
        }),
    })
}

async fn accept(desk: Desk, who: SignedInMember, nomination: Path<RowId>, posted: Posted<Typed>) -> Answer {
    let (nomination, member, typed, form) = (*nomination, who.member.id, posted.typed(), posted.form);
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let branch = act.branch();
            let on = branch::find(act.conn(), branch)?.date_of(act.at());
            let belongs = form.belongs.parse().unwrap_or(Belonging::NotSaid);
            let said = Answered { member, statement: Some(form.statement.trim().to_owned()), belongs, on };
            let elections = nominating::accept(act, nomination, &said)?;
            Ok(see(elections.path()).saying("You stand. Thank you."))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| page(look, nomination, member, Some(form))).await
}

async fn withdraw(desk: Desk, who: SignedInMember, nomination: Path<RowId>, posted: Posted<Nothing>) -> Answer {
    let (nomination, member) = (*nomination, who.member.id);
    // Nobody who declines is named in the record, which every member can read.
    desk.act(Actor::Visitor, &posted.once, move |act| {
        let elections = nominating::withdraw(act, nomination, member)?;
        Ok(see(elections.path()).saying("You do not stand. Whoever named you is told."))
    })
    .await
}
