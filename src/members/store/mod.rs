//! The tables of the register.

mod facts;
mod joining;
mod offices;
mod people;

pub use facts::{facts_of, facts_of_all, residence_in};
pub use joining::{join, search_text, sort_text};
pub use offices::{holders, take_office, terms_of};
pub use people::{count, find, find_numbered, known, names, of_account, page_of, persons, reach, search};
