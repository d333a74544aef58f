//! The chair's board: what is before the meeting, what comes next as one button, and whether there is a quorum.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::{
    super::{
        evening::Evening,
        next::{Next, next},
        rules,
        scene::Scene,
    },
    RoomNow,
};
use crate::{
    accounts::{ChairMeetings, Holding},
    ballots,
    db::{ItemId, MeetingId},
    meetings::{self, Item, Meeting, State},
    motions::{self, Motion, amending},
    render::Page,
    rulebook::Outcome,
    web::{Answer, Desk, Faults, Filled, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/floor", web::get().to(show));
}

/// The board of one meeting.
#[derive(Debug, Serialize)]
pub struct BoardPage {
    meeting: Meeting,
    /// The number of the last event: a button pressed on an older board does nothing.
    seen: i32,
    scene: Scene,
    next: Next,
    /// The motion that the current item brings, while it is not put.
    motion: Option<OnItem>,
    items: Vec<Line>,
    /// Whether another item may be taken, or the meeting closed, now.
    may_go_on: bool,
    room: RoomNow,
    /// The tellers' figures.
    form: Filled,
    room_code: String,
}

/// A motion before it is put.
#[derive(Debug, Serialize)]
struct OnItem {
    label: String,
    title: String,
    href: String,
    paragraphs: Vec<String>,
    /// Ends the sentence "This motion …".
    says: &'static str,
    /// Where its amendments are, while some are still to be decided.
    amendments: Option<String>,
}

/// A line of the agenda.
#[derive(Debug, Serialize)]
struct Line {
    id: ItemId,
    position: i32,
    title: String,
    link: Option<String>,
    is_current: bool,
    was_taken: bool,
    outcome: Option<Outcome>,
}

impl Page for BoardPage {
    const TEMPLATE: &'static str = "floor/board.html";
    fn title(&self) -> String {
        format!("Board: {}", self.meeting.title)
    }
    fn samples() -> Vec<Self> {
        let wrong = Filled::with([("for", "40".to_owned())]).but(Faults::at("for", "At most 9 hands can be counted."));
        let mut samples: Vec<Self> = super::sample_scenes().into_iter().map(BoardPage::sample).collect();
        let nexts = [
            Next::Wait { says: "Open it at 7.00 pm.".to_owned() },
            Next::Put { to_ratify: None },
            Next::Put { to_ratify: Some("Standing order C".to_owned()) },
            Next::CannotPut { says: "There is no quorum.".to_owned() },
            Next::Close,
        ];
        let item = || Scene::Item { position: 3, title: "Buses".to_owned() };
        samples.extend(nexts.map(|next| BoardPage { next, ..BoardPage::sample(item()) }));
        let question = super::sample_scenes().into_iter().find(|scene| matches!(scene, Scene::Question { .. }));
        samples.extend(question.map(|scene| BoardPage { form: wrong, ..BoardPage::sample(scene) }));
        samples
    }
}

impl BoardPage {
    fn sample(scene: Scene) -> Self {
        let (state, next) = match &scene {
            Scene::NotBegun => (State::Called, Next::Open),
            Scene::Question { .. } => (State::Open, Next::CloseVote),
            Scene::Tied { .. } => (State::Open, Next::CastingVote),
            Scene::Over => (State::Closed, Next::Done),
            _ => (State::Open, Next::Take { item: ItemId::random(), position: 3, title: "Buses".to_owned() }),
        };
        let line = |position, outcome, is_current, link: Option<&str>| Line {
            id: ItemId::random(),
            position,
            title: "Buses".to_owned(),
            link: link.map(str::to_owned),
            is_current,
            was_taken: position < 3,
            outcome,
        };
        let motion = OnItem {
            label: "2026/7".to_owned(),
            title: "Buses".to_owned(),
            href: "/motions".to_owned(),
            paragraphs: vec!["This branch calls for buses.".to_owned()],
            says: "is on the agenda",
            amendments: Some("/motions/1/amendments".to_owned()),
        };
        let is_item = matches!(scene, Scene::Item { .. });
        Self {
            meeting: super::sample_meeting(state),
            seen: 4,
            may_go_on: matches!(scene, Scene::Between | Scene::Item { .. } | Scene::Result { .. }),
            motion: is_item.then_some(motion),
            items: vec![
                line(1, Some(Outcome::Carried), false, None),
                line(2, Some(Outcome::Lost), false, Some("/motions")),
                line(3, None, true, None),
                line(4, None, false, None),
            ],
            room: RoomNow {
                quorum: super::sample_quorum(if is_item { 12 } else { 29 }, 25),
                without_vote: usize::from(is_item),
            },
            scene,
            next,
            form: Filled::default(),
            room_code: "7KMQ".to_owned(),
        }
    }

    /// The board, with the tellers' figures as they stand or as they were typed.
    pub fn of(look: &mut Look<'_>, id: MeetingId, typed: Option<Filled>) -> Result<Self, Problem> {
        let evening = Evening::of(look.conn, &look.branch, id, look.now)?;
        let motion = evening.motion(look.conn)?;
        let turnout = evening.turnout(look.conn)?;
        let waits = motion.as_ref().filter(|motion| motion.state == motions::State::InOrder);
        let open = evening.amendments_open(look.conn, waits)?;
        let putting = waits.map(|motion| evening.may_put(Some(motion), &open));
        let opening = rules::may_open(&evening.meeting, evening.now, look.branch.zone);
        let form = match typed {
            Some(typed) => typed,
            None => hands(look, &evening)?,
        };
        Ok(Self {
            seen: evening.standing.last,
            scene: evening.scene(motion.as_ref(), turnout),
            next: next(&evening.meeting, &evening.standing, &evening.items, opening, putting),
            motion: motion.filter(|_| evening.standing.vote.is_none()).map(|motion| OnItem::of(motion, !open.is_empty())),
            items: evening.items.iter().map(|item| line(&evening, item)).collect(),
            may_go_on: rules::may_go_on(&evening.meeting, &evening.standing).is_ok(),
            room: room(look, &evening)?,
            form,
            room_code: evening.meeting.room_code.clone(),
            meeting: evening.meeting,
        })
    }
}

async fn show(desk: Desk, _who: Holding<ChairMeetings>, meeting: Path<MeetingId>) -> Answer {
    desk.page(move |look| BoardPage::of(look, *meeting, None)).await
}

/// The hands that the tellers entered so far.
fn hands(look: &mut Look<'_>, evening: &Evening) -> Result<Filled, Problem> {
    let Some(vote) = evening.standing.open_vote() else { return Ok(Filled::default()) };
    let ballot = ballots::find(look.conn, look.branch.id, vote.question.ballot)?;
    let told = [("for", ballot.hands_for), ("against", ballot.hands_against), ("abstain", ballot.hands_abstain)];
    Ok(Filled::with(told.map(|(field, hands)| (field, hands.to_string()))))
}

fn room(look: &mut Look<'_>, evening: &Evening) -> Result<RoomNow, Problem> {
    let stays = meetings::attendance(look.conn, look.branch.id, evening.meeting.id)?;
    let without_vote = stays.iter().filter(|stay| stay.left_at.is_none() && !stay.may_vote).count();
    Ok(RoomNow { quorum: evening.quorum.clone(), without_vote })
}

fn line(evening: &Evening, item: &Item) -> Line {
    let standing = &evening.standing;
    Line {
        id: item.id,
        position: item.position,
        title: item.title.clone(),
        link: item.link.clone(),
        is_current: standing.item.as_ref().is_some_and(|taken| taken.id == item.id),
        was_taken: standing.taken.contains(&item.id),
        outcome: standing.outcomes.iter().find(|(id, _)| *id == item.id).map(|(_, outcome)| *outcome),
    }
}

impl OnItem {
    fn of(motion: Motion, has_open: bool) -> Self {
        Self {
            label: motion.label(),
            href: motion.href(),
            paragraphs: motion.paragraphs(),
            says: motion.state.says(),
            amendments: has_open.then(|| amending::address(&motion)),
            title: motion.title,
        }
    }
}
