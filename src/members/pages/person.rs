//! One member: who she is to the branch, whether she may vote, and, one tap further, how to reach her.

use actix_web::web::{self, Path, Query, ServiceConfig};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    super::{
        Member, Person, duplicates,
        looks::{Purpose, Shown},
        store::{self, Correction},
        welcoming,
    },
    looks::note_looks,
    portrait::Portrait,
    right::put_right,
};
use crate::{
    accounts::{Holding, ManageMembers},
    db::MemberId,
    render::Page,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Problem},
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
    /// What contact details may be needed for.
    purposes: Vec<Choice>,
    form: Filled,
    /// How far the welcome has come, for somebody who joined.
    welcome: Option<String>,
    /// What somebody put right by hand, the latest first.
    corrections: Vec<Correction>,
    /// Other entries of the same person.
    entries: Vec<duplicates::Note>,
    /// Who lives at the same address, and who reads the same mail; shown with the contact.
    home: Vec<Person>,
    mail: Vec<Person>,
}

fn purposes() -> Vec<Choice> {
    Purpose::TO_REACH.into_iter().map(|purpose| Choice::of(purpose.as_str(), purpose.chosen())).collect()
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
            let (purposes, form) = (purposes(), Filled::default());
            let welcome = is_yes.then(|| "Tom Lewis is to speak with them by Thursday 3 December 2026.".to_owned());
            let entries = if is_yes { duplicates::Note::samples() } else { Vec::new() };
            let id = MemberId::fresh();
            let other = || Person { id, name: "Piotr Khan".into(), number: "8000003".into(), ward: None, class: None };
            let (home, mail) = if is_yes { (vec![other()], vec![other()]) } else { (Vec::new(), Vec::new()) };
            let has_address = is_yes;
            PersonPage { id, head, who, contact, has_address, purposes, form, welcome, corrections, entries, home, mail }
        };
        let contacts = [None, Some(Contact::sample(Some("lucja@example.org"))), Some(Contact::sample(None))];
        let [unasked, known, unknown] = contacts;
        vec![page(true, unasked), page(true, known), page(false, unknown), page(false, None)]
    }
}

async fn show(desk: Desk, who: Holding<ManageMembers>, member: Path<MemberId>) -> Answer {
    note_looks(&desk, &who, (Shown::Page, Purpose::Register), vec![*member]).await?;
    desk.page(move |look| person(look, *member, Details::Closed, Filled::default())).await
}

#[derive(Deserialize)]
struct Needed {
    #[serde(default, rename = "for")]
    purpose: String,
}

/// Shows how to reach a member, after it is noted who asked and for what.
async fn contact(desk: Desk, who: Holding<ManageMembers>, member: Path<MemberId>, needed: Query<Needed>) -> Answer {
    let Some(purpose) = Purpose::TO_REACH.into_iter().find(|purpose| purpose.as_str() == needed.purpose) else {
        let faults = Faults::at("for", "Choose what you need them for: the member can read it.");
        return desk.again(Filled::default(), faults, move |look, form| person(look, *member, Details::Closed, form)).await;
    };
    // Who lives there and reads the same mail is shown as well, and can read that too.
    let id = *member;
    let shared = desk.look(move |look| {
        let member = store::find(look.conn, look.branch.id, id)?;
        Ok(store::sharing(look.conn, &look.branch, &member)?)
    });
    let (home, mail) = shared.await?;
    let shown = std::iter::once(id).chain(home.iter().chain(&mail).map(|person| person.id)).collect();
    note_looks(&desk, &who, (Shown::Contact, purpose), shown).await?;
    desk.page(move |look| person(look, id, Details::Open { home, mail }, Filled::default())).await
}

/// Whether it is shown how to reach somebody, and then who shares the address or the mail.
enum Details {
    Closed,
    Open { home: Vec<Person>, mail: Vec<Person> },
}

fn person(look: &mut Look<'_>, member: MemberId, details: Details, form: Filled) -> Result<PersonPage, Problem> {
    let today = look.today();
    let member = store::find(look.conn, look.branch.id, member)?;
    let who = Portrait::of(look.conn, &look.branch, &member, today)?;
    let head = who.verdict(&format!("{} may", who.name), &format!("{} may not", who.name));
    let (contact, home, mail) = match details {
        Details::Closed => (None, Vec::new(), Vec::new()),
        Details::Open { home, mail } => (Some(Contact::of(&member)), home, mail),
    };
    let (has_address, corrections) = (member.email.is_some(), put_right(look, member.id)?);
    let welcome = welcoming::said_of(look.conn, &look.branch, member.id)?;
    let entries = duplicates::note_of(look.conn, look.branch.id, member.id)?;
    let (id, purposes) = (member.id, purposes());
    Ok(PersonPage { id, head, who, contact, has_address, purposes, form, welcome, corrections, entries, home, mail })
}
