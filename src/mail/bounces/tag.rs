//! The address that reports about one message come back to: it names the message, and its seal shows that we wrote it. A forged
//! report cannot silence anybody.

use crate::db::{MessageId, Vault};

/// What the seal is over.
const WHAT: &str = "bounces";
/// What the seal of a link that stops reminders or news is over: a report's address opens no such link.
const STOPS: &str = "stops";
/// Forty bits: whoever guesses has to send a million million reports.
const SEAL: usize = 5;
/// Eighty: an address on the web is guessed faster.
const LONG_SEAL: usize = 10;
const ID: usize = 16;
/// Letters and figures that survive a mail server that makes all letters small.
const SIGNS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// `bounce@example.org` for one message: `bounce+k3…@example.org`.
pub fn address(vault: &Vault, reports_to: &str, message: MessageId) -> Option<String> {
    let (local, domain) = reports_to.split_once('@')?;
    let mut bytes = message.0.as_bytes().to_vec();
    bytes.extend(&vault.seal_of(WHAT, message.0.as_bytes())[..SEAL]);
    Some(format!("{local}+{}@{domain}", written(&bytes)))
}

/// The message that an address names, where the seal is ours.
pub fn message_in(vault: &Vault, address: &str) -> Option<MessageId> {
    let (local, _) = address.split_once('@')?;
    let (_, tag) = local.rsplit_once('+')?;
    let bytes = read(&tag.to_lowercase())?;
    let (id, seal) = bytes.split_at_checked(ID)?;
    let is_ours = seal.len() == SEAL && vault.seals_of(WHAT, id).any(|made| made[..SEAL] == *seal);
    is_ours.then(|| uuid::Uuid::from_slice(id).ok().map(MessageId)).flatten()
}

/// The page on which whoever got a message stops its kind: "/unsubscribe/k3…".
pub fn stop_path(vault: &Vault, message: MessageId) -> String {
    let mut bytes = message.0.as_bytes().to_vec();
    bytes.extend(&vault.seal_of(STOPS, message.0.as_bytes())[..LONG_SEAL]);
    format!("/unsubscribe/{}", written(&bytes))
}

/// The message that such a page is about, where the seal is ours.
pub fn message_to_stop(vault: &Vault, tag: &str) -> Option<MessageId> {
    let bytes = read(tag)?;
    let (id, seal) = bytes.split_at_checked(ID)?;
    let is_ours = seal.len() == LONG_SEAL && vault.seals_of(STOPS, id).any(|made| made[..LONG_SEAL] == *seal);
    is_ours.then(|| uuid::Uuid::from_slice(id).ok().map(MessageId)).flatten()
}

/// Five bits to a sign.
fn written(bytes: &[u8]) -> String {
    let (mut text, mut bits, mut held) = (String::new(), 0_u32, 0_u32);
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(char::from(SIGNS[((held >> bits) & 31) as usize]));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        text.push(char::from(SIGNS[((held << (5 - bits)) & 31) as usize]));
    }
    text
}

fn read(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0_u32);
    for sign in text.bytes() {
        let value = SIGNS.iter().position(|known| *known == sign).and_then(|value| u32::try_from(value).ok())?;
        held = (held << 5) | value;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 255).ok()?);
            held &= (1 << bits) - 1;
        }
    }
    // What is left over is nothing, or the address was changed.
    (held == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault() -> (tempfile::TempDir, Vault) {
        let folder = tempfile::tempdir().expect("a folder");
        let vault = Vault::of(folder.path()).expect("a key");
        (folder, vault)
    }

    #[test]
    fn a_report_names_its_message_however_its_letters_came() {
        let (_folder, vault) = vault();
        for _ in 0..50 {
            let message = MessageId::fresh();
            let address = address(&vault, "bounce@branch.example", message).expect("an address");
            assert!(address.split_once('@').is_some_and(|(local, _)| local.len() <= 64), "{address}");
            assert_eq!(message_in(&vault, &address.to_uppercase()), Some(message));
        }
    }

    #[test]
    fn a_link_that_stops_reminders_is_ours_alone_and_no_address_of_reports() {
        let ((_one, ours), (_two, theirs)) = (vault(), vault());
        let message = MessageId::fresh();
        let tag = |vault| stop_path(vault, message).trim_start_matches("/unsubscribe/").to_owned();
        assert_eq!(message_to_stop(&ours, &tag(&ours)), Some(message));
        assert_eq!(message_to_stop(&ours, &tag(&theirs)), None);
        let reported = address(&ours, "bounce@branch.example", message).expect("an address");
        let of_reports = reported.split(['+', '@']).nth(1).expect("a tag");
        assert_eq!(message_to_stop(&ours, of_reports), None);
        assert_eq!(message_in(&ours, &format!("bounce+{}@branch.example", tag(&ours))), None);
    }

    #[test]
    fn a_forged_report_names_nothing() {
        let ((_one, ours), (_two, theirs)) = (vault(), vault());
        let address = address(&theirs, "bounce@branch.example", MessageId::fresh()).expect("an address");
        for forged in [address.as_str(), "bounce@branch.example", "bounce+@x", "bounce+aaaa@x", "+", ""] {
            assert_eq!(message_in(&ours, forged), None, "{forged}");
        }
    }
}
