//! Reading the streets and paths of an extract of OpenStreetMap (its XML, as the site's own export and Overpass write it).

use std::collections::HashMap;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use serde::{Deserialize, Serialize};

use super::{
    position::{Plane, Position},
    rules::NoGround,
};
use crate::canvassing::cut::{Piece, USUAL_CROSSING};

/// One straight piece of a street or path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct Way {
    /// Its name; empty for a path without one.
    pub street: String,
    /// The numbers of its ends on the map.
    pub ends: [i64; 2],
    pub at: [Position; 2],
    /// What it costs to cross it, in centimetres of walking.
    pub crossing: u16,
}

/// A way as it is kept: short, because a constituency has tens of thousands.
type Written = (String, i64, i64, [i32; 4], u16);

impl From<Written> for Way {
    fn from((street, from, to, [lat, lon, far_lat, far_lon], crossing): Written) -> Self {
        let at = [Position { lat, lon }, Position { lat: far_lat, lon: far_lon }];
        Self { street, ends: [from, to], at, crossing }
    }
}

impl From<Way> for Written {
    fn from(Way { street, ends: [from, to], at: [one, other], crossing }: Way) -> Self {
        (street, from, to, [one.lat, one.lon, other.lat, other.lon], crossing)
    }
}

impl Way {
    /// The same on a flat map, in metres.
    pub fn piece(&self, plane: Plane) -> Piece {
        let at = self.at.map(|end| plane.point(end));
        let ends = self.ends.map(|end| end.to_string());
        Piece::new(&self.street, [&ends[0], &ends[1]], at, at[0].metres_to(at[1])).crossed_for(self.crossing)
    }
}

/// What nobody walks on.
const NOT_WALKED: [&str; 10] = [
    "motorway",
    "motorway_link",
    "construction",
    "proposed",
    "planned",
    "raceway",
    "bus_guideway",
    "abandoned",
    "razed",
    "escape",
];

/// What it costs to cross a way of some kind, in centimetres of walking: forty metres where lorries go, nothing to speak of where
/// people walk in the middle. Most streets are between.
fn crossing(highway: &str) -> u16 {
    match highway.trim_end_matches("_link") {
        "trunk" | "primary" => 4000,
        "secondary" => 3000,
        "tertiary" => 2000,
        "living_street" | "pedestrian" | "footway" | "path" | "steps" | "track" => 400,
        _ => USUAL_CROSSING,
    }
}

/// What a way of the map says of itself, as far as walking goes.
#[derive(Default)]
struct Tags {
    highway: String,
    name: String,
    foot: String,
    access: String,
}

impl Tags {
    fn note(&mut self, key: &str, value: &str) {
        let place = match key {
            "highway" => &mut self.highway,
            "name" => &mut self.name,
            "foot" => &mut self.foot,
            "access" => &mut self.access,
            _ => return,
        };
        value.clone_into(place);
    }

    /// A private road without a name leads to no door; one with a name does.
    fn is_walked(&self) -> bool {
        let may_walk = matches!(self.foot.as_str(), "yes" | "designated" | "permissive");
        let is_shut =
            self.foot == "no" || (matches!(self.access.as_str(), "no" | "private") && self.name.is_empty() && !may_walk);
        !self.highway.is_empty() && !NOT_WALKED.contains(&self.highway.as_str()) && !is_shut
    }
}

/// Reads the pieces that people walk on.
///
/// # Errors
/// A file that is no such extract, or breaks off, and one without streets.
pub fn read(bytes: &[u8]) -> Result<Vec<Way>, NoGround> {
    let text = std::str::from_utf8(bytes).map_err(|_| NoGround::NoMap)?;
    let mut reader = Reader::from_str(text);
    let mut map = Map::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => map.begin(&tag)?,
            Ok(Event::Empty(tag)) => {
                map.begin(&tag)?;
                map.end(tag.name().as_ref());
            }
            Ok(Event::End(tag)) => map.end(tag.name().as_ref()),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => return Err(NoGround::BrokenMap),
        }
    }
    match map {
        Map { is_map: false, .. } => Err(NoGround::NoMap),
        Map { is_whole: false, .. } => Err(NoGround::BrokenMap),
        Map { ways, .. } if ways.is_empty() => Err(NoGround::NoStreets),
        Map { ways, .. } => Ok(ways),
    }
}

/// The map as far as it is read.
#[derive(Default)]
struct Map {
    is_map: bool,
    is_whole: bool,
    nodes: HashMap<i64, Position>,
    /// The way that is being read: the nodes it goes by, and what it says.
    by: Vec<i64>,
    tags: Tags,
    ways: Vec<Way>,
}

impl Map {
    fn begin(&mut self, tag: &BytesStart<'_>) -> Result<(), NoGround> {
        let name = tag.name();
        match name.as_ref() {
            "osm" => self.is_map = true,
            _ if !self.is_map => return Err(NoGround::NoMap),
            "node" => {
                let [id, lat, lon] = values(tag, ["id", "lat", "lon"]);
                let place = lat.parse().ok().zip(lon.parse().ok()).and_then(|(lat, lon)| Position::of_degrees(lat, lon));
                if let (Ok(id), Some(place)) = (id.parse(), place) {
                    self.nodes.insert(id, place);
                }
            }
            "way" => (self.by, self.tags) = (Vec::new(), Tags::default()),
            "nd" => self.by.extend(values(tag, ["ref"])[0].parse::<i64>()),
            "tag" => {
                let [key, value] = values(tag, ["k", "v"]);
                self.tags.note(&key, &value);
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "osm" => self.is_whole = true,
            "way" if self.tags.is_walked() => self.take(),
            _ => {}
        }
    }

    /// The pieces of the way just read. An extract may leave out nodes beyond its edge; the way ends there.
    fn take(&mut self) {
        let crossing = crossing(&self.tags.highway);
        for pair in self.by.windows(2) {
            if let (Some(from), Some(to)) = (self.nodes.get(&pair[0]), self.nodes.get(&pair[1])) {
                self.ways.push(Way { street: self.tags.name.clone(), ends: [pair[0], pair[1]], at: [*from, *to], crossing });
            }
        }
    }
}

fn values<const N: usize>(tag: &BytesStart<'_>, names: [&str; N]) -> [String; N] {
    names.map(|name| {
        let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name);
        let value = found
            .and_then(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).map(|value| value.into_owned()).ok());
        value.unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAP: &str = r#"<?xml version="1.0"?><osm version="0.6">
        <node id="1" lat="51.60" lon="-0.13"/><node id="2" lat="51.601" lon="-0.13"><tag k="name" v="a crossing"/></node>
        <node id="3" lat="51.602" lon="-0.13"/>
        <way id="7"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="99"/><tag k="highway" v="residential"/><tag k="name" v="St Mary&apos;s Road"/></way>
        <way id="8"><nd ref="1"/><nd ref="3"/><tag k="highway" v="motorway"/></way>
        <way id="9"><nd ref="1"/><nd ref="3"/><tag k="highway" v="service"/><tag k="access" v="private"/></way>
        <way id="10"><nd ref="1"/><nd ref="3"/><tag k="building" v="yes"/></way>
        <way id="11"><nd ref="3"/><nd ref="1"/><tag k="highway" v="footway"/></way></osm>"#;

    #[test]
    fn streets_and_paths_are_taken_and_what_nobody_walks_on_is_not() {
        let ways = read(MAP.as_bytes()).expect("a map");
        let names: Vec<_> = ways.iter().map(|way| (way.street.as_str(), way.ends)).collect();
        assert_eq!(names, [("St Mary's Road", [1, 2]), ("St Mary's Road", [2, 3]), ("", [3, 1])]);
    }

    #[test]
    fn a_busy_road_is_dear_to_cross_and_a_path_is_not() {
        let map = MAP.replace("v=\"residential\"", "v=\"primary\"");
        let crossings: Vec<u16> = read(map.as_bytes()).expect("a map").iter().map(|way| way.crossing).collect();
        assert_eq!(crossings, [4000, 4000, 400]);
        assert_eq!(["secondary_link", "unclassified"].map(crossing), [3000, 1000]);
    }

    #[test]
    fn what_is_kept_reads_back() {
        let ways = read(MAP.as_bytes()).expect("a map");
        let written = serde_json::to_string(&ways).expect("written");
        assert_eq!(serde_json::from_str::<Vec<Way>>(&written).expect("read"), ways);
    }

    #[test]
    fn a_file_that_is_no_map_or_breaks_off_is_refused_in_words() {
        assert_eq!(read(b"<html><body>Sign in</body></html>"), Err(NoGround::NoMap));
        assert_eq!(read(b"\xff\xfe\x00"), Err(NoGround::NoMap));
        assert_eq!(read(MAP.split_at(400).0.as_bytes()), Err(NoGround::BrokenMap));
        assert_eq!(read(b"<osm></osm>"), Err(NoGround::NoStreets));
    }
}
