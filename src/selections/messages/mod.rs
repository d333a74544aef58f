//! Fair access: everybody who stands may write to everybody who votes, through the branch and on equal terms.
//!
//! The rulebook says how many messages and how many words. Nobody gets a list of names or addresses: a candidate learns to how
//! many a message goes, and a number is all. A message leaves on the morning after it was handed in; until then an officer may
//! hold it back for a reason that the candidate reads, and changes no word of it. All go in the same frame, and to nobody who
//! wants no such messages. The record keeps a fingerprint of the words.

mod access;
pub mod jobs;
mod message;
mod notices;
pub mod pages;
mod rules;
mod sending;
mod store;

pub use access::{Access, access};
pub use sending::hand_in;
