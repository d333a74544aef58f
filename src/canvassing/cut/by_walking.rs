//! The cut that knows where the doors stand: one walk past all doors, split into rounds, and doors exchanged between
//! neighbouring rounds until the walking is short and the streets are whole.

use super::by_street::by_street_into;
use super::door::{Door, Point};
use super::exchange::{Exchange, Ground};
use super::nearness::Nearness;
use super::neighbours::neighbours;
use super::paths::Paths;
use super::round::{Round, how_many, name_rounds};
use super::splitting::{Pieces, Sizes, numbered, split};
use super::stairs::Stairs;
use super::tour::tour;
use super::walking_order::last_touches;

/// What it costs to part a street between two rounds, in centimetres of walking: nobody likes to meet at a door those who
/// have just been there.
pub(super) const PIECE_PRICE: i64 = 8000;
/// What it costs to end a round within a street, while the one walk is split.
const WITHIN_A_STREET: i64 = 6000;

/// Cuts doors into rounds of about `per_round`, on the paths where they are given and in straight lines otherwise.
/// As many rounds as doors divided by `per_round`, to the nearest whole number. A door whose place is not known is
/// taken to stand by its neighbour in the street; where no place is known at all, the cut is [`super::by_street`]'s.
pub fn by_walking(doors: &[Door], paths: Option<&Paths>, per_round: usize) -> Vec<Round> {
    by_walking_into(doors, paths, how_many(doors.len(), per_round))
}

/// As [`by_walking`], into so many rounds: for the teams that have come. Fewer where there are not as many doors.
pub fn by_walking_into(doors: &[Door], paths: Option<&Paths>, rounds: usize) -> Vec<Round> {
    let cut = cut_with(doors, paths, |tour, ground| walks(tour, ground, rounds.min(doors.len())));
    cut.unwrap_or_else(|| by_street_into(doors, rounds))
}

/// Cuts doors as `split` does, which is given one walk past all of them; `None` where no door has a place.
pub(super) fn cut_with(
    doors: &[Door],
    paths: Option<&Paths>,
    split: impl FnOnce(Vec<usize>, &Ground<'_>) -> Vec<Vec<usize>>,
) -> Option<Vec<Round>> {
    let points = places(doors, paths)?;
    let nearness = match paths {
        Some(paths) => Nearness::on_paths(doors, &points, paths),
        None => Nearness::in_straight_lines(&points),
    };
    let street = numbered(doors.iter().map(|door| &door.street));
    let stairs = Stairs::of(doors, &points, &street);
    let near = neighbours(&stairs.first_doors(), &points, &nearness);
    let walk = tour(&stairs, &near, &points, &nearness);
    let neighbours = stairs.neighbours(&near, &nearness);
    let ground = Ground { nearness: &nearness, neighbours: &neighbours, street: &street };
    let walks = split(walk, &ground);
    let (orders, lengths): (Vec<_>, Vec<_>) = walks.iter().map(|walk| last_touches(walk, doors, &nearness)).unzip();
    let mut named = name_rounds(orders, doors);
    for (round, centimetres) in named.iter_mut().zip(lengths) {
        round.metres = Some(centimetres as f64 / 100.0);
    }
    Some(named)
}

/// Splits the one walk into rounds, and lets the rounds exchange doors.
pub(super) fn walks(walk: Vec<usize>, ground: &Ground<'_>, rounds: usize) -> Vec<Vec<usize>> {
    let doors = walk.len();
    let sizes = Sizes::around_the_mean(doors, rounds);
    let pieces = Pieces::count(&walk.iter().map(|door| ground.street[*door]).collect::<Vec<_>>(), sizes);
    let beyond = walk.iter().zip(walk.iter().skip(1)).map(|(last, next)| i64::from(ground.nearness.between(*last, *next)));
    // What the split does not have to walk, by the number of doors before it; nothing is walked beyond the last.
    let gaps: Vec<i64> = std::iter::once(0).chain(beyond).chain([0]).collect();
    let price = |from: usize, to: usize| WITHIN_A_STREET * pieces.between(from, to) - gaps[to];
    let ends = split(doors, rounds, sizes, price);
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let walks = starts.zip(&ends).map(|(start, end)| walk[start..*end].to_vec()).collect();
    Exchange::new(walks, ground, sizes, PIECE_PRICE).run()
}

/// A place for every door: its own; else the middle of its street, if the map has it and no door of it has a place;
/// else that of the nearest door in walking order that has one. `None` where no door has a place.
fn places(doors: &[Door], paths: Option<&Paths>) -> Option<Vec<Point>> {
    if doors.iter().all(|door| door.at.is_none()) {
        return None;
    }
    if let Some(places) = doors.iter().map(|door| door.at).collect() {
        return Some(places);
    }
    let mut order: Vec<usize> = (0..doors.len()).collect();
    order.sort_by_key(|door| (&doors[*door].street, &doors[*door].polling_district, &doors[*door].place));
    let mut places: Vec<Option<Point>> = doors.iter().map(|door| door.at).collect();
    for street in order.chunk_by(|one, other| doors[*one].street == doors[*other].street) {
        spread(&mut places, street.iter());
        spread(&mut places, street.iter().rev());
        let middle = paths.and_then(|paths| paths.middle_of(&doors[street[0]].street));
        for door in street {
            places[*door] = places[*door].or(middle);
        }
    }
    order.sort_by_key(|door| (&doors[*door].polling_district, &doors[*door].street, &doors[*door].place));
    spread(&mut places, order.iter());
    spread(&mut places, order.iter().rev());
    places.into_iter().collect()
}

/// Gives every door without a place that of the last one before it.
fn spread<'a>(places: &mut [Option<Point>], order: impl Iterator<Item = &'a usize>) {
    let mut last = None;
    for door in order {
        places[*door] = places[*door].or(last);
        last = places[*door];
    }
}

#[cfg(test)]
#[path = "by_walking_tests.rs"]
mod tests;
