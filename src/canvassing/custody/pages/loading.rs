//! One register: what is in it, loading it, and taking it back.

use std::thread;

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        preview::{DistrictLine, DoubtLine, EntryLine, MarkerLine, Preview, ProblemLine},
        progress, rules,
    },
    registers::sample_file,
};
use crate::{
    accounts::{CoordinateCanvass, Holding},
    audit::{Act, Actor},
    branch,
    canvassing::{
        contacts,
        electors::{
            self, Basis, Compared, Fate, NoLoad, RegisterFile, State, Terms, may_be_held, may_be_loaded, may_load, usual_end,
        },
        polling,
        register::{self, Register},
        rounds, voting_lists,
    },
    db::RegisterId,
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Nothing, Posted, Problem, see, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/registers/{register}", web::get().to(show))
        .route("/canvass/registers/{register}/loading", web::post().to(load))
        .route("/canvass/registers/{register}/keeping", web::post().to(keep))
        .route("/canvass/registers/{register}/undoing", web::post().to(undo));
}

/// A ground that the form offers.
#[derive(Debug, Serialize)]
struct Ground {
    value: Basis,
    label: &'static str,
    hint: &'static str,
}

/// "register.csv": before loading what is in it, afterwards what became of it.
#[derive(Debug, Serialize)]
pub struct RegisterPage {
    file: RegisterFile,
    fate: Fate,
    preview: Option<Preview>,
    basis: Option<&'static str>,
    /// How it compares with what was in force before it, where something was.
    compared: Option<Compared>,
    /// Results recorded at its doors since it was loaded.
    results: i64,
    grounds: Vec<Ground>,
    form: Filled,
}

impl Page for RegisterPage {
    const TEMPLATE: &'static str = "canvassing/register.html";
    fn title(&self) -> String {
        format!("Register {}", self.file.file_name)
    }
    fn samples() -> Vec<Self> {
        let preview = Preview {
            layout: "Xpress, full register, one column for the name",
            encoding: "utf-8".into(),
            rows: 4,
            electors: 3,
            doors: 2,
            streets: 1,
            attainers: 1,
            without_address: 1,
            doubtful_doors: 1,
            doubts: vec![DoubtLine { address: "Mill Lane".into(), why: "there is no house number".into() }],
            more_doubts: 2,
            districts: vec![DistrictLine { code: "NSB1".into(), electors: 3 }],
            markers: vec![MarkerLine { letter: 'Q', words: "meaning not known here".into(), is_known: false, electors: 1 }],
            problems: vec![ProblemLine { row: 3, words: "“x” is not an elector number".into() }],
            more_problems: 2,
            first: vec![EntryLine {
                number: "NSB1-1".into(),
                surname: "Smith".into(),
                forenames: "Ana".into(),
                address: "1 Mill Lane".into(),
            }],
        };
        let sound = Preview {
            problems: Vec::new(),
            more_problems: 0,
            markers: Vec::new(),
            doubtful_doors: 0,
            doubts: Vec::new(),
            more_doubts: 0,
            ..preview.clone()
        };
        let page = |fate, preview, results, form| RegisterPage {
            file: sample_file(fate),
            fate,
            preview,
            basis: Some(Basis::Party.words()),
            compared: (fate == Fate::InForce).then_some(Compared { same: 8_600, new: 154, gone: 120 }),
            results,
            grounds: grounds(Basis::ALL),
            form,
        };
        let wrong = Filled::default().but(Faults::at("basis", NoLoad::NoBasis.to_string()));
        vec![
            page(Fate::Waiting, Some(preview), 0, wrong),
            page(Fate::Waiting, Some(sound), 0, Filled::default()),
            page(Fate::InForce, None, 0, Filled::default()),
            page(Fate::InForce, None, 12, Filled::default()),
            page(Fate::Replaced, None, 0, Filled::default()),
            page(Fate::TakenBack, None, 0, Filled::default()),
            page(Fate::Destroyed, None, 0, Filled::default()),
        ]
    }
}

fn grounds(open: &[Basis]) -> Vec<Ground> {
    open.iter().map(|basis| Ground { value: *basis, label: basis.words(), hint: basis.consequence() }).collect()
}

fn page(look: &mut Look<'_>, id: RegisterId, form: Filled) -> Result<RegisterPage, Problem> {
    let branch = look.branch.id;
    let file = electors::find_register(look.conn, branch, id)?;
    let fate = file.fate(electors::in_force(look.conn, branch)?.contains(&id));
    let read = waiting(look, id)?;
    let is_fitting = |basis: &Basis| read.as_ref().is_none_or(|read| may_be_held(read, *basis).is_ok());
    let open: Vec<Basis> = Basis::open_to(look.branch.kind).iter().copied().filter(is_fitting).collect();
    let preview = read.as_ref().map(Preview::of);
    let results = contacts::results_since(look.conn, branch, &file)?;
    let basis = file.basis.map(Basis::words);
    let compared = if fate == Fate::InForce { electors::compared(look.conn, branch, id)? } else { None };
    Ok(RegisterPage { file, fate, preview, basis, compared, results, grounds: grounds(&open), form })
}

/// What is in a file that waits; nothing once it is loaded or gone.
fn waiting(look: &mut Look<'_>, id: RegisterId) -> Result<Option<Register>, Problem> {
    let branch = look.branch.id;
    if electors::find_register(look.conn, branch, id)?.state != State::Waiting {
        return Ok(None);
    }
    let bytes = electors::file_of(look.conn, branch, id)?;
    register::read(&bytes).map(Some).map_err(Problem::broken)
}

async fn show(desk: Desk, _: Holding<CoordinateCanvass>, id: Path<RegisterId>) -> Answer {
    let register = *id;
    let file = desk.look(move |look| Ok(electors::find_register(look.conn, look.branch.id, register)?)).await?;
    if file.state == State::Waiting && file.is_update() {
        return Ok(desk.go(&see(format!("/canvass/registers/{register}/update"))));
    }
    desk.page(move |look| {
        let form = Filled::with([("destroy_on", usual_end(look.today()).to_string())]);
        let mut page = page(look, *id, form)?;
        if let Some(usual) = page.grounds.first() {
            page.form.values.insert("basis".into(), usual.value.to_string());
        }
        Ok(page)
    })
    .await
}

#[derive(Deserialize)]
struct Loading {
    #[serde(default)]
    basis: String,
    #[serde(default)]
    destroy_on: String,
}

impl Loading {
    fn terms(&self) -> Result<Terms, Problem> {
        let mut faults = Faults::default();
        let basis = faults.take("basis", self.basis.parse::<Basis>().map_err(|_| NoLoad::NoBasis));
        let destroy_on = faults.take("destroy_on", typed::day(&self.destroy_on).ok_or(NoLoad::NoDay));
        faults.check()?;
        let (Some(basis), Some(destroy_on)) = (basis, destroy_on) else { return Err(NoLoad::NoDay.into()) };
        Ok(Terms { basis, destroy_on })
    }
}

/// The file is read before anybody who wants to write has to wait for it; a large one is loaded behind its page.
async fn load(desk: Desk, who: Holding<CoordinateCanvass>, id: Path<RegisterId>, posted: Posted<Loading>) -> Answer {
    let (id, typed) = (*id, posted.typed());
    let answer = match desk.look(move |look| waiting(look, id)).await? {
        Some(read) if read.entries.len() > progress::LARGE => load_behind(&desk, who.actor(), id, read, &posted.form).await,
        read => {
            desk.act(who.actor(), &posted.once, move |act| {
                let (terms, read) = (posted.form.terms()?, read.ok_or(rules::NoChange::NotWaiting)?);
                loaded(act, id, &read, &terms, &|_| {})?;
                let words =
                    format!("{} electors are loaded. Now the polling districts can be cut into rounds.", read.entries.len());
                Ok(see("/canvass").saying(words).with_undo(format!("/canvass/registers/{id}/undoing"), "Take it back"))
            })
            .await
        }
    };
    desk.or_again(answer, typed, move |look, form| page(look, id, form)).await
}

/// Loads what was read on these terms; `told` hears how many electors are written down.
fn loaded(act: &mut Act<'_>, id: RegisterId, read: &Register, terms: &Terms, told: &dyn Fn(usize)) -> Result<(), Problem> {
    let body = act.branch();
    let branch = branch::find(act.conn(), body)?;
    may_load(branch.kind, terms, branch.date_of(act.at()))?;
    rules::may_settle(electors::find_register(act.conn(), body, id)?.state)?;
    may_be_loaded(read)?;
    may_be_held(read, terms.basis)?;
    Ok(electors::load(act, id, read, terms, told)?)
}

/// Begins to load a large register and shows the page that follows it. What speaks against it is asked first, while somebody
/// reads the answer; pressed twice, it is begun once.
async fn load_behind(desk: &Desk, actor: Actor, id: RegisterId, read: Register, form: &Loading) -> Answer {
    let terms = form.terms()?;
    may_be_loaded(&read)?;
    may_be_held(&read, terms.basis)?;
    let may_begin = desk.look(move |look| {
        may_load(look.branch.kind, &terms, look.today())?;
        rules::may_settle(electors::find_register(look.conn, look.branch.id, id)?.state)?;
        Ok(look.branch.id)
    });
    let branch = may_begin.await?;
    if let Some(loading) = progress::Loading::begin(id, read.entries.len()) {
        let scribe = desk.scribe().clone();
        // A thread of its own: the few that answer pages are not held up.
        thread::spawn(move || {
            let told = |done| loading.reach(done);
            let outcome = scribe.act::<_, Problem>(branch, actor, |act| loaded(act, id, &read, &terms, &told));
            loading.end(outcome.map_err(|problem| {
                tracing::error!(?problem, "a large register was not loaded");
                problem.to_string()
            }));
        });
    }
    Ok(desk.go(&see(format!("/canvass/registers/{id}/progress"))))
}

/// Takes a loaded register back, or throws a waiting file away.
async fn undo(desk: Desk, who: Holding<CoordinateCanvass>, id: Path<RegisterId>, posted: Posted<Nothing>) -> Answer {
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let file = electors::find_register(act.conn(), branch, *id)?;
        let results = contacts::results_since(act.conn(), branch, &file)?;
        let updates = electors::updates_after(act.conn(), branch, *id)?;
        rules::may_undo(file.state, results, updates)?;
        if file.state == State::Waiting {
            electors::throw_away(act, *id)?;
        } else {
            polling::forget_votes_of(act, *id)?;
            voting_lists::forget_electors_of(act, *id)?;
            let cut = rounds::doors_ever_cut(act.conn(), branch)?;
            electors::undo(act, *id, &cut)?;
        }
        Ok(see("/canvass/registers").saying("The register and its entries are gone."))
    })
    .await
}

#[derive(Deserialize)]
struct Keeping {
    #[serde(default)]
    destroy_on: String,
    #[serde(default)]
    because: String,
}

/// Keeps a register until another day.
async fn keep(desk: Desk, who: Holding<CoordinateCanvass>, id: Path<RegisterId>, posted: Posted<Keeping>) -> Answer {
    let (id, typed_form) = (*id, posted.typed());
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let body = act.branch();
            let branch = branch::find(act.conn(), body)?;
            let file = electors::find_register(act.conn(), body, id)?;
            let loaded = file.settled_at.filter(|_| file.state == State::Loaded && file.destroyed_at.is_none());
            let because = posted.form.because.trim();
            let (loaded_on, today) = (loaded.map(|at| branch.date_of(at)), branch.date_of(act.at()));
            let until = rules::may_keep(loaded_on, typed::day(&posted.form.destroy_on), because, today)?;
            electors::keep_until(act, id, until, because)?;
            Ok(see(format!("/canvass/registers/{id}")).saying("The day is changed, and the reason stands in the record."))
        })
        .await;
    desk.or_again(answer, typed_form, move |look, form| page(look, id, form)).await
}
