//! The cut that knows where the doors stand: one walk past all doors, split into rounds, and doors exchanged between
//! neighbouring rounds until the walking is short and the streets are whole.

use super::by_street::by_street;
use super::door::{Door, Point};
use super::exchange::Exchange;
use super::nearness::Nearness;
use super::neighbours::neighbours;
use super::paths::Paths;
use super::round::{Round, how_many, name_rounds};
use super::splitting::{Pieces, Sizes, numbered, split};
use super::tour::tour;
use super::walking_order::walking_order;

/// What parting a street between two rounds is worth in walking, in centimetres.
const PIECE_PRICE: i64 = 1500;
/// What it costs to end a round within a street, while the one walk is split.
const WITHIN_A_STREET: i64 = 6000;
/// How often a few doors are shaken loose once nothing else helps.
const SHAKES: usize = 2000;
/// A longer gap is as good a place to end a round as this one.
const LONGEST_GAP: i64 = 30_000;

/// Cuts doors into rounds of about `per_round`, on the paths where they are given and in straight lines otherwise.
/// As many rounds as doors divided by `per_round`, to the nearest whole number. A door whose place is not known is
/// taken to stand by its neighbour in the street; where no place is known at all, the cut is [`by_street`]'s.
pub fn by_walking(doors: &[Door], paths: Option<&Paths>, per_round: usize) -> Vec<Round> {
    let Some(points) = points(doors) else { return by_street(doors, per_round) };
    let nearness = match paths {
        Some(paths) => Nearness::on_paths(doors, &points, paths),
        None => Nearness::in_straight_lines(&points),
    };
    let everyone: Vec<usize> = (0..doors.len()).collect();
    let neighbours = neighbours(&everyone, &points, &nearness);
    let streets = numbered(doors.iter().map(|door| &door.street));
    let rounds = how_many(doors.len(), per_round);
    let sizes = Sizes::around_the_mean(doors.len(), rounds);
    let walk = tour(&points, &nearness, &neighbours);
    let walk = Exchange::new(vec![walk], &nearness, &neighbours, &streets, sizes, 0, 0).run(0).swap_remove(0);
    let pieces = Pieces::count(&walk.iter().map(|door| streets[*door]).collect::<Vec<_>>(), sizes);
    let price = |from: usize, to: usize| {
        let gap = if to == walk.len() { 0 } else { i64::from(nearness.between(walk[to - 1], walk[to])).min(LONGEST_GAP) };
        WITHIN_A_STREET * pieces.between(from, to) - gap
    };
    let ends = split(doors.len(), rounds, sizes, price);
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let walks: Vec<Vec<usize>> = starts.zip(&ends).map(|(start, end)| walk[start..*end].to_vec()).collect();
    let walks = Exchange::new(walks, &nearness, &neighbours, &streets, sizes, PIECE_PRICE, 0).run(SHAKES);
    let (orders, lengths): (Vec<_>, Vec<_>) = walks.iter().map(|walk| walking_order(walk, doors, &nearness)).unzip();
    let mut named = name_rounds(orders, doors);
    for (round, centimetres) in named.iter_mut().zip(lengths) {
        round.metres = Some(centimetres as f64 / 100.0);
    }
    named
}

/// A place for every door: its own, or that of the nearest door in walking order that has one.
fn points(doors: &[Door]) -> Option<Vec<Point>> {
    let mut order: Vec<usize> = (0..doors.len()).collect();
    order.sort_by_key(|door| (&doors[*door].polling_district, &doors[*door].street, &doors[*door].place));
    let mut points: Vec<Option<Point>> = doors.iter().map(|door| door.at).collect();
    for pass in [order.iter().collect::<Vec<_>>(), order.iter().rev().collect()] {
        let mut last = None;
        for door in pass {
            points[*door] = points[*door].or(last);
            last = points[*door];
        }
    }
    points.into_iter().collect()
}
