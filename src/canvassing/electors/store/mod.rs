//! The tables `registers`, `doors`, `electors` and `canvass_looks`.

mod doors;
mod loading;
mod looks;
mod registers;

pub use doors::{
    District, StreetLine, bar, count_electors, districts, doors_in, doors_listed, electors_at, find_doors, streets_in, unbar,
};
pub use loading::{load, undo};
pub use looks::{has_looked, look_at};
pub use registers::{file_of, find, loaded_before, registers, results_since, send_in};
