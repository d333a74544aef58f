//! Working columns: what those who ring, visit or write to the people of a kept list note beside each name.
//!
//! What stands there is a note about a person, and there are no secret notes: whoever it is about reads it on a page of their own,
//! with who wrote it and when. A column whose name asks for a judgement of people is refused.

mod column;
mod rules;
mod store;

pub use column::{Cell, Cells, Column, Kind, Noted, Stand, YES};
pub use rules::{HINT, MOST, NoColumn, UNDER_ROOF, may_add, may_be_label, may_be_words, moved};
pub use store::{
    add, all_columns, are_old, cells, columns, find, forget, note, noted_about, place_for, place_of, put_away, rename, reorder,
    set, sweep,
};
