//! One walk past every door: the shortest links first, until all stairs hang together.

use super::door::Point;
use super::nearness::Nearness;
use super::neighbours::{Neighbours, neighbours};
use super::stairs::Stairs;

/// A short walk past all doors, as an order of doors; those of one stair stay together.
///
/// Stairs are linked to their neighbours, the shortest link first, wherever both have an end free and no ring would
/// close (the greedy tour). What results are strands; their loose ends are linked in the same manner until one walk
/// is left. `near` are the stairs next to each, by their first doors.
pub fn tour(stairs: &Stairs, near: &Neighbours, points: &[Point], nearness: &Nearness) -> Vec<usize> {
    let mut strands = Strands::new(points.len(), stairs.first_doors());
    let mut more = strands.link(&stairs.first_doors(), near);
    while more {
        let ends = strands.loose_ends();
        more = strands.link(&ends, &neighbours(&ends, points, nearness));
    }
    let mut stair_of = vec![None; points.len()];
    stairs.doors.iter().for_each(|stair| stair_of[stair[0]] = Some(stair));
    strands.in_one_walk().into_iter().filter_map(|door| stair_of[door]).flatten().copied().collect()
}

/// Stairs linked into strands, single ones among them, each by its first door.
struct Strands {
    first_doors: Vec<usize>,
    linked: Vec<[Option<usize>; 2]>,
    /// A door of the same strand, nearer to the strand's own name; the name leads to itself.
    leads_to: Vec<usize>,
}

impl Strands {
    fn new(doors: usize, first_doors: Vec<usize>) -> Strands {
        Strands { first_doors, linked: vec![[None; 2]; doors], leads_to: (0..doors).collect() }
    }

    /// Links stairs to their neighbours, shortest link first. Whether any link was made.
    fn link(&mut self, ends: &[usize], near: &Neighbours) -> bool {
        let mut links = Vec::new();
        for number in 0..ends.len() {
            let tried = near.of(number).iter().enumerate();
            // As one number that is the smaller the shorter the link is.
            links.extend(tried.map(|(place, other)| u64::from(other.centimetres) << 40 | (number as u64) << 8 | place as u64));
        }
        links.sort_unstable();
        let mut made = false;
        for link in links {
            let number = (link >> 8) as u32 as usize;
            let (one, other) = (ends[number], near.of(number)[link as u8 as usize].door as usize);
            let (Some(free), Some(other_free)) = (self.free(one), self.free(other)) else { continue };
            let (from, to) = (self.name(one), self.name(other));
            if from != to {
                self.leads_to[from] = to;
                self.linked[one][free] = Some(other);
                self.linked[other][other_free] = Some(one);
                made = true;
            }
        }
        made
    }

    fn free(&self, door: usize) -> Option<usize> {
        self.linked[door].iter().position(Option::is_none)
    }

    fn name(&mut self, mut door: usize) -> usize {
        while self.leads_to[door] != door {
            self.leads_to[door] = self.leads_to[self.leads_to[door]];
            door = self.leads_to[door];
        }
        door
    }

    fn loose_ends(&self) -> Vec<usize> {
        self.first_doors.iter().copied().filter(|door| self.free(*door).is_some()).collect()
    }

    /// Strand after strand; by now there is one.
    fn in_one_walk(&self) -> Vec<usize> {
        let mut seen = vec![false; self.linked.len()];
        let mut walk = Vec::with_capacity(self.linked.len());
        for start in self.loose_ends() {
            let mut next = (!seen[start]).then_some(start);
            while let Some(door) = next {
                seen[door] = true;
                walk.push(door);
                next = self.linked[door].iter().flatten().copied().find(|other| !seen[*other]);
            }
        }
        walk
    }
}
