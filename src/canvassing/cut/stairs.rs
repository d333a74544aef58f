//! Doors that open on one stair: they stand in one place, and whoever rings at one of them rings at the next.

use super::door::{Door, Point};
use super::nearness::Nearness;
use super::neighbours::{Near, Neighbours};

/// How many doors count as next to a door.
const MOST: usize = 10;

/// Doors gathered by stair; most stairs have one door.
pub struct Stairs {
    /// The doors of each stair in the order in which it is climbed.
    pub doors: Vec<Vec<usize>>,
}

impl Stairs {
    /// `points` are the places of the doors and `street` the numbers of their streets, in the same order.
    pub fn of(doors: &[Door], points: &[Point], street: &[usize]) -> Stairs {
        let place =
            |door: usize| (points[door].east.to_bits(), points[door].north.to_bits(), street[door], doors[door].odd_side);
        let mut order: Vec<_> = (0..doors.len()).map(|door| (place(door), door)).collect();
        order.sort_unstable();
        let mut stairs: Vec<Vec<usize>> = Vec::with_capacity(doors.len());
        for stair in order.chunk_by(|(one, _), (other, _)| one == other) {
            stairs.push(stair.iter().map(|(_, door)| *door).collect());
        }
        // In the order in which their doors were given, whatever numbers the places have.
        stairs.sort_unstable_by_key(|stair| stair[0]);
        for stair in stairs.iter_mut().filter(|stair| stair.len() > 1) {
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
    pub fn neighbours(&self, near: &Neighbours, nearness: &Nearness) -> Neighbours {
        let doors = self.doors.iter().map(Vec::len).sum();
        // For each door its stair and the step on which it is.
        let mut stands = vec![(0, 0); doors];
        for (number, stair) in self.doors.iter().enumerate() {
            stair.iter().enumerate().for_each(|(step, door)| stands[*door] = (number, step));
        }
        let mut all = Neighbours::with_room_for(doors);
        for (door, (stair, step)) in stands.iter().enumerate() {
            let others = near.of(*stair).iter();
            let others = others.flat_map(|near| ends(&self.doors[stands[near.door as usize].0], near.centimetres));
            let own = [step.wrapping_sub(1), step + 1].into_iter().filter_map(|step| self.doors[*stair].get(step));
            let own = own.map(|other| Near { centimetres: nearness.between(door, *other), door: *other as u32 });
            all.add(own.chain(others).take(MOST));
        }
        all
    }
}

/// The lowest and the highest door of a stair, if that is another.
fn ends(stair: &[usize], centimetres: u32) -> impl Iterator<Item = Near> {
    let ends = [stair.first(), stair.last().filter(|_| stair.len() > 1)];
    ends.into_iter().flatten().map(move |door| Near { centimetres, door: *door as u32 })
}
