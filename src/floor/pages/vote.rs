//! A member's phone in the meeting: the question and three buttons, or why there are none.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        evening::{Evening, voter_of},
        event::{Asked, Deed},
        named,
        rules::Refusal,
        scene::Scene,
        speakers::{self, Panel},
        store,
        voter::Voter,
    },
    onward,
};
use crate::{
    accounts::Permission,
    ballots::{self, DecisionVote, NoVote, Slot, Vote},
    db::{BallotId, BranchId, MeetingId, MemberId},
    meetings::{self, Meeting, State},
    members::SignedInMember,
    render::Page,
    rulebook::ChairCasting,
    web::{Answer, Desk, Look, Posted, Problem, WayOn, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/vote", web::get().to(show)).route("/meetings/{meeting}/votes", web::post().to(cast));
}

/// The phone of one member in one meeting.
#[derive(Debug, Serialize)]
pub struct VotePage {
    meeting: Meeting,
    scene: Scene,
    voter: Voter,
    /// The list of speakers, while nothing is voted on.
    speakers: Panel,
    /// The ballot that takes papers now.
    ballot: Option<BallotId>,
    /// For whoever may be in the chair, where the rules give the chair a vote on a tie only: the rule.
    chair_waits: Option<String>,
}

impl Page for VotePage {
    const TEMPLATE: &'static str = "floor/vote.html";
    fn title(&self) -> String {
        format!("Vote: {}", self.meeting.title)
    }
    fn samples() -> Vec<Self> {
        let page = |scene: Scene, voter: Voter| {
            let state = match scene {
                Scene::NotBegun => State::Called,
                Scene::Over => State::Closed,
                _ => State::Open,
            };
            let meeting = super::sample_meeting(state);
            VotePage {
                meeting,
                scene,
                voter,
                speakers: Panel::default(),
                ballot: Some(BallotId::random()),
                chair_waits: Some("Rule 12".to_owned()),
            }
        };
        let voters = [
            Voter::NotHere,
            Voter::NoVote { says: "Dues are late.".to_owned() },
            Voter::Waits,
            Voter::CameLater,
            Voter::MayVote,
            Voter::HasVoted,
        ];
        let mixed = |scene: Scene| voters.clone().map(|voter| page(scene.clone(), voter));
        let item = || Scene::Item { position: 3, title: "Buses".to_owned() };
        let listed = speakers::sample_panels().into_iter().map(|speakers| VotePage { speakers, ..page(item(), Voter::Waits) });
        super::sample_scenes().into_iter().flat_map(mixed).chain(listed).collect()
    }
}

async fn show(desk: Desk, who: SignedInMember, meeting: Path<MeetingId>) -> Answer {
    let (member, may_chair) = (who.member.id, who.may(Permission::ChairMeetings));
    desk.page(move |look| VotePage::of(look, *meeting, member, may_chair)).await
}

impl VotePage {
    fn of(look: &mut Look<'_>, id: MeetingId, member: MemberId, may_chair: bool) -> Result<Self, Problem> {
        let evening = Evening::of(look.conn, &look.branch, id, look.now)?;
        let (subject, turnout) = (evening.subject(look.conn)?, evening.turnout(look.conn)?);
        let speakers = match evening.standing.unsettled() {
            None => speakers::panel(look.conn, &evening, &subject, Some(member))?,
            Some(_) => Panel::default(),
        };
        let voting = &look.branch.rulebook.voting;
        let chair_waits = may_chair && voting.chair_casting == ChairCasting::OnlyVote;
        Ok(Self {
            scene: evening.scene(&subject, turnout),
            voter: voter_of(look.conn, look.branch.id, id, member, &evening.standing)?,
            speakers,
            ballot: evening.standing.open_vote().map(|vote| vote.ballot),
            chair_waits: chair_waits.then(|| voting.src.clone()),
            meeting: evening.meeting,
        })
    }
}

#[derive(Deserialize)]
struct Casting {
    ballot: BallotId,
    #[serde(default)]
    vote: String,
}

/// The act is nobody's and the form's token is not kept: the record must not tell who voted when (I6). A second tap finds
/// the roll marked and is shown the first vote's answer. Only a vote by name is its voter's act.
async fn cast(
    desk: Desk,
    slot: web::Data<Slot>,
    who: SignedInMember,
    meeting: Path<MeetingId>,
    posted: Posted<Casting>,
) -> Answer {
    let (id, member, Casting { ballot, vote }) = (*meeting, who.member.id, posted.form);
    let vote: DecisionVote = vote.parse().map_err(|_| Refusal::NoChoice)?;
    let ready = desk.look(move |look| {
        let is_by_name = put(look, id, ballot)?.by_name;
        if ballots::has_voted(look.conn, look.branch.id, ballot, member)? {
            return Ok(Ready::Voted);
        }
        if !meetings::is_present(look.conn, look.branch.id, id, member)? {
            return Err(not_here(id));
        }
        if is_by_name {
            return Ok(Ready::ByName);
        }
        Ok(Ready::Paper(look.branch.id, ballots::decision_vote(look.conn, &look.branch, ballot, member, vote)?))
    });
    let (branch, vote) = match ready.await.map_err(|problem| onward(problem, phone(id), "Back to the meeting"))? {
        Ready::Voted => return Ok(desk.go(&see(phone(id)).saying(NoVote::AlreadyVoted { ballot }.to_string()))),
        Ready::ByName => {
            let given = desk.act(who.actor(), &posted.once, move |act| {
                named::give(act, id, ballot, member, vote)?;
                Ok(see(phone(id)).saying("Your vote is taken down, with your name."))
            });
            return given.await.map_err(|problem| onward(problem, phone(id), "Back to the meeting"));
        }
        Ready::Paper(branch, vote) => (branch, vote),
    };
    let cast = slot.cast(desk.scribe(), branch, vote).await;
    cast.map_err(|problem| onward(problem, phone(id), "Back to the meeting"))?;
    Ok(desk.go(&see(phone(id)).saying("Your vote is in the box.")))
}

/// What becomes of a tap.
enum Ready {
    /// The roll is marked already.
    Voted,
    /// The meeting votes by name.
    ByName,
    Paper(BranchId, Vote),
}

fn phone(meeting: MeetingId) -> String {
    format!("/meetings/{meeting}/vote")
}

fn not_here(meeting: MeetingId) -> Problem {
    let way_on = vec![WayOn::to(format!("/meetings/{meeting}/here"), "Check in with the code of the room")];
    Problem::Refused { words: Refusal::NotHere.to_string(), way_on }
}

/// What was put with that ballot: only what was put in this meeting is voted on here.
fn put(look: &mut Look<'_>, meeting: MeetingId, ballot: BallotId) -> Result<Asked, Problem> {
    let events = store::events(look.conn, look.branch.id, meeting)?;
    let asked = events.into_iter().find_map(|event| match event.deed {
        Deed::Put { question } if question.ballot == ballot => Some(question.asked),
        _ => None,
    });
    asked.ok_or(Problem::NotFound)
}
