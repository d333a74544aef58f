//! What was sent, what waits, and what each message says; where no mail server is set, the page where a newcomer reads it.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use crate::{
    accounts::{Holding, ManageBranch},
    clock::Clock,
    db::{Instant, MemberId, MessageId, RowId},
    mail::{self, Channel, Dead, Message, Readers, State, Trouble},
    members::{self, Purpose, Shown},
    render::Page,
    web::{Answer, Desk, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/outbox", web::get().to(list)).route("/outbox/{message}", web::get().to(show));
}

/// The newest so many messages are shown.
const MOST: i64 = 200;

/// One line of the outbox.
#[derive(Debug, Serialize)]
struct Line {
    message: Message,
    state_words: &'static str,
    is_well: bool,
}

impl From<Message> for Line {
    fn from(message: Message) -> Self {
        let state_words = message.state.words();
        let is_well = matches!(message.state, State::Accepted | State::Letter);
        Self { message, state_words, is_well }
    }
}

/// "Mail".
#[derive(Debug, Serialize)]
pub struct OutboxPage {
    lines: Vec<Line>,
    waiting: usize,
    /// Why nothing leaves, where that is so.
    trouble: Option<Trouble>,
    /// Addresses that no mail reaches.
    dead: Vec<Dead>,
    /// Whether nothing leaves this machine, and where it is written instead.
    folder: Option<String>,
}

impl Page for OutboxPage {
    const TEMPLATE: &'static str = "admin/outbox.html";
    fn title(&self) -> String {
        "Mail".into()
    }
    fn samples() -> Vec<Self> {
        let lines =
            vec![Line::from(sample(State::Accepted)), Line::from(sample(State::Refused)), Line::from(sample(State::Queued))];
        let dead = Dead {
            address: "tom@gone.example".into(),
            person: Some(RowId::fresh()),
            to_name: "Tom Lewis".into(),
            since: Instant::from(Clock::of_the_machine().now()),
        };
        let now = Instant::from(Clock::of_the_machine().now());
        let words = "the mail server answered 535 5.7.8 authentication failed".into();
        let trouble = Some(Trouble { since: now, last_at: now, words });
        let folder = Some("wardmote-data/mail".into());
        vec![
            OutboxPage { lines, waiting: 1, trouble, dead: vec![dead], folder },
            OutboxPage { lines: Vec::new(), waiting: 0, trouble: None, dead: Vec::new(), folder: None },
        ]
    }
}

async fn list(desk: Desk, _: Holding<ManageBranch>) -> Answer {
    let settings = desk.scribe().settings().clone();
    desk.page(move |look| {
        let lines: Vec<Line> = mail::messages(look.conn, look.branch.id, MOST)?.into_iter().map(Line::from).collect();
        let waiting = lines.iter().filter(|line| !line.message.state.is_settled()).count();
        let stays_here = settings.mail.smtp_url.is_empty() || look.branch.is_practice;
        let folder = stays_here.then(|| settings.mail_folder().display().to_string());
        let dead = mail::dead_addresses(look.conn, look.branch.id)?;
        let trouble = mail::trouble(look.conn, look.branch.id)?;
        Ok(OutboxPage { lines, waiting, trouble, dead, folder })
    })
    .await
}

/// One message as it was written.
#[derive(Debug, Serialize)]
pub struct MessagePage {
    line: Line,
    /// What it says; none where it was written for its addressee alone.
    text: Option<String>,
}

impl From<Message> for MessagePage {
    fn from(message: Message) -> Self {
        let text = message.shown();
        Self { line: message.into(), text }
    }
}

impl Page for MessagePage {
    const TEMPLATE: &'static str = "admin/message.html";
    fn title(&self) -> String {
        self.line.message.subject.clone()
    }
    fn samples() -> Vec<Self> {
        vec![sample(State::Accepted).into(), Message { readers: Readers::Addressee, ..sample(State::Accepted) }.into()]
    }
}

/// Shows a message, after the member it went to can read who looked.
async fn show(desk: Desk, who: Holding<ManageBranch>, message: Path<MessageId>) -> Answer {
    let id = *message;
    let found = desk.look(move |look| mail::find_message(look.conn, look.branch.id, id)?.ok_or(Problem::NotFound)).await?;
    let people = found.person.map(|person| MemberId(person.0)).into_iter().collect();
    members::note_looks(&desk, &who, (Shown::Message, Purpose::Mail), people).await?;
    desk.page(move |_| Ok(MessagePage::from(found))).await
}

fn sample(state: State) -> Message {
    Message {
        id: MessageId::fresh(),
        to_name: "Tom Lewis".into(),
        to_address: Some("tom@northmoor.example".into()),
        channel: Channel::Email,
        subject: "Notice of the general meeting on 17 December".into(),
        body_text: "Dear Tom,\n\nthe branch meets on Thursday.".into(),
        state,
        queued_at: Instant::from(Clock::of_the_machine().now()),
        readers: Readers::Officers,
        about: "/meetings/12".into(),
        person: None,
    }
}
