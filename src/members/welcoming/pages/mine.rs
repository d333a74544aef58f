//! What a welcomer sees: whom to speak with, how to reach them, and saying that it was done.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;

use super::super::{joiner::Welcome, notices, rules, store};
use crate::{
    audit::Act,
    branch,
    db::{Conn, MemberId},
    members::{Purpose, Shown, SignedInMember, find, names, note_looks},
    render::Page,
    web::{Answer, Desk, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/me/welcomes", web::get().to(list))
        .route("/me/welcomes/{member}", web::get().to(show))
        .route("/me/welcomes/{member}/speaking", web::post().to(speak))
        .route("/me/welcomes/{member}/speaking/undoing", web::post().to(take_back))
        .route("/me/welcomes/{member}/return", web::post().to(give_back));
}

/// "2 people wait for a word from you."
#[derive(Debug, Serialize)]
pub struct MinePage {
    waiting: Vec<Line>,
}

/// Somebody who waits.
#[derive(Debug, Serialize)]
struct Line {
    id: MemberId,
    name: String,
    by: NaiveDate,
    is_late: bool,
}

impl Page for MinePage {
    const TEMPLATE: &'static str = "members/welcoming/mine.html";

    fn title(&self) -> String {
        "Whom you welcome".into()
    }

    fn samples() -> Vec<Self> {
        let line = |is_late| Line { id: MemberId::fresh(), name: "Łucja Khan".into(), by: NaiveDate::default(), is_late };
        vec![
            MinePage { waiting: vec![line(true), line(false)] },
            MinePage { waiting: vec![line(false)] },
            MinePage { waiting: Vec::new() },
        ]
    }
}

async fn list(desk: Desk, who: SignedInMember) -> Answer {
    desk.page(move |look| {
        let today = look.today();
        let waiting = store::waiting_for(look.conn, &look.branch, who.member.id)?;
        let ids: Vec<MemberId> = waiting.iter().map(|welcome| welcome.joiner).collect();
        let names = names(look.conn, look.branch.id, &ids)?;
        let line = |welcome: &Welcome| Line {
            id: welcome.joiner,
            name: names.get(&welcome.joiner).cloned().unwrap_or_default(),
            by: welcome.speak_by,
            is_late: welcome.speak_by < today,
        };
        Ok(MinePage { waiting: waiting.iter().map(line).collect() })
    })
    .await
}

/// One joiner, as the welcomer sees them.
#[derive(Debug, Serialize)]
pub struct WelcomePage {
    id: MemberId,
    name: String,
    by: NaiveDate,
    spoke_on: Option<NaiveDate>,
    email: Option<String>,
    mobile: String,
}

impl Page for WelcomePage {
    const TEMPLATE: &'static str = "members/welcoming/welcome.html";

    fn title(&self) -> String {
        format!("Welcome {}", self.name)
    }

    fn samples() -> Vec<Self> {
        let page = |spoke_on, email: Option<&str>, mobile: &str| WelcomePage {
            id: MemberId::fresh(),
            name: "Łucja Khan".into(),
            by: NaiveDate::default(),
            spoke_on,
            email: email.map(str::to_owned),
            mobile: mobile.to_owned(),
        };
        let reached = page(None, Some("lucja@example.org"), "07700 900123");
        vec![reached, page(None, None, ""), page(Some(NaiveDate::default()), None, "")]
    }
}

/// The welcome that this member was given.
fn given(conn: &mut Conn, branch: crate::db::BranchId, id: MemberId, who: &SignedInMember) -> Result<Welcome, Problem> {
    let welcome = store::welcome_of(conn, branch, id)?;
    rules::given_to(welcome, who.member.id).ok_or(Problem::NotFound)
}

/// Shows how to reach the joiner until the two have spoken, after the joiner can read who was shown it.
async fn show(desk: Desk, who: SignedInMember, id: Path<MemberId>) -> Answer {
    let (id, asks) = (*id, who.clone());
    let welcome = desk.look(move |look| given(look.conn, look.branch.id, id, &asks)).await?;
    if welcome.spoke_on.is_none() {
        note_looks(&desk, &who, (Shown::Reach, Purpose::Welcome), vec![id]).await?;
    }
    desk.page(move |look| page(look, &welcome)).await
}

fn page(look: &mut Look<'_>, welcome: &Welcome) -> Result<WelcomePage, Problem> {
    let joiner = find(look.conn, look.branch.id, welcome.joiner)?;
    let is_open = welcome.spoke_on.is_none();
    Ok(WelcomePage {
        id: joiner.id,
        name: joiner.name(),
        by: welcome.speak_by,
        spoke_on: welcome.spoke_on,
        email: joiner.email.filter(|_| is_open),
        mobile: if is_open { joiner.mobile } else { String::new() },
    })
}

/// The welcome of this member and today's date, inside an act.
fn in_act(act: &mut Act<'_>, id: MemberId, who: &SignedInMember) -> Result<(Welcome, NaiveDate), Problem> {
    let branch = act.branch();
    let today = branch::find(act.conn(), branch)?.date_of(act.at());
    Ok((given(act.conn(), branch, id, who)?, today))
}

async fn speak(desk: Desk, who: SignedInMember, id: Path<MemberId>, posted: Posted<Nothing>) -> Answer {
    let id = *id;
    desk.act(who.actor(), &posted.once, move |act| {
        let (welcome, today) = in_act(act, id, &who)?;
        rules::may_have_spoken(Some(&welcome))?;
        store::note_spoken(act, id, Some(today))?;
        let undo = format!("/me/welcomes/{id}/speaking/undoing");
        Ok(see(format!("/me/welcomes/{id}")).saying("Thank you. It is noted that you have spoken.").with_undo(undo, "Undo"))
    })
    .await
}

async fn take_back(desk: Desk, who: SignedInMember, id: Path<MemberId>, posted: Posted<Nothing>) -> Answer {
    let id = *id;
    desk.act(who.actor(), &posted.once, move |act| {
        let (welcome, _) = in_act(act, id, &who)?;
        rules::may_take_back(&welcome)?;
        store::note_spoken(act, id, None)?;
        Ok(see(format!("/me/welcomes/{id}")).saying("It is taken back: you are still to speak."))
    })
    .await
}

/// Whoever cannot do it gives it back, and the joiner stands on the board again.
async fn give_back(desk: Desk, who: SignedInMember, id: Path<MemberId>, posted: Posted<Nothing>) -> Answer {
    let id = *id;
    desk.act(who.actor(), &posted.once, move |act| {
        let (welcome, _) = in_act(act, id, &who)?;
        rules::may_have_spoken(Some(&welcome))?;
        store::give_back(act, &welcome)?;
        Ok(see(notices::PAGE).saying("You gave it back. Whoever looks after the register sees that, and asks somebody else."))
    })
    .await
}
