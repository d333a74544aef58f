//! How somebody comes in: on what, from where, and what stands behind it.

use std::net::IpAddr;

/// One coming in.
#[derive(Debug, Clone)]
pub struct Entrance {
    /// What the person knows the device by.
    pub device: String,
    /// From which network, in words.
    pub network: String,
    pub trust: Trust,
}

/// What stands behind an entrance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// A link or code that was mailed: an officer takes the second step after it.
    Mail,
    /// More than that: the console's own link, or the second step itself.
    Full,
}

impl Entrance {
    /// By the console's link, or in a story: nothing more is asked.
    pub fn trusted(device: &str) -> Self {
        Self { device: device.to_owned(), network: in_words(None), trust: Trust::Full }
    }

    /// By a mailed link or code.
    pub fn by_mail(device: String, from: Option<IpAddr>) -> Self {
        Self { device, network: in_words(from), trust: Trust::Mail }
    }
}

/// A network as its owner knows it again: no more of the address than tells one household from another.
fn in_words(from: Option<IpAddr>) -> String {
    match from {
        None => "this machine".to_owned(),
        Some(address) if address.is_loopback() => "this machine".to_owned(),
        Some(IpAddr::V4(whole)) if whole.is_private() => format!("the network of the house, {whole}"),
        Some(IpAddr::V4(whole)) => whole.to_string(),
        Some(IpAddr::V6(long)) => {
            let [first, second, third, fourth, ..] = long.segments();
            format!("{first:x}:{second:x}:{third:x}:{fourth:x}::")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_told_in_words_that_its_owner_knows() {
        let told = |address: &str| in_words(address.parse().ok());
        assert_eq!(told("127.0.0.1"), "this machine");
        assert_eq!(told("192.168.1.7"), "the network of the house, 192.168.1.7");
        assert_eq!(told("203.0.113.9"), "203.0.113.9");
        assert_eq!(told("2001:db8:1:2:aaaa::9"), "2001:db8:1:2::");
    }
}
