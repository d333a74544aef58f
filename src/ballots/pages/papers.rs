//! The published papers: every paper with its tracker, so that each voter can see that one's own was counted as written.

use actix_web::web::{self, Path, Query, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{State, ballot::Kind, ranking::Ranking, secret::tracker, store};
use crate::{
    db::BallotId,
    render::Page,
    web::{Answer, Desk, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/papers", web::get().to(papers));
}

/// So many papers stand on one page.
const A_PAGE: usize = 100;

/// The list.
#[derive(Debug, Serialize)]
pub struct PapersPage {
    path: String,
    title: String,
    /// How many papers there are in all.
    count: usize,
    /// What was looked for.
    looked_for: String,
    papers: Vec<Published>,
    at: usize,
    of: usize,
}

#[derive(Debug, Serialize)]
struct Published {
    tracker: String,
    /// The names in the order given; empty for a blank paper.
    names: Vec<String>,
}

impl Page for PapersPage {
    const TEMPLATE: &'static str = "ballots/papers.html";
    fn title(&self) -> String {
        format!("All papers: {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let page = |looked_for: &str, papers: Vec<Published>| PapersPage {
            path: "/ballots/1".into(),
            title: "Chair".into(),
            count: 2,
            looked_for: looked_for.into(),
            papers,
            at: 1,
            of: 2,
        };
        let published = |names: &[&str]| Published {
            tracker: "7f3a-91c2-04de".into(),
            names: names.iter().map(|name| (*name).into()).collect(),
        };
        vec![
            page("", vec![published(&["Ama", "Tom"]), published(&[])]),
            page("7f3a", vec![]),
            page("7f3a", vec![published(&["Ama"])]),
        ]
    }
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    tracker: String,
    #[serde(default)]
    page: Option<usize>,
}

async fn papers(desk: Desk, ballot: Path<BallotId>, asked: Query<Asked>) -> Answer {
    desk.page(move |look| {
        let ballot = store::find(look.conn, look.branch.id, *ballot)?;
        if ballot.state != State::Closed || ballot.kind != Kind::Election {
            return Err(Problem::NotFound);
        }
        let choices = store::choices_of(look.conn, &ballot)?;
        let name = |number: &i32| choices.iter().find(|choice| choice.number == *number).map(|choice| choice.name.clone());
        let all = store::papers_of(look.conn, look.branch.id, ballot.id)?;
        let wanted: String = asked.tracker.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        let count = all.len();
        let found: Vec<_> = all.into_iter().filter(|paper| tracker(paper.id).replace('-', "").starts_with(&wanted)).collect();
        let of = found.len().div_ceil(A_PAGE).max(1);
        let at = asked.page.unwrap_or(1).clamp(1, of);
        let shown = found.iter().skip((at - 1) * A_PAGE).take(A_PAGE);
        let published = |marks: &str| Ranking::of_marks(marks).numbers().iter().filter_map(name).collect();
        Ok(PapersPage {
            path: ballot.path(),
            papers: shown.map(|paper| Published { tracker: tracker(paper.id), names: published(&paper.marks) }).collect(),
            title: ballot.title,
            count,
            looked_for: asked.tracker.clone(),
            at,
            of,
        })
    })
    .await
}
