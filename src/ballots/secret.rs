//! The personal link and the code beside it: drawn once, kept only as hashes.

use sha2::{Digest, Sha256};

use crate::{
    audit::hex,
    clock,
    db::{BallotId, PaperId},
};

/// Twelve signs of five bits: sixty bits, so that guessing is hopeless even for somebody who tries for years.
const CODE_LENGTH: usize = 12;

/// What goes to one person and to nobody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secrets {
    /// 32 bytes as hexadecimal digits, for the link.
    pub token: String,
    /// Twelve letters and figures, for those who type.
    pub code: String,
}

impl Secrets {
    pub fn drawn() -> Self {
        Self { token: clock::secret_token(), code: clock::spoken_code(CODE_LENGTH) }
    }

    /// The code as printed: "7KM2 QXAB C3DE".
    pub fn printed_code(&self) -> String {
        in_fours(&self.code, " ")
    }

    pub fn token_hash(&self) -> String {
        hash_of(&self.token)
    }

    pub fn code_hash(&self) -> String {
        hash_of(&self.code)
    }
}

/// What was typed or carried by a link, as it is looked up: capitals, spaces and dashes do not matter in a code.
pub fn hash_of_typed(secret: &str) -> String {
    let bare: String = secret.chars().filter(char::is_ascii_alphanumeric).collect();
    if bare.len() == CODE_LENGTH { hash_of(&bare.to_ascii_uppercase()) } else { hash_of(&bare) }
}

/// The key of the paper that a slip is exchanged for. The page draws the slip; hashing it keeps anyone from choosing a key,
/// and a form that arrives twice means the same paper.
pub fn paper_key(ballot: BallotId, slip: &str) -> PaperId {
    let digest = Sha256::digest(format!("{ballot} {slip}"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    PaperId(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

/// What a voter keeps: the first twelve digits of the paper's key, "7f3a-91c2-04de".
pub fn tracker(paper: PaperId) -> String {
    in_fours(&paper.0.simple().to_string()[..12], "-")
}

/// Whether a text has the shape of a tracker.
pub fn is_tracker(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.len() == 3 && groups.iter().all(|group| group.len() == 4 && group.bytes().all(|sign| sign.is_ascii_hexdigit()))
}

fn hash_of(secret: &str) -> String {
    hex(&Sha256::digest(secret))
}

fn in_fours(signs: &str, between: &str) -> String {
    let signs: Vec<char> = signs.chars().collect();
    let groups: Vec<String> = signs.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_however_it_is_typed() {
        let secrets = Secrets::drawn();
        let typed = secrets.printed_code().to_lowercase().replace(' ', "-");

        assert_eq!(hash_of_typed(&typed), secrets.code_hash());
        assert_eq!(hash_of_typed(&secrets.token), secrets.token_hash());
    }

    #[test]
    fn the_same_slip_always_gives_the_same_paper() {
        let ballot = BallotId::random();

        assert_eq!(paper_key(ballot, "a"), paper_key(ballot, "a"));
        assert_ne!(paper_key(ballot, "a"), paper_key(ballot, "b"));
        assert_ne!(paper_key(ballot, "a"), paper_key(BallotId::random(), "a"));
    }

    #[test]
    fn a_tracker_is_short_enough_to_write_down() {
        let paper = PaperId("7f3a91c2-04de-4aaa-8bbb-000000000000".parse().expect("a written id"));

        assert_eq!(tracker(paper), "7f3a-91c2-04de");
        assert!(is_tracker(&tracker(paper)));
        assert!(!is_tracker("<b>7f3a</b>"));
    }
}
