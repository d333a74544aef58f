//! Mail servers as one meets them on a bad day, each of which comes to its senses after a few conversations.

use std::{
    collections::BTreeMap,
    io::{self, BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use chrono::TimeDelta;

use super::{Pace, Running, Sink, World, people, quick};
use crate::mail::{Category, State, transport::Patience};

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Villain {
    /// Says nothing more once it hears this; the empty word is the greeting.
    FallsSilentAt(&'static str),
    /// Answers this with this, and goes on as if nothing had been.
    Answers(&'static str, &'static str),
    /// Hangs up once it hears this.
    HangsUpAt(&'static str),
    /// Takes the message, says so in half a line, and is gone.
    GoesWithHalfAnAnswer,
    /// Sends its greeting letter by letter, a letter in a while.
    SpeaksLetterByLetter,
    /// Answers in a thousand lines.
    TalksWithoutEnd,
    /// Answers what it was not asked as well, a line ahead.
    AnswersAhead,
    /// Puts zero bytes and bytes that are no text into what it says.
    Mumbles,
}

const VILLAINS: &[Villain] = &[
    Villain::FallsSilentAt(""),
    Villain::FallsSilentAt("EHLO"),
    Villain::FallsSilentAt("MAIL"),
    Villain::FallsSilentAt("RCPT"),
    Villain::FallsSilentAt("DATA"),
    Villain::FallsSilentAt("."),
    Villain::Answers("", "554 5.3.2 no service here"),
    Villain::Answers("EHLO", "500 what?"),
    Villain::Answers("MAIL", "451 4.3.0 later"),
    Villain::Answers("MAIL", "421 4.3.2 closing"),
    Villain::Answers("RCPT", "450 4.2.0 greylisted, try again in 60 seconds"),
    Villain::Answers("RCPT", "421 4.7.0 too many"),
    Villain::Answers("DATA", "421 4.3.2 closing"),
    Villain::Answers("DATA", "250 fine"),
    Villain::Answers(".", "354 go on"),
    Villain::Answers(".", "451 4.3.0 try later"),
    Villain::Answers(".", "421 4.3.2 closing"),
    Villain::Answers(".", "this is no answer"),
    Villain::Answers("RCPT", "99 strange"),
    Villain::HangsUpAt("EHLO"),
    Villain::HangsUpAt("RCPT"),
    Villain::HangsUpAt("DATA"),
    Villain::HangsUpAt("."),
    Villain::GoesWithHalfAnAnswer,
    Villain::SpeaksLetterByLetter,
    Villain::TalksWithoutEnd,
    Villain::AnswersAhead,
    Villain::Mumbles,
];

/// So many conversations are bad.
const BAD: usize = 2;

/// A mail server of this kind; what it took, by Message-ID.
struct Server {
    url: String,
    taken: Arc<Mutex<Vec<String>>>,
}

/// Whether a server says that it hears several sentences at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    OneByOne,
    Pipelining,
}

impl Server {
    fn of(villain: Villain, manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("smtp://{}?tls=none", listener.local_addr().expect("it was bound"));
        let taken = Arc::<Mutex<Vec<String>>>::default();
        let (callers, kept) = (Arc::new(AtomicUsize::new(0)), Arc::clone(&taken));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let number = callers.fetch_add(1, Ordering::SeqCst);
                let (villain, kept) = ((number < BAD).then_some(villain), Arc::clone(&kept));
                thread::spawn(move || stream.and_then(|stream| talks(stream, villain, manner, &kept)));
            }
        });
        Self { url, taken }
    }
}

/// One conversation.
fn talks(stream: TcpStream, villain: Option<Villain>, manner: Manner, taken: &Mutex<Vec<String>>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    let (mut reader, mut writer) = (BufReader::new(stream.try_clone()?), stream);
    if !says(&mut writer, villain, "", "220 villain.test ready")? {
        return Ok(());
    }
    let mut content = String::new();
    let mut is_content = false;
    loop {
        let mut bytes = Vec::new();
        if reader.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(());
        }
        let line = String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']).to_owned();
        if is_content && line != "." {
            content.push_str(&line);
            content.push('\n');
            continue;
        }
        let heard = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        let usual = match heard.as_str() {
            "EHLO" if manner == Manner::Pipelining => "250-villain.test\r\n250 PIPELINING",
            "EHLO" => "250 villain.test",
            "DATA" => "354 go on",
            "QUIT" => return writer.write_all(b"221 goodbye\r\n"),
            _ => "250 2.0.0 fine",
        };
        is_content = heard == "DATA" && !matches!(villain, Some(Villain::Answers("DATA", _)));
        if heard == "." {
            let refuses = matches!(villain, Some(Villain::Answers(".", "451 4.3.0 try later" | "421 4.3.2 closing")));
            if !refuses {
                taken.lock().expect("nobody fell over").push(message_id(&content));
            }
            content.clear();
        }
        if !says(&mut writer, villain, &heard, usual)? {
            return Ok(());
        }
    }
}

fn message_id(content: &str) -> String {
    content.lines().find_map(|line| line.strip_prefix("Message-ID: ")).unwrap_or_default().to_owned()
}

/// Answers what was heard; whether the conversation goes on.
fn says(writer: &mut TcpStream, villain: Option<Villain>, heard: &str, usual: &str) -> io::Result<bool> {
    match villain {
        Some(Villain::FallsSilentAt(word)) if word == heard => {
            thread::sleep(Duration::from_secs(20));
            return Ok(false);
        }
        Some(Villain::HangsUpAt(word)) if word == heard => return Ok(false),
        Some(Villain::Answers(word, words)) if word == heard => writer.write_all(format!("{words}\r\n").as_bytes())?,
        Some(Villain::GoesWithHalfAnAnswer) if heard == "." => {
            writer.write_all(b"250 2.0")?;
            return Ok(false);
        }
        Some(Villain::SpeaksLetterByLetter) if heard.is_empty() => {
            for letter in usual.bytes() {
                writer.write_all(&[letter])?;
                thread::sleep(Duration::from_millis(50));
            }
            writer.write_all(b"\r\n")?;
        }
        Some(Villain::TalksWithoutEnd) if heard == "RCPT" => {
            for _ in 0..1_000 {
                writer.write_all(b"250-and another thing that you ought to know about this address of ours\r\n")?;
            }
            writer.write_all(b"250 fine\r\n")?;
        }
        Some(Villain::AnswersAhead) if heard == "MAIL" => writer.write_all(b"250 fine\r\n250 fine\r\n250 fine\r\n")?,
        Some(Villain::Mumbles) => {
            writer.write_all(usual.get(..4).unwrap_or(usual).as_bytes())?;
            writer.write_all(b"\0\xff\xfe fine\r\n")?;
        }
        _ => writer.write_all(format!("{usual}\r\n").as_bytes())?,
    }
    Ok(true)
}

#[test]
fn every_villain_among_mail_servers_is_survived_and_the_mail_goes_out_in_the_end() {
    let met = |manner| VILLAINS.iter().map(move |villain| (*villain, manner));
    let all: Vec<_> = met(Manner::OneByOne).chain(met(Manner::Pipelining)).collect();
    for some in all.chunks(7) {
        let met: Vec<_> = some.iter().map(|&(villain, manner)| thread::spawn(move || survives(villain, manner))).collect();
        for each in met {
            each.join().expect("it was survived");
        }
    }
}

fn survives(villain: Villain, manner: Manner) {
    let server = Server::of(villain, manner);
    let world = World::sending_to(&server.url);
    world.queues(Category::Statutory, &people(3)).queues(Category::SignIn, &["nadia".to_owned()]);
    let short = Duration::from_millis(400);
    let patience = Patience { connect: short, greeting: short, command: short, content: short };
    let _worker = Running::start(Pace { lines: 1, patience, ..quick() }, world.scribe.clone()).expect("the worker starts");

    for _ in 0..3_000 {
        let is_settled = |state: &State| state.is_settled();
        if world.states().keys().all(is_settled) {
            break;
        }
        thread::sleep(Duration::from_millis(30));
        world.later(TimeDelta::seconds(30));
    }

    let mut copies: BTreeMap<String, usize> = BTreeMap::new();
    server.taken.lock().expect("nobody fell over").iter().for_each(|id| *copies.entry(id.clone()).or_default() += 1);
    for row in world.rows() {
        let theirs = copies.get(&row.message_id).copied().unwrap_or_default();
        let (is_way_in, state) = (row.to_name == "nadia", row.state);
        assert!(state.is_settled(), "{villain:?}, {manner:?}: {row:?}");
        assert!(state != State::Accepted || theirs > 0, "{villain:?}, {manner:?}, was believed: {row:?}");
        assert!(is_way_in || state == State::Accepted, "{villain:?}, {manner:?}: {row:?}");
        assert!(
            theirs <= 1 || (row.is_doubtful && !is_way_in),
            "{villain:?}, {manner:?}, got {theirs} copies in silence: {row:?}"
        );
    }
}

#[test]
fn a_server_that_was_robbed_of_its_encryption_is_told_nothing() {
    let sink = Sink::listening();
    let world = World::sending_to(&sink.url().replace("?tls=none", ""));
    world.queues(Category::Statutory, &people(2));

    let _worker = world.works();
    while sink.connections() < 2 {
        world.later(TimeDelta::minutes(6));
        thread::sleep(Duration::from_millis(30));
    }

    assert_eq!(sink.messages().len(), 0);
    assert!(world.rows().iter().all(|row| row.state != State::Accepted && row.attempts == 0));
}
