//! The joiners board: whom nobody welcomes yet, who is to be spoken with, who was.

use std::collections::HashMap;

use actix_web::web::{self, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;

use super::super::{
    joiner::{Joiner, Welcome},
    rules, store,
};
use crate::{
    accounts::{Holding, ManageMembers, SignedIn},
    db::MemberId,
    members::{
        names, of_account,
        pages::{Way, sample_ways, ways},
    },
    render::{Page, words::plural},
    web::{Answer, Desk, Faults, Filled, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/joiners", web::get().to(show));
}

/// So many of those whom nobody welcomes are shown and shared out at once.
pub const MOST: i64 = 100;

/// So many of those who were spoken with are shown.
const MOST_SPOKEN: i64 = 20;

/// "3 people who joined have nobody to welcome them."
#[derive(Debug, Serialize)]
pub struct BoardPage {
    ways: Vec<Way>,
    head: String,
    alone: Vec<Joiner>,
    /// How many more there are than stand here.
    more: i64,
    waiting: Vec<Line>,
    spoken: Vec<Line>,
    /// Who may be ticked to share them out among.
    helpers: Vec<Helper>,
    form: Filled,
}

/// A joiner with the one who welcomes them.
#[derive(Debug, Serialize)]
struct Line {
    id: MemberId,
    name: String,
    welcomer: String,
    on: NaiveDate,
    is_late: bool,
}

/// Somebody to be ticked.
#[derive(Debug, Serialize)]
struct Helper {
    value: MemberId,
    label: String,
}

impl Page for BoardPage {
    const TEMPLATE: &'static str = "members/welcoming/board.html";

    fn title(&self) -> String {
        "Joiners".into()
    }

    fn samples() -> Vec<Self> {
        let line = |is_late| Line {
            id: MemberId::fresh(),
            name: "Łucja Khan".into(),
            welcomer: "Tom Lewis".into(),
            on: NaiveDate::default(),
            is_late,
        };
        let helper = || Helper { value: MemberId::fresh(), label: "Tom Lewis".into() };
        let page = |alone: Vec<Joiner>, waiting, form| BoardPage {
            ways: sample_ways("/members/joiners"),
            head: head(i64::try_from(alone.len()).unwrap_or_default()),
            more: if alone.is_empty() { 0 } else { 12 },
            spoken: vec![line(false)],
            helpers: vec![helper()],
            alone,
            waiting,
            form,
        };
        let wrong = Filled::default().but(Faults::at("who", "Choose at least one person."));
        let alone = || vec![sample_joiner(false), sample_joiner(true)];
        vec![
            page(alone(), vec![line(true), line(false)], Filled::default()),
            page(alone(), Vec::new(), wrong),
            page(Vec::new(), Vec::new(), Filled::default()),
        ]
    }
}

/// For samples of pages.
pub fn sample_joiner(is_young: bool) -> Joiner {
    Joiner {
        id: MemberId::fresh(),
        name: "Łucja Khan".into(),
        number: "8000253".into(),
        ward: (!is_young).then(|| "Millbank".into()),
        joined_on: NaiveDate::default(),
        is_young,
    }
}

fn head(alone: i64) -> String {
    match alone {
        0 => "Everybody who joined has somebody to welcome them.".to_owned(),
        1 => "1 person who joined has nobody to welcome them.".to_owned(),
        _ => format!("{} who joined have nobody to welcome them.", plural(alone.into(), "person", "people")),
    }
}

async fn show(desk: Desk, who: Holding<ManageMembers>) -> Answer {
    let officer = SignedIn::clone(&who);
    desk.page(move |look| {
        let asked = likely(look, &officer)?.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        let usual = [("who", asked), ("by", rules::usual_day(look.today()).to_string())];
        page(look, &officer, Filled::with(usual))
    })
    .await
}

/// Those who welcomed joiners before; where nobody did, whoever is looking.
fn likely(look: &mut Look<'_>, officer: &SignedIn) -> Result<Vec<MemberId>, Problem> {
    let asked = store::were_asked(look.conn, look.branch.id)?;
    if !asked.is_empty() {
        return Ok(asked);
    }
    Ok(of_account(look.conn, look.branch.id, officer.account)?.map(|member| member.id).into_iter().collect())
}

/// The board, with what was typed to share joiners out.
pub fn page(look: &mut Look<'_>, officer: &SignedIn, form: Filled) -> Result<BoardPage, Problem> {
    let (today, branch) = (look.today(), look.branch.id);
    let count = store::count_alone(look.conn, &look.branch, today)?;
    let alone = store::alone(look.conn, &look.branch, today, MOST)?;
    let waiting = store::waiting(look.conn, &look.branch)?;
    let spoken = store::spoken(look.conn, branch, MOST_SPOKEN)?;
    let helpers = likely(look, officer)?;
    let people = waiting.iter().chain(&spoken).flat_map(|welcome| [welcome.joiner, welcome.welcomer]);
    let people: Vec<MemberId> = people.chain(helpers.iter().copied()).collect();
    let names = names(look.conn, branch, &people)?;
    let mut helpers: Vec<Helper> =
        helpers.into_iter().filter_map(|value| Some(Helper { value, label: names.get(&value)?.clone() })).collect();
    helpers.sort_by(|one, next| one.label.cmp(&next.label));
    Ok(BoardPage {
        ways: ways(officer, "/members/joiners"),
        head: head(count),
        more: count - i64::try_from(alone.len()).unwrap_or(count),
        waiting: lines(&waiting, &names, |welcome| (welcome.speak_by, welcome.speak_by < today)),
        spoken: lines(&spoken, &names, |welcome| (welcome.spoke_on.unwrap_or(today), false)),
        alone,
        helpers,
        form,
    })
}

fn lines(welcomes: &[Welcome], names: &HashMap<MemberId, String>, day: impl Fn(&Welcome) -> (NaiveDate, bool)) -> Vec<Line> {
    let name = |id: MemberId| names.get(&id).cloned().unwrap_or_default();
    let line = |welcome: &Welcome| {
        let (on, is_late) = day(welcome);
        Line { id: welcome.joiner, name: name(welcome.joiner), welcomer: name(welcome.welcomer), on, is_late }
    };
    welcomes.iter().map(line).collect()
}
