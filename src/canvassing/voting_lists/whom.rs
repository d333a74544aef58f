//! At whose doors a cut calls: everybody's, or those of whom a list says something.

use std::fmt;

/// Whom to call on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Whom {
    #[default]
    Everybody,
    /// Where somebody votes by post: while the papers are out.
    ByPost,
    /// Where somebody votes at a polling station or by proxy there.
    AtStation,
    /// Where somebody voted at this election, by its name.
    Voted(String),
}

impl Whom {
    /// Reads what [`Whom::fmt`] writes; anything else is everybody.
    pub fn read(written: &str) -> Self {
        match written {
            "by-post" => Self::ByPost,
            "at-station" => Self::AtStation,
            other => other.strip_prefix("voted:").map_or(Self::Everybody, |election| Self::Voted(election.to_owned())),
        }
    }

    /// What the form calls it.
    pub fn words(&self) -> String {
        match self {
            Self::Everybody => "Every door".to_owned(),
            Self::ByPost => "Doors where somebody votes by post".to_owned(),
            Self::AtStation => "Doors where somebody votes at the polling station".to_owned(),
            Self::Voted(election) => format!("Doors where somebody voted at {election}"),
        }
    }
}

impl fmt::Display for Whom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Everybody => Ok(()),
            Self::ByPost => f.write_str("by-post"),
            Self::AtStation => f.write_str("at-station"),
            Self::Voted(election) => write!(f, "voted:{election}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let all = [Whom::Everybody, Whom::ByPost, Whom::AtStation, Whom::Voted("Local elections, May 2025".into())];
        assert_eq!(all.clone().map(|whom| Whom::read(&whom.to_string())), all);
        assert_eq!(Whom::read("somebody"), Whom::Everybody);
    }
}
