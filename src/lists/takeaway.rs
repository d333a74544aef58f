//! What of a list may leave the program: only the columns that the purpose needs.

use crate::members::{Member, Shown};

/// More people than this leave with ways to reach them only when a second officer has agreed.
const MOST_AT_ONES_WORD: usize = 50;

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
        /// Everything that a membership list says, as a file that can be loaded again.
        Entries = "entries",
    }
}

impl Takeaway {
    /// As it is chosen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Ticks => "Names to tick off",
            Self::Mail => "Mail addresses only",
            Self::Calls => "Names and telephone numbers",
            Self::Letters => "Names and postal addresses",
            Self::Entries => "Whole entries, as a membership list that can be loaded again",
        }
    }

    /// What everybody on it can read that they were shown; none where it says nothing that a list does not show.
    pub const fn shows(self) -> Option<Shown> {
        match self {
            Self::Ticks => None,
            Self::Mail | Self::Calls => Some(Shown::Reach),
            Self::Letters | Self::Entries => Some(Shown::Contact),
        }
    }

    /// Whether a second officer has to agree before so many people leave on one file.
    pub const fn needs_another(self, people: usize) -> bool {
        match self {
            Self::Ticks => false,
            Self::Mail | Self::Calls | Self::Letters => people > MOST_AT_ONES_WORD,
            Self::Entries => true,
        }
    }

    /// The file, with its headings.
    pub fn rows(self, people: &[Member]) -> Vec<Vec<String>> {
        let headings: &[&str] = match self {
            Self::Ticks => &["Name", "Number"],
            Self::Mail => &["Mail"],
            Self::Calls => &["Name", "Telephone"],
            Self::Letters | Self::Entries => &["Name", "Address", "Town", "Postcode"],
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
            Self::Letters | Self::Entries => {
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
    fn many_people_leave_at_one_officers_word_only_by_name() {
        assert!(!Takeaway::Ticks.needs_another(5_000));
        assert!(!Takeaway::Mail.needs_another(50));
        assert!(Takeaway::Mail.needs_another(51));
        assert!(Takeaway::Entries.needs_another(1));
    }
}
