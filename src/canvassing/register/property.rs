//! What a file says of the property behind an address: its number, and where it is.

/// A property.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Property {
    /// The Unique Property Reference Number: twelve digits at most, the same in all data of Great Britain.
    pub uprn: Option<i64>,
    /// North and east in ten-millionths of a degree.
    pub at: Option<(i32, i32)>,
}

/// A UPRN has so many digits at the most.
const LARGEST: i64 = 999_999_999_999;

impl Property {
    /// What the column with the number is called, without blanks, marks and capitals.
    pub const UPRN: [&'static str; 3] = ["uprn", "propertyurn", "prouprn"];

    /// From three columns, each of which may be empty. What is no number is none.
    pub fn read(uprn: &str, lat: &str, lon: &str) -> Self {
        Self {
            uprn: uprn.trim().parse().ok().filter(|uprn| (1..=LARGEST).contains(uprn)),
            at: degrees(lat, 90.0).zip(degrees(lon, 180.0)),
        }
    }
}

fn degrees(written: &str, most: f64) -> Option<i32> {
    let degrees: f64 = written.trim().parse().ok()?;
    (degrees.abs() <= most && degrees != 0.0).then(|| (degrees * 1e7).round() as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_is_none() {
        assert_eq!(Property::read("", "", ""), Property::default());
        assert_eq!(Property::read("x", "51.6", ""), Property::default());
        assert_eq!(Property::read("0", "0", "0"), Property::default(), "systems write nought for not known");
        assert_eq!(Property::read("100023336956", "51.6", "-0.13").at, Some((516_000_000, -1_300_000)));
        assert_eq!(Property::read("1000233369560", "99", "1"), Property::default());
    }
}
