//! One evening as it stands: the meeting, its agenda, its log and its quorum, gathered for a page or a deed.

use std::collections::HashMap;

use diesel::QueryResult;

use super::{
    event::{Deed, Event},
    minutes::{self, Facts, Minutes},
    rules::{self, Ground, Refusal},
    scene::{Scene, scene},
    standing::{Standing, motion_behind},
    store,
    voter::{Voter, voter},
};
use crate::{
    audit::Act,
    ballots::{self, Turnout},
    branch::{self, Branch},
    db::{BranchId, Conn, Instant, MeetingId, MemberId, MotionId},
    meetings::{self, Item, Meeting, QuorumNow},
    members,
    motions::{self, Motion, amending},
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
        })
    }

    /// The evening for a deed of the chair, whose board showed the event `seen` as the last.
    ///
    /// # Errors
    /// Where another chair did something since, nothing is done and the board shows what that was.
    pub fn as_seen(act: &mut Act<'_>, id: MeetingId, seen: i32) -> Result<Self, Problem> {
        let (branch, at) = (act.branch(), act.at());
        let branch = branch::find(act.conn(), branch)?;
        let evening = Self::of(act.conn(), &branch, id, at)?;
        match evening.events.last().filter(|last| last.number != seen) {
            Some(last) => {
                let words = format!("Somebody was quicker: {} Nothing else was done.", last.deed.says());
                Err(Problem::Answered(Box::new(see(format!("/meetings/{id}/floor")).saying(words))))
            }
            None => Ok(evening),
        }
    }

    /// The motion that the current item brings, if it brings one, with the amendments in it that were carried.
    pub fn motion(&self, conn: &mut Conn) -> Result<Option<Motion>, Problem> {
        let item = self.standing.item.as_ref().and_then(|taken| self.items.iter().find(|item| item.id == taken.id));
        match item.and_then(|item| motion_behind(item.link.as_deref())) {
            Some(id) => motions::as_it_stands(conn, self.branch.id, id).map(Some),
            None => Ok(None),
        }
    }

    /// The numbers of the motion's amendments that are still to be decided.
    pub fn amendments_open(&self, conn: &mut Conn, motion: Option<&Motion>) -> QueryResult<Vec<i32>> {
        motion.map_or(Ok(Vec::new()), |motion| amending::still_open(conn, motion))
    }

    /// Whether the motion may be put now, and on what ground. `open` are its amendments that are still to be decided.
    pub fn may_put(&self, motion: Option<&Motion>, open: &[i32]) -> Result<Ground, Refusal> {
        rules::may_put(&self.meeting, &self.standing, motion.map(|motion| motion.state), open)?;
        let grace = self.branch.rulebook.inquorate();
        let waits_until = rules::waits_until(&self.meeting, &grace.value);
        rules::quorum_for_vote(&self.quorum, &self.standing, &grace, waits_until, self.now, self.branch.zone)
    }

    /// How many of the roll of the current vote have voted by phone; nothing where there is no vote.
    pub fn turnout(&self, conn: &mut Conn) -> QueryResult<Turnout> {
        match &self.standing.vote {
            Some(vote) => ballots::turnout(conn, self.branch.id, vote.question.ballot),
            None => Ok(Turnout::default()),
        }
    }

    /// What everybody sees.
    pub fn scene(&self, motion: Option<&Motion>, turnout: Turnout) -> Scene {
        scene(&self.meeting, &self.standing, motion, turnout)
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
            return Ok(Some((meeting, vote.question.title.clone())));
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
        Some(vote) => ballots::has_voted(conn, branch, vote.question.ballot, member)?,
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
    let events = store::events(conn, branch.id, id)?;
    let (stays, apologies) = (meetings::attendance(conn, branch.id, id)?, meetings::apologies(conn, branch.id, id)?);
    let (mut people, mut texts) = (
        stays.iter().map(|stay| stay.member).chain(apologies.iter().copied()).collect::<Vec<_>>(),
        HashMap::<MotionId, Vec<String>>::new(),
    );
    for event in &events {
        if let Deed::Put { question } = &event.deed {
            people.extend(question.seconder.into_iter().chain([question.mover]));
            texts.insert(question.motion, motions::as_it_stands(conn, branch.id, question.motion)?.paragraphs());
        }
    }
    let names = members::names(conn, branch.id, &people)?;
    let facts =
        Facts { zone: branch.zone, events: &events, stays: &stays, apologies: &apologies, names: &names, texts: &texts };
    let parts = minutes::worded(minutes::drafted(&facts), &store::wordings(conn, branch.id, id)?);
    Ok(Minutes { kind: meeting.kind.in_words(), meeting, parts })
}
