//! The tables `registers`, `doors`, `electors`, `elector_amendments` and `canvass_looks`.

mod doors;
mod going;
mod loading;
mod looks;
mod persons;
mod properties;
mod registers;
mod replacing;
mod updating;

pub use doors::{
    District, StreetLine, bar, count_electors, districts, doors_in, doors_of_register, electors_at, find_doors, streets_in,
    unbar,
};
pub use going::{destroy, note_destruction, throw_away, undo};
pub use loading::load;
pub use looks::{has_looked, look_at};
pub use persons::{Compared, Now, compared, in_force_of};
pub use properties::{doors_with_places, forget_places, place_doors, uprns};
pub use registers::{
    due_for_destruction, file_of, find_register, in_force, keep_until, loaded, loaded_before, note_told, registers, send_in,
    send_through, to_tell_of, waiting_since,
};
pub use updating::{InForce, apply as apply_update, districts_in_force, entries_in, updates_after};
