//! What a mail server's answer means for one message.

use chrono::TimeDelta;

/// An answer of a mail server: three figures, and words for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub code: u16,
    /// On one line and no longer than a page shows.
    pub text: String,
}

/// Which sentence of the conversation the server answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Everything before the message had a person: the greeting, the encryption, the password, our own address.
    Opening,
    /// The address of the person.
    Recipient,
    /// The request to hand over the content, of which nothing has gone out.
    Content,
    /// The whole message, with the final dot behind it.
    Dot,
}

/// What an answer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The server has the message.
    Accepted,
    /// Not now; perhaps after the time that the server named.
    Deferred { asked: Option<TimeDelta> },
    /// Never.
    Refused,
    /// It has the message or has not, and its answer does not say which.
    Unclear,
    /// The server itself is at fault, or we are: it says nothing about this person, and no attempt is charged.
    RelayFault,
}

/// Longer texts are cut; a server may send 64 KB of them.
const LONGEST_TEXT: usize = 400;

impl Reply {
    /// An answer with its words made fit for one line of a page.
    pub fn new(code: u16, text: &str) -> Self {
        let text: String = text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).take(LONGEST_TEXT).collect();
        Self { code, text: text.trim().to_owned() }
    }

    /// Reads what [`Reply`] writes: "250 2.0.0 Ok: queued as 4F1C". `None` for anything else.
    pub fn parse(line: &str) -> Option<Self> {
        let (code, text) = line.split_once(' ').unwrap_or((line, ""));
        let code = (code.len() == 3).then(|| code.parse().ok()).flatten()?;
        Some(Self::new(code, text))
    }

    /// What the answer to `phase` means for the message.
    ///
    /// RFC 5321, 4.2.1: a first figure of 4 may change, one of 5 will not. Only 250 counts as "accepted": any other good
    /// figure after the dot belongs to another question, so the conversation is out of step and proves nothing.
    pub fn verdict(&self, phase: Phase) -> Verdict {
        match (phase, self.code) {
            (Phase::Dot, 250) => Verdict::Accepted,
            // RFC 5321, 3.8: 421 closes the channel, whatever was asked.
            (_, 421) | (Phase::Opening, _) => Verdict::RelayFault,
            // The server wants a password or encryption (RFC 4954, RFC 3207), or has lost the thread (503): not this person's doing.
            (_, 503 | 530 | 535 | 538) | (Phase::Recipient | Phase::Content, 0..=399) => Verdict::RelayFault,
            (Phase::Dot, 0..=399) => Verdict::Unclear,
            (_, 400..=499) => Verdict::Deferred { asked: self.asked_wait() },
            // RFC 5321, 4.5.3.1.10 and RFC 3463, X.2.2: a full box empties again.
            (_, 552) if self.is_full_box() || phase == Phase::Recipient => Verdict::Deferred { asked: None },
            (_, 500..=599) if self.is_full_box() => Verdict::Deferred { asked: None },
            (_, 500..=599) => Verdict::Refused,
            (Phase::Dot, _) => Verdict::Unclear,
            _ => Verdict::RelayFault,
        }
    }

    /// "try again in 300 seconds", "please retry in 5 minutes": the wait that a greylisting server names.
    fn asked_wait(&self) -> Option<TimeDelta> {
        let words: Vec<String> = self.text.split_whitespace().map(|word| word.to_lowercase()).collect();
        words.windows(2).find_map(|pair| {
            let number: i64 = pair[0].trim_matches(|sign: char| !sign.is_ascii_digit()).parse().ok()?;
            match pair[1].trim_matches(|sign: char| !sign.is_alphabetic()) {
                "second" | "seconds" | "secs" | "sec" => TimeDelta::try_seconds(number),
                "minute" | "minutes" | "mins" | "min" => TimeDelta::try_minutes(number),
                _ => None,
            }
        })
    }

    /// Whether the server says that it gets too much from us: it closes, or a policy of its puts us off (RFC 3463, X.7.X).
    pub fn asks_for_less(&self) -> bool {
        self.code == 421 || ((400..500).contains(&self.code) && self.text.starts_with("4.7."))
    }

    /// Whether the server refuses how we send and not whom we send to: a policy (RFC 3463, X.7.X), or words for one. It is never
    /// held against the person.
    pub fn blames_us(&self) -> bool {
        let words = self.text.to_lowercase();
        (500..600).contains(&self.code)
            && (words.starts_with("5.7.")
                || ["spam", "policy", "blocklist", "blacklist"].iter().any(|word| words.contains(word)))
    }

    /// What was said, but whatever in it may be somebody's address.
    pub fn without_addresses(&self) -> String {
        let words = self.text.split_whitespace().filter(|word| !word.contains('@'));
        format!("{:03} {}", self.code, words.collect::<Vec<_>>().join(" "))
    }

    fn is_full_box(&self) -> bool {
        self.text.starts_with("5.2.2") || self.text.starts_with("4.2.2")
    }
}

impl std::fmt::Display for Reply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:03} {}", self.code, self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(phase: Phase, line: &str) -> Verdict {
        Reply::parse(line).expect("a written reply").verdict(phase)
    }

    #[test]
    fn only_250_after_the_dot_counts_as_accepted() {
        assert_eq!(verdict(Phase::Dot, "250 2.0.0 Ok: queued as 4F1C"), Verdict::Accepted);
        for odd in ["251 will forward", "252 cannot verify", "354 go ahead", "220 ready", "200 fine"] {
            assert_eq!(verdict(Phase::Dot, odd), Verdict::Unclear, "{odd}");
        }
    }

    #[test]
    fn a_reply_of_the_fours_may_change_and_one_of_the_fives_will_not() {
        assert_eq!(verdict(Phase::Recipient, "450 4.2.1 busy"), Verdict::Deferred { asked: None });
        assert_eq!(verdict(Phase::Recipient, "550 5.1.1 no such user"), Verdict::Refused);
        assert_eq!(verdict(Phase::Dot, "451 4.3.0 try later"), Verdict::Deferred { asked: None });
        assert_eq!(verdict(Phase::Dot, "554 5.7.1 looks like spam"), Verdict::Refused);
        assert_eq!(verdict(Phase::Content, "554 no valid recipients"), Verdict::Refused);
    }

    #[test]
    fn a_closing_server_is_at_fault_and_not_the_person() {
        for phase in [Phase::Opening, Phase::Recipient, Phase::Content, Phase::Dot] {
            assert_eq!(verdict(phase, "421 4.3.2 closing down"), Verdict::RelayFault);
        }
    }

    #[test]
    fn whatever_is_said_before_a_person_is_named_is_no_fault_of_a_person() {
        for line in ["535 5.7.8 wrong password", "550 5.7.1 sender not allowed", "452 4.3.1 disk full", "250 fine"] {
            assert_eq!(verdict(Phase::Opening, line), Verdict::RelayFault, "{line}");
        }
        assert_eq!(verdict(Phase::Recipient, "530 5.7.0 authentication required"), Verdict::RelayFault);
    }

    #[test]
    fn a_full_box_is_tried_again_although_it_says_552() {
        assert_eq!(verdict(Phase::Recipient, "552 5.2.2 mailbox full"), Verdict::Deferred { asked: None });
        assert_eq!(verdict(Phase::Dot, "550 5.2.2 over quota"), Verdict::Deferred { asked: None });
        assert_eq!(verdict(Phase::Dot, "552 5.3.4 message too big"), Verdict::Refused);
    }

    #[test]
    fn the_wait_that_a_greylisting_server_names_is_understood() {
        let asked = |line| match verdict(Phase::Recipient, line) {
            Verdict::Deferred { asked } => asked,
            other => panic!("{other:?}"),
        };
        assert_eq!(asked("450 4.2.0 Greylisted, try again in 300 seconds"), Some(TimeDelta::seconds(300)));
        assert_eq!(asked("451 Please retry in 5 minutes."), Some(TimeDelta::minutes(5)));
        assert_eq!(asked("450 in 99999999999999999999 seconds"), None);
        assert_eq!(asked("450 4.2.0 later"), None);
    }

    #[test]
    fn a_reply_that_was_noted_is_read_back_as_it_was() {
        let said = Reply::new(250, "2.0.0 Ok\r\nqueued\tas 4F1C");
        assert_eq!(said.to_string(), "250 2.0.0 Ok  queued as 4F1C");
        assert_eq!(Reply::parse(&said.to_string()), Some(said));
        assert_eq!(Reply::parse("250"), Some(Reply::new(250, "")));
        assert_eq!(Reply::parse("fine, thanks"), None);
    }

    #[test]
    fn a_refusal_of_how_we_send_is_told_from_one_of_a_person() {
        let reply = |line| Reply::parse(line).expect("a written reply");
        for ours in ["554 5.7.1 <tom@b.example> rejected", "550 Message looks like SPAM", "550 5.0.0 against our policy"] {
            assert!(reply(ours).blames_us(), "{ours}");
        }
        for theirs in ["550 5.1.1 no such user", "552 5.2.2 mailbox full", "451 4.7.1 later", "250 2.0.0 no spam"] {
            assert!(!reply(theirs).blames_us(), "{theirs}");
        }
        assert_eq!(reply("554 5.7.1 <tom@b.example>: denied").without_addresses(), "554 5.7.1 denied");
        assert!(reply("421 4.3.2 closing").asks_for_less() && reply("451 4.7.28 too fast").asks_for_less());
        assert!(!reply("450 4.2.0 greylisted").asks_for_less() && !reply("554 5.7.1 no").asks_for_less());
    }

    #[test]
    fn a_reply_of_sixty_four_kilobytes_is_cut() {
        assert_eq!(Reply::new(550, &"no ".repeat(20_000)).text.len(), LONGEST_TEXT);
    }
}
