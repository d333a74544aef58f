//! A message as it goes over the wire: text and HTML of the same words, the same bytes every time.

use std::{borrow::Cow, time::SystemTime};

use chrono::{DateTime, Utc};
use lettre::{
    Address, Message,
    message::{
        Attachment, Body, Mailbox, MultiPart, SinglePart,
        header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue},
    },
};

use crate::db::{MessageId, NoticeId};

/// Where our mail comes from: the setting `mail.from`.
#[derive(Debug, Clone)]
pub struct Sender {
    address: Address,
    /// Where answers go: the setting `mail.answers_to`.
    answers_to: Option<Address>,
}

/// The setting is no address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("mail.{0} is \"{1}\", which is not a mail address such as branch@example.org")]
pub struct BadSender(&'static str, String);

/// Why a message can be sent to nobody. It is what the secretary reads beside the name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unwritable {
    #[error("\"{0}\" is not an address that mail can go to. Correct it, then send again.")]
    Address(String),
    #[error("There is no address to send to.")]
    NoAddress,
    #[error("The message could not be put together: {0}")]
    Message(String),
}

/// What a message consists of, as it stands in the outbox.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    pub id: MessageId,
    /// With its angle brackets.
    pub message_id: &'a str,
    pub queued_at: DateTime<Utc>,
    /// The branch's name, which stands before our address.
    pub branch: &'a str,
    pub to_name: &'a str,
    pub to_address: Option<&'a str>,
    pub subject: &'a str,
    pub text: &'a str,
    pub html: &'a str,
    /// Where reports about it come back to; our own address otherwise.
    pub return_path: Option<&'a str>,
    /// Where a mail program may say for its person that this was the last of its kind (RFC 8058).
    pub one_click: Option<&'a str>,
    /// What it does to the reader's calendar: a whole iCalendar file with its METHOD (RFC 5546).
    pub invitation: Option<&'a str>,
    /// Whom an answer goes to; our own address otherwise.
    pub reply_to: Option<&'a str>,
    /// What it is one of many of; nothing for what is written to one person.
    pub kind: Option<Kind>,
}

/// A kind of messages to many, by which mail programs sort them and providers count complaints.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// "notices", "reminders", "news".
    pub list: &'static str,
    pub notice: NoticeId,
}

/// A message ready to be sent.
#[derive(Debug)]
pub struct Written {
    pub(super) from: Address,
    pub(super) to: Address,
    /// The whole of it, headers and parts.
    pub(super) text: String,
    /// What its file is called where it becomes one: the same for every copy.
    pub(super) file: String,
}

impl Sender {
    pub fn parse(from: &str) -> Result<Self, BadSender> {
        let address = from.trim().parse().map_err(|_| BadSender("from", from.to_owned()))?;
        Ok(Self { address, answers_to: None })
    }

    /// The same, with an address that answers go to; empty is none.
    pub fn answered_at(self, answers_to: &str) -> Result<Self, BadSender> {
        let answers_to = answers_to.trim();
        let parsed = answers_to.parse().map_err(|_| BadSender("answers_to", answers_to.to_owned()));
        Ok(Self { answers_to: (!answers_to.is_empty()).then_some(parsed).transpose()?, ..self })
    }

    /// How this machine names itself to a mail server (RFC 5321, 4.1.1.1).
    pub fn hello(&self) -> String {
        self.address.domain().to_owned()
    }

    /// Writes `draft` out. Written twice it is the same to the byte: the date is that of queueing and no part is random, so
    /// that a second copy can be recognised as one.
    pub fn write(&self, draft: &Draft<'_>) -> Result<Written, Unwritable> {
        let typed = draft.to_address.ok_or(Unwritable::NoAddress)?;
        let to: Address = typed.trim().parse().map_err(|_| Unwritable::Address(typed.to_owned()))?;
        let mut builder = Message::builder()
            .message_id(Some(one_line(draft.message_id)))
            .date(SystemTime::from(draft.queued_at))
            .from(mailbox(draft.branch, &self.address))
            .to(mailbox(draft.to_name, &to))
            .subject(one_line(draft.subject))
            // RFC 3834, 5: keeps out-of-office replies from answering a machine.
            .raw_header(raw("Auto-Submitted", "auto-generated".to_owned()));
        let person = draft.reply_to.and_then(|address| address.parse().ok()).or_else(|| self.answers_to.clone());
        if let Some(person) = person {
            builder = builder.reply_to(Mailbox::new(None, person));
        }
        if let Some(kind) = draft.kind {
            builder = builder
                .raw_header(raw("List-Id", self.list_id(draft.branch, kind)))
                .raw_header(raw("Feedback-ID", format!("{}:{}::wardmote", kind.notice, kind.list)));
        }
        if let Some(link) = draft.one_click {
            builder = builder
                .raw_header(raw("List-Unsubscribe", format!("<{}>", one_line(link))))
                .raw_header(raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        }
        let message = builder.multipart(parts(draft)?).map_err(|cause| Unwritable::Message(cause.to_string()))?;
        let file = format!("{}-{}.eml", draft.queued_at.format("%Y%m%dT%H%M%SZ"), draft.id);
        let back = draft.return_path.and_then(|address| address.parse().ok());
        let text = String::from_utf8(message.formatted()).map_err(|cause| Unwritable::Message(cause.to_string()))?;
        Ok(Written { from: back.unwrap_or_else(|| self.address.clone()), to, text, file })
    }
}

impl Sender {
    /// `"Moss Side" <news.example.org>` (RFC 2919). A name that a quoted string cannot hold is left out: the identifier counts.
    fn list_id(&self, branch: &str, kind: Kind) -> String {
        let id = format!("<{}.{}>", kind.list, self.address.domain());
        let name = one_line(branch);
        let is_plain = !name.is_empty() && name.chars().all(|sign| sign.is_ascii() && !"\"\\".contains(sign));
        if is_plain && name.len() <= LONGEST_NAME { format!("\"{name}\" {id}") } else { id }
    }
}

/// Longer names would not stay on one line.
const LONGEST_NAME: usize = 60;

/// Text and HTML of the same words; with an invitation also that, as the last alternative, for mail programs that know
/// calendars, and as a file, for people whose program does not.
fn parts(draft: &Draft<'_>) -> Result<MultiPart, Unwritable> {
    let words = MultiPart::alternative()
        .boundary(format!("wardmote-{}", draft.id))
        .singlepart(words_as(ContentType::TEXT_PLAIN, draft.text))
        .singlepart(words_as(ContentType::TEXT_HTML, draft.html));
    let Some(invitation) = draft.invitation else { return Ok(words) };
    let kind = |kind: &str| ContentType::parse(kind).map_err(|cause| Unwritable::Message(cause.to_string()));
    let method = if invitation.contains("\r\nMETHOD:CANCEL\r\n") { "CANCEL" } else { "REQUEST" };
    let calendar = kind(&format!("text/calendar; charset=utf-8; method={method}"))?;
    let inline = SinglePart::builder().header(calendar).body(invitation.to_owned());
    let file = Attachment::new("meeting.ics".to_owned()).body(invitation.to_owned(), kind("application/ics")?);
    let all = MultiPart::mixed().boundary(format!("wardmote-all-{}", draft.id));
    Ok(all.multipart(words.singlepart(inline)).singlepart(file))
}

/// Every mail server takes so long a line (RFC 5321, 4.5.3.1.6).
const LONGEST_LINE: usize = 998;

/// Words that every server takes as they are go as they are; others are encoded.
fn words_as(kind: ContentType, words: &str) -> SinglePart {
    let part = SinglePart::builder().header(kind);
    // A lone return ends a line for some servers and not for others, who then disagree about where a message ends.
    let words = match words.contains('\r') {
        true => Cow::Owned(words.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(words),
    };
    if words.is_ascii() && words.lines().all(|line| line.len() <= LONGEST_LINE) {
        let lines: String = words.lines().flat_map(|line| [line, "\r\n"]).collect();
        return part.body(Body::dangerous_pre_encoded(lines.into_bytes(), ContentTransferEncoding::SevenBit));
    }
    part.body(words.into_owned())
}

fn raw(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

fn mailbox(name: &str, address: &Address) -> Mailbox {
    let name = one_line(name);
    Mailbox::new((!name.is_empty()).then_some(name), address.clone())
}

/// A line break in a header would begin a header of somebody else's choice.
fn one_line(text: &str) -> String {
    let signs = text.chars().map(|sign| if sign.is_control() || "\u{2028}\u{2029}".contains(sign) { ' ' } else { sign });
    signs.collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(id: MessageId) -> Draft<'static> {
        Draft {
            id,
            message_id: "<4f1c@example.org>",
            queued_at: "2026-12-17T19:00:00Z".parse().expect("a moment"),
            branch: "Moss Side and Whalley Range",
            to_name: "Siân Mair",
            to_address: Some("sian@example.org"),
            subject: "The branch meets on 7 January",
            text: "Dear Siân,\n\n.a line that begins with a dot\nFrom here on.\n",
            html: "<p>Dear Siân,</p>",
            return_path: None,
            one_click: None,
            invitation: None,
            reply_to: None,
            kind: None,
        }
    }

    fn sender() -> Sender {
        Sender::parse("branch@example.org").expect("an address")
    }

    fn written(draft: &Draft<'_>) -> String {
        let written = sender().write(draft).expect("a message");
        written.text
    }

    #[test]
    fn a_message_written_twice_is_the_same_to_the_byte() {
        let draft = draft(MessageId::fresh());
        assert_eq!(written(&draft), written(&draft));
    }

    #[test]
    fn a_message_says_who_sends_it_when_and_that_a_machine_does() {
        let text = written(&draft(MessageId::fresh()));
        for line in [
            "Message-ID: <4f1c@example.org>\r\n",
            "Date: Thu, 17 Dec 2026 19:00:00 +0000\r\n",
            "From: \"Moss Side and Whalley Range\" <branch@example.org>\r\n",
            "Subject: The branch meets on 7 January\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "Content-Type: text/plain; charset=utf-8\r\n",
            "Content-Type: text/html; charset=utf-8\r\n",
        ] {
            assert!(text.contains(line), "{line} is missing in\n{text}");
        }
        assert!(text.is_ascii());
    }

    #[test]
    fn an_invitation_is_an_alternative_for_calendars_and_a_file_for_people() {
        let invitation = "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n";
        let draft = Draft { invitation: Some(invitation), ..draft(MessageId::fresh()) };
        let text = written(&draft);

        assert_eq!(text, written(&draft), "the same to the byte");
        let inside = text.find("multipart/alternative").expect("alternatives");
        let calendar =
            text.find("Content-Type: text/calendar; charset=utf-8; method=CANCEL\r\n").expect("a part for calendars");
        let file = text.find("Content-Type: application/ics\r\n").expect("a file");
        assert!(text.find("multipart/mixed").is_some_and(|whole| whole < inside) && inside < calendar && calendar < file);
        assert!(text.contains("filename=\"meeting.ics\"") && text.is_ascii());
    }

    #[test]
    fn one_click_stands_in_the_headers_of_what_can_be_stopped_alone() {
        let link = "https://branch.example/unsubscribe/k3ab27";
        let can_be = Draft { one_click: Some(link), ..draft(MessageId::fresh()) };
        let headers = written(&can_be);
        assert!(headers.contains("List-Unsubscribe: <https://branch.example/unsubscribe/k3ab27>\r\n"), "{headers}");
        assert!(headers.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), "{headers}");
        assert!(!written(&draft(MessageId::fresh())).contains("List-Unsubscribe"));
    }

    #[test]
    fn what_goes_to_many_names_its_list_and_what_goes_to_one_does_not() {
        let kind = Some(Kind { list: "news", notice: NoticeId(uuid::Uuid::nil()) });
        let text = written(&Draft { kind, ..draft(MessageId::fresh()) });
        assert!(text.contains("List-Id: \"Moss Side and Whalley Range\" <news.example.org>\r\n"), "{text}");
        assert!(text.contains("Feedback-ID: 00000000-0000-0000-0000-000000000000:news::wardmote\r\n"), "{text}");
        for odd in ["Cangen Tŷ-du", "\"Moss\" Side", "A\r\nBcc: all@example.org\u{7f}é"] {
            let text = written(&Draft { kind, branch: odd, ..draft(MessageId::fresh()) });
            assert!(text.contains("List-Id: <news.example.org>\r\n"), "{text}");
        }
        let text = written(&draft(MessageId::fresh()));
        assert!(!text.contains("List-Id") && !text.contains("Feedback-ID"));
    }

    #[test]
    fn plain_words_go_as_they_are_and_others_are_encoded() {
        let words =
            "Dear Tom,\n\nthe meeting is at seven, and this line is a good deal longer than seventy-six signs.\n= done\n";
        let plain = written(&Draft { text: words, ..draft(MessageId::fresh()) });
        assert!(plain.contains("7bit\r\n") && plain.contains(&words.replace('\n', "\r\n")), "{plain}");

        let long = "x".repeat(999);
        for words in ["Dear Siân,", "Siân's lone\rreturn", "a lone\rreturn", long.as_str()] {
            let text = written(&Draft { text: words, html: "<p></p>", ..draft(MessageId::fresh()) });
            assert!(text.is_ascii() && !text.contains(words), "{text}");
            assert!(text.split("\r\n").all(|line| line.len() <= 998 && !line.contains(['\r', '\n'])), "{text}");
        }
    }

    #[test]
    fn an_answer_goes_to_a_person_where_there_is_one() {
        let text = |reply_to| written(&Draft { reply_to, ..draft(MessageId::fresh()) });
        assert!(text(Some("nadia@example.org")).contains("Reply-To: nadia@example.org\r\n"));
        assert!(!text(None).contains("Reply-To"));
        assert!(!text(Some("x@y.org\r\nBcc: all@example.org")).contains("Bcc"));
        let answered = sender().answered_at("secretary@example.org").expect("an address");
        let text = |reply_to| answered.write(&Draft { reply_to, ..draft(MessageId::fresh()) }).expect("a message").text;
        assert!(text(None).contains("Reply-To: secretary@example.org\r\n"));
        assert!(text(Some("nadia@example.org")).contains("Reply-To: nadia@example.org\r\n"));
        assert!(sender().answered_at("nobody").is_err_and(|bad| bad.to_string().contains("mail.answers_to is \"nobody\"")));
    }

    #[test]
    fn no_name_or_subject_can_begin_a_header_of_its_own() {
        for hostile in [
            "A\r\nBcc: all@example.org",
            "A\nBcc: all@example.org",
            "A\u{2028}Bcc: all@example.org",
            "A\u{85}Bcc: x",
            "\"<x@y.org>, \"A",
        ] {
            let draft =
                Draft { branch: hostile, to_name: hostile, subject: hostile, message_id: hostile, ..draft(MessageId::fresh()) };
            let text = written(&draft);
            let headers = text.split("\r\n\r\n").next().unwrap_or_default();
            assert!(!headers.to_lowercase().contains("\nbcc:"), "{headers}");
            assert!(!headers.replace("\r\n", "").contains(['\r', '\n']), "{headers}");
            assert_eq!(
                headers.lines().filter(|line| line.starts_with("To:") || line.starts_with("From:")).count(),
                2,
                "{headers}"
            );
        }
    }

    #[test]
    fn an_address_that_mail_cannot_go_to_is_refused_in_plain_words() {
        for bad in ["tom", "tom@", "tom@example.org\r\nRCPT TO:<all@example.org>", "tom example.org", "a@b.org>, <c@d.org"] {
            let refused = sender().write(&Draft { to_address: Some(bad), ..draft(MessageId::fresh()) });
            assert_eq!(refused.err(), Some(Unwritable::Address(bad.to_owned())));
        }
        let nowhere = sender().write(&Draft { to_address: None, ..draft(MessageId::fresh()) });
        assert_eq!(nowhere.err(), Some(Unwritable::NoAddress));
    }

    #[test]
    fn a_sender_that_is_no_address_is_named_in_the_complaint() {
        assert!(Sender::parse("the branch").is_err_and(|bad| bad.to_string().contains("the branch")));
        assert_eq!(sender().hello(), "example.org");
    }
}
