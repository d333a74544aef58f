//! People of a branch of any size: their names repeat as names do, and as many joined last month whatever the size.

use chrono::{Days, NaiveDate};
use wardmote::{
    accounts,
    audit::{Actor, Scribe},
    branch,
    db::BranchId,
    members::{self, Joining, Office},
    web::{Cookies, Problem},
};

use crate::house::northmoor;

const FIRST: [&str; 8] = ["Ama", "Tom", "Zoë", "Łucja", "Siobhán", "Petra", "Joe", "Leila"];
const BEGINNINGS: [&str; 25] = [
    "Ash", "Bar", "Cal", "Dun", "Ever", "Farn", "Gol", "Har", "Ing", "Kel", "Lang", "Mar", "Nor", "Oak", "Pem", "Quin", "Rad",
    "Shel", "Thorn", "Ul", "Vent", "Wal", "Yar", "Stan", "Brad",
];
const ENDINGS: [&str; 20] = [
    "ford", "ley", "ton", "ham", "by", "field", "worth", "stead", "well", "wick", "more", "dale", "shaw", "burn", "croft",
    "hurst", "man", "den", "son", "land",
];
const WARDS: [&str; 3] = ["Millbank", "Harbour", "Eastfield"];
/// So many people join in one act.
const AT_ONCE: usize = 5_000;
/// So many joined in the last month, whatever the size of the branch.
const LATELY: usize = 40;

/// A day of this branch's life, so many days before today.
pub fn days_ago(scribe: &Scribe, days: u64) -> NaiveDate {
    scribe.clock().now().date_naive() - Days::new(days)
}

/// Somebody; the same number is always the same person.
pub fn somebody(scribe: &Scribe, number: usize) -> Joining {
    let paid_to = days_ago(scribe, 0) + Days::new(200) - Days::new(if number % 10 == 3 { 500 } else { 0 });
    Joining {
        number: format!("{:07}", 1_000_000 + number),
        first_name: FIRST[number % FIRST.len()].to_owned(),
        last_name: format!("{}{}", BEGINNINGS[number / 8 % 25], ENDINGS[number / 200 % 20]),
        email: number.is_multiple_of(5).then(|| format!("m{number}@northmoor.example")),
        address: format!("{} Orchard Close", number % 199 + 1),
        town: "Northmoor".to_owned(),
        postcode: format!("NM{} {}{}B", number % 30 + 1, number % 9 + 1, char::from(b'A' + (number % 7) as u8)),
        ward: Some(WARDS[number % 3].to_owned()),
        class: "full".to_owned(),
        joined_on: days_ago(scribe, if number < LATELY { 20 } else { 100 + (number % 4_000) as u64 }),
        paid_to: Some(paid_to),
        source: "bench".to_owned(),
        ..Joining::default()
    }
}

/// Founds a branch of so many, and returns the cookie of its secretary.
pub fn branch_of(scribe: &Scribe, id: BranchId, members: usize) -> String {
    let began = days_ago(scribe, 5_000);
    let founded = scribe.act::<_, Problem>(id, Actor::Console, |act| {
        branch::found(act, &northmoor(id), began)?;
        let secretary =
            members::join(act, &Joining { email: Some("secretary@northmoor.example".to_owned()), ..somebody(scribe, 0) })?;
        members::take_office(act, secretary, &Office::Secretary, (began, None), "bench")?;
        let account = members::find(act.conn(), id, secretary)?.account_id.expect("an address opens an account");
        accounts::start_session(act, account, &accounts::Entrance::trusted("bench")).map_err(Problem::from)
    });
    let numbers: Vec<usize> = (1..members).collect();
    for portion in numbers.chunks(AT_ONCE) {
        let joining: Vec<Joining> = portion.iter().map(|number| somebody(scribe, *number)).collect();
        let entered = scribe.act::<_, Problem>(id, Actor::Console, |act| {
            members::enter_all(act, &joining)?;
            act.record("member.entered", "/members", serde_json::json!({ "people": joining.len() }));
            Ok(())
        });
        entered.expect("they are entered");
    }
    let cookie = accounts::session_cookie(Cookies::of("http://127.0.0.1"), founded.expect("the branch is founded"));
    format!("{}={}", cookie.name(), cookie.value())
}
