//! Fifty doors without a signal: what is noted is safe on the phone, arrives once, and in order.

use thirtyfour::prelude::*;

use super::{
    chromium::{Kind, PHONE, in_chromium},
    evening::{sees, sign_in},
    signal::Signal,
};
use crate::{
    canvassing::fifty_doors,
    world::{Branch, Database},
};

/// What comes of one door after the other.
const OUTCOMES: [&str; 5] = ["no-answer", "spoke", "no-answer", "refused", "spoke"];

/// The places at which a result is corrected afterwards, and those at which a note is written.
const CORRECTED: [usize; 5] = [1, 6, 11, 21, 41];
const NOTED: [usize; 3] = [7, 19, 30];

#[test]
fn fifty_doors_without_a_signal_arrive_once_and_in_order_though_an_answer_is_lost() {
    let (branch, round) = fifty_doors(Database::Sqlite);
    let signal = Signal::to(&branch.address(""));
    in_chromium(PHONE, async |phone| {
        carries(&phone, &branch, &signal, &round).await?;
        signal.goes();
        for door in 0..50 {
            if NOTED.contains(&door) {
                writes(&phone, &format!("Note at {door}")).await?;
            }
            taps(&phone, OUTCOMES[door % OUTCOMES.len()]).await?;
        }
        sees(&phone, "This round is walked").await?;
        for door in CORRECTED {
            opens_door(&phone, door).await?;
            taps(&phone, "come-back").await?;
        }
        waits_for(&phone, "58 results not sent").await?;

        let fresh = phone.new_tab().await?;
        phone.close_window().await?;
        phone.switch_to_window(fresh).await?;
        phone.goto(signal.address(&format!("{round}/pocket"))).await?;
        waits_for(&phone, "58 results not sent").await?;
        waits_for(&phone, "of 50 done").await?;

        signal.comes_back_losing(1);
        phone.refresh().await?;
        waits_for(&phone, "All sent").await
    });

    assert_eq!(signal.lost(), 1, "one answer was lost on the way");
    came_in_once_and_in_order(&branch, &round);
}

/// Opens the round by the signal and waits until the phone could do without it.
async fn carries(phone: &WebDriver, branch: &Branch, signal: &Signal, round: &str) -> WebDriverResult<()> {
    sign_in(phone, branch, "tom").await?;
    phone.goto(signal.address(&format!("{round}/pocket"))).await?;
    phone.query(By::Css("body[data-kept=yes]")).first().await?;
    waits_for(phone, "All sent").await?;
    waits_for(phone, "Door 1 of 50").await
}

/// Taps a button of the bar, or of what stands behind "More", and waits until the phone has put it down.
async fn taps(phone: &WebDriver, outcome: &str) -> WebDriverResult<()> {
    let before = entries(phone).await?;
    let button = phone.query(By::Css(format!("[data-outcome={outcome}]"))).first().await?;
    if !button.is_displayed().await? {
        phone.query(By::Css("[data-more]")).first().await?.click().await?;
    }
    button.click().await?;
    puts_down(phone, before).await
}

async fn writes(phone: &WebDriver, words: &str) -> WebDriverResult<()> {
    let before = entries(phone).await?;
    phone.query(By::Css("[data-more]")).first().await?.click().await?;
    phone.query(By::Css("[data-words]")).first().await?.send_keys(words).await?;
    phone.query(By::Css("[data-keep-note]")).first().await?.click().await?;
    puts_down(phone, before).await
}

async fn opens_door(phone: &WebDriver, place: usize) -> WebDriverResult<()> {
    let list = phone.query(By::Css("[data-all]")).first().await?;
    if list.attr("open").await?.is_none() {
        list.query(By::Css("summary")).first().await?.click().await?;
    }
    let button = phone.query(By::Css(format!("[data-list] > li:nth-child({}) button", place + 1))).first().await?;
    button.scroll_into_view().await?;
    phone.execute("arguments[0].click()", vec![button.to_json()?]).await?;
    waits_for(phone, &format!("Door {} of 50", place + 1)).await
}

/// How many entries wait on the phone, as its page says.
async fn entries(phone: &WebDriver) -> WebDriverResult<u64> {
    let read = "return Number(localStorage.getItem('pocket:' + document.body.dataset.round) ?? 0)";
    phone.execute(read, Vec::new()).await?.convert()
}

/// Waits until one entry more is safe on the phone and the page shows what comes next.
async fn puts_down(phone: &WebDriver, before: u64) -> WebDriverResult<()> {
    let is_down = format!(
        "return Number(localStorage.getItem('pocket:' + document.body.dataset.round) ?? 0) > {before} \
         && document.body.dataset.writing !== 'yes'"
    );
    for _ in 0..2000 {
        if phone.execute(is_down.clone(), Vec::new()).await?.convert::<bool>()? {
            return Ok(());
        }
    }
    panic!("the phone put nothing down");
}

async fn waits_for(phone: &WebDriver, words: &str) -> WebDriverResult<()> {
    let there = format!("//body[contains(normalize-space(.), '{words}')]");
    phone
        .query(By::XPath(there))
        .wait(std::time::Duration::from_secs(60), std::time::Duration::from_millis(200))
        .first()
        .await
        .map(|_| ())
}

/// The house has every entry once, at its door and in its order, and what was corrected is struck out.
fn came_in_once_and_in_order(branch: &Branch, round: &str) {
    let log = branch.as_("nadia").visits(&format!("{round}/log")).says("58 results and notes came in");
    let page = scraper::Html::parse_document(&log.html);
    let line = scraper::Selector::parse(".came-in > li").expect("a selector");
    let lines: Vec<String> = page
        .select(&line)
        .map(|line| line.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let words = |outcome: &str| match outcome {
        "no-answer" => "No answer",
        "spoke" => "Spoke",
        _ => "Refused",
    };
    let mut told = Vec::new();
    for door in 0..50 {
        if NOTED.contains(&door) {
            told.push(format!("“Note at {door}”"));
        }
        told.push(words(OUTCOMES[door % OUTCOMES.len()]).to_owned());
    }
    told.extend(CORRECTED.map(|_| "Come back".to_owned()));
    assert_eq!(lines.len(), told.len(), "{lines:#?}");
    for (line, told) in lines.iter().zip(&told) {
        assert!(line.contains(told.as_str()), "{line} does not say {told}");
    }
    assert_eq!(lines.iter().filter(|line| line.contains("taken back")).count(), 5);
    branch.as_("nadia").visits("/canvass").says("Knocks 50");
}

#[test]
fn a_round_in_the_pocket_fits_the_narrowest_phone_and_its_page_holds_no_name_by_itself() {
    let (branch, round) = fifty_doors(Database::Sqlite);
    let bare = branch.as_("tom").visits(&format!("{round}/pocket")).answers(200).html;
    assert!(!bare.contains("Smith"), "the page that is kept shows no name until the phone has opened its own store");
    let signal = Signal::to(&branch.address(""));
    in_chromium(Kind { width: 320, ..PHONE }, async |phone| {
        carries(&phone, &branch, &signal, &round).await?;
        let wide: f64 = phone.execute("return document.documentElement.scrollWidth", Vec::new()).await?.convert()?;
        assert!(wide <= 320.0, "the page is {wide} wide");
        let low: f64 = phone
            .execute(
                "return Math.min(...[...document.querySelectorAll('.pocket__bar button')].map((b) => b.offsetHeight))",
                Vec::new(),
            )
            .await?
            .convert()?;
        assert!(low >= 56.0, "a thumb needs more than {low}");
        phone.query(By::Css("[data-outcome=spoke]")).first().await?.click().await?;
        waits_for(&phone, "Door 2 of 50").await?;
        phone.query(By::Css("[data-undo]")).first().await?.click().await?;
        waits_for(&phone, "Door 1 of 50").await
    });
}
