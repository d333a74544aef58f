//! One evening as it stands: the meeting, its agenda, its log and its quorum, gathered for a page or a deed.

use std::collections::HashMap;

use diesel::QueryResult;

use super::{
    event::{Asked, Asks, Deed, Event, Room},
    minutes::{self, Facts, Minutes},
    named,
    rules::{self, Ground, Refusal},
    scene::{Scene, scene},
    speakers,
    standing::{Standing, motion_behind},
    store,
    subject::Subject,
    voter::{Voter, voter},
};
use crate::{
    audit::Act,
    ballots::{self, Turnout},
    branch::{self, Branch},
    db::{BranchId, Conn, Instant, MeetingId, MemberId, MotionId},
    meetings::{self, Item, Meeting, QuorumNow},
    members,
    motions::{
        self, Motion,
        resolutions::{self, Resolution},
    },
    rulebook::{Emergency, MeetingKind},
    web::{Problem, see},
};

/// One evening.
#[derive(Debug)]
pub struct Evening {
    pub branch: Branch,
    pub meeting: Meeting,
    pub items: Vec<Item>,
    pub events: Vec<Event>,
    pub standing: Standing,
    pub quorum: QuorumNow,
    /// The moment, as the rules take it.
    pub now: Instant,
    /// The moment, as the clock has it: a practice branch holds its evenings before their day.
    pub clock: Instant,
}

impl Evening {
    /// The evening of a meeting at this moment.
    pub fn of(conn: &mut Conn, branch: &Branch, id: MeetingId, now: Instant) -> QueryResult<Self> {
        let meeting = meetings::find(conn, branch.id, id)?;
        let events = store::events(conn, branch.id, id)?;
        let waits_until = rules::waits_until(&meeting, &branch.rulebook.inquorate().value);
        Ok(Self {
            branch: branch.clone(),
            items: meetings::items(conn, branch.id, id)?,
            standing: Standing::of(&events),
            events,
            quorum: meetings::quorum_now(conn, branch, &meeting)?,
            meeting,
            // A practice branch holds its evenings when somebody wants to try one, not weeks later.
            now: if branch.is_practice { now.max(waits_until) } else { now },
            clock: now,
        })
    }

    /// The evening for a deed.
    pub fn at(act: &mut Act<'_>, id: MeetingId) -> Result<Self, Problem> {
        let (branch, at) = (act.branch(), act.at());
        let branch = branch::find(act.conn(), branch)?;
        Ok(Self::of(act.conn(), &branch, id, at)?)
    }

    /// The evening for a deed of the chair, whose board showed the event `seen` as the last.
    ///
    /// # Errors
    /// Where another chair did something since, nothing is done and the board shows what that was.
    pub fn as_seen(act: &mut Act<'_>, id: MeetingId, seen: i32) -> Result<Self, Problem> {
        let evening = Self::at(act, id)?;
        match evening.events.last().filter(|last| last.number != seen) {
            Some(last) => {
                let words = format!("Somebody was quicker: {} Nothing else was done.", last.deed.says());
                Err(Problem::Answered(Box::new(see(format!("/meetings/{id}/floor")).saying(words))))
            }
            None => Ok(evening),
        }
    }

    /// The meetings before this one of the same body, the earliest first: the executive's and the members' go their own ways.
    fn earlier(&self, conn: &mut Conn) -> QueryResult<Vec<Meeting>> {
        let mut earlier = meetings::list(conn, self.branch.id)?;
        let is_executive = |meeting: &Meeting| meeting.kind == MeetingKind::Executive;
        earlier.retain(|other| other.state == meetings::State::Closed && other.starts_at < self.meeting.starts_at);
        earlier.retain(|other| is_executive(other) == is_executive(&self.meeting));
        earlier.reverse();
        Ok(earlier)
    }

    /// The earliest meeting before this one whose minutes wait to be agreed; only while the item about minutes is before the meeting.
    pub fn minutes_to_agree(&self, conn: &mut Conn) -> QueryResult<Option<Meeting>> {
        let is_before = self.standing.item.as_ref().is_some_and(|item| item.title.to_lowercase().contains("minutes"));
        if !is_before || self.meeting.state != meetings::State::Open {
            return Ok(None);
        }
        let agreed = store::all_agreed(conn, self.branch.id)?;
        Ok(self.earlier(conn)?.into_iter().find(|meeting| !agreed.contains(&meeting.id)))
    }

    /// What earlier meetings of the same body carried without a quorum, and nobody has ratified yet.
    pub fn to_ratify(&self, conn: &mut Conn) -> QueryResult<Vec<Resolution>> {
        let mut waiting = resolutions::to_ratify(conn, self.branch.id)?;
        if !waiting.is_empty() {
            let earlier = self.earlier(conn)?;
            waiting.retain(|resolution| earlier.iter().any(|meeting| meeting.id == resolution.meeting));
        }
        Ok(waiting)
    }

    /// What the current item is about.
    pub fn subject(&self, conn: &mut Conn) -> Result<Subject, Problem> {
        let item = self.standing.item.as_ref().and_then(|taken| self.items.iter().find(|item| item.id == taken.id));
        Subject::of(conn, &self.branch, item.and_then(|item| motion_behind(item.link.as_deref())), self.standing.vote.as_ref())
    }

    /// The rule by which the meeting says first whether it takes the motion before it as an emergency; none where it has said so, or
    /// need not.
    pub fn emergency(&self, subject: &Subject) -> Option<&Emergency> {
        let is_late = |motion: &&Motion| motions::is_late(motion, &self.branch, &self.meeting);
        let is_unasked = |motion: &&Motion| !self.standing.accepted.contains(&motion.id);
        subject.undecided().filter(is_late).filter(is_unasked).and(self.branch.rulebook.motions.emergency.as_ref())
    }

    /// Whether the motion may be put now, and on what ground.
    pub fn may_put(&self, subject: &Subject) -> Result<Ground, Refusal> {
        let open: Vec<i32> = subject.amendments.iter().map(|open| open.number).collect();
        rules::may_put(&self.meeting, &self.standing, subject.state(), &open)?;
        self.ground()
    }

    /// Whether something else than the motion may be put now, and on what ground.
    pub fn may_ask(&self) -> Result<Ground, Refusal> {
        rules::may_go_on(&self.meeting, &self.standing)?;
        self.ground()
    }

    fn ground(&self) -> Result<Ground, Refusal> {
        let grace = self.branch.rulebook.inquorate();
        let waits_until = rules::waits_until(&self.meeting, &grace.value);
        rules::quorum_for_vote(&self.quorum, &self.standing, &grace, waits_until, self.now, self.branch.zone)
    }

    /// A question of this moment, on that ground.
    pub fn asked(&self, asks: Asks, motion: Option<&Motion>, ground: Ground) -> Asked {
        let mover = motion.filter(|_| asks == Asks::Motion);
        Asked {
            motion: motion.map(|motion| motion.id),
            label: motion.map(Motion::label).unwrap_or_default(),
            title: motion.map(|motion| motion.title.clone()).unwrap_or_default(),
            own_matter: mover.and_then(|motion| motion.changes.clone()),
            mover: mover.map(|motion| motion.mover),
            // Somebody who was asked and has not said yes seconds nothing.
            seconder: mover.filter(|motion| motion.seconded_at.is_some()).and_then(|motion| motion.seconder),
            room: Room::of(&self.quorum),
            to_ratify: match ground {
                Ground::Quorate => None,
                Ground::ToRatify { clause } => Some(clause),
            },
            secret: self.standing.secret.clone(),
            // Whoever asked for a secret vote keeps it.
            by_name: self.standing.is_by_name && self.standing.secret.is_none() && !matches!(asks, Asks::Procedural { .. }),
            again: None,
            asks,
        }
    }

    /// How many of the roll of the current vote have voted by phone; nothing where there is no vote.
    pub fn turnout(&self, conn: &mut Conn) -> QueryResult<Turnout> {
        match &self.standing.vote {
            Some(vote) => ballots::turnout(conn, self.branch.id, vote.ballot),
            None => Ok(Turnout::default()),
        }
    }

    /// What everybody sees.
    pub fn scene(&self, subject: &Subject, turnout: Turnout) -> Scene {
        scene(&self.meeting, &self.standing, subject, turnout)
    }

    /// Writes down what the chair does next in this evening.
    pub fn note(&self, act: &mut Act<'_>, deed: &Deed) -> QueryResult<()> {
        store::note(act, self.meeting.id, self.standing.last + 1, deed)
    }
}

/// The meeting whose open vote waits for a member's tap, and what is voted on.
pub fn vote_open_to(conn: &mut Conn, branch: BranchId, member: MemberId) -> QueryResult<Option<(MeetingId, String)>> {
    for meeting in store::in_session(conn, branch)? {
        let standing = Standing::of(&store::events(conn, branch, meeting)?);
        let Some(vote) = standing.open_vote() else { continue };
        if voter_of(conn, branch, meeting, member, &standing)? == Voter::MayVote {
            return Ok(Some((meeting, vote.question.about())));
        }
    }
    Ok(None)
}

/// Where a member stands to the vote that is open.
pub fn voter_of(
    conn: &mut Conn,
    branch: BranchId,
    meeting: MeetingId,
    member: MemberId,
    standing: &Standing,
) -> QueryResult<Voter> {
    let stays = meetings::attendance(conn, branch, meeting)?;
    let open = standing.open_vote();
    let has_voted = match open {
        Some(vote) => ballots::has_voted(conn, branch, vote.ballot, member)?,
        None => false,
    };
    Ok(voter(&stays, member, open.map(|vote| vote.put_at), has_voted))
}

/// The minutes of a meeting as they stand, in the secretary's wording where there is one.
///
/// # Errors
/// What the database says.
pub fn minutes_of(conn: &mut Conn, branch: &Branch, id: MeetingId) -> Result<Minutes, Problem> {
    let meeting = meetings::find(conn, branch.id, id)?;
    if let Some((agreed, parts)) = store::agreed(conn, branch.id, id)? {
        return Ok(Minutes { kind: meeting.kind.in_words(), meeting, parts, agreed: Some(agreed) });
    }
    let events = store::events(conn, branch.id, id)?;
    let (stays, apologies) = (meetings::attendance(conn, branch.id, id)?, meetings::apologies(conn, branch.id, id)?);
    let (mut people, mut texts) = (
        stays.iter().map(|stay| stay.member).chain(apologies.iter().copied()).collect::<Vec<_>>(),
        HashMap::<MotionId, Vec<String>>::new(),
    );
    for event in &events {
        let Some(question) = event.deed.asked() else { continue };
        people.extend(question.mover.into_iter().chain(question.seconder));
        if let Some(motion) = question.motion {
            texts.insert(motion, motions::as_it_stands(conn, branch.id, motion)?.paragraphs());
        }
    }
    let named = named::of_meeting(conn, branch.id, id)?;
    people.extend(named.values().flatten().map(|(member, _)| *member));
    let speeches = speakers::of_meeting(conn, branch.id, id)?;
    people.extend(speeches.iter().map(|speech| speech.member));
    let names = members::names(conn, branch.id, &people)?;
    let facts = Facts {
        zone: branch.zone,
        events: &events,
        speeches: &speeches,
        stays: &stays,
        apologies: &apologies,
        names: &names,
        texts: &texts,
        named: &named,
    };
    let parts = minutes::worded(minutes::drafted(&facts), &store::wordings(conn, branch.id, id)?);
    Ok(Minutes { kind: meeting.kind.in_words(), meeting, parts, agreed: None })
}
