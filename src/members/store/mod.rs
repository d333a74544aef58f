//! The tables of the register.

mod applying;
mod facts;
mod history;
mod imports;
mod joining;
mod offices;
mod people;
mod undoing;

pub use applying::{Manner, apply, known_to};
pub use facts::{facts_of, facts_of_all, residence_in};
pub use history::history;
pub use imports::{
    changes, file_of, find_import, imports, last_applied, receive, same_file, sender, set_letters, tallies, times_missing,
};
pub use joining::join;
pub use offices::{end_term, find_term, holders, take_office, terms_from, terms_of};
pub use people::{
    count, count_matching, find, find_numbered, known, matching, named, names, of_account, page_of, persons, postal_addresses,
    reach, search,
};
pub use undoing::undo;
