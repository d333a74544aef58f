//! Every sealed value there is, as the holdings tell of them.

use diesel::{QueryableByName, RunQueryDsl, sql_types::Text};

use super::super::{
    holding::{Holding, Reads},
    holdings,
};
use crate::db::{BranchId, Conn, Place, RowId, sql::Id};

/// A column of sealed values.
#[derive(Debug, Clone, Copy)]
pub struct SealedColumn {
    pub held: &'static Holding,
    pub name: &'static str,
    /// The column that names the row.
    row: &'static str,
}

/// A value as it is kept.
#[derive(Debug, QueryableByName)]
pub struct Kept {
    #[diesel(sql_type = Id)]
    id: RowId,
    #[diesel(sql_type = Text)]
    pub value: String,
}

impl SealedColumn {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        holdings::all().flat_map(|held| {
            held.columns.iter().filter_map(move |column| match column.reads {
                Reads::Sealed(row) => Some(Self { held, name: column.name, row }),
                _ => None,
            })
        })
    }

    /// Where a value of it stands.
    pub fn place(self, kept: &Kept) -> Place<'static> {
        Place { table: self.held.table, column: self.name, row: kept.id.0 }
    }
}

/// The values of a branch in one column; those that say nothing are not sealed.
pub fn kept(conn: &mut Conn, branch: BranchId, column: SealedColumn) -> diesel::QueryResult<Vec<Kept>> {
    let SealedColumn { held: Holding { table, .. }, name, row } = column;
    let query = format!("SELECT {row} AS id, {name} AS value FROM {table} WHERE branch_id = $1 AND {name} <> ''");
    diesel::sql_query(query).bind::<Id, _>(branch).load(conn)
}

/// Puts the same value, sealed anew, in the place of what was kept.
pub fn replace(
    conn: &mut Conn,
    branch: BranchId,
    column: SealedColumn,
    before: &Kept,
    anew: &str,
) -> diesel::QueryResult<usize> {
    let SealedColumn { held: Holding { table, .. }, name, row } = column;
    let query = format!("UPDATE {table} SET {name} = $1 WHERE branch_id = $2 AND {row} = $3 AND {name} = $4");
    let query = diesel::sql_query(query).bind::<Text, _>(anew).bind::<Id, _>(branch);
    query.bind::<Id, _>(before.id).bind::<Text, _>(&before.value).execute(conn)
}
