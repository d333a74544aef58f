//! Hustings: a meeting at which everybody who stands has the same time.
//!
//! A lot decides who speaks first; its seed is kept and shown, so that anybody can draw it again. The opening speeches come in
//! the order drawn, every question is put to all and begins with another speaker each time, and the closing speeches come in
//! the order turned round. The minutes are worked out from the length of the meeting, the same for everybody.

mod calling;
mod draw;
pub mod pages;
mod rules;
mod running;
mod store;

pub use calling::is_called;
