//! The branch's database: SQLite beside the program, or PostgreSQL when a federation outgrows one machine.
//!
//! `Conn` is one connection to either. Reads take `&mut Conn`; writes go through `audit::Act`, which is the only caller of
//! [`Conn::write`]. The tables stand in `schema/`, one file a module; their SQL in `migrations/`, in words both databases accept.

mod carrying;
mod conn;
mod copying;
mod disk;
mod ids;
mod instant;
mod json;
mod migrate;
mod place;
mod planning;
mod pool;
pub mod schema;
mod sealed;
mod sealed_words;
mod text_enum;
mod vault;
mod verbatim;

pub use carrying::{Uncarried, carry_in, carry_out};
pub use conn::{Backend, Conn};
pub use copying::{copy_into, faults};
pub use disk::Disk;
pub use ids::*;
pub use instant::Instant;
pub use json::Json;
pub use migrate::{migrate, migrate_with};
pub use place::{Unprotected, is_there, may_reach};
pub use planning::{AtHand, keep_at_hand, look_at_growth};
pub use pool::{Pool, Pooled, Unreachable, lower, open};
pub use sealed::{Unopened, open as open_sealed, seal};
pub use sealed_words::{Place, SealedWords, UNREADABLE};
pub use vault::{Vault, bytes as bytes_of_hex, is_sealed};
pub use verbatim::Verbatim;

/// SQL types that both databases can keep but diesel does not know for both.
pub mod sql {
    pub use crate::db::{ids::sql::Id, instant::sql::Moment};
}

/// Runs an insert of many rows: on SQLite for a few of them at a time, by one statement that is prepared once, on PostgreSQL for
/// all at once, since each statement is a way to the server and back. The rows derive `Insertable` with
/// `treat_none_as_default_value = false`.
#[macro_export]
macro_rules! insert_rows {
    ($conn:expr, $rows:expr, $some:ident => $insert:expr) => {
        match $conn {
            $crate::db::Conn::Sqlite(native) => {
                let (portions, rest) = $rows.as_chunks::<16>();
                let inserted = portions.iter().try_for_each(|$some| $insert.execute(native).map(drop));
                inserted.and_then(|()| rest.iter().try_for_each(|$some| $insert.execute(native).map(drop)))
            }
            $crate::db::Conn::Postgres(native) => {
                let $some = $rows;
                $insert.execute(native).map(drop)
            }
        }
    };
}

/// Runs one expression against the native connection, for what the common one cannot say (batch inserts, upserts).
#[macro_export]
macro_rules! native {
    ($conn:expr, $native:ident => $body:expr) => {
        match $conn {
            $crate::db::Conn::Sqlite($native) => $body,
            $crate::db::Conn::Postgres($native) => $body,
        }
    };
}
