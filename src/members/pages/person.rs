//! One member: who she is to the branch, whether she may vote, and, one tap further, how to reach her.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::json;

use super::{
    super::{
        Member,
        store::{self, Correction},
    },
    portrait::Portrait,
    right::put_right,
};
use crate::{
    accounts::{Holding, ManageMembers},
    db::MemberId,
    render::Page,
    web::{Answer, Desk, Look, Once, Problem, See},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/{member}", web::get().to(show)).route("/members/{member}/contact", web::get().to(contact));
}

/// The page of one member.
#[derive(Debug, Serialize)]
pub struct PersonPage {
    id: MemberId,
    head: String,
    who: Portrait,
    /// Shown only to whoever asked, and the record says who did.
    contact: Option<Contact>,
    has_address: bool,
    /// What somebody put right by hand, the latest first.
    corrections: Vec<Correction>,
}

/// How to reach somebody.
#[derive(Debug, Serialize)]
pub struct Contact {
    pub email: Option<String>,
    pub mobile: String,
    pub address: String,
    pub born_on: Option<NaiveDate>,
}

impl Contact {
    pub fn of(member: &Member) -> Self {
        let place = format!("{} {}", member.town, member.postcode);
        let lines = member.address.lines().chain([place.trim()]).filter(|line| !line.is_empty());
        Self {
            email: member.email.clone(),
            mobile: member.mobile.clone(),
            address: lines.collect::<Vec<_>>().join("\n"),
            born_on: member.born_on,
        }
    }

    /// For samples of pages.
    pub fn sample(email: Option<&str>) -> Self {
        let known = email.is_some();
        Self {
            email: email.map(str::to_owned),
            mobile: if known { "07700 900123".into() } else { String::new() },
            address: if known { "12 Albion Street\nNorthmoor NM1 1AB".into() } else { String::new() },
            born_on: known.then(NaiveDate::default),
        }
    }
}

impl Page for PersonPage {
    const TEMPLATE: &'static str = "members/person.html";

    fn title(&self) -> String {
        self.who.name.clone()
    }

    fn samples() -> Vec<Self> {
        let page = |is_yes, contact| {
            let who = Portrait::sample(is_yes);
            let head = who.verdict("Łucja Khan may", "Łucja Khan may not");
            let corrections = if is_yes { vec![Correction::sample()] } else { Vec::new() };
            PersonPage { id: MemberId::fresh(), head, who, contact, has_address: is_yes, corrections }
        };
        let contacts = [None, Some(Contact::sample(Some("lucja@example.org"))), Some(Contact::sample(None))];
        let [unasked, known, unknown] = contacts;
        vec![page(true, unasked), page(true, known), page(false, unknown), page(false, None)]
    }
}

async fn show(desk: Desk, _: Holding<ManageMembers>, member: Path<MemberId>) -> Answer {
    desk.page(move |look| person(look, *member, Details::Closed)).await
}

/// Shows how to reach a member, after the record has noted who asked and for what.
async fn contact(desk: Desk, who: Holding<ManageMembers>, member: Path<MemberId>) -> Answer {
    let looked_at = *member;
    let again = Once::not_needed();
    let noted = desk.act(who.actor(), &again, move |act| {
        let branch = act.branch();
        let member = store::find(act.conn(), branch, looked_at)?;
        act.record("member.looked-at", format!("/members/{}", member.id), json!({ "shown": "contact", "purpose": "register" }));
        Ok(See::default())
    });
    noted.await?;
    desk.page(move |look| person(look, *member, Details::Open)).await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Details {
    Closed,
    Open,
}

fn person(look: &mut Look<'_>, member: MemberId, details: Details) -> Result<PersonPage, Problem> {
    let today = look.today();
    let member = store::find(look.conn, look.branch.id, member)?;
    let who = Portrait::of(look.conn, &look.branch, &member, today)?;
    let head = who.verdict(&format!("{} may", who.name), &format!("{} may not", who.name));
    let contact = (details == Details::Open).then(|| Contact::of(&member));
    let corrections = put_right(look, member.id)?;
    Ok(PersonPage { id: member.id, head, who, contact, has_address: member.email.is_some(), corrections })
}
