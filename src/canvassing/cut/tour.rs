//! One walk past every door: the shortest links first, then the loose ends joined, then the knots undone.

use super::nearness::Nearness;

/// A short walk past all doors, as an order of doors. `neighbours` as [`super::neighbours::neighbours`] gives them.
pub fn tour(doors: usize, nearness: &Nearness, neighbours: &[Vec<u32>]) -> Vec<usize> {
    join(strands(doors, nearness, neighbours), nearness)
}

/// Links doors to their neighbours, shortest link first, wherever both have an end free and no ring would close.
/// What results are strands, single doors among them.
fn strands(doors: usize, nearness: &Nearness, neighbours: &[Vec<u32>]) -> Vec<Vec<usize>> {
    let mut links: Vec<(u32, usize, usize)> = Vec::new();
    for (door, near) in neighbours.iter().enumerate() {
        for other in near.iter().map(|other| *other as usize) {
            // Of two doors that name each other one link is enough.
            if door < other || !neighbours[other].contains(&(door as u32)) {
                links.push((nearness.between(door, other), door, other));
            }
        }
    }
    links.sort_unstable();
    let mut linked: Vec<Vec<usize>> = vec![Vec::new(); doors];
    let mut root: Vec<usize> = (0..doors).collect();
    for (_, one, other) in links {
        let (from, to) = (root_of(&mut root, one), root_of(&mut root, other));
        if from != to && linked[one].len() < 2 && linked[other].len() < 2 {
            root[from] = to;
            linked[one].push(other);
            linked[other].push(one);
        }
    }
    unravel(&linked)
}

fn root_of(root: &mut [usize], mut door: usize) -> usize {
    while root[door] != door {
        root[door] = root[root[door]];
        door = root[door];
    }
    door
}

fn unravel(linked: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut seen = vec![false; linked.len()];
    let mut strands = Vec::new();
    for start in 0..linked.len() {
        if seen[start] || linked[start].len() > 1 {
            continue;
        }
        let mut strand = vec![start];
        seen[start] = true;
        while let Some(next) = strand.last().and_then(|last| linked[*last].iter().find(|next| !seen[**next])) {
            seen[*next] = true;
            strand.push(*next);
        }
        strands.push(strand);
    }
    strands
}

/// Joins strands end to end, always going on with the nearest loose end.
fn join(mut strands: Vec<Vec<usize>>, nearness: &Nearness) -> Vec<usize> {
    let mut walk = if strands.is_empty() { Vec::new() } else { strands.swap_remove(0) };
    while let (Some(end), false) = (walk.last().copied(), strands.is_empty()) {
        let ends = strands.iter().enumerate().flat_map(|(at, strand)| {
            let ends = [(strand.first(), false), (strand.last(), true)];
            ends.into_iter().filter_map(move |(door, turned)| Some((nearness.between(end, *door?), at, turned)))
        });
        let Some((_, at, turned)) = ends.min() else { break };
        let mut strand = strands.swap_remove(at);
        if turned {
            strand.reverse();
        }
        walk.append(&mut strand);
    }
    walk
}
