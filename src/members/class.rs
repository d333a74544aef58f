//! What a list's word for the kind of membership means under a rulebook.

/// Words by which lists say that somebody is a member no longer.
const ENDED: [&str; 12] = [
    "lapsed",
    "resigned",
    "left",
    "deceased",
    "dead",
    "died",
    "expelled",
    "cancelled",
    "terminated",
    "expired",
    "ended",
    "transferred out",
];

/// A word for a class, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Class {
    /// A class of the rulebook, written as it writes it.
    Known(String),
    /// Somebody who is a member no longer.
    Ended,
    /// A word that the rulebook does not have.
    Unknown(String),
}

impl Class {
    /// Lists write Full and FULL; one that is silent means the first class of the rulebook.
    pub fn of(listed: &str, classes: &[String]) -> Self {
        let listed = listed.trim();
        let known = classes.iter().find(|class| listed.is_empty() || class.eq_ignore_ascii_case(listed));
        match known {
            Some(class) => Self::Known(class.clone()),
            None if is_ended(listed) => Self::Ended,
            None => Self::Unknown(listed.to_owned()),
        }
    }

    /// The word to keep: nothing for somebody who is a member no longer.
    pub fn kept(self) -> Option<String> {
        match self {
            Self::Known(word) | Self::Unknown(word) => Some(word),
            Self::Ended => None,
        }
    }
}

/// Whether the word says that a membership is over, whatever the rulebook.
pub fn is_ended(listed: &str) -> bool {
    ENDED.iter().any(|word| word.eq_ignore_ascii_case(listed.trim()))
}

/// Whether a class makes its holder a member.
pub fn is_of(class: &str, classes: &[String]) -> bool {
    classes.iter().any(|known| known.eq_ignore_ascii_case(class.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_written_as_the_rulebook_writes_it() {
        let classes = ["full", "supporter"].map(str::to_owned);
        assert_eq!(Class::of("FULL", &classes), Class::Known("full".into()));
        assert_eq!(Class::of("", &classes), Class::Known("full".into()));
        assert_eq!(Class::of("Standard", &classes), Class::Unknown("Standard".into()));
    }

    #[test]
    fn somebody_lapsed_is_a_member_no_longer_unless_the_rulebook_has_such_a_class() {
        assert_eq!(Class::of("Lapsed", &["full".to_owned()]), Class::Ended);
        assert_eq!(Class::of("Lapsed", &["full".to_owned(), "lapsed".to_owned()]), Class::Known("lapsed".into()));
    }
}
