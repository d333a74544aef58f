//! All amendments to a motion beside each other: the order in which they are best put, which of them meet, and the text as it would be
//! with some of them carried.

use actix_web::{
    HttpRequest,
    web::{self, Path, ServiceConfig},
};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        super::{State as MotionState, amendments::difference, motion::paragraphs_of, pages::sample_motion},
        Amendment, State, address, course,
        links::Kind,
        marked::{Marked, marked},
        marshalled::MarshalledList,
        putting, together,
    },
    of_motion::Line,
    sample, sample_marked,
};
use crate::{
    accounts::{Permission, SignedIn},
    db::{MotionId, RowId},
    render::Page,
    web::{Answer, Choice as Offer, Desk, Faults, Filled, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/motions/{motion}/amendments", web::get().to(show));
}

/// "The amendments to …".
#[derive(Debug, Serialize)]
pub struct BoardPage {
    label: String,
    title: String,
    href: String,
    base: String,
    /// Those to be decided, in the order suggested.
    open: Vec<Choice>,
    /// Those that are decided or withdrawn.
    done: Vec<Line>,
    /// Which of them meet, in sentences.
    meets: Vec<String>,
    /// How they hang together, as it was declared.
    links: Vec<Linked>,
    /// For whoever may declare that: the amendments to choose from, and how two can hang together.
    may_link: bool,
    numbers: Vec<Offer>,
    kinds: Vec<Offer>,
    form: Filled,
    what_if: Option<WhatIf>,
}

/// A link in words.
#[derive(Debug, Serialize)]
struct Linked {
    id: RowId,
    says: String,
}

/// An amendment that can be ticked to see the text with it.
#[derive(Debug, Serialize)]
struct Choice {
    line: Line,
    is_ticked: bool,
}

/// The text as it would be, or why it cannot be.
#[derive(Debug, Serialize)]
struct WhatIf {
    marked: Marked,
    paragraphs: Vec<String>,
    clashes: Vec<String>,
}

impl Page for BoardPage {
    const TEMPLATE: &'static str = "motions/amending/board.html";
    fn title(&self) -> String {
        format!("Amendments to {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let motion = sample_motion(MotionState::InOrder);
        let line = |state| Line::from(&sample(&motion, state));
        let page = |open, done, meets: &[&str], what_if| BoardPage {
            label: motion.label(),
            title: motion.title.clone(),
            href: motion.href(),
            base: address(&motion),
            open,
            done,
            meets: meets.iter().map(|words| (*words).to_owned()).collect(),
            links: vec![Linked { id: RowId::random(), says: "If amendment 1 is carried, amendment 2 falls.".to_owned() }],
            may_link: true,
            numbers: vec![Offer::of("1", "Amendment 1"), Offer::of("2", "Amendment 2")],
            kinds: kinds(),
            form: Filled::default().but(Faults::at("then", "Choose two different amendments.")),
            what_if,
        };
        let what_if = |clashes: Vec<String>| WhatIf { marked: sample_marked(), paragraphs: vec!["Ten.".into()], clashes };
        let choices = || {
            vec![
                Choice { line: line(State::Proposed), is_ticked: true },
                Choice { line: line(State::Proposed), is_ticked: false },
            ]
        };
        vec![
            page(choices(), vec![line(State::Carried)], &["1 and 2 do the very same."], Some(what_if(vec![]))),
            page(choices(), vec![], &[], Some(what_if(vec!["1 and 2 change the same words.".into()]))),
            page(vec![], vec![], &[], None),
        ]
    }
}

/// The numbers that are ticked.
#[derive(Debug, Default, Deserialize)]
struct Ticked {
    #[serde(default)]
    with: Vec<i32>,
}

async fn show(desk: Desk, who: SignedIn, motion: Path<MotionId>, request: HttpRequest) -> Answer {
    let ticked: Ticked = serde_html_form::from_str(request.query_string()).unwrap_or_default();
    let may_link = who.may(Permission::RuleOnMotions);
    desk.page(move |look| BoardPage::of(look, *motion, &ticked.with, may_link, Filled::default())).await
}

fn kinds() -> Vec<Offer> {
    Kind::ALL.iter().map(|kind| Offer::of(kind.as_str(), kind.label())).collect()
}

impl BoardPage {
    /// `ticked` are the numbers of those with which the text is to be shown.
    pub fn of(look: &mut Look<'_>, id: MotionId, ticked: &[i32], may_link: bool, form: Filled) -> Result<Self, Problem> {
        let list = course::of_motion(look.conn, look.branch.id, id)?;
        let all = list.as_amended()?;
        let own: Vec<Amendment> = list.to_motion()?.into_iter().filter(is_live).collect();
        let open = putting::in_order(&list)?;
        let lines = Line::of(&open, &all).into_iter().zip(&open);
        let choice = |(line, one): (Line, &Amendment)| Choice { is_ticked: ticked.contains(&one.number), line };
        let done: Vec<Amendment> = all.iter().filter(|one| one.state != State::Proposed).cloned().collect();
        let offer = |one: &Amendment| Offer::of(one.number.to_string(), format!("Amendment {}", one.number));
        Ok(Self {
            label: list.motion.label(),
            href: list.motion.href(),
            base: address(&list.motion),
            open: lines.map(choice).collect(),
            done: Line::of(&done, &all),
            meets: meetings(&list, &own, &open)?,
            links: list.links.iter().map(|link| Linked { id: link.id, says: link.says(&list.handed_in) }).collect(),
            may_link: may_link && open.len() > 1,
            numbers: open.iter().map(offer).collect(),
            kinds: kinds(),
            form,
            what_if: if ticked.is_empty() { None } else { Some(what_if(&list, ticked)?) },
            title: list.motion.title,
        })
    }
}

fn is_live(amendment: &Amendment) -> bool {
    matches!(amendment.state, State::Proposed | State::Carried)
}

/// Every pair that meets: of those to the motion, and of those to one amendment.
fn meetings(list: &MarshalledList, own: &[Amendment], open: &[Amendment]) -> Result<Vec<String>, Problem> {
    let mut meets = together::meetings(&list.motion, own)?;
    for parent in open.iter().filter(|one| !list.to(one.id).is_empty()) {
        let ground = list.ground(Some(parent.id))?;
        let live: Vec<Amendment> = ground.all.into_iter().filter(is_live).collect();
        meets.extend(together::meetings(&ground.motion, &live)?);
    }
    Ok(meets)
}

/// The text with what is carried and with those ticked; one that amends another brings its words only with that other.
fn what_if(list: &MarshalledList, ticked: &[i32]) -> Result<WhatIf, Problem> {
    let mut supposed = list.clone();
    for one in supposed.handed_in.iter_mut().filter(|one| one.state == State::Proposed && ticked.contains(&one.number)) {
        (one.state, one.decided_at) = (State::Carried, Some(one.submitted_at));
    }
    let carried: Vec<Amendment> = supposed.to_motion()?.into_iter().filter(|one| one.state == State::Carried).collect();
    let text = &list.motion.text;
    Ok(match together::with(&list.motion, &carried)? {
        Ok(changed) => WhatIf {
            marked: marked(text, &difference(text, &changed)),
            paragraphs: paragraphs_of(&changed),
            clashes: Vec::new(),
        },
        Err(collisions) => {
            let clashes = collisions.iter().map(|collision| together::said(&carried, collision)).collect();
            WhatIf { marked: Vec::new(), paragraphs: Vec::new(), clashes }
        }
    })
}
