//! What a page costs a phone with a poor signal: its compressed size and the requests it makes, as a browser counts them.

use serde_json::json;
use thirtyfour::prelude::*;
use wardmote::{db::MeetingId, meetings};

use super::{
    chromium::{PHONE, ask, in_chromium},
    evening::{sees, sign_in},
};
use crate::world::{Branch, Database};

/// Bytes of HTML, compressed, and requests for all that a page shows; a stream that stays open is not one of them.
const BYTES: i64 = 30_000;
const REQUESTS: i64 = 6;

#[test]
fn the_vote_page_weighs_little() {
    let branch = Branch::with_members(12, Database::Sqlite);
    let meeting = branch.evening_with_a_motion("A public bus network");
    for called in ["nadia", "tom", "ama"] {
        branch.as_("nadia").visits(&format!("{meeting}/door?q={called}")).presses("Check in");
    }
    let board = || branch.as_("nadia").visits(&format!("{meeting}/floor"));
    board().presses("Open the meeting");
    branch.take_items_until(&branch.as_("nadia"), "A public bus network");
    board().presses("Put it to the vote");

    weighs_little(&branch, "ama", &format!("{meeting}/vote"), "One tap puts your vote into the box");
}

#[test]
fn a_motion_with_forty_four_amendments_weighs_little() {
    let branch = Branch::with_members(12, Database::Sqlite);
    let streets: Vec<String> = (1..=44).map(|number| format!("street{number}")).collect();
    let text = format!("This branch calls for buses in {}.", streets.join(" and in "));
    let call = branch.as_("nadia").visits("/meetings/new").types("Day", "2026-10-22").types("Time", "19:00");
    call.types("Place", "Albion Hall").presses("Check the call").presses("Send the notice");
    let form = branch.as_("tom").visits("/motions/new").types("Title", "Buses").types("Text", &text);
    let motion = form.types("Who seconds it?", "Ama Story").presses("Hand it in").path();
    branch.as_("ama").visits(&motion).presses("I second this");
    branch.as_("nadia").visits(&format!("{motion}/ruling")).presses("It is in order");
    for street in &streets {
        let form = branch.as_("petra").visits(&format!("{motion}/amendments/new"));
        let form =
            form.types("Or: what is to be changed", &format!("leave out “{street}” and insert “the lane behind {street}”"));
        form.presses("See the difference").presses("Hand it in").answers(200);
    }

    weighs_little(&branch, "ama", &motion, "street44");
    weighs_little(&branch, "ama", &format!("{motion}/amendments"), "the lane behind street44");
}

#[test]
fn the_attendance_of_five_hundred_weighs_little() {
    let branch = Branch::with_members(500, Database::Sqlite);
    let meeting = branch.evening_with_a_motion("Buses");
    let id: MeetingId = meeting.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a meeting");
    branch.act(|act| {
        let all = meetings::on_roll(act.conn(), branch.id, id)?;
        all.iter().try_for_each(|member| meetings::check_in(act, id, *member).map(|_| ()))
    });

    weighs_little(&branch, "nadia", &format!("{meeting}/door"), "Member500 Story");
}

/// Opens a page in a browser that has nothing of it yet, waits until it has loaded all that it shows, and reads the scales.
fn weighs_little(branch: &Branch, called: &str, path: &str, words: &str) {
    in_chromium(PHONE, async |phone| {
        sign_in(&phone, branch, called).await?;
        ask(&phone, "Network.enable", json!({})).await?;
        ask(&phone, "Network.clearBrowserCache", json!({})).await?;
        phone.goto(branch.address(path)).await?;
        sees(&phone, words).await?;
        phone.query(By::Css("body:not(:has(live-region:not(:defined)))")).first().await?;
        let page = "performance.getEntriesByType('navigation')[0].encodedBodySize";
        let bytes: i64 = phone.execute(format!("return {page}"), Vec::new()).await?.convert()?;
        let parts = "performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)";
        let parts: Vec<String> = phone.execute(format!("return {parts}"), Vec::new()).await?.convert()?;
        let requests = 1 + i64::try_from(parts.len()).expect("a number");
        println!("{path}: {bytes} bytes of HTML, compressed; {requests} requests");
        assert!(bytes > 0 && bytes < BYTES, "{path} is {bytes} bytes, compressed");
        assert!(requests <= REQUESTS, "{path} makes {requests} requests: {parts:?}");
        Ok(())
    });
}
