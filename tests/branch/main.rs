//! Stories of a branch, told over HTTP; one binary for all of them.

mod axioms;
mod counting;
mod every_page;
mod floor;
mod mail;
mod month;
mod world;
