//! Doors that open on one stair: they stand in one place, and whoever rings at one of them rings at the next.

use super::door::{Door, Point};
use super::nearness::Nearness;
use super::neighbours::Near;
use std::collections::HashMap;

/// How many doors count as next to a door.
const MOST: usize = 10;

/// Doors gathered by stair; most stairs have one door.
pub struct Stairs {
    /// The doors of each stair in the order in which it is climbed.
    pub doors: Vec<Vec<usize>>,
}

impl Stairs {
    /// `points` are the places of the doors, in the same order.
    pub fn of(doors: &[Door], points: &[Point]) -> Stairs {
        let mut numbers = HashMap::new();
        let mut stairs: Vec<Vec<usize>> = Vec::new();
        for (number, (door, point)) in doors.iter().zip(points).enumerate() {
            let place = (point.east.to_bits(), point.north.to_bits(), &door.street, door.odd_side);
            let stair = *numbers.entry(place).or_insert(stairs.len());
            match stairs.get_mut(stair) {
                Some(known) => known.push(number),
                None => stairs.push(vec![number]),
            }
        }
        for stair in &mut stairs {
            stair.sort_by_key(|door| (&doors[*door].place, &doors[*door].id));
        }
        Stairs { doors: stairs }
    }

    /// The lowest door of each stair.
    pub fn first_doors(&self) -> Vec<usize> {
        self.doors.iter().map(|stair| stair[0]).collect()
    }

    /// For every door those next to it, nearest first: the one above and the one below on its own stair, and of the
    /// nearest other stairs the lowest and the highest door. `near` are the stairs next to each, by their first doors.
    pub fn neighbours(&self, near: &[Vec<Near>], nearness: &Nearness) -> Vec<Vec<Near>> {
        let doors = self.doors.iter().map(Vec::len).sum();
        let mut stair_of = vec![0; doors];
        for (number, stair) in self.doors.iter().enumerate() {
            stair.iter().for_each(|door| stair_of[*door] = number);
        }
        let mut all = vec![Vec::new(); doors];
        for (stair, near) in self.doors.iter().zip(near) {
            let others = near.iter().flat_map(|near| ends(&self.doors[stair_of[near.door as usize]], near.centimetres));
            let others: Vec<Near> = others.take(MOST).collect();
            for (at, door) in stair.iter().enumerate() {
                let own = [at.wrapping_sub(1), at + 1].into_iter().filter_map(|at| stair.get(at));
                let own = own.map(|other| Near { centimetres: nearness.between(*door, *other), door: *other as u32 });
                all[*door] = own.chain(others.iter().copied()).take(MOST).collect();
            }
        }
        all
    }
}

/// The lowest and the highest door of a stair, if that is another.
fn ends(stair: &[usize], centimetres: u32) -> impl Iterator<Item = Near> {
    let ends = [stair.first(), stair.last().filter(|_| stair.len() > 1)];
    ends.into_iter().flatten().map(move |door| Near { centimetres, door: *door as u32 })
}
