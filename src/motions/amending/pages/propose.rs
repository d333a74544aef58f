//! Proposing an amendment: the motion's words are changed in place, or the change is written out; it is looked at before it is handed in.

use actix_web::web::{self, Path, Query, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        address,
        course::{self, Change, Proposal},
        marked::{Marked, marked},
        marshalled::MarshalledList,
        rules, together,
    },
    sample_marked,
};
use crate::{
    db::{AmendmentId, MemberId, MotionId},
    meetings,
    members::SignedInMember,
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/motions/{motion}/amendments/new", web::get().to(new))
        .route("/motions/{motion}/amendments/new", web::post().to(again))
        .route("/motions/{motion}/amendments/check", web::post().to(check))
        .route("/motions/{motion}/amendments", web::post().to(propose));
}

/// "Propose an amendment".
#[derive(Debug, Serialize)]
pub struct ProposePage {
    label: String,
    title: String,
    href: String,
    base: String,
    /// Until when it is to be in writing, and by which clause; empty where the rules say nothing.
    until: String,
    /// The number of the amendment that is amended; none where the motion is.
    to: Option<i32>,
    form: Filled,
}

impl Page for ProposePage {
    const TEMPLATE: &'static str = "motions/amending/propose.html";
    fn title(&self) -> String {
        format!("Amend {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let page = |until: &str, form| ProposePage {
            label: "2026/7".into(),
            title: "Buses".into(),
            href: "/motions/1".into(),
            base: "/motions/1/amendments".into(),
            until: until.into(),
            to: (!until.is_empty()).then_some(2),
            form,
        };
        vec![page("", Filled::default()), page("In writing by then.", Filled::default().but(Faults::at("text", "Nothing.")))]
    }
}

/// What a member typed, looked at once more.
#[derive(Debug, Serialize)]
pub struct CheckPage {
    label: String,
    title: String,
    base: String,
    wording: String,
    marked: Marked,
    /// The number of the amendment that it amends; none where it amends the motion.
    to: Option<i32>,
    /// How it meets the other amendments that are proposed.
    meets: Vec<String>,
    form: Filled,
}

impl Page for CheckPage {
    const TEMPLATE: &'static str = "motions/amending/check.html";
    fn title(&self) -> String {
        format!("Your amendment to {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let page = |meets: &[&str], reason: &str| CheckPage {
            label: "2026/7".into(),
            title: "Buses".into(),
            base: "/motions/1/amendments".into(),
            wording: "leave out “nine” and insert “ten”".into(),
            marked: sample_marked(),
            to: (!reason.is_empty()).then_some(2),
            meets: meets.iter().map(|words| (*words).to_owned()).collect(),
            form: Filled::with([("reason", reason.to_owned())]),
        };
        vec![page(&[], ""), page(&["1 and 2 change the same words."], "The late shift.")]
    }
}

#[derive(Debug, Clone, Deserialize)]
struct Typed {
    #[serde(default)]
    text: String,
    #[serde(default)]
    wording: String,
    #[serde(default)]
    reason: String,
    /// The amendment whose words are to be changed; empty where the motion's are.
    #[serde(default)]
    to: String,
}

/// What is amended, as the address of the form says it.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    to: String,
}

impl Typed {
    fn proposal(&self, motion: MotionId, mover: MemberId) -> Result<Proposal, Problem> {
        let (text, instruction, reason) = (self.text.clone(), self.wording.clone(), self.reason.clone());
        Ok(Proposal { motion, to: parent(&self.to)?, mover, text, instruction, reason })
    }
}

impl ProposePage {
    fn of(look: &mut Look<'_>, id: MotionId, form: Filled) -> Result<Self, Problem> {
        let list = open(look, id)?;
        let rule = look.branch.rulebook.motions.amendments.as_ref();
        let until = rule.map(|rule| format!("Amendments are taken {} ({}).", rule.in_words(), rule.src)).unwrap_or_default();
        let to = parent(form.value("to"))?;
        Ok(Self {
            label: list.motion.label(),
            base: address(&list.motion),
            href: list.motion.href(),
            to: number(&list, to)?,
            title: list.motion.title,
            until,
            form,
        })
    }
}

/// The amendment that the form is about; none where it is the motion.
fn parent(typed: &str) -> Result<Option<AmendmentId>, Problem> {
    if typed.is_empty() { Ok(None) } else { typed.parse().map(Some).map_err(|_| Problem::NotFound) }
}

fn number(list: &MarshalledList, to: Option<AmendmentId>) -> Result<Option<i32>, Problem> {
    to.map(|to| list.find(to).map(|parent| parent.number)).transpose()
}

/// The amendments to a motion, if it can be amended today.
fn open(look: &mut Look<'_>, id: MotionId) -> Result<MarshalledList, Problem> {
    let list = course::of_motion(look.conn, look.branch.id, id)?;
    let meeting = list.motion.meeting.map(|meeting| meetings::find(look.conn, look.branch.id, meeting)).transpose()?;
    rules::may_propose(&look.branch.rulebook, &list.motion, meeting.map(|meeting| meeting.starts_at), look.now)?;
    Ok(list)
}

async fn new(desk: Desk, _: SignedInMember, motion: Path<MotionId>, asked: Query<Asked>) -> Answer {
    let (id, to) = (*motion, asked.into_inner().to);
    desk.page(move |look| {
        let list = course::of_motion(look.conn, look.branch.id, id)?;
        let text = list.ground(parent(&to)?)?.motion.text;
        ProposePage::of(look, id, Filled::with([("text", text), ("to", to)]))
    })
    .await
}

async fn again(desk: Desk, _: SignedInMember, motion: Path<MotionId>, posted: Posted<Typed>) -> Answer {
    let (id, typed) = (*motion, posted.typed());
    desk.page(move |look| ProposePage::of(look, id, typed)).await
}

async fn check(desk: Desk, who: SignedInMember, motion: Path<MotionId>, posted: Posted<Typed>) -> Answer {
    let (id, typed, mover, form) = (*motion, posted.typed(), who.member.id, posted.form);
    let kept = typed.clone();
    let answer = desk.page(move |look| CheckPage::of(look, &form.proposal(id, mover)?, kept)).await;
    desk.or_again(answer, typed, move |look, form| ProposePage::of(look, id, form)).await
}

impl CheckPage {
    fn of(look: &mut Look<'_>, proposal: &Proposal, form: Filled) -> Result<Self, Problem> {
        let list = open(look, proposal.motion)?;
        let Change { ground, edit, wording } = proposal.read(&list)?;
        let next = list.handed_in.last().map_or(0, |last| last.number) + 1;
        Ok(Self {
            label: list.motion.label(),
            base: address(&list.motion),
            marked: marked(&ground.motion.text, &edit),
            meets: together::meets(next, &ground.motion, &ground.all, &edit)?,
            to: number(&list, proposal.to)?,
            title: list.motion.title,
            wording,
            form,
        })
    }
}

async fn propose(desk: Desk, who: SignedInMember, motion: Path<MotionId>, posted: Posted<Typed>) -> Answer {
    let (id, typed, mover, form) = (*motion, posted.typed(), who.member.id, posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let amendment = course::propose(act, &form.proposal(id, mover)?)?;
        Ok(see(amendment.href()).saying(format!("Your amendment is in as number {}.", amendment.number)))
    });
    desk.or_again(answer.await, typed, move |look, form| ProposePage::of(look, id, form)).await
}
