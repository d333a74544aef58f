//! A conversation with a mail server, led by ourselves over lettre's commands.
//!
//! lettre's pooled transport is not used. Its timeout covers only connecting; and a send that is cancelled after the final dot
//! leaves the pooled connection one answer out of step, so that the next message's refusal reads as success. Here each sentence
//! has its own limit, and the connection is taken out of its place while it talks: it is put back only after it was heard in
//! full, so a conversation that was cut short by whatever cause is never continued.

use std::{fmt::Display, fs, time::Duration};

use lettre::transport::smtp::{
    Error,
    authentication::{Credentials, DEFAULT_MECHANISMS},
    client::{AsyncSmtpConnection, AsyncTokioStream, Certificate, TlsParameters},
    commands::{Data, Ehlo, Mail, Quit, Rcpt, Rset},
    extension::{ClientId, Extension, MailBodyParameter, MailParameter},
    response::Response,
};
use tokio::{
    net::TcpStream,
    time::{Instant, timeout},
};

use super::{
    Broken, Snag, Written,
    relay::{Protection, Relay},
    tls,
};
use crate::mail::retry::{Phase, Reply};

/// How long each part of a conversation may take.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    pub connect: Duration,
    /// The greeting and the first exchange; encrypting and signing in have as long again each.
    pub greeting: Duration,
    pub command: Duration,
    /// From the first byte of the content to the answer after the dot. RFC 5321, 4.5.3.2.6 asks for ten minutes: whoever
    /// hangs up sooner sends what was already taken a second time.
    pub content: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { connect: seconds(10), greeting: seconds(30), command: seconds(60), content: seconds(660) }
    }
}

/// A server tires of long conversations; so many messages, or so long, and a new one is begun.
const MOST_MESSAGES: usize = 100;
const LONGEST: Duration = Duration::from_secs(300);

/// One connection to a mail server, signed in.
pub struct Conversation {
    connection: Option<AsyncSmtpConnection>,
    /// Whether the server hears several sentences at once (RFC 2920).
    pipelines: bool,
    patience: Patience,
    began: Instant,
    carried: usize,
}

impl Conversation {
    pub(super) async fn open(relay: &Relay, hello: &str, patience: Patience) -> Result<Self, Broken> {
        let socket =
            within(patience.connect, "open a connection", TcpStream::connect((relay.host.as_str(), relay.port))).await?;
        // Whatever is said is said at once, and waits for no acknowledgement of what was said before.
        socket.set_nodelay(true).map_err(|cause| Broken(cause.to_string()))?;
        let us = client_id(hello);
        let mut connection = greeted(relay, socket, &us, patience.greeting).await?;
        let pipelines = hears_several(&mut connection, us, patience.greeting).await?;
        if let Some(ours) = &relay.credentials {
            let credentials = Credentials::new(ours.user.clone(), ours.password.clone());
            within(patience.greeting, "sign in", connection.auth(DEFAULT_MECHANISMS, &credentials)).await?;
        }
        Ok(Self { connection: Some(connection), pipelines, patience, began: Instant::now(), carried: 0 })
    }

    pub(super) async fn announce(&mut self, message: &Written) -> Result<(), Snag> {
        let mail = Mail::new(Some(message.from.clone()), self.parameters(message)?);
        if self.pipelines {
            return self.announce_at_once(mail, Rcpt::new(message.to.clone(), vec![])).await;
        }
        let reply = self.say(mail).await?;
        if reply.code != 250 {
            return Err(Snag::Answered(Phase::Opening, reply));
        }
        let reply = self.say(Rcpt::new(message.to.clone(), vec![])).await?;
        if !matches!(reply.code, 250 | 251) {
            return Err(self.start_afresh(Phase::Recipient, reply).await);
        }
        let reply = self.say(Data).await?;
        if reply.code != 354 {
            return Err(self.start_afresh(Phase::Content, reply).await);
        }
        Ok(())
    }

    /// The same in one breath, three answers to which are heard in turn: one journey to the server in the place of three.
    async fn announce_at_once(&mut self, mail: Mail, recipient: Rcpt) -> Result<(), Snag> {
        let opening = self.say(format!("{mail}{recipient}{Data}")).await?;
        let (recipient, content) = (self.hear().await, self.hear().await);
        let answers = [
            (Phase::Opening, Ok(opening), &[250][..]),
            (Phase::Recipient, recipient, &[250, 251]),
            (Phase::Content, content, &[354]),
        ];
        let waits_for_content = matches!(&answers[2].1, Ok(reply) if reply.code == 354);
        for (phase, answer, good) in answers {
            let reply = answer?;
            if good.contains(&reply.code) {
                continue;
            }
            // Only a text would end the waiting for content, and there is none to send (RFC 2920, 3.1). What is neither good nor
            // a refusal was no answer to this.
            if waits_for_content || reply.code < 400 {
                self.connection = None;
            }
            let is_open = phase != Phase::Opening && self.connection.is_some();
            return Err(if is_open { self.start_afresh(phase, reply).await } else { Snag::Answered(phase, reply) });
        }
        Ok(())
    }

    pub(super) async fn hand_over(&mut self, message: &Written) -> Result<Reply, Broken> {
        let mut connection = self.connection.take().ok_or_else(closed)?;
        let content = as_content(&message.text);
        let reply = heard(timeout(self.patience.content, connection.command(content)).await, "take the message")?;
        self.connection = Some(connection);
        self.carried += 1;
        Ok(reply)
    }

    pub(super) fn can_go_on(&self) -> bool {
        self.connection.is_some() && self.carried < MOST_MESSAGES && self.began.elapsed() < LONGEST
    }

    pub(super) fn is_used(&self) -> bool {
        self.carried > 0
    }

    pub(super) async fn close(mut self) {
        // Nobody waits for the answer to a farewell.
        if let Some(connection) = &mut self.connection {
            let _ = timeout(Duration::from_secs(1), connection.command(Quit)).await;
        }
    }

    /// Forgets the message that was refused, so that the line can carry the next.
    async fn start_afresh(&mut self, phase: Phase, reply: Reply) -> Snag {
        let forgotten = self.say(Rset).await;
        if !forgotten.is_ok_and(|answer| answer.code == 250) {
            self.connection = None;
        }
        Snag::Answered(phase, reply)
    }

    async fn say(&mut self, command: impl Display) -> Result<Reply, Broken> {
        let mut connection = self.connection.take().ok_or_else(closed)?;
        let reply = heard(timeout(self.patience.command, connection.command(command)).await, "answer")?;
        self.connection = Some(connection);
        Ok(reply)
    }

    /// The next answer to what was said in one breath.
    async fn hear(&mut self) -> Result<Reply, Broken> {
        let mut connection = self.connection.take().ok_or_else(closed)?;
        let reply = heard(timeout(self.patience.command, connection.read_response()).await, "answer")?;
        self.connection = Some(connection);
        Ok(reply)
    }

    /// Addresses beyond ASCII need a server that says it takes them (RFC 6531), as does content beyond it (RFC 6152).
    fn parameters(&self, message: &Written) -> Result<Vec<MailParameter>, Snag> {
        let offers = |extension| self.connection.as_ref().is_some_and(|open| open.server_info().supports_feature(extension));
        let mut parameters = Vec::new();
        if !message.to.to_string().is_ascii() || !message.from.to_string().is_ascii() {
            if self.connection.is_some() && !offers(Extension::SmtpUtfEight) {
                let words = "5.6.7 the mail server takes no addresses with letters beyond a to z";
                return Err(Snag::Answered(Phase::Recipient, Reply::new(553, words)));
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        if !message.text.is_ascii() && offers(Extension::EightBitMime) {
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        Ok(parameters)
    }
}

/// The greeting, with the encryption that the relay asks for.
async fn greeted(relay: &Relay, socket: TcpStream, us: &ClientId, limit: Duration) -> Result<AsyncSmtpConnection, Broken> {
    let stream: Box<dyn AsyncTokioStream> = match relay.protection {
        Protection::Tls => within(limit, "agree on encryption", tls::encrypted(socket, parameters_for(relay)?)).await?,
        Protection::None | Protection::StartTls => Box::new(socket),
    };
    let mut connection = within(limit, "greet", AsyncSmtpConnection::connect_with_transport(stream, us)).await?;
    if relay.protection == Protection::StartTls {
        within(limit, "agree on encryption", connection.starttls(parameters_for(relay)?, us)).await?;
    }
    Ok(connection)
}

/// Whether the server says that it hears several sentences at once. lettre does not keep that word, so it is asked for again.
async fn hears_several(connection: &mut AsyncSmtpConnection, us: ClientId, limit: Duration) -> Result<bool, Broken> {
    let said = within(limit, "say what it can do", connection.command(Ehlo::new(us))).await?;
    Ok(said.message().any(|line| line.trim().eq_ignore_ascii_case("PIPELINING")))
}

fn parameters_for(relay: &Relay) -> Result<TlsParameters, Broken> {
    let mut builder = TlsParameters::builder(relay.host.clone());
    if let Some(file) = &relay.authority {
        let unread = |cause: &dyn Display| Broken(format!("the certificate {file} could not be read: {cause}"));
        let pem = fs::read(file).map_err(|cause| unread(&cause))?;
        builder = builder.add_root_certificate(Certificate::from_pem(&pem).map_err(|cause| unread(&cause))?);
    }
    builder.build().map_err(|cause| Broken(cause.to_string()))
}

/// A name with a dot is one; anything else would be refused by a strict server, the machine's own address is not.
fn client_id(hello: &str) -> ClientId {
    if hello.contains('.') && !hello.starts_with('[') { ClientId::Domain(hello.to_owned()) } else { ClientId::default() }
}

/// A message as content: a dot that begins a line is doubled, and a line with nothing but one ends it (RFC 5321, 4.5.2). It
/// leaves in one write, so that the server wakes once.
fn as_content(message: &str) -> String {
    let mut content = String::with_capacity(message.len() + 64);
    for line in message.split_inclusive('\n') {
        if line.starts_with('.') && content.ends_with("\r\n") {
            content.push('.');
        }
        content.push_str(line);
    }
    content.push_str("\r\n.\r\n");
    content
}

/// Runs one step of the opening within `limit`; `what` completes "the mail server did not …".
async fn within<T, E: Display>(limit: Duration, what: &str, step: impl Future<Output = Result<T, E>>) -> Result<T, Broken> {
    match timeout(limit, step).await {
        Ok(done) => done.map_err(|cause| Broken(format!("the mail server did not {what}: {cause}"))),
        Err(_) => Err(late(what, limit)),
    }
}

/// An answer, be it good or bad; everything that is not one means that the line is dead.
fn heard(answer: Result<Result<Response, Error>, tokio::time::error::Elapsed>, what: &str) -> Result<Reply, Broken> {
    match answer {
        Ok(Ok(response)) => Ok(Reply::new(response.code().into(), &response.message().collect::<Vec<_>>().join(" "))),
        Ok(Err(error)) => match error.status() {
            Some(code) => Ok(Reply::new(code.into(), &words_of(&error))),
            None => Err(Broken(format!("the mail server did not {what}: {error}"))),
        },
        Err(_) => Err(Broken(format!("the mail server did not {what} in time"))),
    }
}

/// The server's own words behind lettre's error.
fn words_of(error: &Error) -> String {
    std::error::Error::source(error).map(ToString::to_string).unwrap_or_default()
}

fn late(what: &str, limit: Duration) -> Broken {
    Broken(format!("the mail server did not {what} within {} seconds", limit.as_secs()))
}

fn closed() -> Broken {
    Broken("the conversation with the mail server has ended".to_owned())
}

impl From<Broken> for Snag {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_begins_with_a_dot_ends_no_message() {
        assert_eq!(as_content("A: b\r\n\r\nc\r\n.\r\n.d\r\n"), "A: b\r\n\r\nc\r\n..\r\n..d\r\n\r\n.\r\n");
    }
}
