//! All amendments to a motion beside each other: the order in which they are best put, which of them meet, and the text as it would be
//! with some of them carried.

use actix_web::{
    HttpRequest,
    web::{self, Path, ServiceConfig},
};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        super::{State as MotionState, amendments::difference, motion::paragraphs_of, pages::sample_motion, store as motions},
        Amendment, State, address,
        marked::{Marked, marked},
        store, together,
    },
    of_motion::Line,
    sample, sample_marked,
};
use crate::{
    accounts::SignedIn,
    db::MotionId,
    render::Page,
    web::{Answer, Desk, Look, Problem},
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
    what_if: Option<WhatIf>,
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

async fn show(desk: Desk, _: SignedIn, motion: Path<MotionId>, request: HttpRequest) -> Answer {
    let ticked: Ticked = serde_html_form::from_str(request.query_string()).unwrap_or_default();
    desk.page(move |look| BoardPage::of(look, *motion, &ticked.with)).await
}

impl BoardPage {
    fn of(look: &mut Look<'_>, id: MotionId, ticked: &[i32]) -> Result<Self, Problem> {
        let motion = motions::find(look.conn, look.branch.id, id)?;
        let all = store::of_motion(look.conn, look.branch.id, id)?;
        let live: Vec<Amendment> =
            all.iter().filter(|one| matches!(one.state, State::Proposed | State::Carried)).cloned().collect();
        let choice = |one: &Amendment| Choice { line: Line::from(one), is_ticked: ticked.contains(&one.number) };
        let wanted = |one: &&Amendment| one.state == State::Carried || ticked.contains(&one.number);
        let chosen: Vec<Amendment> = live.iter().filter(wanted).cloned().collect();
        let what_if = match together::with(&motion, &chosen)? {
            _ if ticked.is_empty() => None,
            Ok(text) => Some(WhatIf {
                marked: marked(&motion.text, &difference(&motion.text, &text)),
                paragraphs: paragraphs_of(&text),
                clashes: Vec::new(),
            }),
            Err(collisions) => {
                let clashes = collisions.iter().map(|collision| together::said(&chosen, collision)).collect();
                Some(WhatIf { marked: Vec::new(), paragraphs: Vec::new(), clashes })
            }
        };
        Ok(Self {
            label: motion.label(),
            href: motion.href(),
            base: address(&motion),
            open: together::in_order(&motion, &all)?.into_iter().map(choice).collect(),
            done: all.iter().filter(|one| one.state != State::Proposed).map(Line::from).collect(),
            meets: together::meetings(&motion, &live)?,
            title: motion.title,
            what_if,
        })
    }
}
