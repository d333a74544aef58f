//! What a list changed, taking it back, and the rows that were kept back.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::super::{
        Person,
        import::{Bucket, Change, Outcome, State, Tally},
        listed,
        reconcile::{self, Field},
        rules, store,
    },
    First,
    preview::shown,
    reading::Reading,
};
use crate::{
    accounts::{Holding, ManageMembers},
    db::{ImportId, Instant, MemberId},
    render::{Page, words::plural},
    web::{Answer, Desk, Look, Posted, Problem, download, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/import/{import}/undo", web::post().to(undo))
        .route("/members/import/{import}/problems.csv", web::get().to(problems));
}

/// How many lines each part shows.
const LINES: usize = 300;

/// "13 members were entered and 52 details changed."
#[derive(Debug, Serialize)]
pub struct ResultPage {
    id: ImportId,
    head: String,
    file_name: String,
    sender: Option<String>,
    applied_at: Option<Instant>,
    undone_at: Option<Instant>,
    /// The last moment for taking it back, while there is time.
    undo_until: Option<Instant>,
    entered: First<Line>,
    changed: First<Line>,
    left: First<Line>,
    kept: First<Line>,
    missing: First<Person>,
    /// Rows that were kept back, while the file is there to download them from.
    problems: i32,
}

/// One line of the change set.
#[derive(Debug, Serialize)]
struct Line {
    member: MemberId,
    name: String,
    number: String,
    label: &'static str,
    from: String,
    to: String,
    is_gone: bool,
}

impl Page for ResultPage {
    const TEMPLATE: &'static str = "members/import/result.html";

    fn title(&self) -> String {
        "What this list changed".into()
    }

    fn samples() -> Vec<Self> {
        vec![sample(true), sample(false)]
    }
}

pub fn result(look: &mut Look<'_>, import: ImportId) -> Result<ResultPage, Problem> {
    let branch = look.branch.id;
    let import = store::find_import(look.conn, branch, import)?;
    let lines = store::changes(look.conn, branch, import.id, Bucket::ALL)?;
    let ids: Vec<MemberId> = lines.iter().map(|line| line.member_id).collect();
    let names = store::names(look.conn, branch, &ids)?;
    let tally = store::tallies(look.conn, branch, &[import.id])?.remove(&import.id).unwrap_or_default();
    let missing: Vec<MemberId> =
        lines.iter().filter(|line| line.bucket == Bucket::Missing).map(|line| line.member_id).collect();
    let missing = store::persons(look.conn, branch, &missing)?;
    let has_file = store::has_file(look.conn, branch, import.id)?;
    let part = |wanted: &dyn Fn(&Change) -> bool| {
        let part = lines.iter().filter(|line| line.bucket != Bucket::Missing && wanted(line));
        First::of(part.map(|change| line(change, names.get(&change.member_id))).collect(), LINES)
    };
    let until = import.applied_at.map(|at| Instant::from(at.0 + rules::UNDO_FOR));
    let may_undo = rules::may_undo(import.state, import.applied_at.map(|at| at.0), look.now.0).is_ok();
    Ok(ResultPage {
        id: import.id,
        head: head(&tally, import.state),
        sender: store::sender(look.conn, &import)?,
        file_name: import.file_name,
        applied_at: import.applied_at,
        undone_at: import.undone_at,
        undo_until: until.filter(|_| may_undo),
        entered: part(&|line| line.bucket == Bucket::New && line.outcome != Outcome::Kept),
        changed: part(&|line| line.bucket != Bucket::New && matches!(line.outcome, Outcome::Taken | Outcome::Undone)),
        left: part(&|line| line.outcome == Outcome::Left),
        kept: part(&|line| line.outcome == Outcome::Kept),
        missing: First::of(missing, LINES),
        problems: if has_file { import.problems } else { 0 },
    })
}

fn head(tally: &Tally, state: State) -> String {
    let entered = plural(tally.new.into(), "member", "members");
    let changed = plural(tally.changed.into(), "detail", "details");
    match state {
        State::Undone if tally.kept > 0 => {
            format!(
                "The list is taken back, but for {} that somebody has changed since.",
                plural(tally.kept.into(), "line", "lines")
            )
        }
        State::Undone => "The list is taken back; the register is as it was.".to_owned(),
        _ => format!("{entered} entered, {changed} changed."),
    }
}

fn line(change: &Change, name: Option<&String>) -> Line {
    let field = Field::named(&change.field);
    let text = |text: &str| field.map_or_else(String::new, |field| shown(field, text));
    Line {
        member: change.member_id,
        name: name.cloned().unwrap_or_default(),
        number: change.number.clone(),
        label: field.map_or("", listed::words),
        from: text(&change.before),
        to: text(&change.after),
        is_gone: name.is_none(),
    }
}

#[derive(Deserialize)]
struct Nothing {}

async fn undo(desk: Desk, who: Holding<ManageMembers>, import: Path<ImportId>, posted: Posted<Nothing>) -> Answer {
    let Nothing {} = posted.form;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let import = store::find_import(act.conn(), branch, *import)?;
        rules::may_undo(import.state, import.applied_at.map(|at| at.0), act.at().0)?;
        let done = store::undo(act, &import)?;
        let said = format!(
            "Taken back: {} restored, {} taken out again.",
            plural(done.restored as i128, "detail", "details"),
            plural(done.taken_out as i128, "member", "members")
        );
        let kept =
            if done.kept > 0 { format!(" {} stay, for somebody has changed them since.", done.kept) } else { String::new() };
        Ok(see(format!("/members/import/{}", import.id)).saying(said + kept.as_str()))
    })
    .await
}

async fn problems(desk: Desk, _: Holding<ManageMembers>, import: Path<ImportId>) -> Answer {
    let scribe = desk.scribe().clone();
    let csv = desk
        .look(move |look| {
            let (today, vault) = (look.today(), scribe.vault().map_err(Problem::broken)?);
            let reading = Reading::of(look.conn, vault, &look.branch, *import, today)?;
            Ok(reconcile::problem_file(&reading.list))
        })
        .await?;
    Ok(download("rows-with-problems.csv", "text/csv; charset=utf-8", csv))
}

fn sample(full: bool) -> ResultPage {
    let now = Instant::from(crate::clock::Clock::of_the_machine().now());
    let line = |is_gone, label| Line {
        member: MemberId::fresh(),
        name: if is_gone { String::new() } else { "Łucja Khan".into() },
        number: "8000253".into(),
        label,
        from: "Eastfield".into(),
        to: "Millbank".into(),
        is_gone,
    };
    let some = |lines: Vec<Line>| First::of(if full { lines } else { Vec::new() }, 1);
    let person = Person { id: MemberId::fresh(), name: "Tom".into(), number: "8".into(), ward: None, class: None };
    let tally = Tally { new: 13, changed: 52, kept: 2, ..Tally::default() };
    ResultPage {
        id: ImportId::fresh(),
        head: head(&tally, if full { State::Undone } else { State::Applied }),
        file_name: "hq_2026-10.csv".into(),
        sender: full.then(|| "Nadia Rahman".into()),
        applied_at: Some(now),
        undone_at: full.then_some(now),
        undo_until: (!full).then_some(now),
        entered: some(vec![line(false, ""), line(true, "")]),
        changed: some(vec![line(false, "Ward"), line(false, "Ward")]),
        left: some(vec![line(false, "Ward")]),
        kept: some(vec![line(false, "Ward"), line(true, "")]),
        missing: First::of(if full { vec![person] } else { Vec::new() }, LINES),
        problems: i32::from(full),
    }
}
