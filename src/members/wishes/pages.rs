//! The page on which a member says what the branch may write about.

use actix_web::web::{self, ServiceConfig};
use diesel::QueryResult;
use serde::{Deserialize, Serialize};

use super::{Kind, store};
use crate::{
    branch,
    db::{BranchId, Conn},
    mail,
    members::{Member, SignedInMember},
    render::Page,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Posted, Problem, see},
};

/// Where the page is, for links in messages.
pub const PAGE: &str = "/me/contact";

pub fn routes(to: &mut ServiceConfig) {
    to.route("/me/contact", web::get().to(show)).route("/me/contact", web::post().to(choose));
}

/// "What the branch writes to you about".
#[derive(Debug, Serialize)]
pub struct WishesPage {
    kinds: Vec<Choice>,
    form: Filled,
}

impl WishesPage {
    fn of(form: Filled) -> Self {
        let kinds = Kind::ALL.iter().map(|kind| Choice::of(kind.as_str(), kind.label()).hinted(kind.hint())).collect();
        Self { kinds, form }
    }
}

impl Page for WishesPage {
    const TEMPLATE: &'static str = "me/contact.html";

    fn title(&self) -> String {
        "What we write to you about".into()
    }

    fn samples() -> Vec<Self> {
        let all = Filled::with([("may", "dues\nwelcomes\ncandidates".to_owned())]);
        vec![Self::of(all.clone()), Self::of(all.but(Faults::at("may", "That is how it stands already.")))]
    }
}

async fn show(desk: Desk, who: SignedInMember) -> Answer {
    desk.page(move |look| page(look, &who)).await
}

fn page(look: &mut Look<'_>, who: &SignedInMember) -> Result<WishesPage, Problem> {
    let unwanted = unwanted(look.conn, look.branch.id, &who.member)?;
    Ok(WishesPage::of(standing(&unwanted)))
}

/// What does not come: what the member refused here, and what was ordered off by the link in a message to her address.
fn unwanted(conn: &mut Conn, branch: BranchId, member: &Member) -> QueryResult<Vec<Kind>> {
    let refused = store::refused(conn, branch, member.id)?;
    let off = mail::ordered_off(conn, branch, member.email.as_deref().unwrap_or_default())?;
    let is_unwanted = |kind: &&Kind| refused.contains(kind) || off.contains(&kind.category());
    Ok(Kind::ALL.iter().filter(is_unwanted).copied().collect())
}

/// What is wanted, as the form shows it; officers who were told so may have noted a wish meanwhile.
fn standing(unwanted: &[Kind]) -> Filled {
    let wanted = Kind::ALL.iter().filter(|kind| !unwanted.contains(kind)).map(|kind| kind.as_str());
    Filled::of_what_stands([("may", wanted.collect::<Vec<_>>().join("\n"))])
}

#[derive(Deserialize)]
struct Choosing {
    #[serde(default)]
    may: Vec<String>,
}

async fn choose(desk: Desk, who: SignedInMember, posted: Posted<Choosing>) -> Answer {
    let (typed, opened, form, member) = (posted.typed(), posted.opened(), posted.form, who.member.clone());
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let today = branch::find(act.conn(), branch)?.date_of(act.at());
        let unwanted = unwanted(act.conn(), branch, &member)?;
        opened.still_stands(&standing(&unwanted))?;
        let is_wanted = |kind: &Kind| form.may.iter().any(|each| each == kind.as_str());
        if Kind::ALL.iter().all(|kind| is_wanted(kind) != unwanted.contains(kind)) {
            return Err(Problem::Faults(Faults::at("may", "That is how it stands already.")));
        }
        let refused = store::refused(act.conn(), branch, member.id)?;
        for kind in Kind::ALL.iter().filter(|kind| is_wanted(kind) == refused.contains(kind)) {
            store::note(act, member.id, *kind, (!is_wanted(kind)).then_some(today))?;
        }
        let address = member.email.as_deref().unwrap_or_default();
        for category in mail::ordered_off(act.conn(), branch, address)? {
            if Kind::ALL.iter().any(|kind| kind.category() == category && is_wanted(kind)) {
                mail::want_again(act, address, category)?;
            }
        }
        Ok(see(PAGE).saying("That is noted. It counts from now on."))
    });
    desk.or_again(answer.await, typed, |_, form| Ok(WishesPage::of(form))).await
}

/// Every page of this room, rendered with its samples.
pub fn samples(templates: &crate::render::Templates) -> Result<Vec<String>, crate::render::RenderError> {
    templates.check::<WishesPage>()
}
