//! What a mail server reports about a message of ours: that it could not be delivered (RFC 3464), or that whoever got it
//! complained (RFC 5965). Pure: bytes in, a report out; whatever is no report is nothing.

use mail_parser::{Message, MessageParser, MimeHeaders};

use crate::mail::retry::Reply;

/// A longer report is none: they carry a few headers, and at the most our own message.
pub const LONGEST: usize = 1 << 20;
/// Of a server's words so many are kept.
const KEPT_WORDS: usize = 300;
/// Headers in which mail servers write whom a report was sent to, as the envelope said.
const ENVELOPE: [&str; 4] = ["Delivered-To", "X-Original-To", "Envelope-To", "To"];

/// What was reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    /// It could not be delivered, for good or for now, by the enhanced status code (RFC 3463).
    Undelivered { status: Status, words: String },
    /// It is on its way still.
    Delayed,
    /// Whoever got it told the provider that it was not wanted.
    Complaint,
}

/// An enhanced status code such as 5.1.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    pub class: u16,
    pub subject: u16,
    pub detail: u16,
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

impl Status {
    /// The code with which a mail server begins its words, if it does (RFC 2034).
    pub fn of(reply: &Reply) -> Option<Self> {
        Self::parse(&reply.text)
    }

    fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split_whitespace().next()?.splitn(3, '.').map(|number| number.parse().ok());
        Some(Self { class: numbers.next()??, subject: numbers.next()??, detail: numbers.next()?? })
    }

    /// Whether nobody is at this address. A full box is no dead one, and a refusal for what we wrote or how (5.7) is our fault,
    /// not the member's.
    pub const fn is_dead_address(self) -> bool {
        matches!(self, Self { class: 5, subject: 1, detail: 0..=3 | 6 | 10 } | Self { class: 5, subject: 2, detail: 1 })
    }
}

/// A message that came in, as far as it is a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    pub report: Report,
    /// The addresses that it was sent to, by its headers.
    pub sent_to: Vec<String>,
}

/// Reads a message; nothing where it is no report.
pub fn read(bytes: &[u8]) -> Option<Came> {
    if bytes.len() > LONGEST {
        return None;
    }
    let message = MessageParser::default().parse(bytes)?;
    let report = reported(&message)?;
    let sent_to = message.headers_raw().filter(|(name, _)| ENVELOPE.iter().any(|known| known.eq_ignore_ascii_case(name)));
    Some(Came { report, sent_to: sent_to.flat_map(|(_, value)| addresses_in(value)).collect() })
}

fn reported(message: &Message<'_>) -> Option<Report> {
    message.parts.iter().find_map(|part| {
        let kind = part.content_type()?;
        let kind = format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()).to_lowercase();
        let fields = String::from_utf8_lossy(part.contents());
        match kind.as_str() {
            "message/delivery-status" | "message/global-delivery-status" => delivery(&fields),
            "message/feedback-report" => Some(Report::Complaint),
            _ => None,
        }
    })
}

/// The first of the recipients that a delivery report is about; ours are sent to one person each.
fn delivery(fields: &str) -> Option<Report> {
    let fields = unfolded(fields);
    let value = |name: &str| {
        let found = fields.iter().find(|(field, _)| field.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    };
    match value("Action")?.to_lowercase().as_str() {
        "failed" => {
            let status = Status::parse(value("Status")?)?;
            let words = value("Diagnostic-Code").unwrap_or_default().chars().filter(|sign| !sign.is_control());
            Some(Report::Undelivered { status, words: words.take(KEPT_WORDS).collect() })
        }
        "delayed" => Some(Report::Delayed),
        _ => None,
    }
}

/// Fields and their values, a value that goes on in the next line made one.
fn unfolded(text: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        match (line.starts_with([' ', '\t']), fields.last_mut(), line.split_once(':')) {
            (true, Some((_, value)), _) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (false, _, Some((name, value))) => fields.push((name.trim().to_owned(), value.trim().to_owned())),
            _ => {}
        }
    }
    fields
}

/// Everything in a header that looks like an address.
fn addresses_in(header: &str) -> Vec<String> {
    let parts = header.split(|sign: char| sign.is_whitespace() || "<>,;\"()".contains(sign));
    parts.filter(|part| part.contains('@')).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounce(status: &str, action: &str) -> String {
        format!(
            "From: MAILER-DAEMON@relay.example\r\nTo: <bounce+abc@branch.example>\r\nDelivered-To: bounce+ABC@branch.example\r\n\
             MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b1\"\r\n\r\n\
             --b1\r\nContent-Type: text/plain\r\n\r\nI am sorry.\r\n\
             --b1\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relay.example\r\n\r\n\
             Final-Recipient: rfc822; tom@gone.example\r\nAction: {action}\r\nStatus: {status}\r\n\
             Diagnostic-Code: smtp; 550 {status} no such\r\n user here\r\n\
             --b1\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: x\r\n--b1--\r\n"
        )
    }

    #[test]
    fn a_report_that_nobody_is_there_is_read_with_its_words() {
        let came = read(bounce("5.1.1", "failed").as_bytes()).expect("a report");
        let Report::Undelivered { status, words } = came.report else { panic!("it was not delivered") };
        assert!(status.is_dead_address());
        assert_eq!(words, "smtp; 550 5.1.1 no such user here");
        assert_eq!(came.sent_to, ["bounce+abc@branch.example", "bounce+ABC@branch.example"]);
    }

    #[test]
    fn a_full_box_and_a_refusal_of_what_we_wrote_leave_the_address_alive() {
        for alive in ["5.2.2", "5.7.1", "4.4.7", "5.3.4", "5.0.0"] {
            let came = read(bounce(alive, "failed").as_bytes()).expect("a report");
            assert!(matches!(came.report, Report::Undelivered { status, .. } if !status.is_dead_address()), "{alive}");
        }
        assert_eq!(read(bounce("4.4.1", "delayed").as_bytes()).expect("a report").report, Report::Delayed);
    }

    #[test]
    fn a_complaint_is_told_from_a_report() {
        let complaint = "From: fbl@provider.example\r\nTo: bounce+abc@branch.example\r\nMIME-Version: 1.0\r\n\
                         Content-Type: multipart/report; report-type=feedback-report; boundary=\"b1\"\r\n\r\n\
                         --b1\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\n--b1--\r\n";
        assert_eq!(read(complaint.as_bytes()).expect("a report").report, Report::Complaint);
    }

    #[test]
    fn whatever_is_no_report_is_nothing() {
        let out_of_office = "From: tom@example.org\r\nTo: bounce+abc@branch.example\r\nSubject: Away\r\n\r\nI am away.\r\n";
        assert_eq!(read(out_of_office.as_bytes()), None);
        for odd in
            [b"".as_slice(), b"\xff\xfe\x00", bounce("five", "failed").as_bytes(), bounce("5.1.1", "delivered").as_bytes()]
        {
            assert_eq!(read(odd), None);
        }
        assert_eq!(read(&vec![b'a'; LONGEST + 1]), None);
    }

    #[test]
    fn a_report_cut_off_anywhere_breaks_nothing() {
        let whole = bounce("5.1.1", "failed");
        for length in 0..whole.len() {
            let _ = read(&whole.as_bytes()[..length]);
        }
    }
}
