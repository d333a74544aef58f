//! Which body may be named as an affiliate.

use super::Affiliate;
use crate::web::Refusal;

/// A name has so many letters at the most.
const LONGEST: usize = 120;

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotNamed {
    #[error("Write the name of the body, such as “Unite, Northmoor buses branch”.")]
    NoName,
    #[error("The name has more than {LONGEST} letters. Shorten it.")]
    TooLong,
    #[error("{name} is affiliated already.")]
    Already { name: String },
}

impl Refusal for NotNamed {
    fn field(&self) -> Option<&'static str> {
        Some("name")
    }
}

/// A body has a name of its own, and is named once.
pub fn may_be_named(name: &str, affiliated: &[Affiliate]) -> Result<(), NotNamed> {
    let same = |one: &&Affiliate| one.name.to_lowercase() == name.to_lowercase();
    match affiliated.iter().find(same) {
        _ if name.is_empty() => Err(NotNamed::NoName),
        _ if name.chars().count() > LONGEST => Err(NotNamed::TooLong),
        Some(one) => Err(NotNamed::Already { name: one.name.clone() }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{affiliates::AffiliateKind, db::AffiliateId};

    #[test]
    fn a_body_is_named_once_however_its_letters_are_written() {
        let named = Affiliate {
            id: AffiliateId::random(),
            name: "Unite".into(),
            kind: AffiliateKind::UnionBranch,
            named_on: chrono::NaiveDate::default(),
            ended_on: None,
        };

        assert_eq!(may_be_named("UNITE", &[named]), Err(NotNamed::Already { name: "Unite".into() }));
        assert_eq!(may_be_named("", &[]), Err(NotNamed::NoName));
        assert_eq!(may_be_named("Fabians", &[]), Ok(()));
    }
}
