//! A mail server hands over what came back by LMTP (RFC 2033): it needs to run no program, and may stand on another machine.
//!
//! Only addresses that we sealed are taken, so whoever finds the port can hand over nothing that a forged report could not.

use std::{io, net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinSet,
    time::timeout,
};

use super::{
    LONGEST, message_in,
    taking::{self, Taken},
};
use crate::audit::Scribe;

/// So many servers talk at once; the next waits at the door.
const MOST_TALKS: usize = 8;
/// So many addresses of one message.
const MOST_RECIPIENTS: usize = 20;
/// Commands are shorter (RFC 5321, 4.5.3.1.4), and lines of a message too.
const LONGEST_LINE: u64 = 2_000;
/// Whoever says nothing for so long is gone.
const PATIENCE: Duration = Duration::from_secs(300);

/// The port at which a mail server hands over what came back.
#[derive(Debug)]
pub struct Inbox {
    listener: TcpListener,
}

impl Inbox {
    /// Opens the port that `mail.lmtp_listen` names; none where it names none.
    ///
    /// # Errors
    /// A port that cannot be opened.
    pub async fn open(scribe: &Scribe) -> io::Result<Option<Self>> {
        match scribe.settings().mail.lmtp_listen.trim() {
            "" => Ok(None),
            address => TcpListener::bind(address).await.map(|listener| Some(Self { listener })),
        }
    }

    /// Where it listens.
    ///
    /// # Errors
    /// As the system says.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Takes what comes, until this is dropped.
    pub async fn takes(self, scribe: Scribe) {
        let mut talks = JoinSet::new();
        loop {
            while talks.len() >= MOST_TALKS {
                talks.join_next().await;
            }
            while talks.try_join_next().is_some() {}
            let Ok((socket, _)) = self.listener.accept().await else {
                tokio::time::sleep(Duration::from_secs(1)).await;
                continue;
            };
            let scribe = scribe.clone();
            talks.spawn(async move {
                // A server that breaks off comes again.
                let _ = Talk { line: BufReader::new(socket), scribe, is_greeted: false, recipients: Vec::new() }.held().await;
            });
        }
    }
}

/// A conversation with one mail server.
struct Talk {
    line: BufReader<TcpStream>,
    scribe: Scribe,
    is_greeted: bool,
    /// The addresses of the message that is announced.
    recipients: Vec<String>,
}

impl Talk {
    async fn held(mut self) -> io::Result<()> {
        self.says("220 Wardmote LMTP").await?;
        while let Some(command) = self.hears().await? {
            let (verb, rest) = command.split_once(' ').unwrap_or((&command, ""));
            match (verb.to_ascii_uppercase().as_str(), self.is_greeted) {
                ("QUIT", _) => return self.says("221 2.0.0 goodbye").await,
                ("NOOP", _) => self.says("250 2.0.0 yes").await?,
                ("LHLO", _) => {
                    self.is_greeted = true;
                    self.recipients.clear();
                    self.says("250-wardmote\r\n250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n250 8BITMIME").await?;
                }
                (_, false) => self.says("503 5.5.1 begin with LHLO").await?,
                ("MAIL" | "RSET", true) => {
                    self.recipients.clear();
                    self.says("250 2.1.0 go on").await?;
                }
                ("RCPT", true) => self.takes_recipient(rest).await?,
                ("DATA", true) if self.recipients.is_empty() => self.says("503 5.5.1 for whom?").await?,
                ("DATA", true) => self.takes_message().await?,
                _ => self.says("500 5.5.1 this is not known here").await?,
            }
        }
        Ok(())
    }

    /// Only what we sealed: the sender hears at once that nobody else is here.
    async fn takes_recipient(&mut self, rest: &str) -> io::Result<()> {
        let address = rest.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map_or("", |(address, _)| address);
        let is_ours = self.scribe.vault().is_ok_and(|vault| message_in(vault, address).is_some());
        if !is_ours {
            return self.says("550 5.1.1 nobody has this address").await;
        }
        if self.recipients.len() >= MOST_RECIPIENTS {
            return self.says("452 4.5.3 too many at once").await;
        }
        self.recipients.push(address.to_owned());
        self.says("250 2.1.5 go on").await
    }

    /// One answer for each recipient (RFC 2033, 4.2).
    async fn takes_message(&mut self) -> io::Result<()> {
        self.says("354 end with a dot").await?;
        let message = self.hears_message().await?;
        for address in std::mem::take(&mut self.recipients) {
            let answer = match &message {
                None => "552 5.3.4 too long for a report",
                Some(message) => self.answer_to(address, message.clone()).await,
            };
            self.says(answer).await?;
        }
        Ok(())
    }

    async fn answer_to(&self, address: String, message: Vec<u8>) -> &'static str {
        let scribe = self.scribe.clone();
        let taken = tokio::task::spawn_blocking(move || taking::take(&scribe, Some(&address), &message)).await;
        match taken {
            Ok(Ok(Taken::Entered)) => "250 2.0.0 entered",
            // Refusing an out-of-office note would only send another message round.
            Ok(Ok(Taken::NoReport)) => "250 2.0.0 no report, and left alone",
            Ok(Ok(Taken::NotOurs | Taken::Unknown)) => "550 5.1.1 no message is known by this address",
            Ok(Err(cause)) => {
                tracing::error!("a report could not be entered: {cause}");
                "451 4.3.0 come again later"
            }
            Err(_) => "451 4.3.0 come again later",
        }
    }

    async fn says(&mut self, answer: &str) -> io::Result<()> {
        timeout(PATIENCE, self.line.write_all(format!("{answer}\r\n").as_bytes())).await?
    }

    /// The next command; none where the server has gone.
    async fn hears(&mut self) -> io::Result<Option<String>> {
        let line = self.hears_line().await?;
        Ok((!line.is_empty()).then(|| String::from_utf8_lossy(&line).trim_end().to_owned()))
    }

    /// Up to the line with nothing but a dot; none where it is too long, but then that is heard too.
    async fn hears_message(&mut self) -> io::Result<Option<Vec<u8>>> {
        let (mut message, mut is_short, mut begins_line) = (Vec::new(), true, true);
        loop {
            let line = self.hears_line().await?;
            if line.is_empty() {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if begins_line && line == b".\r\n" {
                return Ok(is_short.then_some(message));
            }
            is_short &= message.len() + line.len() <= LONGEST;
            if is_short {
                message.extend(line.strip_prefix(b".").filter(|_| begins_line).unwrap_or(&line));
            }
            // A longer line comes in pieces, and only its first one begins it.
            begins_line = line.ends_with(b"\r\n");
        }
    }

    /// A line with its end, or as much of it as fits.
    async fn hears_line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        timeout(PATIENCE, (&mut self.line).take(LONGEST_LINE).read_until(b'\n', &mut line)).await??;
        Ok(line)
    }
}
