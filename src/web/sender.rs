//! Where a request comes from, for limits: the peer, or, behind a proxy on this machine, whom the proxy names.

use std::net::IpAddr;

use actix_web::HttpRequest;

/// The address a request was sent from. Of a chain of `X-Forwarded-For` only the last entry was written by our own proxy;
/// the others are whatever the sender liked to claim.
pub fn sender(request: &HttpRequest) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip();
    let told = request.headers().get_all("x-forwarded-for").last().and_then(|value| value.to_str().ok());
    Some(if peer.is_loopback() { told.and_then(last_named).unwrap_or(peer) } else { peer })
}

fn last_named(chain: &str) -> Option<IpAddr> {
    chain.rsplit(',').next().and_then(|last| last.trim().parse().ok())
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn from(peer: &str, chain: &str) -> Option<IpAddr> {
        let peer = peer.parse().expect("an address with its port");
        sender(&TestRequest::default().peer_addr(peer).insert_header(("x-forwarded-for", chain)).to_http_request())
    }

    #[test]
    fn behind_our_own_proxy_the_sender_is_the_last_one_named() {
        assert_eq!(from("127.0.0.1:4000", "198.51.100.1, 192.0.2.7"), "192.0.2.7".parse().ok());
    }

    #[test]
    fn whoever_comes_directly_cannot_pretend_to_be_somebody_else() {
        assert_eq!(from("203.0.113.9:4000", "192.0.2.7"), "203.0.113.9".parse().ok());
    }
}
