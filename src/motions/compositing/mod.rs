//! The compositing room: motions about the same thing, whose movers look for one text that all of them can move. Nobody's words are
//! taken without them: the composite is handed in when every mover has agreed to the same version of it.

mod composite;
mod course;
mod notices;
mod pages;
mod rules;
mod store;

pub use composite::Composite;
pub use pages::{routes, samples};
pub use store::of_motion;
