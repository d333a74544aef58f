//! Finding people by a few letters, and turning the register leaf by leaf.

use diesel::{RunQueryDsl, sql_query};
use wardmote::{
    members::{self, Joining},
    web::Problem,
};

use crate::{
    stories,
    world::{Branch, Database},
};

/// Somebody with these names, the last one last, who lives in Northgate.
fn joins(branch: &Branch, names: (&str, &str), number: &str, postcode: &str) {
    let joining = Joining {
        number: number.to_owned(),
        first_name: names.0.to_owned(),
        last_name: names.1.to_owned(),
        postcode: postcode.to_owned(),
        ward: Some("Northgate".to_owned()),
        class: "full".to_owned(),
        joined_on: "2026-08-01".parse().expect("a written day"),
        source: "story".to_owned(),
        ..Joining::default()
    };
    branch.act(|act| Ok(members::join(act, &joining)?));
}

stories! {
    fn somebody_is_found_by_the_first_letters_of_any_name_with_or_without_its_marks(on: Database) {
        let branch = Branch::with_members(6, on);
        joins(&branch, ("Łucja", "Smith-Jones"), "0012345", "NM1 2AB");
        joins(&branch, ("Seán", "O’Brien"), "0099999", "NM2 3CD");
        let finds = |typed: &str| branch.as_("nadia").visits(&format!("/members?q={typed}"));

        for typed in ["luc", "Łuc", "LUCJA", "smi", "jon", "smith-j", "smithjones", "jones lu", "0012", "12345", "nm1", "nm1+2ab", "NM12A", "lucja+nm1+2"] {
            finds(typed).says("1 person").says("Łucja Smith-Jones");
        }
        for typed in ["sean", "o'b", "obrien", "O’Brien+Seán"] {
            finds(typed).says("1 person").says("Seán O’Brien");
        }
        for typed in ["cja", "lucja+brien", "zz", "%25", "'"] {
            finds(typed).says("Nobody is found");
        }
        branch.verified();
    }

    fn whoever_changes_a_name_is_found_by_the_new_one_and_whoever_leaves_is_counted_out(on: Database) {
        let branch = Branch::with_members(6, on);
        let nadia = branch.as_("nadia");
        let tom = format!("/members/{}", branch.person("tom").member);
        nadia.visits("/members").says("6 members").says("6 people");

        nadia.visits(&format!("{tom}/details")).types("Last name", "Zagorski").types("Where you know it from", "his letter").presses("Put it right");
        nadia.visits("/members?q=zagor").says("1 person").says("Tom Zagorski");
        nadia.visits("/members?q=tom+sto").says("Nobody is found");
        // The same words in other places: only the order of the register changes.
        let calls = |first: &str, called: &str| {
            let form = nadia.visits(&format!("{tom}/details")).types("First name", first).types("Wants to be called", called);
            form.types("Where you know it from", "his letter").presses("Put it right").answers(200);
        };
        calls("Thomas", "Tom");
        calls("Tom", "Thomas");
        branch.verified();

        let (last_on, member) = ("2026-09-30".parse().expect("a written day"), branch.person("tom").member);
        branch.act(|act| {
            members::end_membership_of(act, member, last_on)?;
            act.record("member.entered", "/members", serde_json::json!({}));
            Ok(())
        });
        nadia.visits("/members").says("5 members").says("6 people");
        branch.verified();
    }

    fn the_register_is_turned_leaf_by_leaf_and_opened_at_a_letter(on: Database) {
        let branch = Branch::with_members(12, on);
        for number in 0..100 {
            joins(&branch, ("Ann", &format!("Baker{number:03}")), &format!("B{number}"), "");
        }
        joins(&branch, ("Zoë", "Żak"), "Z1", "");

        let first = branch.as_("nadia").visits("/members").says("113 members").says("Baker000").does_not_say("Baker050").does_not_say("Earlier names");
        let second = first.follows("Later names").says("Baker050").says("Baker099").does_not_say("Baker049");
        let last = second.follows("Later names").says("Zoë Żak").does_not_say("Later names");
        last.follows("Earlier names").says("Baker050").says("Baker099").follows("Earlier names").says("Baker000").does_not_say("Earlier names");
        branch.as_("nadia").visits("/members").follows("Z").says("Zoë Żak").says("Earlier names").does_not_say("Baker");
        branch.as_("nadia").visits("/members?after=00000000-0000-0000-0000-000000000000").says("Baker000");
        branch.verified();
    }

    fn of_very_many_the_nearest_are_shown_and_it_is_said_that_there_are_more(on: Database) {
        let branch = Branch::with_members(1, on);
        branch.act(|act| {
            for number in 0..205 {
                let joining = Joining {
                    number: format!("C{number}"),
                    first_name: "Kim".to_owned(),
                    last_name: format!("Carter{}", 1000 + number),
                    class: "full".to_owned(),
                    joined_on: "2026-08-01".parse().expect("a written day"),
                    source: "story".to_owned(),
                    ..Joining::default()
                };
                members::join(act, &joining)?;
            }
            Ok(())
        });

        let page = branch.as_("nadia").visits("/members?q=kim").says("More than 200 people").says("Carter1000");
        page.follows("Next").says("Carter1050");
        branch.as_("nadia").visits("/members?q=kim+carter120").says("5 people").says("Carter1204");
    }

    fn whoever_was_entered_by_an_older_program_is_found_once_the_new_one_has_started(on: Database) {
        let branch = Branch::with_members(6, on);
        branch.world.scribe.read::<_, Problem>(|conn| {
            sql_query("DELETE FROM member_words").execute(conn)?;
            Ok(sql_query("UPDATE members SET has_words = FALSE, sort_name = 'zz'").execute(conn)?)
        }).expect("the words are gone");
        branch.as_("nadia").visits("/members?q=tom").says("Nobody is found");

        assert_eq!(members::jobs::word_all(&branch.world.scribe).expect("the words are written"), 6);
        assert_eq!(members::jobs::word_all(&branch.world.scribe).expect("nothing is left to do"), 0);

        branch.as_("nadia").visits("/members?q=tom").says("1 person").says("Tom Story");
        branch.verified();
    }
}
