//! A hundred thousand messages: how long it takes to queue them, and what a worker that has them before it takes.

use std::{
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use diesel::{Connection, RunQueryDsl, connection::SimpleConnection, sql_query, sql_types};
use wardmote::{clock, db::Conn, web::Problem};

use super::{
    Office,
    house::{empty_folder, median},
    postfix::{Sink, most_memory},
};

const PEOPLE: usize = 100_000;
/// A notice as they are: some lines of text, and the same in HTML.
const BYTES: usize = 1_200;

pub fn a_hundred_thousand_queued() {
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    let sink = Sink::started();
    let folder = empty_folder();
    let office = Office::in_folder(folder.path(), &sink.url());
    for round in 0..3 {
        let begun = Instant::now();
        office.queues(PEOPLE, BYTES);
        ours.push(begun.elapsed().as_secs_f64());
        bare.push(the_same_rows_bare(&office));
        // With these before it, and not with those of the later rounds as well.
        if round == 0 {
            memory(&office, folder.path(), &sink.url());
        }
    }
    let (ours, bare) = (median(ours), median(bare));
    println!("{PEOPLE} recipients queued in {ours:.1} s; a bare insert of the same rows {bare:.1} s; ratio {:.2}", ours / bare);
}

/// Inserts the rows that were queued last into tables of the same columns and indexes, each by one prepared statement, in one
/// transaction.
fn the_same_rows_bare(office: &Office) -> f64 {
    #[derive(diesel::QueryableByName)]
    struct Row {
        #[diesel(sql_type = sql_types::Text)]
        notice_id: String,
        #[diesel(sql_type = sql_types::Text)]
        to_name: String,
        #[diesel(sql_type = sql_types::Text)]
        to_address: String,
        #[diesel(sql_type = sql_types::Text)]
        subject: String,
        #[diesel(sql_type = sql_types::Text)]
        body_text: String,
        #[diesel(sql_type = sql_types::Text)]
        body_html: String,
        #[diesel(sql_type = sql_types::Text)]
        message_id: String,
        #[diesel(sql_type = sql_types::Text)]
        next_at: String,
    }
    let done = office.scribe.read::<_, Problem>(|conn| {
        let Conn::Sqlite(conn) = conn else { panic!("this bench measures the embedded database") };
        conn.batch_execute(
            "DROP TABLE IF EXISTS bare; CREATE TABLE bare AS SELECT * FROM outbox WHERE 0; \
             CREATE UNIQUE INDEX bare_by_id ON bare (id); CREATE INDEX bare_by_notice ON bare (notice_id); \
             CREATE INDEX bare_due ON bare (state, branch_id, lane, next_at, id); \
             DROP TABLE IF EXISTS bare_texts; CREATE TABLE bare_texts AS SELECT * FROM outbox_texts WHERE 0; \
             CREATE UNIQUE INDEX bare_texts_by_message ON bare_texts (message_id);",
        )?;
        let rows: Vec<Row> = sql_query(
            "SELECT o.notice_id, o.to_name, o.to_address, o.subject, t.body_text, t.body_html, o.message_id, \
             CAST(o.next_at AS TEXT) AS next_at FROM outbox o JOIN outbox_texts t ON t.message_id = o.id \
             WHERE o.notice_id = (SELECT id FROM notices ORDER BY queued_at DESC LIMIT 1)",
        )
        .load(conn)?;
        assert_eq!(rows.len(), PEOPLE);
        let begun = Instant::now();
        conn.transaction::<_, diesel::result::Error, _>(|conn| {
            for row in &rows {
                let id = clock::ordered_id().to_string();
                sql_query(
                    "INSERT INTO bare (id, notice_id, to_name, to_address, channel, lane, subject, \
                     message_id, state, attempts, next_at, doubtful) \
                     VALUES (?, ?, ?, ?, 'email', 1, ?, ?, 'queued', 0, ?, 0)",
                )
                .bind::<sql_types::Text, _>(&id)
                .bind::<sql_types::Text, _>(&row.notice_id)
                .bind::<sql_types::Text, _>(&row.to_name)
                .bind::<sql_types::Text, _>(&row.to_address)
                .bind::<sql_types::Text, _>(&row.subject)
                .bind::<sql_types::Text, _>(&row.message_id)
                .bind::<sql_types::Text, _>(&row.next_at)
                .execute(conn)?;
                sql_query("INSERT INTO bare_texts (message_id, body_text, body_html) VALUES (?, ?, ?)")
                    .bind::<sql_types::Text, _>(&id)
                    .bind::<sql_types::Text, _>(&row.body_text)
                    .bind::<sql_types::Text, _>(&row.body_html)
                    .execute(conn)?;
            }
            Ok(())
        })?;
        let took = begun.elapsed().as_secs_f64();
        conn.batch_execute("DROP TABLE bare; DROP TABLE bare_texts")?;
        Ok(took)
    });
    done.expect("the rows are inserted")
}

/// The worker's own process, while it sends a few thousand of them.
fn memory(office: &Office, folder: &std::path::Path, smtp_url: &str) {
    let mut worker = Command::new(env!("CARGO_BIN_EXE_wardmote"))
        .arg("worker")
        .current_dir(folder)
        .env("WARDMOTE_DATA_DIR", folder)
        .env("WARDMOTE_MAIL__SMTP_URL", smtp_url)
        .env("WARDMOTE_MAIL__FROM", "branch@example.org")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the worker starts");
    let (since, queued) = (Instant::now(), office.counts("state = 'queued'"));
    while office.counts("state = 'accepted'") < 5_000 {
        assert!(since.elapsed() < Duration::from_secs(300), "the worker sends nothing");
        thread::sleep(Duration::from_millis(200));
    }
    let most = most_memory(worker.id());
    let _ = Command::new("kill").arg(worker.id().to_string()).status();
    worker.wait().expect("it ends");
    println!("memory of the worker with {queued} queued: {most:.0} MiB at the most");
}
