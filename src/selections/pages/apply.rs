//! A member applies: her statement, the rulebook's answer about her, and the way back.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;

use super::super::{
    Selection,
    application::{Application, Belonging, Incumbency},
    applying::{self, NewPortrait, Says},
    kept, listing,
    rules::{self, Limits},
    selection::path,
    store, timetable,
};
use crate::{
    audit::Actor,
    ballots::{self, LARGEST_PORTRAIT, Portrait},
    db::{MemberId, SelectionId},
    members::SignedInMember,
    motions::words_of,
    render::Page,
    rulebook::Reason,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Nothing, Posted, Problem, Uploaded, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/selections/{selection}/application", web::get().to(show))
        .route("/selections/{selection}/application", web::post().to(apply))
        .route("/selections/{selection}/application/withdrawal", web::post().to(withdraw));
}

/// "Apply to be chosen".
#[derive(Debug, Serialize)]
pub struct ApplyPage {
    path: String,
    office: String,
    /// The last day on which an application is taken or changed.
    closes_on: Option<NaiveDate>,
    /// Why nothing is taken today; empty where it is.
    not_now: String,
    reasons: Vec<Reason>,
    applied_on: Option<NaiveDate>,
    may_withdraw: bool,
    limit: Option<u32>,
    words: u32,
    /// For whom the rules keep places; empty where for nobody.
    group: String,
    belongings: Vec<Choice>,
    /// Where the picture is that was handed in.
    picture: Option<String>,
    /// Whether the rules give whoever holds the office a place by right.
    asks_incumbency: bool,
    /// Where the reader stands on the lists that are settled; empty while none is.
    listed: String,
    form: Filled,
}

impl Page for ApplyPage {
    const TEMPLATE: &'static str = "selections/apply.html";
    fn title(&self) -> String {
        format!("Apply: {}", self.office)
    }
    fn samples() -> Vec<Self> {
        let reason = |holds| Reason {
            holds,
            says: "Not a member for 12 months.".into(),
            remedy: Some("Wait.".into()),
            clause: "rule 5".into(),
        };
        let page = |not_now: &str, form| ApplyPage {
            path: "/selections/1".into(),
            office: "Candidate".into(),
            closes_on: Some(NaiveDate::default()),
            not_now: not_now.into(),
            reasons: vec![reason(true), reason(false)],
            applied_on: Some(NaiveDate::default()),
            may_withdraw: true,
            limit: Some(300),
            words: 1,
            group: "women".into(),
            belongings: offered("women"),
            picture: Some("/portraits/1".into()),
            asks_incumbency: true,
            listed: "You are on the longlist.".into(),
            form,
        };
        let wrong = Filled::default().but(Faults::at("statement", "Write a statement."));
        vec![
            page("", wrong),
            ApplyPage { asks_incumbency: false, listed: String::new(), ..page("", Filled::default()) },
            ApplyPage { closes_on: None, applied_on: None, limit: None, picture: None, ..page("Closed.", Filled::default()) },
            ApplyPage { picture: None, ..page("", Filled::default()) },
            ApplyPage { group: String::new(), may_withdraw: false, reasons: vec![], ..page("", Filled::default()) },
        ]
    }
}

async fn show(desk: Desk, who: SignedInMember, selection: Path<SelectionId>) -> Answer {
    let member = who.member.id;
    desk.page(move |look| page(look, *selection, member, None)).await
}

fn page(look: &mut Look<'_>, id: SelectionId, member: MemberId, typed: Option<Filled>) -> Result<ApplyPage, Problem> {
    let (branch, today) = (look.branch.clone(), look.today());
    let selection = store::find(look.conn, branch.id, id)?;
    let plan = timetable::plan_of(look.conn, &branch, &selection)?;
    let own = store::application_of(look.conn, branch.id, id, member)?;
    let standing = applying::standing(look.conn, &branch, &selection, &plan, member)?;
    let form = typed.unwrap_or_else(|| filled(own.as_ref()));
    let limit = Limits::of(&branch.rulebook).words;
    let portrait = own.as_ref().and_then(|application| application.portrait_id);
    let listed = listed(look, id, own.as_ref())?;
    let standing_now = own.filter(Application::stands);
    Ok(ApplyPage {
        path: selection.path(),
        closes_on: rules::applications_close(&plan),
        not_now: not_now(&selection, &plan, member, today),
        reasons: standing.map(|standing| standing.reasons).unwrap_or_default(),
        may_withdraw: standing_now.is_some() && rules::may_change(&selection).is_ok(),
        applied_on: standing_now.map(|application| application.applied_on),
        words: words_of(form.value("statement")),
        limit,
        belongings: offered(kept::group(&branch.rulebook)),
        picture: portrait.map(ballots::portrait_address),
        group: kept::group(&branch.rulebook).to_owned(),
        asks_incumbency: branch.rulebook.shortlist.as_ref().is_some_and(|rule| rule.incumbent_by_right),
        listed,
        office: selection.office,
        form,
    })
}

/// Where she stands on the lists, once they are settled.
fn listed(look: &mut Look<'_>, id: SelectionId, own: Option<&Application>) -> diesel::QueryResult<String> {
    let Some(own) = own.filter(|own| own.stands()) else { return Ok(String::new()) };
    let settled = store::settled_of(look.conn, look.branch.id, id)?;
    let listings = store::listings_of(look.conn, look.branch.id, id)?;
    Ok(listing::told_herself(&settled, listings.iter().find(|one| one.member_id == own.member_id)))
}

fn not_now(selection: &Selection, plan: &crate::rulebook::Plan, member: MemberId, today: NaiveDate) -> String {
    rules::may_apply_now(selection, plan, member, today).err().map(|refusal| refusal.to_string()).unwrap_or_default()
}

fn filled(own: Option<&Application>) -> Filled {
    let belongs = own.map_or(Belonging::NotSaid, |application| application.belongs);
    let statement = own.map(|application| application.statement.clone()).unwrap_or_default();
    let incumbent = own.is_some_and(|application| application.incumbency != Incumbency::No);
    let incumbent = if incumbent { "yes" } else { "" };
    Filled::with([("statement", statement), ("belongs", belongs.to_string()), ("incumbent", incumbent.to_owned())])
}

fn offered(group: &str) -> Vec<Choice> {
    let offer = |belongs: Belonging, label: &str| Choice::of(belongs.as_str(), label);
    vec![
        offer(Belonging::NotSaid, "I do not say"),
        offer(Belonging::Belongs, &format!("Yes: count me among the {group}")),
        offer(Belonging::DoesNot, "No"),
    ]
}

async fn apply(desk: Desk, who: SignedInMember, selection: Path<SelectionId>, sent: Uploaded<LARGEST_PORTRAIT>) -> Answer {
    let (selection, member, typed) = (*selection, who.member.id, sent.typed());
    let again = typed.clone();
    let answer = hand_in(&desk, selection, member, sent, typed).await;
    desk.or_again(answer, again, move |look, form| page(look, selection, member, Some(form))).await
}

/// A picture is read before the deed, because nobody else can write while a deed is being done.
async fn hand_in(
    desk: &Desk,
    selection: SelectionId,
    member: MemberId,
    sent: Uploaded<LARGEST_PORTRAIT>,
    typed: Filled,
) -> Answer {
    let (once, wanted) = (sent.once.clone(), typed.clone());
    let portrait = web::block(move || new_portrait(&sent.bytes, &wanted)).await.map_err(Problem::broken)??;
    // Nobody's name enters the record, which every member can read.
    let deed = desk.act(Actor::Visitor, &once, move |act| {
        let belongs = typed.value("belongs").parse().unwrap_or(Belonging::NotSaid);
        let incumbency = if typed.value("incumbent") == "yes" { Incumbency::Said } else { Incumbency::No };
        let says = Says { statement: typed.value("statement").trim(), belongs, incumbency };
        applying::hand_in(act, selection, member, &says)?;
        applying::set_portrait(act, selection, member, &portrait)?;
        let words = "Your application is in. Until applications close you may change it, and only whoever runs the \
                         selection reads it.";
        Ok(see(format!("{}/application", path(selection))).saying(words))
    });
    deed.await
}

/// What the form wants of the picture: a new one, none any more, or as it was.
fn new_portrait(file: &[u8], typed: &Filled) -> Result<NewPortrait, rules::NotSo> {
    match file {
        [] if !typed.value("no_picture").is_empty() => Ok(NewPortrait::Gone),
        [] => Ok(NewPortrait::AsBefore),
        file => Ok(NewPortrait::Shown(Portrait::of(file)?)),
    }
}

async fn withdraw(desk: Desk, who: SignedInMember, selection: Path<SelectionId>, posted: Posted<Nothing>) -> Answer {
    let (selection, member) = (*selection, who.member.id);
    desk.act(Actor::Visitor, &posted.once, move |act| {
        applying::withdraw(act, selection, member)?;
        Ok(see(path(selection)).saying("Your application is withdrawn."))
    })
    .await
}
