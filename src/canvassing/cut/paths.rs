//! The paths that people walk on: streets and footways with what it takes to get from one corner to the next.

use super::door::Point;
use crate::places::address::normal_street;
use std::collections::HashMap;

/// One straight piece of a street or path, walked both ways.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// As [`normal_street`] writes it; empty for a path without a name.
    pub street: String,
    /// The names that the map gives the two ends; pieces meet where these are equal.
    pub ends: [String; 2],
    pub at: [Point; 2],
    pub metres: f64,
}

impl Piece {
    /// A piece as a map lists it.
    pub fn new(street: &str, ends: [&str; 2], at: [Point; 2], metres: f64) -> Piece {
        Piece { street: normal_street(street), ends: ends.map(str::to_owned), at, metres }
    }
}

/// Corners joined by stretches. A stretch runs from corner to corner through any bends, which have no choice of way.
#[derive(Debug, Clone)]
pub struct Paths {
    pieces: Vec<PieceOnStretch>,
    stretches: Vec<Stretch>,
    /// For each corner the stretches that leave it, as the corner at the other end and centimetres.
    ways: Vec<Vec<(usize, u32)>>,
}

/// A stretch between two corners, in centimetres.
#[derive(Debug, Clone, Copy)]
pub struct Stretch {
    pub corners: [usize; 2],
    pub length: u32,
}

/// Where a door stands on the paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Foot {
    pub stretch: usize,
    /// Centimetres from the first corner of the stretch.
    pub along: u32,
}

#[derive(Debug, Clone)]
struct PieceOnStretch {
    street: String,
    at: [Point; 2],
    stretch: usize,
    /// Centimetres from the first corner to either end of the piece.
    along: [u32; 2],
}

impl Paths {
    /// Joins pieces into stretches.
    pub fn new(pieces: &[Piece]) -> Paths {
        let mut joined = Joining::new(pieces);
        joined.join_all();
        joined.paths
    }

    /// Where one steps from a door on to its own street: the nearest point of the street's pieces, or of any path
    /// where the street is not on the map. `None` where the map is empty.
    pub fn foot(&self, street: &str, door: Point) -> Option<Foot> {
        let on_street = self.pieces.iter().filter(|piece| piece.street == street);
        nearest(on_street, door).or_else(|| nearest(self.pieces.iter(), door))
    }

    /// The stretch with this number.
    pub fn stretch(&self, number: usize) -> Stretch {
        self.stretches[number]
    }

    /// How many corners there are.
    pub fn corners(&self) -> usize {
        self.ways.len()
    }

    /// The corners next to this one, with centimetres.
    pub fn ways_from(&self, corner: usize) -> &[(usize, u32)] {
        &self.ways[corner]
    }
}

fn nearest<'a>(pieces: impl Iterator<Item = &'a PieceOnStretch>, door: Point) -> Option<Foot> {
    let mut best: Option<(f64, Foot)> = None;
    for piece in pieces {
        let [from, to] = piece.at;
        let share = share_along(from, to, door);
        let foot =
            Point { east: from.east + share * (to.east - from.east), north: from.north + share * (to.north - from.north) };
        let metres = foot.metres_to(door);
        if best.is_none_or(|(least, _)| metres < least) {
            let [start, end] = piece.along.map(f64::from);
            let along = (start + share * (end - start)).round() as u32;
            best = Some((metres, Foot { stretch: piece.stretch, along }));
        }
    }
    best.map(|(_, foot)| foot)
}

/// How far along the line from one point to another, from nought to one, the door's nearest point is.
fn share_along(from: Point, to: Point, door: Point) -> f64 {
    let (east, north) = (to.east - from.east, to.north - from.north);
    let length_squared = (east * east + north * north).max(1e-9);
    (((door.east - from.east) * east + (door.north - from.north) * north) / length_squared).clamp(0.0, 1.0)
}

struct Joining<'a> {
    pieces: &'a [Piece],
    ends: Vec<[usize; 2]>,
    /// For each end of pieces, the pieces that meet there.
    meeting: Vec<Vec<usize>>,
    corner_of: Vec<Option<usize>>,
    placed: Vec<bool>,
    paths: Paths,
}

impl<'a> Joining<'a> {
    fn new(pieces: &'a [Piece]) -> Self {
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut meeting: Vec<Vec<usize>> = Vec::new();
        let mut ends = Vec::with_capacity(pieces.len());
        for (number, piece) in pieces.iter().enumerate() {
            let pair = [0, 1].map(|side| {
                let fresh = numbers.len();
                let end = *numbers.entry(&piece.ends[side]).or_insert(fresh);
                if end == meeting.len() {
                    meeting.push(Vec::new());
                }
                meeting[end].push(number);
                end
            });
            ends.push(pair);
        }
        let paths = Paths { pieces: Vec::with_capacity(pieces.len()), stretches: Vec::new(), ways: Vec::new() };
        Joining { pieces, ends, corner_of: vec![None; meeting.len()], placed: vec![false; pieces.len()], meeting, paths }
    }

    fn join_all(&mut self) {
        for end in 0..self.meeting.len() {
            if self.meeting[end].len() != 2 {
                self.follow_all_from(end);
            }
        }
        // What is left are rings without any corner; any of their bends will do as one.
        for piece in 0..self.pieces.len() {
            if !self.placed[piece] {
                self.follow_all_from(self.ends[piece][0]);
            }
        }
    }

    fn follow_all_from(&mut self, end: usize) {
        for piece in self.meeting[end].clone() {
            if !self.placed[piece] {
                self.follow(end, piece);
            }
        }
    }

    /// Walks from a corner through bends to the next corner and makes one stretch of the pieces on the way.
    fn follow(&mut self, start: usize, first: usize) {
        let stretch = self.paths.stretches.len();
        let (mut end, mut piece, mut along) = (start, first, 0);
        loop {
            self.placed[piece] = true;
            let length = (self.pieces[piece].metres * 100.0).round().max(1.0) as u32;
            let backwards = self.ends[piece][0] != end;
            let reach = if backwards { [along + length, along] } else { [along, along + length] };
            let Piece { street, at, .. } = &self.pieces[piece];
            self.paths.pieces.push(PieceOnStretch { street: street.clone(), at: *at, stretch, along: reach });
            along += length;
            end = self.ends[piece][usize::from(!backwards)];
            let next = self.meeting[end].iter().copied().find(|next| !self.placed[*next]);
            match next {
                Some(next) if self.meeting[end].len() == 2 && end != start => piece = next,
                _ => break,
            }
        }
        let corners = [self.corner(start), self.corner(end)];
        self.paths.stretches.push(Stretch { corners, length: along });
        self.paths.ways[corners[0]].push((corners[1], along));
        self.paths.ways[corners[1]].push((corners[0], along));
    }

    fn corner(&mut self, end: usize) -> usize {
        *self.corner_of[end].get_or_insert_with(|| {
            self.paths.ways.push(Vec::new());
            self.paths.ways.len() - 1
        })
    }
}
