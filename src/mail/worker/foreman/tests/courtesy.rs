//! What two domains see of a worker: never more at once than they were promised, never more in a time, and less once they said that
//! it was too much. Counted from what the foreman says, and not by his own book.

use std::collections::{BTreeMap, VecDeque};

use crate::{
    db::Instant,
    mail::{
        Category,
        transport::Snag,
        worker::{
            foreman::{DomainPace, Event, LineNo},
            store::Taken,
        },
    },
};

#[derive(Debug, Default)]
pub struct Watched {
    pace: Option<DomainPace>,
    /// What the lines carry, and to which domain.
    carried: BTreeMap<LineNo, String>,
    domains: BTreeMap<String, Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    /// When messages were begun, oldest first; a minute's worth.
    begun: VecDeque<Instant>,
    /// When it last said that it was too much.
    objected_at: Option<Instant>,
}

impl Watched {
    pub fn at(pace: Option<DomainPace>) -> Self {
        Self { pace, ..Self::default() }
    }

    /// A message is begun; what is wrong with that. Ways in wait for nobody and are counted all the same.
    pub fn announces(&mut self, line: LineNo, message: &Taken, now: Instant) -> Option<&'static str> {
        let domain = message.to_address.clone().unwrap_or_default().rsplit('@').next().unwrap_or_default().to_owned();
        let others = self.carried.values().filter(|other| **other == domain).count();
        self.carried.insert(line, domain.clone());
        let (pace, seen) = (self.pace?, self.domains.entry(domain).or_default());
        seen.begun.push_back(now);
        let wrong = seen.wrong(pace, others, now);
        wrong.filter(|_| message.category != Category::SignIn)
    }

    /// An answer frees the line, and may be an objection.
    pub fn hears(&mut self, event: &Event, now: Instant) {
        let (line, reply) = match event {
            Event::Answered { line, answer } => (line, answer.as_ref().ok()),
            Event::Snagged { line, snag: Snag::Answered(_, reply), .. } => (line, Some(reply)),
            Event::Snagged { line, .. } | Event::Unwritable { line, .. } => (line, None),
            _ => return,
        };
        let is_of_the_relay =
            matches!(event, Event::Snagged { snag: Snag::Answered(crate::mail::retry::Phase::Opening, _), .. });
        let Some(domain) = self.carried.remove(line) else { return };
        if reply.is_some_and(|reply| reply.asks_for_less()) && !is_of_the_relay {
            self.domains.entry(domain).or_default().objected_at = Some(now);
        }
    }

    pub fn hangs_up(&mut self, line: LineNo) {
        self.carried.remove(&line);
    }

    /// The clock jumped: what was seen by it says nothing any more.
    pub fn forgets(&mut self) {
        self.domains.clear();
    }
}

impl Seen {
    fn wrong(&mut self, pace: DomainPace, others: usize, now: Instant) -> Option<&'static str> {
        while self.begun.front().is_some_and(|oldest| (now.0 - oldest.0).num_seconds() >= 60) {
            self.begun.pop_front();
        }
        let since = |moment: Instant| self.begun.iter().filter(|at| **at > moment).count();
        let within = |seconds: i64| since(Instant(now.0 - chrono::TimeDelta::seconds(seconds)));
        let crowds = pace.in_flight > 0 && others >= pace.in_flight;
        // A second's worth may have waited, and goes at once.
        let hurries = [1, 10, 50]
            .into_iter()
            .any(|seconds| within(seconds) > pace.per_second * (usize::try_from(seconds).unwrap_or(1) + 1));
        let objected = self.objected_at.filter(|at| *at <= now && (now.0 - at.0).num_seconds() < 50);
        let presses = objected.is_some_and(|at| {
            let milliseconds = usize::try_from((now.0 - at.0).num_milliseconds()).unwrap_or_default();
            let half = (pace.per_second * 60 / 2).max(12);
            since(at) > (half / 60).max(1) + half * milliseconds / 60_000 + 1
        });
        crowds
            .then_some("more went to a domain at once than it was promised")
            .or(hurries.then_some("more went to a domain in a time than it was promised"))
            .or(presses.then_some("a domain that had objected got more than half"))
    }
}
