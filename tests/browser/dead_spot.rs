//! The door of a hall whose walls let no signal through: the desk goes on, survives a reload, and tells everything afterwards once.

use std::thread;

use serde_json::json;
use thirtyfour::prelude::*;

use super::{
    chromium::{PHONE, ask, in_chromium},
    evening::{opens, press, sees, sign_in, types},
    signal::Signal,
};
use crate::world::{Branch, Browser, Database};

#[test]
fn a_desk_in_a_dead_spot_keeps_its_taps_over_a_reload_and_tells_them_once() {
    let branch = Branch::with_members(12, Database::Sqlite);
    let meeting = branch.evening_with_a_motion("Buses");
    let (nadia, path) = (branch.as_("nadia"), format!("{meeting}/door"));
    let door = || words_on(&nadia, &path);
    in_chromium(PHONE, async |phone| {
        sign_in(&phone, &branch, "nadia").await?;
        opens(&phone, &branch, &format!("{meeting}/door/desk")).await?;
        phone.query(By::Css("[data-desk][data-kept=yes]")).first().await?;
        check_in(&phone, "leila").await?;
        sees(&phone, "Everything is sent.").await?;

        signal(&phone, false).await?;
        check_in(&phone, "tom").await?;
        sees(&phone, "1 to send when there is a signal.").await?;
        assert!(door().contains("Leila Story came") && !door().contains("Tom Story"), "{}", door());

        phone.refresh().await?;
        sees(&phone, "1 to send when there is a signal.").await?;
        check_in(&phone, "ama").await?;
        check_in(&phone, "joe").await?;
        types(&phone, "#desk-typed", "joe").await?;
        press(&phone, "Has left").await?;
        sees(&phone, "Joe Story has left.").await?;
        sees(&phone, "4 to send when there is a signal.").await?;

        signal(&phone, true).await?;
        sees(&phone, "Everything is sent.").await?;
        let told = door();
        assert!(told.contains("3 of 1 : the quorum is there."), "{told}");
        for name in ["Leila", "Tom", "Ama", "Joe"] {
            assert_eq!(told.matches(&format!("{name} Story came")).count(), 1, "{name} came once: {told}");
        }
        phone.refresh().await?;
        sees(&phone, "Everything is sent.").await
    });
}

#[test]
fn a_card_that_the_camera_reads_without_a_signal_is_found_on_the_list_that_the_desk_carries() {
    let branch = Branch::with_members(12, Database::Sqlite);
    let meeting = branch.evening_with_a_motion("Buses");
    let desk = format!("{meeting}/door/desk");
    let card = card_of(&branch.as_("nadia"), &meeting, "Petra Story");
    let signal = Signal::to(&branch.address(""));
    in_chromium(PHONE, async |phone| {
        sign_in(&phone, &branch, "nadia").await?;
        phone.goto(signal.address(&desk)).await?;
        phone.query(By::Css("[data-desk][data-kept=yes]")).first().await?;

        signal.goes();
        phone.goto(signal.address(&format!("/meetings/card/{card}"))).await?;
        sees(&phone, "Petra Story").await?;
        press(&phone, "Check in").await?;
        sees(&phone, "1 to send when there is a signal.").await?;

        signal.comes_back_losing(0);
        phone.goto(signal.address(&desk)).await?;
        sees(&phone, "Everything is sent.").await
    });

    branch.as_("nadia").visits(&format!("{meeting}/door")).says("Petra Story came");
}

/// What the picture on a member's card says.
fn card_of(steward: &Browser, meeting: &str, called: &str) -> String {
    let (_, list) = steward.downloads(&format!("{meeting}/door/list"));
    let list: serde_json::Value = serde_json::from_slice(&list).expect("the list that a desk carries");
    let lines = list["lines"].as_array().expect("lines");
    let line = lines.iter().find(|line| line["name"] == called).expect("somebody of that name");
    line["card"].as_str().expect("a card").to_owned()
}

/// What a page says to another browser, which waits for it on a thread of its own.
fn words_on(browser: &Browser, path: &str) -> String {
    thread::scope(|other| other.spawn(|| browser.visits(path).words()).join()).expect("a page")
}

/// Looks somebody up by the first letters of their name and checks them in.
async fn check_in(phone: &WebDriver, called: &str) -> WebDriverResult<()> {
    types(phone, "#desk-typed", called).await?;
    press(phone, "Check in").await?;
    sees(phone, "is in.").await
}

/// Takes the phone's signal away, or gives it back.
async fn signal(phone: &WebDriver, is_there: bool) -> WebDriverResult<()> {
    ask(phone, "Network.enable", json!({})).await?;
    let nothing = json!({ "offline": !is_there, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    ask(phone, "Network.emulateNetworkConditions", nothing).await.map(|_| ())
}
