//! What members do themselves: a new address with what it does to their votes, and what they need to take part.

use wardmote::places;

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

/// The branch has a second ward.
fn with_northgate(on: Database) -> Branch {
    let branch = Branch::with_members(6, on);
    branch.act(|act| Ok(places::ward_named(act, "Northgate")?));
    branch
}

/// Tom's form, with his new home in Northgate.
fn toms_move(branch: &Branch, on: &str) -> Seen {
    let form = branch.as_("tom").visits("/me").follows("Change your address").types("Street and house", "3 Mill Lane");
    form.types("Your ward", "Northgate").types("If the ward is another one: you moved on", on).presses("See what changes")
}

stories! {
    fn a_member_who_moves_sees_what_it_does_to_her_votes_before_it_is_entered(on: Database) {
        let branch = with_northgate(on);

        let seen = toms_move(&branch, "2026-09-28").answers(200).says("You move to Northgate").says("3 Mill Lane");
        let seen = seen.says("On a candidate, if the roll were made today, in Northgate").says("You may vote here, and no longer in Millbank");
        branch.as_("tom").visits("/me").says("Millbank").does_not_say("Northgate");

        let page = seen.presses("Enter it").says("That is entered").says("3 Mill Lane").says("Northgate");
        page.says("From Monday 28 September 2026").says("told by the member");
        let officer = branch.as_("nadia").visits(&format!("/members/{}", branch.person("tom").member));
        officer.says("Northgate").says("Source: told by the member");
        branch.verified();
    }

    fn whoever_looks_after_the_register_writes_down_what_lies_in_a_ward_and_each_lies_in_one(on: Database) {
        let branch = with_northgate(on);
        let wards = branch.as_("nadia").visits("/wards").says("2 wards").says("Nobody has written down yet what lies in it");

        let form = wards.follows("Write down what lies in it Northgate").says("What lies in Northgate");
        let listed = form.types("Postcodes and streets", "nm11ab\nNM2 3\nMill Lane, mill ln").presses("Write it down");
        listed.says("Addresses find their ward by it").says("Postcodes: NM1 1AB, NM2 3").says("Streets: mill ln");
        branch.as_("tom").visits("/wards").says("NM1 1AB").does_not_say("Write down what lies in it");

        let millbank = branch.as_("nadia").visits("/wards").follows("Write down what lies in it Millbank");
        let again = millbank.types("Postcodes and streets", "NM4\nNM1 1AB").presses("Write it down").answers(422);
        let again = again.says("NM1 1AB stands with Northgate").types("Postcodes and streets", "12 Mill Lane").presses("Write it down");
        again.answers(422).says("begins with a number").types("Postcodes and streets", "NM1").presses("Write it down").says("Postcodes: NM1");
        branch.as_("tom").visits("/record").says("It was written down what lies in a ward");
        branch.verified();
    }

    fn a_new_address_moves_a_member_to_the_ward_in_which_it_lies_and_shows_what_that_does(on: Database) {
        let branch = with_northgate(on);
        let form = branch.as_("nadia").visits("/wards").follows("Write down what lies in it Northgate");
        form.types("Postcodes and streets", "NM1 1AB\nMill Lane").presses("Write it down");
        let moves = |street: &str, postcode: &str, on: &str| {
            let form = branch.as_("tom").visits("/me/address").types("Street and house", street).types("Postcode", postcode);
            form.types("If the ward is another one: you moved on", on).presses("See what changes")
        };

        branch.as_("tom").visits("/me/address").types("Telephone", "07700 900456").presses("See what changes").says("Your ward stays the same");
        moves("3 High Street", "NM9 9ZZ", "2026-09-28").answers(422).says("Nobody has written down yet in which ward this address lies");
        moves("3 High Street", "NM1 1AB", "").answers(422).says("Write the day of the move");
        moves("3 Mill Ln", "", "2026-09-28").says("You move to Northgate").says("By Mill Lane it lies in Northgate.");
        let seen = moves("3 High Street", "nm1 1ab", "2026-09-28").says("You move to Northgate").says("By the postcode NM1 1AB it lies in Northgate.");
        let seen = seen.says("You may vote here, and no longer in Millbank").does_not_say("You chose otherwise");
        seen.presses("Enter it").says("That is entered").says("Northgate").says("From Monday 28 September 2026");
    }

    fn a_ward_that_is_chosen_against_the_postcode_is_pointed_out_and_entered(on: Database) {
        let branch = with_northgate(on);
        let form = branch.as_("nadia").visits("/wards").follows("Write down what lies in it Millbank");
        form.types("Postcodes and streets", "NM4").presses("Write it down");

        let form = branch.as_("tom").visits("/me/address").types("Street and house", "3 Mill Lane").types("Postcode", "NM4 2CD");
        let seen = form.sets("ward", "Northgate").types("If the ward is another one: you moved on", "2026-09-28").presses("See what changes");

        let seen = seen.says("By postcodes that begin with NM4 it lies in Millbank.").says("You chose otherwise, and what you choose is entered");
        seen.presses("Enter it").says("Northgate");
    }

    fn whoever_is_entered_by_hand_is_given_the_ward_of_the_address(on: Database) {
        let branch = with_northgate(on);
        let form = branch.as_("nadia").visits("/wards").follows("Write down what lies in it Northgate");
        form.types("Postcodes and streets", "NM1 1").presses("Write it down");

        let form = branch.as_("nadia").visits("/members/new").types("Membership number", "N0099").types("First name", "Iris").types("Last name", "Bell");
        let form = form.sets("postcode", "NM1 1AB").sets("class", "full").sets("joined_on", "2026-09-01");
        form.sets("source", "a form on paper").presses("Enter in the register").says("Iris Bell is in the register").says("Northgate");
    }

    fn a_move_is_dated_by_the_member_within_a_month_and_earlier_ones_by_an_officer(on: Database) {
        let branch = with_northgate(on);

        toms_move(&branch, "2026-08-31").answers(422).says("You enter a move of the past month yourself");
        toms_move(&branch, "2026-10-02").answers(422).says("A move is entered when it has happened");
        toms_move(&branch, "").answers(422).says("Write the day of the move");
        let unknown = toms_move(&branch, "2026-09-28").path();
        assert_eq!(unknown, "/me/address/check");
        branch.as_("tom").visits("/me/address").sets("ward", "Atlantis").presses("See what changes").answers(422)
            .says("Choose your ward from the list");
    }

    fn whoever_moves_away_lives_in_no_ward_and_a_telephone_number_changes_no_vote(on: Database) {
        let branch = with_northgate(on);
        let form = || branch.as_("tom").visits("/me/address");

        let seen = form().types("Telephone", "07700 900456").presses("See what changes").says("Your ward stays the same");
        seen.presses("Enter it").says("07700 900456").says("Millbank");
        form().presses("See what changes").answers(422).says("That is what the register says already");

        let seen = form().sets("ward", "-").types("If the ward is another one: you moved on", "2026-09-30").presses("See what changes");
        seen.says("a home outside our wards").says("Before the move you may. After it you may not.").presses("Enter it").says("to Tuesday 29 September 2026");
    }

    fn what_a_member_needs_is_read_only_by_whoever_calls_meetings_and_she_sees_who_did(on: Database) {
        let branch = Branch::with_members(6, on);
        let tom = branch.as_("tom");
        tom.visits("/me").follows("Say it").types("What would help", "A step-free way in").presses("Save").says("That is noted");

        branch.as_("ama").visits("/members/needs").answers(403).does_not_say("step-free way");
        branch.as_("nadia").visits("/members/needs").says("1 member said what they need").says("A step-free way in");
        tom.visits("/me/looks").says("Nadia Story, secretary was shown what you need to take part, for a meeting");

        tom.visits("/me/needs").types("What would help", "").presses("Save").says("That is forgotten");
        branch.as_("nadia").visits("/members/needs").says("Nobody has said what they need");
    }
}
