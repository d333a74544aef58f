//! Reading a list of postcodes with their places: Code-Point Open, the ONS Postcode Directory, or any table that names its columns.

use std::collections::{HashMap, HashSet};

use csv::{ReaderBuilder, StringRecord};

use super::{
    position::{Grid, Position},
    rules::NoGround,
};
use crate::{
    canvassing::register::{Encoding, plain},
    places::postcode::Postcode,
};

/// A list as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The places of the postcodes that were wanted.
    pub points: HashMap<String, Position>,
    /// Rows with a postcode, wanted or not.
    pub rows: usize,
    /// Wanted postcodes that the list has no place for.
    pub nowhere: usize,
}

/// Where each fact of a row stands.
struct Columns {
    postcode: usize,
    places: Places,
}

/// Where the place of a row stands.
pub(super) enum Places {
    Degrees { lat: usize, lon: usize },
    Grid { east: usize, north: usize },
}

/// What the columns are called, letters and digits alone, in the order in which they are looked for.
const POSTCODE: [&str; 5] = ["postcode", "pcds", "pcd", "pcd2", "pc"];
const LAT: [&str; 2] = ["lat", "latitude"];
const LON: [&str; 4] = ["lon", "long", "longitude", "lng"];
const EAST: [&str; 6] = ["easting", "eastings", "oseast1m", "east1m", "xcoordinate", "ea"];
const NORTH: [&str; 6] = ["northing", "northings", "osnrth1m", "north1m", "ycoordinate", "no"];
/// Code-Point Open has no heading: postcode, quality, metres east, metres north.
const CODE_POINT_OPEN: Columns = Columns { postcode: 0, places: Places::Grid { east: 2, north: 3 } };

/// Reads the postcodes that begin with one of `outward`, such as `N22`: those of the branch's doors and of whoever moves in next.
///
/// # Errors
/// A file without such columns, and one that has none of these postcodes.
pub fn read(bytes: &[u8], outward: &HashSet<String>) -> Result<Read, NoGround> {
    let (_, text) = Encoding::decode(bytes);
    let mut rows = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes()).into_records();
    let first = rows.next().and_then(Result::ok).unwrap_or_default();
    let (columns, first) = match Columns::named(&first) {
        Some(columns) => (columns, None),
        None if Postcode::parse(first.get(0).unwrap_or_default()).is_ok() => (CODE_POINT_OPEN, Some(first)),
        None => return Err(NoGround::NoPostcodes),
    };
    let grid = Grid::new().ok_or(NoGround::NoPostcodes)?;
    let mut read = Read { points: HashMap::new(), rows: 0, nowhere: 0 };
    for row in first.into_iter().chain(rows.filter_map(Result::ok)) {
        let Ok(postcode) = Postcode::parse(row.get(columns.postcode).unwrap_or_default()) else { continue };
        read.rows += 1;
        if !outward.contains(postcode.outward()) {
            continue;
        }
        match columns.places.of(&row, &grid) {
            Some(at) => drop(read.points.insert(postcode.to_string(), at)),
            None => read.nowhere += 1,
        }
    }
    if read.points.is_empty() { Err(NoGround::OtherPostcodes { rows: read.rows }) } else { Ok(read) }
}

impl Columns {
    fn named(head: &StringRecord) -> Option<Self> {
        let plain: Vec<String> = head.iter().map(plain).collect();
        Some(Self { postcode: column(&plain, &POSTCODE)?, places: Places::named(&plain)? })
    }
}

fn column(plain: &[String], names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| plain.iter().position(|called| called == name))
}

impl Places {
    /// By the names of columns, each as [`plain`] makes it.
    pub(super) fn named(names: &[String]) -> Option<Self> {
        let degrees = || Some(Self::Degrees { lat: column(names, &LAT)?, lon: column(names, &LON)? });
        let grid = || Some(Self::Grid { east: column(names, &EAST)?, north: column(names, &NORTH)? });
        degrees().or_else(grid)
    }

    /// The place of a row. The directory writes 99.999999 degrees north, and no metres at all, where it knows none.
    pub(super) fn of(&self, row: &StringRecord, grid: &Grid) -> Option<Position> {
        let number = |at: usize| row.get(at)?.trim().parse::<f64>().ok();
        match self {
            Self::Degrees { lat, lon } => Position::of_degrees(number(*lat)?, number(*lon)?),
            Self::Grid { east, north } => grid.position(number(*east)?, number(*north).filter(|metres| *metres > 0.0)?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_n22(text: &str) -> Result<Read, NoGround> {
        read(text.as_bytes(), &HashSet::from(["N22".to_owned()]))
    }

    #[test]
    fn the_two_lists_that_councils_and_statisticians_use_are_known_by_their_shape() {
        let code_point_open = "\"N22 7AL\",10,529656,190937,\"E92000001\"\n\"N10 1EB\",10,528500,190400,\"E92000001\"\n";
        let directory = "pcd,pcds,dointr,oseast1m,osnrth1m,lat,long\nN22 7AL,N22 7AL,198001,529656,190937,51.602357,-0.129275\n\
                         N22 9ZZ,N22 9ZZ,198001,,,99.999999,0\n";
        let (open, ons) = (read_n22(code_point_open).expect("a list"), read_n22(directory).expect("a list"));
        assert_eq!((open.rows, open.points.len(), open.nowhere), (2, 1, 0));
        assert_eq!((ons.rows, ons.points.len(), ons.nowhere), (2, 1, 1));
        let off = |one: i32, other: i32| (one - other).abs();
        let (one, other) = (open.points["N22 7AL"], ons.points["N22 7AL"]);
        assert!(off(one.lat, other.lat) < 600 && off(one.lon, other.lon) < 900, "{one:?} {other:?}");
    }

    #[test]
    fn a_table_that_names_its_columns_may_have_them_in_any_order() {
        let read = read_n22("Longitude;x\n").unwrap_err();
        assert_eq!(read, NoGround::NoPostcodes);
        let read = read_n22("Longitude,Latitude,Postcode\n-0.129,51.602,n227al\n").expect("a list");
        assert_eq!(read.points.keys().collect::<Vec<_>>(), ["N22 7AL"]);
    }

    #[test]
    fn a_list_of_elsewhere_is_refused_with_what_it_has() {
        assert_eq!(read_n22("postcode,lat,lon\nM1 1AA,53.4,-2.2\n"), Err(NoGround::OtherPostcodes { rows: 1 }));
        assert_eq!(read_n22(""), Err(NoGround::NoPostcodes));
        assert_eq!(read_n22("PK\u{3}\u{4}\u{0}zip"), Err(NoGround::NoPostcodes));
    }
}
