//! From what the mail server said to what is entered. No I/O: the moment and the lot are handed in.

use chrono::{DateTime, Utc};

use super::store::{Attempt, By, Taken, Waiting};
use crate::mail::{
    Outcome, State,
    retry::{Course, Jitter, Next, Phase, Reply, Verdict},
};

impl Taken {
    /// Its way through time.
    pub fn course(&self) -> Course {
        Course { category: self.category, queued_at: self.queued_at.0, deadline: self.deadline_at.map(|at| at.0) }
    }

    /// What to enter after `reply` to `phase`; nothing if the mail server is at fault and the message waits on.
    pub fn after(&self, phase: Phase, reply: &Reply, now: DateTime<Utc>, jitter: Jitter) -> Option<Attempt> {
        let made = self.attempts + 1;
        let (outcome, next) = match reply.verdict(phase) {
            Verdict::Accepted => (Outcome::Accepted, Next::Ends { as_state: State::Accepted }),
            Verdict::Refused => (Outcome::Refused, Next::Ends { as_state: State::Refused }),
            Verdict::Deferred { asked } => (Outcome::Deferred, self.course().after_deferral(made, now, asked, jitter)),
            Verdict::Unclear => return Some(self.after_doubt(&reply.to_string(), now, jitter)),
            Verdict::RelayFault => return None,
        };
        Some(self.attempt(outcome, reply.to_string(), next, made))
    }

    /// What to enter when the message was handed over and no answer came; `why` says what came instead.
    pub fn after_doubt(&self, why: &str, now: DateTime<Utc>, jitter: Jitter) -> Attempt {
        let made = self.attempts + 1;
        self.doubted(why, self.course().after_doubt(made, now, jitter), made)
    }

    /// What to enter for a message that a dead worker had in its hands: its answer, if that was noted, or the doubt.
    pub fn after_death(&self, now: DateTime<Utc>, jitter: Jitter) -> Attempt {
        let noted = self.answer.as_deref().and_then(Reply::parse).and_then(|reply| self.after(Phase::Dot, &reply, now, jitter));
        let attempt = noted.unwrap_or_else(|| {
            self.doubted("the worker stopped while handing it over", self.course().after_death(now), self.attempts + 1)
        });
        Attempt { by: By::Rule, ..attempt }
    }

    /// What to enter when its time is over.
    pub fn given_up(&self) -> Attempt {
        let as_state = self.course().ends_as();
        let words =
            if as_state == State::Letter { "not accepted in time for mail" } else { "not accepted before it was too late" };
        let attempt = self.attempt(ended(as_state), words.to_owned(), Next::Ends { as_state }, self.attempts);
        Attempt { by: By::Rule, ..attempt }
    }

    /// What to enter when nothing can be sent to the address.
    pub fn unwritable(&self, why: &str) -> Attempt {
        self.attempt(Outcome::Refused, why.to_owned(), Next::Ends { as_state: State::Refused }, self.attempts)
    }

    fn doubted(&self, why: &str, next: Next, made: i32) -> Attempt {
        let attempt = self.attempt(Outcome::Doubted, why.to_owned(), next, made);
        Attempt { is_doubtful: true, ..attempt }
    }

    /// `outcome` unless this was the last attempt; then the end says more than the attempt.
    fn attempt(&self, outcome: Outcome, reply: String, next: Next, attempts: i32) -> Attempt {
        let outcome = match next {
            Next::Ends { as_state } if matches!(outcome, Outcome::Deferred | Outcome::Doubted) => ended(as_state),
            _ => outcome,
        };
        Attempt {
            message: self.id,
            notice: self.notice,
            about: self.about.clone(),
            readers: self.readers,
            lease: self.lease.clone(),
            by: By::Carrier,
            outcome,
            reply,
            next,
            attempts,
            is_doubtful: self.is_doubtful,
        }
    }
}

impl Waiting {
    /// Its way through time.
    pub fn course(&self) -> Course {
        Course { category: self.category, queued_at: self.queued_at.0, deadline: self.deadline_at.map(|at| at.0) }
    }
}

fn ended(as_state: State) -> Outcome {
    match as_state {
        State::Letter => Outcome::Letter,
        State::InDoubt => Outcome::InDoubt,
        _ => Outcome::Expired,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        db::{Instant, MessageId, NoticeId},
        mail::{Category, Readers},
    };

    fn now() -> DateTime<Utc> {
        "2026-12-17T19:00:00Z".parse().expect("a moment")
    }

    fn taken(category: Category) -> Taken {
        Taken {
            id: MessageId::fresh(),
            notice: NoticeId::fresh(),
            about: "/meetings/1".into(),
            category,
            readers: Readers::Officers,
            queued_at: Instant(now()),
            deadline_at: None,
            to_name: "Tom".into(),
            to_address: Some("tom@example.org".into()),
            subject: String::new(),
            text: String::new(),
            html: String::new(),
            message_id: "<1@example.org>".into(),
            attempts: 2,
            is_doubtful: false,
            lease: Some("lease".into()),
            answer: None,
            invitation: None,
            reply_to: None,
        }
    }

    #[test]
    fn a_server_that_closes_charges_no_attempt() {
        assert!(taken(Category::Statutory).after(Phase::Dot, &Reply::new(421, "closing"), now(), Jitter(0)).is_none());
    }

    #[test]
    fn an_answer_noted_before_the_worker_died_settles_the_message() {
        let dead = Taken { answer: Some("250 2.0.0 queued as 4F1C".into()), ..taken(Category::SignIn) };
        let attempt = dead.after_death(now(), Jitter(0));
        assert_eq!((attempt.outcome, attempt.next), (Outcome::Accepted, Next::Ends { as_state: State::Accepted }));
        assert!(!attempt.is_doubtful);
    }

    #[test]
    fn without_a_noted_answer_a_notice_goes_again_and_a_link_does_not() {
        let notice = taken(Category::Statutory).after_death(now(), Jitter(0));
        assert_eq!((notice.outcome, notice.next, notice.attempts), (Outcome::Doubted, Next::Again { at: now() }, 3));
        let link = taken(Category::SignIn).after_death(now(), Jitter(0));
        assert_eq!((link.outcome, link.next), (Outcome::InDoubt, Next::Ends { as_state: State::InDoubt }));
        assert!(notice.is_doubtful && link.is_doubtful);
    }

    #[test]
    fn the_last_deferral_of_a_notice_makes_it_a_letter() {
        let old = Taken { queued_at: Instant(now() - chrono::TimeDelta::hours(72)), ..taken(Category::Statutory) };
        let attempt = old.after(Phase::Recipient, &Reply::new(450, "busy"), now(), Jitter(0)).expect("an attempt");
        assert_eq!((attempt.outcome, attempt.next), (Outcome::Letter, Next::Ends { as_state: State::Letter }));
        assert_eq!(old.given_up().attempts, 2);
    }

    #[test]
    fn a_message_once_doubtful_stays_so_when_its_second_copy_is_accepted() {
        let again = Taken { is_doubtful: true, ..taken(Category::Statutory) };
        let attempt = again.after(Phase::Dot, &Reply::new(250, "ok"), now(), Jitter(0)).expect("an attempt");
        assert!(attempt.is_doubtful);
    }
}
