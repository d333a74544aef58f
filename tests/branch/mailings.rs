//! Writing to members: in one's own words, to those whom a question finds, seen and tried out before it goes.

use wardmote::members::{self, Joining};

use crate::{
    stories,
    world::{Branch, Database, Seen},
};

/// Somebody of the branch who has no mail address.
fn joins_without_mail(branch: &Branch) {
    let joining = Joining {
        number: "J1".to_owned(),
        first_name: "Wanda".to_owned(),
        last_name: "Joiner".to_owned(),
        class: "full".to_owned(),
        joined_on: "2026-08-01".parse().expect("a written day"),
        source: "story".to_owned(),
        ..Joining::default()
    };
    branch.act(|act| Ok(members::join(act, &joining)?));
}

/// The form to everybody, filled in.
fn written(branch: &Branch, subject: &str, words: &str) -> Seen {
    let form = branch.as_("nadia").visits("/members").follows("Write to members").follows("Write to everybody");
    form.types("What it is about", subject).types("What you want to say", words)
}

/// The texts of what was sent about pages whose address begins so.
fn texts(branch: &Branch, about: &str) -> Vec<String> {
    branch.texts_kept_about(about)
}

stories! {
    fn a_mailing_is_read_tried_out_and_sent_to_those_who_are_on_a_list(on: Database) {
        let branch = Branch::with_members(4, on);
        joins_without_mail(&branch);
        let nadia = branch.as_("nadia");
        let form = nadia.visits("/lists/people?joined_before=2030-01-01").says("5 people").follows("Write to them");

        let form = form.types("What it is about", "For {first name}: December");
        let page = form.types("What you want to say", "Dear {full name},\n\n**come** on [Thursday](https://b.example/1).\nNadia").presses("Look at it");

        let page = page.says("This goes to 4 people").says("Have no mail address in the register");
        assert!(page.html.contains("<b>come</b> on <a href=\"https://b.example/1\">Thursday</a>.<br>Nadia"), "{}", page.html);

        let tested = page.presses("Send a test to me").says("It is on its way to nadia@northmoor.example, to you alone");
        let tests = texts(&branch, "/mailings/new");
        assert_eq!(tests.len(), 1);
        assert!(tests[0].starts_with("This is a test. Nobody but you got it."), "{}", tests[0]);

        let sent = tested.presses("Send it to 4 people").says("It goes to 4 people").says("December").says("Members who joined before");
        let letters = texts(&branch, &sent.path());
        assert_eq!(letters.len(), 4);
        let to_tom = letters.iter().find(|text| text.starts_with("Dear Tom Story,")).expect("Tom was written to");
        assert!(to_tom.contains("come on Thursday (https://b.example/1).\nNadia\n"), "{to_tom}");
        assert!(to_tom.contains("/me/contact"), "{to_tom}");
        nadia.visits("/mailings").says("For {first name}: December").says("to 4 people");
        branch.as_("tom").visits("/mailings").answers(403);
        branch.verified();
    }

    fn nobody_is_written_to_who_wants_no_news(on: Database) {
        let branch = Branch::with_members(4, on);
        let wishes = branch.as_("tom").visits("/me/contact").sets("may", "dues");
        wishes.presses("Save").says("That is noted");

        let page = written(&branch, "News", "Dear {first name},").presses("Look at it");

        let page = page.says("This goes to 3 people").says("Want no news, or mail does not reach them");
        let sent = page.presses("Send it to 3 people");
        assert!(texts(&branch, &sent.path()).iter().all(|text| !text.starts_with("Dear Tom")));
    }

    fn what_is_wrong_is_said_where_it_was_written(on: Database) {
        let branch = Branch::with_members(4, on);
        written(&branch, "", "").presses("Look at it").answers(422).says("Write what it is about").says("Write what you want to say");

        let page = written(&branch, "News", "Dear {firstname},").presses("Look at it").answers(422);

        let page = page.says("Nothing is filled in for {firstname}. These are: {first name}, {full name}, {number}.");
        assert!(page.html.contains("Dear {firstname},"), "what was typed is kept");
        page.types("What you want to say", "[x](javascript:alert(1)) <script>alert(1)</script>").presses("Look at it").says("x <script>alert(1)</script>");
        branch.as_("nadia").visits("/mailings/new?joined_before=soon").answers(404);
    }

    fn nobody_is_written_to_whom_its_writer_has_not_counted(on: Database) {
        let branch = Branch::with_members(4, on);
        let page = written(&branch, "News", "Dear all,").presses("Look at it").says("This goes to 4 people");
        let joining = Joining {
            number: "J2".to_owned(),
            first_name: "Late".to_owned(),
            email: Some("late@northmoor.example".to_owned()),
            class: "full".to_owned(),
            joined_on: "2026-08-01".parse().expect("a written day"),
            source: "story".to_owned(),
            ..Joining::default()
        };
        branch.act(|act| Ok(members::join(act, &joining)?));

        let again = page.presses("Send it to 4 people").answers(422);

        let again = again.says("It would go to 5 people now, and you saw 4. Look at it once more, then send it.");
        assert_eq!(texts(&branch, "/mailings"), Vec::<String>::new(), "nothing went");
        again.presses("Look at it").presses("Send it to 5 people").says("It goes to 5 people");
    }

    fn mail_to_many_waits_and_can_be_stopped(on: Database) {
        let branch = Branch::with_members(60, on);
        let sent = written(&branch, "News", "Dear all,").presses("Look at it").presses("Send it to 60 people");

        let page = sent.path();
        let batch = sent.follows("How far it is, and stopping it").says("News");

        batch.presses("Stop it").answers(200);
        branch.as_("nadia").visits(&page).says("Refused, or not sent");
    }

    fn a_mailing_that_reaches_nobody_is_not_sent(on: Database) {
        let branch = Branch::with_members(4, on);
        let form = branch.as_("nadia").visits("/mailings/new?ward=Nowhere").types("What it is about", "News");

        form.types("What you want to say", "Dear all,").presses("Look at it").answers(409).says("This would reach nobody");
    }
}
