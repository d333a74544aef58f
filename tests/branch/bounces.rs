//! What comes back: dead addresses become letters, complaints silence reminders, forged reports do nothing.

use std::{
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpStream},
    process::{Command, Stdio},
    sync::mpsc,
    thread,
};

use wardmote::mail::bounces::Inbox;

use crate::{
    accounts::signs_in,
    stories,
    world::{Branch, Database, World},
};

fn branch(on: Database) -> Branch {
    with_reports(on, 4)
}

/// A branch of so many members to which a mail server brings what comes back.
pub fn with_reports(on: Database, members: usize) -> Branch {
    let world = World::set_up(on, "2026-10-01T11:00:00Z", |settings| {
        settings.mail.reports_to = "bounce@northmoor.example".to_owned();
        settings.mail.lmtp_listen = "127.0.0.1:0".to_owned();
    });
    Branch::in_world(world, members)
}

/// Calls a meeting on a day; the page that proves its service.
fn called(branch: &Branch, day: &str) -> String {
    let form = branch.as_("nadia").visits("/meetings/new").types("Day", day).types("Place", "Albion Hall");
    form.presses("Check the call").presses("Send the notice").path()
}

/// The address that reports about the newest notice to tom come back to.
pub fn return_path(branch: &Branch) -> String {
    let sent = branch.world.post.messages();
    sent.iter().rev().find(|message| message.to == "tom@northmoor.example").expect("a notice").from.clone()
}

/// A reminder to tom, in these words.
fn reminds_tom(branch: &Branch, words: &str) {
    writes_to_tom(branch, wardmote::mail::Category::Reminder, words);
}

fn writes_to_tom(branch: &Branch, category: wardmote::mail::Category, words: &str) {
    use wardmote::{
        audit::Actor,
        mail::{Notice, Recipient, queue},
        web::Problem,
    };
    let notice = Notice {
        kind: "reminder",
        category,
        about: "/meetings/1".to_owned(),
        template: "meetings/mail/tomorrow",
        deadline: None,
    };
    let to = Recipient { person: None, name: "Tom".to_owned(), address: Some("tom@northmoor.example".to_owned()) };
    let facts = serde_json::json!({
        "title": "Branch meeting", "starts_at": "2026-10-15T18:00:00Z", "place": "Albion Hall", "online_link": null,
        "agenda": [words], "changes": [], "link": "http://branch.example/meetings/1",
    });
    let queued = branch.world.scribe.act::<_, Problem>(branch.id, Actor::Console, |act| {
        act.record("meeting.called", "/meetings/1", serde_json::json!({}));
        Ok(queue(act, &notice, &[(to, facts)])?)
    });
    queued.expect("queued");
}

/// A report as mail servers write it.
fn report(part: &str) -> String {
    format!(
        "From: MAILER-DAEMON@relay.example\r\nTo: bounce@northmoor.example\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n\
         --b\r\n{part}\r\n--b--\r\n"
    )
}

pub fn undelivered(status: &str) -> String {
    report(&format!(
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relay.example\r\n\r\n\
         Final-Recipient: rfc822; tom@northmoor.example\r\nAction: failed\r\nStatus: {status}\r\n\
         Diagnostic-Code: smtp; 550 {status} no such user\r\n"
    ))
}

/// Hands a message over as a mail server does; the exit code and what was said.
pub fn hands_over(branch: &Branch, address: &str, message: &str) -> (Option<i32>, String) {
    let settings = branch.world.scribe.settings();
    let mut pipe = Command::new(env!("CARGO_BIN_EXE_wardmote"))
        .args(["bounce", address])
        .env("WARDMOTE_DATA_DIR", &settings.data_dir)
        .env("DATABASE_URL", &settings.database_url)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    pipe.stdin.take().expect("a pipe").write_all(message.as_bytes()).expect("it reads");
    let output = pipe.wait_with_output().expect("it ends");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// A worker's port for what comes back.
fn inbox(branch: &Branch) -> SocketAddr {
    let (scribe, (tell, told)) = (branch.world.scribe.clone(), mpsc::channel());
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async move {
            let inbox = Inbox::open(&scribe).await.expect("it opens").expect("the settings name a port");
            tell.send(inbox.address().expect("an address")).expect("the story waits");
            inbox.takes(scribe).await;
        });
    });
    told.recv().expect("it listens")
}

/// Says `lines` to a server one after the other; the code of each answer, and what ends the lines of several as one.
fn says(server: SocketAddr, lines: &[&str]) -> Vec<String> {
    let stream = TcpStream::connect(server).expect("it listens");
    let (mut writes, mut reads) = (stream.try_clone().expect("a stream"), BufReader::new(stream));
    let mut answer = || {
        let mut line = String::new();
        while line.as_bytes().get(3) != Some(&b' ') {
            line.clear();
            if reads.read_line(&mut line).expect("it answers") == 0 {
                return "gone".to_owned();
            }
        }
        line[..3].to_owned()
    };
    let mut heard = vec![answer()];
    for line in lines {
        writes.write_all(format!("{line}\r\n").as_bytes()).expect("it listens");
        heard.push(answer());
    }
    heard
}

stories! {
    fn a_notice_that_came_back_from_a_dead_address_is_printed_and_so_is_the_next(on: Database) {
        let branch = branch(on);
        let service = called(&branch, "2026-10-15");
        branch.world.post.waits_for(4);
        branch.world.wait_until("all is entered", || branch.as_("nadia").visits("/outbox").words().contains("All mail is out"));

        let (code, said) = hands_over(&branch, &return_path(&branch), &undelivered("5.1.1"));

        assert_eq!(code, Some(0), "{said}");
        branch.as_("nadia").visits(&service).says("1 notice is for you to post");
        let outbox = branch.as_("nadia").visits("/outbox").says("1 address is dead").says("Tom Story").says("Mend the address");
        outbox.follows("Mend the address").answers(200).says("Tom Story");
        let next = called(&branch, "2026-10-22");
        branch.world.post.waits_for(7);
        branch.as_("nadia").visits(&next).says("1 notice is for you to post");
        branch.as_("tom").visits("/record").says("A message came back");
    }

    fn a_mail_server_hands_over_by_lmtp_what_came_to_an_address_of_ours_and_nothing_else(on: Database) {
        let branch = branch(on);
        called(&branch, "2026-10-15");
        branch.world.post.waits_for(4);
        let (server, ours) = (inbox(&branch), format!("RCPT TO:<{}>", return_path(&branch)));
        let dotted = |message: String| format!("{}\r\n.", message.trim_end());
        let (report, note) = (dotted(undelivered("5.1.1")), dotted("Subject: I am away\r\n\r\n..until Monday".to_owned()));
        let lhlo = "LHLO relay.example";

        let stranger = says(server, &["MAIL FROM:<>", lhlo, "MAIL FROM:<>", "RCPT TO:<tom@northmoor.example>", "DATA", "EHLO x", "QUIT"]);
        assert_eq!(stranger, ["220", "503", "250", "250", "550", "503", "500", "221"]);
        let away = says(server, &[lhlo, "MAIL FROM:<>", &ours, "DATA", &note, "QUIT"]);
        assert_eq!(away, ["220", "250", "250", "250", "354", "250", "221"]);
        branch.as_("nadia").visits("/outbox").does_not_say("is dead");

        let heard = says(server, &[lhlo, "MAIL FROM:<>", &ours, "RSET", "DATA", &ours, "DATA", &report, "NOOP"]);

        assert_eq!(heard, ["220", "250", "250", "250", "250", "503", "250", "354", "250", "250"]);
        branch.as_("nadia").visits("/outbox").says("1 address is dead").says("Tom Story");
        let long = format!("{}.", format!("{}\r\n", "x".repeat(100)).repeat(15_000));
        assert_eq!(says(server, &[lhlo, "MAIL FROM:<>", &ours, "DATA", &long, "NOOP"]), ["220", "250", "250", "250", "354", "552", "250"]);
        let in_pieces = format!("{}.\r\n.", "x".repeat(2_000));
        assert_eq!(says(server, &[lhlo, "MAIL FROM:<>", &ours, "DATA", &in_pieces, "NOOP"]), ["220", "250", "250", "250", "354", "250", "250"]);
        branch.verified();
    }

    fn an_address_at_which_the_mail_server_knows_nobody_is_dead_from_the_first_time(on: Database) {
        let branch = branch(on);
        branch.world.post.answers_to("tom@northmoor.example", "550 5.1.1 no such user");
        branch.world.post.answers_to("ama@northmoor.example", "550 5.7.1 your words look like spam");
        let service = called(&branch, "2026-10-15");
        branch.world.wait_until("tom's address is dead", || branch.as_("nadia").visits("/outbox").words().contains("is dead"));

        branch.as_("nadia").visits("/outbox").says("1 address is dead").says("Tom Story").says("Mend the address");
        branch.as_("nadia").visits(&service).says("2 notices are for you to post");
        branch.verified();
    }

    fn an_address_that_its_owner_signs_in_by_is_alive_again(on: Database) {
        let branch = branch(on);
        called(&branch, "2026-10-15");
        branch.world.post.waits_for(4);
        hands_over(&branch, &return_path(&branch), &undelivered("5.1.1"));
        branch.as_("nadia").visits("/outbox").says("1 address is dead");

        signs_in(&branch, &branch.world.browser(), "tom@northmoor.example", 1);

        branch.as_("nadia").visits("/outbox").does_not_say("is dead");
    }

    fn a_full_box_or_a_refusal_of_our_words_leaves_the_address_alive(on: Database) {
        let branch = branch(on);
        called(&branch, "2026-10-15");
        branch.world.post.waits_for(4);

        for status in ["5.2.2", "5.7.1", "4.4.7"] {
            assert_eq!(hands_over(&branch, &return_path(&branch), &undelivered(status)).0, Some(0));
        }

        branch.as_("nadia").visits("/outbox").does_not_say("is dead");
    }

    fn a_complaint_never_silences_what_a_rule_requires(on: Database) {
        let branch = branch(on);
        called(&branch, "2026-10-15");
        branch.world.post.waits_for(4);
        let complaint = report("Content-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\n");

        assert_eq!(hands_over(&branch, &return_path(&branch), &complaint).0, Some(0));

        called(&branch, "2026-10-22");
        branch.world.post.waits_for(8);
    }

    fn one_click_stops_reminders_and_nothing_that_a_rule_requires(on: Database) {
        let branch = branch(on);
        // The footer stands below the mark of a signature, so the HTML part is read.
        let pages = || {
            let sent = branch.world.post.messages().into_iter().filter(|mail| mail.to == "tom@northmoor.example");
            sent.map(|mail| mail.part("text/html")).collect::<Vec<_>>()
        };
        let came = |words: &str| pages().iter().filter(|page| page.contains(words)).count();
        reminds_tom(&branch, "Bring a pen.");
        branch.world.wait_until("the reminder came", || came("Bring a pen.") == 1);
        let reminder = pages().into_iter().find(|page| page.contains("Bring a pen.")).expect("it came");
        let link = reminder.split("/unsubscribe/").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
        let (page, browser) = (format!("/unsubscribe/{link}"), branch.world.browser());

        // A machine that looks through mail opens the link, and a mail program presses for its person, from nowhere.
        browser.visits(&page).says("No more reminders?");
        reminds_tom(&branch, "Bring a chair.");
        branch.world.wait_until("opening a link stops nothing", || came("Bring a chair.") == 1);
        browser.posts(&page, &[("List-Unsubscribe", "One-Click")]).answers(200).says("No more reminders by mail to this address.");

        reminds_tom(&branch, "Bring a cake.");
        called(&branch, "2026-10-15");
        branch.world.wait_until("the notice came", || came("The rules require it") == 1);
        assert_eq!(came("Bring a cake."), 0, "the reminder was ordered off");
        branch.as_("nadia").visits("/outbox").does_not_say("is dead");
        browser.visits(&page);
        browser.posts(&page, &[("again", "yes")]).says("Reminders come to this address again.");
        reminds_tom(&branch, "Bring a song.");
        branch.world.wait_until("reminders come again", || came("Bring a song.") == 1);
    }

    fn whoever_orders_news_off_is_reminded_of_meetings_all_the_same_and_finds_it_on_their_page(on: Database) {
        use wardmote::mail::Category::{News, Reminder};
        let branch = branch(on);
        let pages = || {
            let sent = branch.world.post.messages().into_iter().filter(|mail| mail.to == "tom@northmoor.example");
            sent.map(|mail| mail.part("text/html")).collect::<Vec<_>>()
        };
        let came = |words: &str| pages().iter().filter(|page| page.contains(words)).count();
        writes_to_tom(&branch, News, "A concert on Friday.");
        branch.world.wait_until("the news came", || came("A concert on Friday.") == 1);
        let news = pages().into_iter().find(|page| page.contains("A concert on Friday.")).expect("it came");
        let link = news.split("/unsubscribe/").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
        let (page, browser) = (format!("/unsubscribe/{link}"), branch.world.browser());
        assert!(news.contains("No more news at this address"), "{news}");

        browser.visits(&page).says("No more news?").says("Reminders still come");
        browser.posts(&page, &[("List-Unsubscribe", "One-Click")]).answers(200).says("No more news by mail to this address.");

        writes_to_tom(&branch, News, "A quiz on Monday.");
        writes_to_tom(&branch, Reminder, "Bring a pen.");
        branch.world.wait_until("the reminder came", || came("Bring a pen.") == 1);
        assert_eq!(came("A quiz on Monday."), 0, "news was ordered off");
        let wishes = branch.as_("tom").visits("/me/contact");
        let is_ticked = |html: &str, kind: &str| html.split(&format!("value=\"{kind}\"")).nth(1).is_some_and(|rest| rest.split('>').next().is_some_and(|tag| tag.contains("checked")));
        assert!(!is_ticked(&wishes.html, "news") && is_ticked(&wishes.html, "meetings"), "{}", wishes.html);
        wishes.sets("may", "news").presses("Save").says("That is noted");

        writes_to_tom(&branch, News, "A walk on Sunday.");
        branch.world.wait_until("news comes again", || came("A walk on Sunday.") == 1);
        let wishes = branch.as_("tom").visits("/me/contact");
        assert!(is_ticked(&wishes.html, "news") && !is_ticked(&wishes.html, "candidates"), "{}", wishes.html);
        branch.verified();
    }

    fn a_complaint_of_a_notice_ends_what_can_be_ordered_off_and_one_of_news_ends_news(on: Database) {
        use wardmote::mail::Category::{News, Reminder};
        let branch = branch(on);
        let complaint = report("Content-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nUser-Agent: relay\r\nVersion: 1\r\n");
        let came = |words: &str| branch.world.post.messages().iter().filter(|mail| mail.part("text/html").contains(words)).count();
        writes_to_tom(&branch, News, "A concert on Friday.");
        branch.world.post.waits_for(1);
        assert_eq!(hands_over(&branch, &return_path(&branch), &complaint).0, Some(0));

        writes_to_tom(&branch, News, "A quiz on Monday.");
        writes_to_tom(&branch, Reminder, "Bring a pen.");
        branch.world.wait_until("the reminder came", || came("Bring a pen.") == 1);
        assert_eq!(came("A quiz on Monday."), 0);

        called(&branch, "2026-10-15");
        branch.world.wait_until("the notices came", || came("The rules require it") == 4);
        assert_eq!(hands_over(&branch, &return_path(&branch), &complaint).0, Some(0));
        writes_to_tom(&branch, Reminder, "Bring a cake.");
        called(&branch, "2026-10-22");
        branch.world.wait_until("the next notices came", || came("The rules require it") == 8);
        assert_eq!(came("Bring a cake."), 0);
    }

    fn a_link_that_nobody_sealed_stops_nothing(on: Database) {
        let branch = branch(on);

        for tag in ["k3ab27", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "x%0d%0aSet-Cookie:%20a=b", ""] {
            let refused = branch.world.browser().posts(&format!("/unsubscribe/{tag}"), &[("List-Unsubscribe", "One-Click")]);
            refused.answers(404);
        }
    }

    fn a_forged_report_silences_nobody(on: Database) {
        let branch = branch(on);
        called(&branch, "2026-10-15");
        branch.world.post.waits_for(4);
        let (mine, path) = (branch.person("tom").address.clone(), return_path(&branch));
        let turned: String = path.chars().rev().collect();
        let (tag, domain) = path.split_once('@').expect("an address");
        let other = if tag.ends_with('a') { "b" } else { "a" };
        let changed = format!("{}{other}@{domain}", &tag[..tag.len() - 1]);

        for forged in [mine.as_str(), "bounce@northmoor.example", &changed, &turned, "bounce+aaaa@northmoor.example"] {
            let (code, said) = hands_over(&branch, forged, &undelivered("5.1.1"));
            assert!(code == Some(1) && said.contains("nothing was done"), "{forged}: {said}");
        }
        let (code, said) = hands_over(&branch, &path, "From: tom@northmoor.example\r\nSubject: Away\r\n\r\nI am away.\r\n");

        assert!(code == Some(1) && said.contains("reports of no message"), "{said}");
        branch.as_("nadia").visits("/outbox").does_not_say("is dead");
    }
}
