//! The world in which stories happen: a branch with people, its web pages, its worker, its post, on either database.

mod absent;
mod browser;
mod house;
mod kept;
mod lived;
mod people;
pub mod postgres;
#[expect(dead_code, reason = "the worker's own tests use the rest of it")]
pub mod sink;

pub use absent::{corpora, missing};
pub use browser::{Browser, Seen};
pub use house::{Database, FIRST_RUN, World, empty_database, has_postgres};
pub use lived::{Lived, walked};
pub use people::Branch;

/// Tells each story twice: on SQLite and on PostgreSQL.
#[macro_export]
macro_rules! stories {
    ($($(#[$note:meta])* fn $name:ident($on:ident: $database:ty) $story:block)+) => {
        $($(#[$note])* fn $name($on: $database) $story)+

        mod on_sqlite {
            $(#[test] fn $name() { super::$name($crate::world::Database::Sqlite) })+
        }

        mod on_postgres {
            $(#[test] fn $name() {
                match $crate::world::postgres::cluster() {
                    Some(_) => super::$name($crate::world::Database::Postgres),
                    None => $crate::world::missing("postgres", "PostgreSQL's initdb is not on this machine"),
                }
            })+
        }
    };
}
