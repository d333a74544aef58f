//! One lease of messages of one branch, carried by several at once.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use chrono::TimeDelta;
use futures_util::future::join_all;

use super::{
    ledger::{Ledger, Pen},
    office::{Office, Way},
    store::{self, Taken},
};
use crate::{
    branch::Branch,
    db::{Instant, MessageId},
    mail::{
        Category,
        retry::{Phase, Reply, Verdict},
        transport::{Broken, Draft, Line, Snag, Written},
    },
};

/// A message that met a broken line lets the others go first, lest it be the one that breaks them.
const BEHIND_OTHERS: TimeDelta = TimeDelta::minutes(1);
const BEHIND_OTHER_SIGN_INS: TimeDelta = TimeDelta::seconds(5);

pub struct Lease<'a> {
    office: &'a Office,
    way: &'a Way,
    branch: &'a Branch,
    token: &'a str,
    waiting: Mutex<VecDeque<Taken>>,
    pen: Pen,
}

impl<'a> Lease<'a> {
    /// Carries `taken` over `lines` until all are dealt with, the way closes or the worker stops. What is left is given back by
    /// the caller.
    pub async fn carry(office: &'a Office, branch: &'a Branch, token: &'a str, taken: Vec<Taken>, lines: &mut [Option<Line>]) {
        let (pen, ledger) = Ledger::open(office, branch.id, token);
        let lease = Self { office, way: office.way_for(branch), branch, token, waiting: Mutex::new(taken.into()), pen };
        let carrying = async {
            join_all(lines.iter_mut().map(|line| lease.carrier(line))).await;
            lease.pen.end();
        };
        let renewing = lease.renew();
        let working = async { tokio::join!(carrying, ledger.keep()) };
        tokio::select! {
            _ = working => {}
            () = renewing => {}
        }
    }

    /// Keeps the lease alive; never returns.
    async fn renew(&self) {
        let third = self.office.pace.lease.to_std().unwrap_or_default() / 3;
        loop {
            tokio::time::sleep(third).await;
            if let Err(cause) = self.office.renew(self.branch.id, self.token).await {
                tracing::error!("a lease could not be prolonged: {cause}");
            }
        }
    }

    async fn carrier(&self, line: &mut Option<Line>) {
        while let Some(message) = self.next() {
            self.deliver(line, &message).await;
        }
    }

    fn next(&self) -> Option<Taken> {
        if self.office.is_stopping() || !self.way.may_try(self.office.now()) {
            return None;
        }
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }

    async fn deliver(&self, line: &mut Option<Line>, message: &Taken) {
        if !message.course().may_go(self.office.now().0) {
            return self.pen.result(message.given_up());
        }
        let return_path = self.office.return_path(message.id);
        let written = match self.office.sender.write(&self.draft(message, return_path.as_deref())) {
            Ok(written) => written,
            Err(cause) => return self.pen.result(message.unwritable(&cause.to_string())),
        };
        match self.announce(line, &written).await {
            Ok(()) => self.hand_over(line, message, &written).await,
            Err(Snag::Answered(phase, reply)) => match message.after(phase, &reply, self.office.now().0, Office::jitter()) {
                Some(attempt) => {
                    self.way.answered();
                    self.pen.result(attempt);
                }
                None => self.blame_relay(line, message, phase != Phase::Opening, &for_the_log(phase, &reply)).await,
            },
            Err(Snag::Broken(why)) => {
                let was_open = line.is_some();
                self.blame_relay(line, message, was_open, &why.to_string()).await;
            }
        }
    }

    /// Announces the message, over a new line if there is none or the old one turns out to be tired: servers end long
    /// conversations without fault.
    async fn announce(&self, line: &mut Option<Line>, written: &Written) -> Result<(), Snag> {
        loop {
            if !line.as_ref().is_some_and(|line| line.serves(&self.way.transport)) {
                if let Some(old) = line.take() {
                    old.close().await;
                }
                *line = Some(self.way.transport.open().await?);
            }
            let Some(open) = line.as_mut() else { return Err(Broken("no line was opened".to_owned()).into()) };
            let was_used = open.is_used();
            match open.announce(written).await {
                Err(Snag::Broken(_) | Snag::Answered(Phase::Opening, _) | Snag::Answered(_, Reply { code: 421, .. }))
                    if was_used =>
                {
                    *line = None;
                }
                announced => return announced,
            }
        }
    }

    async fn hand_over(&self, line: &mut Option<Line>, message: &Taken, written: &Written) {
        // The line has been told to expect content: if none follows, it cannot be used for anything else.
        let Some(mut open) = line.take() else { return };
        if !self.pen.about_to(message.id).await {
            return;
        }
        let answer = open.hand_over(written).await;
        let now = self.office.now();
        let reply = match answer {
            Ok(reply) => reply,
            Err(why) => {
                self.way.fault(now, &why.to_string());
                return self.pen.result(message.after_doubt(&why.to_string(), now.0, Office::jitter()));
            }
        };
        let Some(attempt) = message.after(Phase::Dot, &reply, now.0, Office::jitter()) else {
            return self.blame_relay(line, message, true, &for_the_log(Phase::Dot, &reply)).await;
        };
        // After an answer to another question the line is out of step, and whatever follows would be misheard.
        if reply.verdict(Phase::Dot) != Verdict::Unclear {
            self.way.answered();
            *line = Some(open);
        }
        self.pen.answered(attempt);
    }

    /// The message is known not to have been handed over: it goes back into the queue and no attempt is charged.
    async fn blame_relay(&self, line: &mut Option<Line>, message: &Taken, let_others_first: bool, why: &str) {
        *line = None;
        let now = self.office.now();
        self.way.fault(now, why);
        let pause = match (let_others_first, message.category) {
            (false, _) => TimeDelta::zero(),
            (true, Category::SignIn) => BEHIND_OTHER_SIGN_INS,
            (true, _) => BEHIND_OTHERS,
        };
        self.put_back(message.id, Instant::from(now.0 + pause)).await;
    }

    async fn put_back(&self, message: MessageId, next_at: Instant) {
        let (branch, token) = (self.branch.id, self.token.to_owned());
        let back = self.office.chore(branch, move |conn, _| store::put_back(conn, branch, &token, message, next_at)).await;
        if let Err(cause) = back {
            tracing::error!("a message could not be put back, and waits for its lease to run out: {cause}");
        }
    }

    fn draft<'m>(&'m self, message: &'m Taken, return_path: Option<&'m str>) -> Draft<'m> {
        Draft {
            id: message.id,
            message_id: &message.message_id,
            queued_at: message.queued_at.0,
            branch: &self.branch.name,
            to_name: &message.to_name,
            to_address: message.to_address.as_deref(),
            subject: &message.subject,
            text: &message.text,
            html: &message.html,
            return_path,
        }
    }
}

/// A server's words may repeat a person's address, which belongs in no log. Before a person was named they cannot.
fn for_the_log(phase: Phase, reply: &Reply) -> String {
    if phase == Phase::Opening {
        format!("the mail server answered {reply}")
    } else {
        format!("the mail server answered {}", reply.code)
    }
}
