//! The room: the text as it stands, who agrees to it, and the motions it is made from.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{
    super::{motion::paragraphs_of, pages::sample_motion, rules::words_of},
    composite::{Composite, Part, State},
    course, rules,
    rules::NotComposited,
    store,
};
use crate::{
    accounts::SignedIn,
    db::{CompositeId, MotionId},
    members::{self, SignedInMember},
    motions,
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Nothing, Posted, Problem, Visitor, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/composites/{composite}", web::get().to(show))
        .route("/composites/{composite}/text", web::post().to(reword))
        .route("/composites/{composite}/agreement", web::post().to(agree))
        .route("/composites/{composite}/leaving", web::post().to(leave));
}

/// One compositing room.
#[derive(Debug, Serialize)]
pub struct RoomPage {
    composite: Composite,
    href: String,
    paragraphs: Vec<String>,
    words: u32,
    /// What its words are limited to.
    limit: Option<u32>,
    movers: Vec<Mover>,
    /// Whether the person who looks writes here, and whether she still has to agree to these words.
    may_work: bool,
    has_to_agree: bool,
    form: Filled,
}

/// A motion in the room, and its mover.
#[derive(Debug, Serialize)]
struct Mover {
    label: String,
    title: String,
    href: String,
    name: String,
    paragraphs: Vec<String>,
    agrees: bool,
}

impl Page for RoomPage {
    const TEMPLATE: &'static str = "motions/compositing/room.html";
    fn title(&self) -> String {
        format!("Composite: {}", self.composite.title)
    }
    fn samples() -> Vec<Self> {
        let page = |state: State, may_work: bool| {
            let motion = sample_motion(motions::State::Seconded);
            let mover = |agrees| Mover {
                label: motion.label(),
                title: motion.title.clone(),
                href: motion.href(),
                name: "Ama Okoro".to_owned(),
                paragraphs: motion.paragraphs(),
                agrees,
            };
            let composite = Composite {
                id: CompositeId::random(),
                title: "Public transport".to_owned(),
                text: motion.text.clone(),
                version: 2,
                state,
                motion: (state == State::Agreed).then(MotionId::random),
            };
            let faults = Faults::at("text", NotComposited::ChangedMeanwhile.to_string());
            RoomPage {
                href: composite.href(),
                paragraphs: motion.paragraphs(),
                words: words_of(&motion.text),
                limit: may_work.then_some(250),
                movers: vec![mover(true), mover(false)],
                may_work,
                has_to_agree: may_work,
                form: Filled::with([("text", motion.text.clone())]).but(faults),
                composite,
            }
        };
        vec![page(State::Open, true), page(State::Open, false), page(State::Agreed, false), page(State::GivenUp, false)]
    }
}

impl RoomPage {
    fn of(look: &mut Look<'_>, id: CompositeId, visitor: &Visitor, typed: Option<Filled>) -> Result<Self, Problem> {
        let branch = look.branch.id;
        let (composite, parts) = (store::find(look.conn, branch, id)?, store::parts(look.conn, branch, id)?);
        let me = members::of_account(look.conn, branch, visitor.account)?.map(|me| me.id);
        let may_work = me.is_some_and(|me| rules::may_work(&composite, &parts, me).is_ok());
        let has_to_agree = parts.iter().any(|part| Some(part.motion.mover) == me && part.agreed_to != composite.version);
        let names = members::names(look.conn, branch, &parts.iter().map(|part| part.motion.mover).collect::<Vec<_>>())?;
        let mover = |part: &Part| Mover {
            label: part.motion.label(),
            title: part.motion.title.clone(),
            href: part.motion.href(),
            name: names.get(&part.motion.mover).cloned().unwrap_or_default(),
            paragraphs: part.motion.paragraphs(),
            agrees: part.agreed_to == composite.version,
        };
        Ok(Self {
            href: composite.href(),
            paragraphs: paragraphs_of(&composite.text),
            words: words_of(&composite.text),
            limit: look.branch.rulebook.motion_limits().value.words,
            movers: parts.iter().map(mover).collect(),
            may_work,
            has_to_agree: may_work && has_to_agree,
            form: typed.unwrap_or_else(|| Filled::with([("text", composite.text.clone())])),
            composite,
        })
    }
}

async fn show(desk: Desk, who: SignedIn, composite: Path<CompositeId>) -> Answer {
    let visitor = who.0.clone();
    desk.page(move |look| RoomPage::of(look, *composite, &visitor, None)).await
}

#[derive(Deserialize)]
struct Worded {
    #[serde(default)]
    seen: i32,
    #[serde(default)]
    text: String,
}

async fn reword(desk: Desk, who: SignedInMember, composite: Path<CompositeId>, posted: Posted<Worded>) -> Answer {
    let (id, member, visitor) = (*composite, who.member.id, (**who).clone());
    let (typed, Worded { seen, text }) = (posted.typed(), posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        course::reword(act, id, member, seen, &text)?;
        Ok(see(format!("/composites/{id}")).saying("So it reads now. The other movers are asked to agree to it."))
    });
    desk.or_again(answer.await, typed, move |look, form| RoomPage::of(look, id, &visitor, Some(form))).await
}

#[derive(Deserialize)]
struct Agreed {
    #[serde(default)]
    seen: i32,
}

async fn agree(desk: Desk, who: SignedInMember, composite: Path<CompositeId>, posted: Posted<Agreed>) -> Answer {
    let (id, member, visitor, seen) = (*composite, who.member.id, (**who).clone(), posted.form.seen);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        Ok(match course::agree(act, id, member, seen)? {
            Some(motion) => see(motion.href())
                .saying(format!("Every mover agrees. The composite is motion {}, and waits for the ruling.", motion.label())),
            None => see(format!("/composites/{id}")).saying("You agree to these words."),
        })
    });
    desk.or_again(answer.await, Filled::default(), move |look, _| RoomPage::of(look, id, &visitor, None)).await
}

async fn leave(desk: Desk, who: SignedInMember, composite: Path<CompositeId>, posted: Posted<Nothing>) -> Answer {
    let (id, member) = (*composite, who.member.id);
    desk.act(who.actor(), &posted.once, move |act| {
        course::leave(act, id, member)?;
        Ok(see("/motions").saying("Your motion goes its own way again."))
    })
    .await
}
