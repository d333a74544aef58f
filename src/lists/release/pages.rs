//! Files that wait for a second officer, or for the one who asked.

use std::collections::HashMap;

use actix_web::{
    middleware::from_fn,
    web::{self, Path, ServiceConfig},
};
use chrono::Days;
use serde::Serialize;

use super::{
    super::{
        asks::Typed,
        kept::Kept,
        pages::{file_of, question},
        store as lists,
        takeaway::Takeaway,
    },
    Release, Wish,
    rules::{self, Stands},
    store::{self, Word},
};
use crate::{
    accounts::{self, Holding, ManageMembers, SignedIn},
    db::{AccountId, Instant, MemberId, RowId},
    members::Purpose,
    render::Page,
    web::{Answer, Desk, Look, Nothing, Once, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/lists/releases", web::get().to(show))
        .route("/lists/releases/{release}/agreement", web::post().to(agree).wrap(from_fn(accounts::weighty)))
        .route("/lists/releases/{release}/refusal", web::post().to(refuse))
        .route("/lists/releases/{release}/file", web::post().to(take).wrap(from_fn(accounts::weighty)));
}

/// So long a settled request still stands on the page.
const SHOWN: Days = Days::new(30);

/// "A file waits for a second officer."
#[derive(Debug, Serialize)]
pub struct ReleasesPage {
    lines: Vec<Line>,
    may_ask: bool,
}

/// One request.
#[derive(Debug, Serialize)]
struct Line {
    release: Release,
    /// "Mail addresses only".
    what: String,
    /// Whom it is about, in plain words.
    words: String,
    /// "About a meeting".
    purpose: String,
    by: String,
    is_own: bool,
    stands: Stands,
}

impl Page for ReleasesPage {
    const TEMPLATE: &'static str = "lists/releases.html";

    fn title(&self) -> String {
        "Files for many".into()
    }

    fn samples() -> Vec<Self> {
        let now = Instant::from(crate::clock::Clock::of_the_machine().now());
        let release = Release {
            id: RowId::fresh(),
            list_id: None,
            asks: "ward=Millbank".into(),
            what: Takeaway::Mail,
            purpose: Purpose::Meeting,
            people: 214,
            asked_by: AccountId::fresh(),
            asked_at: now,
            agreed_at: None,
            refused_at: None,
            taken_at: None,
        };
        let line = |stands, is_own| Line {
            what: release.what.label().into(),
            words: "Members who live in Millbank.".into(),
            purpose: release.purpose.chosen().into(),
            by: "Łucja Khan".into(),
            release: release.clone(),
            is_own,
            stands,
        };
        let lines = Stands::ALL.iter().flat_map(|stands| [line(*stands, true), line(*stands, false)]);
        vec![ReleasesPage { lines: lines.collect(), may_ask: true }, ReleasesPage { lines: Vec::new(), may_ask: false }]
    }
}

async fn show(desk: Desk, who: SignedIn) -> Answer {
    who.may_be_the_second()?;
    desk.page(move |look| page(look, &who)).await
}

fn page(look: &mut Look<'_>, who: &SignedIn) -> Result<ReleasesPage, Problem> {
    let since = Instant::from(look.now.checked_sub_days(SHOWN).unwrap_or(look.now.0));
    let releases = store::since(look.conn, look.branch.id, since)?;
    let called = accounts::called(look.conn, releases.iter().map(|release| release.asked_by))?;
    let lines = releases.into_iter().map(|release| line(release, &called, who.account, look.now)).collect();
    Ok(ReleasesPage { lines, may_ask: who.may(accounts::Permission::ManageMembers) })
}

fn line(release: Release, called: &HashMap<AccountId, String>, reader: AccountId, now: Instant) -> Line {
    let asks = Typed::of_query(&release.asks).and_then(|typed| typed.read().ok()).unwrap_or_default();
    Line {
        what: release.what.label().to_owned(),
        words: asks.in_words(),
        purpose: release.purpose.chosen().to_owned(),
        by: called.get(&release.asked_by).cloned().unwrap_or_else(|| "Somebody".to_owned()),
        is_own: release.asked_by == reader,
        stands: release.stands(now),
        release,
    }
}

/// Asks for a file about so many people.
pub async fn asked_for(desk: &Desk, who: &Holding<ManageMembers>, wish: Wish, people: usize, once: &Once) -> Answer {
    let by = who.account;
    desk.act(who.actor(), once, move |act| {
        store::ask(act, &wish, i32::try_from(people).unwrap_or(i32::MAX), by)?;
        Ok(see("/lists/releases").saying("The file is asked for. Once another officer has agreed, you can take it here."))
    })
    .await
}

async fn agree(desk: Desk, who: SignedIn, id: Path<RowId>, posted: Posted<Nothing>) -> Answer {
    settle(desk, who, *id, posted, Word::Yes).await
}

async fn refuse(desk: Desk, who: SignedIn, id: Path<RowId>, posted: Posted<Nothing>) -> Answer {
    settle(desk, who, *id, posted, Word::No).await
}

async fn settle(desk: Desk, who: SignedIn, id: RowId, posted: Posted<Nothing>, word: Word) -> Answer {
    who.may_be_the_second()?;
    let by = who.account;
    desk.act(who.actor(), &posted.once, move |act| {
        let (branch, now) = (act.branch(), act.at());
        let release = store::find(act.conn(), branch, id)?;
        rules::may_settle(&release, by, now)?;
        store::settle(act, &release, by, word)?;
        Ok(see("/lists/releases").saying(match word {
            Word::Yes => "You have agreed. Whoever asked can take the file within a week.",
            Word::No => "You have refused. No file is made.",
        }))
    })
    .await
}

/// The file itself, once.
async fn take(desk: Desk, who: Holding<ManageMembers>, id: Path<RowId>, _: Posted<Nothing>) -> Answer {
    let (id, by) = (*id, who.account);
    let (release, ids) = desk.look(move |look| ready(look, id, by)).await?;
    file_of(&desk, &who, (release.what, release.purpose), (ids, Some(release))).await
}

fn ready(look: &mut Look<'_>, id: RowId, by: AccountId) -> Result<(Release, Vec<MemberId>), Problem> {
    let release = store::find(look.conn, look.branch.id, id)?;
    let today = look.today();
    let ids = match release.list_id {
        Some(list) => Kept::open(look.conn, &look.branch, (list, by), today)?.on,
        None => {
            let asks = question(&release.asks).and_then(|typed| typed.read()).map_err(Problem::Faults)?;
            lists::found(look.conn, &look.branch, &asks, today)?
        }
    };
    rules::may_take(&release, by, ids.len(), look.now)?;
    Ok((release, ids))
}
