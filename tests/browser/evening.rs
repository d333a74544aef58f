//! The evening and the ballot on a phone: by finger, by keyboard, and without JavaScript.

use thirtyfour::prelude::*;

use super::chromium::{Kind, PHONE, PLAIN_PHONE, in_chromium};
use crate::world::{Branch, Database};

const MOTION: &str = "A public bus network";
pub const CANDIDATES: [&str; 4] = ["Ama Story", "Petra Story", "Joe Story", "Leila Story"];

#[test]
fn an_evening_is_kept_chaired_and_voted_on_an_ordinary_phone() {
    spend_the_evening_on(PHONE);
}

#[test]
fn an_evening_is_kept_chaired_and_voted_on_a_phone_without_javascript() {
    spend_the_evening_on(PLAIN_PHONE);
}

#[test]
fn a_paper_is_ranked_and_cast_by_finger() {
    vote_on(PHONE, async |phone| {
        for name in ["Joe Story", "Ama Story"] {
            phone.query(By::Css(format!("button[aria-label='Give {name} the next number']"))).first().await?.click().await?;
        }
        press(phone, "Check my paper").await
    });
}

#[test]
fn a_paper_is_ranked_and_cast_by_typed_numbers_without_javascript() {
    vote_on(PLAIN_PHONE, async |phone| {
        for (name, rank) in [("Joe Story", "1"), ("Ama Story", "2")] {
            types(phone, &format!("input[aria-label='Rank of {name}']"), rank).await?;
        }
        press(phone, "Check my paper").await
    });
}

#[test]
fn a_paper_is_ranked_by_dragging_its_rows() {
    vote_on(PHONE, async |phone| {
        for name in ["Joe Story", "Ama Story"] {
            phone.query(By::Css(format!("button[aria-label='Give {name} the next number']"))).first().await?.click().await?;
        }
        let row = async |at: u32| phone.query(By::Css(format!("[data-rank] > :nth-child({at})"))).first().await;
        for above in ["Ama Story", "Joe Story"] {
            let (grip, there) = (row(2).await?.find(By::Css(".grip")).await?, row(1).await?);
            let chain = phone.action_chain().click_and_hold_element(&grip).move_to_element_center(&there);
            chain.move_by_offset(0, -8).release().perform().await?;
            assert!(row(1).await?.text().await?.contains(above), "{above} is dragged to the top");
        }
        press(phone, "Check my paper").await
    });
}

#[test]
fn a_link_in_a_message_opens_the_paper_and_leaves_the_address_bar() {
    let branch = Branch::with_members(12, Database::Sqlite);
    let ballot = branch.open_selection(CANDIDATES);
    branch.world.post.waits_for(12);
    let message = branch.world.post.messages().into_iter().find(|message| message.to.starts_with("petra"));
    let words = message.expect("a paper was sent to her").words();
    let link = words.split_whitespace().find(|word| word.contains("/vote#")).expect("the message has a link");
    let secret = link.split('#').nth(1).expect("a secret").to_owned();
    in_chromium(PHONE, async |phone| {
        phone.goto(branch.address(&format!("/vote#{secret}"))).await?;
        press(&phone, "Open my paper").await?;
        sees(&phone, "This paper is for Petra Story").await?;
        assert!(!phone.current_url().await?.as_str().contains(&secret), "nobody reads the secret over her shoulder");
        phone.query(By::Css("button[aria-label='Give Joe Story the next number']")).first().await?.click().await?;
        press(&phone, "Check my paper").await?;
        press(&phone, "Put my paper in the box").await?;
        sees(&phone, "Your paper is in the box").await
    });
    assert_eq!(branch.as_("petra").visits(&ballot).words().matches("You voted on").count(), 1);
}

#[test]
fn a_paper_is_ranked_and_cast_by_keyboard_alone() {
    let branch = Branch::with_members(12, Database::Sqlite);
    let ballot = branch.open_selection(CANDIDATES);
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
        sees(&phone, "Your paper is in the box").await
    });
}

/// From the door to the minutes: people are checked in, the quorum is live, the motion is put, a phone and three hands vote,
/// and the result says its arithmetic.
fn spend_the_evening_on(kind: Kind) {
    let branch = Branch::with_members(12, Database::Sqlite);
    let meeting = branch.evening_with_a_motion(MOTION);
    in_chromium(kind, async |phone| {
        sign_in(&phone, &branch, "nadia").await?;
        for called in ["nadia", "tom", "ama", "petra", "joe", "leila"] {
            opens(&phone, &branch, &format!("{meeting}/door")).await?;
            types(&phone, "main input[name=q]", called).await?;
            press(&phone, "Look up").await?;
            press(&phone, "Check in").await?;
            sees(&phone, "in the room").await?;
        }
        opens(&phone, &branch, &format!("{meeting}/door")).await?;
        sees(&phone, "the quorum is there").await?;
        opens(&phone, &branch, &format!("{meeting}/floor")).await?;
        press(&phone, "Open the meeting").await?;
        go_on_until(&phone, "Put it to the vote").await?;
        press(&phone, "Put it to the vote").await?;
        // Whoever leaves the page before the answer is there may take the press back with it.
        sees(&phone, "Close the vote").await?;

        sign_in(&phone, &branch, "ama").await?;
        opens(&phone, &branch, &format!("{meeting}/vote")).await?;
        press(&phone, "Against").await?;
        sees(&phone, "in the box").await?;

        sign_in(&phone, &branch, "nadia").await?;
        opens(&phone, &branch, &format!("{meeting}/floor")).await?;
        for (field, hands) in [("for", "3"), ("against", "0"), ("abstain", "0")] {
            types(&phone, &format!("input[name='{field}']"), hands).await?;
        }
        press(&phone, "Close the vote").await?;
        sees(&phone, "carried").await?;
        sees(&phone, "3 for").await?;
        press(&phone, "Close the meeting").await?;
        sees(&phone, "The meeting is closed.").await?;
        opens(&phone, &branch, &format!("{meeting}/minutes")).await?;
        sees(&phone, MOTION).await?;
        sees(&phone, "carried").await
    });
}

/// A paper in a selection, ranked as `rank` does it, then put in the box.
fn vote_on(kind: Kind, rank: impl AsyncFnOnce(&WebDriver) -> WebDriverResult<()>) {
    let branch = Branch::with_members(12, Database::Sqlite);
    let ballot = branch.open_selection(CANDIDATES);
    in_chromium(kind, async |phone| {
        sign_in(&phone, &branch, "petra").await?;
        opens(&phone, &branch, &format!("{ballot}/paper")).await?;
        rank(&phone).await?;
        sees(&phone, "Is this how you want to vote?").await?;
        let order = phone.query(By::Css("ol.paper")).first().await?.text().await?;
        assert_eq!(order.split_whitespace().collect::<Vec<_>>().join(" "), "1 Joe Story 2 Ama Story");
        press(&phone, "Put my paper in the box").await?;
        sees(&phone, "Your paper is in the box").await
    });
}

pub async fn sign_in(phone: &WebDriver, branch: &Branch, called: &str) -> WebDriverResult<()> {
    phone.goto(branch.address("/sign-in")).await?;
    let (name, value) = branch.cookie_of(called);
    phone.add_cookie(Cookie::new(name, value)).await
}

/// Opens a page, which must not make a phone scroll sideways.
pub async fn opens(phone: &WebDriver, branch: &Branch, path: &str) -> WebDriverResult<()> {
    phone.goto(branch.address(path)).await?;
    let page = phone.query(By::Tag("main")).first().await?.rect().await?;
    assert!(page.width <= 390.0, "{path} is {} wide", page.width);
    Ok(())
}

/// Takes one item of the agenda after the other until the button with these words is there. While one page gives way to the
/// next, what was just found may be gone; then it is looked for again.
async fn go_on_until(phone: &WebDriver, words: &str) -> WebDriverResult<()> {
    let either = format!("//button[contains(., '{words}')] | //button[starts-with(normalize-space(.), 'Go to item')]");
    for _ in 0..40 {
        let found = phone.query(By::XPath(&either)).first().await?;
        match found.text().await {
            Ok(text) if text.contains(words) => return Ok(()),
            Ok(_) => _ = is_pressed(&found).await,
            Err(_) => {}
        }
    }
    panic!("no “{words}” at any item");
}

/// Types into the field with this selector: puts the finger on it, then uses the keyboard, as the driver's own way of typing
/// asks for JavaScript.
pub async fn types(phone: &WebDriver, field: &str, text: &str) -> WebDriverResult<()> {
    phone.query(By::Css(field)).first().await?.click().await?;
    phone.action_chain().send_keys(text).perform().await
}

/// Presses the button with these words; where the page was just renewed under the finger, the new one.
pub async fn press(phone: &WebDriver, words: &str) -> WebDriverResult<()> {
    let button = format!("//button[normalize-space(.) = '{words}' or starts-with(normalize-space(.), '{words}')]");
    for _ in 0..5 {
        let found = phone.query(By::XPath(&button)).first().await?;
        if is_pressed(&found).await {
            return Ok(());
        }
    }
    panic!("five tries to press “{words}”");
}

/// A button may stand behind the bar at the foot, where a finger would push the page up first; the keyboard need not.
pub async fn is_pressed(button: &WebElement) -> bool {
    button.click().await.is_ok() || button.send_keys(Key::Enter.value().to_string()).await.is_ok()
}

/// Waits until these words stand on the page.
pub async fn sees(phone: &WebDriver, words: &str) -> WebDriverResult<()> {
    phone.query(By::XPath(format!("//main[contains(., '{words}')]"))).first().await.map(|_| ())
}

/// Presses Tab until `there` is true of the focused element.
pub async fn tab_to(phone: &WebDriver, there: &str) -> WebDriverResult<()> {
    for _ in 0..60 {
        keys(phone, Key::Tab).await?;
        if phone.execute(format!("return {there}"), Vec::new()).await?.convert::<bool>()? {
            return Ok(());
        }
    }
    panic!("sixty presses of Tab never came to where {there}");
}

pub async fn keys(phone: &WebDriver, key: Key) -> WebDriverResult<()> {
    phone.action_chain().send_keys(key.value().to_string()).perform().await
}
