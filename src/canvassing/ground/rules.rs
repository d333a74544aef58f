//! Why a file about the ground is not taken in.

use crate::{render::words::plural, web::Refusal};

/// A constituency has some thirty thousand pieces; with many more a cut would keep people waiting.
pub const MOST_WAYS: usize = 100_000;

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoGround {
    #[error("Choose the list of postcodes.")]
    NoList,
    #[error("Choose the map.")]
    NoMapFile,
    #[error(
        "The file has no columns with postcodes and their places. Send Code-Point Open as a CSV file, or a table with the columns \
         postcode, latitude and longitude."
    )]
    NoPostcodes,
    #[error("{} read, and none belongs to the doors of your registers. Send the list of your own area.", plural(*.rows as i128, "postcode was", "postcodes were"))]
    OtherPostcodes { rows: usize },
    #[error("Load a register first: only its postcodes are kept of the list.")]
    NoDoors,
    #[error("Choose the file with the properties.")]
    NoPropertiesFile,
    #[error("The file has no columns with the UPRN of properties and their places. Send OS Open UPRN as CSV.")]
    NoProperties,
    #[error("{} read, and none stands behind your doors. Send the part of the file that has your own area.", plural(*.rows as i128, "property was", "properties were"))]
    OtherProperties { rows: usize },
    #[error("No register gave a UPRN for any of your doors, so their properties are not known. Postcodes are enough.")]
    NoNumbers,
    #[error("The file is no map of OpenStreetMap. Its name ends in .osm, and it begins with <osm>.")]
    NoMap,
    #[error("The map breaks off before its end. Download it again.")]
    BrokenMap,
    #[error("The map has no street that somebody could walk on.")]
    NoStreets,
    #[error("None of the streets of your registers is on the map. Export the part of it where your doors are.")]
    OtherStreets,
    #[error(
        "The map is too large: {ways} pieces of street, where {MOST_WAYS} are enough for a constituency. Export a smaller part."
    )]
    TooLarge { ways: usize },
    #[error("There is nothing to remove.")]
    NothingThere,
}

impl Refusal for NoGround {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoList | Self::NoPostcodes | Self::OtherPostcodes { .. } | Self::NoDoors => Some("postcodes"),
            Self::NoMapFile | Self::NoMap | Self::BrokenMap | Self::NoStreets | Self::OtherStreets | Self::TooLarge { .. } => {
                Some("map")
            }
            Self::NoPropertiesFile | Self::NoProperties | Self::OtherProperties { .. } | Self::NoNumbers => Some("properties"),
            Self::NothingThere => None,
        }
    }
}
