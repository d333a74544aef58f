//! The ten things that a secretary does most, from the front page on, and how many clicks each takes. Typing is not counted, nor
//! is choosing a file.

use thirtyfour::prelude::*;
use wardmote::members::{self, Joining, Office};

use super::{
    chromium::{LAPTOP, in_chromium},
    evening::{CANDIDATES, is_pressed, sees, sign_in},
};
use crate::world::{Branch, Database};

/// Head office's list: the people of the story, one of whom moved, and one who joined.
const LIST: &str = include_str!("../data/month/members.csv");

/// Somebody at a laptop, whose clicks are counted.
struct Hand<'a> {
    browser: &'a WebDriver,
    clicks: usize,
}

impl Hand<'_> {
    /// Clicks the link with these words.
    async fn follows(&mut self, words: &str) -> WebDriverResult<()> {
        self.clicks("a", words).await
    }

    /// Clicks the button with these words.
    async fn presses(&mut self, words: &str) -> WebDriverResult<()> {
        self.clicks("button", words).await
    }

    async fn clicks(&mut self, kind: &str, words: &str) -> WebDriverResult<()> {
        self.clicks += 1;
        let thing = format!("//{kind}[normalize-space(.) = '{words}' or starts-with(normalize-space(.), '{words}')]");
        for _ in 0..5 {
            let Ok(found) = self.browser.query(By::XPath(&thing)).first().await else {
                panic!("no {kind} “{words}” on the page: {}", self.browser.query(By::Tag("main")).first().await?.text().await?)
            };
            if is_pressed(&found).await {
                return Ok(());
            }
        }
        panic!("five tries to click “{words}”");
    }

    /// Types into the field with this name, with the keyboard alone.
    async fn types(&self, name: &str, text: &str) -> WebDriverResult<()> {
        let field = self.browser.query(By::Css(format!("main [name='{name}']"))).first().await?;
        field.clear().await?;
        field.send_keys(text).await
    }

    /// Chooses a day, which a browser takes in parts.
    async fn enters_day(&self, name: &str, day: &str) -> WebDriverResult<()> {
        let script = "document.querySelector(`main [name='${arguments[0]}']`).value = arguments[1]";
        self.browser.execute(script, vec![name.into(), day.into()]).await.map(|_| ())
    }
}

/// Does a task from the front page of somebody, and holds it to its number of clicks.
fn within(most: usize, branch: &Branch, called: &str, task: impl AsyncFnOnce(&mut Hand<'_>) -> WebDriverResult<()>) {
    in_chromium(LAPTOP, async |browser| {
        sign_in(&browser, branch, called).await?;
        browser.goto(branch.address("/")).await?;
        let mut hand = Hand { browser: &browser, clicks: 0 };
        task(&mut hand).await?;
        println!("{} clicks of at most {most}", hand.clicks);
        assert!(hand.clicks <= most, "{} clicks, and {most} are enough", hand.clicks);
        Ok(())
    });
}

fn joins(branch: &Branch, name: &str) {
    let joining = Joining {
        number: format!("J{name}"),
        first_name: name.to_owned(),
        last_name: "Joiner".to_owned(),
        class: "full".to_owned(),
        joined_on: "2026-09-20".parse().expect("a written day"),
        source: "story".to_owned(),
        ..Joining::default()
    };
    branch.act(|act| Ok(members::join(act, &joining)?));
}

#[test]
fn this_months_list_is_loaded_in_four_clicks() {
    let branch = Branch::with_members(12, Database::Sqlite);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("october.csv");
    std::fs::write(&file, LIST).expect("the list is written");
    within(4, &branch, "nadia", async |hand| {
        hand.follows("Members").await?;
        hand.follows("Membership lists").await?;
        hand.browser.query(By::Css("main input[type=file]")).first().await?.send_keys(file.to_string_lossy()).await?;
        hand.presses("Look at it").await?;
        hand.presses("Apply this list").await?;
        sees(hand.browser, "Take this list back").await
    });
}

#[test]
fn twelve_who_joined_are_given_somebody_who_welcomes_them_in_three_clicks() {
    let branch = Branch::with_members(12, Database::Sqlite);
    for name in ["Abe", "Bea", "Cy", "Dot", "Eli", "Flo", "Gus", "Hal", "Ida", "Jon", "Kit", "Lou"] {
        joins(&branch, name);
    }
    within(3, &branch, "nadia", async |hand| {
        hand.follows("Name somebody").await?;
        hand.types("others", "Tom Story\nAma Story\nPetra Story").await?;
        hand.presses("Share them out").await?;
        hand.presses("Ask 4 people by mail").await?;
        sees(hand.browser, "To be spoken with").await
    });
}

#[test]
fn a_general_meeting_is_called_with_lawful_notice_in_five_clicks() {
    let branch = Branch::with_members(12, Database::Sqlite);
    within(5, &branch, "nadia", async |hand| {
        hand.follows("Call a meeting").await?;
        hand.enters_day("on", "2026-10-29").await?;
        hand.enters_day("at", "19:00").await?;
        hand.types("place", "Trades Hall").await?;
        hand.presses("Check the call").await?;
        hand.presses("Send the notice to 12 people").await?;
        sees(hand.browser, "notice").await
    });
}

#[test]
fn letters_to_those_whom_mail_does_not_reach_are_printed_in_two_clicks() {
    let branch = Branch::with_members(12, Database::Sqlite);
    for name in ["Abe", "Bea", "Cy"] {
        joins(&branch, name);
    }
    branch.evening_with_a_motion("Buses");
    branch.world.turn_clock_to("2026-10-02T11:00:00Z");
    within(2, &branch, "nadia", async |hand| {
        hand.follows("Print 3 letters").await?;
        sees(hand.browser, "Abe Joiner").await
    });
}

#[test]
fn somebody_is_checked_in_at_the_door_in_two_clicks() {
    let branch = Branch::with_members(12, Database::Sqlite);
    branch.give_office("gwen", Office::Steward);
    let meeting = branch.evening_with_a_motion("Buses");
    branch.as_("nadia").visits(&format!("{meeting}/door?q=nadia")).presses("Check in");
    branch.as_("nadia").visits(&format!("{meeting}/floor")).presses("Open the meeting");
    within(2, &branch, "gwen", async |hand| {
        hand.follows("Go to the meeting").await?;
        hand.types("q", "tom").await?;
        hand.browser.active_element().await?.send_keys(Key::Enter + "").await?;
        sees(hand.browser, "Tom Story").await?;
        hand.presses("Check in").await?;
        sees(hand.browser, "Tom Story is in").await
    });
}

#[test]
fn whether_somebody_can_vote_on_this_candidate_is_answered_in_two_clicks() {
    let branch = Branch::with_members(12, Database::Sqlite);
    branch.open_selection(CANDIDATES);
    within(2, &branch, "nadia", async |hand| {
        let find = hand.browser.query(By::Id("find")).first().await?;
        find.send_keys("leil" + Key::Enter).await?;
        hand.follows("Leila Story").await?;
        hand.follows("In each ballot, and on another day").await?;
        sees(hand.browser, "Candidate for Millbank ward").await?;
        sees(hand.browser, "The roll is frozen.").await
    });
}

#[test]
fn a_motion_is_put_on_the_agenda_in_two_clicks() {
    let branch = Branch::with_members(12, Database::Sqlite);
    branch.evening_with_a_motion("Trams");
    branch.world.turn_clock_to("2026-10-01T12:00:00Z");
    let motion =
        branch.as_("tom").visits("/motions/new").types("Title", "Buses").types("Text", "The branch resolves to ask for buses.");
    let motion = motion.types("Who seconds it?", "Ama Story").presses("Hand it in").path();
    branch.as_("ama").visits(&motion).presses("I second this");
    within(2, &branch, "nadia", async |hand| {
        hand.follows("Rule on it").await?;
        hand.presses("It is in order").await?;
        sees(hand.browser, "in order").await
    });
}

#[test]
fn a_roll_is_frozen_and_its_fingerprint_published_in_three_clicks() {
    let branch = Branch::with_members(12, Database::Sqlite);
    let officer = branch.as_("nadia");
    let form = officer.visits("/selections/new").types("What the candidate will stand for", "Candidate for Millbank ward");
    let form = form.types("How many are chosen", "1").types("The ballot opens on", "2026-10-01");
    let form = form.types("It closes on", "2026-10-25").types("at", "17:00").sets("reason", "A by-election");
    let mut page = form.presses("Call the selection");
    for name in CANDIDATES {
        page = page.types("Member", name).presses("Put on the list");
    }
    page.presses("Draft the ballot");
    within(3, &branch, "nadia", async |hand| {
        hand.follows("Ballots").await?;
        hand.follows("Candidate for Millbank ward").await?;
        hand.presses("Open the ballot").await?;
        sees(hand.browser, "ingerprint").await
    });
}

#[test]
fn the_treasurers_office_is_handed_over_in_three_clicks() {
    let branch = Branch::with_members(12, Database::Sqlite);
    branch.give_office("petra", Office::Treasurer);
    within(3, &branch, "nadia", async |hand| {
        hand.follows("who holds them").await?;
        hand.follows("Hand over Treasurer").await?;
        hand.types("who", "Joe Story").await?;
        hand.presses("Hand it over").await?;
        sees(hand.browser, "Petra Story hands over to Joe Story").await
    });
}

#[test]
fn a_member_sees_who_looked_and_takes_everything_held_of_her_in_two_clicks_each() {
    let branch = Branch::with_members(12, Database::Sqlite);
    within(2, &branch, "tom", async |hand| {
        hand.follows("TS").await?;
        hand.browser.query(By::XPath("//a[@href='/me/copy.zip']")).first().await?;
        hand.follows("See").await?;
        sees(hand.browser, "looked").await
    });
    within(2, &branch, "tom", async |hand| {
        hand.follows("TS").await?;
        hand.follows("Download").await
    });
}
