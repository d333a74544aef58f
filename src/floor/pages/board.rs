//! The chair's board: what is before the meeting, what comes next as one button, and whether there is a quorum.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

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
    db::{ActionId, AmendmentId, ItemId, MeetingId, MemberId, ResolutionId},
    meetings::{self, Item, Meeting},
    members,
    motions::{
        Motion, State,
        amending::{self, ToDecide},
        resolutions::{self, Action, Resolution},
    },
    render::Page,
    rulebook::Outcome,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Problem},
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
    /// The motion that the current item brings, while it is not voted on.
    motion: Option<OnItem>,
    /// Its amendments that are still to be decided, in the order in which they are best put.
    amendments: Vec<Open>,
    /// The procedural motions that could be moved now.
    procedural: Vec<Choice>,
    /// What earlier meetings asked for, while the item of matters arising is before this one.
    arising: Vec<Arising>,
    /// What earlier meetings carried without a quorum, while this one has one.
    to_ratify: Vec<ToRatify>,
    /// How many members may ask for a secret vote; none where nobody may, or they have.
    secret_needs: Option<u32>,
    items: Vec<Line>,
    /// Whether another item may be taken, or the meeting closed, now.
    may_go_on: bool,
    room: RoomNow,
    speakers: Panel,
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
    /// Whether it is still to be decided.
    is_open: bool,
    /// Where its amendments are.
    amendments: String,
}

/// A resolution that waits for a quorate meeting.
#[derive(Debug, Serialize)]
struct ToRatify {
    id: ResolutionId,
    label: String,
    title: String,
    href: String,
}

impl ToRatify {
    fn of(resolution: &Resolution) -> Self {
        Self { id: resolution.id, label: resolution.label(), title: resolution.title.clone(), href: resolution.href() }
    }
}

/// Something that an earlier meeting asked somebody to do.
#[derive(Debug, Serialize)]
struct Arising {
    who: String,
    action: Action,
    href: String,
}

/// An amendment before it is put.
#[derive(Debug, Serialize)]
struct Open {
    mover: String,
    amendment: ToDecide,
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
            Next::PutAmendment { number: 2, to_ratify: None },
            Next::PutAmendment { number: 2, to_ratify: Some("Standing order C".to_owned()) },
            Next::AgreeMinutes {
                meeting: MeetingId::random(),
                title: "General meeting".to_owned(),
                starts_at: super::sample_moment("2026-10-22T18:00:00Z"),
            },
            Next::Fall { number: 2, says: "Amendment 1 is carried and changes the same words.".to_owned() },
            Next::Put { to_ratify: None },
            Next::Put { to_ratify: Some("Standing order C".to_owned()) },
            Next::CannotPut { says: "There is no quorum.".to_owned() },
            Next::Close,
            Next::EndNow,
        ];
        let item = || Scene::Item { position: 3, title: "Buses".to_owned() };
        samples.extend(nexts.map(|next| BoardPage { next, ..BoardPage::sample(item()) }));
        samples
            .extend(speakers::sample_panels().into_iter().map(|speakers| BoardPage { speakers, ..BoardPage::sample(item()) }));
        let question = super::sample_scenes().into_iter().find(|scene| matches!(scene, Scene::Question { .. }));
        samples.extend(question.map(|scene| BoardPage { form: wrong, ..BoardPage::sample(scene) }));
        samples
    }
}

impl BoardPage {
    fn sample(scene: Scene) -> Self {
        let (state, next) = match &scene {
            Scene::NotBegun => (meetings::State::Called, Next::Open),
            Scene::Question { .. } => (meetings::State::Open, Next::CloseVote),
            Scene::Tied { .. } => (meetings::State::Open, Next::CastingVote),
            Scene::Over => (meetings::State::Closed, Next::Done),
            _ => (meetings::State::Open, Next::Take { item: ItemId::random(), position: 3, title: "Buses".to_owned() }),
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
            is_open: true,
            amendments: "/motions/1/amendments".to_owned(),
        };
        let is_item = matches!(scene, Scene::Item { .. });
        Self {
            meeting: super::sample_meeting(state),
            seen: 4,
            may_go_on: matches!(scene, Scene::Between | Scene::Item { .. } | Scene::Result { .. }),
            motion: is_item.then_some(motion),
            amendments: is_item.then(sample_open).into_iter().collect(),
            procedural: vec![
                Choice::of("put-now", "That the question be now put").hinted("More for than against (Model rules)"),
            ],
            arising: is_item.then(sample_arising).into_iter().collect(),
            to_ratify: is_item
                .then(|| ToRatify {
                    id: ResolutionId::random(),
                    label: "R2026/3".to_owned(),
                    title: "Buses".to_owned(),
                    href: "/resolutions".to_owned(),
                })
                .into_iter()
                .collect(),
            secret_needs: is_item.then_some(3),
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
            speakers: Panel::default(),
            scene,
            next,
            form: Filled::default(),
            room_code: "7KMQ".to_owned(),
        }
    }

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
        Ok(Self {
            seen: evening.standing.last,
            scene: evening.scene(&subject, turnout),
            next: next(
                &evening.meeting,
                &evening.standing,
                &evening.items,
                opening,
                putting(&evening, &subject, minutes.as_ref()),
            ),
            arising: arising(look, &evening)?,
            to_ratify: if may_go_on { to_ratify(look, &evening)? } else { Vec::new() },
            amendments: if may_go_on { opened(look, &subject)? } else { Vec::new() },
            procedural: if may_go_on { procedural::offered(&look.branch.rulebook, subject.undecided()) } else { Vec::new() },
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
    Some(match subject.amendments.first() {
        Some(first) => Putting::Amendment(first, evening.may_ask()),
        None => Putting::Motion(evening.may_put(subject)),
    })
}

/// What is still to be done and what was done lately, while matters arising are before the meeting.
fn arising(look: &mut Look<'_>, evening: &Evening) -> Result<Vec<Arising>, Problem> {
    let item = evening.standing.item.as_ref().filter(|_| evening.meeting.state == meetings::State::Open);
    if !item.is_some_and(|item| item.title.to_lowercase().contains("arising")) {
        return Ok(Vec::new());
    }
    let mut actions = resolutions::arising(look.conn, look.branch.id)?;
    actions.extend(resolutions::lately_done(look.conn, look.branch.id)?);
    let owners: Vec<MemberId> = actions.iter().map(|action| action.owner).collect();
    let names = members::names(look.conn, look.branch.id, &owners)?;
    let line =
        |action: Action| Arising { who: names.get(&action.owner).cloned().unwrap_or_default(), href: action.href(), action };
    Ok(actions.into_iter().map(line).collect())
}

fn sample_arising() -> Arising {
    let at = super::sample_moment("2026-10-22T19:20:00Z");
    let action = Action {
        id: ActionId::random(),
        meeting: MeetingId::random(),
        resolution: None,
        owner: MemberId::random(),
        what: "Write to the county about the last bus.".to_owned(),
        due_on: None,
        set_at: at,
        done_at: Some(at),
        report: "Sent, with a copy to the ward.".to_owned(),
    };
    Arising { who: "Ama Osei".to_owned(), href: action.href(), action }
}

/// What this meeting may ratify, having a quorum.
fn to_ratify(look: &mut Look<'_>, evening: &Evening) -> Result<Vec<ToRatify>, Problem> {
    if !evening.may_ask().is_ok_and(|ground| rules::may_ratify(&ground).is_ok()) {
        return Ok(Vec::new());
    }
    let waiting = resolutions::to_ratify(look.conn, look.branch.id)?;
    Ok(waiting.iter().filter(|resolution| resolution.meeting != evening.meeting.id).map(ToRatify::of).collect())
}

/// The motion, unless a vote has just decided it or is being taken.
fn shown(evening: &Evening, subject: Subject) -> Option<OnItem> {
    let is_voted_on = evening.standing.unsettled().is_some();
    let is_open = subject.undecided().is_some();
    subject.motion.filter(|_| !is_voted_on && (is_open || evening.standing.vote.is_none())).map(OnItem::of)
}

/// The amendments to be decided, with the names of their movers.
fn opened(look: &mut Look<'_>, subject: &Subject) -> Result<Vec<Open>, Problem> {
    let movers: Vec<_> = subject.amendments.iter().map(|one| one.mover).collect();
    let names = members::names(look.conn, look.branch.id, &movers)?;
    let open = |one: &ToDecide| Open { mover: names.get(&one.mover).cloned().unwrap_or_default(), amendment: one.clone() };
    Ok(subject.amendments.iter().map(open).collect())
}

fn sample_open() -> Open {
    Open {
        mover: "Petra Vogel".to_owned(),
        amendment: ToDecide {
            id: AmendmentId::random(),
            number: 2,
            mover: MemberId::random(),
            wording: "leave out “nine” and insert “midnight”".to_owned(),
            href: "/motions/1/amendments/2".to_owned(),
            passage: super::sample_passage(),
            falls: None,
        },
    }
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
    fn of(motion: Motion) -> Self {
        Self {
            label: motion.label(),
            href: motion.href(),
            paragraphs: motion.paragraphs(),
            says: motion.state.says(),
            is_open: motion.state == State::InOrder,
            amendments: amending::address(&motion),
            title: motion.title,
        }
    }
}
