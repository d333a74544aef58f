//! How amendments hang together by their sense: "if amendment 4 falls, then 5 and 6 also fall". The words that they change do not
//! show that, so somebody declares it, and the decisions follow.

use diesel::{Queryable, Selectable};
use serde::Serialize;

use super::{super::amendments::order::Waits, Amendment, State, rules::NotAmended};
use crate::db::{AmendmentId, RowId, schema::amendment_links};

crate::text_enum! {
    /// What the decision on one amendment means for another.
    pub enum Kind {
        FallsIfCarried = "falls-if-carried",
        FallsIfLost = "falls-if-lost",
        /// It is carried and falls with the first, and is not put by itself.
        Consequential = "consequential",
        /// Whichever is carried, the other falls.
        Alternative = "alternative",
    }
}

impl Kind {
    /// The choice as a form offers it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::FallsIfCarried => "If the first is carried, the second falls",
            Self::FallsIfLost => "If the first is not carried, the second falls",
            Self::Consequential => "The second follows from the first: it is carried and falls with it",
            Self::Alternative => "They are alternatives: once one is carried, the other falls",
        }
    }
}

/// A declared link between two amendments to one motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = amendment_links)]
pub struct Link {
    pub id: RowId,
    #[diesel(column_name = first_id)]
    pub first: AmendmentId,
    pub kind: Kind,
    #[diesel(column_name = then_id)]
    pub then: AmendmentId,
}

impl Link {
    /// "If amendment 4 is not carried, amendment 5 falls."
    pub fn says(&self, amendments: &[Amendment]) -> String {
        let number = |id| amendments.iter().find(|one| one.id == id).map_or(0, |one| one.number);
        let (first, then) = (number(self.first), number(self.then));
        match self.kind {
            Kind::FallsIfCarried => format!("If amendment {first} is carried, amendment {then} falls."),
            Kind::FallsIfLost => format!("If amendment {first} is not carried, amendment {then} falls."),
            Kind::Consequential => format!("Amendment {then} follows from amendment {first}: it is carried and falls with it."),
            Kind::Alternative => {
                format!("Amendments {first} and {then} are alternatives: once one is carried, the other falls.")
            }
        }
    }

    /// What a decision on one amendment makes of the other end of this link, if anything.
    fn makes(&self, decided: AmendmentId, state: State) -> Option<(AmendmentId, State)> {
        let is_carried = state == State::Carried;
        let is_over = matches!(state, State::Lost | State::Fallen | State::Withdrawn);
        match self.kind {
            Kind::Alternative if is_carried && decided == self.first => Some((self.then, State::Fallen)),
            Kind::Alternative if is_carried && decided == self.then => Some((self.first, State::Fallen)),
            Kind::FallsIfCarried if is_carried && decided == self.first => Some((self.then, State::Fallen)),
            Kind::FallsIfLost if is_over && decided == self.first => Some((self.then, State::Fallen)),
            Kind::Consequential if is_carried && decided == self.first => Some((self.then, State::Carried)),
            Kind::Consequential if is_over && decided == self.first => Some((self.then, State::Fallen)),
            _ => None,
        }
    }
}

/// What follows from a decision by the links that were declared.
pub fn following(links: &[Link], decided: AmendmentId, state: State) -> Vec<(AmendmentId, State)> {
    links.iter().filter_map(|link| link.makes(decided, state)).collect()
}

/// The amendment from which this one follows, so that it is not put by itself.
pub fn leader(links: &[Link], amendment: AmendmentId) -> Option<AmendmentId> {
    links.iter().find(|link| link.kind == Kind::Consequential && link.then == amendment).map(|link| link.first)
}

/// Which of these amendments has to be decided before which.
pub fn waits(links: &[Link], amendments: &[&Amendment]) -> Vec<Waits> {
    let place = |id| amendments.iter().position(|one| one.id == id);
    let one_way = links.iter().filter(|link| link.kind != Kind::Alternative);
    one_way.filter_map(|link| Some(Waits { first: place(link.first)?, then: place(link.then)? })).collect()
}

/// A link joins two different amendments of one motion that are still to be decided, and says nothing twice.
///
/// # Errors
/// [`NotAmended`].
pub fn may_declare(links: &[Link], first: &Amendment, kind: Kind, then: &Amendment) -> Result<(), NotAmended> {
    if first.id == then.id {
        return Err(NotAmended::SameTwice);
    }
    if let Some(settled) = [first, then].into_iter().find(|one| one.state != State::Proposed) {
        return Err(NotAmended::LinksSettled { number: settled.number, state: settled.state });
    }
    let ends = |link: &Link| [link.first, link.then] == [first.id, then.id] || [link.first, link.then] == [then.id, first.id];
    match links.iter().find(|link| ends(link)) {
        Some(_) => Err(NotAmended::LinkedAlready { first: first.number, then: then.number }),
        None if kind == Kind::Consequential && leader(links, then.id).is_some() => {
            Err(NotAmended::FollowsAlready { number: then.number })
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(first: AmendmentId, kind: Kind, then: AmendmentId) -> Link {
        Link { id: RowId::random(), first, kind, then }
    }

    #[test]
    fn what_falls_when_another_is_lost_stands_when_it_is_carried() {
        let (four, five) = (AmendmentId::random(), AmendmentId::random());
        let links = [link(four, Kind::FallsIfLost, five)];

        assert_eq!(following(&links, four, State::Lost), [(five, State::Fallen)]);
        assert_eq!(following(&links, four, State::Withdrawn), [(five, State::Fallen)]);
        assert_eq!(following(&links, four, State::Carried), []);
        assert_eq!(following(&links, five, State::Lost), []);
    }

    #[test]
    fn of_alternatives_the_one_not_carried_falls_whichever_it_is() {
        let (one, other) = (AmendmentId::random(), AmendmentId::random());
        let links = [link(one, Kind::Alternative, other)];

        assert_eq!(following(&links, one, State::Carried), [(other, State::Fallen)]);
        assert_eq!(following(&links, other, State::Carried), [(one, State::Fallen)]);
        assert_eq!(following(&links, one, State::Lost), []);
    }

    #[test]
    fn what_follows_from_another_shares_its_fate() {
        let (first, then) = (AmendmentId::random(), AmendmentId::random());
        let links = [link(first, Kind::Consequential, then)];

        assert_eq!(following(&links, first, State::Carried), [(then, State::Carried)]);
        assert_eq!(following(&links, first, State::Lost), [(then, State::Fallen)]);
        assert_eq!((leader(&links, then), leader(&links, first)), (Some(first), None));
    }
}
