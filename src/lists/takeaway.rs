//! What of a list may leave the program: only the columns that the purpose needs.

use crate::members::{Member, Shown};

/// More people than this leave with ways to reach them only inside the program, by mail and letters that it sends.
pub const MOST_REACHABLE: usize = 50;

crate::text_enum! {
    /// What a file is for.
    pub enum Takeaway {
        /// Names to tick off.
        Ticks = "ticks",
        /// Mail addresses, and nothing else.
        Mail = "mail",
        /// Names and telephone numbers.
        Calls = "calls",
        /// Names and postal addresses.
        Letters = "letters",
    }
}

/// Why a file is not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "No more than {MOST_REACHABLE} people leave on one file with ways to reach them. Narrow the list, or let the program write to them."
)]
pub struct TooMany;

impl Takeaway {
    /// As it is chosen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Ticks => "Names to tick off",
            Self::Mail => "Mail addresses only",
            Self::Calls => "Names and telephone numbers",
            Self::Letters => "Names and postal addresses",
        }
    }

    /// What everybody on it can read that they were shown; none where it says nothing that a list does not show.
    pub const fn shows(self) -> Option<Shown> {
        match self {
            Self::Ticks => None,
            Self::Mail | Self::Calls => Some(Shown::Reach),
            Self::Letters => Some(Shown::Contact),
        }
    }

    /// Whether so many people may leave on one file.
    pub const fn may_leave(self, people: usize) -> Result<(), TooMany> {
        if self.shows().is_some() && people > MOST_REACHABLE { Err(TooMany) } else { Ok(()) }
    }

    /// The file, with its headings.
    pub fn rows(self, people: &[Member]) -> Vec<Vec<String>> {
        let headings: &[&str] = match self {
            Self::Ticks => &["Name", "Number"],
            Self::Mail => &["Mail"],
            Self::Calls => &["Name", "Telephone"],
            Self::Letters => &["Name", "Address", "Town", "Postcode"],
        };
        let heading = headings.iter().map(|heading| (*heading).to_owned()).collect();
        std::iter::once(heading).chain(people.iter().filter_map(|member| self.row(member))).collect()
    }

    /// One person; none who cannot be reached this way.
    fn row(self, member: &Member) -> Option<Vec<String>> {
        match self {
            Self::Ticks => Some(vec![member.name(), member.number.clone()]),
            Self::Mail => member.email.clone().map(|mail| vec![mail]),
            Self::Calls => (!member.mobile.is_empty()).then(|| vec![member.name(), member.mobile.clone()]),
            Self::Letters => {
                let lines =
                    || vec![member.name(), member.address.replace('\n', ", "), member.town.clone(), member.postcode.clone()];
                (!member.address.is_empty()).then(lines)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_people_leave_only_by_name() {
        assert_eq!(Takeaway::Ticks.may_leave(5_000), Ok(()));
        assert_eq!(Takeaway::Mail.may_leave(50), Ok(()));
        assert_eq!(Takeaway::Mail.may_leave(51), Err(TooMany));
    }
}
