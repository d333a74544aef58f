//! The address of the mail server, read from the setting `mail.smtp_url`.

use std::net::IpAddr;

/// A mail server that takes our messages and passes them on.
#[derive(Clone, PartialEq, Eq)]
pub struct Relay {
    pub host: String,
    pub port: u16,
    pub protection: Protection,
    pub credentials: Option<Credentials>,
    /// A file with one more certificate to trust, for a server inside the house (`?ca=/etc/ssl/house.pem`).
    pub authority: Option<String>,
}

/// How the conversation is kept from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protection {
    /// Not at all: only on this machine.
    None,
    /// Begun in the clear and encrypted before anything is said (RFC 3207); without encryption nothing is said.
    StartTls,
    /// Encrypted from the first byte (RFC 8314).
    Tls,
}

/// What the server knows us by.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    pub user: String,
    pub password: String,
}

/// Why the setting cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadRelay {
    #[error("mail.smtp_url must begin with smtp:// or smtps://")]
    Scheme,
    #[error("mail.smtp_url names no mail server: it reads smtp://user:password@host:port")]
    NoHost,
    #[error("mail.smtp_url has \"{0}\" where the port should stand")]
    Port(String),
    #[error("mail.smtp_url has a % that is not followed by two hexadecimal figures; a % itself is written %25")]
    Percent,
    #[error("mail.smtp_url asks for \"{0}\", which is not known: there are tls=none and ca=/path/to/certificate.pem")]
    Option(String),
    #[error("mail.smtp_url says tls=none, but {0} is another machine: without encryption mail may only go to this one")]
    Unprotected(String),
}

impl Relay {
    /// Reads a URL. The port is 587, or 465 for `smtps`, or 25 without encryption, unless it is given.
    pub fn parse(url: &str) -> Result<Self, BadRelay> {
        let (scheme, rest) = url.split_once("://").ok_or(BadRelay::Scheme)?;
        let mut protection = match scheme {
            "smtp" => Protection::StartTls,
            "smtps" => Protection::Tls,
            _ => return Err(BadRelay::Scheme),
        };
        let (place, options) = rest.split_once('?').unwrap_or((rest, ""));
        let place = place.trim_end_matches('/');
        let mut authority = None;
        for option in options.split('&').filter(|option| !option.is_empty()) {
            match option.split_once('=') {
                Some(("tls", "none")) if scheme == "smtp" => protection = Protection::None,
                Some(("ca", file)) => authority = Some(decoded(file)?),
                _ => return Err(BadRelay::Option(option.to_owned())),
            }
        }
        let (credentials, place) = match place.rsplit_once('@') {
            Some((who, place)) => (Some(credentials(who)?), place),
            None => (None, place),
        };
        let (host, port) = host_and_port(place, protection)?;
        if protection == Protection::None && !is_this_machine(&host) {
            return Err(BadRelay::Unprotected(host));
        }
        Ok(Self { host, port, protection, credentials, authority })
    }
}

fn credentials(who: &str) -> Result<Credentials, BadRelay> {
    let (user, password) = who.split_once(':').unwrap_or((who, ""));
    Ok(Credentials { user: decoded(user)?, password: decoded(password)? })
}

/// "mail.example.org:587", "[::1]:25", "mail.example.org".
fn host_and_port(place: &str, protection: Protection) -> Result<(String, u16), BadRelay> {
    let usual = match protection {
        Protection::None => 25,
        Protection::StartTls => 587,
        Protection::Tls => 465,
    };
    let (host, port) = match place.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, rest)) => (host, rest.strip_prefix(':')),
        None => place.rsplit_once(':').map_or((place, None), |(host, port)| (host, Some(port))),
    };
    if host.is_empty() || host.contains(|sign: char| sign.is_whitespace() || sign.is_control()) {
        return Err(BadRelay::NoHost);
    }
    let port = port.map_or(Ok(usual), |port| port.parse().map_err(|_| BadRelay::Port(port.to_owned())))?;
    Ok((host.to_owned(), port))
}

/// RFC 3986, 2.1: "%40" is "@", which a password in a URL cannot hold otherwise.
fn decoded(text: &str) -> Result<String, BadRelay> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16)).ok_or(BadRelay::Percent);
        let value = digit(rest.next())? * 16 + digit(rest.next())?;
        bytes.push(u8::try_from(value).map_err(|_| BadRelay::Percent)?);
    }
    String::from_utf8(bytes).map_err(|_| BadRelay::Percent)
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// A password belongs in no log.
impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Credentials(…)")
    }
}

/// As it may stand in a log.
impl std::fmt::Display for Relay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

impl std::fmt::Debug for Relay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Relay({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relay_is_read_with_its_usual_port() {
        let told =
            ["smtp://mail.example.org", "smtps://mail.example.org/", "smtp://localhost?tls=none", "smtp://[::1]:2525?tls=none"];
        let read = told.map(|url| Relay::parse(url).map(|relay| (relay.host, relay.port, relay.protection)));
        assert_eq!(read[0], Ok(("mail.example.org".to_owned(), 587, Protection::StartTls)));
        assert_eq!(read[1], Ok(("mail.example.org".to_owned(), 465, Protection::Tls)));
        assert_eq!(read[2], Ok(("localhost".to_owned(), 25, Protection::None)));
        assert_eq!(read[3], Ok(("::1".to_owned(), 2525, Protection::None)));
    }

    #[test]
    fn a_password_may_hold_any_sign() {
        let relay = Relay::parse("smtp://branch%40example.org:p%40ss%3a%25@mail.example.org:2587").expect("a good address");
        let credentials = relay.credentials.clone().expect("somebody");
        assert_eq!((credentials.user.as_str(), credentials.password.as_str()), ("branch@example.org", "p@ss:%"));
        assert_eq!(format!("{relay:?}"), "Relay(mail.example.org:2587)");
        assert_eq!(Relay::parse("smtp://a:50%@b.org"), Err(BadRelay::Percent));
    }

    #[test]
    fn mail_leaves_this_machine_encrypted_or_not_at_all() {
        assert_eq!(Relay::parse("smtp://mail.example.org?tls=none"), Err(BadRelay::Unprotected("mail.example.org".to_owned())));
        assert!(Relay::parse("smtps://mail.example.org?tls=none").is_err());
    }

    #[test]
    fn a_setting_that_cannot_be_read_is_refused_in_words() {
        assert_eq!(Relay::parse("mail.example.org:587"), Err(BadRelay::Scheme));
        assert_eq!(Relay::parse("http://mail.example.org"), Err(BadRelay::Scheme));
        assert_eq!(Relay::parse("smtp://"), Err(BadRelay::NoHost));
        assert_eq!(Relay::parse("smtp://mail.example.org:mail"), Err(BadRelay::Port("mail".to_owned())));
        assert_eq!(Relay::parse("smtp://mail.example.org?pool=9"), Err(BadRelay::Option("pool=9".to_owned())));
    }

    #[test]
    fn a_certificate_of_the_house_can_be_named() {
        let relay = Relay::parse("smtps://mail.internal?ca=/etc/ssl/house.pem").expect("a good address");
        assert_eq!(relay.authority.as_deref(), Some("/etc/ssl/house.pem"));
    }
}
