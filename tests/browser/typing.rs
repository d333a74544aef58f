//! A whole sheet typed back without a mouse: digits and Enter, and how many keys that takes.

use thirtyfour::prelude::*;

use super::{
    chromium::{PHONE, in_chromium},
    evening::{sees, sign_in},
};
use crate::{canvassing::fifty_doors, world::Database};

/// What is ringed at one door after the other: mostly nobody is in.
const RINGED: [&str; 5] = ["2", "11", "2", "5", "112"];

#[test]
fn a_sheet_of_fifty_doors_is_typed_back_with_digits_and_enter_alone() {
    let (branch, round) = fifty_doors(Database::Sqlite);
    let mut keys = 0;
    in_chromium(PHONE, async |browser| {
        sign_in(&browser, &branch, "nadia").await?;
        browser.goto(branch.address(&format!("{round}/typing"))).await?;
        browser.query(By::Css("[data-typed]:not(:empty)")).first().await?;
        for door in 0..50 {
            let ringed = RINGED[door % RINGED.len()];
            keys += ringed.len() + 1;
            browser.active_element().await?.send_keys(ringed + Key::Enter).await?;
        }
        sees(&browser, "50 of 50 typed").await?;
        sees(&browser, "Spoke, For us, Bo Smith").await?;
        keys += 1;
        browser.active_element().await?.send_keys("" + Key::Enter).await?;
        sees(&browser, "50 doors are typed in").await
    });

    println!("{keys} keys for 50 doors");
    assert!(keys <= 3 * 50, "{keys} keys: 100 doors in four minutes leave 2.4 seconds for each");
    branch.as_("nadia").visits("/canvass").says("Knocks 50").says("For us 20").says("30 of 50 doors are done");
}
