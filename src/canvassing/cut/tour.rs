//! One walk past every door: the shortest links first, until all stairs hang together.

use super::door::Point;
use super::nearness::Nearness;
use super::neighbours::{Near, neighbours};
use super::stairs::Stairs;

/// A short walk past all doors, as an order of doors; those of one stair stay together.
///
/// Stairs are linked to their neighbours, the shortest link first, wherever both have an end free and no ring would
/// close (the greedy tour). What results are strands; their loose ends are linked in the same manner until one walk
/// is left. `near` are the stairs next to each, by their first doors.
pub fn tour(stairs: &Stairs, near: &[Vec<Near>], points: &[Point], nearness: &Nearness) -> Vec<usize> {
    let mut strands = Strands::new(points.len(), stairs.first_doors());
    let mut more = strands.link(&stairs.first_doors(), near);
    while more {
        let ends = strands.loose_ends();
        let mut near = neighbours(&ends, points, nearness);
        strands.forget_own_ends(&ends, &mut near);
        more = strands.link(&ends, &near);
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
    fn link(&mut self, ends: &[usize], near: &[Vec<Near>]) -> bool {
        let pairs = ends.iter().zip(near).flat_map(|(end, near)| near.iter().map(|other| (*end, *other)));
        let mut links: Vec<(u32, usize, usize)> =
            pairs.map(|(end, other)| (other.centimetres, end, other.door as usize)).collect();
        links.sort_unstable();
        let mut made = false;
        for (_, one, other) in links {
            let (from, to) = (self.name(one), self.name(other));
            if let (true, Some(free), Some(other_free)) = (from != to, self.free(one), self.free(other)) {
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

    /// The other end of one's own strand is no neighbour to link with.
    fn forget_own_ends(&mut self, ends: &[usize], near: &mut [Vec<Near>]) {
        for (end, near) in ends.iter().zip(near) {
            let own = self.name(*end);
            near.retain(|other| self.name(other.door as usize) != own);
        }
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
