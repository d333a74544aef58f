//! The table of a kept list: its people in pages of fifty, each with a cell for every working column.

use serde::Serialize;

use super::super::super::{
    columns::{Column, Kind, YES},
    kept::Kept,
    sheet::{Sheet, cell_of, field},
};
use crate::{
    accounts,
    db::MemberId,
    members::{self, Person},
    render::dates,
    web::{Faults, Filled, Look, Problem},
};

/// A row of the table.
#[derive(Debug, Serialize)]
pub struct Row {
    pub person: Person,
    /// Whether they were ticked, in a form that comes back.
    pub is_chosen: bool,
    pub cells: Vec<CellShown>,
}

/// A cell as the form has it.
#[derive(Debug, Serialize)]
pub struct CellShown {
    pub name: String,
    /// "Rung: Łucja Khan".
    pub label: String,
    pub heading: String,
    pub kind: Kind,
    pub value: String,
    pub fault: Option<String>,
}

/// The rows, and the form that they are part of.
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub form: Filled,
}

impl Table {
    /// The table of these people. A form that comes back has what was typed; the others have what stands.
    pub fn of(look: &mut Look<'_>, kept: &Kept, people: &[MemberId], form: Filled) -> Result<Self, Problem> {
        let people = with_those_of(people, &form);
        let sheet = Sheet::of(look.conn, look.branch.id, kept.list.id, &people)?;
        let persons = members::persons(look.conn, look.branch.id, &people)?;
        let form = clashes_said(look, &sheet, &persons, form)?.and_what_stands(&sheet.filled(&people));
        let rows = persons.into_iter().map(|person| row(&sheet, &form, person)).collect();
        Ok(Self { columns: sheet.columns, rows, form })
    }
}

fn row(sheet: &Sheet, form: &Filled, person: Person) -> Row {
    let cell = |column: &Column| {
        let name = field(column.id, person.id);
        CellShown {
            label: format!("{}: {}", column.label, person.name),
            heading: column.label.clone(),
            kind: column.kind,
            value: form.value(&name).to_owned(),
            fault: form.faults.get(&name).cloned(),
            name,
        }
    };
    let id = person.id.to_string();
    Row {
        is_chosen: form.value("who").lines().any(|chosen| chosen == id),
        cells: sheet.columns.iter().map(cell).collect(),
        person,
    }
}

/// These people, and those who stood in a form that comes back: nothing that was typed is lost because somebody is found no more.
fn with_those_of(people: &[MemberId], form: &Filled) -> Vec<MemberId> {
    let mut all = people.to_vec();
    for (_, member) in form.values.keys().filter_map(|field| cell_of(field)) {
        if !all.contains(&member) {
            all.push(member);
        }
    }
    all
}

/// The same form, saying at each cell that somebody else wrote meanwhile whose word stands there now.
fn clashes_said(look: &mut Look<'_>, sheet: &Sheet, persons: &[Person], mut form: Filled) -> Result<Filled, Problem> {
    if form.meanwhile.is_empty() {
        return Ok(form);
    }
    let of_cells = form.meanwhile.keys().filter_map(|field| cell_of(field)).filter_map(|(id, member)| sheet.cell(id, member));
    let called = accounts::called(look.conn, of_cells.filter_map(|cell| cell.set_by))?;
    let mut faults = Faults::default();
    for (field, each) in &form.meanwhile {
        let Some((id, member)) = cell_of(field) else { continue };
        let (Some(column), Some(person)) = (sheet.column(id), persons.iter().find(|person| person.id == member)) else {
            continue;
        };
        let said = |value: &str| in_words(column.kind, value);
        let cell = sheet.cell(id, member);
        let by = cell.and_then(|cell| called.get(&cell.set_by?)).map_or("Somebody", String::as_str);
        let at = cell.map(|cell| format!(" on {}", dates::moment(cell.set_at.0, look.branch.zone))).unwrap_or_default();
        let (stands, typed) = (said(&each.stands), said(each.typed.as_deref().unwrap_or_default()));
        faults.add(
            field,
            format!(
                "{}, {}: {by} wrote meanwhile{at}, and {stands} stands there. You wrote {typed}, which is in the cell: save once more \
                 to let it stand.",
                person.name, column.label
            ),
        );
    }
    form.summary.clear();
    form.faults.clear();
    Ok(form.but(faults))
}

fn in_words(kind: Kind, value: &str) -> String {
    match (kind, value) {
        (Kind::Tick | Kind::Place, YES) => "a tick".to_owned(),
        (Kind::Tick | Kind::Place, _) => "no tick".to_owned(),
        (_, "") => "nothing".to_owned(),
        (_, value) => format!("“{value}”"),
    }
}
