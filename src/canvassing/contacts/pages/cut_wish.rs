//! What a coordinator wants of a cut, as the address of the page and its form carry it: nothing is kept until it is published.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::super::held;
use crate::{
    canvassing::{
        ground::{self, Area},
        rounds::{self, Around, Calling, Draft, Into, Move, NoCut, Wanted, may_cut},
        voting_lists::Whom,
    },
    db::{BranchId, Conn, DistrictId, RoundId},
    places::postcode::Postcode,
    web::{Faults, Filled, Problem},
};

/// As it was typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Asked {
    per_round: String,
    /// Minutes a round; doors a round count for nothing then.
    minutes: String,
    whom: String,
    since: String,
    /// A postcode, and metres around it.
    around: String,
    within: String,
    /// Corners, as [`Area`] writes them.
    pub area: String,
    /// Keys of streets.
    without: Vec<String>,
    stays: Vec<RoundId>,
    /// Moves so far, as [`Move::written`] has them.
    moved: Vec<String>,
    /// The move that is asked for now.
    street: String,
    to: String,
}

/// The same, read.
#[derive(Debug, Clone)]
pub struct Wish {
    pub per_round: usize,
    minutes: Option<u64>,
    pub calling: Calling,
    stays: Vec<RoundId>,
    pub moves: Vec<Move>,
}

impl Default for Wish {
    fn default() -> Self {
        Self {
            per_round: rounds::USUAL_ROUND,
            minutes: None,
            calling: Calling::default(),
            stays: Vec::new(),
            moves: Vec::new(),
        }
    }
}

impl Asked {
    /// What the address says.
    pub fn of_query(query: &str) -> Self {
        serde_html_form::from_str(query).unwrap_or_default()
    }

    /// Everything but the area.
    pub fn without_area(self) -> Self {
        Self { area: String::new(), ..self }
    }

    /// As the form shows it again. The move just asked for is among the others then.
    pub fn filled(&self) -> Filled {
        let stays: Vec<String> = self.stays.iter().map(RoundId::to_string).collect();
        let per_round = if self.per_round.is_empty() { rounds::USUAL_ROUND.to_string() } else { self.per_round.clone() };
        Filled::with([
            ("per_round", per_round),
            ("minutes", self.minutes.clone()),
            ("whom", self.whom.clone()),
            ("since", self.since.clone()),
            ("around", self.around.clone()),
            ("within", self.within.clone()),
            ("area", self.area.clone()),
            ("without", self.without.join("\n")),
            ("stays", stays.join("\n")),
        ])
    }

    /// Reads it.
    ///
    /// # Errors
    /// A number of doors and a day that are none, each at its field.
    pub fn read(&self) -> Result<Wish, Faults> {
        let mut faults = Faults::default();
        let per_round =
            if self.per_round.is_empty() { Some(rounds::USUAL_ROUND) } else { faults.take("per_round", size(&self.per_round)) };
        let minutes = match self.minutes.trim() {
            "" => None,
            typed => faults.take("minutes", evening(typed)),
        };
        let since = match self.since.trim() {
            "" => None,
            day => faults.take("since", day.parse().map_err(|_| "Write a day, or nothing.")),
        };
        let around = match self.around.trim() {
            "" => None,
            postcode => {
                let postcode = faults.take("around", Postcode::parse(postcode));
                postcode.zip(faults.take("within", metres(&self.within))).map(|(postcode, metres)| Around { postcode, metres })
            }
        };
        let area = match self.area.as_str() {
            "" => None,
            corners => faults.take("area", whole(corners)),
        };
        let mut moves: Vec<Move> = self.moved.iter().filter_map(|written| Move::read(written)).collect();
        if !self.street.is_empty() && !self.to.is_empty() {
            moves.push(Move { street: self.street.clone(), round: self.to.clone() });
        }
        match per_round.filter(|_| faults.is_empty()) {
            Some(per_round) => Ok(Wish {
                per_round,
                minutes,
                calling: Calling {
                    whom: Whom::read(&self.whom),
                    not_spoken_since: since,
                    without: self.without.iter().cloned().collect(),
                    around,
                    area,
                },
                stays: self.stays.clone(),
                moves,
            }),
            None => Err(faults),
        }
    }
}

fn size(typed: &str) -> Result<usize, NoCut> {
    let number: usize = typed.trim().parse().map_err(|_| NoCut::BadSize)?;
    may_cut(1, number).map(|()| number)
}

/// Minutes of one evening.
fn evening(typed: &str) -> Result<u64, &'static str> {
    typed
        .parse()
        .ok()
        .filter(|minutes| (15..=240).contains(minutes))
        .ok_or("Write a number of minutes from 15 to 240, or nothing.")
}

/// Metres around a place: a walk, and no journey.
fn metres(typed: &str) -> Result<u32, &'static str> {
    let typed = if typed.trim().is_empty() { "400" } else { typed.trim() };
    typed.parse().ok().filter(|metres| (50..=5_000).contains(metres)).ok_or("Write a number of metres from 50 to 5000.")
}

/// What is said of a postcode that no list has.
pub fn nowhere(postcode: &Postcode) -> String {
    format!("Nobody has said where {postcode} is. Send in a list of postcodes that has it.")
}

/// An area that has an inside.
fn whole(corners: &str) -> Result<Area, &'static str> {
    Area::read(corners).filter(Area::is_whole).ok_or("An area has at least three corners. Draw it once more.")
}

impl Wish {
    /// The polling district as it would be cut, at the branch's own pace.
    pub fn draft(&self, conn: &mut Conn, branch: BranchId, district: DistrictId) -> Result<Draft, Problem> {
        if let Some(around) = &self.calling.around
            && ground::place_of(conn, branch, &around.postcode)?.is_none()
        {
            return Err(Problem::Faults(Faults::at("around", nowhere(&around.postcode))));
        }
        let left_out: HashSet<_> = held::not_called_at(conn, branch, district, &self.calling)?;
        let into = self.minutes.map_or(Into::RoundsOf(self.per_round), Into::RoundsOfMinutes);
        let wanted = Wanted { into, left_out, stays: self.stays.clone(), moves: self.moves.clone() };
        let pace = held::pace(conn, branch)?;
        rounds::draft_as(conn, branch, district, &wanted, pace)
    }

    /// So many doors a round: those asked for, or where minutes were, those of the largest.
    pub fn doors_a_round(&self, draft: &Draft) -> usize {
        let largest = draft.rounds.iter().map(|round| round.doors.len()).max().unwrap_or_default();
        let most = rounds::DOORS_A_ROUND;
        if self.minutes.is_some() { largest.clamp(*most.start(), *most.end()) } else { self.per_round }
    }

    /// Whether doors are left out, or rounds stay.
    pub fn leaves_out(&self) -> bool {
        let Calling { whom: _, not_spoken_since, without, around, area } = &self.calling;
        let keeps_near = around.is_some() || area.is_some();
        not_spoken_since.is_some() || !without.is_empty() || keeps_near || !self.stays.is_empty()
    }

    /// Everything, with these moves, as hidden fields and addresses carry it on.
    pub fn carried(&self, moves: &[Move]) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("per_round", self.per_round.to_string()), ("whom", self.calling.whom.to_string())];
        pairs.extend(self.minutes.map(|minutes| ("minutes", minutes.to_string())));
        pairs.extend(self.calling.not_spoken_since.map(|day| ("since", day.to_string())));
        if let Some(around) = &self.calling.around {
            pairs.extend([("around", around.postcode.to_string()), ("within", around.metres.to_string())]);
        }
        pairs.extend(self.calling.area.iter().map(|area| ("area", area.to_string())));
        pairs.extend(self.calling.without.iter().map(|street| ("without", street.clone())));
        pairs.extend(self.stays.iter().map(|round| ("stays", round.to_string())));
        pairs.extend(moves.iter().map(|one| ("moved", one.written())));
        pairs
    }

    /// The address of a page that goes on with this wish.
    pub fn address(&self, path: &str) -> String {
        format!("{path}?{}", serde_html_form::to_string(self.carried(&self.moves)).unwrap_or_default())
    }

    /// The same wish with another area, or none.
    pub fn within(mut self, area: Option<Area>) -> Self {
        self.calling.area = area;
        self
    }

    /// The address of the page without one of the moves.
    pub fn without_move(&self, path: &str, at: usize) -> String {
        let mut left = self.clone();
        left.moves.remove(at);
        left.address(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_carried_reads_as_the_same_wish() {
        let query = "per_round=40&minutes=90&whom=by-post&since=2026-09-01&around=n227al&within=300&area=1%2C1%7C1%2C9%7C9%2C9&without=ash+row&without=mill+lane&moved=high+road%3E02&street=elm+way&to=03";
        let wish = Asked::of_query(query).read().expect("a wish");
        assert_eq!((wish.per_round, wish.moves.len(), wish.calling.without.len()), (40, 2, 2));
        let carried = serde_html_form::to_string(wish.carried(&wish.moves)).expect("an address");
        let again = Asked::of_query(&carried).read().expect("a wish");
        assert_eq!((again.minutes, again.calling, again.moves), (Some(90), wish.calling, wish.moves));
    }

    #[test]
    fn what_is_no_number_and_no_day_is_said_at_its_field() {
        let faults =
            Asked::of_query("per_round=1000&minutes=5&since=soon&around=here&area=1,1|2,2").read().expect_err("two faults");
        assert!(faults.in_words().contains("from 5 to 200 doors") && faults.in_words().contains("Write a day"));
        assert!(faults.in_words().contains("is not a postcode"));
        assert!(faults.in_words().contains("at least three corners") && faults.in_words().contains("from 15 to 240"));
    }
}
