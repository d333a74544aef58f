//! A ballot as its voters meet it: by link, by code, signed in, by letter; twice, too late, on two phones; and what is left.

use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::Text};
use wardmote::{ballots, members::Office, web::Problem};

use crate::{
    bounces::{hands_over, return_path, undelivered, with_reports},
    stories,
    world::{Branch, Browser, Database, Seen},
};

const CANDIDATES: [&str; 4] = ["Ama Story", "Petra Story", "Joe Story", "Leila Story"];

/// The code in the newest ballot message to this address.
fn code_of(branch: &Branch, address: &str) -> String {
    let messages = branch.world.post.messages().into_iter().filter(|message| message.to == address);
    let text = messages.map(|message| message.words()).rfind(|words| words.contains("Your own paper is here"));
    let is_code = |line: &&str| line.len() == 14 && line.split(' ').all(|group| group.len() == 4);
    text.expect("a paper was sent").lines().map(str::trim).find(is_code).expect("the message has a code").to_owned()
}

/// The code in the first of these letters.
fn code_in(letters: &Seen) -> String {
    let words = letters.words();
    let at = words.find("type this code:").expect("the letter has a code") + "type this code:".len();
    words[at..at + 15].to_owned()
}

fn opens_with(browser: &Browser, code: &str) -> Seen {
    browser.visits("/vote").types("The code from your message or letter", code).presses("Open my paper")
}

/// Ranks one name, checks, and stands before the box.
fn ranked(paper: Seen, first: &str) -> Seen {
    paper.types(first, "1").presses("Check my paper").says("Is this how you want to vote?")
}

/// Everybody called here votes by the page of the ballot.
fn vote(branch: &Branch, ballot: &str, people: &[&str]) {
    for called in people {
        let paper = branch.as_(called).visits(&format!("{ballot}/paper"));
        ranked(paper, "Joe Story").presses("Put my paper in the box").says("in the box");
    }
}

/// A ballot between three people, opened at once.
fn crossed_ballot(branch: &Branch, method: &str, places: &str) -> String {
    opened_on(branch, &[("Counted by", method), ("Places to fill", places)])
}

/// The same under terms of its own, each typed at its label.
fn opened_on(branch: &Branch, terms: &[(&str, &str)]) -> String {
    let form = branch.as_("nadia").visits("/ballots/new").types("Title", "Delegates");
    let form = form.types("Choices", "Ben Oakes\nDan Price\nZoe Smith").types("Closes on", "2026-10-25").types("at", "17:00");
    let form = terms.iter().fold(form, |form, (label, value)| form.types(label, value));
    form.presses("See who has a vote").presses("Open the ballot").path()
}

/// Papers of the ballot page, each with one name.
fn prefer(branch: &Branch, ballot: &str, papers: &[(&str, &str)]) {
    for (who, first) in papers {
        let paper = branch.as_(who).visits(&format!("{ballot}/paper"));
        ranked(paper, first).presses("Put my paper in the box").says("in the box");
    }
}

/// Somebody's paper with these crosses, as it is before the box.
fn cross(branch: &Branch, ballot: &str, who: &str, crossed: &[&str]) -> Seen {
    let paper = branch.as_(who).visits(&format!("{ballot}/paper"));
    crossed.iter().fold(paper, |paper, name| paper.ticks(name)).presses("Check my paper")
}

/// The clock passes the close, and the files are swept.
fn closes(branch: &Branch, ballot: &str) {
    branch.world.turn_clock_to("2026-10-25T17:01:00Z");
    branch.world.wait_until("the files are swept after the close", || {
        branch.as_("nadia").visits(&format!("{ballot}/result")).words().contains("no file of this machine tells")
    });
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    said: String,
}

/// What the database answers, a text a row.
fn asked(branch: &Branch, question: &str) -> Vec<String> {
    let rows = branch.world.scribe.read::<_, Problem>(|conn| Ok(sql_query(question).load::<Row>(conn)?));
    rows.expect("the database answers").into_iter().map(|row| row.said).collect()
}

/// How often `needle` stands in these bytes.
fn times(bytes: &[u8], needle: &str) -> usize {
    bytes.windows(needle.len()).filter(|window| *window == needle.as_bytes()).count()
}

stories! {
    fn a_paper_comes_by_code_once_and_the_second_is_told_why_not(on: Database) {
        let branch = Branch::with_members(6, on);
        branch.open_selection(CANDIDATES);
        branch.world.post.waits_for(6);
        let code = code_of(&branch, "tom@northmoor.example");

        let receipt = ranked(opens_with(&branch.world.browser(), &code), "Ama Story").presses("Put my paper in the box");
        receipt.says("Your paper is in the box").says("Your tracker");

        opens_with(&branch.world.browser(), &code).answers(409).says("You have voted in this ballot");
    }

    fn a_paper_sent_by_two_taps_is_one_paper_with_one_receipt(on: Database) {
        let branch = Branch::with_members(6, on);
        let ballot = branch.open_selection(CANDIDATES);

        let paper = ranked(branch.as_("tom").visits(&format!("{ballot}/paper")), "Ama Story");
        paper.presses_twice("Put my paper in the box").says("Your paper is in the box").says("Your tracker");

        branch.as_("nadia").visits(&ballot).says("1 of 6 members have voted");
    }

    fn two_phones_at_once_bring_one_paper(on: Database) {
        let branch = Branch::with_members(6, on);
        let ballot = branch.open_selection(CANDIDATES);
        let here = ranked(branch.as_("tom").visits(&format!("{ballot}/paper")), "Ama Story");
        let there = ranked(branch.as_("tom").visits(&format!("{ballot}/paper")), "Joe Story");

        here.presses("Put my paper in the box").says("Your paper is in the box");

        there.presses("Put my paper in the box").answers(409).says("You have voted in this ballot");
    }

    fn after_the_close_neither_a_code_nor_a_paper_that_lies_open_brings_a_vote(on: Database) {
        let branch = Branch::with_members(6, on);
        let ballot = branch.open_selection(CANDIDATES);
        branch.world.post.waits_for(6);
        let code = code_of(&branch, "tom@northmoor.example");
        let before_the_box = ranked(opens_with(&branch.world.browser(), &code), "Ama Story");
        closes(&branch, &ballot);

        before_the_box.presses("Put my paper in the box").answers(409).says("closed");
        opens_with(&branch.world.browser(), &code).answers(409).says("closed");
        branch.as_("nadia").visits(&format!("{ballot}/result")).says("0 of 6 members voted");
    }

    fn a_new_link_makes_the_old_one_worthless(on: Database) {
        let branch = Branch::with_members(6, on);
        let ballot = branch.open_selection(CANDIDATES);
        branch.world.post.waits_for(6);
        let old = code_of(&branch, "nadia@northmoor.example");
        let open_paper = opens_with(&branch.world.browser(), &old).types("Ama Story", "1");

        branch.as_("nadia").visits(&format!("{ballot}/roll")).presses("to Nadia Story").says("A new link is on its way");
        branch.world.post.waits_for(7);

        let new = code_of(&branch, "nadia@northmoor.example");
        opens_with(&branch.world.browser(), &new).says("Write 1 beside the name you want most");
        opens_with(&branch.world.browser(), &old).answers(422).says("belongs to no ballot");
        open_paper.presses("Check my paper").says("belongs to no ballot");
    }

    fn a_link_forwarded_to_another_member_says_whose_it_is_and_opens_nothing_where_he_is_signed_in(on: Database) {
        let branch = Branch::with_members(12, on);
        branch.open_selection(CANDIDATES);
        branch.world.post.waits_for(12);
        let code = code_of(&branch, "ruth@northmoor.example");
        opens_with(&branch.world.browser(), &code).says("This paper is for Ruth Story").says("If that is not you, leave it");

        let tom = branch.as_("tom");
        opens_with(&tom, &code).answers(409).says("This paper is for Ruth Story, and Tom Story is signed in here");
        tom.posts("/vote/check", &[("key", &code), ("f-mark-1", "1")]).answers(409).says("Nobody votes for somebody else");
        let slip = "5".repeat(64);
        tom.posts("/vote/papers", &[("key", &code), ("slip", &slip), ("f-mark-1", "1")]).answers(409).says("This paper is for Ruth");

        let ruth = branch.as_("ruth");
        ranked(opens_with(&ruth, &code), "Joe Story").presses("Put my paper in the box").says("in the box");
        assert_eq!(asked(&branch, "SELECT marks AS said FROM ballot_papers").len(), 1, "only hers went in");
    }

    fn a_code_that_belongs_to_nothing_is_kept_in_its_field_with_the_reason(on: Database) {
        let branch = Branch::with_members(6, on);
        branch.open_selection(CANDIDATES);

        let refused = opens_with(&branch.world.browser(), "AAAA BBBB CCCC").answers(422);

        assert!(refused.html.contains("AAAA BBBB CCCC"), "what was typed is kept");
        refused.says("belongs to no ballot");
    }

    fn a_paper_after_the_close_is_told_when_it_closed(on: Database) {
        let branch = Branch::with_members(6, on);
        let ballot = branch.open_selection(CANDIDATES);
        let slow = ranked(branch.as_("tom").visits(&format!("{ballot}/paper")), "Ama Story");
        branch.world.turn_clock_to("2026-10-25T17:01:00Z");

        slow.presses("Put my paper in the box").answers(409).says("This ballot closed on Sunday 25 October");
    }

    fn a_receipt_is_shown_to_nobody_who_did_not_vote_here(on: Database) {
        let branch = Branch::with_members(6, on);
        let ballot = branch.open_selection(CANDIDATES);

        branch.world.browser().visits(&format!("{ballot}/receipt")).does_not_say("Your paper is in the box");
    }

    fn whoever_mail_does_not_reach_gets_a_paper_by_letter(on: Database) {
        let branch = Branch::with_members(6, on);
        branch.world.post.answers_to("petra@northmoor.example", "450 4.2.1 try again later");
        let ballot = branch.open_selection(CANDIDATES);
        branch.world.post.waits_for(5);

        branch.world.turn_clock_to("2026-10-25T09:00:00Z");
        branch.world.wait_until("the paper becomes a letter", || {
            branch.as_("nadia").visits(&ballot).words().contains("Print 1 letter")
        });

        let letters = branch.as_("nadia").visits(&ballot).follows("Print 1 letter");
        let letters = letters.says("1 ballot paper to print").says("Dear Petra Story");
        opens_with(&branch.world.browser(), &code_in(&letters)).says("Write 1 beside the name you want most");
        branch.as_("tom").visits("/record").says("Somebody opened the ballot papers that go by letter");
    }

    fn a_paper_that_the_mail_server_turns_away_is_replaced_by_a_letter_with_a_code_of_its_own(on: Database) {
        let branch = Branch::with_members(6, on);
        branch.world.post.answers_to("joe@northmoor.example", "550 5.1.1 no such user");
        let ballot = branch.open_selection(CANDIDATES);
        branch.world.wait_until("the paper is replaced", || {
            branch.as_("nadia").visits(&ballot).words().contains("Print 1 letter")
        });

        let letters = branch.as_("nadia").visits(&ballot).follows("Print 1 letter").says("Dear Joe Story");
        opens_with(&branch.world.browser(), &code_in(&letters)).says("Write 1 beside the name you want most");
        branch.as_("nadia").visits("/outbox").says("1 address is dead").says("Joe Story").says("Mend the address");
        branch.as_("tom").visits("/record").says("Ballot papers that mail did not bring were replaced by letters");
        branch.verified();
    }

    fn a_paper_that_came_back_opens_nothing_and_the_letter_in_its_place_does(on: Database) {
        let branch = with_reports(on, 6);
        let ballot = branch.open_selection(CANDIDATES);
        branch.world.post.waits_for(6);
        branch.world.wait_until("all is entered", || branch.as_("nadia").visits("/outbox").words().contains("All mail is out"));
        let sent = code_of(&branch, "tom@northmoor.example");

        assert_eq!(hands_over(&branch, &return_path(&branch), &undelivered("5.7.1")).0, Some(0));
        branch.world.wait_until("the paper is replaced", || {
            branch.as_("nadia").visits(&ballot).words().contains("Print 1 letter")
        });

        opens_with(&branch.world.browser(), &sent).does_not_say("Write 1 beside the name you want most");
        let letters = branch.as_("nadia").visits(&ballot).follows("Print 1 letter").says("Dear Tom Story");
        let paper = opens_with(&branch.world.browser(), &code_in(&letters));
        ranked(paper, "Joe Story").presses("Put my paper in the box").says("in the box");
        branch.verified();
    }

    fn a_paper_that_comes_back_after_its_reader_voted_is_not_replaced(on: Database) {
        let branch = with_reports(on, 6);
        let ballot = branch.open_selection(CANDIDATES);
        branch.world.post.waits_for(6);
        branch.world.wait_until("all is entered", || branch.as_("nadia").visits("/outbox").words().contains("All mail is out"));
        vote(&branch, &ballot, &["tom"]);

        assert_eq!(hands_over(&branch, &return_path(&branch), &undelivered("5.1.1")).0, Some(0));

        assert_eq!(branch.world.comes_up_at("2026-10-02T11:00:00Z", ballots::jobs::replace_lost), 0);
    }

    fn a_name_with_quotation_marks_is_counted_like_any_other(on: Database) {
        let branch = Branch::with_members(6, on);
        let form = branch.as_("nadia").visits("/ballots/new").types("Title", "Chair of the \"Friends\"");
        let form = form.types("Choices", "Robert \"Bob\" \"Bobby\" Smith\nTom \"Tommy\"");
        let draft = form.types("Closes on", "2026-10-25").types("at", "17:00").presses("See who has a vote");
        let ballot = draft.presses("Open the ballot").path();
        branch.as_("tom").visits(&format!("{ballot}/paper")).sets("f-mark-1", "1").presses("Check my paper").presses("Put my paper");

        closes(&branch, &ballot);

        branch.as_("tom").visits(&format!("{ballot}/result")).says("Stage 1").says("Smith");
    }

    fn the_count_sheet_shows_every_figure_and_where_to_sign(on: Database) {
        let branch = Branch::with_members(12, on);
        let ballot = branch.open_selection(CANDIDATES);
        vote(&branch, &ballot, &["tom", "zoe", "ama"]);
        let blank = branch.as_("kofi").visits(&format!("{ballot}/paper")).presses("Check my paper");
        blank.presses("Put my paper in the box").says("in the box");

        closes(&branch, &ballot);

        let result = branch.as_("tom").visits(&format!("{ballot}/result")).says("The whole count in figures");
        let sheet = result.follows("Count sheet").says("Returning officer").says("Scrutineer").says("Valid papers 3");
        let sheet = sheet.says("Papers issued, one to each entitled 12, 0 of them printed").says("Returned, each marked on the roll 4");
        sheet.says("Not returned 8").says("Turnout 33.3%").says("Invalid papers 1: 1 blank");
        let viewer = branch.as_("tom").visits(&format!("{ballot}/rctab.json")).words();
        assert!(viewer.contains("\"tallyResults\""), "{viewer}");
    }

    fn whoever_is_elected_at_one_stage_with_equal_votes_shares_a_rank(on: Database) {
        let branch = Branch::with_members(12, on);
        let ballot = opened_on(&branch, &[("Counted by", "stv-scottish"), ("Places to fill", "2")]);
        prefer(&branch, &ballot, &[("tom", "Ben Oakes"), ("gwen", "Ben Oakes"), ("ruth", "Zoe Smith"), ("kofi", "Zoe Smith")]);

        closes(&branch, &ballot);

        let result = branch.as_("tom").visits(&format!("{ballot}/result")).says("In the order of election");
        result.says("1= Ben Oakes").says("At stage 1 with 2, equal with Zoe Smith.").says("1= Zoe Smith");
    }

    fn a_place_kept_for_a_woman_is_written_into_the_notice_and_kept_in_the_count(on: Database) {
        let branch = Branch::with_members(12, on);
        let form = branch.as_("nadia").visits("/ballots/new").types("Title", "Delegates").types("Choices", "Ben Oakes\nDan Price\nZoe Smith");
        let form = form.types("Counted by", "stv-scottish").types("Places to fill", "2");
        let form = form.types("Closes on", "2026-10-25").types("at", "17:00");
        let wrong = form.types("Places kept for groups", "women, at least 2: Zoe Smith").presses("See who has a vote");
        let form = wrong.says("women: at least 2 are to be elected, but the number who stand is 1.");

        let draft = form.types("Places kept for groups", "women, at least 1: Zoe Smith").presses("See who has a vote");
        let ballot = draft.says("women: at least 1, of Zoe Smith.").presses("Open the ballot").path();
        for (who, first) in [("tom", "Ben Oakes"),
            ("ruth", "Ben Oakes"), ("ama", "Ben Oakes"), ("kofi", "Dan Price"), ("joe", "Dan Price"), ("gwen", "Zoe Smith")] {
            let paper = branch.as_(who).visits(&format!("{ballot}/paper"));
            ranked(paper, first).presses("Put my paper in the box");
        }
        closes(&branch, &ballot);

        let result = branch.as_("tom").visits(&format!("{ballot}/result"));
        result.says("and Zoe Smith are elected").says("--group \"women>=1:");
    }

    fn a_ballot_in_which_too_few_vote_elects_nobody(on: Database) {
        let branch = Branch::with_members(12, on);
        let wrong = branch.as_("nadia").visits("/ballots/new").types("Least turnout", "half").presses("See who has a vote");
        wrong.says("Write how many of a hundred have to vote");
        let ballot = opened_on(&branch, &[("Counted by", "av"), ("Least turnout", "25")]);
        branch.as_("tom").visits(&ballot).says("At least 25% of those entitled have to vote, or nobody is elected.");
        prefer(&branch, &ballot, &[("tom", "Ben Oakes"), ("ruth", "Ben Oakes")]);
        closes(&branch, &ballot);

        let words = "Nobody is elected: 2 of 12 voted, and the notice asks for at least 25%, which is 3.";
        branch.as_("tom").visits(&format!("{ballot}/result")).says(words);
        branch.as_("tom").visits("/ballots").says(words);
        branch.as_("tom").visits(&format!("{ballot}/count-sheet")).says(words);
    }

    fn a_tie_is_settled_by_the_order_of_the_paper_where_the_notice_says_so(on: Database) {
        let branch = Branch::with_members(12, on);
        let ballot = opened_on(&branch, &[("Counted by", "av"), ("Where only a lot can decide", "paper"), ("Ties", "lot")]);
        let names = branch.as_("tom").visits(&ballot).words();
        let first = if names.find("Ben Oakes") < names.find("Zoe Smith") { "Ben Oakes" } else { "Zoe Smith" };
        prefer(&branch, &ballot, &[("tom", "Ben Oakes"), ("ruth", "Zoe Smith")]);
        closes(&branch, &ballot);

        let result = branch.as_("tom").visits(&format!("{ballot}/result")).says(&format!("{first} is elected."));
        result.says("--ties lot --lots \"1,2,3\"");
    }

    fn a_lot_may_fall_by_words_that_are_drawn_in_public(on: Database) {
        let branch = Branch::with_members(12, on);
        let ballot = opened_on(&branch, &[("Counted by", "av")]);
        prefer(&branch, &ballot, &[("tom", "Ben Oakes"), ("ruth", "Zoe Smith")]);
        closes(&branch, &ballot);

        let page = branch.as_("nadia").visits(&format!("{ballot}/lots")).says("A lot has to be drawn");
        let page = page.types("Words drawn after the close", "4 8 \"15\"").presses("Record the lot and count");
        let page = page.says("Write the words as they would be read out").types("Words drawn after the close", "4 8 15");
        let result = page.presses("Record the lot and count").says("the words “4 8 15”, drawn after the close");
        result.says("is elected.").says("--lots \"seed:4 8 15\"");
    }

    fn in_a_meeting_a_paper_needs_the_code_on_the_screen_in_the_room(on: Database) {
        let branch = Branch::with_members(12, on);
        let form = branch.as_("nadia").visits("/ballots/new").types("Title", "Chair").types("Choices", "Ben Oakes\nZoe Smith");
        let form = form.ticks("Voted in a meeting").types("Closes on", "2026-10-01").types("at", "21:00");
        let open = form.presses("See who has a vote").says("with the code on the screen").presses("Open the ballot");
        let ballot = open.path();
        branch.world.post.waits_for(12);
        assert!(branch.world.post.messages().iter().all(|message| message.words().contains("type the code that stands on the")));

        let screen = branch.as_("nadia").visits(&ballot).follows("Show it on the screen");
        let words = screen.says("is the code of this room").words();
        let before = words.split(" is the code of this room").next().unwrap_or_default();
        let code = before.split_whitespace().last().expect("a code stands on the screen").to_owned();
        branch.as_("tom").visits(&format!("{ballot}/screen")).answers(403);

        let paper = branch.as_("tom").visits(&format!("{ballot}/paper"));
        let away = ranked(paper, "Zoe Smith").types("The code on the screen in the room", "0000").presses("Put my paper in the box");
        let there = away.answers(422).says("This is not the code on the screen in the room.").says("Zoe Smith");
        there.types("The code on the screen in the room", &code.to_lowercase()).presses("Put my paper in the box").says("in the box");

        let ended = branch.as_("nadia").visits(&ballot).follows("End the voting").says("End the voting now?").presses("End the voting");
        ended.says("Zoe Smith is elected.").says("1 of 12 members voted");
    }

    fn in_a_meeting_a_reminder_says_how_the_room_votes_and_no_hour(on: Database) {
        let branch = Branch::with_members(12, on);
        let ballot = opened_on(&branch, &[("Counted by", "av"), ("Voted in a meeting", "yes")]);
        branch.world.post.waits_for(12);
        branch.as_("nadia").visits(&format!("{ballot}/reminder")).presses("Send the reminders").says("12 reminders are on the way.");
        branch.world.post.waits_for(24);

        for reminder in branch.world.post.messages().iter().skip(12) {
            for part in [reminder.part("text/plain"), reminder.part("text/html")] {
                assert!(part.contains("ou have not voted yet. The vote is taken in the meeting"), "{part}");
                assert!(!part.contains("until"), "a vote in a room ends at no hour that is known: {part}");
            }
        }
    }

    fn in_a_meeting_the_tellers_read_printed_papers_once_voting_is_over(on: Database) {
        let branch = Branch::with_members(12, on);
        let ballot = opened_on(&branch, &[("Counted by", "av"), ("Voted in a meeting", "yes")]);
        let desk = branch.as_("nadia").visits(&format!("{ballot}/printed"));
        desk.types("Member", "Tom Story").sets("way", "table").presses("Issue a printed paper").says("A printed paper is issued");

        let ended = branch.as_("nadia").visits(&ballot).follows("End the voting").presses("End the voting");
        ended.says("Voting is over. Tell the printed papers now");
        branch.as_("ruth").visits(&format!("{ballot}/paper")).says("This ballot closed on");
    }

    fn a_reminder_goes_to_those_who_have_not_voted_and_not_twice_a_day(on: Database) {
        let branch = Branch::with_members(6, on);
        let ballot = branch.open_selection(CANDIDATES);
        branch.world.post.waits_for(6);
        let old = code_of(&branch, "ama@northmoor.example");
        vote(&branch, &ballot, &["tom"]);

        let page = branch.as_("nadia").visits(&ballot).follows("Remind those who have not voted").says("Remind 5 members?");
        let page = page.says("each member’s own code").presses("Send a test to me").says("to you alone").says("Remind 5 members?");
        let tests = branch.texts_kept_about(&format!("{ballot}/reminder"));
        assert!(tests.len() == 1 && tests[0].contains("This is a test") && tests[0].contains("each member’s own code"), "{tests:?}");
        page.presses("Send the reminders").says("5 reminders are on the way.");
        branch.world.post.waits_for(12);

        branch.as_("nadia").visits(&format!("{ballot}/reminder")).answers(409).says("Wait a day before the next one");
        let new = code_of(&branch, "ama@northmoor.example");
        opens_with(&branch.world.browser(), &old).answers(422);
        opens_with(&branch.world.browser(), &new).says("Write 1 beside the name you want most");
        let reminded = branch.world.post.messages().into_iter().filter(|message| message.words().contains("You have not voted yet"));
        assert!(reminded.map(|message| message.to).all(|to| to != "tom@northmoor.example"), "nobody who voted is reminded");
    }

    fn a_block_vote_is_cast_by_crosses_and_a_cross_too_many_is_pointed_out(on: Database) {
        let branch = Branch::with_members(12, on);
        let ballot = crossed_ballot(&branch, "block", "2");
        let paper = branch.as_("tom").visits(&format!("{ballot}/paper")).says("Put crosses beside at most 2 names");
        let wrong = paper.ticks("Ben Oakes").ticks("Dan Price").ticks("Zoe Smith").presses("Check my paper");

        wrong.says("There are 3 crosses, and at most 2 may stand.");
        for (who, crossed) in [("tom", ["Ben Oakes", "Zoe Smith"]), ("ama", ["Dan Price", "Zoe Smith"]), ("kofi", ["Ben Oakes", "Dan Price"])] {
            cross(&branch, &ballot, who, &crossed).presses("Put my paper in the box").says("Your paper is in the box");
        }
        cross(&branch, &ballot, "joe", &["Zoe Smith"]).presses("Put my paper in the box");
        cross(&branch, &ballot, "gwen", &["Ben Oakes"]).presses("Put my paper in the box");
        closes(&branch, &ballot);

        let result = branch.as_("tom").visits(&format!("{ballot}/result")).says("are elected").does_not_say("Quota");
        assert!(result.words().contains("Ben Oakes and Zoe Smith are elected") || result.words().contains("Zoe Smith and Ben Oakes are elected"));
        branch.as_("tom").visits(&format!("{ballot}/papers")).says("Crosses");
    }

    fn a_paper_spoilt_on_purpose_is_published_as_spoilt_and_counts_for_nobody(on: Database) {
        let branch = Branch::with_members(12, on);
        let ballot = crossed_ballot(&branch, "fptp", "1");
        let wrong = cross(&branch, &ballot, "tom", &["Ben Oakes", "Zoe Smith"]);

        wrong.presses("Leave it so and spoil my paper").says("Your paper is spoilt").presses("Put my paper in the box");
        cross(&branch, &ballot, "ama", &["Zoe Smith"]).presses("Put my paper in the box");
        closes(&branch, &ballot);

        branch.as_("tom").visits(&format!("{ballot}/result")).says("Zoe Smith is elected.").says("One paper was blank or spoilt.");
        branch.as_("tom").visits(&format!("{ballot}/papers")).says("spoilt");
    }

    fn printed_papers_are_told_by_two_tellers_and_counted_with_the_box(on: Database) {
        let branch = Branch::with_members(12, on);
        let ballot = branch.open_selection(CANDIDATES);
        branch.world.post.waits_for(12);
        let code = code_of(&branch, "ruth@northmoor.example");
        for (member, way) in [("Ruth Story", "post"), ("Gwen Story", "table"), ("Kofi Story", "post")] {
            let desk = branch.as_("nadia").visits(&format!("{ballot}/printed"));
            desk.types("Member", member).sets("way", way).presses("Issue a printed paper").says("A printed paper is issued");
        }
        opens_with(&branch.world.browser(), &code).answers(422).says("belongs to no ballot");
        branch.as_("ruth").visits(&format!("{ballot}/paper")).answers(409).says("A printed paper was issued to you");
        vote(&branch, &ballot, &["tom", "zoe"]);
        for member in ["Ruth Story", "Gwen Story"] {
            branch.as_("nadia").visits(&format!("{ballot}/printed")).presses(&format!("from {member}")).says("Marked as come back.");
        }
        branch.as_("nadia").posts(&format!("{ballot}/batches"), &[]).answers(409).says("Papers are told when voting is over");

        branch.world.turn_clock_to("2026-10-25T17:01:00Z");
        let desk = branch.as_("nadia").visits(&format!("{ballot}/printed"));
        desk.types("Name a teller", "Joe Story").presses("a teller").says("Joe Story stands in this ballot");
        for teller in ["Tom Story", "Zoe Story"] {
            branch.as_("nadia").visits(&format!("{ballot}/printed")).types("Name a teller", teller).presses("a teller");
        }
        branch.as_("nadia").visits(&format!("{ballot}/printed")).presses("Begin a batch").says("0 of 2 readings");
        branch.as_("gwen").visits(&format!("{ballot}/batches/1")).answers(409).says("You are not one of the tellers");
        let early = branch.as_("nadia").visits(&format!("{ballot}/closing")).presses("Close and count");
        early.answers(409).says("2 printed papers came back and 0 are told");

        let pile = |who: &str, papers: &str| branch.as_(who).visits(&format!("{ballot}/batches/1")).types("Papers", papers).presses("Send in my reading");
        pile("tom", "9\n1").says("Paper 1: “9” is the number of nobody on the paper.");
        pile("tom", "2 1\nsm").says("does not see what you wrote");
        branch.as_("zoe").visits(&format!("{ballot}/batches/1")).does_not_say("2 1");
        pile("zoe", "2\nblank").says("Look at these again").says("Tom Story read");
        pile("zoe", "2 1\nSpoilt: no mark").says("The batch is sealed: 2 papers are told.");

        branch.as_("nadia").visits(&format!("{ballot}/printed")).follows("Close and count").presses("Close and count").says("The ballot is closed and counted.");
        let result = branch.as_("tom").visits(&format!("{ballot}/result")).says("4 of 12 members voted").says("One paper was blank or spoilt.");
        let sheet = result.follows("Reconciliation sheet").says("Every paper is accounted for").says("Printed papers that came back");
        sheet.says("Batch 1 of printed papers").says("Without the official mark 1").says("Unclear whom it is for 0");
        assert!(asked(&branch, "SELECT lines AS said FROM ballot_readings").is_empty(), "the order of the pile is forgotten");
    }

    fn tellers_write_ranks_left_out_or_given_twice_as_they_stand_and_the_count_decides(on: Database) {
        let branch = Branch::with_members(12, on);
        let ballot = opened_on(&branch, &[("Counted by", "av")]);
        for member in ["Ruth Story", "Gwen Story", "Kofi Story", "Petra Story"] {
            let desk = branch.as_("nadia").visits(&format!("{ballot}/printed"));
            desk.types("Member", member).sets("way", "table").presses("Issue a printed paper");
            branch.as_("nadia").visits(&format!("{ballot}/printed")).presses(&format!("from {member}"));
        }
        branch.world.turn_clock_to("2026-10-25T17:01:00Z");
        for teller in ["Tom Story", "Zoe Story"] {
            branch.as_("nadia").posts(&format!("{ballot}/tellers"), &[("teller", teller)]);
        }
        branch.as_("nadia").posts(&format!("{ballot}/batches"), &[]);
        let pile = |who: &str, papers: &str| {
            let batch = branch.as_(who).visits(&format!("{ballot}/batches/1")).says("“-” for a rank left out");
            batch.types("Papers", papers).presses("Send in my reading")
        };

        pile("tom", "1 - 2\n1 2=3\n2=3 1\n1 1 3").says("does not see what you wrote");
        pile("zoe", "1 - 2\n1 3=2\n3=2 1\n1 1 3").says("The batch is sealed: 4 papers are told.");

        branch.as_("nadia").visits(&format!("{ballot}/closing")).presses("Close and count").says("closed and counted");
        let sheet = branch.as_("tom").visits(&format!("{ballot}/count-sheet")).says("Valid papers 3");
        sheet.says("Invalid papers 1: 1 not valid by the method");
        branch.as_("tom").visits(&format!("{ballot}/papers")).says("2 left out").says(" = ");
        let (_, file) = branch.as_("tom").downloads(&format!("{ballot}/papers.blt"));
        let file = String::from_utf8_lossy(&file).into_owned();
        assert!(file.contains("1 1 - 2 0") && file.contains("1 2=3 1 0"), "whoever counts again has the papers as they stood: {file}");
    }

    fn papers_are_destroyed_after_their_time_and_the_result_stays(on: Database) {
        let branch = Branch::with_members(12, on);
        let ballot = branch.open_selection(CANDIDATES);
        vote(&branch, &ballot, &["tom", "zoe", "ama"]);
        closes(&branch, &ballot);
        branch.as_("tom").visits(&format!("{ballot}/result")).says("The papers are kept until Monday 25 October 2027");

        branch.world.turn_clock_to("2027-10-26T12:00:00Z");
        let left = "SELECT marks AS said FROM ballot_papers UNION ALL SELECT CAST(voted_on AS TEXT) FROM ballot_roll WHERE voted_on IS NOT NULL";
        branch.world.wait_until("the papers and the marks go", || asked(&branch, left).is_empty());

        let result = branch.world.browser().visits(&format!("{ballot}/result"));
        result.says("Joe Story is elected.").says("3 of 12 members voted").says("The papers were destroyed on Tuesday 26 October 2027");
        branch.world.browser().visits(&format!("{ballot}/papers")).answers(409).says("Its result stays.");
    }

    fn a_complaint_keeps_the_papers_until_it_is_settled(on: Database) {
        let branch = Branch::with_members(12, on);
        let ballot = branch.open_selection(CANDIDATES);
        vote(&branch, &ballot, &["tom"]);
        closes(&branch, &ballot);

        let form = branch.as_("nadia").visits(&format!("{ballot}/result")).follows("A complaint is pending");
        let kept = form.presses("Keep them").says("Say what the complaint is about.").types("What the complaint is about", "An appeal to the region").presses("Keep them");
        kept.says("A complaint is pending, so nothing is destroyed: An appeal to the region");
        branch.world.turn_clock_to("2027-10-26T12:00:00Z");
        branch.world.wait_until("the marks would be due", || branch.as_("nadia").visits(&format!("{ballot}/result")).words().contains("An appeal"));
        branch.as_("nadia").visits(&format!("{ballot}/hold")).presses("The complaint is settled");

        branch.world.wait_until("the papers go", || asked(&branch, "SELECT marks AS said FROM ballot_papers").is_empty());
    }

    fn after_the_close_nothing_leads_from_a_member_to_a_paper(on: Database) {
        let branch = Branch::with_members(12, on);
        let ballot = branch.open_selection(CANDIDATES);
        vote(&branch, &ballot, &["tom", "zoe", "ama", "kofi", "joe", "gwen", "ruth"]);

        closes(&branch, &ballot);

        match on {
            Database::Sqlite => {
                let file = branch.world.scribe.settings().database();
                let (whole, log) = (std::fs::read(&file).expect("the file"), std::fs::read(format!("{file}-wal")).unwrap_or_default());
                let papers = asked(&branch, "SELECT id AS said FROM ballot_papers");
                assert_eq!(papers.len(), 7);
                let kept: Vec<usize> = papers.iter().map(|paper| times(&whole, paper)).collect();
                assert!(kept.iter().all(|copies| *copies == 1), "each paper lies in the box alone: {kept:?}");
                assert!(papers.iter().all(|paper| times(&log, paper) == 0), "an old page is left in the write-ahead log");
            }
            Database::Postgres => {
                let in_place = asked(&branch, "SELECT id::text AS said FROM ballot_papers ORDER BY ctid");
                assert!(in_place.len() == 7 && in_place.is_sorted(), "the box lies in the order of its keys: {in_place:?}");
                let written = asked(&branch, "SELECT DISTINCT xmin::text AS said FROM ballot_papers");
                assert_eq!(written.len(), 1, "all papers were laid in by one transaction");
                let marked = asked(&branch, "SELECT DISTINCT xmin::text AS said FROM ballot_roll");
                assert_eq!(marked.len(), 1, "no line of the roll tells when it was marked");
            }
        }
        let record = asked(&branch, "SELECT facts AS said FROM record WHERE deed = 'roll.marked'");
        assert!(record.len() == 7 && record.iter().all(|facts| facts == "{}"), "{record:?}");
    }

    fn an_officer_who_stands_in_a_ballot_neither_drafts_nor_opens_it(on: Database) {
        let branch = Branch::with_members(6, on);
        branch.give_office("leila", Office::ReturningOfficer);
        let draft = |called: &str| {
            let form = branch.as_(called).visits("/ballots/new").types("Title", "Treasurer");
            form.types("Choices", "Ama Story\nnadia  story").presses("See who has a vote")
        };

        let refused = draft("nadia").answers(422);
        refused.says("“nadia story” stands on this paper and is your own name");

        let ballot = draft("leila").path();
        let refused = branch.as_("nadia").posts(&format!("{ballot}/opening"), &[]).answers(409);
        refused.says("Whoever stands does not run the ballot");
        branch.as_("leila").visits(&ballot).presses("Open the ballot").says("The ballot is open");
    }
}
