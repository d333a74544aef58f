//! Founding one's own branch.

use actix_web::{
    http::StatusCode,
    web::{self, Path, ServiceConfig},
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::{enter, first_run, founded_already, holds_link};
use crate::{
    accounts::{self, Address},
    audit::{Act, Actor},
    branch::{self, Founding, presets},
    db::{AccountId, BranchId, Conn, Instant},
    members::{self, Joining, Office},
    render::Page,
    web::{Answer, Desk, Faults, Filled, Posted, Problem},
    zone::Zone,
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/start/{token}/own", web::get().to(own)).route("/start/{token}/own", web::post().to(found));
}

/// So long after the founding another press of the same button is taken for the same.
const ONE_PRESS: TimeDelta = TimeDelta::minutes(2);

/// "Your own branch": name, kind, rulebook, zone, first officer.
#[derive(Debug, Serialize)]
pub struct OwnPage {
    token: String,
    form: Filled,
    rulebooks: Vec<(&'static str, &'static str)>,
    zones: Vec<&'static str>,
}

impl OwnPage {
    fn of(token: String, form: Filled) -> Self {
        let rulebooks = presets().into_iter().map(|preset| (preset.name, preset.title)).collect();
        Self { token, form, rulebooks, zones: Zone::names() }
    }
}

impl Page for OwnPage {
    const TEMPLATE: &'static str = "setup/own.html";
    fn title(&self) -> String {
        "Your own branch".into()
    }
    fn samples() -> Vec<Self> {
        let wrong = Filled::default().but(Faults::at("name", "Give the branch its name."));
        vec![OwnPage::of("abc".into(), Filled::default()), OwnPage::of("abc".into(), wrong)]
    }
}

async fn own(desk: Desk, token: Path<String>) -> Answer {
    let token = first_run(&desk, token.into_inner()).await?;
    let form = Filled::with([("zone", "Europe/London".into()), ("hue", "27".into()), ("rulebook", "party-branch".into())]);
    desk.render(StatusCode::OK, move |_| Ok(OwnPage::of(token, form))).await
}

#[derive(Deserialize)]
struct Own {
    #[serde(default)]
    name: String,
    #[serde(default)]
    rulebook: String,
    #[serde(default)]
    zone: String,
    #[serde(default)]
    hue: String,
    #[serde(default)]
    first_name: String,
    #[serde(default)]
    last_name: String,
    #[serde(default)]
    address: String,
}

/// A branch and its first officer, as far as the form could be read.
struct Begun {
    founding: Founding,
    officer: Joining,
}

fn parse(own: &Own) -> Result<Begun, Problem> {
    let mut faults = Faults::default();
    let text = |value: &str| value.trim().to_owned();
    if own.name.trim().is_empty() {
        faults.add("name", "Give the branch its name, as its members say it.");
    }
    let preset = presets().into_iter().find(|preset| preset.name == own.rulebook);
    if preset.is_none() {
        faults.add("rulebook", "Choose the rules to start from.");
    }
    let zone = own.zone.parse::<Zone>().ok();
    if zone.is_none() {
        faults.add("zone", "Choose the zone from the list, such as Europe/London.");
    }
    if own.first_name.trim().is_empty() && own.last_name.trim().is_empty() {
        faults.add("first_name", "Say who the first officer is: that is you, most likely.");
    }
    let address = faults.take("address", Address::parse(&own.address));
    faults.check()?;
    let (Some(preset), Some(zone), Some(address)) = (preset, zone, address) else { return Err(Problem::NotFound) };
    let founding = Founding {
        id: BranchId::fresh(),
        name: text(&own.name),
        kind: preset.kind,
        zone,
        hue: own.hue.parse().ok().filter(|hue| *hue <= 360).unwrap_or(27),
        is_practice: false,
        rulebook: preset.name.to_owned(),
    };
    let officer = Joining {
        number: "1".to_owned(),
        first_name: text(&own.first_name),
        last_name: text(&own.last_name),
        email: Some(address.to_string()),
        class: "full".to_owned(),
        source: "founding of the branch".to_owned(),
        ..Joining::default()
    };
    Ok(Begun { founding, officer })
}

async fn found(desk: Desk, token: Path<String>, posted: Posted<Own>) -> Answer {
    holds_link(&desk, &token)?;
    let (token, typed) = (token.into_inner(), posted.typed());
    let begun = match parse(&posted.form) {
        Ok(begun) => begun,
        Err(Problem::Faults(faults)) => {
            let form = typed.but(faults);
            return desk.render(StatusCode::UNPROCESSABLE_ENTITY, move |_| Ok(OwnPage::of(token, form))).await;
        }
        Err(problem) => return Err(problem),
    };
    let scribe = desk.scribe().clone();
    let officer = web::block(move || match scribe.act(begun.founding.id, Actor::Console, |act| begin(act, &begun)) {
        Err(Problem::Refused { .. }) => scribe.read(|conn| pressed_again(conn, &begun, scribe.clock().now().into())),
        founded => founded,
    });
    enter(&desk, officer.await.map_err(Problem::broken)??, "/", "Your branch is founded. Load your list of members next.").await
}

/// Founds the branch with its first member as secretary, if there is none yet.
fn begin(act: &mut Act<'_>, begun: &Begun) -> Result<AccountId, Problem> {
    if !branch::is_first(act)? {
        return Err(founded_already());
    }
    let today = act.at().with_timezone(&begun.founding.zone).date_naive();
    branch::found(act, &begun.founding, today)?;
    let officer = Joining { joined_on: today, ..begun.officer.clone() };
    let member = members::join(act, &officer)?;
    members::take_office(act, member, &Office::Secretary, (today, None), "founding of the branch")?;
    let branch = act.branch();
    members::find(act.conn(), branch, member)?.account_id.ok_or(Problem::NotFound)
}

/// Whoever presses twice comes into the branch that the first press founded; later on there is only the way in by mail.
fn pressed_again(conn: &mut Conn, begun: &Begun, now: Instant) -> Result<AccountId, Problem> {
    let branch = branch::only(conn)?.ok_or(Problem::NotFound)?;
    let address = begun.officer.email.as_deref().and_then(|email| Address::parse(email).ok());
    let account = match address.filter(|_| now.0 - branch.founded_at.0 < ONE_PRESS) {
        Some(address) => accounts::accounts_at(conn, branch.id, &address)?.into_iter().next(),
        None => None,
    };
    account.map(|account| account.id).ok_or_else(founded_already)
}
