//! The ways between corners, measured once for all doors that stand between them.

use super::paths::Paths;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Centimetres between the corners next to any door.
pub struct CornerTable {
    corners: usize,
    centimetres: Vec<u32>,
}

impl CornerTable {
    /// The shortest ways between all of `corners` (Dijkstra 1959, from each of them), as far as they are shorter than
    /// `longest`.
    pub fn measure(paths: &Paths, corners: &[usize], longest: u32) -> CornerTable {
        let mut wanted = vec![false; paths.corners()];
        for corner in corners {
            wanted[*corner] = true;
        }
        let mut centimetres = Vec::with_capacity(corners.len() * corners.len());
        let mut reached = vec![u32::MAX; paths.corners()];
        for start in corners {
            reached.fill(u32::MAX);
            reach(paths, *start, &wanted, corners.len(), longest, &mut reached);
            centimetres.extend(corners.iter().map(|corner| reached[*corner]));
        }
        CornerTable { corners: corners.len(), centimetres }
    }

    #[inline]
    pub fn between(&self, from: u32, to: u32) -> u32 {
        self.centimetres[from as usize * self.corners + to as usize]
    }
}

/// Notes how far corners are from `start`, nearest first, until all that are wanted are known.
fn reach(paths: &Paths, start: usize, wanted: &[bool], mut missing: usize, longest: u32, reached: &mut [u32]) {
    let mut open = BinaryHeap::new();
    reached[start] = 0;
    open.push(Reverse(waiting(0, start as u32)));
    while let Some(Reverse(nearest)) = open.pop() {
        let (far, corner) = ((nearest >> 32) as u32, nearest as u32 as usize);
        if far > reached[corner] {
            continue;
        }
        missing -= usize::from(wanted[corner]);
        if missing == 0 || far > longest {
            break;
        }
        for (next, length) in paths.ways_from(corner) {
            let there = far.saturating_add(*length);
            if there < reached[*next as usize] {
                reached[*next as usize] = there;
                open.push(Reverse(waiting(there, *next)));
            }
        }
    }
}

/// A corner and how far it is, as one number that is the smaller the nearer the corner is.
fn waiting(far: u32, corner: u32) -> u64 {
    u64::from(far) << 32 | u64::from(corner)
}
