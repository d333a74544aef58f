//! Name, mail, telephone and address.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::{
    super::{
        super::{
            Member,
            looks::{Purpose, Shown},
            righting::{NotRight, source_of},
            rules, store,
        },
        looks::note_looks,
    },
    RightPage, What, back, member,
};
use crate::{
    accounts::{Address, Holding, ManageMembers, SignedIn},
    branch::{self, Branch},
    db::{Conn, MemberId},
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/{member}/details", web::get().to(show)).route("/members/{member}/details", web::post().to(change));
}

/// The form shows how to reach somebody, so the record notes who opened it.
async fn show(desk: Desk, who: Holding<ManageMembers>, id: Path<MemberId>) -> Answer {
    let id = *id;
    note_looks(&desk, &who, (Shown::Contact, Purpose::Righting), vec![id]).await?;
    desk.page(move |look| {
        let known = member(look, id)?;
        page(look, id, filled(&known))
    })
    .await
}

fn filled(member: &Member) -> Filled {
    Filled::of_what_stands([
        ("first_name", member.first_name.clone()),
        ("preferred_name", member.preferred_name.clone()),
        ("last_name", member.last_name.clone()),
        ("email", member.email.clone().unwrap_or_default()),
        ("mobile", member.mobile.clone()),
        ("address", member.address.clone()),
        ("town", member.town.clone()),
        ("postcode", member.postcode.clone()),
    ])
}

fn page(look: &mut Look<'_>, id: MemberId, form: Filled) -> Result<RightPage, Problem> {
    let member = member(look, id)?;
    Ok(RightPage::of(&member, What::Details, format!("member {}", member.number), Vec::new(), form))
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    first_name: String,
    #[serde(default)]
    preferred_name: String,
    #[serde(default)]
    last_name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    mobile: String,
    #[serde(default)]
    address: String,
    #[serde(default)]
    town: String,
    #[serde(default)]
    postcode: String,
    #[serde(default)]
    source: String,
}

impl Typed {
    /// The member as the form has her.
    fn on(&self, before: &Member) -> Result<Member, NotRight> {
        let text = |typed: &str| typed.trim().replace("\r\n", "\n");
        let email = Some(text(&self.email)).filter(|email| !email.is_empty());
        if let Some(email) = email.as_deref().filter(|email| before.email.as_deref() != Some(email)) {
            Address::parse(email).map_err(|fault| NotRight::NoAddress(fault.to_string()))?;
        }
        let (first_name, last_name) = (text(&self.first_name), text(&self.last_name));
        if first_name.is_empty() && last_name.is_empty() {
            return Err(NotRight::NoName);
        }
        Ok(Member {
            first_name,
            last_name,
            email,
            preferred_name: text(&self.preferred_name),
            mobile: text(&self.mobile),
            address: text(&self.address),
            town: text(&self.town),
            postcode: text(&self.postcode),
            ..before.clone()
        })
    }
}

/// The kinds of details that differ; the record tells these and never the details.
fn changed(before: &Member, after: &Member) -> Vec<&'static str> {
    let name = |member: &Member| (member.first_name.clone(), member.preferred_name.clone(), member.last_name.clone());
    let place = |member: &Member| (member.address.clone(), member.town.clone(), member.postcode.clone());
    let differ = [
        ("name", name(before) != name(after)),
        ("mail", before.email != after.email),
        ("telephone", before.mobile != after.mobile),
        ("address", place(before) != place(after)),
    ];
    differ.into_iter().filter(|(_, differs)| *differs).map(|(what, _)| what).collect()
}

/// Whoever reads an officer's mail signs in as that officer: only those who could give the office change the address.
fn may_readdress(conn: &mut Conn, branch: &Branch, member: MemberId, who: &SignedIn) -> Result<(), Problem> {
    for term in store::terms_of(conn, branch.id, member)? {
        let office = || term.office.called(&branch.rulebook);
        rules::may_give(&term.office, |permission| who.may(permission)).map_err(|_| NotRight::InOffice { office: office() })?;
    }
    Ok(())
}

async fn change(desk: Desk, who: Holding<ManageMembers>, id: Path<MemberId>, posted: Posted<Typed>) -> Answer {
    let (id, typed, opened, form) = (*id, posted.typed(), posted.opened(), posted.form);
    let (actor, once, officer) = (who.actor(), posted.once, SignedIn::clone(&who));
    let answer = desk.act(actor, &once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let before = store::find(act.conn(), branch.id, id)?;
        let mut faults = Faults::default();
        let source = faults.take("source", source_of(&form.source));
        faults.check()?;
        opened.still_stands(&filled(&before))?;
        let after = form.on(&before)?;
        let what = changed(&before, &after);
        if what.is_empty() {
            return Err(NotRight::Same { field: "first_name" }.into());
        }
        if before.email != after.email {
            may_readdress(act.conn(), &branch, id, &officer)?;
        }
        store::change_details(act, &before, &after, &what, &source.unwrap_or_default())?;
        Ok(see(back(id)).saying(format!("The details of {} are put right.", after.name())))
    });
    desk.or_again(answer.await, typed, move |look, form| page(look, id, form)).await
}
