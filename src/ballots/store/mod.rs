//! The tables of ballots: what is asked, the roll, the box, the result.

mod asked;
mod paper_box;
mod results;
mod rolls;

pub use asked::{
    about, all, choices_of, due, find, insert, insert_choices, set_closed, set_hands, set_lots, set_opened, unswept,
};
pub use paper_box::{has_paper, lay_in_anew, mark_swept, papers_of, put_in, sweep};
pub use results::{result_row, set_count, set_sheet, sheet_of, write_result};
pub use rolls::{
    NewEntry, entries_of, entry_by_secret, entry_numbered, entry_of, mark, open_to, renew_secret, turnout, write_roll,
};
