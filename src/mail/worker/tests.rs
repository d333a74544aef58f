//! Stories of the worker, against a mail server that misbehaves.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    thread,
    time::Duration,
};

use chrono::TimeDelta;
use serde_json::json;
use tempfile::TempDir;

use super::{
    Pace, Running, run_at,
    store::{self, Row},
};
use crate::{
    audit::{self, Actor, Chore, Scribe, Unwritten},
    branch::{self, Founding, Kind},
    clock::Clock,
    config::Settings,
    db::{self, BranchId, Conn, Instant},
    mail::{Category, Notice, Outcome, Recipient, State, queue, transport::Patience},
    render::Templates,
    zone::Zone,
};
use sink::{Break, Sink};

#[path = "../../../tests/branch/world/sink.rs"]
mod sink;
mod villains;

/// A branch with an outbox, on a database of its own.
struct World {
    folder: TempDir,
    scribe: Scribe,
    branch: BranchId,
}

impl World {
    fn sending_to(smtp_url: &str) -> Self {
        Self::founded(smtp_url, false)
    }

    fn founded(smtp_url: &str, is_practice: bool) -> Self {
        Self::reached_at("", smtp_url, is_practice)
    }

    fn reached_at(base_url: &str, smtp_url: &str, is_practice: bool) -> Self {
        Self::set_up(smtp_url, is_practice, |settings| settings.base_url = base_url.to_owned())
    }

    fn set_up(smtp_url: &str, is_practice: bool, change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let templates = folder.path().join("own/templates/try/mail");
        fs::create_dir_all(&templates).expect("a folder");
        fs::write(templates.join("notice.subject"), "Notice to {{ name }}").expect("a file");
        fs::write(templates.join("notice.txt"), "Dear {{ name }},\n\n{{ facts.words }}\n").expect("a file");
        fs::write(templates.join("notice.html"), "<p>Dear {{ name }},</p><p>{{ facts.words }}</p>").expect("a file");
        let mut settings = Settings::read(None).expect("the defaults are complete");
        settings.mail.many = 0;
        // All of them live at one domain, whose server is ours.
        (settings.mail.per_second_and_domain, settings.mail.in_flight_and_domain) = (0, 0);
        settings.data_dir = folder.path().to_owned();
        settings.mail.smtp_url = smtp_url.to_owned();
        // These stories are told at whatever hour it is.
        (settings.mail.quiet_from, settings.mail.quiet_until) = ("00:00".to_owned(), "00:00".to_owned());
        change(&mut settings);
        settings.mail.from = "branch@example.org".to_owned();
        let pool = db::open(&database(folder.path())).expect("the database opens");
        db::migrate(&mut pool.get().expect("a connection")).expect("the tables are made");
        let own = Templates::load(Some(&folder.path().join("own"))).expect("the templates load");
        let scribe = Scribe::new(pool, Clock::of_the_machine(), own, settings);
        let branch = BranchId::fresh();
        let founding = Founding {
            id: branch,
            name: "Moss Side".to_owned(),
            kind: Kind::Party,
            zone: Zone::london(),
            hue: 27,
            is_practice,
            rulebook: "party-branch".to_owned(),
        };
        let today = scribe.clock().today(founding.zone);
        scribe.act::<_, Unwritten>(branch, Actor::Console, |act| Ok(branch::found(act, &founding, today)?)).expect("founded");
        Self { folder, scribe, branch }
    }

    /// Queues one message to each of `people`, whose addresses are their names.
    fn queues(&self, category: Category, people: &[String]) -> &Self {
        self.queues_until(category, people, None)
    }

    fn queues_until(&self, category: Category, people: &[String], deadline: Option<Instant>) -> &Self {
        let about = "/meetings/1".to_owned();
        let notice = Notice { kind: "meeting called", category, about, template: "try/mail/notice", deadline };
        let letters: Vec<_> = people.iter().map(|name| (to(name), json!({ "words": "We meet on Thursday." }))).collect();
        let queued = self.scribe.act::<_, Unwritten>(self.branch, Actor::Visitor, |act| {
            act.record("meeting.called", "/meetings/1", json!({}));
            Ok(queue(act, &notice, &letters)?)
        });
        queued.expect("queued");
        self
    }

    fn rows(&self) -> Vec<Row> {
        self.reads(|conn| store::rows(conn, self.branch))
    }

    fn reads<T>(&self, look: impl FnOnce(&mut Conn) -> diesel::QueryResult<T>) -> T {
        self.scribe.read::<_, Unwritten>(|conn| Ok(look(conn)?)).expect("the database answers")
    }

    /// How many messages stand in each state.
    fn states(&self) -> BTreeMap<State, usize> {
        let mut states = BTreeMap::new();
        self.rows().iter().for_each(|row| *states.entry(row.state).or_default() += 1);
        states
    }

    /// Waits until exactly these states are reached.
    fn comes_to(&self, states: &[(State, usize)]) {
        let wanted: BTreeMap<State, usize> = states.iter().copied().collect();
        for _ in 0..2_000 {
            if self.states() == wanted {
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("{wanted:?} was never reached, but {:#?}", self.rows());
    }

    fn works(&self) -> Running {
        Running::start(quick(), self.scribe.clone()).expect("the worker starts")
    }

    fn later(&self, by: TimeDelta) -> &Self {
        let clock = self.scribe.clock();
        clock.turn_to(clock.now() + by);
        self
    }

    /// The sums of all "mail.delivered" entries; the chain is checked by the way.
    fn delivered(&self) -> BTreeMap<String, i64> {
        self.reads(|conn| {
            audit::verify(conn, self.branch).expect("the chain holds");
            let mut sums = BTreeMap::new();
            for entry in audit::about(conn, self.branch, "/meetings/1")?.iter().filter(|entry| entry.deed == "mail.delivered") {
                let facts: serde_json::Value = serde_json::from_str(&entry.facts).expect("facts are JSON");
                for (outcome, count) in facts["outcomes"].as_object().expect("a table") {
                    *sums.entry(outcome.clone()).or_default() += count.as_i64().expect("a number");
                }
            }
            Ok(sums)
        })
    }

    fn attempts_at(&self, row: &Row) -> Vec<Outcome> {
        self.reads(|conn| store::attempts_at(conn, self.branch, row.id)).into_iter().map(|(outcome, _)| outcome).collect()
    }
}

fn quick() -> Pace {
    Pace { farewell: Duration::from_secs(5), ..Pace::quick() }
}

fn to(name: &str) -> Recipient {
    Recipient { person: None, name: name.to_owned(), address: Some(format!("{name}@example.org")) }
}

fn people(number: usize) -> Vec<String> {
    (0..number).map(|number| format!("member{number:03}")).collect()
}

/// SQLite in the folder; or, where `WARDMOTE_TEST_POSTGRES` names a server, a new database there.
fn database(folder: &Path) -> String {
    use diesel::{Connection, RunQueryDsl};
    let Ok(server) = std::env::var("WARDMOTE_TEST_POSTGRES") else {
        return folder.join("branch.sqlite3").display().to_string();
    };
    let name = format!("mail_{}", crate::clock::random_id().simple());
    let mut admin = diesel::PgConnection::establish(&format!("{server}/postgres")).expect("the server answers");
    diesel::sql_query(format!("CREATE DATABASE {name}")).execute(&mut admin).expect("a database");
    format!("{server}/{name}")
}

/// A worker that is killed and not stopped: its future is dropped wherever it stands.
fn kill_after(world: &World, pace: Pace, until: impl Fn() -> bool) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let life = async {
        while !until() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    runtime.block_on(async {
        tokio::select! {
            ended = run_at(pace, world.scribe.clone(), std::future::pending()) => panic!("the worker ended by itself: {ended:?}"),
            () = life => {}
        }
    });
    runtime.shutdown_background();
}

#[test]
fn every_message_arrives_once_and_is_entered_in_the_record() {
    let sink = Sink::listening();
    let world = World::sending_to(&sink.url());
    world.queues(Category::Statutory, &people(70));

    let worker = world.works();
    world.comes_to(&[(State::Accepted, 70)]);
    worker.stop();

    let received = sink.messages();
    let addresses: BTreeSet<_> = received.iter().map(|message| message.to.clone()).collect();
    assert_eq!((received.len(), addresses.len()), (70, 70));
    assert_eq!(received[0].from, "branch@example.org");
    assert_eq!(received[0].header("From").as_deref(), Some("\"Moss Side\" <branch@example.org>"));
    assert!(received[0].words().contains("We meet on Thursday."), "{}", received[0].data);
    assert_eq!(world.delivered(), BTreeMap::from([("accepted".to_owned(), 70)]));
    let row = &world.rows()[0];
    assert_eq!(world.attempts_at(row), [Outcome::Accepted]);
    assert!(row.last_reply.as_ref().is_some_and(|reply| reply.starts_with("250 2.0.0 taken as")), "{row:?}");
    assert_eq!((row.attempts, row.is_doubtful, row.lease.clone()), (1, false, None));
}

#[test]
fn reminders_and_news_can_be_stopped_with_one_click_and_what_a_rule_requires_cannot() {
    let sink = Sink::listening();
    let world = World::reached_at("https://branch.example", &sink.url(), false);
    let one = |name: &str| vec![name.to_owned()];
    world
        .queues(Category::Reminder, &one("ama"))
        .queues(Category::News, &one("amy"))
        .queues(Category::Statutory, &one("ben"))
        .queues(Category::SignIn, &one("cleo"));

    let _worker = world.works();
    world.comes_to(&[(State::Accepted, 4)]);

    for message in sink.messages() {
        let offered = message.header("List-Unsubscribe");
        assert_eq!(
            offered.is_some(),
            ["ama@example.org", "amy@example.org"].contains(&message.to.as_str()),
            "{}",
            message.data
        );
        assert_eq!(message.header("List-Unsubscribe-Post").is_some(), offered.is_some());
        let list = message.header("List-Id").map(|list| list.split('<').nth(1).unwrap_or_default().to_owned());
        let named = match message.to.split('@').next() {
            Some("ama") => Some("reminders.example.org>"),
            Some("amy") => Some("news.example.org>"),
            Some("ben") => Some("notices.example.org>"),
            _ => None,
        };
        assert_eq!(list.as_deref(), named, "{}", message.data);
        assert!(offered.is_none_or(|link| link.starts_with("<https://branch.example/unsubscribe/") && link.ends_with('>')));
    }
}

#[test]
fn no_more_goes_out_in_a_minute_than_the_mail_server_allows_but_a_way_in_does() {
    let sink = Sink::listening();
    let world = World::set_up(&sink.url(), false, |settings| settings.mail.per_minute = 3);
    world.queues(Category::Statutory, &people(7));

    let worker = world.works();
    world.comes_to(&[(State::Accepted, 3), (State::Leased, 4)]);
    world.queues(Category::SignIn, &["nadia".to_owned()]);
    world.comes_to(&[(State::Accepted, 4), (State::Leased, 4)]);
    worker.stop();
    let _again = world.works();
    world.later(TimeDelta::seconds(30));
    world.comes_to(&[(State::Accepted, 4), (State::Leased, 4)]);
    world.later(TimeDelta::seconds(31)).comes_to(&[(State::Accepted, 7), (State::Leased, 1)]);
}

#[test]
fn at_night_no_reminder_or_news_goes_and_what_a_rule_requires_does() {
    let sink = Sink::listening();
    let world = World::set_up(&sink.url(), false, |settings| {
        (settings.mail.quiet_from, settings.mail.quiet_until) = ("21:00".to_owned(), "08:00".to_owned());
    });
    world.scribe.clock().turn_to("2026-12-17T22:30:00Z".parse().expect("a moment"));
    world.queues(Category::Reminder, &people(1)).queues(Category::News, &people(1)).queues(Category::Statutory, &people(2));

    let _worker = world.works();
    world.comes_to(&[(State::Accepted, 2), (State::Queued, 2)]);
    world.later(TimeDelta::hours(9)).comes_to(&[(State::Accepted, 2), (State::Queued, 2)]);
    world.later(TimeDelta::minutes(31)).comes_to(&[(State::Accepted, 4)]);
}

#[test]
fn lines_are_used_again_and_not_opened_for_each_message() {
    let sink = Sink::listening();
    let world = World::sending_to(&sink.url());
    world.queues(Category::Statutory, &people(100));

    let _worker = world.works();
    world.comes_to(&[(State::Accepted, 100)]);

    assert!(sink.connections() <= 4, "{} connections for a hundred messages", sink.connections());
}

#[test]
fn one_who_is_refused_keeps_nobody_else_from_being_written_to() {
    let sink = Sink::listening();
    sink.answers_to("member003@example.org", "550 5.1.1 no such user");
    let world = World::sending_to(&sink.url());
    world.queues(Category::Statutory, &people(10));

    let _worker = world.works();
    world.comes_to(&[(State::Accepted, 9), (State::Refused, 1)]);

    let refused = &world.rows()[3];
    assert_eq!(refused.last_reply.as_deref(), Some("550 5.1.1 no such user"));
    assert_eq!(world.delivered(), BTreeMap::from([("accepted".to_owned(), 9), ("refused".to_owned(), 1)]));
}

#[test]
fn a_notice_that_servers_turn_away_is_held_and_goes_to_everybody_when_an_officer_lets_it() {
    let sink = Sink::listening();
    sink.answers_everybody("554 5.7.1 rejected by our policy");
    let world = World::set_up(&sink.url(), false, |settings| settings.mail.per_minute = 15);
    world.queues(Category::Statutory, &people(60));

    let _worker = world.works();
    world.comes_to(&[(State::Refused, 15), (State::Queued, 45)]);
    world.later(TimeDelta::minutes(2));
    let held = world.reads(|conn| crate::mail::batches(conn, world.branch, 10)).remove(0);
    assert_eq!(held.paused_because.as_deref(), Some("554 5.7.1 rejected by our policy"));
    world.comes_to(&[(State::Refused, 15), (State::Queued, 45)]);
    assert!(world.reads(|conn| crate::mail::dead_addresses(conn, world.branch)).is_empty(), "nobody's address is to blame");

    sink.answers_everybody("250 2.1.5 fine");
    world.scribe.act::<_, Unwritten>(world.branch, Actor::Console, |act| Ok(crate::mail::resume(act, &held)?)).expect("let go");
    while world.states() != BTreeMap::from([(State::Accepted, 60)]) {
        world.later(TimeDelta::seconds(61));
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn refusals_of_a_few_or_of_their_own_boxes_hold_no_notice() {
    let sink = Sink::listening();
    for name in people(20) {
        let reply = if name.ends_with('9') { "554 5.7.1 spam" } else { "550 5.1.1 no such user" };
        sink.answers_to(&format!("{name}@example.org"), reply);
    }
    let world = World::sending_to(&sink.url());
    world.queues(Category::Statutory, &people(20));

    let _worker = world.works();
    world.comes_to(&[(State::Refused, 20)]);

    assert!(world.reads(|conn| crate::mail::batches(conn, world.branch, 10)).is_empty());
}

#[test]
fn one_who_is_put_off_is_tried_again_a_minute_later() {
    let sink = Sink::listening();
    sink.answers_to("member001@example.org", "450 4.2.0 greylisted");
    let world = World::sending_to(&sink.url());
    world.queues(Category::Statutory, &people(3));

    let _worker = world.works();
    world.comes_to(&[(State::Accepted, 2), (State::Queued, 1)]);
    assert_eq!(world.rows()[1].attempts, 1);
    sink.answers_to("member001@example.org", "250 2.1.5 fine");
    world.later(TimeDelta::seconds(75)).comes_to(&[(State::Accepted, 3)]);

    assert_eq!(world.attempts_at(&world.rows()[1]), [Outcome::Deferred, Outcome::Accepted]);
}

#[test]
fn a_server_that_is_down_loses_nothing_and_costs_nobody_an_attempt() {
    let address = Sink::listening().address();
    let world = World::sending_to(&format!("smtp://{address}?tls=none"));
    world.queues(Category::Statutory, &people(60));
    let _worker = world.works();
    thread::sleep(Duration::from_millis(300));
    assert!(world.rows().iter().all(|row| !row.state.is_settled() && row.attempts == 0));

    let sink = Sink::listening_at(address);
    world.later(TimeDelta::seconds(11)).comes_to(&[(State::Accepted, 60)]);

    assert_eq!(sink.messages().len(), 60);
}

#[test]
fn a_worker_killed_between_mark_and_result_sends_a_notice_again_as_the_same_message() {
    let sink = Sink::listening();
    sink.takes_its_time(Duration::from_millis(700));
    let world = World::sending_to(&sink.url());
    world.queues(Category::Statutory, &people(8));

    kill_after(&world, quick(), || sink.in_hand() == 4);
    sink.waits_for(4);
    sink.takes_its_time(Duration::ZERO);
    world.later(TimeDelta::seconds(121));
    let _worker = world.works();
    world.comes_to(&[(State::Accepted, 8)]);

    let mut copies: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for message in sink.messages() {
        copies.entry(message.message_id()).or_default().push(message.data);
    }
    assert_eq!(copies.len(), 8, "every message arrived");
    let doubled: Vec<_> = copies.values().filter(|copies| copies.len() == 2).collect();
    assert_eq!(doubled.len(), 4, "one for each open line");
    assert!(doubled.iter().all(|copies| copies[0] == copies[1]), "the copies are the same to the byte");
    let flagged: BTreeSet<_> = world.rows().into_iter().filter(|row| row.is_doubtful).map(|row| row.message_id).collect();
    let twice: BTreeSet<_> = copies.into_iter().filter(|(_, copies)| copies.len() == 2).map(|(id, _)| id).collect();
    assert_eq!(flagged, twice, "whoever may have two copies is flagged, and nobody else");
    assert_eq!(world.delivered().get("doubted"), Some(&4));
}

#[test]
fn a_worker_killed_over_a_way_in_or_a_reminder_does_not_send_it_twice() {
    let sink = Sink::listening();
    sink.takes_its_time(Duration::from_millis(500));
    let world = World::sending_to(&sink.url());
    world.queues(Category::SignIn, &people(1)).queues(Category::Reminder, &people(1));

    kill_after(&world, quick(), || sink.in_hand() == 2);
    sink.waits_for(2);
    world.later(TimeDelta::seconds(121));
    let _worker = world.works();
    world.comes_to(&[(State::InDoubt, 2)]);

    assert_eq!(sink.messages().len(), 2);
    assert!(world.rows().iter().all(|row| row.is_doubtful));
}

#[test]
fn killed_again_and_again_the_worker_loses_nothing() {
    let sink = Sink::listening();
    let world = World::sending_to(&sink.url());
    world.queues(Category::Statutory, &people(120));

    for round in 1..=6 {
        kill_after(&world, quick(), || sink.messages_so_far() >= round * 15);
        world.later(TimeDelta::seconds(121));
    }
    let _worker = world.works();
    world.comes_to(&[(State::Accepted, 120)]);

    let mut copies: BTreeMap<String, usize> = BTreeMap::new();
    sink.messages().iter().for_each(|message| *copies.entry(message.message_id()).or_default() += 1);
    let flagged: BTreeSet<_> = world.rows().into_iter().filter(|row| row.is_doubtful).map(|row| row.message_id).collect();
    assert_eq!(copies.len(), 120);
    assert!(copies.values().sum::<usize>() <= 120 + 6 * 4, "more copies than lines were open");
    assert!(copies.iter().all(|(id, number)| *number == 1 || flagged.contains(id)), "a second copy came unflagged");
}

#[test]
fn an_answer_that_is_lost_after_the_dot_leads_to_a_flagged_second_copy() {
    let sink = Sink::listening();
    sink.breaks_off(Break::AfterDot);
    let world = World::sending_to(&sink.url());
    world.queues(Category::Service, &people(1));

    let _worker = world.works();
    world.comes_to(&[(State::Queued, 1)]);
    while world.rows()[0].attempts == 0 {
        thread::sleep(Duration::from_millis(10));
    }
    world.later(TimeDelta::seconds(75)).comes_to(&[(State::Accepted, 1)]);

    let received = sink.messages();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0].data, received[1].data);
    assert!(world.rows()[0].is_doubtful);
    assert_eq!(world.attempts_at(&world.rows()[0]), [Outcome::Doubted, Outcome::Accepted]);
}

#[test]
fn an_answer_that_comes_too_late_is_never_taken_for_the_next_message() {
    let sink = Sink::listening();
    sink.takes_its_time(Duration::from_millis(400)).answers_to("member001@example.org", "550 5.1.1 no such user");
    let world = World::sending_to(&sink.url());
    world.queues(Category::Reminder, &people(2));

    let patience = Patience { content: Duration::from_millis(100), ..Patience::default() };
    let _worker = Running::start(Pace { lines: 1, patience, ..quick() }, world.scribe.clone()).expect("the worker starts");
    world.comes_to(&[(State::InDoubt, 1), (State::Queued, 1)]);
    world.later(TimeDelta::seconds(11)).comes_to(&[(State::InDoubt, 1), (State::Refused, 1)]);

    assert_eq!(sink.connections(), 2, "the line on which an answer was outstanding is not used again");
}

#[test]
fn a_good_answer_to_another_question_does_not_count_as_accepted() {
    let sink = Sink::listening();
    sink.answers_the_dot("354 go on");
    let world = World::sending_to(&sink.url());
    world.queues(Category::Statutory, &people(1));

    let _worker = world.works();
    while world.rows()[0].attempts == 0 {
        thread::sleep(Duration::from_millis(10));
    }
    let row = &world.rows()[0];
    assert_eq!((row.state, row.is_doubtful, row.last_reply.as_deref()), (State::Queued, true, Some("354 go on")));
    world.later(TimeDelta::seconds(75)).comes_to(&[(State::Accepted, 1)]);

    assert_eq!(sink.connections(), 2);
}

#[test]
fn a_server_that_closes_after_the_dot_is_asked_again_and_no_attempt_is_charged() {
    let sink = Sink::listening();
    sink.answers_the_dot("421 4.3.2 closing down");
    let world = World::sending_to(&sink.url());
    world.queues(Category::SignIn, &people(1));

    let _worker = world.works();
    sink.waits_for(1);
    world.comes_to(&[(State::Queued, 1)]);
    world.later(TimeDelta::seconds(11)).comes_to(&[(State::Accepted, 1)]);

    assert_eq!(world.rows()[0].attempts, 1);
}

#[test]
fn a_server_that_says_nothing_does_not_hold_the_worker_up_for_ever() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = silent.local_addr().expect("it was bound");
    let world = World::sending_to(&format!("smtp://{address}?tls=none"));
    world.queues(Category::Statutory, &people(3));

    let patience = Patience { greeting: Duration::from_millis(100), ..Patience::default() };
    let worker = Running::start(Pace { patience, ..quick() }, world.scribe.clone()).expect("the worker starts");
    world.comes_to(&[(State::Leased, 3)]);
    world.comes_to(&[(State::Queued, 3)]);
    worker.stop();

    assert!(world.rows().iter().all(|row| row.attempts == 0));
}

#[test]
fn a_line_that_breaks_in_the_content_loses_no_notice() {
    let sink = Sink::listening();
    sink.breaks_off(Break::BeforeDot).breaks_off(Break::BeforeDot);
    let world = World::sending_to(&sink.url());
    world.queues(Category::Statutory, &people(5));

    let _worker = world.works();
    for _ in 0..30 {
        world.later(TimeDelta::seconds(15));
        thread::sleep(Duration::from_millis(40));
    }
    world.comes_to(&[(State::Accepted, 5)]);

    let ids: BTreeSet<_> = sink.messages().iter().map(sink::Received::message_id).collect();
    assert_eq!(ids.len(), 5);
}

#[test]
fn a_way_in_overtakes_five_thousand_notices_at_a_server_that_takes_a_second_for_each() {
    let sink = Sink::listening();
    sink.takes_its_time(Duration::from_secs(1));
    let world = World::sending_to(&sink.url());
    world.queues(Category::Statutory, &people(5_000));

    let worker = world.works();
    sink.waits_for(4);
    world.queues(Category::SignIn, &["nadia".to_owned()]);
    let before = sink.messages_so_far();
    let received = loop {
        let received = sink.messages();
        if received.iter().any(|message| message.to == "nadia@example.org") {
            break received;
        }
        thread::sleep(Duration::from_millis(5));
    };
    worker.stop();

    let place = received.iter().position(|message| message.to == "nadia@example.org").unwrap_or_default();
    // On each line one message was in the server's hands, and one more may have been marked by then.
    assert!(place <= before + 2 * quick().lines, "{place} came before it, and {before} had come when it was asked for");
}

#[test]
fn two_workers_never_send_the_same_message_twice() {
    let sink = Sink::listening();
    let world = World::sending_to(&sink.url());
    world.queues(Category::Statutory, &people(150));

    let (_one, _other) = (world.works(), world.works());
    world.comes_to(&[(State::Accepted, 150)]);

    let ids: BTreeSet<_> = sink.messages().iter().map(sink::Received::message_id).collect();
    assert_eq!((sink.messages().len(), ids.len()), (150, 150));
    assert_eq!(world.delivered(), BTreeMap::from([("accepted".to_owned(), 150)]));
}

#[test]
fn nothing_of_a_practice_branch_leaves_the_machine() {
    let sink = Sink::listening();
    let world = World::founded(&sink.url(), true);
    world.queues(Category::SignIn, &people(1)).queues(Category::Statutory, &people(4));

    let _worker = world.works();
    world.comes_to(&[(State::Accepted, 5)]);

    assert_eq!((sink.connections(), sink.messages().len()), (0, 0));
    let names: Vec<_> = files(&world).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), 5);
    assert!(names.iter().all(|name| name.ends_with(".eml")), "{names:?}");
}

#[test]
fn without_a_mail_server_each_message_becomes_a_whole_file_for_our_eyes_only() {
    let world = World::sending_to("");
    world.queues(Category::Statutory, &people(2));

    let _worker = world.works();
    world.comes_to(&[(State::Accepted, 2)]);

    let files = files(&world);
    assert!(files.iter().all(|(_, text)| text.contains("We meet on Thursday.") && text.contains("Message-ID: <")), "{files:?}");
    assert!(world.rows()[0].last_reply.as_ref().is_some_and(|reply| reply.contains("kept on this machine as")));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let folder = fs::metadata(world.folder.path().join("mail")).expect("the folder is there");
        assert_eq!(folder.permissions().mode() & 0o777, 0o700);
    }
}

fn files(world: &World) -> Vec<(String, String)> {
    let folder = fs::read_dir(world.folder.path().join("mail")).expect("the folder is there");
    let paths = folder.map(|entry| entry.expect("an entry").path());
    paths.map(|path| (path.display().to_string(), fs::read_to_string(&path).expect("text"))).collect()
}

#[test]
fn a_folder_that_cannot_be_written_keeps_the_mail_waiting() {
    let world = World::sending_to("");
    fs::write(world.folder.path().join("mail"), "in the way").expect("a file");
    world.queues(Category::Statutory, &people(2));
    let _worker = world.works();
    thread::sleep(Duration::from_millis(200));
    assert!(world.rows().iter().all(|row| !row.state.is_settled()));

    fs::remove_file(world.folder.path().join("mail")).expect("removed");
    world.later(TimeDelta::seconds(11)).comes_to(&[(State::Accepted, 2)]);
}

#[test]
fn an_address_that_no_mail_can_go_to_is_refused_in_plain_words() {
    let sink = Sink::listening();
    let world = World::sending_to(&sink.url());
    world.queues(Category::Statutory, &["tom lewis".to_owned(), "ama".to_owned(), "x>\r\nRCPT TO:<all".to_owned()]);

    let _worker = world.works();
    world.comes_to(&[(State::Accepted, 1), (State::Refused, 2)]);

    let row = world.rows().into_iter().find(|row| row.to_name == "tom lewis").expect("Tom");
    let words = "\"tom lewis@example.org\" is not an address that mail can go to. Correct it, then send again.";
    assert_eq!((row.last_reply.as_deref(), row.attempts), (Some(words), 0));
    assert_eq!(sink.messages().len(), 1);
}

#[test]
fn a_worker_that_is_stopped_finishes_what_it_began_and_puts_the_rest_back() {
    let sink = Sink::listening();
    sink.takes_its_time(Duration::from_millis(300));
    let world = World::sending_to(&sink.url());
    world.queues(Category::Statutory, &people(50));

    let worker = world.works();
    sink.waits_for(1);
    worker.stop();

    let states = world.states();
    let accepted = states.get(&State::Accepted).copied().unwrap_or_default();
    assert_eq!(states.get(&State::Queued).copied().unwrap_or_default(), 50 - accepted, "{states:?}");
    assert_eq!(sink.messages().len(), accepted);
    assert!(world.rows().iter().all(|row| row.lease.is_none() && !row.is_doubtful));
}

#[test]
fn a_notice_that_waited_too_long_for_a_dead_server_becomes_a_letter_and_a_way_in_expires() {
    let address = Sink::listening().address();
    let world = World::sending_to(&format!("smtp://{address}?tls=none"));
    let deadline = Some(Instant::from(world.scribe.clock().now() + TimeDelta::days(2)));
    world.queues_until(Category::Statutory, &people(3), deadline).queues(Category::SignIn, &people(1));

    let _worker = world.works();
    world.later(TimeDelta::minutes(10)).comes_to(&[(State::Expired, 1), (State::Queued, 3)]);
    world.later(TimeDelta::hours(36)).comes_to(&[(State::Expired, 1), (State::Letter, 3)]);

    let row = &world.rows()[0];
    assert_eq!(row.attempts, 0);
    assert_eq!(world.delivered(), BTreeMap::from([("expired".to_owned(), 1), ("letter".to_owned(), 3)]));
}

#[test]
fn an_answer_noted_before_the_worker_died_is_entered_and_nothing_is_sent_again() {
    let sink = Sink::listening();
    let world = World::sending_to(&sink.url());
    world.queues(Category::Statutory, &people(2));
    let branch = world.branch;
    let died = world.scribe.chore::<_, Unwritten>(branch, Chore::LeaseMail, |conn, now| {
        assert_eq!(store::take(conn, branch, (0, 9), "dead", now, now, 50)?, 2);
        for message in store::taken(conn, branch, "dead")? {
            assert!(store::mark(conn, branch, "dead", message.id)?);
            store::note(conn, branch, "dead", message.id, "250 2.0.0 queued as 4F1C")?;
        }
        Ok(())
    });
    died.expect("written");

    let _worker = world.works();
    world.comes_to(&[(State::Accepted, 2)]);

    assert_eq!(sink.messages().len(), 0);
    assert!(world.rows().iter().all(|row| !row.is_doubtful && row.last_reply.as_deref() == Some("250 2.0.0 queued as 4F1C")));
}

#[test]
fn a_worker_that_slept_through_its_lease_may_not_hand_over_what_another_took() {
    let world = World::sending_to("");
    world.queues(Category::Statutory, &people(1));
    let branch = world.branch;
    let marked = world.scribe.chore::<_, Unwritten>(branch, Chore::LeaseMail, |conn, now| {
        assert_eq!(store::take(conn, branch, (0, 9), "asleep", now, now, 50)?, 1);
        let message = store::taken(conn, branch, "asleep")?[0].id;
        store::release_lapsed(conn, branch, now, &[])?;
        assert_eq!(store::take(conn, branch, (0, 9), "awake", now, now, 50)?, 1);
        Ok((store::mark(conn, branch, "asleep", message)?, store::mark(conn, branch, "awake", message)?))
    });

    assert_eq!(marked.expect("written"), (false, true));
}

#[test]
fn a_lease_that_ran_out_by_the_clock_alone_is_not_taken_from_a_living_worker() {
    let sink = Sink::listening();
    sink.takes_its_time(Duration::from_millis(400));
    let world = World::sending_to(&sink.url());
    world.queues(Category::Statutory, &people(8));

    let _worker = world.works();
    while sink.in_hand() < 4 {
        thread::sleep(Duration::from_millis(5));
    }
    world.later(TimeDelta::hours(1)).comes_to(&[(State::Accepted, 8)]);

    assert_eq!(sink.messages().len(), 8);
    assert!(world.rows().iter().all(|row| !row.is_doubtful));
}

#[test]
fn settings_that_cannot_be_read_stop_the_worker_with_a_sentence() {
    let world = World::sending_to("smtp://mail.example.org?tls=none");
    let refused = Running::start(quick(), world.scribe.clone()).expect_err("another machine in the clear");
    assert!(refused.to_string().contains("mail.example.org is another machine"), "{refused}");
}

#[test]
fn a_message_on_its_way_when_its_batch_is_stopped_goes_no_second_time() {
    let world = World::set_up("", false, |settings| (settings.mail.many, settings.mail.hold_seconds) = (10, 0));
    world.queues(Category::Statutory, &people(30));
    let (branch, lease) = (world.branch, "a lease");
    let stopped = world.scribe.act::<_, Unwritten>(branch, Actor::Console, |act| {
        let (now, until) = (act.at(), Instant(act.at().0 + TimeDelta::minutes(2)));
        store::take(act.conn(), branch, (0, 9), lease, now, until, 30)?;
        let on_its_way = store::taken(act.conn(), branch, lease)?[0].clone();
        assert!(store::mark(act.conn(), branch, lease, on_its_way.id)?);
        let batch = crate::mail::batches(act.conn(), branch, 10)?.remove(0);
        crate::mail::stop(act, &batch)?;
        store::put_back(act.conn(), branch, lease, on_its_way.id, now)?;
        store::end_stopped(act.conn(), branch, Some(&[on_its_way.id]), now)?;
        Ok(())
    });
    stopped.expect("it is stopped");
    assert_eq!(world.states(), BTreeMap::from([(State::Expired, 30)]));
    assert!(world.reads(|conn| store::due(conn, world.scribe.clock().now().into(), (0, 9))).is_empty(), "nothing of it is due");
}
