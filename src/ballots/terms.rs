//! What the notice of a ballot settles besides its method: places kept for groups, and whether nominations may open again.
//!
//! An officer writes names; kept are the numbers that these have on the paper, in the words that `wardmote count` takes, so
//! that whoever counts again counts by the same terms.

use super::{
    choice::{Choice, NewChoice},
    count::{Election, Group, Lots, Method, Reopen, Stop, Terms, count_under},
};

/// The line of the paper by which a member wants none of those named.
pub const REOPEN: &str = "Re-open nominations";
/// How it is written among the terms.
const REOPEN_WORD: &str = "reopen:";

/// Terms before the names have their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewTerms {
    pub groups: Vec<NewGroup>,
    /// Whether "Re-open nominations" stands on the paper.
    pub reopen: bool,
}

/// Places kept for some of those named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGroup {
    pub name: String,
    pub at_least: u32,
    pub at_most: u32,
    pub members: Vec<String>,
}

/// What is wrong with the words about groups.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoTerm {
    #[error(
        "Write each group as its name, how many, and who belongs to it: “women, at least 2: Ama Okoro, Zoe Smith”. “{0}” is not."
    )]
    Words(String),
    #[error("“{0}” stands among the groups, but not among the choices.")]
    NoChoice(String),
    #[error("{0}")]
    Unmeetable(String),
}

impl NewTerms {
    /// Reads a group a line.
    ///
    /// # Errors
    /// The first line that is no group, or names somebody who is no choice.
    pub fn read(text: &str, reopen: bool, choices: &[NewChoice]) -> Result<Self, NoTerm> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let groups: Result<Vec<NewGroup>, NoTerm> = lines.map(|line| NewGroup::read(line, choices)).collect();
        Ok(Self { groups: groups?, reopen })
    }

    /// As they are kept, once the choices stand in the order of the paper.
    pub fn kept(&self, choices: &[NewChoice]) -> String {
        let numbers = |members: &[String]| {
            let named = choices.iter().zip(1..).filter(|(choice, _)| members.contains(&choice.name));
            named.map(|(_, number): (_, u32)| number.to_string()).collect::<Vec<_>>().join(",")
        };
        let group = |group: &NewGroup| match group.at_most {
            u32::MAX => format!("{}>={}:{}", group.name, group.at_least, numbers(&group.members)),
            most => format!("{}<={most}:{}", group.name, numbers(&group.members)),
        };
        let mut lines: Vec<String> = self.groups.iter().map(group).collect();
        if self.reopen {
            lines.push(format!("{REOPEN_WORD}{}", numbers(&[REOPEN.to_owned()])));
        }
        lines.join("\n")
    }

    /// Whether somebody's election could meet them.
    ///
    /// # Errors
    /// Why nobody's can, in words.
    pub fn can_be_met(&self, choices: &[NewChoice], method: Method, seats: i32) -> Result<(), NoTerm> {
        let seats = u32::try_from(seats).unwrap_or(1);
        let nobody_voted = Election::of("", seats, choices.iter().map(|choice| choice.name.as_str()), []);
        match count_under(&of(&self.kept(choices)), &nobody_voted, method, seats, &Lots::Stop) {
            Err(Stop::Unmeetable(why)) => Err(NoTerm::Unmeetable(why.to_string())),
            _ => Ok(()),
        }
    }
}

impl NewGroup {
    fn read(line: &str, choices: &[NewChoice]) -> Result<Self, NoTerm> {
        let refusal = || NoTerm::Words(line.to_owned());
        let (head, members) = line.split_once(':').ok_or_else(refusal)?;
        let (name, bound) = head.rsplit_once(',').ok_or_else(refusal)?;
        let name = name.trim();
        if name.is_empty() || name.contains(['<', '>', '"']) {
            return Err(refusal());
        }
        let number = |text: &str| text.trim().parse::<u32>().map_err(|_| refusal());
        let bound = bound.trim().to_lowercase();
        let (at_least, at_most) = match (bound.strip_prefix("at least "), bound.strip_prefix("at most ")) {
            (Some(least), _) => (number(least)?, u32::MAX),
            (_, Some(most)) => (0, number(most)?),
            _ => return Err(refusal()),
        };
        let chosen = |member: &str| {
            let found = choices.iter().find(|choice| choice.name.to_lowercase() == member.to_lowercase());
            found.map(|choice| choice.name.clone()).ok_or_else(|| NoTerm::NoChoice(member.to_owned()))
        };
        let members: Result<Vec<String>, NoTerm> = members.split(',').map(str::trim).map(chosen).collect();
        Ok(Self { name: name.to_owned(), at_least, at_most, members: members? })
    }
}

/// The terms by which the papers are counted.
pub fn of(kept: &str) -> Terms {
    let reopen = kept.lines().find_map(|line| line.strip_prefix(REOPEN_WORD)).and_then(|number| number.parse().ok());
    Terms {
        groups: kept.lines().filter_map(|line| line.parse::<Group>().ok()).collect(),
        reopen: reopen.map(|candidate| Reopen { candidate, passes_on: true }),
        ..Terms::default()
    }
}

/// The same as words of `wardmote count`.
pub fn as_options(kept: &str) -> String {
    let option = |line: &str| match line.strip_prefix(REOPEN_WORD) {
        Some(number) => format!(" --reopen {number}"),
        None => format!(" --group \"{line}\""),
    };
    kept.lines().map(option).collect()
}

/// The same as sentences for members.
pub fn in_words(kept: &str, choices: &[Choice]) -> Vec<String> {
    let name =
        |number: &u32| choices.iter().find(|choice| u32::try_from(choice.number) == Ok(*number)).map(|choice| &choice.name);
    let terms = of(kept);
    let group = |group: &Group| {
        let members: Vec<&str> = group.members.iter().filter_map(name).map(String::as_str).collect();
        format!("{}, of {}.", group.in_words(), members.join(", "))
    };
    let mut words: Vec<String> = terms.groups.iter().map(group).collect();
    words.extend(terms.reopen.map(|_| format!("A place that “{REOPEN}” takes stays empty.")));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choices(names: &[&str]) -> Vec<NewChoice> {
        names.iter().map(|name| NewChoice { name: (*name).into(), statement: String::new() }).collect()
    }

    #[test]
    fn groups_are_written_by_names_and_counted_by_numbers() {
        let terms = NewTerms::read(
            "Women, at least 1: ama okoro, Zoe\nNorth, at most 1: Ben",
            true,
            &choices(&["Ama Okoro", "Ben", "Zoe"]),
        );
        let kept = terms.unwrap().kept(&choices(&["Zoe", "Ben", "Ama Okoro", REOPEN]));

        assert_eq!(kept, "Women>=1:1,3\nNorth<=1:2\nreopen:4");
        assert_eq!(as_options(&kept), " --group \"Women>=1:1,3\" --group \"North<=1:2\" --reopen 4");
        assert_eq!((of(&kept).groups.len(), of(&kept).reopen.map(|reopen| reopen.candidate)), (2, Some(4)));
    }

    #[test]
    fn a_slip_in_a_group_is_said_with_the_words_typed() {
        let read = |text: &str| NewTerms::read(text, false, &choices(&["Ama", "Ben"]));
        assert_eq!(read("women: Ama"), Err(NoTerm::Words("women: Ama".into())));
        assert_eq!(read("women, at least 1: Amy"), Err(NoTerm::NoChoice("Amy".into())));
        let two = read("women, at least 2: Ama").unwrap();
        let refusal = two.can_be_met(&choices(&["Ama", "Ben"]), Method::StvScottish, 2).unwrap_err();
        assert_eq!(refusal.to_string(), "women: at least 2 are to be elected, but the number who stand is 1.");
    }
}
