//! The few values that would hurt if somebody read the database: each is sealed with a key that is not in it.
//!
//! The key stands in [`KEY_VARIABLE`] or in [`KEY_FILE`] in the data folder, where it is made on first use. Backups of the
//! database do not hold it, so a stolen backup opens none of these values, and a restored one needs the key beside it.
//! A value is sealed by XChaCha20-Poly1305 together with the words that say what it is: copied into another row it does not
//! open.
//!
//! A key can be renewed: the new one seals from then on, and the one before it goes on opening what it sealed. A sealed value
//! begins with the name of its key, eight hexadecimal digits and a dot.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};

use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

use crate::clock;

/// The environment's variable that holds the key as 64 hexadecimal digits; an older one may follow it after a space.
const KEY_VARIABLE: &str = "WARDMOTE_SECRETS_KEY";
/// The file in the data folder that holds it otherwise; an older one may stand in a second line.
const KEY_FILE: &str = "secrets.key";
const NONCE: usize = 24;
/// A nonce and a seal over nothing: what is shorter is no sealed value.
const SHORTEST: usize = NONCE + 16;

/// Seals and opens single values.
pub struct Vault {
    /// The one that seals, and before it those that still open.
    newest: Key,
    older: Vec<Key>,
}

struct Key {
    /// What tells it from others, in what it sealed.
    name: String,
    cipher: XChaCha20Poly1305,
    key: [u8; 32],
}

impl Key {
    fn read(hex: &str) -> Option<Self> {
        let key: [u8; 32] = bytes(hex).and_then(|key| key.try_into().ok())?;
        let name = hex_of(&Sha256::digest([b"the name of a key".as_slice(), &key].concat())[..4]);
        Some(Self { name, cipher: XChaCha20Poly1305::new(&key.into()), key })
    }

    /// HMAC-SHA256.
    fn seal_of(&self, what: &str, bytes: &[u8]) -> [u8; 32] {
        let mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.key);
        let mut mac = mac.unwrap_or_else(|_| unreachable!("HMAC takes a key of any length"));
        mac.update(what.as_bytes());
        mac.update(&[0]);
        mac.update(bytes);
        mac.finalize().into_bytes().into()
    }

    fn open(&self, what: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
        let nonce: [u8; NONCE] = nonce.try_into().ok()?;
        self.cipher.decrypt(&nonce.into(), Payload { msg: sealed, aad: what.as_bytes() }).ok()
    }
}

impl Vault {
    /// The vault of an installation, with the key from the environment or from its data folder.
    ///
    /// # Errors
    /// A key that cannot be read or made, or that is none.
    pub fn of(data_dir: &Path) -> io::Result<Self> {
        match std::env::var(KEY_VARIABLE) {
            Ok(keys) => Self::with_keys(&keys),
            Err(_) => Self::with_keys(&keys_in(data_dir)?),
        }
    }

    /// Puts a new key before the one in the data folder, which goes on opening what it sealed; one that is older still is
    /// thrown away. Gives back where the keys stand.
    ///
    /// # Errors
    /// Keys that stand in the environment, which only its owner can change; a file that cannot be written.
    pub fn renew(data_dir: &Path) -> io::Result<PathBuf> {
        if std::env::var(KEY_VARIABLE).is_ok() {
            let words = format!("the key stands in {KEY_VARIABLE}: put a new one before it there, with a space between");
            return Err(io::Error::other(words));
        }
        let before = keys_in(data_dir)?;
        let before = before.lines().next().unwrap_or_default();
        let part = fresh_file(data_dir, &format!("{}\n{before}\n", clock::secret_token()))?;
        let file = data_dir.join(KEY_FILE);
        fs::rename(&part, &file)?;
        Ok(file)
    }

    fn with_keys(keys: &str) -> io::Result<Self> {
        let no_key = || io::Error::other(format!("{KEY_VARIABLE} or {KEY_FILE} is not 64 hexadecimal digits"));
        let mut keys = keys.split_whitespace().map(|key| Key::read(key).ok_or_else(no_key));
        let newest = keys.next().ok_or_else(no_key)??;
        Ok(Self { newest, older: keys.collect::<io::Result<_>>()? })
    }

    fn keys(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.newest).chain(&self.older)
    }

    /// Seals `plain`, which is `what`: a table, a column and the id of the row.
    ///
    /// # Errors
    /// None in practice: a value longer than the cipher can seal.
    pub fn seal(&self, what: &str, plain: &[u8]) -> io::Result<String> {
        let mut nonce = [0; NONCE];
        nonce.copy_from_slice(&clock::secret_bytes()[..NONCE]);
        let Key { name, cipher, .. } = &self.newest;
        let sealed = cipher.encrypt(&nonce.into(), Payload { msg: plain, aad: what.as_bytes() }).map_err(io::Error::other)?;
        Ok(format!("{name}.{}", hex_of(&[nonce.as_slice(), &sealed].concat())))
    }

    /// A seal over `bytes`, which are `what`, that nobody makes without the key.
    pub fn seal_of(&self, what: &str, bytes: &[u8]) -> [u8; 32] {
        self.newest.seal_of(what, bytes)
    }

    /// The seals that may stand under something made here: by the key of today, and by the one before it.
    pub fn seals_of(&self, what: &str, bytes: &[u8]) -> impl Iterator<Item = [u8; 32]> {
        self.keys().map(move |key| key.seal_of(what, bytes))
    }

    /// Opens what was sealed as `what`; nothing where the key is another one, or the value was changed or moved.
    pub fn open(&self, what: &str, sealed: &str) -> Option<Vec<u8>> {
        // Before keys had names, values were sealed without one.
        let (name, sealed) = sealed.split_once('.').map_or((None, sealed), |(name, sealed)| (Some(name), sealed));
        let sealed = bytes(sealed)?;
        let named = |key: &&Key| name.is_none_or(|name| name == key.name);
        self.keys().filter(named).find_map(|key| key.open(what, &sealed))
    }

    /// Whether the newest key sealed it.
    pub fn is_newest(&self, kept: &str) -> bool {
        kept.split_once('.').is_some_and(|(name, _)| name == self.newest.name) && is_sealed(kept)
    }
}

/// Whether a value is sealed, by whatever key, and not in plain words.
pub fn is_sealed(kept: &str) -> bool {
    let digits = kept.split_once('.').map_or(kept, |(_, digits)| digits);
    digits.len() >= 2 * SHORTEST && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// The keys in the data folder, the newest first; one is made where there is none. It is written under another name and then
/// linked, so that of two processes that start at once both read the same whole key.
fn keys_in(data_dir: &Path) -> io::Result<String> {
    let file = data_dir.join(KEY_FILE);
    if !file.exists() {
        let part = fresh_file(data_dir, &format!("{}\n", clock::secret_token()))?;
        let linked = fs::hard_link(&part, &file);
        fs::remove_file(&part)?;
        linked.or_else(|fault| if fault.kind() == io::ErrorKind::AlreadyExists { Ok(()) } else { Err(fault) })?;
    }
    fs::read_to_string(file)
}

/// A file beside the keys, for its owner's eyes, whole on the disk.
fn fresh_file(data_dir: &Path, text: &str) -> io::Result<PathBuf> {
    use std::os::unix::fs::OpenOptionsExt;
    let part = data_dir.join(format!("{KEY_FILE}.{}", clock::random_id()));
    let mut fresh = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part)?;
    fresh.write_all(text.as_bytes())?;
    fresh.sync_all()?;
    Ok(part)
}

fn hex_of(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
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
    fn a_renewed_key_seals_and_the_one_before_it_still_opens() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Vault::of(folder.path()).expect("a key is made");
        let sealed = first.seal("access_needs|words|1", b"a ramp").expect("it can be sealed");
        let (what, under) = ("member card", first.seal_of("member card", b"7"));

        Vault::renew(folder.path()).expect("it can be renewed");
        let second = Vault::of(folder.path()).expect("both keys are read");
        assert_eq!(second.open("access_needs|words|1", &sealed).as_deref(), Some(b"a ramp".as_slice()));
        assert!(second.seals_of(what, b"7").any(|seal| seal == under) && second.seal_of(what, b"7") != under);
        let anew = second.seal("access_needs|words|1", b"a ramp").expect("it can be sealed");
        assert!(second.is_newest(&anew) && !second.is_newest(&sealed) && first.is_newest(&sealed));
        assert_eq!(first.open("access_needs|words|1", &anew), None);

        Vault::renew(folder.path()).expect("it can be renewed");
        let third = Vault::of(folder.path()).expect("both keys are read");
        assert_eq!(third.open("access_needs|words|1", &sealed), None, "the first key is gone");
        assert!(third.open("access_needs|words|1", &anew).is_some());
    }

    #[test]
    fn plain_words_are_not_taken_for_a_sealed_value() {
        let folder = tempfile::tempdir().expect("a folder");
        let sealed = Vault::of(folder.path()).and_then(|vault| vault.seal("a|b|1", b"")).expect("it can be sealed");
        assert!(is_sealed(&sealed) && is_sealed(sealed.split_once('.').expect("a name").1));
        for plain in ["", "A step-free way in.", "cafe", "deadbeef.cafe"] {
            assert!(!is_sealed(plain), "{plain}");
        }
    }

    #[test]
    fn what_is_no_key_is_refused_in_words() {
        assert!(Vault::with_keys("abc").is_err_and(|fault| fault.to_string().contains("64 hexadecimal digits")));
    }
}
