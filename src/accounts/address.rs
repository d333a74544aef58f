//! A mail address, parsed at the door.

use serde::Serialize;

/// A mail address that a message can be sent to; kept in small letters, because people type them either way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Address(String);

/// Why a text is no mail address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAnAddress {
    #[error("Enter a mail address.")]
    Empty,
    #[error("A mail address has one @ with something on both sides, like name@example.org.")]
    Shape,
    #[error("A mail address has no spaces or control signs in it.")]
    Blank,
    #[error("This address is too long to be one.")]
    TooLong,
}

impl Address {
    /// Reads what was typed. Spaces around it do not matter; line breaks in it would be an attack on the mail's header.
    pub fn parse(typed: &str) -> Result<Self, NotAnAddress> {
        let address = typed.trim().to_lowercase();
        if address.is_empty() {
            return Err(NotAnAddress::Empty);
        }
        if address.len() > 254 {
            return Err(NotAnAddress::TooLong);
        }
        if address.chars().any(|c| c.is_whitespace() || c.is_control() || "<>(),;:\"\\[]".contains(c)) {
            return Err(NotAnAddress::Blank);
        }
        let (local, domain) = address.split_once('@').ok_or(NotAnAddress::Shape)?;
        let is_whole = !local.is_empty()
            && !domain.is_empty()
            && !domain.contains('@')
            && !domain.starts_with('.')
            && !domain.ends_with('.');
        if is_whole { Ok(Self(address)) } else { Err(NotAnAddress::Shape) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_typed_with_capitals_and_spaces_is_still_the_same() {
        assert_eq!(Address::parse(" Nadia@Example.ORG ").map(|a| a.to_string()), Ok("nadia@example.org".to_owned()));
    }

    #[test]
    fn what_would_break_out_of_a_mail_header_is_no_address() {
        for hostile in ["a@b.org\r\nBcc: all@b.org", "a b@c.org", "<a@b.org>", "a@b.org,c@d.org", "@b.org", "a@", "a@b@c", ""] {
            assert!(Address::parse(hostile).is_err(), "{hostile:?} was taken for an address");
        }
    }
}
