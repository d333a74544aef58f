//! A leaflet going out, and the streets of one of its rounds as whoever delivers it reads them.

use serde::Serialize;

use crate::{
    canvassing::electors::Door,
    db::{DistrictId, Instant, MemberId, RoundId, RowId},
};

/// A leaflet that goes through the doors of a polling district.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, diesel::Queryable)]
pub struct Drop {
    pub id: RowId,
    pub district: DistrictId,
    /// "Spring newsletter".
    pub words: String,
    pub planned_at: Instant,
}

/// A round of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, diesel::Queryable)]
pub struct DropRound {
    pub drop: RowId,
    pub round: RoundId,
    /// Who delivers it.
    pub member: Option<MemberId>,
    pub done_at: Option<Instant>,
}

/// A street of a round: how many doors, and from which to which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stretch {
    pub street: String,
    pub doors: usize,
    /// "1 to 49"; the one number where there is one door.
    pub span: String,
}

/// The streets of these doors in walking order. A street that is walked twice stands there twice.
pub fn stretches(doors: &[Door]) -> Vec<Stretch> {
    let mut stretches: Vec<(Stretch, String)> = Vec::new();
    for door in doors {
        match stretches.last_mut() {
            Some((stretch, last)) if stretch.street == door.street => {
                stretch.doors += 1;
                *last = door.label();
            }
            _ => {
                let stretch = Stretch { street: door.street.clone(), doors: 1, span: door.label() };
                stretches.push((stretch, door.label()));
            }
        }
    }
    let whole = |(stretch, last): (Stretch, String)| {
        let span = if stretch.doors > 1 { format!("{} to {last}", stretch.span) } else { stretch.span };
        Stretch { span, ..stretch }
    };
    stretches.into_iter().map(whole).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{DoorId, StreetId};

    fn door(street: &str, house: &str) -> Door {
        Door {
            id: DoorId::fresh(),
            district: DistrictId::fresh(),
            street_id: StreetId::fresh(),
            street: street.into(),
            street_key: street.to_lowercase(),
            house: house.into(),
            building: String::new(),
            flat: String::new(),
            town: String::new(),
            postcode: String::new(),
            do_not_knock_at: None,
            at: (None, None),
        }
    }

    #[test]
    fn a_street_is_told_by_its_first_door_and_its_last() {
        let walked = [door("Mill Lane", "1"), door("Mill Lane", "3"), door("Ash Row", "2"), door("Mill Lane", "4")];
        let told: Vec<(String, usize, String)> =
            stretches(&walked).into_iter().map(|each| (each.street, each.doors, each.span)).collect();
        let expected = [("Mill Lane", 2, "1 to 3"), ("Ash Row", 1, "2"), ("Mill Lane", 1, "4")];
        assert_eq!(told, expected.map(|(street, doors, span)| (street.to_owned(), doors, span.to_owned())));
    }
}
