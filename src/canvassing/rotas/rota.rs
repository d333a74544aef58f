//! The rota for the shifts to come: who of those who could come gets which place, and why.

use std::{collections::HashMap, fmt};

use serde::Serialize;

use super::assigning::{self, Already, Needs, Volunteer};
use crate::db::{DistrictId, MemberId, ShiftId};

/// What a shift needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShiftNeeds {
    pub places: i32,
    pub needs_driver: bool,
    pub has_stairs: bool,
    /// Where it knocks.
    pub district: Option<DistrictId>,
}

/// Somebody could come to a shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    pub shift: ShiftId,
    pub member: MemberId,
    pub drives: bool,
    pub needs_level_ground: bool,
}

/// A shift with places to give.
#[derive(Debug, Clone)]
pub struct Open {
    pub shift: ShiftId,
    pub needs: ShiftNeeds,
    /// Who has a place already.
    pub coming: Vec<MemberId>,
}

/// What is known of those who offer to come, and of those who have a place.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Shifts in which somebody has walked.
    pub walked: HashMap<MemberId, usize>,
    /// Where somebody has walked most.
    pub usual: HashMap<MemberId, DistrictId>,
}

/// Nobody comes to more shifts of one rota than this.
const MOST_SHIFTS: usize = 2;

/// A place given, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub shift: ShiftId,
    pub member: MemberId,
    pub reasons: Vec<Reason>,
}

/// Why somebody comes to a shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Is new, and goes with this person, who has walked before.
    Learns(MemberId),
    /// Has walked before, and takes along this person, who is new.
    Shows(MemberId),
    /// Is new and goes along as the third of a team.
    Third,
    /// Is new, and so is everybody else.
    NobodyHasWalked,
    Drives,
    KnowsTheArea,
    /// Has not walked in any shift yet.
    FirstTurn,
    /// Was free, and there was a place.
    Free,
}

/// Why somebody has no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    Stairs,
    NobodyToGoWith,
    Full,
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stairs => "There are stairs wherever they could come.",
            Self::NobodyToGoWith => "They are new, and everybody experienced who is free takes somebody along already.",
            Self::Full => "The places they could take went to people who have none elsewhere.",
        })
    }
}

/// A rota before it is given out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposal {
    pub places: Vec<Place>,
    pub left_out: Vec<(MemberId, LeftOut)>,
}

/// The places as they would be given.
pub fn propose(open: &[Open], offers: &[Offer], known: &Known) -> Proposal {
    let mut members: Vec<MemberId> = Vec::new();
    for offer in offers {
        if !members.contains(&offer.member) {
            members.push(offer.member);
        }
    }
    let people: Vec<Volunteer> = members.iter().map(|member| volunteer(*member, open, offers, known)).collect();
    let needs: Vec<Needs> = open.iter().map(|shift| needs(shift, open, known)).collect();
    let rota = assigning::assign(&people, &needs);
    let mut proposal = Proposal::default();
    for (number, coming) in rota.iter().enumerate() {
        let reasons = Reasons { open: &open[number], members: &members, people: &people, coming, known };
        proposal.places.extend(coming.iter().map(|person| reasons.of(*person)));
    }
    let has_place = |person: usize| rota.iter().any(|coming| coming.contains(&person));
    let left = (0..people.len()).filter(|person| !has_place(*person));
    proposal.left_out = left.map(|person| (members[person], why_left_out(&people[person], &needs, &people, &rota))).collect();
    proposal
}

fn volunteer(member: MemberId, open: &[Open], offers: &[Offer], known: &Known) -> Volunteer {
    let theirs = || offers.iter().filter(|offer| offer.member == member);
    let number = |offer: &Offer| open.iter().position(|open| open.shift == offer.shift);
    let walked = known.walked.get(&member).copied().unwrap_or_default();
    let area = known.usual.get(&member).and_then(|usual| area_of(Some(*usual), open));
    Volunteer {
        is_experienced: walked > 0,
        drives: theirs().any(|offer| offer.drives),
        needs_level_ground: theirs().any(|offer| offer.needs_level_ground),
        area,
        free: theirs().filter_map(number).collect(),
        most: MOST_SHIFTS,
        past: walked,
    }
}

/// A polling district as a number: that of the first shift that knocks there.
fn area_of(district: Option<DistrictId>, open: &[Open]) -> Option<usize> {
    district.and_then(|_| open.iter().position(|shift| shift.needs.district == district))
}

fn needs(shift: &Open, open: &[Open], known: &Known) -> Needs {
    let experienced = shift.coming.iter().filter(|member| known.walked.contains_key(member)).count();
    let places = usize::try_from(shift.needs.places).unwrap_or_default();
    Needs {
        places: places.saturating_sub(shift.coming.len()),
        area: area_of(shift.needs.district, open),
        needs_driver: shift.needs.needs_driver,
        has_stairs: shift.needs.has_stairs,
        already: Already { experienced, new: shift.coming.len() - experienced },
    }
}

fn why_left_out(person: &Volunteer, needs: &[Needs], people: &[Volunteer], rota: &[Vec<usize>]) -> LeftOut {
    let possible: Vec<usize> =
        person.free.iter().copied().filter(|shift| assigning::may_come(person, *shift, &needs[*shift])).collect();
    if possible.is_empty() {
        return LeftOut::Stairs;
    }
    let has_room = |shift: &&usize| rota[**shift].len() < needs[**shift].places;
    let paired_up = |shift: &usize| assigning::unpaired(people, &rota[*shift], needs[*shift].already) > 0;
    if possible.iter().find(has_room).is_some() || (!person.is_experienced && possible.iter().all(paired_up)) {
        return LeftOut::NobodyToGoWith;
    }
    LeftOut::Full
}

struct Reasons<'a> {
    open: &'a Open,
    members: &'a [MemberId],
    people: &'a [Volunteer],
    coming: &'a [usize],
    known: &'a Known,
}

impl Reasons<'_> {
    fn of(&self, person: usize) -> Place {
        let (member, volunteer) = (self.members[person], &self.people[person]);
        let mut reasons: Vec<Reason> = self.company(member).into_iter().collect();
        if self.open.needs.needs_driver && volunteer.drives {
            reasons.push(Reason::Drives);
        }
        if self.open.needs.district.is_some() && self.known.usual.get(&member) == self.open.needs.district.as_ref() {
            reasons.push(Reason::KnowsTheArea);
        }
        if !volunteer.is_experienced {
            reasons.push(Reason::FirstTurn);
        }
        if reasons.is_empty() {
            reasons.push(Reason::Free);
        }
        Place { shift: self.open.shift, member, reasons }
    }

    /// With whom somebody goes: the first who is new with the first who has walked, and so on.
    fn company(&self, member: MemberId) -> Option<Reason> {
        let everybody: Vec<MemberId> =
            self.open.coming.iter().copied().chain(self.coming.iter().map(|person| self.members[*person])).collect();
        let (experienced, new): (Vec<MemberId>, Vec<MemberId>) =
            everybody.into_iter().partition(|member| self.known.walked.contains_key(member));
        let at = |list: &[MemberId]| list.iter().position(|other| *other == member);
        match (at(&experienced), at(&new)) {
            (Some(at), _) => new.get(at).copied().map(Reason::Shows),
            (None, Some(_)) if experienced.is_empty() => Some(Reason::NobodyHasWalked),
            (None, Some(at)) => Some(experienced.get(at).copied().map_or(Reason::Third, Reason::Learns)),
            (None, None) => None,
        }
    }
}

#[cfg(test)]
#[path = "rota_tests.rs"]
mod tests;
