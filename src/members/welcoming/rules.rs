//! Who is a joiner, who may welcome whom, and by when.

use chrono::{Days, Months, NaiveDate};

use super::joiner::{Joiner, Welcome, Welcomer};
use crate::{
    db::MemberId,
    web::{Refusal, WayOn, typed},
};

/// For so long after joining somebody waits on the board.
const JOINER_FOR: Months = Months::new(12);

/// Whoever joins wants to hear from the branch within a week.
const SPEAK_WITHIN: Days = Days::new(7);

/// Nobody waits longer than this for a first word.
const LATEST: Days = Days::new(60);

/// Whoever is younger is welcomed by an officer who looks after the register.
const OF_AGE: u32 = 18;

/// Why a welcome is not given or not recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotWelcomed {
    #[error("Choose at least one person who welcomes joiners.")]
    Nobody,
    #[error("Write the day by which the two are to have spoken, such as 2026-11-03.")]
    NoDay,
    #[error("That day is past. Take one to come.")]
    Past,
    #[error("Nobody who joined waits longer than sixty days. Take an earlier day.")]
    TooLate,
    #[error("Nobody welcomes themselves. Name somebody else.")]
    Oneself,
    #[error("{0} is no member today. Name somebody who is.")]
    NoMember(String),
    #[error("{0} has no mail address, so cannot be asked this way. Name somebody else, or record yourself that they spoke.")]
    NoAddress(String),
    #[error("{0} does not want to be asked. Name somebody else.")]
    WantsNone(String),
    #[error("{0} is under eighteen and is welcomed by an officer who looks after the register.")]
    Young(String),
    #[error("The two have spoken already.")]
    SpokenAlready,
    #[error("The record does not say that the two have spoken, so there is nothing to take back.")]
    NotSpoken,
    #[error("Everybody who joined has somebody to welcome them.")]
    NobodyWaits,
}

impl Refusal for NotWelcomed {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoDay | Self::Past | Self::TooLate => Some("by"),
            Self::Nobody | Self::Oneself | Self::NoMember(_) | Self::NoAddress(_) | Self::WantsNone(_) | Self::Young(_) => {
                Some("who")
            }
            Self::SpokenAlready | Self::NotSpoken | Self::NobodyWaits => None,
        }
    }

    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/", "Go to the front page")]
    }
}

/// Whoever was a member on this day is no joiner today.
pub fn joined_after(today: NaiveDate) -> NaiveDate {
    today.checked_sub_months(JOINER_FOR).unwrap_or(NaiveDate::MIN)
}

/// Whether somebody is under age; whose birthday is not known is taken to be of age.
pub fn is_young(born_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    born_on.and_then(|born| today.years_since(born)).is_some_and(|years| years < OF_AGE)
}

/// The day by which the two have spoken, where nobody says another one.
pub fn usual_day(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(SPEAK_WITHIN).unwrap_or(today)
}

/// The day that was written.
pub fn speak_by(written: &str, today: NaiveDate) -> Result<NaiveDate, NotWelcomed> {
    let day = typed::day(written).ok_or(NotWelcomed::NoDay)?;
    if day < today {
        return Err(NotWelcomed::Past);
    }
    match today.checked_add_days(LATEST) {
        Some(latest) if day > latest => Err(NotWelcomed::TooLate),
        _ => Ok(day),
    }
}

/// Only members are asked, and only those whom mail reaches: the message says whom to welcome.
pub fn may_be_asked(welcomer: &Welcomer) -> Result<(), NotWelcomed> {
    if !welcomer.is_member {
        return Err(NotWelcomed::NoMember(welcomer.name.clone()));
    }
    if welcomer.wants_none {
        return Err(NotWelcomed::WantsNone(welcomer.name.clone()));
    }
    if welcomer.has_address { Ok(()) } else { Err(NotWelcomed::NoAddress(welcomer.name.clone())) }
}

/// Members welcome others; those under age are welcomed by an officer who looks after the register.
pub fn may_welcome(joiner: &Joiner, welcomer: &Welcomer) -> Result<(), NotWelcomed> {
    if joiner.id == welcomer.id {
        return Err(NotWelcomed::Oneself);
    }
    may_be_asked(welcomer)?;
    if joiner.is_young && !welcomer.keeps_register {
        return Err(NotWelcomed::Young(joiner.name.clone()));
    }
    Ok(())
}

/// Whether it may be recorded that the two have spoken.
pub fn may_have_spoken(welcome: Option<&Welcome>) -> Result<(), NotWelcomed> {
    if welcome.is_some_and(|welcome| welcome.spoke_on.is_some()) { Err(NotWelcomed::SpokenAlready) } else { Ok(()) }
}

/// Whether that may be taken back.
pub fn may_take_back(welcome: &Welcome) -> Result<(), NotWelcomed> {
    if welcome.spoke_on.is_some() { Ok(()) } else { Err(NotWelcomed::NotSpoken) }
}

/// The welcome, where it is this member's.
pub fn given_to(welcome: Option<Welcome>, member: MemberId) -> Option<Welcome> {
    welcome.filter(|welcome| welcome.welcomer == member)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a written day")
    }

    fn joiner(is_young: bool) -> Joiner {
        let (name, number) = ("Łucja Khan".to_owned(), "8000253".to_owned());
        Joiner { id: MemberId::fresh(), name, number, ward: None, joined_on: day("2026-11-01"), is_young }
    }

    fn welcomer(is_member: bool, keeps_register: bool) -> Welcomer {
        Welcomer {
            id: MemberId::fresh(),
            name: "Tom Lewis".into(),
            ward: None,
            is_member,
            has_address: true,
            wants_none: false,
            keeps_register,
            waiting: 0,
        }
    }

    #[test]
    fn somebody_is_a_joiner_for_twelve_months() {
        assert_eq!(joined_after(day("2026-11-26")), day("2025-11-26"));
        assert_eq!(joined_after(day("2028-02-29")), day("2027-02-28"));
    }

    #[test]
    fn the_day_is_within_sixty_days_from_today_on() {
        let today = day("2026-11-26");
        assert_eq!(speak_by("2026-11-26", today), Ok(today));
        assert_eq!(speak_by("2026-11-25", today), Err(NotWelcomed::Past));
        assert_eq!(speak_by("25/1/2027", today), Ok(day("2027-01-25")));
        assert_eq!(speak_by("2027-01-26", today), Err(NotWelcomed::TooLate));
        assert_eq!(speak_by("soon", today), Err(NotWelcomed::NoDay));
        assert_eq!(usual_day(today), day("2026-12-03"));
    }

    #[test]
    fn members_welcome_others_and_officers_those_under_age() {
        assert_eq!(may_welcome(&joiner(false), &welcomer(true, false)), Ok(()));
        assert!(matches!(may_welcome(&joiner(false), &welcomer(false, false)), Err(NotWelcomed::NoMember(_))));
        assert!(matches!(may_welcome(&joiner(true), &welcomer(true, false)), Err(NotWelcomed::Young(_))));
        assert_eq!(may_welcome(&joiner(true), &welcomer(true, true)), Ok(()));
        let tom = welcomer(true, true);
        assert_eq!(may_welcome(&Joiner { id: tom.id, ..joiner(false) }, &tom), Err(NotWelcomed::Oneself));
    }

    #[test]
    fn whoever_does_not_want_to_be_asked_is_not() {
        let tom = Welcomer { wants_none: true, ..welcomer(true, true) };
        assert!(matches!(may_welcome(&joiner(false), &tom), Err(NotWelcomed::WantsNone(_))));
    }

    #[test]
    fn one_comes_of_age_on_the_birthday() {
        assert!(is_young(Some(day("2008-11-27")), day("2026-11-26")));
        assert!(!is_young(Some(day("2008-11-26")), day("2026-11-26")));
        assert!(!is_young(None, day("2026-11-26")));
    }
}
