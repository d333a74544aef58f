//! What can go out, and who may say that it was delivered.

use crate::{
    canvassing::viewer::Viewer,
    db::{Instant, MemberId},
    members::naming,
    web::{Refusal, WayOn},
};

/// Longer names do not fit into a line.
const LONGEST: usize = 60;

/// Why a leaflet does not go out, or a round of it is not given or done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoDrop {
    #[error("Say what goes through the doors, in 60 letters at the most.")]
    NoWords,
    #[error("Choose a polling district.")]
    NoDistrict,
    #[error("This polling district is not cut into rounds yet. Cut it first.")]
    NotCut,
    #[error("{0}")]
    NotFound(naming::NotOne),
    #[error("This leaflet is delivered by others. Ask the canvass coordinator for a round.")]
    NotYours,
    #[error("This round was delivered already.")]
    DoneAlready,
    #[error("This round was not delivered yet.")]
    NotDone,
}

impl Refusal for NoDrop {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoWords => Some("words"),
            Self::NoDistrict | Self::NotCut => Some("district"),
            Self::NotFound(_) => Some("who"),
            Self::NotYours | Self::DoneAlready | Self::NotDone => None,
        }
    }
    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/canvass/leaflets", "See the leaflets")]
    }
}

/// The name of a leaflet, if it can be kept.
pub fn may_be_called(words: &str) -> Result<&str, NoDrop> {
    let words = words.trim();
    if words.is_empty() || words.chars().count() > LONGEST { Err(NoDrop::NoWords) } else { Ok(words) }
}

/// Whether somebody may say of a round that it was delivered, or see it: whoever delivers it, and the coordinator.
pub fn may_see(given_to: Option<MemberId>, viewer: Viewer) -> Result<(), NoDrop> {
    if viewer.sees(given_to) { Ok(()) } else { Err(NoDrop::NotYours) }
}

/// Whether a round can be noted as delivered.
pub fn may_finish(done_at: Option<Instant>) -> Result<(), NoDrop> {
    if done_at.is_some() { Err(NoDrop::DoneAlready) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leaflet_has_a_name() {
        assert_eq!(may_be_called("  "), Err(NoDrop::NoWords));
        assert_eq!(may_be_called(&"x".repeat(61)), Err(NoDrop::NoWords));
        assert_eq!(may_be_called(" Spring "), Ok("Spring"));
    }

    #[test]
    fn a_round_is_whose_it_is_and_the_coordinators() {
        let (tom, ama) = (MemberId::fresh(), MemberId::fresh());
        assert_eq!(may_see(Some(tom), Viewer { member: Some(tom), is_coordinator: false }), Ok(()));
        assert_eq!(may_see(Some(tom), Viewer { member: Some(ama), is_coordinator: false }), Err(NoDrop::NotYours));
        assert_eq!(may_see(None, Viewer { member: None, is_coordinator: false }), Err(NoDrop::NotYours));
    }
}
