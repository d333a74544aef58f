//! The signed file of a motion: what it says, and how it is read back.

use chrono::NaiveDate;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use serde::{Deserialize, Serialize};

use crate::{audit::hex, db::bytes_of_hex};

/// The mark by which the file is known.
const FORMAT: &str = "wardmote motion 1";

/// The most bytes that are read: a motion of fifty pages with its amendments, which also fits through a form, where signs of it can take
/// three bytes for one.
pub const LONGEST: usize = 300_000;

/// What a motion's file says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundle {
    /// The name of the body that sends it.
    pub sender: String,
    /// Its number there: "2026/7".
    pub label: String,
    pub title: String,
    /// As it stands there, with what was carried in it: paragraphs, parted by empty lines.
    pub text: String,
    /// What became of it there: "carried".
    pub state: String,
    /// Its votes, where it was carried: "18 for, 6 against".
    pub figures: Option<String>,
    pub decided_on: Option<NaiveDate>,
    pub amendments: Vec<Amended>,
    pub sent_on: NaiveDate,
}

/// An amendment to it, and what became of that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amended {
    pub number: i32,
    pub wording: String,
    pub state: String,
}

/// The file: the content as the very text that was signed, the signer's public key and the signature (Ed25519, RFC 8032), both in
/// hexadecimal figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    format: String,
    pub content: String,
    pub signer: String,
    pub signature: String,
}

/// Why a file is not taken for a signed motion.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotRead {
    #[error("Choose the file that the other body sent.")]
    Nothing,
    #[error("This file is larger than a motion can be.")]
    TooLarge,
    #[error("This is not the signed file of a motion. Ask the sender for the file that ends in “.motion.json”.")]
    OtherFile,
    #[error(
        "The signature does not fit: the file was changed after it was signed, or broke on its way. Ask the sender for it again."
    )]
    WrongSignature,
}

/// The public key that belongs to 32 secret bytes, in hexadecimal figures.
pub fn public_key(seed: &[u8; 32]) -> Option<String> {
    Ed25519KeyPair::from_seed_unchecked(seed).ok().map(|pair| hex(pair.public_key().as_ref()))
}

impl Bundle {
    /// What became of it there: "carried, 18 for, 6 against".
    pub fn became(&self) -> String {
        [Some(self.state.clone()), self.figures.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// Signs it with a key that is made from these 32 secret bytes.
    pub fn sign(&self, seed: &[u8; 32]) -> Option<Signed> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).ok()?;
        let content = serde_json::to_string(self).ok()?;
        Some(Signed {
            format: FORMAT.to_owned(),
            signer: hex(pair.public_key().as_ref()),
            signature: hex(pair.sign(content.as_bytes()).as_ref()),
            content,
        })
    }
}

impl Signed {
    /// Reads a file and checks its signature.
    ///
    /// # Errors
    /// [`NotRead`].
    pub fn read(file: &[u8]) -> Result<(Self, Bundle), NotRead> {
        match file.len() {
            0 => return Err(NotRead::Nothing),
            length if length > LONGEST => return Err(NotRead::TooLarge),
            _ => {}
        }
        let signed: Self = serde_json::from_slice(file).map_err(|_| NotRead::OtherFile)?;
        if signed.format != FORMAT {
            return Err(NotRead::OtherFile);
        }
        let (key, signature) = (bytes_of_hex(&signed.signer), bytes_of_hex(&signed.signature));
        let (Some(key), Some(signature)) = (key, signature) else { return Err(NotRead::WrongSignature) };
        let fits = UnparsedPublicKey::new(&ED25519, key).verify(signed.content.as_bytes(), &signature);
        fits.map_err(|_| NotRead::WrongSignature)?;
        let bundle = serde_json::from_str(&signed.content).map_err(|_| NotRead::OtherFile)?;
        Ok((signed, bundle))
    }

    /// The first figures of the signer's key in groups, as two people read them to each other.
    pub fn key_in_groups(&self) -> String {
        groups(&self.signer)
    }
}

/// "3f2a 90c1 …": the first 24 figures of a key.
pub fn groups(key: &str) -> String {
    let figures: Vec<char> = key.chars().take(24).collect();
    figures.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle() -> Bundle {
        Bundle {
            sender: "Millbank branch".to_owned(),
            label: "2026/7".to_owned(),
            title: "Buses".to_owned(),
            text: "This branch calls for buses until “midnight”.".to_owned(),
            state: "carried".to_owned(),
            figures: Some("18 for, 6 against".to_owned()),
            decided_on: NaiveDate::from_ymd_opt(2026, 10, 22),
            amendments: vec![Amended { number: 1, wording: "leave out “ten”".to_owned(), state: "lost".to_owned() }],
            sent_on: NaiveDate::from_ymd_opt(2026, 11, 29).expect("a day"),
        }
    }

    fn file() -> String {
        serde_json::to_string(&bundle().sign(&[7; 32]).expect("a key")).expect("JSON")
    }

    #[test]
    fn what_was_signed_is_read_back_with_the_key_that_signed_it() {
        let (signed, read) = Signed::read(file().as_bytes()).expect("it fits");

        assert_eq!(read, bundle());
        assert_eq!(signed.key_in_groups().len(), 29);
        assert_eq!(signed.signer, bundle().sign(&[7; 32]).expect("a key").signer, "the same secret is the same key");
    }

    #[test]
    fn a_word_changed_after_signing_is_found() {
        let changed = file().replace("midnight", "nine o’clock");

        assert_eq!(Signed::read(changed.as_bytes()), Err(NotRead::WrongSignature));
    }

    #[test]
    fn another_file_is_no_motion() {
        assert_eq!(Signed::read(b""), Err(NotRead::Nothing));
        assert_eq!(Signed::read(b"%PDF-1.7"), Err(NotRead::OtherFile));
        assert_eq!(Signed::read(&vec![b' '; LONGEST + 1]), Err(NotRead::TooLarge));
        let other = file().replace("wardmote motion 1", "wardmote motion 2");
        assert_eq!(Signed::read(other.as_bytes()), Err(NotRead::OtherFile));
    }
}
