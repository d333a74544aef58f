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
    /// What it costs to get from one side to the other, in centimetres of walking.
    pub crossing: u16,
}

/// Ten metres of walking: a street with a pavement on either side.
pub const USUAL_CROSSING: u16 = 1000;

impl Piece {
    /// A piece as a map lists it, of a street like most.
    pub fn new(street: &str, ends: [&str; 2], at: [Point; 2], metres: f64) -> Piece {
        Piece { street: normal_street(street), ends: ends.map(str::to_owned), at, metres, crossing: USUAL_CROSSING }
    }

    /// The same of a street that is crossed for so many centimetres of walking.
    pub fn crossed_for(self, crossing: u16) -> Piece {
        Piece { crossing, ..self }
    }
}

/// Corners joined by stretches. A stretch runs from corner to corner through any bends, which have no choice of way.
#[derive(Debug, Clone, Default)]
pub struct Paths {
    pieces: Vec<PieceOnStretch>,
    /// The pieces of each street by its name.
    of_street: HashMap<String, Vec<usize>>,
    /// What the widest piece of each street costs to cross; only of streets that are not like most.
    crossings: HashMap<String, u16>,
    stretches: Vec<Stretch>,
    /// The corners next to each corner, with centimetres.
    ways: Vec<Vec<(u32, u32)>>,
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
    /// Centimetres from the door to this place, where the door’s own street is not on the map; nought where it is.
    pub beside: u32,
}

#[derive(Debug, Clone)]
struct PieceOnStretch {
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
        joined.paths.list_ways(joined.corners);
        joined.paths.note_crossings(pieces);
        joined.paths
    }

    /// The pieces of a street; `None` where the street is not on the map.
    pub fn pieces_of(&self, street: &str) -> Option<&[usize]> {
        self.of_street.get(street).map(Vec::as_slice)
    }

    /// Where one steps from a door on to its own street: the nearest point of the street's pieces, or of any path
    /// where the street is not on the map. `None` where the map is empty.
    pub fn foot(&self, street: Option<&[usize]>, door: Point) -> Option<Foot> {
        match street {
            Some(pieces) => nearest(pieces.iter().map(|piece| &self.pieces[*piece]), door).map(|(_, foot)| foot),
            None => nearest(self.pieces.iter(), door).map(|(metres, foot)| Foot { beside: centimetres(metres), ..foot }),
        }
    }

    /// Whether the map has a street.
    pub fn has(&self, street: &str) -> bool {
        self.of_street.contains_key(street)
    }

    /// What it costs to cross a street, in centimetres of walking. Where its pieces differ, the dearest counts.
    pub fn crossing_of(&self, street: &str) -> u16 {
        self.crossings.get(street).copied().unwrap_or(USUAL_CROSSING)
    }

    /// The middle of a street, as good a guess as any for a door of which only the address is known.
    pub fn middle_of(&self, street: &str) -> Option<Point> {
        let pieces = self.of_street.get(street)?;
        let [from, to] = self.pieces[pieces[pieces.len() / 2]].at;
        Some(Point { east: (from.east + to.east) / 2.0, north: (from.north + to.north) / 2.0 })
    }

    /// The straight lines that a street is made of; none where it is not on the map.
    pub fn lines_of(&self, street: &str) -> impl Iterator<Item = [Point; 2]> {
        self.of_street.get(street).into_iter().flatten().map(|piece| self.pieces[*piece].at)
    }

    /// All lines, of streets and of paths without a name.
    pub fn lines(&self) -> impl Iterator<Item = [Point; 2]> {
        self.pieces.iter().map(|piece| piece.at)
    }

    /// The next piece to be listed belongs to this street.
    fn note_street(&mut self, street: &str) {
        let number = self.pieces.len();
        match self.of_street.get_mut(street) {
            Some(pieces) => pieces.push(number),
            None => drop(self.of_street.insert(street.to_owned(), vec![number])),
        }
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
    pub fn ways_from(&self, corner: usize) -> &[(u32, u32)] {
        &self.ways[corner]
    }

    fn note_crossings(&mut self, pieces: &[Piece]) {
        let mut dearest: HashMap<&str, u16> = HashMap::new();
        for piece in pieces.iter().filter(|piece| !piece.street.is_empty()) {
            let crossing = dearest.entry(&piece.street).or_default();
            *crossing = piece.crossing.max(*crossing);
        }
        let unlike_most = dearest.into_iter().filter(|(_, crossing)| *crossing != USUAL_CROSSING);
        self.crossings = unlike_most.map(|(street, crossing)| (street.to_owned(), crossing)).collect();
    }

    /// Lists the corners next to each of so many: each once, by the shortest way.
    fn list_ways(&mut self, corners: usize) {
        self.ways = vec![Vec::new(); corners];
        let leads_elsewhere = |stretch: &&Stretch| stretch.corners[0] != stretch.corners[1];
        for Stretch { corners: [one, other], length } in self.stretches.iter().filter(leads_elsewhere) {
            for (from, to) in [(*one, *other), (*other, *one)] {
                self.ways[from].push((to as u32, *length));
            }
        }
        for ways in &mut self.ways {
            ways.sort_unstable();
            ways.dedup_by_key(|(next, _)| *next);
        }
    }
}

/// The nearest place on any of the pieces, and how many metres away it is.
fn nearest<'a>(pieces: impl Iterator<Item = &'a PieceOnStretch>, door: Point) -> Option<(f64, Foot)> {
    let mut best: Option<(f64, f64, &PieceOnStretch)> = None;
    for piece in pieces {
        let [from, to] = piece.at;
        let share = share_along(from, to, door);
        let (east, north) = (from.east + share * (to.east - from.east), from.north + share * (to.north - from.north));
        let squared = (east - door.east).powi(2) + (north - door.north).powi(2);
        if best.is_none_or(|(least, ..)| squared < least) {
            best = Some((squared, share, piece));
        }
    }
    best.map(|(squared, share, piece)| {
        let [start, end] = piece.along.map(f64::from);
        let along = (start + share * (end - start)).round() as u32;
        (squared.sqrt(), Foot { stretch: piece.stretch, along, beside: 0 })
    })
}

fn centimetres(metres: f64) -> u32 {
    (metres * 100.0).round() as u32
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
    corners: usize,
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
        let paths = Paths { pieces: Vec::with_capacity(pieces.len()), ..Paths::default() };
        Joining {
            pieces,
            ends,
            corner_of: vec![None; meeting.len()],
            corners: 0,
            placed: vec![false; pieces.len()],
            meeting,
            paths,
        }
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
        let (mut end, mut piece, mut along) = (start, first, 0_u32);
        loop {
            self.placed[piece] = true;
            let length = centimetres(self.pieces[piece].metres).max(1);
            let backwards = self.ends[piece][0] != end;
            let end_along = along.saturating_add(length);
            let reach = if backwards { [end_along, along] } else { [along, end_along] };
            let Piece { street, at, .. } = &self.pieces[piece];
            self.paths.note_street(street);
            self.paths.pieces.push(PieceOnStretch { at: *at, stretch, along: reach });
            along = end_along;
            end = self.ends[piece][usize::from(!backwards)];
            let next = self.meeting[end].iter().copied().find(|next| !self.placed[*next]);
            match next {
                Some(next) if self.meeting[end].len() == 2 && end != start => piece = next,
                _ => break,
            }
        }
        let corners = [self.corner(start), self.corner(end)];
        self.paths.stretches.push(Stretch { corners, length: along });
    }

    fn corner(&mut self, end: usize) -> usize {
        *self.corner_of[end].get_or_insert_with(|| {
            self.corners += 1;
            self.corners - 1
        })
    }
}
