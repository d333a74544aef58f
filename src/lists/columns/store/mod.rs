//! The columns of lists, and what stands in them.

mod cells;
mod columns;

pub use cells::{are_old, cells, forget, note, noted_about, set, sweep};
pub use columns::{add, all_columns, columns, find, place_for, place_of, put_away, rename, reorder};
