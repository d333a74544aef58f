//! The map on which an area is drawn: a picture to tap, so that it works without any script.

use std::fmt::Write;

use serde::Serialize;

use super::{Area, Ground, Position, picture::Frame};
use crate::db::DoorId;

/// The map with what is drawn on it so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Drawing {
    pub width: i64,
    pub height: i64,
    /// The picture as an address of its own.
    pub image: String,
    /// How many doors stand inside.
    pub inside: usize,
}

/// Colours of paper: a picture does not know which ones the page around it has.
const PAPER: &str = "#fcfdfb";
const STREET: &str = "#c9cec9";
const OUTSIDE: &str = "#667069";
const INSIDE: &str = "#b3202a";

impl Ground {
    /// The map of these doors with an area on it; none where nobody knows where they stand.
    pub fn drawing(&self, doors: &[DoorId], area: &Area) -> Option<Drawing> {
        let frame = self.frame_of(doors)?;
        let (inside, outside): (Vec<DoorId>, Vec<DoorId>) = doors.iter().partition(|door| self.is_inside(**door, area));
        let squares = |doors: &[DoorId]| frame.squares(doors.iter().filter_map(|door| self.points.get(door)));
        let streets = self.paths().map(|paths| frame.streets(paths.lines())).unwrap_or_default();
        let (width, height) = frame.size;
        let corners: Vec<(i64, i64)> =
            area.corners().iter().filter_map(|corner| Some(frame.unit(self.plane?.point(*corner)))).collect();
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' width='{width}' height='{height}'>\
             <path fill='{PAPER}' d='M0 0h{width}v{height}H0z'/><path stroke='{STREET}' stroke-width='4' d='{streets}'/>\
             <path fill='{OUTSIDE}' d='{}'/><path fill='{INSIDE}' d='{}'/>{}</svg>",
            squares(&outside),
            squares(&inside),
            edge(&corners),
        );
        Some(Drawing { width, height, image: address(&svg), inside: inside.len() })
    }

    /// The place that was tapped on the map of these doors; none beside it.
    pub fn tapped(&self, doors: &[DoorId], at: (i64, i64)) -> Option<Position> {
        let frame = self.frame_of(doors)?;
        self.plane?.place(frame.point(at)).filter(|_| frame.has(at))
    }

    fn frame_of(&self, doors: &[DoorId]) -> Option<Frame> {
        Frame::around(doors.iter().filter_map(|door| self.points.get(door)))
    }
}

/// The edge of an area, and a spot on each corner.
fn edge(corners: &[(i64, i64)]) -> String {
    let mut drawn = String::new();
    let points: Vec<String> = corners.iter().map(|(x, y)| format!("{x},{y}")).collect();
    let _ = write!(
        drawn,
        "<polygon points='{}' fill='{INSIDE}' fill-opacity='.12' stroke='{INSIDE}' stroke-width='2'/>",
        points.join(" ")
    );
    for (x, y) in corners {
        let _ = write!(drawn, "<circle cx='{x}' cy='{y}' r='5' fill='{INSIDE}'/>");
    }
    drawn
}

/// A picture as an address; what would end an attribute or the address is written as numbers.
fn address(svg: &str) -> String {
    let mut address = String::from("data:image/svg+xml,");
    for char in svg.chars() {
        match char {
            '#' | '<' | '>' | '"' | '%' => drop(write!(address, "%{:02X}", u32::from(char))),
            plain => address.push(plain),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::canvassing::{cut::Point, ground::Plane};

    fn ground() -> (Ground, Vec<DoorId>) {
        let middle = Position::of_degrees(51.6, -0.12).expect("a place");
        let doors: Vec<DoorId> = (0..3).map(|_| DoorId::fresh()).collect();
        let places = [(0.0, 0.0), (240.0, 0.0), (240.0, 240.0)].map(|(east, north)| Point { east, north });
        let points: HashMap<DoorId, Point> = doors.iter().copied().zip(places).collect();
        (Ground { points, paths: None, plane: Plane::around([middle].into_iter()) }, doors)
    }

    #[test]
    fn an_area_is_drawn_by_tapping_its_corners() {
        let (ground, doors) = ground();
        let empty = ground.drawing(&doors, &Area::default()).expect("a map");
        assert_eq!((empty.width, empty.height, empty.inside), (640, 640, 0));

        let tap = |at| ground.tapped(&doors, at).expect("a place");
        // Two metres are four units: the doors stand at 80 and at 560 of 640.
        let area = [(40, 500), (620, 500), (620, 620), (40, 620)].map(tap).into_iter().fold(Area::default(), Area::with);
        assert_eq!(ground.drawing(&doors, &area).map(|drawn| drawn.inside), Some(2), "the two in the south");
        assert!(!ground.is_inside(doors[2], &area));
        assert_eq!(ground.tapped(&doors, (700, 10)), None, "beside the map");
    }

    #[test]
    fn the_picture_is_an_address_that_no_attribute_ends_early() {
        let (ground, doors) = ground();
        let image = ground.drawing(&doors, &Area::default()).expect("a map").image;
        assert!(image.starts_with("data:image/svg+xml,%3Csvg") && !image.contains(['"', '<', '>', '#']), "{image}");
    }

    #[test]
    fn without_places_there_is_nothing_to_draw_on() {
        let doors = [DoorId::fresh()];
        assert_eq!(Ground::default().drawing(&doors, &Area::default()), None);
        assert_eq!(Ground::default().tapped(&doors, (1, 1)), None);
    }
}
