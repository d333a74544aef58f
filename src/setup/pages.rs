//! Choosing between a practice branch and one's own, and founding it.

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Path, ServiceConfig},
};
use serde::{Deserialize, Serialize};

use crate::{
    accounts::{self, Address},
    audit::{Act, Actor},
    branch::{self, Founding, presets},
    db::{AccountId, BranchId},
    members::{self, Joining, Office},
    practice,
    render::{Page, RenderError, Templates},
    web::{Answer, Desk, Faults, Filled, Posted, Problem, WayOn, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/start/{token}", web::get().to(welcome))
        .route("/start/{token}/practice", web::post().to(start_practice))
        .route("/start/{token}/own", web::get().to(own))
        .route("/start/{token}/own", web::post().to(found))
        .route("/practice", web::get().to(cast))
        .route("/practice/roles", web::post().to(play));
}

pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<WelcomePage>()?;
    pages.extend(templates.check::<OwnPage>()?);
    pages.extend(templates.check::<CastPage>()?);
    Ok(pages)
}

/// "Have a look round, or begin with your own branch."
#[derive(Debug, Serialize)]
struct WelcomePage {
    token: String,
}

impl Page for WelcomePage {
    const TEMPLATE: &'static str = "setup/welcome.html";
    fn title(&self) -> String {
        "Welcome to Wardmote".into()
    }
    fn samples() -> Vec<Self> {
        vec![WelcomePage { token: "abc".into() }]
    }
}

async fn welcome(desk: Desk, token: Path<String>) -> Answer {
    let token = first_run(&desk, token.into_inner()).await?;
    desk.render(StatusCode::OK, move |_| Ok(WelcomePage { token })).await
}

/// Lets in whoever holds the console's link while there is no branch; later the link only leads home.
async fn first_run(desk: &Desk, token: String) -> Result<String, Problem> {
    if !desk.is_first_run(&token) {
        return Err(Problem::NotFound);
    }
    let scribe = desk.scribe().clone();
    let founded =
        web::block(move || scribe.read::<_, Problem>(|conn| Ok(branch::count(conn)?))).await.map_err(Problem::broken)??;
    if founded > 0 {
        return Err(Problem::Refused {
            words: "A branch was founded here already, so this link has done its work.".into(),
            way_on: vec![WayOn::to("/", "Go to the branch"), WayOn::to("/sign-in", "Sign in")],
        });
    }
    Ok(token)
}

#[derive(Deserialize)]
struct Nothing {}

async fn start_practice(desk: Desk, token: Path<String>, posted: Posted<Nothing>) -> Answer {
    let Nothing {} = posted.form;
    first_run(&desk, token.into_inner()).await?;
    let scribe = desk.scribe().clone();
    let secretary = web::block(move || practice::found(&scribe)).await.map_err(Problem::broken)??;
    enter(&desk, secretary, "/", "You are the secretary of this practice branch. Look round and press everything.").await
}

/// Signs the person in on this browser and sends them on.
async fn enter(desk: &Desk, account: AccountId, to: &'static str, words: &'static str) -> Answer {
    let cookies = desk.cookies();
    let scribe = desk.scribe().clone();
    let token = web::block(move || {
        let branch = scribe.read::<_, Problem>(|conn| Ok(accounts::find(conn, account)?.branch_id))?;
        scribe.act::<_, Problem>(branch, Actor::Account(account), |act| {
            Ok(accounts::start_session(act, account, "this browser")?)
        })
    });
    let token = token.await.map_err(Problem::broken)??;
    Ok(desk.go(&see(to).saying(words).with_cookie(accounts::session_cookie(cookies, token))))
}

/// "Your own branch": name, kind, rulebook, zone, first officer.
#[derive(Debug, Serialize)]
struct OwnPage {
    token: String,
    form: Filled,
    rulebooks: Vec<(&'static str, &'static str)>,
    zones: Vec<&'static str>,
}

impl OwnPage {
    fn of(token: String, form: Filled) -> Self {
        let rulebooks = presets().into_iter().map(|preset| (preset.name, preset.title)).collect();
        Self { token, form, rulebooks, zones: chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).collect() }
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
        faults.add("rulebook", "Choose the rules to start from; they can be changed later.");
    }
    let zone = own.zone.parse::<chrono_tz::Tz>().ok();
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
    let token = first_run(&desk, token.into_inner()).await?;
    let typed = posted.typed();
    let begun = match parse(&posted.form) {
        Ok(begun) => begun,
        Err(Problem::Faults(faults)) => {
            let form = typed.but(faults);
            return desk.render(StatusCode::UNPROCESSABLE_ENTITY, move |_| Ok(OwnPage::of(token, form))).await;
        }
        Err(problem) => return Err(problem),
    };
    let scribe = desk.scribe().clone();
    let officer = web::block(move || scribe.act(begun.founding.id, Actor::Console, |act| begin(act, &begun))).await;
    enter(&desk, officer.map_err(Problem::broken)??, "/", "Your branch is founded. Load your list of members next.").await
}

/// Founds the branch with its first member as secretary.
fn begin(act: &mut Act<'_>, begun: &Begun) -> Result<AccountId, Problem> {
    let today = act.at().with_timezone(&begun.founding.zone).date_naive();
    branch::found(act, &begun.founding, today)?;
    let officer = Joining { joined_on: today, ..begun.officer.clone() };
    let member = members::join(act, &officer)?;
    members::take_office(act, member, &Office::Secretary, (today, None), "founding of the branch")?;
    let branch = act.branch();
    members::find(act.conn(), branch, member)?.account_id.ok_or(Problem::NotFound)
}

/// "Be somebody else": the people one can be in the practice branch.
#[derive(Debug, Serialize)]
struct CastPage {
    roles: Vec<practice::Role>,
}

impl Page for CastPage {
    const TEMPLATE: &'static str = "setup/cast.html";
    fn title(&self) -> String {
        "Be somebody else".into()
    }
    fn samples() -> Vec<Self> {
        vec![CastPage {
            roles: vec![practice::Role { account: AccountId::fresh(), name: "Nadia Rahman".into(), part: "secretary".into() }],
        }]
    }
}

async fn cast(desk: Desk) -> Answer {
    desk.page(|look| {
        if !look.branch.is_practice {
            return Err(Problem::NotFound);
        }
        Ok(CastPage { roles: practice::roles(look.conn, &look.branch)? })
    })
    .await
}

#[derive(Deserialize)]
struct Play {
    account: AccountId,
}

async fn play(desk: Desk, posted: Posted<Play>) -> Result<HttpResponse, Problem> {
    let account = posted.form.account;
    desk.look(move |look| {
        let in_practice = look.branch.is_practice && accounts::find(look.conn, account)?.branch_id == look.branch.id;
        if in_practice { Ok(()) } else { Err(Problem::NotFound) }
    })
    .await?;
    enter(&desk, account, "/", "You are somebody else now.").await
}
