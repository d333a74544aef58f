//! The worker, killed while it hands messages over to a mail server that keeps every copy it was given.

use std::{
    collections::BTreeMap,
    thread,
    time::{Duration, Instant},
};

use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types};
use wardmote::{
    audit,
    mail::{Category, Notice, Recipient, queue},
    web::Problem,
};

use super::{
    Database,
    sink::Sink,
    world::{Dice, World, kills},
};

/// Lines of the worker: four, and the one of the ways in.
const LINES: usize = 5;
/// Messages of one round of queueing.
const ROUND: usize = 400;

/// What this kill left in doubt. Leases of the dead before it have run out already; their messages may still wait to be found.
const LEFT_IN_DOUBT: &str = "state = 'committing' AND answer IS NULL \
                             AND leased_until > (SELECT queued_at FROM notices WHERE notices.id = outbox.notice_id)";

/// A message as the database has it.
#[derive(Debug, QueryableByName)]
struct Row {
    #[diesel(sql_type = sql_types::Text)]
    message_id: String,
    #[diesel(sql_type = sql_types::Text)]
    state: String,
    #[diesel(sql_type = sql_types::Bool)]
    doubtful: bool,
    #[diesel(sql_type = sql_types::Text)]
    category: String,
}

#[derive(Debug, QueryableByName)]
struct Count {
    #[diesel(sql_type = sql_types::BigInt)]
    number: i64,
}

pub fn killed_again_and_again(database: Database) {
    let Some(world) = World::on(database) else { return };
    let (dice, sink, kills) = (Dice::thrown_for("kills of the worker"), Sink::listening(), kills(6));
    let mut most_in_doubt = 0;
    for _ in 0..kills {
        if world.count("state = 'queued'") < 60 {
            world.queues();
        }
        let before = sink.messages_so_far();
        let enough = before + usize::try_from(dice.below(40)).expect("a small number");
        let worker = world.starts("worker", &sink.url());
        let since = Instant::now();
        while sink.messages_so_far() <= enough && since.elapsed() < Duration::from_secs(60) {
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(Duration::from_micros(dice.below(20_000)));
        worker.dies();
        let in_doubt = world.count(LEFT_IN_DOUBT);
        assert!(in_doubt <= LINES, "a kill left {in_doubt} in doubt, and {LINES} lines were open");
        most_in_doubt = most_in_doubt.max(in_doubt);
        world.leases_run_out();
    }
    let worker = world.starts("worker", &sink.url());
    world.comes_to_rest();
    worker.dies();
    world.keeps_its_promises(&sink, kills, most_in_doubt);
}

impl World {
    /// Messages of every kind, with addresses of their own.
    pub fn queues(&self) {
        let kinds = [Category::Statutory, Category::Statutory, Category::Service, Category::Reminder, Category::SignIn];
        for (number, category) in kinds.into_iter().enumerate() {
            let about = format!("/meetings/{number}");
            let notice = Notice { kind: "meeting called", category, about, template: "try/mail/notice", deadline: None };
            let people = if category == Category::SignIn { 20 } else { ROUND / 4 };
            let to = |number: usize| Recipient {
                person: None,
                name: "Ama".to_owned(),
                address: Some(format!("m{number}@example.org")),
            };
            let letters: Vec<_> = (0..people).map(|number| (to(number), ())).collect();
            self.act(|act| {
                act.record("meeting.called", "/meetings/1", serde_json::json!({}));
                Ok(queue(act, &notice, &letters)?)
            });
        }
    }

    pub fn count(&self, which: &str) -> usize {
        let counted = format!("SELECT COUNT(*) AS number FROM outbox WHERE {which}");
        let counts: Vec<Count> = self.reads(&counted);
        usize::try_from(counts[0].number).expect("a small number")
    }

    fn reads<T>(&self, query: &str) -> Vec<T>
    where
        T: QueryableByName<diesel::sqlite::Sqlite> + QueryableByName<diesel::pg::Pg> + 'static,
    {
        let read =
            self.scribe.read::<_, Problem>(|conn| Ok(wardmote::native!(conn, native => sql_query(query).load::<T>(native))?));
        read.expect("the database answers")
    }

    /// Two minutes pass for the leases of the dead.
    pub fn leases_run_out(&self) {
        let run_out = "UPDATE outbox SET leased_until = queued_at FROM notices \
                       WHERE notices.id = outbox.notice_id AND leased_until IS NOT NULL";
        self.changes(run_out);
    }

    /// The minutes pass until what was put off is tried again.
    pub fn nothing_waits_for_its_time(&self) {
        let due = "UPDATE outbox SET next_at = queued_at FROM notices WHERE notices.id = outbox.notice_id AND state = 'queued'";
        self.changes(due);
    }

    /// Changes what only time changes. PostgreSQL may call it a deadlock while it still finishes what a worker asked that has
    /// just been killed; then it is tried again.
    fn changes(&self, statement: &str) {
        let changed = || self.scribe.read::<_, Problem>(|conn| Ok(sql_query(statement).execute(conn)?));
        (0..5).find_map(|_| changed().ok()).expect("the database answers");
    }

    pub fn comes_to_rest(&self) {
        let since = Instant::now();
        while self.count("state IN ('queued', 'leased', 'committing')") > 0 {
            assert!(since.elapsed() < Duration::from_secs(300), "the worker does not come to an end");
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// What the mail server has, held against what the database says.
    fn keeps_its_promises(&self, sink: &Sink, kills: u64, most_in_doubt: usize) {
        let mut copies: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for message in sink.messages() {
            copies.entry(message.message_id()).or_default().push(message.data);
        }
        let rows: Vec<Row> = self
            .reads("SELECT message_id, state, doubtful, category FROM outbox JOIN notices ON notices.id = outbox.notice_id");
        let (mut lost, mut doubled, mut flagged) = (0, 0, 0);
        for row in &rows {
            let theirs = copies.get(&row.message_id).map_or(&[][..], Vec::as_slice);
            let is_once = matches!(row.category.as_str(), "sign-in" | "reminder");
            assert!(!is_once || theirs.len() <= 1, "{} copies of {row:?}", theirs.len());
            assert!(theirs.len() <= 1 || row.doubtful, "doubled in silence: {row:?}");
            assert!(theirs.iter().all(|copy| *copy == theirs[0]), "the copies differ: {row:?}");
            assert!(row.state != "in-doubt" || row.doubtful, "in doubt and not flagged: {row:?}");
            let is_told = matches!(row.state.as_str(), "in-doubt" | "expired");
            lost += usize::from(theirs.is_empty() && !(is_once && is_told));
            doubled += theirs.len().saturating_sub(1);
            flagged += usize::from(row.doubtful);
        }
        assert_eq!(lost, 0, "messages were lost");
        assert!(doubled <= LINES * usize::try_from(kills).expect("a small number"));
        self.scribe
            .read::<_, Problem>(|conn| audit::verify(conn, self.branch).map_err(Problem::broken))
            .expect("the record's chain holds");
        println!(
            "{kills} kills of the worker, {} messages: {lost} lost, {doubled} doubled, {flagged} flagged as in doubt; \
             at most {most_in_doubt} in doubt after a kill",
            rows.len()
        );
    }
}
