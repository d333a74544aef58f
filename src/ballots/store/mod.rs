//! The tables of ballots: what is asked, the roll, the box, the result.

mod asked;
mod holds;
mod paper_box;
mod portraits;
mod recounts;
mod results;
mod rolls;

pub use asked::{
    about, all, choices_of, discard, due, find, insert, insert_choices, kept, open, set_closed, set_closing_time, set_days,
    set_hands, set_kept_because, set_lots, set_marks_gone, set_opened, set_papers_gone, set_reminded, set_room_code,
    set_sealed, set_terms, set_unswept, set_withdrawn, set_withdrew, unswept,
};
pub use holds::{forget_hold, holds, write_hold};
pub use paper_box::{Sweep, lay_in_anew, mark_swept, papers_among, papers_of, put_all_in, sweep, take_out};
pub use portraits::{forget_portraits, forget_portraits_of, forget_portraits_on, keep_portrait, portrait};
pub use recounts::{add_recount, recounts_of};
pub use results::{ResultRow, forget_file, result_row, set_count, set_sheet, sheet_of, write_result};
pub use rolls::{
    NewEntry, clear_marks, entries_among, entries_of, entry_by_secret, entry_numbered, entry_of, give_a_vote, mark, open_to,
    renew_secret, renew_secret_of, turnout, unmarked, write_roll, write_roll_anew,
};
