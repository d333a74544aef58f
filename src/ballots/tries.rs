//! How often somebody tried codes that belong to nobody. A code has sixty bits and cannot be guessed; this keeps a machine
//! that tries all the same from keeping the branch's machine busy.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{LazyLock, Mutex},
};

use actix_web::HttpRequest;
use chrono::{DateTime, TimeDelta, Utc};

/// Wrong codes from one address in a quarter of an hour; a hall of people behind one address mistypes less often.
const MOST: u32 = 60;

type Tries = HashMap<IpAddr, (DateTime<Utc>, u32)>;

static TRIES: LazyLock<Mutex<Tries>> = LazyLock::new(Mutex::default);

/// Where a request comes from; behind a proxy on this machine, what the proxy says.
pub fn sender(request: &HttpRequest) -> Option<IpAddr> {
    let peer = request.peer_addr().map(|peer| peer.ip())?;
    let told = request.connection_info().realip_remote_addr().and_then(|told| told.parse().ok());
    Some(if peer.is_loopback() { told.unwrap_or(peer) } else { peer })
}

/// Whether to turn this sender away for now.
pub fn are_too_many(sender: Option<IpAddr>, now: DateTime<Utc>) -> bool {
    let Ok(tries) = TRIES.lock() else { return false };
    sender.and_then(|sender| tries.get(&sender).copied()).is_some_and(|(since, tries)| is_recent(since, now) && tries >= MOST)
}

/// Notes a wrong code.
pub fn count(sender: Option<IpAddr>, now: DateTime<Utc>) {
    let (Some(sender), Ok(mut tries)) = (sender, TRIES.lock()) else { return };
    tries.retain(|_, (since, _)| is_recent(*since, now));
    tries.entry(sender).or_insert((now, 0)).1 += 1;
}

fn is_recent(since: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - since < TimeDelta::minutes(15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_sixty_wrong_codes_one_waits_a_quarter_of_an_hour() {
        let sender = "192.0.2.7".parse().ok();
        let start: DateTime<Utc> = "2026-12-01T12:00:00Z".parse().unwrap();
        for _ in 0..MOST {
            assert!(!are_too_many(sender, start));
            count(sender, start);
        }

        assert!(are_too_many(sender, start));
        assert!(!are_too_many(sender, start + TimeDelta::minutes(15)));
    }
}
