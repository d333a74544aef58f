//! A mail server for stories: it takes what comes, remembers it, and misbehaves when asked to.

use std::{
    collections::HashMap,
    io::{self, BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

/// A listening mail server; it stops when it is dropped.
pub struct Sink {
    address: SocketAddr,
    inside: Arc<Mutex<Inside>>,
}

/// A message that came in whole, dot and all.
#[derive(Debug, Clone)]
pub struct Received {
    pub from: String,
    pub to: String,
    /// Headers and body as they came, dots unstuffed.
    pub data: String,
}

/// Where a conversation breaks off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// In the middle of the content: the message was not taken.
    BeforeDot,
    /// The message was taken, and the line dies before the answer.
    AfterDot,
}

#[derive(Default)]
struct Inside {
    messages: Vec<Received>,
    replies: HashMap<String, String>,
    to_everybody: Option<String>,
    breaks: Vec<Break>,
    answers: Vec<String>,
    pause: Duration,
    is_closed: bool,
    connections: usize,
    in_hand: usize,
}

impl Sink {
    /// Listens on a free port of this machine.
    pub fn listening() -> Self {
        Self::listening_at("127.0.0.1:0".parse().expect("an address"))
    }

    /// Listens where another sink was dropped before.
    pub fn listening_at(address: SocketAddr) -> Self {
        let listener = bound(address);
        let address = listener.local_addr().expect("it was bound");
        let inside = Arc::<Mutex<Inside>>::default();
        let within = Arc::clone(&inside);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let inside = Arc::clone(&within);
                if lock(&inside).is_closed {
                    break;
                }
                thread::spawn(move || stream.and_then(|stream| serve(stream, &inside)));
            }
        });
        Self { address, inside }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What to put into `mail.smtp_url`.
    pub fn url(&self) -> String {
        format!("smtp://{}?tls=none", self.address)
    }

    /// Answers `reply` whenever `recipient` is named: "550 5.1.1 no such user".
    pub fn answers_to(&self, recipient: &str, reply: &str) -> &Self {
        lock(&self.inside).replies.insert(recipient.to_owned(), reply.to_owned());
        self
    }

    /// Answers so to every recipient of whom nothing else was said.
    pub fn answers_everybody(&self, reply: &str) -> &Self {
        lock(&self.inside).to_everybody = Some(reply.to_owned());
        self
    }

    /// Breaks off once at this place, with whatever message comes next; may be asked several times.
    pub fn breaks_off(&self, place: Break) -> &Self {
        lock(&self.inside).breaks.push(place);
        self
    }

    /// Answers once with `reply` where a message was taken, whatever that means.
    pub fn answers_the_dot(&self, reply: &str) -> &Self {
        lock(&self.inside).answers.push(reply.to_owned());
        self
    }

    /// Thinks for so long before it takes a message.
    pub fn takes_its_time(&self, pause: Duration) -> &Self {
        lock(&self.inside).pause = pause;
        self
    }

    /// What came, in the order of its coming.
    pub fn messages(&self) -> Vec<Received> {
        lock(&self.inside).messages.clone()
    }

    /// How many came.
    pub fn messages_so_far(&self) -> usize {
        lock(&self.inside).messages.len()
    }

    /// Waits until `number` messages have come, and returns all that have.
    ///
    /// # Panics
    /// If they have not come within twenty seconds.
    pub fn waits_for(&self, number: usize) -> Vec<Received> {
        self.waits_for_those(number, |_| true)
    }

    /// Waits until `number` messages have come that `are` of the kind that is meant, and returns those alone: what is still on its
    /// way from earlier may come among them.
    ///
    /// # Panics
    /// If they have not come within twenty seconds.
    pub fn waits_for_those(&self, number: usize, are: impl Fn(&Received) -> bool) -> Vec<Received> {
        let since = Instant::now();
        loop {
            let those: Vec<Received> = self.messages().into_iter().filter(|message| are(message)).collect();
            if those.len() >= number {
                return those;
            }
            assert!(since.elapsed() < Duration::from_secs(20), "only {} of {number} messages of that kind came", those.len());
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// How many messages are being thought about: they are here in whole, and nobody has been told.
    pub fn in_hand(&self) -> usize {
        lock(&self.inside).in_hand
    }

    /// How many conversations were begun.
    pub fn connections(&self) -> usize {
        lock(&self.inside).connections
    }
}

/// Binds a port; the one who listened there before may need a moment to leave.
fn bound(address: SocketAddr) -> TcpListener {
    for _ in 0..100 {
        if let Ok(listener) = TcpListener::bind(address) {
            return listener;
        }
        thread::sleep(Duration::from_millis(20));
    }
    TcpListener::bind(address).expect("the port is free")
}

impl Drop for Sink {
    fn drop(&mut self) {
        lock(&self.inside).is_closed = true;
        // The listening thread waits for a caller before it looks up.
        drop(TcpStream::connect(self.address));
    }
}

impl Received {
    /// The value of a header, its folded lines joined.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.data.split("\r\n\r\n").next()?.replace("\r\n ", " ").replace("\r\n\t", " ");
        head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    }

    pub fn message_id(&self) -> String {
        self.header("Message-ID").unwrap_or_default()
    }

    /// The words of the text part, decoded.
    pub fn words(&self) -> String {
        self.part("text/plain")
    }

    /// The words of the part of this kind, decoded.
    pub fn part(&self, kind: &str) -> String {
        let Some(part) = self.data.split(&format!("Content-Type: {kind}")).nth(1) else { return String::new() };
        let (head, body) = part.split_once("\r\n\r\n").unwrap_or(("", part));
        let body = body.split("\r\n--").next().unwrap_or_default();
        if head.to_lowercase().contains("quoted-printable") { unquoted(body) } else { body.to_owned() }
    }
}

/// One conversation.
fn serve(stream: TcpStream, inside: &Mutex<Inside>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    lock(inside).connections += 1;
    let (mut reader, mut writer) = (BufReader::new(stream.try_clone()?), stream);
    let (mut from, mut to) = (String::new(), String::new());
    writer.write_all(b"220 sink.test ready\r\n")?;
    while let Some(line) = line_of(&mut reader)? {
        let reply = match line.split([' ', ':']).next().unwrap_or_default().to_uppercase().as_str() {
            "EHLO" => "250-sink.test\r\n250-PIPELINING\r\n250 8BITMIME".to_owned(),
            "MAIL" => {
                from = between_brackets(&line);
                "250 2.1.0 fine".to_owned()
            }
            "RCPT" => {
                to = between_brackets(&line);
                let said = |inside: &Inside| inside.replies.get(&to).or(inside.to_everybody.as_ref()).cloned();
                let reply = said(&lock(inside)).unwrap_or_else(|| "250 2.1.5 fine".to_owned());
                if !reply.starts_with("25") {
                    to.clear();
                }
                reply
            }
            "DATA" if to.is_empty() => "503 5.5.1 nobody to send it to".to_owned(),
            "DATA" => {
                writer.write_all(b"354 go on\r\n")?;
                match content(&mut reader, inside, Received { from: from.clone(), to: to.clone(), data: String::new() })? {
                    Some(number) => lock(inside).answers.pop().unwrap_or_else(|| format!("250 2.0.0 taken as {number}")),
                    None => return Ok(()),
                }
            }
            "RSET" | "NOOP" => "250 2.0.0 fine".to_owned(),
            "QUIT" => {
                return writer.write_all(b"221 2.0.0 goodbye\r\n");
            }
            _ => "502 5.5.1 not known here".to_owned(),
        };
        writer.write_all(format!("{reply}\r\n").as_bytes())?;
    }
    Ok(())
}

/// Reads up to the dot and keeps the message; its number, or nothing if the line has to die.
fn content(reader: &mut impl BufRead, inside: &Mutex<Inside>, mut message: Received) -> io::Result<Option<usize>> {
    let (place, pause) = {
        let mut inside = lock(inside);
        (inside.breaks.pop(), inside.pause)
    };
    if place == Some(Break::BeforeDot) {
        line_of(reader)?;
        return Ok(None);
    }
    loop {
        let Some(line) = line_of(reader)? else { return Ok(None) };
        if line == "." {
            break;
        }
        message.data.push_str(line.strip_prefix('.').unwrap_or(&line));
        message.data.push_str("\r\n");
    }
    lock(inside).in_hand += 1;
    thread::sleep(pause);
    let mut inside = lock(inside);
    inside.in_hand -= 1;
    inside.messages.push(message);
    Ok((place != Some(Break::AfterDot)).then_some(inside.messages.len()))
}

fn line_of(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    if reader.read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    let line = String::from_utf8_lossy(&bytes);
    Ok(Some(line.trim_end_matches(['\r', '\n']).to_owned()))
}

fn between_brackets(line: &str) -> String {
    line.split(['<', '>']).nth(1).unwrap_or_default().to_owned()
}

/// RFC 2045, 6.7: "=C3=A2" is "â", and a line that ends in "=" goes on.
fn unquoted(text: &str) -> String {
    let text = text.replace("=\r\n", "");
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = (*first == b'=').then(|| after.get(..2)).flatten();
        match code.and_then(|code| std::str::from_utf8(code).ok()).and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn lock(inside: &Mutex<Inside>) -> MutexGuard<'_, Inside> {
    inside.lock().unwrap_or_else(PoisonError::into_inner)
}
