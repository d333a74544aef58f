//! What leaves, beside what `smtp-source` sends in the same moments.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use wardmote::{
    db::MessageId,
    mail::{
        transport::{Draft, Patience, Relay, Sender, Transport},
        worker::{Pace, run_at},
    },
};

use super::{
    Office, ROUNDS,
    house::{empty_folder, median},
    postfix::{Postfix, Sink, smtp_source},
    words,
};

const BYTES: usize = 9_200;
/// So many that starting and looking whether it is done count for little.
const MANY: usize = 12_000;
/// A Postfix with a queue on the disk takes its time.
const SOME: usize = 3_000;

/// Messages written and sent, without a database.
pub fn the_loop() {
    let sink = Sink::started();
    for lines in [1, 4, 8] {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            theirs.push(smtp_source(sink.address, lines, 3_000, BYTES));
            ours.push(runtime().block_on(sends(&sink.url(), lines, 3_000)));
        }
        said(&format!("send loop without a database, {lines} lines"), "smtp-source", ours, theirs);
    }
}

/// Queued messages taken, marked on the disk, sent and entered in the record.
pub fn the_worker() {
    for lines in [4, 8] {
        let sink = Sink::started();
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            theirs.push(smtp_source(sink.address, lines, MANY, BYTES));
            ours.push(works(&sink.url(), lines, MANY));
        }
        said(&format!("whole worker, {lines} lines"), "smtp-source", ours, theirs);
    }
}

/// The same against a Postfix that writes its queue to the disk.
pub fn through_a_real_postfix() {
    let Some(postfix) = Postfix::started() else {
        println!("not measured: a real Postfix could not be started here");
        return;
    };
    for lines in [4, 8] {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            theirs.push(smtp_source(postfix.address, lines, SOME, BYTES));
            ours.push(works(&postfix.url(), lines, SOME));
        }
        said(&format!("whole worker into a real Postfix, {lines} lines"), "smtp-source into the same", ours, theirs);
    }
}

fn said(what: &str, whom: &str, ours: Vec<f64>, theirs: Vec<f64>) {
    let (ours, theirs) = (median(ours), median(theirs));
    println!("{what}: {ours:.0} messages/s; {whom} {theirs:.0}; ratio {:.2}", ours / theirs);
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// Messages a second over so many lines.
async fn sends(url: &str, lines: usize, messages: usize) -> f64 {
    let sender = Sender::parse("branch@example.org").expect("an address");
    let relay = Relay::parse(url).expect("an address");
    let transport = Transport::Smtp { relay, hello: sender.hello(), patience: Patience::default() };
    let text = words(BYTES / 2);
    let begun = Instant::now();
    join_all((0..lines).map(|_| line_of(&transport, &sender, &text, messages / lines))).await;
    messages as f64 / begun.elapsed().as_secs_f64()
}

async fn line_of(transport: &Transport, sender: &Sender, text: &str, messages: usize) {
    let mut line = transport.open().await.expect("a line");
    for _ in 0..messages {
        let id = MessageId::fresh();
        let message_id = format!("<{id}@example.org>");
        let draft = Draft {
            id,
            message_id: &message_id,
            queued_at: chrono::DateTime::UNIX_EPOCH,
            branch: "Northmoor",
            to_name: "Member",
            to_address: Some("m1@example.com"),
            subject: "The branch meets",
            text,
            html: text,
            return_path: None,
            one_click: None,
            invitation: None,
            reply_to: None,
            kind: None,
        };
        let written = sender.write(&draft).expect("a message");
        if !line.serves(transport) {
            std::mem::replace(&mut line, transport.open().await.expect("a line")).close().await;
        }
        line.announce(&written).await.expect("it is ready");
        assert_eq!(line.hand_over(&written).await.expect("an answer").code, 250);
    }
    line.close().await;
}

/// Messages a second from the first look into the outbox to the last entry in it.
fn works(url: &str, lines: usize, messages: usize) -> f64 {
    let folder = empty_folder();
    let office = Office::in_folder(folder.path(), url);
    office.queues(messages, BYTES);
    let pace = Pace { lines, poll: Duration::from_millis(100), ..Pace::default() };
    let begun = Instant::now();
    let done = async {
        while office.counts("state IN ('queued', 'leased', 'committing')") > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    runtime().block_on(run_at(pace, office.scribe.clone(), done)).expect("the worker runs");
    let rate = messages as f64 / begun.elapsed().as_secs_f64();
    assert_eq!(office.counts("state = 'accepted'"), i64::try_from(messages).expect("a number"));
    rate
}
