//! What came in on a round, in order, from whom and on what; which phones carry it; what waits to be counted.

use std::collections::HashMap;

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::super::store::{self, Held, Phone};
use crate::{
    accounts::SignedIn,
    canvassing::{
        contacts::{self, CameIn, Codes, Intention, NoteCameIn, Outcome},
        electors,
        follow_ups::{self, FollowUp},
    },
    db::{AccountId, BranchId, Conn, DoorId, Instant, PhoneId, RoundId, RowId},
    members,
    render::Page,
    web::{Answer, Desk, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/rounds/{round}/log", web::get().to(show));
}

/// A line of the log.
#[derive(Debug, Serialize)]
struct Line {
    at: Instant,
    door: String,
    words: String,
    who: String,
    /// "Phone 1"; nothing where it was entered on a page.
    phone: Option<usize>,
    /// When it came in, where that was later.
    received_at: Option<Instant>,
    is_undone: bool,
}

/// A phone in its list.
#[derive(Debug, Serialize)]
struct PhoneLine {
    id: PhoneId,
    number: usize,
    who: String,
    carried_at: Instant,
    cut_off_at: Option<Instant>,
    /// How many results and notes came from it.
    entries: usize,
    /// Whether whoever looks may cut it off.
    may_cut_off: bool,
}

/// "What came in on NSB1-01".
#[derive(Debug, Serialize)]
pub struct LogPage {
    round: RoundId,
    code: String,
    lines: Vec<Line>,
    phones: Vec<PhoneLine>,
    held: Vec<Line>,
    may_coordinate: bool,
}

impl Page for LogPage {
    const TEMPLATE: &'static str = "canvassing/log.html";
    fn title(&self) -> String {
        format!("What came in on {}", self.code)
    }
    fn samples() -> Vec<Self> {
        let at = Instant::from("2026-11-28T11:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap_or_default());
        let line = |phone: Option<usize>, is_undone| Line {
            at,
            door: "12A Mill Lane".into(),
            words: "Spoke, for us".into(),
            who: "Tom Lewis".into(),
            phone,
            received_at: phone.map(|_| at),
            is_undone,
        };
        let phone = |cut_off_at, may_cut_off| PhoneLine {
            id: PhoneId::fresh(),
            number: 1,
            who: "Tom Lewis".into(),
            carried_at: at,
            cut_off_at,
            entries: 2,
            may_cut_off,
        };
        let page = |lines, phones, held, may_coordinate| LogPage {
            round: RoundId::fresh(),
            code: "NSB1-01".into(),
            lines,
            phones,
            held,
            may_coordinate,
        };
        vec![
            page(
                vec![line(Some(1), false), line(None, true)],
                vec![phone(None, true), phone(Some(at), true)],
                vec![line(Some(1), false)],
                true,
            ),
            page(vec![line(None, false)], vec![phone(None, false)], Vec::new(), false),
            page(Vec::new(), Vec::new(), Vec::new(), false),
        ]
    }
}

async fn show(desk: Desk, who: SignedIn, id: Path<RoundId>) -> Answer {
    let round = *id;
    desk.page(move |look| page(look, &who, round)).await
}

fn page(look: &mut Look<'_>, who: &SignedIn, round: RoundId) -> Result<LogPage, Problem> {
    let branch = look.branch.id;
    let opened = contacts::open(look.conn, branch, who, round, look.now)?;
    let results = contacts::came_in(look.conn, branch, round)?;
    let notes = contacts::notes_came_in(look.conn, branch, round)?;
    let asked = follow_ups::on_round(look.conn, branch, round)?;
    let phones = store::phones_of(look.conn, branch, round)?;
    let held = if opened.is_coordinator { store::held_on(look.conn, branch, round)? } else { Vec::new() };
    let doors: Vec<DoorId> = results
        .iter()
        .map(|each| each.door)
        .chain(notes.iter().map(|each| each.door))
        .chain(asked.iter().map(|(each, _)| each.door))
        .chain(held.iter().map(|each| each.door))
        .collect();
    let people = results
        .iter()
        .map(|each| each.account)
        .chain(notes.iter().map(|each| each.account))
        .chain(asked.iter().map(|(each, _)| each.account))
        .chain(phones.iter().map(|each| each.account));
    let names = Names {
        doors: electors::find_doors(look.conn, branch, &doors)?.into_iter().map(|door| (door.id, door.address())).collect(),
        people: people_named(look.conn, branch, people)?,
        phones: phones.iter().zip(1..).map(|(phone, number)| (phone.id, number)).collect(),
        codes: contacts::codes(look.conn, branch)?,
    };
    let entries = |phone: &Phone| {
        let own = Some(phone.id);
        results.iter().filter(|each| each.phone == own).count() + notes.iter().filter(|each| each.phone == own).count()
    };
    let phone = |phone: &Phone| PhoneLine {
        id: phone.id,
        number: names.phones.get(&phone.id).copied().unwrap_or_default(),
        who: names.person(phone.account),
        carried_at: phone.carried_at,
        cut_off_at: phone.cut_off_at,
        entries: entries(phone),
        may_cut_off: opened.is_coordinator || phone.account == who.account,
    };
    let phones = phones.iter().map(phone).collect();
    let mut lines: Vec<Line> = results.iter().map(|each| names.result(each)).collect();
    lines.extend(notes.iter().map(|each| names.note(each)));
    lines.extend(asked.iter().map(|(each, phone)| names.follow_up(each, *phone)));
    lines.sort_by_key(|line| line.at);
    let held = held.iter().map(|each| names.held(each)).collect();
    Ok(LogPage { round, code: opened.round.code, lines, phones, held, may_coordinate: opened.is_coordinator })
}

/// The names of those who sent something.
fn people_named(
    conn: &mut Conn,
    branch: BranchId,
    accounts: impl Iterator<Item = AccountId>,
) -> Result<HashMap<AccountId, String>, Problem> {
    let mut names = HashMap::new();
    for account in accounts {
        if names.contains_key(&account) {
            continue;
        }
        let name = members::of_account(conn, branch, account)?.map(|member| member.name());
        names.insert(account, name.unwrap_or_else(|| "Somebody who has left".to_owned()));
    }
    Ok(names)
}

/// What the log calls doors, people and phones.
struct Names {
    doors: HashMap<DoorId, String>,
    people: HashMap<AccountId, String>,
    phones: HashMap<PhoneId, usize>,
    codes: Codes,
}

impl Names {
    fn person(&self, account: AccountId) -> String {
        self.people.get(&account).cloned().unwrap_or_default()
    }

    fn door(&self, door: DoorId) -> String {
        self.doors.get(&door).cloned().unwrap_or_default()
    }

    fn phone(&self, phone: Option<PhoneId>) -> Option<usize> {
        phone.and_then(|phone| self.phones.get(&phone).copied())
    }

    fn result(&self, each: &CameIn) -> Line {
        Line {
            at: each.at,
            door: self.door(each.door),
            words: self.said(each.outcome, each.code, each.intention, each.intention_code)
                + if each.by_telephone { ", by telephone" } else { "" },
            who: self.person(each.account),
            phone: self.phone(each.phone),
            received_at: each.received_at,
            is_undone: each.undone_at.is_some(),
        }
    }

    fn note(&self, each: &NoteCameIn) -> Line {
        Line {
            at: each.at,
            door: self.door(each.door),
            words: format!("“{}”", each.words),
            who: self.person(each.account),
            phone: self.phone(each.phone),
            received_at: each.received_at,
            is_undone: each.undone_at.is_some(),
        }
    }

    fn held(&self, each: &Held) -> Line {
        let own = each.own_words();
        let words = match (each.outcome, &each.words) {
            (Some(outcome), _) => self.said(outcome, own.own.result, each.intention, own.own.intention),
            (None, words) if own.asked.is_some() => asked_for(own.asked, words.as_deref().unwrap_or_default()),
            (None, Some(words)) => format!("“{words}”"),
            (None, None) => "Takes an earlier result back".to_owned(),
        };
        Line {
            at: each.at,
            door: self.door(each.door),
            words,
            who: self.person(each.account),
            phone: self.phone(Some(each.phone)),
            received_at: None,
            is_undone: false,
        }
    }

    fn follow_up(&self, each: &FollowUp, phone: Option<PhoneId>) -> Line {
        Line {
            at: each.opened_at,
            door: self.door(each.door),
            words: asked_for(Some(each.kind), &each.words),
            who: self.person(each.account),
            phone: self.phone(phone),
            received_at: None,
            is_undone: each.withdrawn_at.is_some(),
        }
    }

    fn said(&self, outcome: Outcome, code: Option<RowId>, said: Option<Intention>, said_code: Option<RowId>) -> String {
        let outcome = self.codes.words(outcome, code);
        match said {
            Some(said) => format!("{outcome}, {}", self.codes.said(said, said_code).to_lowercase()),
            None => outcome,
        }
    }
}

/// "Casework: “The lamp.”"
fn asked_for(kind: Option<follow_ups::Kind>, words: &str) -> String {
    let kind = kind.map_or("Follow-up", follow_ups::Kind::words);
    if words.is_empty() { kind.to_owned() } else { format!("{kind}: “{words}”") }
}
