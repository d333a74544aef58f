//! The evening and the ballot on a phone: by finger and by keyboard. Without JavaScript they are walked by `month.rs`.

use thirtyfour::prelude::*;

use super::chromium::{PHONE, in_chromium};
use crate::world::{Branch, Database};

#[test]
fn a_member_votes_on_a_motion_with_one_tap_on_an_ordinary_phone() {
    let branch = Branch::with_members(12, Database::Sqlite);
    let meeting = branch.evening_with_a_vote("A public bus network");
    in_chromium(PHONE, async |phone| {
        sign_in(&phone, &branch, "ama").await?;
        phone.goto(branch.address(&format!("{meeting}/vote"))).await?;
        assert_fits(&phone).await?;
        press(&phone, "Against").await?;
        sees(&phone, "in the box").await
    });
}

#[test]
fn a_paper_is_ranked_and_cast_by_keyboard_alone() {
    let branch = Branch::with_members(12, Database::Sqlite);
    let ballot = branch.open_selection(["Ama Story", "Petra Story", "Joe Story", "Leila Story"]);
    in_chromium(PHONE, async |phone| {
        sign_in(&phone, &branch, "petra").await?;
        phone.goto(branch.address(&format!("{ballot}/paper"))).await?;
        tab_to(&phone, "document.activeElement.matches('ranked-list li button')").await?;
        keys(&phone, Key::Space).await?;
        tab_to(&phone, "document.activeElement.textContent.includes('Check my paper')").await?;
        keys(&phone, Key::Enter).await?;
        phone.query(By::XPath("//button[contains(., 'Put my paper in the box')]")).first().await?;
        tab_to(&phone, "document.activeElement.textContent.includes('Put my paper in the box')").await?;
        keys(&phone, Key::Enter).await?;
        phone.query(By::XPath("//*[contains(., 'Your paper is in the box')]")).first().await?;
        Ok(())
    });
}

async fn sign_in(phone: &WebDriver, branch: &Branch, called: &str) -> WebDriverResult<()> {
    phone.goto(branch.address("/sign-in")).await?;
    let (name, value) = branch.cookie_of(called);
    phone.add_cookie(Cookie::new(name, value)).await
}

/// Presses the button with these words.
async fn press(phone: &WebDriver, words: &str) -> WebDriverResult<()> {
    let button = format!("//button[normalize-space(.) = '{words}' or starts-with(normalize-space(.), '{words}')]");
    let button = phone.query(By::XPath(button)).first().await?;
    if button.click().await.is_ok() {
        return Ok(());
    }
    // It stands behind the bar at the foot, where a finger would push the page up first; the keyboard need not.
    button.send_keys(Key::Enter.value().to_string()).await
}

/// Waits until these words stand on the page.
async fn sees(phone: &WebDriver, words: &str) -> WebDriverResult<()> {
    phone.query(By::XPath(format!("//main[contains(., '{words}')]"))).first().await.map(|_| ())
}

/// No page makes a phone scroll sideways.
async fn assert_fits(phone: &WebDriver) -> WebDriverResult<()> {
    let page = phone.query(By::Tag("main")).first().await?.rect().await?;
    assert!(page.width <= 390.0, "the page is {} wide", page.width);
    Ok(())
}

/// Presses Tab until `there` is true of the focused element.
async fn tab_to(phone: &WebDriver, there: &str) -> WebDriverResult<()> {
    for _ in 0..60 {
        keys(phone, Key::Tab).await?;
        if phone.execute(format!("return {there}"), Vec::new()).await?.convert::<bool>()? {
            return Ok(());
        }
    }
    panic!("sixty presses of Tab never came to where {there}");
}

async fn keys(phone: &WebDriver, key: Key) -> WebDriverResult<()> {
    phone.action_chain().send_keys(key.value().to_string()).perform().await
}
