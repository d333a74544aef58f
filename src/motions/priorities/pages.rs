//! The page on which members tick what comes first, and on which the secretary asks and closes.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        Motion, State as MotionState,
        pages::{sample_meeting, sample_motion},
        store as motions,
    },
    course,
    rules::{self, NoPriority},
    store,
};
use crate::{
    accounts::{CallMeetings, Holding, Permission, SignedIn},
    db::{MeetingId, MotionId},
    meetings::{self, Meeting},
    members::{self, SignedInMember},
    render::{Page, RenderError, Templates},
    web::{Answer, Choice, Desk, Faults, Filled, Look, Nothing, Posted, Problem, Visitor, see},
};

/// The page of this module.
pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/priorities", web::get().to(show))
        .route("/meetings/{meeting}/priorities", web::post().to(tick))
        .route("/meetings/{meeting}/priorities/asking", web::post().to(ask))
        .route("/meetings/{meeting}/priorities/closing", web::post().to(close));
}

/// The page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    templates.check::<PriorityPage>()
}

/// "Which motions first?"
#[derive(Debug, Serialize)]
pub struct PriorityPage {
    meeting: Meeting,
    motions: Vec<Choice>,
    /// How many each may tick; none before members are asked.
    ticks: Option<i32>,
    /// How many have ticked something.
    answers: usize,
    /// Whether the person who looks may tick, or ask and close.
    may_tick: bool,
    may_ask: bool,
    may_close: bool,
    /// The numbers, once it is closed: the most ticked first.
    result: Vec<Counted>,
    form: Filled,
}

/// How often a motion was ticked.
#[derive(Debug, Serialize)]
struct Counted {
    title: String,
    href: String,
    ticked: i32,
}

impl Page for PriorityPage {
    const TEMPLATE: &'static str = "motions/priorities/show.html";
    fn title(&self) -> String {
        format!("Which motions first? {}", self.meeting.title)
    }
    fn samples() -> Vec<Self> {
        let motion = sample_motion(MotionState::InOrder);
        let page = |ticks: Option<i32>, result: Vec<Counted>| PriorityPage {
            meeting: sample_meeting(),
            motions: vec![choice(&motion), choice(&motion), choice(&motion)],
            answers: if ticks.is_some() { 3 } else { 0 },
            may_tick: ticks.is_some() && result.is_empty(),
            may_ask: ticks.is_none(),
            may_close: ticks.is_some() && result.is_empty(),
            ticks,
            result,
            form: Filled::default().but(Faults::at("motions", NoPriority::TooMany(2).to_string())),
        };
        let counted = Counted { title: motion.title.clone(), href: motion.href(), ticked: 12 };
        vec![page(None, vec![]), page(Some(2), vec![]), page(Some(2), vec![counted])]
    }
}

fn choice(motion: &Motion) -> Choice {
    Choice::of(motion.id.to_string(), format!("{} {}", motion.label(), motion.title))
}

impl PriorityPage {
    fn of(look: &mut Look<'_>, id: MeetingId, visitor: &Visitor, typed: Option<Filled>) -> Result<Self, Problem> {
        let branch = look.branch.id;
        let (meeting, ask) = (meetings::find(look.conn, branch, id)?, store::ask_of(look.conn, branch, id)?);
        let motions = course::on_agenda(look.conn, branch, id)?;
        let me = members::of_account(look.conn, branch, visitor.account)?.map(|me| me.id);
        let is_called = match me {
            Some(me) => meetings::on_roll(look.conn, branch, id)?.contains(&me),
            None => false,
        };
        let is_open = rules::may_answer(&meeting, ask.as_ref()).is_ok();
        let may_call = visitor.may(Permission::CallMeetings);
        let form = match (typed, me) {
            (Some(typed), _) => typed,
            (None, Some(me)) => {
                let ticked = store::ticked_by(look.conn, branch, id, me)?;
                Filled::with(ticked.iter().map(|motion| ("motions", motion.to_string())))
            }
            (None, None) => Filled::default(),
        };
        Ok(Self {
            result: result(look, id)?,
            answers: store::answers(look.conn, branch, id)?,
            may_tick: is_open && is_called,
            may_ask: may_call && rules::may_ask(&meeting, ask.as_ref(), motions.len(), Some(1)).is_ok(),
            may_close: may_call && is_open,
            ticks: ask.map(|ask| ask.ticks),
            motions: motions.iter().map(choice).collect(),
            meeting,
            form,
        })
    }
}

fn result(look: &mut Look<'_>, meeting: MeetingId) -> Result<Vec<Counted>, Problem> {
    let counts = store::counts(look.conn, look.branch.id, meeting)?;
    if counts.is_empty() {
        return Ok(Vec::new());
    }
    // All of them, for a motion that was put off since is another meeting's now.
    let motions = motions::list(look.conn, look.branch.id)?;
    let count = |motion: &Motion| {
        let ticked = *counts.get(&motion.id)?;
        Some(Counted { title: format!("{} {}", motion.label(), motion.title), href: motion.href(), ticked })
    };
    let mut counted: Vec<Counted> = motions.iter().filter_map(count).collect();
    counted.sort_by(|one, other| other.ticked.cmp(&one.ticked).then_with(|| one.title.cmp(&other.title)));
    Ok(counted)
}

async fn show(desk: Desk, who: SignedIn, meeting: Path<MeetingId>) -> Answer {
    let visitor = who.0.clone();
    desk.page(move |look| PriorityPage::of(look, *meeting, &visitor, None)).await
}

#[derive(Deserialize)]
struct Ticked {
    #[serde(default)]
    motions: Vec<MotionId>,
}

async fn tick(desk: Desk, who: SignedInMember, meeting: Path<MeetingId>, posted: Posted<Ticked>) -> Answer {
    let (id, member, visitor) = (*meeting, who.member.id, (**who).clone());
    let (typed, ticked) = (posted.typed(), posted.form.motions);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        course::tick(act, id, member, &ticked)?;
        Ok(see(format!("/meetings/{id}/priorities")).saying("Your ticks are in. Change them until it is closed."))
    });
    desk.or_again(answer.await, typed, move |look, form| PriorityPage::of(look, id, &visitor, Some(form))).await
}

#[derive(Deserialize)]
struct Asking {
    #[serde(default)]
    ticks: String,
}

async fn ask(desk: Desk, who: Holding<CallMeetings>, meeting: Path<MeetingId>, posted: Posted<Asking>) -> Answer {
    let (id, visitor, typed) = (*meeting, (**who).clone(), posted.typed());
    let ticks = posted.form.ticks.trim().parse().ok();
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        course::ask(act, id, ticks)?;
        Ok(see(format!("/meetings/{id}/priorities")).saying("Members are asked: they find it on the page of motions."))
    });
    desk.or_again(answer.await, typed, move |look, form| PriorityPage::of(look, id, &visitor, Some(form))).await
}

async fn close(desk: Desk, who: Holding<CallMeetings>, meeting: Path<MeetingId>, posted: Posted<Nothing>) -> Answer {
    let id = *meeting;
    desk.act(who.actor(), &posted.once, move |act| {
        course::close(act, id)?;
        Ok(see(format!("/meetings/{id}/priorities")).saying("It is closed, and the agenda stands in this order."))
    })
    .await
}
