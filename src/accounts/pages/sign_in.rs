//! Asking for a link, typing its code, and being let in.

use actix_web::{
    HttpRequest,
    http::header,
    web::{self, Query, ServiceConfig},
};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        Address,
        entrance::Entrance,
        limits,
        notices::{self, Told},
        rules::{self, NoEntry},
        session::{asks_second_step, session_cookie},
        store::{self, Account, Secrets, SignIn, hash_of},
    },
    here,
};
use crate::{
    audit::{Act, Actor},
    branch, clock,
    db::AccountId,
    mail,
    render::Page,
    web::{Answer, Desk, Faults, Filled, Once, Posted, Problem, see, sender},
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
/// The cookie by which a browser is known again: a sign-in on one that is not known is told to the owner. It opens nothing.
const KNOWN: &str = "wardmote-known";
/// So many days browsers keep a cookie at the longest.
const KNOWN_DAYS: i64 = 400;

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

/// Answers alike whether the address is known or not, now and when a code is typed: who is a member is nobody's business.
async fn send(desk: Desk, request: HttpRequest, posted: Posted<Asking>) -> Answer {
    let typed = posted.typed();
    let address = match Address::parse(&posted.form.address) {
        Ok(address) => address,
        Err(fault) => {
            let faults = Faults::at("address", fault.to_string());
            return desk.again(typed, faults, |look, form| Ok(AskPage { form, is_practice: look.branch.is_practice })).await;
        }
    };
    limits::may_ask(&desk.scribe().base_url(), &address, sender(&request))?;
    let secrets = Secrets::drawn();
    let asked = desk.cookies().bake(ASKED, secrets.browser.clone(), 0);
    let onward = serde_html_form::to_string([("to", here(&posted.form.to))]).unwrap_or_default();
    let code_page = see(format!("/sign-in/code?{onward}")).with_cookie(asked);
    // Not once only: a second press has a cookie of its own, and the mail that goes with it.
    desk.act(Actor::Visitor, &Once::not_needed(), move |act| {
        store::ask(act, &address, &secrets)?;
        let branch = act.branch();
        match store::accounts_at(act.conn(), branch, &address)?.first() {
            Some(account) => notices::way_in(act, account, &secrets)?,
            None => notices::as_if_written(act, &secrets)?,
        }
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
    let cookies = desk.cookies();
    let Some(browser) = cookies.read(&request, ASKED) else { return wrong(&desk, typed, NoEntry::OtherBrowser).await };
    let known = cookies.read(&request, KNOWN).unwrap_or_else(clock::secret_token);
    let entrance = Entrance::by_mail(device_of(&request), sender(&request));
    let (to, entering) = (here(&posted.form.to).to_owned(), posted.form);
    let keeps = cookies.bake(KNOWN, known.clone(), KNOWN_DAYS);
    let tried = desk.deed(Actor::Visitor, move |act| tried(act, &browser, &entering, &Coming { entrance, known })).await?;
    match tried {
        Tried::In { session, step } => {
            let onward = see(if step == Step::More { by_second_step(&to) } else { to });
            let onward = onward.with_cookie(session_cookie(cookies, session)).with_cookie(cookies.take(ASKED));
            Ok(desk.go(&onward.with_cookie(keeps)))
        }
        Tried::WhichOf(people) => desk.page(move |_| Ok(WhoPage { form: typed, people })).await,
        Tried::Not(refusal) => wrong(&desk, typed, refusal).await,
    }
}

/// Who comes: how, and by which cookie the browser is known again.
struct Coming {
    entrance: Entrance,
    known: String,
}

/// Whether a second step comes after the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Last,
    More,
}

/// What came of typing a code or pressing the link's button.
enum Tried {
    /// Signed in: the secret of the new session.
    In {
        session: String,
        step: Step,
    },
    /// Right, and several people share the address.
    WhichOf(Vec<(AccountId, String)>),
    Not(NoEntry),
}

/// Tries a code once. The request is read, tried, counted and used up in one act, so that a hundred tries sent at once are a
/// hundred tries, and a code lets in once.
fn tried(act: &mut Act<'_>, browser: &str, entering: &Entering, coming: &Coming) -> Result<Tried, Problem> {
    let (branch, now) = (act.branch(), act.at());
    let Some(sign_in) = store::asked_by(act.conn(), branch, browser)? else {
        store::note_failure(act);
        return Ok(Tried::Not(NoEntry::WrongCode));
    };
    if let Err(refusal) = rules::may_answer(&sign_in.asked(), now.0) {
        store::note_failure(act);
        return Ok(Tried::Not(refusal));
    }
    let address = Address::parse(&sign_in.address).map_err(Problem::broken)?;
    let accounts = store::accounts_at(act.conn(), branch, &address)?;
    if accounts.is_empty() || !answers(&sign_in, entering) {
        store::count_try(act, sign_in.id)?;
        return Ok(Tried::Not(NoEntry::WrongCode));
    }
    match chosen(&accounts, entering.account) {
        Some(account) => {
            store::use_up(act, sign_in.id)?;
            let_in(act, account, coming)
        }
        None => {
            store::note_answer(act);
            Ok(Tried::WhichOf(accounts.into_iter().map(|account| (account.id, account.called)).collect()))
        }
    }
}

/// Signs an account in, and tells its owner where this browser was not known before.
fn let_in(act: &mut Act<'_>, account: AccountId, coming: &Coming) -> Result<Tried, Problem> {
    let (branch, now) = (act.branch(), act.at());
    let session = store::start_session(act, account, &coming.entrance)?;
    let address = store::find(act.conn(), account)?.address;
    mail::revive(act, &address)?;
    if store::know_device(act, account, &coming.known)? {
        let Entrance { device, network, .. } = coming.entrance.clone();
        notices::told(act, account, &Told::NewDevice { device, network })?;
    }
    let branch = branch::find(act.conn(), branch)?;
    let holds = store::holds(act.conn(), account, branch.date_of(now))?;
    Ok(Tried::In { session, step: if asks_second_step(&branch, &holds) { Step::More } else { Step::Last } })
}

/// The way to a page by way of the second step.
fn by_second_step(to: &str) -> String {
    format!("/second-step?{}", serde_html_form::to_string([("to", to)]).unwrap_or_default())
}

/// The only account at the address, or the one that was chosen among several.
fn chosen(accounts: &[Account], choice: Option<AccountId>) -> Option<AccountId> {
    match accounts {
        [only] => Some(only.id),
        several => choice.filter(|choice| several.iter().any(|account| account.id == *choice)),
    }
}

/// The page for the code again, with why nobody was let in.
async fn wrong(desk: &Desk, typed: Filled, refusal: NoEntry) -> Answer {
    desk.again(typed, Faults::at("code", refusal.to_string()), |_, form| Ok(CodePage { form, from_link: false })).await
}

/// Whether the code or the link's secret is the one that was sent. Both are compared as hashes, so the time it takes says nothing.
fn answers(sign_in: &SignIn, entering: &Entering) -> bool {
    let code: String = entering.code.to_uppercase().chars().filter(char::is_ascii_alphanumeric).collect();
    hash_of(&code) == sign_in.code_hash || hash_of(&entering.token) == sign_in.token_hash
}

/// What to call the device in the list of sessions: no more than a person needs to know it by.
fn device_of(request: &HttpRequest) -> String {
    let agent = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    device_named(agent)
}

/// "Firefox on Android": the first of each that the browser names itself by. Most browsers also claim to be others, so the
/// rarer claims stand first.
fn device_named(agent: &str) -> String {
    let machines = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Macintosh", "Mac"),
        ("Linux", "Linux"),
    ];
    let browsers = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrom", "Chrome"),
        ("CriOS", "Chrome"),
        ("Safari/", "Safari"),
    ];
    let named = |kinds: &[(&str, &'static str)]| kinds.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name);
    match (named(&browsers), named(&machines)) {
        (Some(browser), Some(machine)) => format!("{browser} on {machine}"),
        (None, Some(machine)) => machine.to_owned(),
        _ => "another device".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::device_named;

    #[test]
    fn a_device_is_called_what_its_owner_calls_it() {
        let phone =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile Safari/604.1";
        let desk = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        let office = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0";
        assert_eq!([phone, desk, office].map(device_named), ["Safari on iPhone", "Firefox on Linux", "Edge on Windows"]);
        assert_eq!(device_named("curl/8"), "another device");
    }
}
