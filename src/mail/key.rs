//! A personal key: twelve signs at the end of an address that stands in one person's mail, kept only as a fingerprint.
//!
//! It does one small thing for one person, such as answering a notice or coming to a shift, and signs nobody in.

use sha2::{Digest, Sha256};

use super::KEY_LENGTH;
use crate::{audit::hex, clock};

/// A key, known in full only while the mail is written that carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// What stands in the address.
    pub signs: String,
    pub hash: String,
}

impl Key {
    pub fn drawn() -> Self {
        let signs = clock::spoken_code(KEY_LENGTH);
        Self { hash: hash_of(&signs), signs }
    }
}

/// The fingerprint by which a key is looked up that came with an address; small letters and dashes do not matter.
pub fn hash_of(typed: &str) -> String {
    let signs: String = typed.chars().filter(char::is_ascii_alphanumeric).take(64).collect();
    hex(&Sha256::digest(signs.to_ascii_uppercase()))
}
