//! The quorum over the evening: a picture with its table, and for each decision who was counted.

use std::collections::{BTreeSet, HashMap};

use actix_web::web::{self, Path, ServiceConfig};
use chrono::Offset;
use serde::Serialize;

use super::super::{
    event::Room,
    quorum::{Course, Decision, Moment, Picture, picture},
    store,
};
use crate::{
    accounts::SignedIn,
    db::{Instant, MeetingId, MemberId},
    meetings::{self, Meeting, State},
    members,
    render::{Page, dates, words::capitalised},
    rulebook::Outcome,
    web::{Answer, Desk, Look, Problem},
    zone::Zone,
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/quorum", web::get().to(show));
}

/// The quorum of one evening.
#[derive(Debug, Serialize)]
pub struct QuorumPage {
    meeting: Meeting,
    /// How many are needed; 0 where no quorum can be worked out.
    needed: u32,
    working: Vec<String>,
    clause: String,
    /// Those in the room who may vote, now or at the close.
    present: u32,
    holds: bool,
    /// When the quorum last came or went.
    turn: Option<Moment>,
    from: Instant,
    until: Instant,
    picture: Option<Picture>,
    moments: Vec<Row>,
    decisions: Vec<Line>,
    /// How many decisions wait for a quorate meeting.
    waiting: usize,
}

/// A moment, by the clock on the wall: in a night in which it is put back, with the name of its time.
#[derive(Debug, Serialize)]
struct Row {
    time: String,
    #[serde(flatten)]
    moment: Moment,
}

/// A decision, with the room in which it was made.
#[derive(Debug, Serialize)]
struct Line {
    number: usize,
    at: Instant,
    subject: String,
    about: String,
    href: Option<String>,
    outcome: Option<Outcome>,
    room: Room,
    /// The rule by which the next quorate meeting has to ratify it.
    to_ratify: Option<String>,
    counted: Counted,
}

/// Who was counted.
#[derive(Debug, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
enum Counted {
    Names {
        names: Vec<String>,
    },
    /// Almost the same as at the decision before.
    AsBefore {
        came: Vec<String>,
        went: Vec<String>,
    },
}

impl Page for QuorumPage {
    const TEMPLATE: &'static str = "floor/quorum.html";
    fn title(&self) -> String {
        format!("Quorum: {}", self.meeting.title)
    }
    fn samples() -> Vec<Self> {
        vec![sample(State::Called, 0), sample(State::Open, 3), sample(State::Closed, 25), sample(State::Closed, 0)]
    }
}

async fn show(desk: Desk, _who: SignedIn, meeting: Path<MeetingId>) -> Answer {
    desk.page(move |look| QuorumPage::of(look, *meeting)).await
}

impl QuorumPage {
    fn of(look: &mut Look<'_>, id: MeetingId) -> Result<Self, Problem> {
        let meeting = meetings::find(look.conn, look.branch.id, id)?;
        let stays = meetings::attendance(look.conn, look.branch.id, id)?;
        let events = store::events(look.conn, look.branch.id, id)?;
        let quorum = meetings::quorum_now(look.conn, &look.branch, &meeting)?;
        let course = Course::of(&stays, &events, quorum.needed, meeting.closed_at.unwrap_or(look.now));
        let mut people: Vec<MemberId> = course.decisions.iter().flat_map(|decision| decision.counted.clone()).collect();
        people.sort_unstable();
        people.dedup();
        let names = members::names(look.conn, look.branch.id, &people)?;
        Ok(Self::drawn(meeting, course, (quorum.working, quorum.clause), (&names, look.branch.zone)))
    }

    fn drawn(
        meeting: Meeting,
        course: Course,
        (working, clause): (Vec<String>, String),
        (names, zone): (&HashMap<MemberId, String>, Zone),
    ) -> Self {
        let wall = |at: Instant| at.with_timezone(&zone);
        let is_turned = wall(course.from).offset().fix() != wall(course.until).offset().fix();
        let time = |at: Instant| {
            let shown = dates::time(wall(at).time());
            if is_turned { format!("{shown} {}", wall(at).format("%Z")) } else { shown }
        };
        Self {
            meeting,
            needed: course.needed,
            working,
            clause,
            present: course.present(),
            holds: course.is_enough(course.present()),
            turn: course.last_turn().cloned(),
            from: course.from,
            until: course.until,
            picture: picture(&course),
            waiting: course.decisions.iter().filter(|decision| decision.waits_for_ratification()).count(),
            decisions: lines(&course.decisions, names),
            moments: course.moments.into_iter().map(|moment| Row { time: time(moment.at), moment }).collect(),
        }
    }
}

fn lines(decisions: &[Decision], names: &HashMap<MemberId, String>) -> Vec<Line> {
    let before = std::iter::once(None).chain(decisions.iter().map(Some));
    let line = |(number, (decision, before)): (usize, (&Decision, Option<&Decision>))| Line {
        number,
        at: decision.at,
        subject: decision.asked.subject(),
        about: capitalised(&decision.asked.about()),
        href: decision.asked.href(),
        outcome: decision.outcome,
        room: decision.asked.room.clone(),
        to_ratify: decision.asked.to_ratify.clone(),
        counted: Counted::of(decision, before, names),
    };
    (1..).zip(decisions.iter().zip(before)).map(line).collect()
}

impl Counted {
    /// By name; where only a few came or went since the decision before, those alone.
    fn of(decision: &Decision, before: Option<&Decision>, names: &HashMap<MemberId, String>) -> Self {
        let now: BTreeSet<&MemberId> = decision.counted.iter().collect();
        let named = |people: Vec<&MemberId>| {
            let mut named: Vec<String> = people.into_iter().map(|id| names.get(id).cloned().unwrap_or_default()).collect();
            named.sort_by_key(|name| name.to_lowercase());
            named
        };
        let then: Option<BTreeSet<&MemberId>> = before.map(|before| before.counted.iter().collect());
        let few = then.filter(|then| then.symmetric_difference(&now).count() * 2 < now.len());
        match few {
            Some(then) => Self::AsBefore {
                came: named(now.difference(&then).copied().collect()),
                went: named(then.difference(&now).copied().collect()),
            },
            None => Self::Names { names: named(now.into_iter().collect()) },
        }
    }
}

/// An evening for samples, with that quorum: two come, something is decided, one leaves, something else is decided.
fn sample(state: State, needed: u32) -> QuorumPage {
    let at = |time: &str| super::sample_moment(&format!("2026-12-17T{time}:00Z"));
    let meeting = super::sample_meeting(state);
    let working = (super::sample_quorum(2, needed).working, "Model rules, app. 7".to_owned());
    let names: HashMap<MemberId, String> = ["Ama Okoro", "Tom Lewis"].map(|name| (MemberId::random(), name.to_owned())).into();
    let course = Course::sample(needed, at("18:40"), at("20:30"), names.keys().copied().collect());
    if state == State::Called {
        let course = Course::of(&[], &[], needed, at("18:40"));
        return QuorumPage::drawn(meeting, course, working, (&names, Zone::london()));
    }
    QuorumPage::drawn(meeting, course, working, (&names, Zone::london()))
}

#[cfg(test)]
mod tests {
    use super::{super::super::quorum::What, *};

    #[test]
    fn whoever_came_or_went_is_named_alone_where_the_others_stayed() {
        let people: Vec<MemberId> = (0..8).map(|_| MemberId::random()).collect();
        let names = (0..).zip(&people).map(|(place, id)| (*id, format!("Member {place}"))).collect();
        let at = |time: &str| super::super::sample_moment(&format!("2026-12-17T{time}:00Z"));
        let sample = Course::sample(3, at("18:40"), at("20:30"), people.clone());
        let [first, second] = &sample.decisions[..] else { panic!("two decisions") };

        let lines = lines(&[first.clone(), second.clone()], &names);

        assert!(matches!(&lines[0].counted, Counted::Names { names } if names.len() == 8));
        let Counted::AsBefore { came, went } = &lines[1].counted else { panic!("almost as before") };
        assert_eq!((came.len(), went.len()), (0, 1));
        assert!(matches!(sample.moments.last().map(|moment| &moment.what), Some(What::Decided { number: 2, .. })));
    }
}
