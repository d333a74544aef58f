//! Who is reminded that dues are late, and who is left in peace.

use chrono::{Datelike, NaiveDate};

use super::late::{Late, Way};
use crate::{
    render::{dates, words::plural},
    rulebook::{Length, Rulebook},
    web::{Refusal, WayOn},
};

/// More than this nobody reads.
const LONGEST: usize = 600;

/// Why somebody gets no reminder, or nobody does.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotReminded {
    #[error("wants no reminders")]
    WantsNone,
    #[error("was reminded on {}; the next one may go on {}", dates::day(*.on), dates::day(*.again_on))]
    NotYet { on: NaiveDate, again_on: NaiveDate },
    #[error("has neither a mail address nor one for the post")]
    Nowhere,
    #[error("There is nobody to remind: whoever is late was reminded lately, wants no reminders, or cannot be reached.")]
    Nobody,
    #[error("Write at most 600 characters. A short letter is read.")]
    TooLong,
}

impl Refusal for NotReminded {
    fn field(&self) -> Option<&'static str> {
        matches!(self, Self::TooLong).then_some("words")
    }

    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/members/dues", "See whose dues are late")]
    }
}

/// Whether dues paid to that day are late on another, the rulebook's grace over.
pub fn owes(book: &Rulebook, paid_to: Option<NaiveDate>, on: NaiveDate) -> bool {
    paid_to.is_some_and(|paid_to| paid_to < book.membership.grace.before(on))
}

/// Whether somebody may be reminded today, where the rulebook keeps reminders so far apart.
pub fn may_remind(late: &Late, apart: Length, today: NaiveDate) -> Result<(), NotReminded> {
    if late.wants_none {
        return Err(NotReminded::WantsNone);
    }
    if let Some(on) = late.reminded_on
        && today < apart.after(on)
    {
        return Err(NotReminded::NotYet { on, again_on: apart.after(on) });
    }
    if late.way == Way::Nowhere { Err(NotReminded::Nowhere) } else { Ok(()) }
}

/// What the officer adds to the letter.
pub fn added(typed: &str) -> Result<String, NotReminded> {
    let words = typed.trim().replace("\r\n", "\n");
    if words.chars().count() > LONGEST { Err(NotReminded::TooLong) } else { Ok(words) }
}

/// "for 3 months": how long nothing has been paid.
pub fn since(paid_to: NaiveDate, today: NaiveDate) -> String {
    let months = (today.year() - paid_to.year()) * 12 + i32::try_from(today.month()).unwrap_or_default()
        - i32::try_from(paid_to.month()).unwrap_or_default()
        - i32::from(today.day() < paid_to.day());
    match months {
        ..=0 => "for less than a month".to_owned(),
        months => format!("for {}", plural(months.into(), "month", "months")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::MemberId;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a written day")
    }

    fn late() -> Late {
        Late {
            id: MemberId::fresh(),
            name: "Łucja Khan".into(),
            number: "8000253".into(),
            paid_to: day("2026-06-30"),
            since: String::new(),
            way: Way::Mail,
            reminded_on: None,
            wants_none: false,
        }
    }

    #[test]
    fn nobody_is_reminded_twice_within_the_time_that_the_rulebook_names() {
        let reminded = Late { reminded_on: Some(day("2026-10-31")), ..late() };
        let (on, again_on) = (day("2026-10-31"), day("2026-11-30"));
        assert_eq!(may_remind(&late(), Length::Months(1), on), Ok(()));
        assert_eq!(
            may_remind(&reminded, Length::Months(1), day("2026-11-29")),
            Err(NotReminded::NotYet { on, again_on }),
            "the last day of a shorter month"
        );
        assert_eq!(may_remind(&reminded, Length::Months(1), again_on), Ok(()));
        assert_eq!(may_remind(&reminded, Length::Days(14), day("2026-11-14")), Ok(()));
        assert!(may_remind(&reminded, Length::Days(14), day("2026-11-13")).is_err());
    }

    #[test]
    fn whoever_wants_none_gets_none_however_long_ago_the_last_one_was() {
        let may = |late: &Late| may_remind(late, Length::Months(1), day("2026-11-26"));
        assert_eq!(may(&Late { wants_none: true, ..late() }), Err(NotReminded::WantsNone));
        assert_eq!(may(&Late { way: Way::Nowhere, ..late() }), Err(NotReminded::Nowhere));
        assert_eq!(may(&Late { way: Way::Letter, ..late() }), Ok(()));
    }

    #[test]
    fn how_long_is_told_in_whole_months() {
        let today = day("2026-11-26");
        let told = |paid_to: &str| since(day(paid_to), today);
        assert_eq!(told("2026-10-31"), "for less than a month");
        assert_eq!(told("2026-10-26"), "for 1 month");
        assert_eq!(told("2025-08-31"), "for 14 months");
    }
}
