//! A cut as a picture: the streets, and the doors of each round as squares, in whole units of the drawing.

use std::fmt::Write;

use serde::Serialize;

use super::Ground;
use crate::{canvassing::cut::Point, db::DoorId};

/// How wide the drawing is at the most, and how high, in its own units.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 900.0;
/// Metres around the doors.
const MARGIN: f64 = 40.0;
/// Half the side of a door's square.
const HALF: i64 = 2;
/// Fills of the drawing language that can be told apart side by side, also in print.
const FILLS: [&str; 4] = ["done", "continuing", "good", "back"];

/// What the template draws.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    pub width: i64,
    pub height: i64,
    /// All streets as one path.
    pub streets: String,
    pub rounds: Vec<RoundDrawn>,
}

/// The doors of one round, and its number where most of them are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoundDrawn {
    pub code: String,
    pub fill: &'static str,
    pub squares: String,
    pub x: i64,
    pub y: i64,
}

/// The ground that is drawn.
pub(super) struct Frame {
    west: f64,
    north: f64,
    /// Units a metre.
    scale: f64,
    /// How wide and how high the drawing is, in its own units.
    pub(super) size: (i64, i64),
}

impl Ground {
    /// Rounds by their codes and doors; none where nobody knows where the doors are.
    pub fn picture<'r>(&self, rounds: impl Iterator<Item = (&'r str, &'r [DoorId])>) -> Option<Picture> {
        let placed: Vec<(&str, Vec<Point>)> =
            rounds.map(|(code, doors)| (code, doors.iter().filter_map(|door| self.at(*door)).collect())).collect();
        let frame = Frame::around(placed.iter().flat_map(|(_, points)| points))?;
        let drawn = placed.iter().zip(FILLS.into_iter().cycle()).filter(|((_, points), _)| !points.is_empty());
        Some(Picture {
            width: frame.size.0,
            height: frame.size.1,
            streets: self.paths().map(|paths| frame.streets(paths.lines())).unwrap_or_default(),
            rounds: drawn.map(|((code, points), fill)| frame.round(code, points, fill)).collect(),
        })
    }
}

impl Frame {
    pub(super) fn around<'p>(points: impl Iterator<Item = &'p Point>) -> Option<Self> {
        let mut bounds: Option<[f64; 4]> = None;
        for Point { east, north } in points {
            let [west, south, far_east, far_north] = bounds.unwrap_or([*east, *north, *east, *north]);
            bounds = Some([west.min(*east), south.min(*north), far_east.max(*east), far_north.max(*north)]);
        }
        let [west, south, east, north] = bounds?;
        let (wide, high) = (east - west + 2.0 * MARGIN, north - south + 2.0 * MARGIN);
        let scale = (WIDTH / wide).min(HEIGHT / high);
        let size = ((wide * scale).round() as i64, (high * scale).round() as i64);
        Some(Self { west: west - MARGIN, north: north + MARGIN, scale, size })
    }

    pub(super) fn unit(&self, point: Point) -> (i64, i64) {
        (((point.east - self.west) * self.scale).round() as i64, ((self.north - point.north) * self.scale).round() as i64)
    }

    /// The place on the ground that is drawn there.
    pub(super) fn point(&self, (x, y): (i64, i64)) -> Point {
        Point { east: x as f64 / self.scale + self.west, north: self.north - y as f64 / self.scale }
    }

    pub(super) fn has(&self, (x, y): (i64, i64)) -> bool {
        (0..=self.size.0).contains(&x) && (0..=self.size.1).contains(&y)
    }

    /// The lines of which an end is in the frame.
    pub(super) fn streets(&self, lines: impl Iterator<Item = [Point; 2]>) -> String {
        let mut path = String::new();
        for [from, to] in lines.map(|line| line.map(|end| self.unit(end))) {
            if self.has(from) || self.has(to) {
                let _ = write!(path, "M{} {}L{} {}", from.0, from.1, to.0, to.1);
            }
        }
        path
    }

    /// A square where each door is, as one path.
    pub(super) fn squares<'p>(&self, points: impl Iterator<Item = &'p Point>) -> String {
        let mut squares = String::new();
        for (x, y) in points.map(|point| self.unit(*point)) {
            let _ = write!(squares, "M{} {}h{side}v{side}h-{side}z", x - HALF, y - HALF, side = 2 * HALF);
        }
        squares
    }

    fn round(&self, code: &str, points: &[Point], fill: &'static str) -> RoundDrawn {
        let squares = self.squares(points.iter());
        // The door nearest to the middle of all, because the middle itself may lie in another round.
        let (east, north) = points.iter().fold((0.0, 0.0), |(east, north), point| (east + point.east, north + point.north));
        let middle = Point { east: east / points.len() as f64, north: north / points.len() as f64 };
        let nearest = points.iter().min_by(|one, other| one.metres_to(middle).total_cmp(&other.metres_to(middle)));
        let (x, y) = self.unit(*nearest.unwrap_or(&middle));
        RoundDrawn { code: number(code).to_owned(), fill, squares, x, y: y - 3 * HALF }
    }
}

/// "07" of "NSB1-07": the district is the same on all of the drawing.
fn number(code: &str) -> &str {
    code.split_once('-').map_or(code, |(_, number)| number)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::canvassing::cut::{Paths, Piece};

    #[test]
    fn doors_are_drawn_north_up_with_the_streets_between_them() {
        let doors = [0; 3].map(|_| DoorId::random());
        let at = |east, north| Point { east, north };
        let street = Piece::new("Mill Lane", ["a", "b"], [at(0.0, 0.0), at(0.0, 240.0)], 240.0);
        let ground = Ground {
            points: HashMap::from([(doors[0], at(0.0, 0.0)), (doors[1], at(0.0, 240.0))]),
            paths: Some(Paths::new(&[street])),
            plane: None,
        };
        let rounds = [("NSB1-01", &doors[..1]), ("NSB1-02", &doors[1..])];
        let picture = ground.picture(rounds.into_iter()).expect("a picture");
        assert_eq!((picture.width, picture.height), (225, 900));
        assert_eq!(picture.streets, "M113 788L113 113");
        let first = &picture.rounds[0];
        assert_eq!((first.code.as_str(), first.squares.as_str()), ("01", "M111 786h4v4h-4z"));
        assert!(picture.rounds[1].y < first.y, "the second stands further north");
    }

    #[test]
    fn where_no_door_has_a_place_there_is_nothing_to_draw() {
        assert_eq!(Ground::default().picture([("NSB1-01", [DoorId::random()].as_slice())].into_iter()), None);
    }
}
