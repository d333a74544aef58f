//! Everything that a database holds, for stories about what must be gone.

use diesel::{QueryResult, QueryableByName, RunQueryDsl, sql_query, sql_types::Text};
use wardmote::db::Conn;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

fn lines(conn: &mut Conn, query: &str) -> QueryResult<Vec<String>> {
    let lines: Vec<Line> = sql_query(query).load(conn)?;
    Ok(lines.into_iter().map(|line| line.line).collect())
}

/// Every value of every table, as one text.
pub fn everything(conn: &mut Conn) -> QueryResult<String> {
    let is_embedded = conn.is_embedded();
    let tables = if is_embedded {
        "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    } else {
        "SELECT CAST(tablename AS TEXT) AS line FROM pg_tables WHERE schemaname = 'public'"
    };
    let mut all = String::new();
    for table in lines(conn, tables)? {
        let query = if is_embedded {
            let columns = lines(conn, &format!("SELECT 'quote(' || name || ')' AS line FROM pragma_table_info('{table}')"))?;
            format!("SELECT {} AS line FROM {table}", columns.join(" || ',' || "))
        } else {
            format!("SELECT CAST(row_to_json(t) AS TEXT) AS line FROM {table} t")
        };
        all.extend(lines(conn, &query)?.into_iter().map(|line| line + "\n"));
    }
    Ok(all)
}
