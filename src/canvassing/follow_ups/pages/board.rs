//! "To follow up": what is open, the most urgent first, and what was done lately.

use actix_web::web::{self, Query, ServiceConfig};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::super::{Kind, store};
use super::{Line, lines, sample};
use crate::{
    accounts::SignedIn,
    canvassing::electors,
    canvassing::viewer::Viewer,
    db::Instant,
    render::Page,
    web::{Answer, Desk, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/follow-ups", web::get().to(show));
}

/// What was done stays on the board for so long, so that a slip can be put right.
const SHOWN_AFTER: TimeDelta = TimeDelta::days(14);

/// How many of one kind are open.
#[derive(Debug, Serialize)]
struct Count {
    kind: Kind,
    words: &'static str,
    open: usize,
    is_shown: bool,
}

/// "To follow up".
#[derive(Debug, Serialize)]
pub struct BoardPage {
    open: Vec<Line>,
    done: Vec<Line>,
    kinds: Vec<Count>,
    late: usize,
    /// Those that nobody sees to yet.
    free: usize,
    is_filtered: bool,
    may_coordinate: bool,
}

impl Page for BoardPage {
    const TEMPLATE: &'static str = "canvassing/follow_ups.html";
    fn title(&self) -> String {
        "To follow up".into()
    }
    fn samples() -> Vec<Self> {
        let open = || {
            vec![
                sample(Kind::Casework, "The lamp outside is broken.", None, true),
                sample(Kind::Poster, "", Some("Tom Lewis"), false),
            ]
        };
        let page = |open: Vec<Line>, done, kind, may_coordinate| Self::of(open, done, kind, may_coordinate);
        vec![
            page(open(), vec![sample(Kind::Volunteer, "", Some("Ama Okoro"), false)], None, true),
            page(open(), Vec::new(), Some(Kind::Poster), true),
            page(open(), Vec::new(), None, false),
            page(Vec::new(), Vec::new(), None, false),
            page(Vec::new(), Vec::new(), None, true),
        ]
    }
}

impl BoardPage {
    fn of(open: Vec<Line>, done: Vec<Line>, shown: Option<Kind>, may_coordinate: bool) -> Self {
        let count = |kind: &Kind| Count {
            kind: *kind,
            words: kind.words(),
            open: open.iter().filter(|line| line.what.kind == *kind).count(),
            is_shown: shown == Some(*kind),
        };
        let kinds = Kind::ALL.iter().map(count).filter(|count| count.open > 0).collect();
        let is_asked = |line: &Line| shown.is_none_or(|kind| line.what.kind == kind);
        let (late, free) = (open.iter().filter(|line| line.is_late).count(), open.iter().filter(|line| line.member.is_none()));
        Self {
            late,
            free: free.count(),
            kinds,
            open: open.into_iter().filter(is_asked).collect(),
            done: done.into_iter().filter(is_asked).collect(),
            is_filtered: shown.is_some(),
            may_coordinate,
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    kind: String,
}

async fn show(desk: Desk, who: SignedIn, asked: Query<Asked>) -> Answer {
    electors::note_look(&desk, &who, "/canvass/follow-ups".into()).await?;
    desk.page(move |look| page(look, &who, asked.kind.parse().ok())).await
}

fn page(look: &mut Look<'_>, who: &SignedIn, kind: Option<Kind>) -> Result<BoardPage, Problem> {
    let (branch, today) = (look.branch.id, look.today());
    let viewer = Viewer::of(look.conn, branch, who)?;
    if viewer.member.is_none() && !viewer.is_coordinator {
        return Ok(BoardPage::of(Vec::new(), Vec::new(), kind, false));
    }
    let whose = if viewer.is_coordinator { None } else { viewer.member };
    let open = store::open_of(look.conn, branch, whose)?;
    let done = store::done_since(look.conn, branch, Instant::from(look.now.0 - SHOWN_AFTER), whose)?;
    let (open, done) = (lines(look.conn, branch, open, today)?, lines(look.conn, branch, done, today)?);
    Ok(BoardPage::of(open, done, kind, viewer.is_coordinator))
}
