//! What stands in the columns of a list beside some people, as a form shows it and as it comes back.

use std::collections::HashMap;

use super::columns::{self, Cells, Column, Kind, YES};
use crate::{
    db::{BranchId, Conn, MemberId, RowId},
    members::{self, naming},
    web::{Filled, Problem},
};

/// The columns of a list, with their cells.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub columns: Vec<Column>,
    cells: HashMap<RowId, Cells>,
    /// Those who are named in cells.
    names: HashMap<MemberId, String>,
}

/// The field of a cell.
pub fn field(column: RowId, member: MemberId) -> String {
    format!("{column}.{member}")
}

/// The cell of a field; none where it is another field of the form.
pub fn cell_of(field: &str) -> Option<(RowId, MemberId)> {
    let (column, member) = field.split_once('.')?;
    Some((column.parse().ok()?, member.parse().ok()?))
}

impl Sheet {
    /// Reads what stands beside these people.
    ///
    /// # Errors
    /// The database's.
    pub fn of(conn: &mut Conn, branch: BranchId, list: RowId, people: &[MemberId]) -> Result<Self, Problem> {
        let columns = columns::columns(conn, branch, list)?;
        let ids: Vec<RowId> = columns.iter().map(|column| column.id).collect();
        let cells = columns::cells(conn, branch, &ids, people)?;
        let named = columns.iter().filter(|column| column.kind == Kind::Person).flat_map(|column| {
            let cells = cells.get(&column.id);
            people.iter().filter_map(move |id| cells?.shown(*id).parse().ok())
        });
        let named: Vec<MemberId> = named.collect();
        let names = members::names(conn, branch, &named)?;
        Ok(Self { columns, cells, names })
    }

    /// What a cell says, as a form writes it.
    pub fn text(&self, column: &Column, member: MemberId) -> &str {
        let value = self.cells.get(&column.id).map_or("", |cells| cells.shown(member));
        match column.kind {
            Kind::Person => value.parse().ok().and_then(|id| self.names.get(&id)).map_or("", String::as_str),
            _ => value,
        }
    }

    /// The cell behind it.
    pub fn cell(&self, column: RowId, member: MemberId) -> Option<&columns::Cell> {
        self.cells.get(&column).and_then(|cells| cells.cell(member))
    }

    pub fn column(&self, id: RowId) -> Option<&Column> {
        self.columns.iter().find(|column| column.id == id)
    }

    /// What stands beside these people, field by field.
    pub fn filled(&self, people: &[MemberId]) -> Filled {
        let values = people.iter().flat_map(|member| {
            self.columns.iter().map(|column| (field(column.id, *member), self.text(column, *member).to_owned()))
        });
        Filled { values: values.collect(), ..Filled::default() }
    }
}

/// What was typed into a cell of a column, as it is kept.
///
/// # Errors
/// What to type instead; inside, the database's.
pub fn read(conn: &mut Conn, branch: BranchId, kind: Kind, typed: &str) -> Result<Result<String, String>, Problem> {
    Ok(match kind {
        Kind::Tick | Kind::Place => Ok(if typed == YES { YES.to_owned() } else { String::new() }),
        Kind::Words => columns::may_be_words(typed).map_err(|fault| fault.to_string()),
        Kind::Person if typed.trim().is_empty() => Ok(String::new()),
        Kind::Person => {
            let meant = naming::meant(conn, branch, typed)?;
            meant.one().map(|member| member.to_string()).map_err(|fault| fault.to_string())
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_of_a_cell_names_it_and_other_fields_name_none() {
        let (column, member) = (RowId::fresh(), MemberId::fresh());
        assert_eq!(cell_of(&field(column, member)), Some((column, member)));
        assert_eq!(["who", "a.b", ""].map(cell_of), [None; 3]);
    }
}
