//! Opening a compositing room: which motions, under which title.

use actix_web::web::{self, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{
    super::store as motions,
    composite::Composite,
    course,
    rules::{NotComposited, is_ready},
    store,
};
use crate::{
    accounts::{Holding, RuleOnMotions},
    db::MotionId,
    render::Page,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/composites/new", web::get().to(new)).route("/composites", web::post().to(open));
}

/// "Put motions together".
#[derive(Debug, Serialize)]
pub struct OpenPage {
    motions: Vec<Choice>,
    /// The rooms that are open already.
    rooms: Vec<Room>,
    form: Filled,
}

#[derive(Debug, Serialize)]
struct Room {
    title: String,
    href: String,
}

impl From<&Composite> for Room {
    fn from(composite: &Composite) -> Self {
        Self { title: composite.title.clone(), href: composite.href() }
    }
}

impl Page for OpenPage {
    const TEMPLATE: &'static str = "motions/compositing/open.html";
    fn title(&self) -> String {
        "Put motions together".to_owned()
    }
    fn samples() -> Vec<Self> {
        let motion = |label: &str| Choice::of("1", label);
        let faults = Faults::at("motions", NotComposited::TooFew.to_string());
        vec![
            OpenPage {
                motions: vec![motion("2026/7 Buses"), motion("2026/8 Trams")],
                rooms: vec![Room { title: "Public transport".to_owned(), href: "/composites/1".to_owned() }],
                form: Filled::default().but(faults),
            },
            OpenPage { motions: Vec::new(), rooms: Vec::new(), form: Filled::default() },
        ]
    }
}

impl OpenPage {
    fn of(look: &mut Look<'_>, form: Filled) -> Result<Self, Problem> {
        let found = motions::list(look.conn, look.branch.id)?;
        let ready = found.iter().filter(|motion| is_ready(motion));
        let choice = |motion: &super::super::super::Motion| {
            Choice::of(motion.id.to_string(), format!("{} {}", motion.label(), motion.title)).hinted(motion.state.words())
        };
        let rooms = store::open(look.conn, look.branch.id)?;
        Ok(Self { motions: ready.map(choice).collect(), rooms: rooms.iter().map(Room::from).collect(), form })
    }
}

async fn new(desk: Desk, _: Holding<RuleOnMotions>) -> Answer {
    desk.page(|look| OpenPage::of(look, Filled::default())).await
}

#[derive(Deserialize)]
struct Opened {
    #[serde(default)]
    motions: Vec<MotionId>,
    #[serde(default)]
    title: String,
}

async fn open(desk: Desk, who: Holding<RuleOnMotions>, posted: Posted<Opened>) -> Answer {
    let (typed, form) = (posted.typed(), posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let id = course::open(act, &form.motions, form.title.trim())?;
        Ok(see(format!("/composites/{id}")).saying("The room is open. Its movers find it on the pages of their motions."))
    });
    desk.or_again(answer.await, typed, OpenPage::of).await
}
