//! The tables of the register.

mod applying;
mod corrections;
mod counting;
mod dues;
mod erasing;
mod facts;
mod history;
mod imports;
mod joining;
mod looks;
mod offices;
mod people;
mod righting;
mod suspensions;
mod undoing;

pub use applying::{Manner, apply, known_to};
pub use corrections::{Correction, corrections};
pub use counting::{Strength, strength_on};
pub use dues::{count_late, late, payments, record_dues};
pub use erasing::{erase, who_left};
pub use facts::{facts_of, facts_of_all};
pub use history::history;
pub use imports::{
    changes, file_of, find_import, forget_files, imports, last_applied, outdated, receive, same_file, sender, set_letters,
    tallies, times_missing,
};
pub use joining::{ROWS_AT_ONCE, join};
pub use looks::{count_looks, count_old_looks, forget_looks, holders, looks, note_looks, unnoted};
pub use offices::{end_term, find_term, let_term_run, offices_from, take_office, terms_from, terms_of, terms_of_all};
pub use people::{
    count, count_matching, find, find_numbered, known, matching, named, names, next_number, of_account, persons,
    postal_addresses, reach, search, women_among,
};
pub use righting::{begin_class, change_details, leave, move_out, put_joining_right, rehouse, replace_class};
pub use suspensions::{end_suspension, find_suspension, suspend, suspensions};
pub use undoing::undo;
