//! A large register while it is loaded: how far it is, with and without a script.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::{
    super::progress::{self, Stand},
    registers::sample_file,
};
use crate::{
    accounts::{CoordinateCanvass, Holding},
    canvassing::electors::{self, Fate, RegisterFile, State},
    db::RegisterId,
    render::Page,
    web::{Answer, Desk},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/registers/{register}/progress", web::get().to(show));
}

/// Where the loading stands.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Standing {
    Going,
    Done,
    /// It broke off, or was never begun: nothing was changed.
    BrokenOff,
}

/// "Loading register.csv".
#[derive(Debug, Serialize)]
pub struct FollowingPage {
    file: RegisterFile,
    standing: Standing,
    /// Electors written down, of `all`.
    done: usize,
    all: usize,
    /// Why it broke off, if it did.
    why: Option<String>,
}

impl Page for FollowingPage {
    const TEMPLATE: &'static str = "canvassing/register_progress.html";
    fn title(&self) -> String {
        format!("Loading {}", self.file.file_name)
    }
    fn samples() -> Vec<Self> {
        let broken = Some(Stand::BrokenOff("Something went wrong on our side.".into()));
        vec![
            Self::of(sample_file(Fate::Waiting), Some(Stand::Going { done: 3_000, all: 8_754 })),
            Self::of(sample_file(Fate::Waiting), broken),
            Self::of(sample_file(Fate::Waiting), None),
            Self::of(sample_file(Fate::InForce), None),
        ]
    }
}

impl FollowingPage {
    fn of(file: RegisterFile, stand: Option<Stand>) -> Self {
        let all = usize::try_from(file.electors).unwrap_or_default();
        let page = |file: RegisterFile, standing, done, why| Self { file, standing, done, all, why };
        match (file.state, stand) {
            (State::Loaded, _) => page(file, Standing::Done, all, None),
            (_, Some(Stand::Going { done, .. })) => page(file, Standing::Going, done, None),
            (_, Some(Stand::BrokenOff(why))) => page(file, Standing::BrokenOff, 0, Some(why)),
            (_, None) => page(file, Standing::BrokenOff, 0, None),
        }
    }
}

/// How far it is is asked first: a register that is loaded meanwhile is read as loaded, and not as broken off.
async fn show(desk: Desk, _: Holding<CoordinateCanvass>, id: Path<RegisterId>) -> Answer {
    let id = *id;
    let stand = progress::of(id);
    desk.page(move |look| {
        let file = electors::find_register(look.conn, look.branch.id, id)?;
        Ok(FollowingPage::of(file, stand))
    })
    .await
}
