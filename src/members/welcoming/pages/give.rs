//! One joiner: who welcomes them, by when, and recording that the two have spoken.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        joiner::{Joiner, Welcome},
        notices,
        rules::{self, NotWelcomed},
        store,
    },
    board::sample_joiner,
    said_of,
};
use crate::{
    accounts::{Holding, ManageMembers},
    branch::{self, Branch},
    db::{AccountId, Conn, MemberId},
    members::{
        find,
        naming::{self, Meant},
        of_account,
    },
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/{member}/welcome", web::get().to(show))
        .route("/members/{member}/welcome", web::post().to(give))
        .route("/members/{member}/welcome/speaking", web::post().to(speak))
        .route("/members/{member}/welcome/speaking/undoing", web::post().to(take_back));
}

/// "Who welcomes Łucja Khan?"
#[derive(Debug, Serialize)]
pub struct GivePage {
    joiner: Joiner,
    /// How far it has come: "Tom Lewis is to speak with them by …".
    stands: Option<String>,
    has_spoken: bool,
    form: Filled,
}

impl Page for GivePage {
    const TEMPLATE: &'static str = "members/welcoming/give.html";

    fn title(&self) -> String {
        format!("Welcome {}", self.joiner.name)
    }

    fn samples() -> Vec<Self> {
        let page = |is_young, stands: Option<&str>, has_spoken| GivePage {
            joiner: sample_joiner(is_young),
            stands: stands.map(str::to_owned),
            has_spoken,
            form: Filled::default().but(Faults::at("who", "Enter the name or the number of the member.")),
        };
        let waits = "Tom Lewis is to speak with them by Thursday 3 December 2026.";
        vec![page(false, None, false), page(true, Some(waits), false), page(false, Some("Tom Lewis spoke with them."), true)]
    }
}

async fn show(desk: Desk, _: Holding<ManageMembers>, id: Path<MemberId>) -> Answer {
    desk.page(move |look| {
        let usual = Filled::with([("by", rules::usual_day(look.today()).to_string())]);
        page(look, *id, usual)
    })
    .await
}

fn page(look: &mut Look<'_>, id: MemberId, form: Filled) -> Result<GivePage, Problem> {
    let today = look.today();
    let joiner = joiner(look.conn, &look.branch, id, today)?;
    let stands = said_of(look.conn, &look.branch, id)?;
    let welcome = store::welcome_of(look.conn, look.branch.id, id)?;
    Ok(GivePage { joiner, stands, has_spoken: welcome.is_some_and(|welcome| welcome.spoke_on.is_some()), form })
}

fn joiner(conn: &mut Conn, branch: &Branch, id: MemberId, today: chrono::NaiveDate) -> Result<Joiner, Problem> {
    let joiners = store::joiners(conn, branch.id, &[id], today)?;
    joiners.into_iter().next().ok_or(Problem::NotFound)
}

#[derive(Deserialize)]
struct Giving {
    #[serde(default)]
    who: String,
    #[serde(default)]
    by: String,
}

/// Asks somebody to welcome this joiner, in the place of whoever was asked before.
async fn give(desk: Desk, who: Holding<ManageMembers>, id: Path<MemberId>, posted: Posted<Giving>) -> Answer {
    let (id, typed, form) = (*id, posted.typed(), posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let today = branch.date_of(act.at());
        let joiner = joiner(act.conn(), &branch, id, today)?;
        rules::may_have_spoken(store::welcome_of(act.conn(), branch.id, id)?.as_ref())?;
        let mut faults = Faults::default();
        let by = faults.take("by", rules::speak_by(&form.by, today));
        let meant = naming::meant(act.conn(), branch.id, &form.who)?;
        let meant = faults.take("who", Meant::one(meant));
        faults.check()?;
        let (Some(speak_by), Some(meant)) = (by, meant) else { return Err(Problem::NotFound) };
        let welcomers = store::welcomers(act.conn(), &branch, &[meant], today)?;
        let welcomer = welcomers.into_iter().next().ok_or(Problem::NotFound)?;
        rules::may_welcome(&joiner, &welcomer)?;
        store::give(act, Welcome { joiner: id, welcomer: welcomer.id, given_on: today, speak_by, spoke_on: None })?;
        let words = format!("{} is asked to welcome {}.", welcomer.name, joiner.name);
        notices::asked_to_welcome(act, &[(welcomer.id, vec![joiner])], speak_by)?;
        Ok(see("/members/joiners").saying(words))
    });
    desk.or_again(answer.await, typed, move |look, form| page(look, id, form)).await
}

/// Records that somebody spoke with the joiner: whoever was asked, else the officer who records it.
async fn speak(desk: Desk, who: Holding<ManageMembers>, id: Path<MemberId>, posted: Posted<Nothing>) -> Answer {
    let (id, account) = (*id, who.account);
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let today = branch.date_of(act.at());
        let name = find(act.conn(), branch.id, id)?.name();
        let welcome = store::welcome_of(act.conn(), branch.id, id)?;
        rules::may_have_spoken(welcome.as_ref())?;
        if welcome.is_none() {
            let welcomer = own(act.conn(), &branch, account, id)?;
            store::give(act, Welcome { joiner: id, welcomer, given_on: today, speak_by: today, spoke_on: None })?;
        }
        store::note_spoken(act, id, Some(today))?;
        let undo = format!("/members/{id}/welcome/speaking/undoing");
        Ok(see("/members/joiners").saying(format!("{name} was spoken with.")).with_undo(undo, "Undo"))
    })
    .await
}

/// The officer as a member.
fn own(conn: &mut Conn, branch: &Branch, account: AccountId, joiner: MemberId) -> Result<MemberId, Problem> {
    let officer = of_account(conn, branch.id, account)?.ok_or(Problem::NotFound)?;
    if officer.id == joiner { Err(NotWelcomed::Oneself.into()) } else { Ok(officer.id) }
}

async fn take_back(desk: Desk, who: Holding<ManageMembers>, id: Path<MemberId>, posted: Posted<Nothing>) -> Answer {
    let id = *id;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let welcome = store::welcome_of(act.conn(), branch, id)?.ok_or(Problem::NotFound)?;
        rules::may_take_back(&welcome)?;
        store::note_spoken(act, id, None)?;
        Ok(see("/members/joiners").saying("It is taken back: the two are still to speak."))
    })
    .await
}
