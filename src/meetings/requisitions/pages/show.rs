//! One requisition: what it is for, how many have signed against how many it takes, and by when it must be answered.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::{
    count::{call_by, count},
    deeds,
    requisition::{Requisition, Signature, Signers},
    store,
};
use crate::{
    accounts::{CallMeetings, Holding, Permission, SignedIn},
    db::{Instant, MemberId, RequisitionId},
    members::{self, SignedInMember},
    render::Page,
    web::{Answer, Choice, Desk, Filled, Look, Nothing, Posted, Problem, Visitor, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/requisitions/{requisition}", web::get().to(show))
        .route("/requisitions/{requisition}/signature", web::post().to(sign))
        .route("/requisitions/{requisition}/signature/withdrawal", web::post().to(withdraw))
        .route("/requisitions/{requisition}/bodies", web::post().to(sign_for))
        .route("/requisitions/{requisition}/bodies/withdrawal", web::post().to(withdraw_for));
}

/// "12 of 25 have signed."
#[derive(Debug, Serialize)]
pub struct RequisitionPage {
    requisition: Requisition,
    paragraphs: Vec<String>,
    signed: usize,
    needed: u32,
    working: Vec<String>,
    clause: String,
    call_by: Option<NaiveDate>,
    of_bodies: bool,
    lines: Vec<Line>,
    taken_back: usize,
    not_counted: usize,
    mine: Mine,
    may_call: bool,
    /// Wards and affiliates that have not asked for it yet.
    bodies: Vec<Choice>,
    form: Filled,
}

/// A signature that stands.
#[derive(Debug, Serialize)]
struct Line {
    name: String,
    at: Instant,
    /// The body, where it is one's.
    body: Option<String>,
}

/// Where the reader stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Mine {
    MaySign,
    HasSigned,
    /// Not entitled, or it is for bodies to ask.
    Reads,
}

pub(super) fn sample_requisition(stage: &str) -> Requisition {
    let meeting_id = (stage == "called").then(crate::db::MeetingId::random);
    Requisition {
        id: RequisitionId::random(),
        purpose: "To decide whether the branch gives up Albion Hall.".into(),
        begun_by: MemberId::random(),
        begun_at: Instant(chrono::DateTime::UNIX_EPOCH),
        reached_on: (stage != "begun").then(NaiveDate::default),
        meeting_id,
    }
}

impl Page for RequisitionPage {
    const TEMPLATE: &'static str = "meetings/requisitions/show.html";
    fn title(&self) -> String {
        "Special meeting asked for".into()
    }
    fn samples() -> Vec<Self> {
        let page = |stage: &str, mine, may_call, of_bodies| RequisitionPage {
            requisition: sample_requisition(stage),
            paragraphs: vec!["To decide whether the branch gives up Albion Hall.".into()],
            signed: if stage == "begun" { 12 } else { 25 },
            needed: 25,
            working: vec!["5% of 486 entitled members is 24.3, rounded up to 25.".into()],
            clause: "Constitution, special meetings".into(),
            call_by: (stage == "reached").then(NaiveDate::default),
            of_bodies,
            lines: vec![Line {
                name: "Ama Okoro".into(),
                at: Instant(chrono::DateTime::UNIX_EPOCH),
                body: of_bodies.then(|| "Millbank".into()),
            }],
            taken_back: 1,
            not_counted: usize::from(may_call),
            mine,
            may_call,
            bodies: if of_bodies { vec![Choice::word("Millbank")] } else { Vec::new() },
            form: Filled::default(),
        };
        vec![
            page("begun", Mine::MaySign, false, false),
            page("begun", Mine::HasSigned, false, false),
            page("begun", Mine::Reads, true, true),
            page("reached", Mine::HasSigned, true, false),
            page("called", Mine::Reads, false, false),
        ]
    }
}

async fn show(desk: Desk, who: SignedIn, requisition: Path<RequisitionId>) -> Answer {
    let visitor = who.0.clone();
    desk.page(move |look| RequisitionPage::of(look, *requisition, &visitor, Filled::default())).await
}

impl RequisitionPage {
    fn of(look: &mut Look<'_>, id: RequisitionId, visitor: &Visitor, form: Filled) -> Result<Self, Problem> {
        let (branch, today) = (look.branch.clone(), look.today());
        let requisition = store::find(look.conn, branch.id, id)?;
        let given = store::signatures(look.conn, branch.id, id)?;
        let count = count(look.conn, &branch, &given, today)?;
        let member = members::of_account(look.conn, branch.id, visitor.account)?.map(|member| member.id);
        let bodies = match &count.signers {
            Signers::Bodies(all) => all.iter().filter(|body| !has_asked(&given, body)).map(Choice::word).collect(),
            Signers::Members(_) => Vec::new(),
        };
        Ok(Self {
            paragraphs: requisition.purpose.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect(),
            call_by: call_by(&branch, &requisition),
            of_bodies: matches!(count.signers, Signers::Bodies(_)),
            mine: mine(&count.signers, &given, member),
            lines: lines(look, &given)?,
            taken_back: given.iter().filter(|signature| !signature.stands()).count(),
            signed: count.signed,
            not_counted: count.not_counted,
            needed: count.needed.value,
            working: count.needed.working,
            clause: count.needed.clause,
            may_call: visitor.may(Permission::CallMeetings),
            requisition,
            bodies,
            form,
        })
    }
}

fn has_asked(given: &[Signature], body: &str) -> bool {
    given.iter().any(|signature| signature.stands() && signature.body.as_deref() == Some(body))
}

fn mine(signers: &Signers, given: &[Signature], member: Option<MemberId>) -> Mine {
    let (Signers::Members(entitled), Some(member)) = (signers, member) else { return Mine::Reads };
    if given.iter().any(|signature| signature.stands() && signature.member == Some(member)) {
        return Mine::HasSigned;
    }
    if entitled.contains(&member) { Mine::MaySign } else { Mine::Reads }
}

fn lines(look: &mut Look<'_>, given: &[Signature]) -> Result<Vec<Line>, Problem> {
    let ids: Vec<MemberId> = given.iter().filter_map(|signature| signature.member).collect();
    let names = members::names(look.conn, look.branch.id, &ids)?;
    let name = |signature: &Signature| match (&signature.body, signature.member) {
        (Some(body), _) => body.clone(),
        (None, member) => member.and_then(|member| names.get(&member).cloned()).unwrap_or_default(),
    };
    let standing = given.iter().filter(|signature| signature.stands());
    Ok(standing.map(|one| Line { name: name(one), at: one.signed_at, body: one.body.clone() }).collect())
}

async fn sign(desk: Desk, who: SignedInMember, requisition: Path<RequisitionId>, posted: Posted<Nothing>) -> Answer {
    let (id, member) = (*requisition, who.member.id);
    desk.act(who.actor(), &posted.once, move |act| {
        let requisition = deeds::sign(act, id, member)?;
        Ok(see(requisition.href()).saying("Your signature stands under it."))
    })
    .await
}

async fn withdraw(desk: Desk, who: SignedInMember, requisition: Path<RequisitionId>, posted: Posted<Nothing>) -> Answer {
    let (id, member) = (*requisition, who.member.id);
    desk.act(who.actor(), &posted.once, move |act| {
        let requisition = deeds::withdraw(act, id, (Some(member), None))?;
        Ok(see(requisition.href()).saying("Your signature is taken back."))
    })
    .await
}

#[derive(Deserialize)]
struct OfBody {
    #[serde(default)]
    body: String,
}

async fn sign_for(desk: Desk, who: Holding<CallMeetings>, requisition: Path<RequisitionId>, posted: Posted<OfBody>) -> Answer {
    let (typed, form, id, visitor) = (posted.typed(), posted.form, *requisition, who.0.clone());
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let requisition = deeds::sign_for(act, id, &form.body)?;
        Ok(see(requisition.href()).saying(format!("It is written down that {} asks for the meeting.", form.body)))
    });
    desk.or_again(answer.await, typed, move |look, form| RequisitionPage::of(look, id, &visitor, form)).await
}

async fn withdraw_for(
    desk: Desk,
    who: Holding<CallMeetings>,
    requisition: Path<RequisitionId>,
    posted: Posted<OfBody>,
) -> Answer {
    let (form, id) = (posted.form, *requisition);
    desk.act(who.actor(), &posted.once, move |act| {
        let requisition = deeds::withdraw(act, id, (None, Some(&form.body)))?;
        Ok(see(requisition.href()).saying(format!("{} no longer asks for the meeting.", form.body)))
    })
    .await
}
