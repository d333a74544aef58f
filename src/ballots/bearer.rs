//! Whose name stands on a paper. A paper knows its choices by name alone, so whether somebody stands is asked of her names: without
//! regard to capitals and spaces, alone or as one of those who share an office, and with her number where two are called the same.

use crate::members::{Member, called};

/// Somebody who may stand on a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bearer {
    /// The names she goes by, plainly written.
    names: Vec<String>,
    /// The same with her number, as it follows where two have one name.
    numbered: Vec<String>,
}

impl Bearer {
    /// Somebody who goes by these names.
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>, number: &str) -> Self {
        let names: Vec<String> = names.into_iter().map(plain).filter(|name| !name.is_empty()).collect();
        let numbered = names.iter().map(|name| plain(&format!("{name} ({number})"))).collect();
        Self { names, numbered }
    }

    /// A member, by the name she wants to be called and by the one in the register.
    pub fn of(member: &Member) -> Self {
        let names = [member.name(), called(&member.first_name, "", &member.last_name)];
        Self::new(names.iter().map(String::as_str), &member.number)
    }

    /// Whether a choice is she, or she with others: "Ama Okoro and Zoe Smith (0012)".
    pub fn stands_as(&self, choice: &str) -> bool {
        let choice = plain(choice);
        let is_own = |name: &str| self.names.iter().chain(&self.numbered).any(|own| own == name);
        is_own(&choice) || choice.split(" and ").flat_map(|some| some.split(", ")).any(is_own)
    }
}

fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stands_as(choice: &str) -> bool {
        Bearer::new(["Ama Okoro", "Amarachi Okoro"], "N0012").stands_as(choice)
    }

    #[test]
    fn she_stands_by_each_of_her_names_alone_or_with_others() {
        assert!(stands_as("Ama Okoro") && stands_as(" amarachi  OKORO "), "capitals and spaces make no other person");
        assert!(stands_as("Ama Okoro and Zoe Smith") && stands_as("Zoe Smith and Ama Okoro"));
        assert!(stands_as("Zoe Smith, Ama Okoro and Ben Oakes"));
        assert!(!stands_as("Zoe Smith") && !stands_as("Ama") && !stands_as(""));
    }

    #[test]
    fn of_two_with_one_name_she_is_the_one_with_her_number() {
        assert!(stands_as("Ama Okoro (N0012)") && stands_as("Zoe Smith and ama okoro (n0012)"));
        assert!(!stands_as("Ama Okoro (N0013)"), "her namesake stands");
    }

    #[test]
    fn whoever_has_no_name_stands_nowhere() {
        assert!(!Bearer::new(["", " "], "N0012").stands_as(""));
    }
}
