//! Members are asked to a shift by mail, come with one tap, are reminded, and give their place back with another.

use wardmote::canvassing::rotas;

use crate::{
    canvassing::shift_at,
    stories,
    world::{Branch, Database, Seen},
};

/// The newest letter to somebody with these words in its subject or text, and the address of its button.
fn letter(branch: &Branch, called: &str, words: &str) -> String {
    let address = branch.person(called).address.clone();
    let found =
        || branch.world.post.messages().into_iter().rfind(|letter| letter.to == address && letter.words().contains(words));
    branch.world.wait_until("the letter has come", || found().is_some());
    let text = found().expect("a letter").words();
    let at = text.find("/canvass/coming/").expect("a link that answers");
    text[at..].split_whitespace().next().expect("a link").to_owned()
}

fn opens(branch: &Branch, link: &str) -> Seen {
    branch.world.browser().visits(link)
}

stories! {
    fn a_member_comes_with_one_tap_in_the_mail_and_gives_the_place_back_with_another(on: Database) {
        let branch = Branch::with_members(5, on);
        let shift = shift_at(&branch, "the station");
        branch.as_("ama").visits(&shift).presses("I am coming");
        let page = branch.as_("nadia").visits(&shift).says("get a mail with one button: 4 members").presses("Ask 4 members").says("4 members are asked by mail").says("They were asked on");
        page.presses("Ask 4 members").answers(409).says("asked less than a day ago");

        let link = letter(&branch, "tom", "are you coming?");
        branch.as_("nadia").visits(&shift).says("1 person comes");
        let page = opens(&branch, &link).says("Are you coming?").says("the station").says("sent to Tom Story");
        branch.as_("nadia").visits(&shift).says("1 person comes");
        page.presses("I am coming").says("You are coming");
        branch.as_("nadia").visits(&shift).says("2 people come").says("Tom Story");

        let taken = letter(&branch, "tom", "you have a place");
        opens(&branch, &taken).says("You are coming").presses("I cannot come after all").says("Are you coming?");
        branch.as_("nadia").visits(&shift).says("1 person comes");
        opens(&branch, "/canvass/coming/7KM2QXABC3DE").answers(409).says("belongs to no shift");
        branch.verified();
    }

    fn those_who_come_are_reminded_the_day_before_and_three_hours_before(on: Database) {
        let branch = Branch::with_members(5, on);
        let shift = shift_at(&branch, "the station");
        branch.as_("tom").visits(&shift).presses("I am coming");
        branch.as_("ama").visits(&shift).presses("I am coming").presses("I cannot come after all");
        let due = |moment: &str| branch.world.comes_up_at(moment, rotas::jobs::remind);

        assert_eq!(due("2026-10-01T16:30:00Z"), 0, "more than a day before six in the evening");
        assert_eq!((due("2026-10-01T17:30:00Z"), due("2026-10-01T18:30:00Z")), (1, 0), "once the day before");
        assert_eq!((due("2026-10-02T13:00:00Z"), due("2026-10-02T14:30:00Z"), due("2026-10-02T15:00:00Z")), (0, 1, 0), "and once more");

        let link = letter(&branch, "tom", "a reminder: you are coming");
        let to = branch.person("ama").address.clone();
        assert!(branch.world.post.messages().iter().all(|mail| mail.to != to || !mail.words().contains("a reminder")));
        opens(&branch, &link).presses("I cannot come after all").says("Are you coming?");
        let off = shift_at(&branch, "the bridge");
        branch.as_("nadia").visits(&off).presses("Call the shift off");
        assert_eq!(due("2026-10-02T15:30:00Z"), 0, "nobody is reminded of what does not take place");
    }

    fn whoever_wants_no_news_is_not_asked_and_no_officer_reads_a_key(on: Database) {
        let branch = Branch::with_members(3, on);
        let shift = shift_at(&branch, "the station");
        branch.as_("tom").visits("/me/contact").sets("may", "meetings").presses("Save");
        branch.as_("nadia").visits(&shift).presses("Ask 2 members").says("2 members are asked");
        branch.world.post.waits_for(2);
        let outbox = branch.as_("nadia").visits("/outbox");
        for mail in outbox.links().into_iter().filter(|link| link.starts_with("/outbox/")) {
            branch.as_("nadia").visits(&mail).says("/coming/…").does_not_say("Tom Story");
        }
    }

    fn more_are_asked_than_there_are_places_where_some_stay_away(on: Database) {
        let branch = Branch::with_members(12, on);
        let past = shift_at(&branch, "the bridge");
        let all = ["tom", "ama", "petra", "joe", "leila", "gwen", "marek", "zoe", "idris", "kofi"];
        for called in all {
            branch.as_(called).visits(&past).presses("I am coming");
        }
        branch.world.turn_clock_to("2026-10-02T17:30:00Z");
        let half: Vec<_> = all[..5].iter().map(|called| branch.person(called).member).collect();
        let id = past.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a shift");
        branch.act(|act| Ok(rotas::note_came(act, id, &half)?));
        branch.world.turn_clock_to("2026-10-03T09:00:00Z");

        let form = branch.as_("nadia").visits("/canvass/shifts/new").types("Day", "2026-10-09").types("Where people meet", "the park");
        let shift = form.types("Who leads it", "Nadia Story").presses("Make the shift").path();
        branch.as_("nadia").visits(&shift).types("Places", "2").presses("Note it");
        for called in ["tom", "ama", "petra", "joe"] {
            branch.as_(called).visits(&shift).presses("I could come");
        }
        let rota = branch.as_("nadia").visits("/canvass/rota").says("4 are asked for 2 places: of 100 who say that they come, 50 do");
        rota.says("4 places can be given").presses("Give these places").says("4 places are given");
    }
}
