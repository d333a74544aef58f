//! One person before one rule: each thing that the rule asks, examined and put into words, with what can be done where
//! it does not hold.

use chrono::{Datelike, NaiveDate};

use super::eligibility::{Cure, Dues, DuesUnknown, EligibilityRule, Reason, ResidenceRule, Suspended};
use super::membership::is_one_of;
use super::words::{day, listed};
use super::{Facts, Question, Rulebook};

/// One person before one rule.
pub(super) struct Case<'a> {
    pub book: &'a Rulebook,
    pub rule: &'a EligibilityRule,
    pub question: &'a Question,
    pub facts: &'a Facts,
}

impl Case<'_> {
    /// Everything that the rule asks, in the order in which one would ask it.
    pub fn reasons(&self) -> Vec<Reason> {
        let examined = [
            self.class(),
            self.continuity(),
            self.dues(),
            self.dues_on_notice_day(),
            self.suspension(),
            self.residence(),
            self.lowest_age(),
            self.highest_age(),
            self.office(),
        ];
        examined.into_iter().flatten().collect()
    }

    fn holds(&self, says: String) -> Option<Reason> {
        Some(Reason { holds: true, says, remedy: None, clause: self.rule.src.clone() })
    }

    fn fails(&self, says: String, remedy: String) -> Option<Reason> {
        Some(Reason { holds: false, says, remedy: Some(remedy), clause: self.rule.src.clone() })
    }

    fn classes(&self) -> &[String] {
        if self.rule.classes.is_empty() { &self.book.membership.voting_classes } else { &self.rule.classes }
    }

    /// "on the freeze date, Friday 31 July 2026".
    fn then(&self) -> String {
        format!("{}, {}", self.rule.at.in_words(), day(self.question.on))
    }

    fn since(&self) -> Option<NaiveDate> {
        self.book.membership.continuous_since(self.facts, self.classes(), self.question.on)
    }

    fn class(&self) -> Option<Reason> {
        let (on, wanted) = (self.question.on, listed(self.classes()));
        let held = self.facts.periods.iter().find(|period| period.covers(on));
        match held {
            _ if self.since().is_some() => self.holds(format!("A member ({wanted}) {}.", self.then())),
            Some(period) => self.fails(
                format!("The membership is “{}” {}; the vote belongs to: {wanted}.", period.class, self.then()),
                "Ask the membership secretary how to change the kind of membership.".to_owned(),
            ),
            None => self.fails(
                format!("Not a member {}.", self.then()),
                "If this is wrong, ask the membership secretary to check the dates of membership.".to_owned(),
            ),
        }
    }

    fn continuity(&self) -> Option<Reason> {
        let length = self.rule.continuous?;
        let since = self.since()?;
        let latest = length.before(self.question.on);
        let joined = format!("Membership has lasted without a break since {}", day(since));
        if since <= latest {
            return self.holds(format!("{joined}; {length} by {} need {} or earlier.", day(self.question.on), day(latest)));
        }
        let from = length.complete_on(since);
        self.fails(
            format!("{joined}; it had to begin on {} or earlier, to make {length} {}.", day(latest), self.then()),
            format!("The {length} are complete on {}, enough for a {} then or later.", day(from), self.rule.at.noun()),
        )
    }

    fn dues(&self) -> Option<Reason> {
        if self.rule.dues == Dues::DoNotMatter {
            return None;
        }
        self.dues_at(self.question.on, &self.then())
    }

    fn dues_on_notice_day(&self) -> Option<Reason> {
        if self.rule.dues != Dues::PaidOnNoticeDayToo {
            return None;
        }
        match self.question.notice_on {
            Some(notice_on) => self.dues_at(notice_on, &format!("on the day notice was issued, {}", day(notice_on))),
            None => self.fails(
                "Dues must have been paid on the day notice was issued, and that day is not recorded.".to_owned(),
                "The secretary records when notice was issued.".to_owned(),
            ),
        }
    }

    fn dues_at(&self, on: NaiveDate, then: &str) -> Option<Reason> {
        let known = match self.rule.cure_until {
            Cure::Door => self.facts.paid_to_now(),
            Cure::TheDay => self.facts.paid_to_as_known(on),
        };
        let Some(paid_to) = known else { return self.dues_unknown(then) };
        let late_after = self.rule.max_arrears.after(self.book.membership.grace.after(paid_to));
        if on <= paid_to {
            return self.holds(format!("Dues are paid to {}, so nothing is late {then}.", day(paid_to)));
        }
        if on <= late_after {
            return self.holds(format!("Dues are paid to {} and count as late only after {}.", day(paid_to), day(late_after)));
        }
        self.fails(format!("Dues are paid to {} only, so they are late {then}.", day(paid_to)), self.how_to_pay(on))
    }

    fn dues_unknown(&self, then: &str) -> Option<Reason> {
        match self.rule.dues_unknown {
            DuesUnknown::CountAsPaid => self.holds(format!("No late dues are recorded {then}.")),
            DuesUnknown::CountAsOwed => self.fails(
                format!("Nobody recorded that dues were paid {then}."),
                "The treasurer records to which day dues are paid.".to_owned(),
            ),
        }
    }

    fn how_to_pay(&self, on: NaiveDate) -> String {
        match self.rule.cure_until {
            Cure::Door => {
                "Pay what is owed before the vote; once the treasurer has recorded it, this no longer stands in the way."
                    .to_owned()
            }
            Cure::TheDay => format!("Only what was paid and recorded by {} counts.", day(on)),
        }
    }

    fn suspension(&self) -> Option<Reason> {
        let suspended = self.facts.suspensions.iter().find(|span| span.covers(self.question.on))?;
        if self.rule.suspended == Suspended::KeepsVote {
            return self.holds("A suspended member keeps this vote.".to_owned());
        }
        let remedy = match suspended.to {
            Some(to) => format!("The suspension ends with {}.", day(to)),
            None => "The decision names to whom an appeal goes.".to_owned(),
        };
        self.fails(format!("Membership is suspended {}.", self.then()), remedy)
    }

    fn residence(&self) -> Option<Reason> {
        if self.rule.residence == ResidenceRule::None {
            return None;
        }
        if self.question.area.is_empty() {
            return self.holds("The whole branch votes, so it does not matter where in it one lives.".to_owned());
        }
        let area = listed(&self.question.area);
        match self.facts.residence_on(self.question.on) {
            Some(home) if is_one_of(&home.unit, &self.question.area) => {
                self.holds(format!("Lives in {} {}.", home.unit, self.then()))
            }
            Some(home) => self.fails(
                format!("Lives in {} {}; this vote is for those who live in {area}.", home.unit, self.then()),
                self.about_the_address(),
            ),
            None => self.fails(format!("No address in {area} is recorded {}.", self.then()), self.about_the_address()),
        }
    }

    fn about_the_address(&self) -> String {
        format!("If the address was wrong on {}, ask the membership secretary to put it right.", day(self.question.on))
    }

    fn lowest_age(&self) -> Option<Reason> {
        let least = self.rule.min_age?;
        match self.facts.born_on {
            Some(born) if age(born, self.question.on) >= least => {
                self.holds(format!("At least {least} years old {}.", self.then()))
            }
            Some(born) => self.fails(
                format!("Not yet {least} years old {}.", self.then()),
                format!("This changes on {}.", day(birthday(born, least))),
            ),
            None if self.book.membership.min_age.is_some_and(|admitted| admitted >= least) => {
                self.holds(format!("At least {least} years old, since nobody younger is admitted."))
            }
            None => self.fails(
                format!("The rule asks for an age of {least}, and no date of birth is recorded."),
                tell_the_date_of_birth(),
            ),
        }
    }

    fn highest_age(&self) -> Option<Reason> {
        let below = self.rule.under_age?;
        match self.facts.born_on {
            Some(born) if age(born, self.question.on) < below => self.holds(format!("Under {below} {}.", self.then())),
            Some(_) => self
                .fails(format!("No longer under {below} {}.", self.then()), "Nothing can be done about this one.".to_owned()),
            None => self.fails(
                format!("The rule is for those under {below}, and no date of birth is recorded."),
                tell_the_date_of_birth(),
            ),
        }
    }

    fn office(&self) -> Option<Reason> {
        if self.rule.holds.is_empty() {
            return None;
        }
        let wanted = listed(&self.rule.holds);
        let held =
            self.facts.offices.iter().find(|held| held.covers(self.question.on) && is_one_of(&held.office, &self.rule.holds));
        match held {
            Some(held) => self.holds(format!("Holds the office “{}” {}.", held.office, self.then())),
            None => self.fails(
                format!("This vote belongs to those who hold one of these offices: {wanted}."),
                "If an election is missing, ask the secretary to record it.".to_owned(),
            ),
        }
    }
}

fn tell_the_date_of_birth() -> String {
    "Tell the membership secretary the date of birth.".to_owned()
}

/// Whole years lived by that day.
pub fn age(born: NaiveDate, on: NaiveDate) -> u32 {
    let years = u32::try_from(on.year().saturating_sub(born.year())).unwrap_or(0);
    if years > 0 && on < birthday(born, years) { years - 1 } else { years }
}

/// The birthday that completes so many years. Born on 29 February, one is a year older on 1 March in a common year.
fn birthday(born: NaiveDate, years: u32) -> NaiveDate {
    let year = born.year().saturating_add(i32::try_from(years).unwrap_or(i32::MAX));
    let same_day = NaiveDate::from_ymd_opt(year, born.month(), born.day());
    same_day.or_else(|| NaiveDate::from_ymd_opt(year, 3, 1)).unwrap_or(NaiveDate::MAX)
}
