//! Which places are up at a meeting, worked out from the rulebook and from who holds what until when.

use chrono::{Months, NaiveDate};
use serde::Serialize;

use crate::{
    render::{dates::day, words::plural},
    rulebook::{MeetingKind, OfficeRule, Rulebook},
};

/// Somebody in an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The key of the office.
    pub office: String,
    pub name: String,
    /// The last day of the term; none where it lasts until somebody else is elected.
    pub to_on: Option<NaiveDate>,
    /// Whether it is held for the time being, until an election.
    pub is_acting: bool,
}

/// An office that fell vacant before a term was over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vacated {
    pub office: String,
    /// The last day of the term as it would have been.
    pub ends_on: Option<NaiveDate>,
}

/// Places of one office that are up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Up {
    pub office: String,
    pub title: String,
    pub seats: u32,
    pub working: Vec<String>,
    pub clause: String,
    /// The last day of the term, where it is the rest of somebody else's.
    pub ends_on: Option<NaiveDate>,
}

/// The places that are up at such a meeting on that day, in the order in which they are filled. `held` are the terms that
/// last on that day, `vacated` the offices that somebody left before her term was over.
pub fn up_at(book: &Rulebook, (kind, meeting_on): (MeetingKind, NaiveDate), held: &[Holder], vacated: &[Vacated]) -> Vec<Up> {
    let until = Until::of(kind, meeting_on);
    let offices = book.offices_in_order().into_iter().filter_map(|office| book.offices.get(office).map(|rule| (office, rule)));
    let ups = offices.filter_map(|(office, rule)| up(office, rule, until, held));
    ups.map(|up| for_the_rest(up, until, vacated)).collect()
}

/// Whether a term with that last day makes way for whoever is elected at such a meeting.
pub fn makes_way((kind, meeting_on): (MeetingKind, NaiveDate), to_on: Option<NaiveDate>, is_acting: bool) -> bool {
    let holder = Holder { office: String::new(), name: String::new(), to_on, is_acting };
    Until::of(kind, meeting_on).ends(&holder).is_some()
}

/// How long a term has to last for its place not to be up.
#[derive(Debug, Clone, Copy)]
enum Until {
    /// Beyond the annual meeting after this one, which is about that day.
    NextAnnual(NaiveDate),
    /// Beyond this meeting.
    Meeting(NaiveDate),
}

impl Until {
    fn of(kind: MeetingKind, meeting_on: NaiveDate) -> Self {
        match kind {
            MeetingKind::Annual => Self::NextAnnual(meeting_on.checked_add_months(Months::new(12)).unwrap_or(meeting_on)),
            _ => Self::Meeting(meeting_on),
        }
    }

    /// Why a place is up although somebody holds it; nothing where it is not.
    fn ends(self, holder: &Holder) -> Option<String> {
        let name = &holder.name;
        if holder.is_acting {
            return Some(format!("{name} acts in it until it is filled."));
        }
        match (self, holder.to_on) {
            (Self::NextAnnual(_), None) => Some(format!("{name} holds it until a successor is elected.")),
            (Self::NextAnnual(next), Some(to)) if to < next => {
                Some(format!("The term of {name} ends with {}, before the next annual general meeting.", day(to)))
            }
            (Self::Meeting(on), Some(to)) if to <= on => Some(format!("The term of {name} ends with {}.", day(to))),
            _ => None,
        }
    }
}

fn up(office: &str, rule: &OfficeRule, until: Until, held: &[Holder]) -> Option<Up> {
    let holders = held.iter().filter(|holder| holder.office == office);
    let (ending, staying): (Vec<_>, Vec<_>) =
        holders.map(|holder| (until.ends(holder), holder)).partition(|(end, _)| end.is_some());
    let taken = u32::try_from(staying.len()).unwrap_or(u32::MAX);
    let seats = rule.seats.saturating_sub(taken);
    if seats == 0 {
        return None;
    }
    let mut working = vec![format!("The rules have {} of this office.", plural(rule.seats.into(), "holder", "holders"))];
    working.extend(ending.iter().filter_map(|(end, _)| end.clone()));
    working.extend(staying.iter().map(|(_, holder)| format!("{} stays in office.", holder.name)));
    let vacant = seats.saturating_sub(u32::try_from(ending.len()).unwrap_or(u32::MAX));
    working.extend((vacant > 0).then(|| format!("{} vacant.", plural(vacant.into(), "place is", "places are"))));
    let (office, title, clause) = (office.to_owned(), rule.called(office), rule.src.clone());
    Some(Up { office, title, seats, working, clause, ends_on: None })
}

/// Whoever fills a casual vacancy between annual meetings has the rest of the term.
fn for_the_rest(mut up: Up, until: Until, vacated: &[Vacated]) -> Up {
    let Until::Meeting(on) = until else { return up };
    let rests = vacated.iter().filter(|vacated| vacated.office == up.office).filter_map(|vacated| vacated.ends_on);
    up.ends_on = rests.filter(|ends_on| *ends_on > on).min();
    up.working
        .extend(up.ends_on.map(|ends_on| format!("Whoever is elected has the rest of the term, until {}.", day(ends_on))));
    up
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::preset;

    fn on(text: &str) -> NaiveDate {
        text.parse().expect("a written day")
    }

    fn association() -> Rulebook {
        let head = "[rulebook]\nid = \"b\"\ntitle = \"B\"\nedition = 2026-01-01\nextends = \"association\"\n";
        Rulebook::parse(head, &preset).expect("a sound book")
    }

    fn holder(office: &str, to: Option<&str>) -> Holder {
        Holder { office: office.into(), name: "Ama".into(), to_on: to.map(on), is_acting: false }
    }

    fn offices(up: &[Up]) -> Vec<(&str, u32)> {
        up.iter().map(|up| (up.office.as_str(), up.seats)).collect()
    }

    #[test]
    fn the_annual_meeting_fills_what_ends_before_the_next_one_in_the_order_of_the_rules() {
        let held = [holder("chair", Some("2028-03-01")), holder("treasurer", Some("2026-06-30")), holder("secretary", None)];
        let up = up_at(&association(), (MeetingKind::Annual, on("2026-05-20")), &held, &[]);

        assert_eq!(offices(&up), [("secretary", 1), ("treasurer", 1), ("committee-member", 4)]);
        assert_eq!(up[1].working[1], "The term of Ama ends with Tuesday 30 June 2026, before the next annual general meeting.");
    }

    #[test]
    fn another_meeting_fills_vacant_places_alone() {
        let held = [holder("chair", None), holder("treasurer", Some("2027-06-30")), holder("secretary", Some("2026-10-15"))];
        let up = up_at(&association(), (MeetingKind::General, on("2026-10-15")), &held, &[]);

        assert_eq!(offices(&up), [("secretary", 1), ("committee-member", 4)]);
        assert_eq!(up[1].working[1], "4 places are vacant.");
    }

    #[test]
    fn a_casual_vacancy_is_filled_for_the_rest_of_the_term_and_whoever_acts_makes_way() {
        let acting = Holder { is_acting: true, ..holder("secretary", None) };
        let held = [holder("chair", None), holder("treasurer", None), acting];
        let vacated = [Vacated { office: "secretary".into(), ends_on: Some(on("2027-05-20")) }];
        let up = up_at(&association(), (MeetingKind::General, on("2026-10-15")), &held, &vacated);

        assert_eq!((offices(&up)[0], up[0].ends_on), (("secretary", 1), Some(on("2027-05-20"))));
        assert_eq!(up[0].working[1], "Ama acts in it until it is filled.");
        assert!(up_at(&association(), (MeetingKind::Annual, on("2026-10-15")), &held, &vacated)[1].ends_on.is_none());
        assert!(makes_way((MeetingKind::General, on("2026-10-15")), None, true));
    }
}
