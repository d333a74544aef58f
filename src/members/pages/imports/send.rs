//! Sending in this month's list, and the lists that came before.

use actix_web::web::{self, ServiceConfig};
use serde::Serialize;

use super::{
    super::{
        super::{
            how_read::HowRead,
            import::{Import, State, Tally},
            reconcile::{self, List, Unreadable},
            store,
        },
        Way, sample_ways, ways,
    },
    reading,
};
use crate::{
    accounts::{Holding, ManageMembers},
    db::{ImportId, Instant},
    render::{Page, dates, words::plural},
    web::{Answer, Desk, Faults, Filled, Look, Problem, Uploaded, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/import", web::get().to(form)).route("/members/import", web::post().to(send));
}

/// So many past lists are shown: two years of months.
const LISTS: i64 = 24;

/// "Send in this month's list."
#[derive(Debug, Serialize)]
pub struct SendPage {
    ways: Vec<Way>,
    head: String,
    form: Filled,
    lists: Vec<Line>,
}

/// A list that came, as one line.
#[derive(Debug, Serialize)]
struct Line {
    id: ImportId,
    file_name: String,
    received_at: Instant,
    state: State,
    /// "13 joined, 52 details changed, 3 missing".
    words: String,
}

impl Page for SendPage {
    const TEMPLATE: &'static str = "members/import/send.html";

    fn title(&self) -> String {
        "Membership lists".into()
    }

    fn samples() -> Vec<Self> {
        let now = Instant::from(crate::clock::Clock::of_the_machine().now());
        let line = |state| Line {
            id: ImportId::fresh(),
            file_name: "hq_2026-10.csv".into(),
            received_at: now,
            state,
            words: happened(&Tally { new: 13, changed: 52, missing: 3, ..Tally::default() }, state),
        };
        let wrong = Filled::default().but(Faults::at("list", "The file is empty."));
        let page = |form, lists| SendPage { ways: sample_ways("/members/import"), head: "Load the list".into(), form, lists };
        vec![page(wrong, State::ALL.iter().map(|state| line(*state)).collect()), page(Filled::default(), Vec::new())]
    }
}

async fn form(desk: Desk, who: Holding<ManageMembers>) -> Answer {
    let ways = ways(&who, "/members/import");
    desk.page(move |look| page(look, ways, Filled::default())).await
}

fn page(look: &mut Look<'_>, ways: Vec<Way>, form: Filled) -> Result<SendPage, Problem> {
    let branch = look.branch.id;
    let imports = store::imports(look.conn, branch, LISTS)?;
    let ids: Vec<ImportId> = imports.iter().map(|import| import.id).collect();
    let tallies = store::tallies(look.conn, branch, &ids)?;
    let last = store::last_applied(look.conn, branch)?;
    let head = head(look, last.as_ref());
    let line = |import: Import| Line {
        words: happened(&tallies.get(&import.id).copied().unwrap_or_default(), import.state),
        id: import.id,
        file_name: import.file_name,
        received_at: import.received_at,
        state: import.state,
    };
    Ok(SendPage { ways, head, form, lists: imports.into_iter().map(line).collect() })
}

fn head(look: &Look<'_>, last: Option<&Import>) -> String {
    match last.and_then(|last| last.applied_at) {
        Some(at) => {
            format!("The last membership list was loaded {}.", dates::from_today(look.branch.date_of(at), look.today()))
        }
        None => "No membership list was loaded yet.".to_owned(),
    }
}

fn happened(tally: &Tally, state: State) -> String {
    match state {
        State::Received => "Looked at, and not applied.".to_owned(),
        State::Undone => "Applied, and taken back.".to_owned(),
        State::Applied => format!(
            "{} entered, {} changed, {} missing from the list.",
            plural(tally.new.into(), "member", "members"),
            plural(tally.changed.into(), "detail", "details"),
            tally.missing
        ),
    }
}

async fn send(desk: Desk, who: Holding<ManageMembers>, sent: Uploaded) -> Answer {
    let ways = ways(&who, "/members/import");
    let (typed, own_words) = (sent.typed(), sent.field("own_words") == "yes");
    let Uploaded { file_name, bytes, once, .. } = sent;
    if file_name.is_empty() {
        let faults = Faults::at("list", "Choose the file of the membership list.");
        return desk.again(typed, faults, |look, form| page(look, ways, form)).await;
    }
    let read = web::block(move || (guessed(&bytes, own_words), bytes)).await.map_err(Problem::broken)?;
    let ((list, doubt), bytes) = match read {
        (Ok(guessed), bytes) => (guessed, bytes),
        (Err(unreadable), _) => {
            let faults = Faults::at("list", unreadable.to_string());
            return desk.again(typed, faults, |look, form| page(look, ways, form)).await;
        }
    };
    let answer = desk.act(who.actor(), &once, move |act| {
        let (branch, shape) = (act.branch(), store::shape_of(&list));
        let remembered = store::remembered(act.conn(), branch, &shape)?;
        let again = remembered.and_then(|remembered| remembered.reading.read_again(&bytes).ok());
        if let (None, Some(doubt)) = (&again, doubt) {
            return Err(Problem::Faults(Faults::at("list", doubt.to_string())));
        }
        let (list, how) = again.unwrap_or_else(|| (list, HowRead::default()));
        let import = store::receive(act, &file_name, &bytes, (&list, &shape, &how.kept()))?;
        let next = if list.knows_people() { "" } else { "/reading" };
        Ok(see(format!("/members/import/{import}{next}")))
    });
    desk.or_again(answer.await, typed, |look, form| page(look, ways, form)).await
}

/// The list as it looks. Where none of its headings is known, also why it is turned away, unless whoever sends it will say
/// what they mean.
fn guessed(bytes: &[u8], own_words: bool) -> Result<(List, Option<Unreadable>), Unreadable> {
    let list = reading::read(bytes, "", &HowRead::default())?;
    let doubt = if own_words || list.knows_people() { None } else { reconcile::read(bytes).err() };
    Ok((list, doubt))
}
