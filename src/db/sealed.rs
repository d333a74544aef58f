//! A file sealed with a passphrase, as backups are kept: it tells whether it was opened with the right words, changed, or cut off.
//!
//! The key is drawn from the passphrase by Argon2id (RFC 9106) with a salt of its own; the bytes are sealed in portions by
//! XChaCha20-Poly1305 in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015), which notices a portion that is
//! missing, moved or added.
//!
//! The file: the line [`MARK`], 16 bytes of salt, 19 bytes of nonce, then portions of 64 KiB with 16 bytes of seal each.

use std::io::{self, Read, Write};

use aead_stream::{DecryptorBE32, EncryptorBE32};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};

use crate::clock;

/// What the file begins with.
const MARK: &[u8; 18] = b"wardmote backup 1\n";
const SALT: usize = 16;
/// An XChaCha nonce without the five bytes that STREAM counts with.
const NONCE: usize = 19;
const PORTION: usize = 64 << 10;
const SEAL: usize = 16;

/// Argon2id at a cost that a small machine bears and a guesser feels: 64 MiB, three passes.
const MEMORY_KIB: u32 = 64 << 10;
const PASSES: u32 = 3;

/// Why a sealed file does not open.
#[derive(Debug, thiserror::Error)]
pub enum Unopened {
    #[error("this is no backup made by Wardmote")]
    NoBackup,
    #[error("the passphrase is not the one this backup was sealed with, or the file was changed at its beginning")]
    WrongPassphrase,
    #[error("the backup was changed or cut off after {0} bytes")]
    Damaged(u64),
    #[error("the backup could not be read or written: {0}")]
    Io(#[from] io::Error),
}

/// Seals everything that `from` gives into `to`.
///
/// # Errors
/// Those of reading and writing.
pub fn seal(mut from: impl Read, mut to: impl Write, passphrase: &str) -> io::Result<()> {
    let drawn = clock::secret_bytes();
    let (salt, rest) = drawn.split_at(SALT);
    let mut nonce = [0; NONCE];
    nonce[..rest.len()].copy_from_slice(rest);
    nonce[rest.len()..].copy_from_slice(&clock::secret_bytes()[..NONCE - rest.len()]);
    to.write_all(MARK)?;
    to.write_all(salt)?;
    to.write_all(&nonce)?;
    let mut stream = EncryptorBE32::from_aead(cipher(passphrase, salt)?, &nonce.into());
    let mut portion = read_portion(&mut from, PORTION)?;
    loop {
        let next = read_portion(&mut from, PORTION)?;
        if next.is_empty() {
            let sealed = stream.encrypt_last(portion.as_slice()).map_err(io::Error::other)?;
            return to.write_all(&sealed);
        }
        to.write_all(&stream.encrypt_next(portion.as_slice()).map_err(io::Error::other)?)?;
        portion = next;
    }
}

/// Opens what was sealed, and writes it into `to`.
///
/// # Errors
/// A file that is no backup, another passphrase, a file that was changed or cut off.
pub fn open(mut from: impl Read, mut to: impl Write, passphrase: &str) -> Result<(), Unopened> {
    let head = read_portion(&mut from, MARK.len() + SALT + NONCE)?;
    let rest = head.strip_prefix(MARK.as_slice()).filter(|rest| rest.len() == SALT + NONCE).ok_or(Unopened::NoBackup)?;
    let (salt, nonce) = rest.split_at(SALT);
    let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| Unopened::NoBackup)?;
    let mut stream = DecryptorBE32::from_aead(cipher(passphrase, salt)?, &nonce.into());
    let mut opened = 0;
    let unfit = |opened: u64| if opened == 0 { Unopened::WrongPassphrase } else { Unopened::Damaged(opened) };
    let mut portion = read_portion(&mut from, PORTION + SEAL)?;
    loop {
        let next = read_portion(&mut from, PORTION + SEAL)?;
        if next.is_empty() {
            let plain = stream.decrypt_last(portion.as_slice()).map_err(|_| unfit(opened))?;
            return Ok(to.write_all(&plain)?);
        }
        let plain = stream.decrypt_next(portion.as_slice()).map_err(|_| unfit(opened))?;
        to.write_all(&plain)?;
        opened += plain.len() as u64;
        portion = next;
    }
}

fn cipher(passphrase: &str, salt: &[u8]) -> io::Result<XChaCha20Poly1305> {
    let cost = Params::new(MEMORY_KIB, PASSES, 1, Some(32)).map_err(io::Error::other)?;
    let mut key = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, cost)
        .hash_password_into(passphrase.as_bytes(), salt, &mut key)
        .map_err(io::Error::other)?;
    Ok(XChaCha20Poly1305::new(&key.into()))
}

/// The next `most` bytes, or what is left.
fn read_portion(from: &mut impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut portion = Vec::with_capacity(most);
    from.by_ref().take(most as u64).read_to_end(&mut portion)?;
    Ok(portion)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "four ordinary words suffice";

    fn sealed(plain: &[u8]) -> Vec<u8> {
        let mut file = Vec::new();
        seal(plain, &mut file, WORDS).expect("it can be sealed");
        file
    }

    fn opened(file: &[u8], words: &str) -> Result<Vec<u8>, Unopened> {
        let mut plain = Vec::new();
        open(file, &mut plain, words).map(|()| plain)
    }

    #[test]
    fn what_was_sealed_comes_back_whatever_its_length() {
        for length in [0, 1, PORTION - 1, PORTION, PORTION + 1, 3 * PORTION + 7] {
            let plain: Vec<u8> = (0..length).map(|place| (place % 251) as u8).collect();
            assert_eq!(opened(&sealed(&plain), WORDS).expect("it opens"), plain, "{length} bytes");
        }
    }

    #[test]
    fn other_words_open_nothing() {
        assert!(matches!(opened(&sealed(b"members"), "other words"), Err(Unopened::WrongPassphrase)));
        assert!(matches!(opened(b"SQLite format 3", WORDS), Err(Unopened::NoBackup)));
    }

    #[test]
    fn a_file_that_was_changed_or_cut_off_is_noticed() {
        let whole = sealed(&vec![7; 3 * PORTION]);
        let mut changed = whole.clone();
        changed[2 * PORTION] ^= 1;
        let cut = &whole[..whole.len() - PORTION - SEAL];

        assert!(matches!(opened(&changed, WORDS), Err(Unopened::Damaged(_))));
        assert!(matches!(opened(cut, WORDS), Err(Unopened::Damaged(_))));
    }
}
