//! When a message is tried again, until when, and what it becomes if it never arrives.

use chrono::{DateTime, TimeDelta, Utc};

use crate::mail::{Category, State};

/// What is known of a message when its next step is decided.
#[derive(Debug, Clone, Copy)]
pub struct Course {
    pub category: Category,
    pub queued_at: DateTime<Utc>,
    /// When it is worthless or too late.
    pub deadline: Option<DateTime<Utc>>,
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    Again {
        at: DateTime<Utc>,
    },
    /// Nothing more by mail; the message rests in this state.
    Ends {
        as_state: State,
    },
}

/// A lot drawn between 0 and 255, so that a thousand deferred messages do not come back in one second.
#[derive(Debug, Clone, Copy)]
pub struct Jitter(pub u8);

/// The waits after the first, second … deferral; the last one repeats.
const WAITS: [TimeDelta; 7] = [
    TimeDelta::minutes(1),
    TimeDelta::minutes(5),
    TimeDelta::minutes(15),
    TimeDelta::minutes(45),
    TimeDelta::hours(2),
    TimeDelta::hours(4),
    TimeDelta::hours(8),
];
/// Whoever waits for a link is sitting at the screen.
const SIGN_IN_WAITS: [TimeDelta; 3] = [TimeDelta::seconds(5), TimeDelta::seconds(20), TimeDelta::seconds(60)];
/// Other mail is tried for three days.
const LONGEST: TimeDelta = TimeDelta::hours(72);
/// A link lives ten minutes.
const SIGN_IN_LONGEST: TimeDelta = TimeDelta::minutes(10);
/// What it takes to print a letter and carry it round before a legal deadline.
const TIME_TO_PRINT: TimeDelta = TimeDelta::hours(12);
/// A server may ask for patience, but not for so much of it.
const LONGEST_ASKED: TimeDelta = TimeDelta::hours(4);

impl Course {
    /// From when on mail is no longer tried: the deadline, or three days after queueing, whichever comes first.
    ///
    /// What a rule requires is given up earlier, while there is still time to print it: twelve hours before its deadline, or
    /// half-way to it where it was queued less than a day before.
    pub fn gives_up_at(&self) -> DateTime<Utc> {
        let longest = if self.category == Category::SignIn { SIGN_IN_LONGEST } else { LONGEST };
        let tried_until = self.queued_at + longest;
        let Some(deadline) = self.deadline else { return tried_until };
        let last = match self.category {
            Category::Statutory => deadline - TIME_TO_PRINT.min((deadline - self.queued_at) / 2),
            Category::SignIn | Category::Service | Category::Reminder | Category::News => deadline,
        };
        tried_until.min(last)
    }

    /// What becomes of it then: what a rule requires is printed, the rest is too late.
    pub fn ends_as(&self) -> State {
        if self.category == Category::Statutory { State::Letter } else { State::Expired }
    }

    /// Whether a copy may be sent at `now`.
    pub fn may_go(&self, now: DateTime<Utc>) -> bool {
        now < self.gives_up_at()
    }

    /// After the `attempts`th attempt, at `now`, was put off; `asked` is the wait that the server named.
    pub fn after_deferral(&self, attempts: i32, now: DateTime<Utc>, asked: Option<TimeDelta>, jitter: Jitter) -> Next {
        let waits: &[TimeDelta] = if self.category == Category::SignIn { &SIGN_IN_WAITS } else { &WAITS };
        let step = usize::try_from(attempts.max(1) - 1).unwrap_or_default().min(waits.len() - 1);
        let wait = jitter.spread(waits[step]).max(asked.unwrap_or_default().min(LONGEST_ASKED));
        self.again_at(now + wait)
    }

    /// After an attempt of which nobody knows whether it arrived. What a rule requires, and answers to people's deeds, go out
    /// again under the same Message-ID; a second link or a second reminder would be worse than none.
    pub fn after_doubt(&self, attempts: i32, now: DateTime<Utc>, jitter: Jitter) -> Next {
        match self.category {
            Category::Statutory | Category::Service => self.after_deferral(attempts, now, None, jitter),
            Category::SignIn | Category::Reminder | Category::News => Next::Ends { as_state: State::InDoubt },
        }
    }

    /// After a worker died over it, found at `now`. It goes out again at once: the server did nothing wrong.
    pub fn after_death(&self, now: DateTime<Utc>) -> Next {
        if self.goes_again_in_doubt() { self.again_at(now) } else { Next::Ends { as_state: State::InDoubt } }
    }

    /// Whether a message that may have arrived goes out once more: a doubled notice is better than none.
    pub fn goes_again_in_doubt(&self) -> bool {
        matches!(self.category, Category::Statutory | Category::Service)
    }

    fn again_at(&self, at: DateTime<Utc>) -> Next {
        if self.may_go(at) { Next::Again { at } } else { Next::Ends { as_state: self.ends_as() } }
    }
}

impl Jitter {
    /// `wait` times something between 0.8 and 1.2, in whole milliseconds.
    fn spread(self, wait: TimeDelta) -> TimeDelta {
        let per_mille = 800 + i64::from(self.0) * 400 / 255;
        TimeDelta::milliseconds(wait.num_milliseconds() / 1_000 * per_mille)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Exactly 1.0.
    const EVEN: Jitter = Jitter(128);

    fn at(hours: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_796_000_000, 0).expect("a moment") + TimeDelta::hours(hours)
    }

    fn course(category: Category, deadline: Option<i64>) -> Course {
        Course { category, queued_at: at(0), deadline: deadline.map(at) }
    }

    /// The moments of all attempts when the server always says "later", in seconds after queueing, and the end.
    fn attempts(course: Course) -> (Vec<i64>, State) {
        let (mut moments, mut now) = (vec![0], course.queued_at);
        for attempt in 1.. {
            match course.after_deferral(attempt, now, None, EVEN) {
                Next::Again { at } => now = at,
                Next::Ends { as_state } => return (moments, as_state),
            }
            moments.push((now - course.queued_at).num_seconds());
        }
        unreachable!("every course ends")
    }

    #[test]
    fn what_a_rule_requires_is_tried_for_three_days_and_then_printed() {
        let (moments, end) = attempts(course(Category::Statutory, None));
        assert_eq!(moments[..8], [0, 60, 360, 1260, 3960, 11_160, 25_560, 54_360]);
        assert_eq!(moments.len(), 15);
        assert_eq!(end, State::Letter);
    }

    #[test]
    fn a_notice_is_given_up_while_there_is_still_time_to_print_it() {
        assert_eq!(course(Category::Statutory, Some(48)).gives_up_at(), at(36));
        assert_eq!(course(Category::Statutory, Some(8)).gives_up_at(), at(4));
        assert_eq!(course(Category::Statutory, Some(500)).gives_up_at(), at(72));
        assert_eq!(course(Category::Service, Some(48)).gives_up_at(), at(48));
    }

    #[test]
    fn a_link_is_tried_quickly_and_expires_with_its_ten_minutes() {
        let (moments, end) = attempts(course(Category::SignIn, None));
        assert_eq!(moments[..5], [0, 5, 25, 85, 145]);
        assert!(moments.iter().all(|moment| *moment < 600));
        assert_eq!(end, State::Expired);
    }

    #[test]
    fn the_wait_that_a_server_names_is_kept_unless_it_is_absurd() {
        let notice = course(Category::Statutory, None);
        let next = |asked| notice.after_deferral(1, at(0), Some(asked), EVEN);
        assert_eq!(next(TimeDelta::minutes(7)), Next::Again { at: at(0) + TimeDelta::minutes(7) });
        assert_eq!(next(TimeDelta::seconds(3)), Next::Again { at: at(0) + TimeDelta::minutes(1) });
        assert_eq!(next(TimeDelta::days(9)), Next::Again { at: at(4) });
    }

    #[test]
    fn the_lot_spreads_a_wait_by_a_fifth_either_way() {
        let minute = TimeDelta::minutes(1);
        assert_eq!(Jitter(0).spread(minute), TimeDelta::seconds(48));
        assert_eq!(EVEN.spread(minute), minute);
        assert_eq!(Jitter(255).spread(minute), TimeDelta::seconds(72));
    }

    #[test]
    fn in_doubt_a_notice_goes_again_and_a_link_or_reminder_does_not() {
        let twice = [(Category::Statutory, true), (Category::Service, true)];
        let once = [(Category::SignIn, false), (Category::Reminder, false), (Category::News, false)];
        for (category, again) in twice.into_iter().chain(once) {
            let lost = course(category, None).after_doubt(1, at(0), EVEN);
            let dead = course(category, None).after_death(at(0));
            if again {
                assert_eq!(lost, Next::Again { at: at(0) + TimeDelta::minutes(1) });
                assert_eq!(dead, Next::Again { at: at(0) });
            } else {
                assert_eq!((lost, dead), (Next::Ends { as_state: State::InDoubt }, Next::Ends { as_state: State::InDoubt }));
            }
        }
    }

    #[test]
    fn nothing_is_sent_after_its_deadline() {
        assert!(course(Category::Reminder, Some(3)).may_go(at(2)));
        assert!(!course(Category::Reminder, Some(3)).may_go(at(3)));
    }
}
