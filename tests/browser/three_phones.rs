//! A whole evening on three phones, one of them without JavaScript, chaired by keyboard alone.

use thirtyfour::prelude::*;

use super::{
    chromium::{LAPTOP, PHONE, PLAIN_PHONE, in_windows},
    evening::{keys, opens, press, sees, sign_in, tab_to, types},
};
use crate::world::{Branch, Database};

const TITLE: &str = "A public bus network";

#[test]
fn an_evening_goes_by_on_three_phones_and_is_chaired_by_keyboard_alone() {
    let branch = Branch::with_members(12, Database::Sqlite);
    let meeting = branch.evening_with_a_motion(TITLE);
    let motion = branch.as_("tom").visits("/motions").links().into_iter().find(|link| link.len() == "/motions/".len() + 36);
    let form = branch.as_("joe").visits(&format!("{}/amendments/new", motion.expect("a motion")));
    let form = form.types("Or: what is to be changed", "leave out “buses” and insert “trams”");
    form.presses("See the difference").presses("Hand it in");
    let door = branch.as_("nadia").visits(&format!("{meeting}/door")).html;
    let code = door.split("class=\"code\">").nth(1).and_then(|rest| rest.get(..4)).expect("a code at the door").to_owned();

    in_windows([PHONE, PLAIN_PHONE, PHONE, LAPTOP], async |[ama, tom, joe, chair]| {
        for (phone, called) in [(&ama, "ama"), (&tom, "tom"), (&joe, "joe")] {
            sign_in(phone, &branch, called).await?;
            opens(phone, &branch, &format!("{meeting}/here")).await?;
            types(phone, "main input[name=code]", &code).await?;
            press(phone, "Check in").await?;
            sees(phone, "You may vote").await?;
            opens(phone, &branch, &format!("{meeting}/vote")).await?;
        }
        sign_in(&chair, &branch, "nadia").await?;
        chair.goto(branch.address(&format!("{meeting}/floor"))).await?;
        by_keyboard(&chair, "Open the meeting").await?;
        sees(&joe, "The meeting is open.").await?;
        take_items(&chair, "Amendment 1 is seconded").await?;

        press(&joe, "To speak for").await?;
        sees(&joe, "You are 1st.").await?;
        by_keyboard(&chair, "Call Joe Story").await?;
        sees(&ama, "Joe Story").await?;
        sees(&joe, "You speak now").await?;
        by_keyboard(&chair, "Thank you").await?;

        by_keyboard(&chair, "Amendment 1 is seconded").await?;
        by_keyboard(&chair, "Put amendment 1 to the vote").await?;
        votes(&meeting, &branch, [(&ama, "Against"), (&tom, "For"), (&joe, "For")]).await?;
        sees(&chair, "3 of 3 have voted by phone").await?;
        by_keyboard(&chair, "Close the vote").await?;
        for phone in [&ama, &joe] {
            sees(phone, "carried").await?;
            sees(phone, "2 for, 1 against").await?;
        }
        opens(&tom, &branch, &format!("{meeting}/vote")).await?;
        sees(&tom, "2 for, 1 against").await?;

        by_keyboard(&chair, "Put it to the vote").await?;
        sees(&ama, "ask for trams").await?;
        votes(&meeting, &branch, [(&ama, "For"), (&tom, "For"), (&joe, "Against")]).await?;
        sees(&chair, "3 of 3 have voted by phone").await?;
        by_keyboard(&chair, "Close the vote").await?;
        sees(&ama, "carried").await?;
        sees(&joe, "2 for, 1 against").await?;
        by_keyboard(&chair, "Close the meeting").await?;
        sees(&ama, "The meeting is closed.").await?;

        opens(&tom, &branch, &format!("{meeting}/minutes")).await?;
        sees(&tom, "Amendment 1 was carried").await?;
        sees(&tom, "The branch resolves to ask for trams.").await?;
        sees(&tom, "Joe Story spoke for it").await
    });
}

/// Each votes by one tap, when the question has come to the phone by itself; the one without JavaScript asks for it.
async fn votes(meeting: &str, branch: &Branch, all: [(&WebDriver, &str); 3]) -> WebDriverResult<()> {
    for (place, (phone, vote)) in all.into_iter().enumerate() {
        if place == 1 {
            opens(phone, branch, &format!("{meeting}/vote")).await?;
        }
        press(phone, vote).await?;
        sees(phone, "Your vote is in the box.").await?;
    }
    Ok(())
}

/// Takes one item of the agenda after the other until the button with these words is there.
async fn take_items(chair: &WebDriver, words: &str) -> WebDriverResult<()> {
    let either = format!("//button[contains(., '{words}')] | //button[starts-with(normalize-space(.), 'Go to item')]");
    for _ in 0..10 {
        let found = chair.query(By::XPath(&either)).first().await?.text().await?;
        if found.contains(words) {
            return Ok(());
        }
        by_keyboard(chair, &found).await?;
        // The next board has come when this button is gone.
        let gone = format!("//button[normalize-space(.) = '{found}']");
        chair.query(By::XPath(&gone)).not_exists().await?;
    }
    panic!("no “{words}” at any item");
}

/// Walks to the button with these words by the Tab key alone, and presses it.
async fn by_keyboard(chair: &WebDriver, words: &str) -> WebDriverResult<()> {
    chair.query(By::XPath(format!("//button[starts-with(normalize-space(.), '{words}')]"))).first().await?;
    let is_it = "document.activeElement.matches('button') && document.activeElement.textContent.trim()";
    tab_to(chair, &format!("{is_it}.startsWith('{words}')")).await?;
    keys(chair, Key::Enter).await
}
