//! The published papers: every paper with its tracker, so that each voter can see that one's own was counted as written.

use actix_web::web::{self, Path, Query, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{
    State,
    ballot::Kind,
    closing::Paper,
    marks::{Marks, Place},
    rules,
    secret::tracker,
    shape::Shape,
    store,
};
use crate::{
    db::BallotId,
    render::Page,
    web::{Answer, Desk, Look, Posted, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/papers", web::get().to(papers)).route("/ballots/{ballot}/tracker", web::post().to(find));
}

/// So many papers stand on one page.
const A_PAGE: usize = 100;

/// The list, or what was found by a tracker.
#[derive(Debug, Serialize)]
pub struct PapersPage {
    path: String,
    title: String,
    /// How many papers there are in all.
    count: usize,
    /// What was looked for; none where all are shown.
    looked_for: Option<String>,
    /// Whether the order of the names on a paper means anything.
    is_ranked: bool,
    papers: Vec<Published>,
    at: usize,
    of: usize,
}

#[derive(Debug, Serialize)]
struct Published {
    tracker: String,
    /// The names in the order given, of the same rank together, or those with a cross; empty for a blank or a spoilt paper.
    names: Vec<String>,
    /// What to say of a paper that counts for nobody.
    instead: String,
}

impl Page for PapersPage {
    const TEMPLATE: &'static str = "ballots/papers.html";
    fn title(&self) -> String {
        format!("All papers: {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let page = |looked_for: Option<&str>, papers: Vec<Published>| PapersPage {
            path: "/ballots/1".into(),
            title: "Chair".into(),
            count: papers.len(),
            is_ranked: looked_for.is_none(),
            looked_for: looked_for.map(Into::into),
            papers,
            at: 1,
            of: if looked_for.is_some() { 1 } else { 2 },
        };
        let published = |names: &[&str]| Published {
            tracker: "7f3a-91c2-04de".into(),
            names: names.iter().map(|name| (*name).into()).collect(),
            instead: if names.is_empty() { "spoilt, no mark".into() } else { String::new() },
        };
        vec![
            page(None, vec![published(&["Ama", "Tom"]), published(&[])]),
            page(None, vec![]),
            page(Some("7f3a"), vec![]),
            page(Some("7f3a"), vec![published(&["Ama"])]),
        ]
    }
}

#[derive(Deserialize)]
struct Turned {
    #[serde(default)]
    page: Option<usize>,
}

async fn papers(desk: Desk, ballot: Path<BallotId>, turned: Query<Turned>) -> Answer {
    desk.page(move |look| PapersPage::of(look, *ballot, None, turned.page.unwrap_or(1))).await
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    tracker: String,
}

/// Looks a paper up. It is a POST, although it writes nothing, so that the tracker stands in no address: neither the browser's
/// history nor a proxy's log then holds it beside whoever asked.
async fn find(desk: Desk, ballot: Path<BallotId>, asked: Posted<Asked>) -> Answer {
    desk.page(move |look| PapersPage::of(look, *ballot, Some(asked.form.tracker), 1)).await
}

impl PapersPage {
    fn of(look: &mut Look<'_>, ballot: BallotId, looked_for: Option<String>, at: usize) -> Result<Self, Problem> {
        let ballot = store::find(look.conn, look.branch.id, ballot)?;
        if ballot.state != State::Closed || ballot.kind != Kind::Election {
            return Err(Problem::NotFound);
        }
        rules::may_show_papers(&ballot)?;
        let choices = store::choices_of(look.conn, &ballot)?;
        let name = |number: &i32| choices.iter().find(|choice| choice.number == *number).map(|choice| choice.name.clone());
        let named = |place: &Place| match place {
            Place::LeftOut => "left out".to_owned(),
            place => place.numbers().iter().filter_map(name).collect::<Vec<_>>().join(" = "),
        };
        let all = store::papers_of(look.conn, look.branch.id, ballot.id)?;
        let count = all.len();
        let found = among(all, looked_for.as_deref().unwrap_or_default());
        let of = if looked_for.is_some() { 1 } else { found.len().div_ceil(A_PAGE).max(1) };
        let at = at.clamp(1, of);
        let published = |paper: &Paper| {
            let marks = Marks::of_written(&paper.marks);
            Published {
                tracker: tracker(paper.id),
                names: marks.places().iter().map(named).collect(),
                instead: match marks {
                    Marks::Spoilt(why) => why.written(),
                    _ => "blank".to_owned(),
                },
            }
        };
        Ok(Self {
            path: ballot.path(),
            is_ranked: Shape::of_ballot(&ballot, &choices) == Shape::Ranked,
            papers: found.iter().skip((at - 1) * A_PAGE).take(A_PAGE).map(published).collect(),
            title: ballot.title,
            count,
            looked_for,
            at,
            of,
        })
    }
}

/// The papers whose trackers begin like what was typed, dashes and capitals aside.
fn among(mut papers: Vec<Paper>, typed: &str) -> Vec<Paper> {
    let wanted: String = typed.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    papers.retain(|paper| tracker(paper.id).replace('-', "").starts_with(&wanted));
    papers
}
