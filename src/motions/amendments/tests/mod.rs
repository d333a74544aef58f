//! Whole instructions on whole texts, the golden set of a parliament, and the way there and back.

mod command;
mod conference;
mod corpora;
mod forms;
mod odd;
mod round_trip;
