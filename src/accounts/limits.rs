//! How often one may ask: by address and by network, so that nobody floods a mailbox or guesses codes.

use std::{net::IpAddr, num::NonZeroU32, sync::LazyLock, time::Duration};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::Address;
use crate::web::Problem;

/// Five requests for one address in a quarter of an hour.
static BY_ADDRESS: LazyLock<DefaultKeyedRateLimiter<String>> = LazyLock::new(|| limiter(Duration::from_secs(15 * 60), 5));
/// Sixty requests from one network in an hour: a hall full of members shares one.
static BY_NETWORK: LazyLock<DefaultKeyedRateLimiter<String>> = LazyLock::new(|| limiter(Duration::from_secs(60 * 60), 60));

/// Requests at one installation in a quarter of an hour, whoever asks for whom: a branch of thousands signs in, and a machine that
/// asks for made-up addresses from many networks is stopped all the same.
const BY_HOUSE_AT_MOST: u32 = 1_000;
static BY_HOUSE: LazyLock<DefaultKeyedRateLimiter<String>> =
    LazyLock::new(|| limiter(Duration::from_secs(15 * 60), BY_HOUSE_AT_MOST));

fn limiter(span: Duration, most: u32) -> DefaultKeyedRateLimiter<String> {
    let most = NonZeroU32::new(most).unwrap_or(NonZeroU32::MIN);
    let quota = Quota::with_period(span / most.get()).unwrap_or(Quota::per_hour(most)).allow_burst(most);
    RateLimiter::keyed(quota)
}

/// Whether a link may be asked for once more at `house`: what is asked of one installation is no other's affair.
pub fn may_ask(house: &str, address: &Address, from: Option<IpAddr>) -> Result<(), Problem> {
    let (by_address, by_network) =
        (format!("{house} {address}"), format!("{house} {}", from.map(network_of).unwrap_or_default()));
    let is_free = BY_ADDRESS.check_key(&by_address).is_ok()
        && BY_NETWORK.check_key(&by_network).is_ok()
        && BY_HOUSE.check_key(&house.to_owned()).is_ok();
    if is_free { Ok(()) } else { Err(Problem::TooMany) }
}

/// Forgets everybody who has asked for nothing lately, so that the lists do not grow for ever.
pub fn forget_the_quiet() {
    BY_ADDRESS.retain_recent();
    BY_NETWORK.retain_recent();
    BY_HOUSE.retain_recent();
}

/// The part of an address that one household or provider's customer has to itself: all of IPv4, the first 64 bits of IPv6.
fn network_of(address: IpAddr) -> String {
    match address {
        IpAddr::V4(whole) => whole.to_string(),
        IpAddr::V6(long) => long.segments()[..4].iter().map(|part| format!("{part:x}:")).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixth_request_for_one_address_has_to_wait() {
        let address = Address::parse("flooded@example.org").expect("an address");

        let answers: Vec<bool> = (0..6).map(|_| may_ask("https://branch.example", &address, None).is_ok()).collect();

        assert_eq!(answers, [true, true, true, true, true, false]);
    }

    #[test]
    fn many_addresses_from_many_networks_are_stopped_at_one_house_and_at_no_other() {
        let ask = |house: &str, number: u32| {
            let address = Address::parse(&format!("made-up-{number}@example.org")).expect("an address");
            may_ask(house, &address, Some(IpAddr::from(number.to_be_bytes()))).is_ok()
        };
        let let_in = (0..BY_HOUSE_AT_MOST + 50).filter(|number| ask("https://flooded.example", *number)).count();
        assert_eq!(let_in, BY_HOUSE_AT_MOST as usize);
        assert!(ask("https://quiet.example", u32::MAX));
    }

    #[test]
    fn neighbours_in_one_ipv6_network_count_as_one() {
        let neighbours = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9"].map(|text| network_of(text.parse().expect("an address")));

        assert_eq!(neighbours[0], neighbours[1]);
    }
}
