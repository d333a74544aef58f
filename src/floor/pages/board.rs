//! The chair's board: what is before the meeting, what comes next as one button, and whether there is a quorum.

mod matters;
mod samples;

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use self::matters::{Hours, Line, OnItem, Open, ToRatify, arising, hours, line, majority, opened, roll_call, to_ratify};

use super::{
    super::{
        evening::Evening,
        next::{Next, Putting, next},
        rules,
        scene::Scene,
        speakers::{self, Panel},
        subject::Subject,
    },
    RoomNow, procedural,
};
use crate::{
    accounts::{ChairMeetings, Holding},
    ballots,
    db::MeetingId,
    meetings::{self, Meeting},
    motions::resolutions,
    render::Page,
    web::{Answer, Choice, Desk, Filled, Look, Problem},
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
    /// The majority that this needs, with its clause.
    needs: Option<String>,
    /// The motion that the current item brings, while it is not voted on.
    motion: Option<OnItem>,
    /// Its amendments that are still to be decided, in the order in which they are best put.
    amendments: Vec<Open>,
    /// The procedural motions that could be moved now.
    procedural: Vec<Choice>,
    /// What earlier meetings asked for, while the item of matters arising is before this one.
    arising: Vec<resolutions::Line>,
    /// What earlier meetings carried without a quorum, while this one has one.
    to_ratify: Vec<ToRatify>,
    /// Those whose votes by name are still to be taken down.
    roll_call: Vec<Choice>,
    /// How many members may ask for a secret vote; none where nobody may, or they have.
    secret_needs: Option<u32>,
    items: Vec<Line>,
    /// Whether another item may be taken, or the meeting closed, now.
    may_go_on: bool,
    room: RoomNow,
    /// How the evening runs by the clock, while it runs.
    hours: Option<Hours>,
    speakers: Panel,
    /// The tellers' figures.
    form: Filled,
    room_code: String,
}

impl Page for BoardPage {
    const TEMPLATE: &'static str = "floor/board.html";
    fn title(&self) -> String {
        format!("Board: {}", self.meeting.title)
    }
    fn samples() -> Vec<Self> {
        samples::boards()
    }
}

impl BoardPage {
    /// The board, with the tellers' figures as they stand or as they were typed.
    pub fn of(look: &mut Look<'_>, id: MeetingId, typed: Option<Filled>) -> Result<Self, Problem> {
        let evening = Evening::of(look.conn, &look.branch, id, look.now)?;
        let (subject, turnout) = (evening.subject(look.conn)?, evening.turnout(look.conn)?);
        let opening = rules::may_open(&evening.meeting, evening.now, look.branch.zone);
        let form = match typed {
            Some(typed) => typed,
            None => hands(look, &evening)?,
        };
        let minutes = evening.minutes_to_agree(look.conn)?;
        let may_go_on = rules::may_go_on(&evening.meeting, &evening.standing).is_ok();
        let asks_secret = may_go_on && evening.standing.item.is_some() && evening.standing.secret.is_none();
        let step = putting(&evening, &subject, minutes.as_ref());
        let next = next(&evening.meeting, &evening.standing, &evening.items, opening, step);
        Ok(Self {
            seen: evening.standing.last,
            scene: evening.scene(&subject, turnout),
            needs: majority(&evening, &subject, &next),
            next,
            hours: hours(&evening),
            arising: arising(look, &evening)?,
            to_ratify: if may_go_on { to_ratify(look, &evening)? } else { Vec::new() },
            amendments: if may_go_on && evening.emergency(&subject).is_none() { opened(look, &subject)? } else { Vec::new() },
            procedural: if may_go_on { procedural::offered(&look.branch.rulebook, subject.undecided()) } else { Vec::new() },
            roll_call: roll_call(look, &evening)?,
            secret_needs: look.branch.rulebook.voting.secret_on_request_of.filter(|_| asks_secret),
            speakers: if may_go_on { speakers::panel(look.conn, &evening, &subject, None)? } else { Panel::default() },
            motion: shown(&evening, subject),
            items: evening.items.iter().map(|item| line(&evening, item)).collect(),
            may_go_on,
            room: room(look, &evening)?,
            form,
            room_code: evening.meeting.room_code.clone(),
            meeting: evening.meeting,
        })
    }
}

/// What the item has that is still to be put: its amendments before the motion.
fn putting<'a>(evening: &Evening, subject: &'a Subject, minutes: Option<&'a Meeting>) -> Option<Putting<'a>> {
    if subject.undecided().is_none() {
        return minutes.map(Putting::Minutes);
    }
    if let Some(motion) = evening.emergency(subject).and(subject.undecided()) {
        return Some(Putting::Emergency(motion.emergency_reason.as_deref().unwrap_or_default(), evening.may_ask()));
    }
    Some(match subject.amendments.first() {
        Some(first) => Putting::Amendment(first, evening.may_ask()),
        None => Putting::Motion(evening.may_put(subject)),
    })
}

/// The motion, unless a vote has just decided it or is being taken.
fn shown(evening: &Evening, subject: Subject) -> Option<OnItem> {
    let is_voted_on = evening.standing.unsettled().is_some();
    let is_open = subject.undecided().is_some();
    subject.motion.filter(|_| !is_voted_on && (is_open || evening.standing.vote.is_none())).map(OnItem::of)
}

async fn show(desk: Desk, _who: Holding<ChairMeetings>, meeting: Path<MeetingId>) -> Answer {
    desk.page(move |look| BoardPage::of(look, *meeting, None)).await
}

/// The hands that the tellers entered so far.
fn hands(look: &mut Look<'_>, evening: &Evening) -> Result<Filled, Problem> {
    let Some(vote) = evening.standing.open_vote() else { return Ok(Filled::default()) };
    let ballot = ballots::find(look.conn, look.branch.id, vote.ballot)?;
    let told = [("for", ballot.hands_for), ("against", ballot.hands_against), ("abstain", ballot.hands_abstain)];
    Ok(Filled::with(told.map(|(field, hands)| (field, hands.to_string()))))
}

fn room(look: &mut Look<'_>, evening: &Evening) -> Result<RoomNow, Problem> {
    let stays = meetings::attendance(look.conn, look.branch.id, evening.meeting.id)?;
    let without_vote = stays.iter().filter(|stay| stay.left_at.is_none() && !stay.may_vote).count();
    Ok(RoomNow { quorum: evening.quorum.clone(), without_vote })
}
