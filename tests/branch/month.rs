//! One branch, one month, end to end: members, a meeting, a motion, the evening, a ballot, a canvass, and everybody's front page.

use std::{fs, process::Command};

use crate::{
    stories,
    world::{Branch, Database},
};

/// This month's list: the twelve we know, one with another mobile, and two who joined.
const LIST: &str = include_str!("../data/month/members.csv");
/// A ward of two streets, as Xpress writes it.
const REGISTER: &str = include_str!("../data/month/register_xpress13.csv");
/// A motion of the Scottish Parliament; see tests/data/month/SOURCES.md.
const MOTION: &str = include_str!("../data/month/motion.txt");

/// The four who stand.
const CANDIDATES: [&str; 4] = ["Ama Story", "Petra Story", "Joe Story", "Leila Story"];

stories! {
    fn a_branch_lives_through_a_month(on: Database) {
        let branch = Branch::with_members(12, on);
        load_this_months_list(&branch);
        call_a_general_meeting(&branch);
        hand_in_a_motion_and_rule_on_it(&branch);
        spend_the_evening(&branch);
        choose_a_candidate(&branch);
        go_canvassing(&branch);
        see_what_is_due(&branch);
        let sealed = branch.verified();
        assert!(sealed.entries > 100, "a month leaves a long record, and its chain holds: {sealed:?}");
    }
}

/// Step 1: The list is recognised, previewed, applied and taken back; applied again it stays.
fn load_this_months_list(branch: &Branch) {
    let secretary = branch.as_("nadia");
    let preview = || secretary.visits("/members/import").attaches("october.csv", LIST.as_bytes()).presses("Look at it");
    preview().says("2").says("Fatima").presses("Apply this list");
    secretary.visits("/members?q=fatima").says("Fatima Haddad").follows("Fatima Haddad").says("1 October 2026");
    branch.newest_import(&secretary).presses("Take this list back");
    secretary.visits("/members?q=fatima").does_not_say("Fatima Haddad");
    preview().presses("Apply this list");
    secretary.visits("/members?q=fatima").follows("Fatima Haddad").says("8 weeks");
    secretary.visits("/members?q=tom").follows("Tom Story").says("1 January 2020");
}

/// Step 2: The page says the last day for lawful notice and why; the notice goes to everybody, and the page shows who was served.
fn call_a_general_meeting(branch: &Branch) {
    let secretary = branch.as_("nadia");
    let check = secretary
        .visits("/meetings/new")
        .sets("kind", "general")
        .types("Title", "October meeting")
        .types("Day", "2026-10-15")
        .types("Time", "19:00")
        .types("Place", "Trades Hall, Albion Street")
        .presses("Check the call")
        .says("Wednesday 7 October 2026");
    let service = check.presses("Send the notice to 14 people").says("October meeting");
    let notices = branch.world.post.waits_for(13);
    assert!(notices.iter().all(|notice| notice.data.contains("October meeting")), "everybody is told of the same meeting");
    branch.world.wait_until("the page shows who was served", || {
        secretary.visits(&service.path()).words().contains("13 accepted") || served(&secretary.visits(&service.path()).words())
    });
}

fn served(words: &str) -> bool {
    words.matches("accepted by the mail server").count() >= 13
}

/// Step 3: A member hands in a motion, another seconds it with one tap, the secretary rules it in order, and it is on the agenda.
fn hand_in_a_motion_and_rule_on_it(branch: &Branch) {
    let (mover, seconder, secretary) = (branch.as_("tom"), branch.as_("ama"), branch.as_("nadia"));
    let form = mover.visits("/motions/new").types("Title", "A public bus network").types("Text", MOTION);
    form.types("Who seconds it?", "Tom Story").presses("Hand it in").answers(422).says("yourself");
    let form = mover.visits("/motions/new").types("Title", "A public bus network").types("Text", MOTION);
    let motion = form.types("Who seconds it?", "Ama Story").presses("Hand it in").says("A public bus network").path();
    seconder.visits("/").says("asked to second");
    seconder.visits(&motion).presses("I second this");
    secretary.visits("/").says("waits for your ruling");
    secretary.visits(&format!("{motion}/ruling")).presses("It is in order");
    let agenda = secretary.visits(&branch.meeting()).follows("Agenda").says("A public bus network");
    assert!(agenda.status == 200);
}

/// Step 4: People check in, the quorum is live, the motion is put, phones and hands vote, the result says its arithmetic, and the
/// minutes are drafted.
fn spend_the_evening(branch: &Branch) {
    branch.world.turn_clock_to("2026-10-15T18:00:00Z");
    let (secretary, meeting) = (branch.as_("nadia"), branch.meeting());
    for called in ["nadia", "tom", "ama", "petra", "joe", "leila"] {
        let door = secretary.visits(&format!("{meeting}/door?q={called}"));
        door.presses("Check in");
    }
    let board = || secretary.visits(&format!("{meeting}/floor"));
    board().says("6").presses("Open the meeting");
    branch.take_items_until(&secretary, "A public bus network");
    board().presses("Put it to the vote");
    for (called, vote) in [("tom", "For"), ("ama", "For"), ("petra", "Against"), ("joe", "Abstain")] {
        branch
            .as_(called)
            .visits(&format!("{meeting}/vote"))
            .says("A public bus network")
            .presses_twice(vote)
            .says("in the box");
    }
    branch.as_("gwen").visits(&format!("{meeting}/vote")).says("not checked in");
    board()
        .types("For", "1")
        .types("Against", "1")
        .types("Abstain", "0")
        .presses("Close the vote")
        .says("carried")
        .says("3 for");
    secretary.visits(&format!("{meeting}/floor")).presses("Close the meeting");
    secretary.visits(&format!("{meeting}/minutes")).says("A public bus network").says("carried").says("Tom Story");
}

/// Step 5: A selection between four, on a frozen roll; papers by personal link or code; at the close anyone can repeat the count.
fn choose_a_candidate(branch: &Branch) {
    let officer = branch.as_("nadia");
    let mut selection = officer
        .visits("/selections/new")
        .types("What the candidate will stand for", "Candidate for Millbank ward")
        .types("How many are chosen", "1")
        .types("The ballot opens on", "2026-10-15")
        .types("It closes on", "2026-10-25")
        .types("at", "17:00")
        .sets("reason", "The by-election is in November")
        .presses("Call the selection");
    for name in CANDIDATES {
        selection = selection.types("Member", name).presses("Put on the list").says(name);
    }
    let ballot = selection.presses("Draft the ballot").presses("Open the ballot").says("12").path();
    let papers = branch.world.post.waits_for_those(12, |message| code_in(&message.words()).is_some());
    let rankings =
        [("tom", [1, 2, 3, 4]), ("ama", [1, 2, 0, 0]), ("petra", [3, 1, 2, 0]), ("joe", [2, 3, 1, 0]), ("gwen", [0, 2, 1, 0])];
    for (called, ranking) in rankings {
        vote_by_code(
            branch,
            &papers.iter().find(|paper| paper.to.contains(&branch.person(called).address)).expect("a paper").words(),
            ranking,
        );
    }
    officer.visits(&format!("{ballot}/result")).does_not_say("is elected");
    branch.world.turn_clock_to("2026-10-25T18:00:00Z");
    branch.world.wait_until("the ballot is counted", || officer_sees(branch, &format!("{ballot}/result"), "Ama Story"));
    let officer = branch.as_("nadia");
    let result = officer.visits(&format!("{ballot}/result")).says("Stage 1");
    let file = result.follows("BLT").html;
    same_result_from_the_command(&file, "Ama Story");
}

fn officer_sees(branch: &Branch, page: &str, words: &str) -> bool {
    branch.as_("nadia").visits(page).words().contains(words)
}

/// Votes without an account and without JavaScript: the code, the ranks, the check, the box.
fn vote_by_code(branch: &Branch, message: &str, ranking: [u8; 4]) {
    let code = code_in(message).expect("the message has a code");
    let voter = branch.world.browser();
    let mut paper = voter.visits("/vote").types("The code from your message or letter", code).presses("Open my paper");
    for (name, rank) in CANDIDATES.iter().zip(ranking).filter(|(_, rank)| *rank > 0) {
        paper = paper.types(name, &rank.to_string());
    }
    paper.presses("Check my paper").presses("Put my paper in the box").says("in the box").says("tracker");
    let again =
        branch.world.browser().visits("/vote").types("The code from your message or letter", code).presses("Open my paper");
    again.says("voted");
}

/// The code that opens a paper, on a line of its own.
fn code_in(message: &str) -> Option<&str> {
    message.lines().map(str::trim).find(|line| is_code(line))
}

/// Three groups of four letters and figures.
fn is_code(line: &str) -> bool {
    let groups: Vec<&str> = line.split(' ').collect();
    groups.len() == 3
        && groups.iter().all(|group| group.len() == 4 && group.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit()))
}

fn same_result_from_the_command(file: &str, winner: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("papers.blt");
    fs::write(&path, file).expect("the published file can be kept");
    let counted =
        Command::new(env!("CARGO_BIN_EXE_wardmote")).args(["count", "--method", "av"]).arg(&path).output().expect("it runs");
    let answer = String::from_utf8_lossy(&counted.stdout).into_owned();
    assert!(counted.status.success() && answer.contains(winner), "{answer}\n{}", String::from_utf8_lossy(&counted.stderr));
}

/// Step 6: The register is loaded, a district cut, a shift made; a member signs up, gets a round, and its results come back.
fn go_canvassing(branch: &Branch) {
    let (coordinator, walker) = (branch.as_("nadia"), branch.as_("tom"));
    coordinator
        .visits("/canvass/registers")
        .attaches("register.csv", REGISTER.as_bytes())
        .presses("Read it")
        .says("60 electors")
        .sets("basis", "party")
        .presses("Load the register");
    let district = coordinator.visits("/canvass").follows("MB1").says("60 doors");
    district
        .follows("Cut it into rounds")
        .types("Doors a round", "30")
        .presses("Show the rounds")
        .presses("Publish the rounds");
    coordinator
        .visits("/canvass/shifts/new")
        .types("Day", "2026-10-31")
        .types("From", "10:30")
        .types("Until", "12:30")
        .types("Where people meet", "Albion Square, by the clock")
        .types("Who leads it", "Nadia Story")
        .presses("Make the shift");
    let shift = walker.visits("/canvass/shifts").presses("I am coming").path();
    let shift = if shift == "/canvass/shifts" { walker.visits("/canvass").follows("31 October").path() } else { shift };
    let given = coordinator.visits(&shift).ticks("Tom Story").presses("Give it out").says("MB1-01");
    given.follows("MB1-01").says("Albion Street").says("30 doors");
    let mut door = walker.visits("/canvass").follows("Walk it");
    for _ in 0..3 {
        door = door.presses("Spoke");
    }
    coordinator.visits("/canvass").says("3 of 60 doors are done");
}

/// Step 7: Each person's front page says in one sentence what is due.
fn see_what_is_due(branch: &Branch) {
    branch.as_("tom").visits("/").says("Your canvass is");
    branch.as_("petra").visits("/").says("Nothing waits for you today.");
    branch.world.browser().visits("/").says("Sign in by mail");
}
