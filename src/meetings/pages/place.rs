//! The hall falls through: the meeting moves to another place, and everybody who was called is told.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{Meeting, State, calendar::Method, inviting, notices, rules, store};
use crate::{
    accounts::{CallMeetings, Holding},
    branch,
    db::MeetingId,
    members,
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/place", web::get().to(show)).route("/meetings/{meeting}/place", web::post().to(change));
}

/// "Where is it instead?"
#[derive(Debug, Serialize)]
pub struct PlacePage {
    meeting: Meeting,
    form: Filled,
}

impl Page for PlacePage {
    const TEMPLATE: &'static str = "meetings/place.html";
    fn title(&self) -> String {
        format!("Change the place: {}", self.meeting.title)
    }
    fn samples() -> Vec<Self> {
        let wrong = Filled::default().but(Faults::at("place", NO_PLACE));
        let page = |state, form| PlacePage { meeting: super::sample_meeting(state), form };
        vec![page(State::Called, wrong), page(State::Closed, Filled::default())]
    }
}

const NO_PLACE: &str = "Say where the meeting is.";

async fn show(desk: Desk, _who: Holding<CallMeetings>, meeting: Path<MeetingId>) -> Answer {
    desk.page(move |look| PlacePage::of(look, *meeting, None)).await
}

/// The place as the form shows it.
fn standing(meeting: &Meeting) -> Filled {
    let online = meeting.online_link.clone().unwrap_or_default();
    Filled::of_what_stands([("place", meeting.place.clone()), ("online", online)])
}

impl PlacePage {
    fn of(look: &mut Look<'_>, id: MeetingId, typed: Option<Filled>) -> Result<Self, Problem> {
        let meeting = store::find(look.conn, look.branch.id, id)?;
        let form = typed.unwrap_or_else(|| standing(&meeting));
        Ok(Self { meeting, form })
    }
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    place: String,
    #[serde(default)]
    online: String,
}

async fn change(desk: Desk, who: Holding<CallMeetings>, meeting: Path<MeetingId>, posted: Posted<Typed>) -> Answer {
    let (typed, opened, form, id) = (posted.typed(), posted.opened(), posted.form, *meeting);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let mut faults = Faults::default();
        let place = form.place.trim().replace("\r\n", "\n");
        if place.is_empty() {
            faults.add("place", NO_PLACE);
        }
        let online = faults.take("online", rules::online_link(&form.online)).flatten();
        faults.check()?;
        opened.still_stands(&standing(&store::find(act.conn(), branch, id)?))?;
        store::move_to(act, id, &place, online.as_deref())?;
        let (meeting, roll) = (store::find(act.conn(), branch, id)?, store::on_roll(act.conn(), branch, id)?);
        let to = members::reach(act.conn(), branch, &roll)?.into_iter().map(|(_, recipient)| recipient).collect();
        let branch = branch::find(act.conn(), branch)?;
        let invites = inviting::by_mail(act, &branch, (id, Method::Request))?;
        notices::moved(act, &meeting, to, &invites)?;
        let words = format!("The place is changed, and {} people are told.", roll.len());
        Ok(see(meeting.href()).saying(words))
    });
    desk.or_again(answer.await, typed, move |look, form| PlacePage::of(look, id, Some(form))).await
}
