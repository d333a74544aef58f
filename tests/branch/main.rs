//! Stories of a branch, told over HTTP; one binary for all of them.

mod every_page;
