//! The page of one amendment: what it does to the text, who moves it and why, what became of it.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::{
    super::{
        super::{State as MotionState, pages::sample_motion, store as motions},
        Amendment, State, address,
        amendment::Place,
        course,
        marked::Marked,
        rules, store, together,
    },
    sample, sample_marked,
};
use crate::{
    accounts::{Permission, SignedIn},
    ballots,
    members::{self, SignedInMember},
    render::Page,
    web::{Answer, Desk, Look, Nothing, Posted, Problem, Visitor, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/motions/{motion}/amendments/{amendment}", web::get().to(show))
        .route("/motions/{motion}/amendments/{amendment}/withdrawal", web::post().to(withdraw));
}

/// One amendment.
#[derive(Debug, Serialize)]
pub struct AmendmentPage {
    amendment: Amendment,
    /// The motion's number and title, and where it is.
    label: String,
    motion_title: String,
    motion_href: String,
    base: String,
    state: &'static str,
    tag: &'static str,
    mover: String,
    marked: Marked,
    /// How it meets the others that are proposed or carried.
    meets: Vec<String>,
    may_withdraw: bool,
    may_decide: bool,
}

impl Page for AmendmentPage {
    const TEMPLATE: &'static str = "motions/amending/show.html";
    fn title(&self) -> String {
        format!("Amendment {} to {}", self.amendment.number, self.motion_title)
    }
    fn samples() -> Vec<Self> {
        let motion = sample_motion(MotionState::InOrder);
        let page = |state: State| AmendmentPage {
            amendment: sample(&motion, state),
            label: motion.label(),
            motion_title: motion.title.clone(),
            motion_href: motion.href(),
            base: address(&motion),
            state: state.words(),
            tag: state.tag(),
            mover: "Ama Okoro".into(),
            marked: sample_marked(),
            meets: if state == State::Proposed { vec!["1 and 2 do the very same.".into()] } else { vec![] },
            may_withdraw: state == State::Proposed,
            may_decide: state != State::Withdrawn,
        };
        State::ALL.iter().map(|state| page(*state)).collect()
    }
}

async fn show(desk: Desk, who: SignedIn, place: Path<Place>) -> Answer {
    let visitor = who.0.clone();
    desk.page(move |look| AmendmentPage::of(look, &visitor, *place)).await
}

impl AmendmentPage {
    fn of(look: &mut Look<'_>, visitor: &Visitor, place: Place) -> Result<Self, Problem> {
        let branch = look.branch.id;
        let amendment = store::find(look.conn, branch, place)?;
        let motion = motions::find(look.conn, branch, amendment.motion)?;
        let me = members::of_account(look.conn, branch, visitor.account)?;
        let mut others = store::of_motion(look.conn, branch, motion.id)?;
        others.retain(|other| other.number != amendment.number && matches!(other.state, State::Proposed | State::Carried));
        let names = members::names(look.conn, branch, &[amendment.mover])?;
        let is_voted_on = ballots::open_for(look.conn, branch, &motion.href())?.is_some();
        Ok(Self {
            label: motion.label(),
            base: address(&motion),
            state: amendment.state.words(),
            tag: amendment.state.tag(),
            mover: names.get(&amendment.mover).cloned().unwrap_or_default(),
            marked: together::shown(&motion, &amendment)?,
            meets: together::meets_as(amendment.number, &motion, &others, &amendment.edit(&motion.text)?)?,
            may_withdraw: me.is_some_and(|me| rules::may_withdraw(&amendment, me.id).is_ok()),
            may_decide: visitor.may(Permission::RuleOnMotions) && rules::may_decide(&motion, &amendment, is_voted_on).is_ok(),
            motion_href: motion.href(),
            motion_title: motion.title,
            amendment,
        })
    }
}

async fn withdraw(desk: Desk, who: SignedInMember, place: Path<Place>, posted: Posted<Nothing>) -> Answer {
    let (place, member) = (*place, who.member.id);
    desk.act(who.actor(), &posted.once, move |act| {
        let withdrawn = course::withdraw(act, place, member)?;
        Ok(see(withdrawn.href()).saying("Your amendment is withdrawn."))
    })
    .await
}
