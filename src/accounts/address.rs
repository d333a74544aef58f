//! A mail address, parsed at the door.

use serde::Serialize;

/// A mail address that a message can be sent to; kept in small letters, because people type them either way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Address(String);

/// The longest address, the longest part before the @, and the longest part of a host's name (RFC 5321, 4.5.3.1; RFC 1035,
/// 2.3.4).
const LONGEST: usize = 254;
const LONGEST_LOCAL: usize = 64;
const LONGEST_LABEL: usize = 63;

/// Why a text is no mail address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAnAddress {
    #[error("Enter a mail address.")]
    Empty,
    #[error("A mail address has one @ with something on both sides, like name@example.org.")]
    Shape,
    #[error("A mail address here has no spaces, quotation marks or brackets in it.")]
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
        if address.len() > LONGEST {
            return Err(NotAnAddress::TooLong);
        }
        if address.chars().any(|c| c.is_whitespace() || c.is_control() || "<>(),;:\"\\[]".contains(c)) {
            return Err(NotAnAddress::Blank);
        }
        let (local, domain) = address.split_once('@').ok_or(NotAnAddress::Shape)?;
        if local.len() > LONGEST_LOCAL || domain.split('.').any(|label| label.len() > LONGEST_LABEL) {
            return Err(NotAnAddress::TooLong);
        }
        let is_whole =
            local.split('.').all(|atom| !atom.is_empty()) && !domain.contains('@') && domain.split('.').all(is_label);
        if is_whole { Ok(Self(address)) } else { Err(NotAnAddress::Shape) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One part of a host's name (RFC 1123, 2.1).
fn is_label(label: &str) -> bool {
    let is_sign = |sign: char| sign.is_alphanumeric() || sign == '-';
    !label.is_empty() && label.chars().all(is_sign) && !label.starts_with('-') && !label.ends_with('-')
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
    fn every_sign_that_a_mail_server_allows_is_kept() {
        for odd in [
            "o'brien+branch@example.org",
            "customer/department=shipping@example.org",
            "!def!xyz%abc@example.org",
            "_some.name@sub.example.co.uk",
            "a@b.org",
            "1@2.org",
            "jörg@example.org",
            "post@bücher.example",
            "post@xn--bcher-kva.example",
            &format!("{}@example.org", "x".repeat(64)),
        ] {
            assert_eq!(Address::parse(odd).as_ref().map(Address::as_str), Ok(odd));
        }
    }

    #[test]
    fn what_no_mail_server_would_take_is_refused_in_words() {
        for (wrong, why) in [
            ("a..b@example.org", NotAnAddress::Shape),
            (".a@example.org", NotAnAddress::Shape),
            ("a.@example.org", NotAnAddress::Shape),
            ("a@example..org", NotAnAddress::Shape),
            ("a@.example.org", NotAnAddress::Shape),
            ("a@example.org.", NotAnAddress::Shape),
            ("a@-example.org", NotAnAddress::Shape),
            ("a@exa_mple.org", NotAnAddress::Shape),
            ("\"tom lewis\"@example.org", NotAnAddress::Blank),
            ("tom@[192.0.2.1]", NotAnAddress::Blank),
            (&format!("{}@example.org", "x".repeat(65)), NotAnAddress::TooLong),
            (&format!("a@{}.org", "x".repeat(64)), NotAnAddress::TooLong),
            (&format!("a@{}org", "x.".repeat(130)), NotAnAddress::TooLong),
        ] {
            assert_eq!(Address::parse(wrong), Err(why), "{wrong}");
        }
    }

    #[test]
    fn what_would_break_out_of_a_mail_header_is_no_address() {
        for hostile in ["a@b.org\r\nBcc: all@b.org", "a b@c.org", "<a@b.org>", "a@b.org,c@d.org", "@b.org", "a@", "a@b@c", ""] {
            assert!(Address::parse(hostile).is_err(), "{hostile:?} was taken for an address");
        }
    }
}
