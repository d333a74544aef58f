//! What a member shows at the door: a card with a picture for a camera, and four letters for whoever has no card with them.
//!
//! Both are sealed with the key of the installation, so that nobody makes them up, and neither is kept anywhere. They say who
//! somebody claims to be and let nobody in: the person at the desk sees the name and taps.

use crate::{
    audit::hex,
    db::{BranchId, MeetingId, MemberId, Vault},
};

/// Eight bytes of a seal: whoever guesses asks the house each time, and it answers slowly and the same to everybody.
const SEAL: usize = 8;
/// Letters and figures that are not taken for each other when they are said aloud.
const SPOKEN: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// So many of them are somebody's word at the door.
const WORD: usize = 4;

/// What stands at the end of the address on a member's card.
pub fn token(vault: &Vault, branch: BranchId, member: MemberId) -> String {
    format!("{}{}", member.0.simple(), hex(&vault.seal_of(&card_of(branch), member.0.as_bytes())[..SEAL]))
}

/// Whose card it is; nobody's where it was not made here.
pub fn bearer(vault: &Vault, branch: BranchId, token: &str) -> Option<MemberId> {
    let (id, sealed) = token.split_at_checked(32)?;
    let member: MemberId = id.parse().ok()?;
    let is_ours = vault.seals_of(&card_of(branch), member.0.as_bytes()).any(|made| hex(&made[..SEAL]) == sealed);
    is_ours.then_some(member)
}

fn card_of(branch: BranchId) -> String {
    format!("member card|{branch}")
}

/// Four letters that a member says at the door of one meeting. Two members may have the same; then both are shown.
pub fn door_word(vault: &Vault, meeting: MeetingId, member: MemberId) -> String {
    let sealed = vault.seal_of(&format!("door word|{meeting}"), member.0.as_bytes());
    sealed.iter().take(WORD).map(|byte| char::from(SPOKEN[usize::from(*byte) % SPOKEN.len()])).collect()
}

/// Whether what was typed looks like such a word.
pub fn is_door_word(typed: &str) -> bool {
    typed.len() == WORD && typed.bytes().all(|sign| SPOKEN.contains(&sign.to_ascii_uppercase()))
}

/// A line of the list that a desk carries about: only who stands on a list of this house is checked in from it.
pub fn line_seal(vault: &Vault, meeting: MeetingId, member: MemberId) -> String {
    hex(&vault.seal_of(&format!("door list|{meeting}"), member.0.as_bytes())[..SEAL])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_read_in_the_house_and_the_branch_that_made_it() {
        let (here, elsewhere) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let (vault, other) = (Vault::of(here.path()).expect("a key"), Vault::of(elsewhere.path()).expect("a key"));
        let (branch, member) = (BranchId::random(), MemberId::random());
        let card = token(&vault, branch, member);

        assert_eq!(bearer(&vault, branch, &card), Some(member));
        assert_eq!(bearer(&other, branch, &card), None);
        assert_eq!(bearer(&vault, BranchId::random(), &card), None);
        assert_eq!(bearer(&vault, branch, &card[..40]), None);
        assert_eq!(bearer(&vault, branch, "žžžžžžžžžžžžžžžžžžžžž"), None);
    }

    #[test]
    fn the_word_of_a_member_is_another_at_every_meeting() {
        let folder = tempfile::tempdir().expect("a folder");
        let vault = Vault::of(folder.path()).expect("a key");
        let (meeting, member) = (MeetingId::random(), MemberId::random());
        let word = door_word(&vault, meeting, member);

        assert!(is_door_word(&word) && is_door_word(&word.to_lowercase()), "{word}");
        assert_eq!(door_word(&vault, meeting, member), word);
        let others: Vec<String> = (0..6).map(|_| door_word(&vault, MeetingId::random(), member)).collect();
        assert!(others.iter().any(|other| *other != word));
    }
}
