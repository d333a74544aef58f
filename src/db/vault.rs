//! The few values that would hurt if somebody read the database: each is sealed with a key that is not in it.
//!
//! The key stands in [`KEY_VARIABLE`] or in [`KEY_FILE`] in the data folder, where it is made on first use. Backups of the
//! database do not hold it, so a stolen backup opens none of these values, and a restored one needs the key beside it.
//! A value is sealed by XChaCha20-Poly1305 together with the words that say what it is: copied into another row it does not
//! open.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};

use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::clock;

/// The environment's variable that holds the key as 64 hexadecimal digits.
const KEY_VARIABLE: &str = "WARDMOTE_SECRETS_KEY";
/// The file in the data folder that holds it otherwise.
const KEY_FILE: &str = "secrets.key";
const NONCE: usize = 24;

/// Seals and opens single values.
pub struct Vault {
    cipher: XChaCha20Poly1305,
    key: [u8; 32],
}

impl Vault {
    /// The vault of an installation, with the key from the environment or from its data folder.
    ///
    /// # Errors
    /// A key that cannot be read or made, or that is none.
    pub fn of(data_dir: &Path) -> io::Result<Self> {
        let key = match std::env::var(KEY_VARIABLE) {
            Ok(key) => key,
            Err(_) => key_in(data_dir)?,
        };
        Self::with_key(&key)
    }

    fn with_key(key: &str) -> io::Result<Self> {
        let key: [u8; 32] = bytes(key.trim())
            .and_then(|key| key.try_into().ok())
            .ok_or_else(|| io::Error::other(format!("{KEY_VARIABLE} or {KEY_FILE} is not 64 hexadecimal digits")))?;
        Ok(Self { cipher: XChaCha20Poly1305::new(&key.into()), key })
    }

    /// Seals `plain`, which is `what`: a table, a column and the id of the row.
    ///
    /// # Errors
    /// None in practice: a value longer than the cipher can seal.
    pub fn seal(&self, what: &str, plain: &[u8]) -> io::Result<String> {
        let mut nonce = [0; NONCE];
        nonce.copy_from_slice(&clock::secret_bytes()[..NONCE]);
        let sealed =
            self.cipher.encrypt(&nonce.into(), Payload { msg: plain, aad: what.as_bytes() }).map_err(io::Error::other)?;
        Ok([nonce.as_slice(), &sealed].concat().iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// A seal over `bytes`, which are `what`, that nobody makes without the key (HMAC-SHA256).
    pub fn seal_of(&self, what: &str, bytes: &[u8]) -> [u8; 32] {
        let mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.key);
        let mut mac = mac.unwrap_or_else(|_| unreachable!("HMAC takes a key of any length"));
        mac.update(what.as_bytes());
        mac.update(&[0]);
        mac.update(bytes);
        mac.finalize().into_bytes().into()
    }

    /// Opens what was sealed as `what`; nothing where the key is another one, or the value was changed or moved.
    pub fn open(&self, what: &str, sealed: &str) -> Option<Vec<u8>> {
        let sealed = bytes(sealed)?;
        let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
        let nonce: [u8; NONCE] = nonce.try_into().ok()?;
        self.cipher.decrypt(&nonce.into(), Payload { msg: sealed, aad: what.as_bytes() }).ok()
    }
}

/// The key in the data folder, made where there is none. It is written under another name and then linked, so that of two
/// processes that start at once both read the same whole key.
fn key_in(data_dir: &Path) -> io::Result<String> {
    use std::os::unix::fs::OpenOptionsExt;
    let file = data_dir.join(KEY_FILE);
    if !file.exists() {
        let part = data_dir.join(format!("{KEY_FILE}.{}", clock::random_id()));
        let mut fresh = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part)?;
        writeln!(fresh, "{}", clock::secret_token())?;
        fresh.sync_all()?;
        let linked = fs::hard_link(&part, &file);
        fs::remove_file(&part)?;
        linked.or_else(|fault| if fault.kind() == io::ErrorKind::AlreadyExists { Ok(()) } else { Err(fault) })?;
    }
    fs::read_to_string(file)
}

/// The bytes that hexadecimal figures stand for; none where they are no such figures.
pub fn bytes(hex: &str) -> Option<Vec<u8>> {
    let pairs = hex.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_opens_in_its_own_place_with_its_own_key_and_nowhere_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let vault = Vault::of(folder.path()).expect("a key is made");
        let sealed = vault.seal("second_steps|1", b"secret").expect("it can be sealed");

        let again = Vault::of(folder.path()).expect("the key is found again");
        let elsewhere = tempfile::tempdir().expect("a folder");
        let other = Vault::of(elsewhere.path()).expect("another key");

        assert_eq!(again.open("second_steps|1", &sealed).as_deref(), Some(b"secret".as_slice()));
        assert_eq!(again.open("second_steps|2", &sealed), None);
        assert_eq!(other.open("second_steps|1", &sealed), None);
        assert_eq!(again.open("second_steps|1", "no seal"), None);
    }

    #[test]
    fn only_the_owner_of_the_machine_reads_the_key() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let _ = Vault::of(folder.path()).expect("a key is made");

        let left: Vec<_> = fs::read_dir(folder.path()).expect("a folder").flatten().map(|entry| entry.file_name()).collect();
        let rights = fs::metadata(folder.path().join(KEY_FILE)).expect("the key").permissions().mode();

        assert_eq!(left, [KEY_FILE], "nothing else is left");
        assert_eq!(rights & 0o777, 0o600);
    }

    #[test]
    fn what_is_no_key_is_refused_in_words() {
        assert!(Vault::with_key("abc").is_err_and(|fault| fault.to_string().contains("64 hexadecimal digits")));
    }
}
