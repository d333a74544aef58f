//! Proposing an amendment: the motion's words are changed in place, or the change is written out; it is looked at before it is handed in.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        super::{Motion, store as motions},
        address,
        course::{self, Change, Proposal},
        marked::{Marked, marked},
        rules, store, together,
    },
    sample_marked,
};
use crate::{
    db::{MemberId, MotionId},
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
}

impl Typed {
    fn proposal(&self, motion: MotionId, mover: MemberId) -> Proposal {
        let (text, instruction, reason) = (self.text.clone(), self.wording.clone(), self.reason.clone());
        Proposal { motion, mover, text, instruction, reason }
    }
}

impl ProposePage {
    fn of(look: &mut Look<'_>, id: MotionId, form: Filled) -> Result<Self, Problem> {
        let motion = open(look, id)?;
        let rule = look.branch.rulebook.motions.amendments.as_ref();
        let until = rule.map(|rule| format!("Amendments are taken {} ({}).", rule.in_words(), rule.src)).unwrap_or_default();
        Ok(Self { label: motion.label(), base: address(&motion), href: motion.href(), title: motion.title, until, form })
    }
}

/// The motion, if it can be amended today.
fn open(look: &mut Look<'_>, id: MotionId) -> Result<Motion, Problem> {
    let motion = motions::find(look.conn, look.branch.id, id)?;
    let meeting = motion.meeting.map(|meeting| meetings::find(look.conn, look.branch.id, meeting)).transpose()?;
    rules::may_propose(&look.branch.rulebook, &motion, meeting.map(|meeting| meeting.starts_at), look.now)?;
    Ok(motion)
}

async fn new(desk: Desk, _: SignedInMember, motion: Path<MotionId>) -> Answer {
    let id = *motion;
    desk.page(move |look| {
        let text = motions::find(look.conn, look.branch.id, id)?.text;
        ProposePage::of(look, id, Filled::with([("text", text)]))
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
    let answer = desk.page(move |look| CheckPage::of(look, &form.proposal(id, mover), kept)).await;
    desk.or_again(answer, typed, move |look, form| ProposePage::of(look, id, form)).await
}

impl CheckPage {
    fn of(look: &mut Look<'_>, proposal: &Proposal, form: Filled) -> Result<Self, Problem> {
        let motion = open(look, proposal.motion)?;
        let before = store::of_motion(look.conn, look.branch.id, motion.id)?;
        let Change { motion, edit, wording } = proposal.read(motion, &before)?;
        Ok(Self {
            label: motion.label(),
            base: address(&motion),
            marked: marked(&motion.text, &edit),
            meets: together::meets(&motion, &before, &edit)?,
            title: motion.title,
            wording,
            form,
        })
    }
}

async fn propose(desk: Desk, who: SignedInMember, motion: Path<MotionId>, posted: Posted<Typed>) -> Answer {
    let (id, typed, mover, form) = (*motion, posted.typed(), who.member.id, posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let amendment = course::propose(act, &form.proposal(id, mover))?;
        Ok(see(amendment.href()).saying(format!("Your amendment is in as number {}.", amendment.number)))
    });
    desk.or_again(answer.await, typed, move |look, form| ProposePage::of(look, id, form)).await
}
