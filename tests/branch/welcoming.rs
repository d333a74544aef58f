//! Whoever joins is spoken with: who welcomes them, by when, and nobody is forgotten.

use wardmote::{
    db::MemberId,
    members::{self, Joining},
};

use crate::{
    stories,
    world::{Branch, Database},
};

/// Somebody who joined a week ago.
fn joining(name: &str) -> Joining {
    Joining {
        number: format!("J-{name}"),
        first_name: name.to_owned(),
        last_name: "Joiner".to_owned(),
        email: Some(format!("{}@northmoor.example", name.to_lowercase())),
        mobile: "07700 900123".to_owned(),
        ward: Some("Millbank".to_owned()),
        class: "full".to_owned(),
        joined_on: "2026-09-24".parse().expect("a written day"),
        source: "story".to_owned(),
        ..Joining::default()
    }
}

fn joins(branch: &Branch, joining: &Joining) -> MemberId {
    branch.act(|act| Ok(members::join(act, joining)?))
}

/// The secretary asks one member to welcome somebody.
fn asks(branch: &Branch, joiner: MemberId, welcomer: &str) {
    let form = branch.as_("nadia").visits(&format!("/members/{joiner}/welcome")).types("Who welcomes them", welcomer);
    form.presses("Ask by mail").answers(200).says("is asked to welcome");
}

stories! {
    fn joiners_are_shared_out_among_those_who_welcome_them(on: Database) {
        let branch = Branch::with_members(6, on);
        for name in ["Wanda", "Yusuf", "Vera"] {
            joins(&branch, &joining(name));
        }
        let board = branch.as_("nadia").visits("/").says("3 people who joined have nobody to welcome them").follows("Name somebody");

        let board = board.sets("who", "").types("Others", "Tom Story\nAma Story");
        let check = board.presses("Share them out").answers(200).says("2 people are asked to welcome 3 who joined");
        let board = check.presses("Ask 2 people by mail").says("Everybody who joined has somebody to welcome them");

        board.says("To be spoken with").says("Tom Story, by Thursday 8 October 2026");
        branch.as_("tom").visits("/").says("joined, and is to hear from you by 8 October").says("Whom you welcome");
        let letters = branch.texts_kept_about("/me/welcomes");
        assert_eq!(letters.len(), 2, "each is asked in one message");
        for name in ["Wanda", "Yusuf", "Vera"] {
            let told = letters.iter().filter(|letter| letter.contains(&format!("{name} Joiner"))).count();
            assert_eq!(told, 1, "one person is asked to welcome {name}");
        }
    }

    fn whoever_welcomes_sees_how_to_reach_them_until_the_two_have_spoken(on: Database) {
        let branch = Branch::with_members(6, on);
        let wanda = joins(&branch, &joining("Wanda"));
        asks(&branch, wanda, "Tom Story");
        let tom = branch.as_("tom");

        let page = tom.visits("/").follows("Welcome them").says("07700 900123").says("wanda@northmoor.example");
        let page = page.presses("We have spoken").says("You have spoken with Wanda Joiner").does_not_say("07700 900123");
        tom.visits("/").does_not_say("Whom you welcome");
        branch.as_("nadia").visits("/members/joiners").says("Spoken with").does_not_say("To be spoken with");

        page.presses("Undo").says("Speak with them by").says("07700 900123");
        tom.visits("/").says("Whom you welcome");
    }

    fn the_joiner_reads_who_will_speak_with_them_and_who_was_shown_their_number(on: Database) {
        let branch = Branch::with_members(6, on);
        let petra = branch.person("petra").member;
        branch.as_("nadia").visits(&format!("/members/{petra}/joining")).types("Joined on", "2026-09-01")
            .types("Where you know it from", "her form").presses("Put it right").answers(200);
        asks(&branch, petra, "N0002");

        branch.as_("petra").visits("/me").says("Tom Story will speak with you by Thursday 8 October 2026");
        branch.as_("tom").visits(&format!("/me/welcomes/{petra}")).answers(200);

        let looks = branch.as_("petra").visits("/me/looks");
        looks.says("Tom Story was shown your mail address and telephone number, to welcome you");
    }

    fn a_welcome_opens_to_nobody_but_the_welcomer(on: Database) {
        let branch = Branch::with_members(6, on);
        let wanda = joins(&branch, &joining("Wanda"));
        asks(&branch, wanda, "Tom Story");

        let ama = branch.as_("ama");
        ama.visits(&format!("/me/welcomes/{wanda}")).answers(404).does_not_say("07700 900123");
        ama.posts(&format!("/me/welcomes/{wanda}/speaking"), &[]).answers(404);
        ama.posts(&format!("/me/welcomes/{wanda}/return"), &[]).answers(404);

        branch.as_("nadia").visits("/members/joiners").says("To be spoken with").says("Wanda Joiner");
    }

    fn whoever_cannot_do_it_gives_it_back_and_the_joiner_is_not_forgotten(on: Database) {
        let branch = Branch::with_members(6, on);
        let wanda = joins(&branch, &joining("Wanda"));
        asks(&branch, wanda, "Tom Story");

        branch.as_("tom").visits(&format!("/me/welcomes/{wanda}")).presses("I cannot do it").says("Nobody waits for a word from you");

        branch.as_("nadia").visits("/").says("1 person who joined has nobody to welcome them");
        branch.as_("nadia").visits("/record").says("Somebody who was to welcome a member gave that back");
    }

    fn somebody_who_was_spoken_with_at_the_door_needs_nobody(on: Database) {
        let branch = Branch::with_members(6, on);
        let wanda = joins(&branch, &joining("Wanda"));
        let nadia = branch.as_("nadia");

        let board = nadia.visits(&format!("/members/{wanda}/welcome")).presses("They have spoken").says("Wanda Joiner was spoken with");
        let board = board.says("Nadia Story, on Thursday 1 October 2026").presses("Undo").says("the two are still to speak");

        board.says("To be spoken with").says("Nadia Story, by Thursday 1 October 2026");
        branch.world.turn_clock_to("2026-10-03T11:00:00Z");
        branch.as_("nadia").visits("/members/joiners").says("late");
    }

    fn whoever_joined_long_ago_or_only_changed_their_class_is_no_joiner(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        let day = |text: &str| text.parse().expect("a written day");
        joins(&branch, &Joining { joined_on: day("2025-10-01"), ..joining("Wanda") });
        joins(&branch, &Joining { joined_on: day("2025-10-02"), ..joining("Yusuf") });
        let joe = branch.person("joe").member;
        let class = |class: &str, from: &str| {
            let form = nadia.visits(&format!("/members/{joe}/class")).sets("class", class).types("From this day on", from);
            form.types("Where you know it from", "letter").presses("Put it right").answers(200);
        };

        class("supporter", "2026-09-01");
        nadia.visits("/members/joiners").says("Yusuf Joiner").does_not_say("Wanda Joiner").does_not_say("Joe Story");

        let leila = branch.person("leila").member;
        let form = nadia.visits(&format!("/members/{leila}/class")).sets("class", "none").types("From this day on", "2025-03-01");
        form.types("Where you know it from", "letter").presses("Put it right").answers(200);
        let form = nadia.visits(&format!("/members/{leila}/class")).sets("class", "full").types("From this day on", "2026-09-01");
        form.types("Where you know it from", "letter").presses("Put it right").answers(200);
        nadia.visits("/members/joiners").says("Leila Story");
    }

    fn somebody_under_eighteen_is_welcomed_by_an_officer_of_the_register(on: Database) {
        let branch = Branch::with_members(6, on);
        let born_on = Some("2010-05-01".parse().expect("a written day"));
        let wanda = joins(&branch, &Joining { born_on, ..joining("Wanda") });
        let nadia = branch.as_("nadia");

        let form = || nadia.visits(&format!("/members/{wanda}/welcome"));
        form().types("Who welcomes them", "Tom Story").presses("Ask by mail").answers(422).says("is under eighteen");
        form().types("Who welcomes them", "J-Wanda").presses("Ask by mail").answers(422).says("Nobody welcomes themselves");
        let board = nadia.visits("/members/joiners").sets("who", "").types("Others", "Tom Story").presses("Share them out");
        board.says("None of those whom you chose may welcome them");

        form().types("Who welcomes them", "Nadia Story").presses("Ask by mail").answers(200).says("is asked to welcome");
    }

    fn the_day_and_the_welcomer_are_looked_at(on: Database) {
        let branch = Branch::with_members(6, on);
        let wanda = joins(&branch, &joining("Wanda"));
        joins(&branch, &Joining { email: None, ..joining("Vera") });
        let nadia = branch.as_("nadia");

        let form = || nadia.visits(&format!("/members/{wanda}/welcome"));
        let late = form().types("Who welcomes them", "Tom Story").types("They have spoken by", "2027-10-01").presses("Ask by mail");
        late.answers(422).says("Nobody who joined waits longer than sixty days");
        form().types("Who welcomes them", "J-Vera").presses("Ask by mail").answers(422).says("has no mail address");
        let nobody = nadia.visits("/members/joiners").sets("who", "").presses("Share them out").answers(422);
        nobody.says("Choose at least one person");
    }
}
