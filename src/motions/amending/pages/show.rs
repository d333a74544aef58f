//! The page of one amendment: what it does to the text, who moves it and why, what became of it.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::{
    super::{
        super::{State as MotionState, pages::sample_motion},
        Amendment, State, address,
        amendment::Place,
        course,
        marked::Marked,
        marshalled::{Ground, MarshalledList},
        nested, putting, rules, together,
    },
    of_motion::Line,
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
    seconder: String,
    /// The clause that asks for a seconder, while there is none.
    lacks_seconder: Option<String>,
    marked: Marked,
    /// The number of the amendment that it amends, and where that is.
    to: Option<Line>,
    /// The amendments to it.
    amended_by: Vec<Line>,
    /// How it meets the others that are proposed or carried, and hangs together with them.
    meets: Vec<String>,
    may_amend: bool,
    may_second: bool,
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
            seconder: if state == State::Proposed { String::new() } else { "Tom Lewis".into() },
            lacks_seconder: (state == State::Proposed).then(|| "Standing orders, amendments".into()),
            to: (state == State::Lost).then(|| Line::from(&sample(&motion, State::Proposed))),
            amended_by: if state == State::Proposed { vec![Line::from(&sample(&motion, state))] } else { vec![] },
            may_amend: state == State::Proposed,
            may_second: state == State::Proposed,
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
    fn of(look: &mut Look<'_>, visitor: &Visitor, (motion, id): Place) -> Result<Self, Problem> {
        let branch = look.branch.id;
        let list = course::of_motion(look.conn, branch, motion)?;
        let all = list.as_amended()?;
        let amendment = all.iter().find(|one| one.id == id).ok_or(Problem::NotFound)?.clone();
        let me = members::of_account(look.conn, branch, visitor.account)?.map(|me| me.id);
        let people: Vec<_> = [Some(amendment.mover), amendment.seconder].into_iter().flatten().collect();
        let names = members::names(look.conn, branch, &people)?;
        let name = |member| names.get(&member).cloned().unwrap_or_default();
        let is_voted_on = ballots::open_for(look.conn, branch, &list.motion.href())?.is_some();
        let is_open = amendment.state == State::Proposed;
        Ok(Self {
            label: list.motion.label(),
            base: address(&list.motion),
            state: amendment.state.words(),
            tag: amendment.state.tag(),
            mover: name(amendment.mover),
            seconder: amendment.seconder.map(name).unwrap_or_default(),
            lacks_seconder: rules::lacks_seconder(&look.branch.rulebook, &amendment).filter(|_| is_open),
            marked: putting::shown(&list, &amendment)?,
            to: amendment.parent.map(|parent| list.find(parent).map(Line::from)).transpose()?,
            amended_by: Line::of(&list.to(id), &all),
            meets: meets(&list, &amendment)?,
            may_amend: me.is_some() && is_open && nested::ground(&list.motion, &amendment).is_ok(),
            may_second: me.is_some_and(|me| rules::may_second(&amendment, me).is_ok()),
            may_withdraw: me.is_some_and(|me| rules::may_withdraw(&amendment, me).is_ok()),
            may_decide: visitor.may(Permission::RuleOnMotions)
                && rules::may_decide(&list.motion, &amendment, is_voted_on).is_ok(),
            motion_href: list.motion.href(),
            motion_title: list.motion.title,
            amendment,
        })
    }
}

/// How it meets the others that change the same text, and how it hangs together with any.
fn meets(list: &MarshalledList, amendment: &Amendment) -> Result<Vec<String>, Problem> {
    let Ground { motion, mut all } = list.ground(amendment.parent)?;
    all.retain(|other| other.id != amendment.id);
    let mut meets = together::meets(amendment.number, &motion, &all, &amendment.edit(&motion.text)?)?;
    let linked = list.links.iter().filter(|link| [link.first, link.then].contains(&amendment.id));
    meets.extend(linked.map(|link| link.says(&list.handed_in)));
    Ok(meets)
}

async fn withdraw(desk: Desk, who: SignedInMember, place: Path<Place>, posted: Posted<Nothing>) -> Answer {
    let (place, member) = (*place, who.member.id);
    desk.act(who.actor(), &posted.once, move |act| {
        let withdrawn = course::withdraw(act, place, member)?;
        Ok(see(withdrawn.href()).saying("Your amendment is withdrawn."))
    })
    .await
}
