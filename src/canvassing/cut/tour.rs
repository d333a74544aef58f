//! One walk past every door: the shortest links first, until all doors hang together.

use super::door::Point;
use super::nearness::Nearness;
use super::neighbours::neighbours;

/// A short walk past all doors, as an order of doors. `near` is what [`neighbours`] finds among all of them.
///
/// Doors are linked to their neighbours, the shortest link first, wherever both have an end free and no ring would
/// close (the greedy tour). What results are strands; their loose ends are linked in the same manner until one walk
/// is left.
pub fn tour(points: &[Point], nearness: &Nearness, near: &[Vec<u32>]) -> Vec<usize> {
    let mut strands = Strands::new(points.len());
    let mut ends: Vec<usize> = (0..points.len()).collect();
    let mut near = near.to_vec();
    while strands.link(&ends, &near, nearness) {
        ends = strands.loose_ends();
        near = neighbours(&ends, points, nearness);
        strands.forget_own_ends(&ends, &mut near);
    }
    strands.in_one_walk()
}

/// Doors linked into strands, single doors among them.
struct Strands {
    linked: Vec<[Option<usize>; 2]>,
    /// A door of the same strand, nearer to the strand's own name; the name leads to itself.
    leads_to: Vec<usize>,
}

impl Strands {
    fn new(doors: usize) -> Strands {
        Strands { linked: vec![[None; 2]; doors], leads_to: (0..doors).collect() }
    }

    /// Links doors to their neighbours, shortest link first. Whether any link was made.
    fn link(&mut self, ends: &[usize], near: &[Vec<u32>], nearness: &Nearness) -> bool {
        let pairs = ends.iter().zip(near).flat_map(|(end, near)| near.iter().map(|other| (*end, *other as usize)));
        let mut links: Vec<(u32, usize, usize)> =
            pairs.map(|(end, other)| (nearness.between(end, other), end, other)).collect();
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
        (0..self.linked.len()).filter(|door| self.free(*door).is_some()).collect()
    }

    /// The other end of one's own strand is no neighbour to link with.
    fn forget_own_ends(&mut self, ends: &[usize], near: &mut [Vec<u32>]) {
        for (end, near) in ends.iter().zip(near) {
            let own = self.name(*end);
            near.retain(|other| self.name(*other as usize) != own);
        }
    }

    /// Strand after strand; by now there is one, unless doors stand in the same place by the hundred.
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
