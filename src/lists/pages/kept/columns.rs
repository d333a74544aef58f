//! The columns of a list: adding one, its name, its place, and putting it away.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::super::{
    columns::{self, Column, HINT, Kind, MOST, UNDER_ROOF},
    kept::{self, Whose},
};
use crate::{
    accounts::{Holding, ManageMembers},
    branch,
    db::RowId,
    render::Page,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/lists/{list}/columns", web::get().to(show))
        .route("/lists/{list}/columns", web::post().to(add))
        .route("/lists/{list}/columns/{column}/name", web::post().to(rename))
        .route("/lists/{list}/columns/{column}/earlier", web::post().to(move_earlier))
        .route("/lists/{list}/columns/{column}/removal", web::post().to(remove))
        .route("/lists/{list}/columns/{column}/removal/undoing", web::post().to(bring_back));
}

/// "The columns of Millbank without mail".
#[derive(Debug, Serialize)]
pub struct ColumnsPage {
    id: RowId,
    name: String,
    roof: &'static str,
    hint: &'static str,
    columns: Vec<Column>,
    /// Whether one more fits.
    may_add: bool,
    kinds: Vec<Choice>,
    form: Filled,
}

impl Page for ColumnsPage {
    const TEMPLATE: &'static str = "lists/columns.html";

    fn title(&self) -> String {
        format!("The columns of {}", self.name)
    }

    fn samples() -> Vec<Self> {
        let column = |label: &str, position| Column { id: RowId::fresh(), label: label.into(), kind: Kind::Tick, position };
        let page = |columns: Vec<Column>, form| ColumnsPage {
            id: RowId::fresh(),
            name: "Millbank without mail".into(),
            roof: UNDER_ROOF,
            hint: HINT,
            may_add: columns.is_empty(),
            columns,
            kinds: kinds(),
            form,
        };
        let wrong = Filled::default().but(Faults::at("label", "Write a name, such as “Rung”."));
        vec![page(vec![column("Rung", 1), column("Written to", 2)], Filled::default()), page(Vec::new(), wrong)]
    }
}

fn kinds() -> Vec<Choice> {
    Kind::CHOSEN.into_iter().map(|kind| Choice::of(kind.as_str(), kind.label())).collect()
}

async fn show(desk: Desk, who: Holding<ManageMembers>, list: Path<RowId>) -> Answer {
    let whose = (*list, who.account);
    desk.page(move |look| page(look, whose, Filled::default())).await
}

fn page(look: &mut Look<'_>, whose: Whose, form: Filled) -> Result<ColumnsPage, Problem> {
    let list = kept::usable(look.conn, look.branch.id, whose)?;
    let columns = columns::columns(look.conn, look.branch.id, list.id)?;
    let (id, name, may_add) = (list.id, list.name, columns.len() < MOST);
    Ok(ColumnsPage { id, name, roof: UNDER_ROOF, hint: HINT, columns, may_add, kinds: kinds(), form })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Naming {
    label: String,
    kind: String,
}

async fn add(desk: Desk, who: Holding<ManageMembers>, list: Path<RowId>, posted: Posted<Naming>) -> Answer {
    let (whose, typed, form) = ((*list, who.account), posted.typed(), posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let list = kept::usable(act.conn(), branch, whose)?.id;
        let others = columns::columns(act.conn(), branch, list)?;
        let label = columns::may_be_label(&form.label)
            .and_then(|label| columns::may_add(&label, others.iter().map(|column| column.label.as_str())).map(|()| label));
        let kind = Kind::CHOSEN.into_iter().find(|kind| kind.as_str() == form.kind).ok_or("Choose what stands in it.");
        let mut faults = Faults::default();
        let (label, kind) = (faults.take("label", label), faults.take("kind", kind));
        faults.check()?;
        let (Some(label), Some(kind)) = (label, kind) else { return Err(Problem::NotFound) };
        let today = branch::find(act.conn(), branch)?.date_of(act.at());
        columns::add(act, list, (&label, kind), today)?;
        Ok(see(format!("/lists/{list}/columns")).saying(format!("The column “{label}” is on the list.")))
    });
    desk.or_again(answer.await, typed, move |look, form| page(look, whose, form)).await
}

type Ids = Path<(RowId, RowId)>;

async fn rename(desk: Desk, who: Holding<ManageMembers>, ids: Ids, posted: Posted<Naming>) -> Answer {
    let ((list, column), by, form) = (*ids, who.account, posted.form);
    let field = format!("label-{column}");
    let typed = Filled::with([(field.as_str(), form.label.clone())]);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        kept::usable(act.conn(), branch, (list, by))?;
        let found = columns::find(act.conn(), branch, (list, column))?;
        let others = columns::columns(act.conn(), branch, list)?;
        let others = others.iter().filter(|other| other.id != found.id).map(|other| other.label.as_str());
        let label = columns::may_be_label(&form.label).and_then(|label| columns::may_add(&label, others).map(|()| label));
        let label = label.map_err(|fault| Problem::Faults(Faults::at(&field, fault.to_string())))?;
        columns::rename(act, list, column, &label)?;
        Ok(see(format!("/lists/{list}/columns")).saying(format!("The column is called “{label}” now.")))
    });
    desk.or_again(answer.await, typed, move |look, form| page(look, (list, by), form)).await
}

async fn move_earlier(desk: Desk, who: Holding<ManageMembers>, ids: Ids, posted: Posted<Nothing>) -> Answer {
    let ((list, column), by) = (*ids, who.account);
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        kept::usable(act.conn(), branch, (list, by))?;
        let found = columns::find(act.conn(), branch, (list, column))?;
        let order: Vec<RowId> = columns::columns(act.conn(), branch, list)?.iter().map(|column| column.id).collect();
        columns::reorder(act, list, &columns::moved(&order, found.id))?;
        Ok(see(format!("/lists/{list}/columns")).saying(format!("“{}” stands a place earlier.", found.label)))
    })
    .await
}

async fn remove(desk: Desk, who: Holding<ManageMembers>, ids: Ids, posted: Posted<Nothing>) -> Answer {
    let ((list, column), by) = (*ids, who.account);
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        kept::usable(act.conn(), branch, (list, by))?;
        let today = branch::find(act.conn(), branch)?.date_of(act.at());
        columns::put_away(act, (list, column), Some(today))?;
        let undo = format!("/lists/{list}/columns/{column}/removal/undoing");
        let said = "The column is put away. What stands in it is forgotten in thirty days.";
        Ok(see(format!("/lists/{list}/columns")).saying(said).with_undo(undo, "Undo"))
    })
    .await
}

async fn bring_back(desk: Desk, who: Holding<ManageMembers>, ids: Ids, posted: Posted<Nothing>) -> Answer {
    let ((list, column), by) = (*ids, who.account);
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        kept::usable(act.conn(), branch, (list, by))?;
        if columns::columns(act.conn(), branch, list)?.len() >= MOST {
            return Err(Problem::refused(columns::NoColumn::Full.to_string()));
        }
        columns::put_away(act, (list, column), None)?;
        Ok(see(format!("/lists/{list}/columns")).saying("The column is back, with all that stood in it."))
    })
    .await
}
