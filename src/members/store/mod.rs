//! The tables of the register.

mod applying;
mod by_hand;
mod corrections;
mod counting;
mod deciding;
mod dues;
mod erasing;
mod facts;
mod finding;
mod history;
mod imports;
mod joining;
mod looks;
mod merging;
mod offices;
mod people;
mod righting;
mod shapes;
mod standing;
mod suspensions;
mod undoing;
mod wording;

pub use applying::{Manner, apply, entries, known_to};
pub use by_hand::put_right;
pub use corrections::{Correction, corrections};
pub use counting::{Strength, groups_on, strength_on};
pub use deciding::{decide, decisions};
pub use dues::{count_late, late, payments, record_dues};
pub use erasing::{erase, is_known, known_among, who_left};
pub use facts::{facts_of, facts_of_all};
pub use finding::{Place, count, count_entries, found, leaf, named, search};
pub use history::{end_membership_of, history};
pub use imports::{
    changes, count_rows, file_of, find_import, forget_files, has_file, imports, last_applied, outdated, receive, same_file,
    sender, tallies, times_missing,
};
pub use joining::{ROWS_AT_ONCE, enter_all, join};
pub use looks::{count_looks, count_old_looks, forget_looks, holders, looks, note_looks, unnoted};
pub use merging::{Apart, apart, find_merge, kept_for, laid_aside_for, merge, merges, merges_of, set_apart, take_apart};
pub use offices::{end_term, find_term, let_term_run, offices_from, take_office, terms_from, terms_of, terms_of_all};
pub use people::{
    find, find_numbered, known, names, next_number, of_account, persons, postal_addresses, reach, sharing, who_are_members,
    women_among,
};
pub use righting::{begin_class, change_details, leave, move_out, put_joining_right, rehouse, replace_class};
pub use shapes::{forget_reading, remembered, respell, shape_of, tell};
pub use standing::faults;
pub use suspensions::{end_suspension, find_suspension, suspend, suspensions};
pub use undoing::undo;
pub use wording::{without_words, word_anew};
