//! Asking for a link, typing its code, and being let in.

use actix_web::{
    HttpRequest,
    http::header,
    web::{self, Query, ServiceConfig},
};
use serde::{Deserialize, Serialize};

use super::super::{
    Address, limits, notices,
    rules::{self, NoEntry},
    session::session_cookie,
    store::{self, Account, Secrets, SignIn, hash_of},
};
use crate::{
    audit::{Act, Actor},
    db::AccountId,
    render::Page,
    web::{Answer, Desk, Faults, Filled, Once, Posted, Problem, See, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/sign-in", web::get().to(ask))
        .route("/sign-ins", web::post().to(send))
        .route("/sign-in/code", web::get().to(code))
        .route("/sign-in/link", web::get().to(link))
        .route("/sign-in/console", web::get().to(console))
        .route("/sessions", web::post().to(enter));
}

/// The cookie that binds a request to the browser that made it.
const ASKED: &str = "wardmote-asked";

#[derive(Deserialize)]
pub struct Back {
    #[serde(default)]
    to: String,
}

/// "Sign in by mail".
#[derive(Debug, Serialize)]
pub struct AskPage {
    form: Filled,
    is_practice: bool,
}

impl Page for AskPage {
    const TEMPLATE: &'static str = "accounts/ask.html";
    fn title(&self) -> String {
        "Sign in".into()
    }
    fn samples() -> Vec<Self> {
        let wrong = Filled::with([("address", "nadia".into()), ("to", "/".into())])
            .but(Faults::at("address", "A mail address has one @."));
        vec![AskPage { form: Filled::default(), is_practice: true }, AskPage { form: wrong, is_practice: false }]
    }
}

async fn ask(desk: Desk, back: Query<Back>) -> Answer {
    let form = Filled::with([("to", back.into_inner().to)]);
    desk.page(move |look| Ok(AskPage { form, is_practice: look.branch.is_practice })).await
}

#[derive(Deserialize)]
struct Asking {
    #[serde(default)]
    address: String,
    #[serde(default)]
    to: String,
}

/// Answers alike whether the address is known or not: who is a member is nobody's business.
async fn send(desk: Desk, request: HttpRequest, posted: Posted<Asking>) -> Answer {
    let typed = posted.typed();
    let address = match Address::parse(&posted.form.address) {
        Ok(address) => address,
        Err(fault) => {
            let faults = Faults::at("address", fault.to_string());
            return desk.again(typed, faults, |look, form| Ok(AskPage { form, is_practice: look.branch.is_practice })).await;
        }
    };
    limits::may_ask(&address, request.peer_addr().map(|from| from.ip()))?;
    let secrets = Secrets::drawn();
    let asked = desk.cookies().bake(ASKED, secrets.browser.clone(), 0);
    let onward = serde_html_form::to_string([("to", here(&posted.form.to))]).unwrap_or_default();
    let code_page = see(format!("/sign-in/code?{onward}")).with_cookie(asked);
    let known = {
        let address = address.clone();
        desk.look(move |look| Ok(store::accounts_at(look.conn, look.branch.id, &address)?)).await?
    };
    let Some(account) = known.into_iter().next() else { return Ok(desk.go(&code_page)) };
    desk.act(Actor::Visitor, &posted.once, move |act| {
        store::ask(act, &address, &secrets)?;
        notices::way_in(act, &account, &secrets)?;
        Ok(code_page)
    })
    .await
}

/// "Type the code" or, from the link, "press the button".
#[derive(Debug, Serialize)]
pub struct CodePage {
    form: Filled,
    /// Whether the page was opened by the link in the mail.
    from_link: bool,
}

impl Page for CodePage {
    const TEMPLATE: &'static str = "accounts/code.html";
    fn title(&self) -> String {
        "Type the code".into()
    }
    fn samples() -> Vec<Self> {
        let wrong = Filled::with([("to", "/".into())]).but(Faults::at("code", NoEntry::WrongCode.to_string()));
        vec![CodePage { form: wrong, from_link: false }, CodePage { form: Filled::default(), from_link: true }]
    }
}

async fn code(desk: Desk, back: Query<Back>) -> Answer {
    let form = Filled::with([("to", back.into_inner().to)]);
    desk.page(move |_| Ok(CodePage { form, from_link: false })).await
}

async fn link(desk: Desk) -> Answer {
    desk.page(move |_| Ok(CodePage { form: Filled::default(), from_link: true })).await
}

/// Somebody at the machine's console types the code that it printed; the cookie says that no browser asked.
async fn console(desk: Desk) -> Answer {
    let cookies = desk.cookies();
    let mut page = desk.page(move |_| Ok(CodePage { form: Filled::default(), from_link: false })).await?;
    page.add_cookie(&cookies.bake(ASKED, store::CONSOLE.to_owned(), 0)).map_err(Problem::broken)?;
    Ok(page)
}

#[derive(Deserialize)]
struct Entering {
    #[serde(default)]
    code: String,
    #[serde(default)]
    token: String,
    #[serde(default)]
    account: Option<AccountId>,
    #[serde(default)]
    to: String,
}

/// "Who are you?", where two share an address.
#[derive(Debug, Serialize)]
pub struct WhoPage {
    form: Filled,
    people: Vec<(AccountId, String)>,
}

impl Page for WhoPage {
    const TEMPLATE: &'static str = "accounts/who.html";
    fn title(&self) -> String {
        "Who are you?".into()
    }
    fn samples() -> Vec<Self> {
        let people = vec![(AccountId::fresh(), "Tom Lewis".into()), (AccountId::fresh(), "Ana Lewis".into())];
        vec![WhoPage { form: Filled::with([("code", "ABC234".into())]), people }]
    }
}

async fn enter(desk: Desk, request: HttpRequest, posted: Posted<Entering>) -> Answer {
    let typed = posted.typed();
    let entry = match admitted(&desk, &request, &posted.form).await {
        Ok(entry) => entry,
        Err(Problem::Faults(faults)) => {
            return desk.again(typed, faults, |_, form| Ok(CodePage { form, from_link: false })).await;
        }
        Err(problem) => return Err(problem),
    };
    let account = match (posted.form.account, entry.accounts.as_slice()) {
        (_, [only]) => only.id,
        (Some(chosen), several) if several.iter().any(|account| account.id == chosen) => chosen,
        (_, several) => {
            let people = several.iter().map(|account| (account.id, account.called.clone())).collect();
            return desk.page(move |_| Ok(WhoPage { form: typed, people })).await;
        }
    };
    let (device, to, cookies) = (device_of(&request), here(&posted.form.to).to_owned(), desk.cookies());
    desk.act(Actor::Account(account), &Once::not_needed(), move |act| {
        store::use_up(act, entry.sign_in.id)?;
        let token = store::start_session(act, account, &device)?;
        Ok(see(to).with_cookie(session_cookie(cookies, token)).with_cookie(cookies.take(ASKED)))
    })
    .await
}

/// A request that was answered rightly, and whom it lets in.
struct Entry {
    sign_in: SignIn,
    accounts: Vec<Account>,
}

async fn admitted(desk: &Desk, request: &HttpRequest, entering: &Entering) -> Result<Entry, Problem> {
    let browser = desk.cookies().read(request, ASKED).ok_or(NoEntry::OtherBrowser)?;
    let found = desk
        .look(move |look| {
            let Some(sign_in) = store::asked_by(look.conn, &browser)? else { return Ok(None) };
            rules::may_answer(&sign_in.asked(), look.now.0)?;
            let address = Address::parse(&sign_in.address).map_err(Problem::broken)?;
            let accounts = store::accounts_at(look.conn, look.branch.id, &address)?;
            Ok(Some(Entry { sign_in, accounts }))
        })
        .await?;
    let entry = found.ok_or(NoEntry::WrongCode)?;
    if answers(&entry.sign_in, entering) && !entry.accounts.is_empty() {
        return Ok(entry);
    }
    let wrong = entry.sign_in.id;
    desk.act(Actor::Visitor, &Once::not_needed(), move |act: &mut Act<'_>| {
        store::count_try(act, wrong)?;
        Ok(See::default())
    })
    .await?;
    Err(NoEntry::WrongCode.into())
}

/// Whether the code or the link's secret is the one that was sent. Both are compared as hashes, so the time it takes says nothing.
fn answers(sign_in: &SignIn, entering: &Entering) -> bool {
    let code: String = entering.code.to_uppercase().chars().filter(char::is_ascii_alphanumeric).collect();
    hash_of(&code) == sign_in.code_hash || hash_of(&entering.token) == sign_in.token_hash
}

/// Only a path on this site: an address elsewhere would make our sign-in a trap.
fn here(to: &str) -> &str {
    if to.starts_with('/') && !to.starts_with("//") && !to.contains(['\\', '\r', '\n']) { to } else { "/" }
}

/// What to call the device in the list of sessions: no more than a person needs to know it by.
fn device_of(request: &HttpRequest) -> String {
    let agent = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kinds = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Macintosh", "Mac"),
        ("Linux", "Linux"),
    ];
    kinds.iter().find(|(sign, _)| agent.contains(sign)).map_or("another device", |(_, name)| name).to_owned()
}
