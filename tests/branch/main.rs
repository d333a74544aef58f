//! Stories of a branch, told over HTTP; one binary for all of them.

mod axioms;
mod canvassing;
mod counting;
mod every_page;
mod mail;
mod meetings;
mod month;
mod motions;
mod world;
