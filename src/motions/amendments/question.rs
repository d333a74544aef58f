//! What has to be asked back where an instruction fits nowhere or in several places, with the places shown.

use super::finding::Place;
use super::operation::NoEdit;

/// What has to be asked back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Question {
    #[error("“{words}” is not in {inside}.{}", said(near, " The nearest is:"))]
    Nowhere { words: String, inside: String, near: Vec<Place> },
    #[error("“{words}” is in {inside} {} times, and the instruction does not say which is meant.{}", places.len(), said(places, ""))]
    Several { words: String, inside: String, places: Vec<Place> },
    #[error("“{words}” is in {inside} {there} times only, so there is no {}.", ordinal(*wanted))]
    TooFew { words: String, inside: String, wanted: usize, there: usize, places: Vec<Place> },
    #[error("The text has no {part}.")]
    NoPart { part: String },
    #[error("The text has {} places that may be called {part}.{}", places.len(), said(places, ""))]
    SeveralParts { part: String, places: Vec<Place> },
    #[error("The last words come before the first ones.{}", said(places, ""))]
    Backwards { places: Vec<Place> },
    #[error("The instruction cannot be carried out at once. {0}")]
    AtOnce(#[from] NoEdit),
}

impl Question {
    /// The places between which somebody has to choose.
    pub fn places(&self) -> &[Place] {
        match self {
            Self::Several { places, .. } | Self::TooFew { places, .. } | Self::SeveralParts { places, .. } => places,
            Self::Nowhere { near: places, .. } | Self::Backwards { places } => places,
            Self::NoPart { .. } | Self::AtOnce(_) => &[],
        }
    }
}

/// So many places are shown.
const SHOWN: usize = 8;

fn said(places: &[Place], before: &str) -> String {
    if places.is_empty() {
        return String::new();
    }
    let lines: String = places.iter().take(SHOWN).map(|place| format!("\n  {}", place.shown())).collect();
    let more = if places.len() > SHOWN { format!("\n  and {} more", places.len() - SHOWN) } else { String::new() };
    format!("{before}{lines}{more}")
}

fn ordinal(nth: usize) -> String {
    let ending = match (nth % 10, nth % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{nth}{ending}")
}
