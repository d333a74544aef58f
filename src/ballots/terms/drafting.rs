//! The terms as an officer writes them, before the names have their numbers.

use super::{
    super::{
        choice::NewChoice,
        count::{Election, EqualRanks, Group, Lots, Method, Needs, Of, Reopen, Share, SkippedRanks, Stop, Ties, count_under},
    },
    Term, kept, of,
};
use crate::rulebook::{Abstentions, Base, Majority, Rulebook, Tie};

/// The line of the paper by which a member wants none of those named.
pub const REOPEN: &str = "Re-open nominations";

/// Terms before the names have their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewTerms {
    pub groups: Vec<NewGroup>,
    pub reopening: Reopening,
    pub ties: Ties,
    /// Whether several of the lowest may go out in one stage.
    pub together: bool,
    pub skipped: SkippedRanks,
    pub equal: EqualRanks,
    pub lots: Drawing,
    /// How many of a hundred on the roll have to vote, or nobody is elected.
    pub turnout: Option<u32>,
    /// Whether papers are taken in the room only.
    pub in_the_room: bool,
    /// What a question needs to be carried; nothing for an election.
    pub needs: Option<Needs>,
}

crate::text_enum! {
    /// Whether nominations may be opened again by vote.
    #[derive(Default)]
    pub enum Reopening {
        #[default]
        Not = "not",
        /// It stands on the paper, and votes beyond what it needs go on to the next names.
        PassesOn = "passes-on",
        /// It stands on the paper and keeps whatever it gets.
        Keeps = "keeps",
    }
}

crate::text_enum! {
    /// Who draws, where only a lot can decide.
    #[derive(Default)]
    pub enum Drawing {
        /// The returning officer, after the close.
        #[default]
        Officer = "officer",
        /// Nobody any more: the order of the paper, which is drawn and published before anybody votes.
        Paper = "paper",
    }
}

impl From<Tie> for Ties {
    fn from(tie: Tie) -> Self {
        match tie {
            Tie::Rules => Self::AsTheRules,
            Tie::Backwards => Self::Backwards,
            Tie::Forwards => Self::Forwards,
            Tie::Lot => Self::ByLot,
        }
    }
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

impl Reopening {
    /// As it is offered in the form.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Not => "Not on the paper",
            Self::PassesOn => "On the paper; votes beyond what it needs pass on",
            Self::Keeps => "On the paper; votes beyond what it needs stay with it",
        }
    }
}

impl Drawing {
    /// As it is offered in the form.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Officer => "The returning officer draws after the close",
            Self::Paper => "The order of the paper decides, drawn before anybody votes",
        }
    }
}

impl NewTerms {
    /// What the rulebook settles for a sort of ballot; nothing where it has no such sort.
    pub fn ruled(book: &Rulebook, rule: &str) -> Self {
        let Some(rule) = book.ballots.get(rule) else { return Self::default() };
        let reopening = if rule.ron { Reopening::PassesOn } else { Reopening::Not };
        Self { reopening, ties: rule.tie.into(), ..Self::default() }
    }

    /// As they are kept, once the choices stand in the order of the paper.
    pub fn kept(&self, choices: &[NewChoice]) -> String {
        let numbers = |members: &[String]| -> Vec<u32> {
            let named = (1..).zip(choices).filter(|(_, choice)| members.contains(&choice.name));
            named.map(|(number, _)| number).collect()
        };
        let group = |group: &NewGroup| {
            Term::Group(Group {
                name: group.name.clone(),
                members: numbers(&group.members),
                at_least: group.at_least,
                at_most: group.at_most,
            })
        };
        let reopen =
            |passes_on| numbers(&[REOPEN.to_owned()]).first().map(|candidate| Reopen { candidate: *candidate, passes_on });
        let mut terms: Vec<Term> = self.groups.iter().map(group).collect();
        terms.extend(match self.reopening {
            Reopening::Not => None,
            Reopening::PassesOn => reopen(true).map(Term::Reopen),
            Reopening::Keeps => reopen(false).map(Term::Reopen),
        });
        terms.extend((self.ties != Ties::AsTheRules).then_some(Term::Ties(self.ties)));
        terms.extend(self.together.then_some(Term::Together));
        terms.extend((self.skipped == SkippedRanks::EndThePaper).then_some(Term::SkippedEnds));
        terms.extend((self.equal == EqualRanks::EndThePaper).then_some(Term::EqualEnds));
        terms.extend((self.lots == Drawing::Paper).then(|| Term::Lots((1..).zip(choices).map(|(number, _)| number).collect())));
        terms.extend(self.turnout.map(Term::Turnout));
        terms.extend(self.in_the_room.then_some(Term::Room));
        terms.extend(self.needs.map(Term::Needs));
        kept(&terms)
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

/// What the rulebook asks of a question on a matter. Whoever is present at a ballot has put a paper into the box.
pub fn ruled_needs(book: &Rulebook, matter: &str) -> Needs {
    let rule = book.threshold(matter).cloned().unwrap_or_default();
    let share = match rule.majority {
        Majority::Simple | Majority::Absolute => Share::MoreThanHalf,
        Majority::AtLeast(share) => Share::AtLeast(share),
    };
    let of = match rule.base() {
        Base::Voting if book.voting.abstentions == Abstentions::NotCounted => Of::Voting,
        Base::Voting | Base::Present => Of::Papers,
        Base::Entitled => Of::Entitled(None),
    };
    Needs { share, of }
}

impl NewGroup {
    /// Reads a group a line.
    ///
    /// # Errors
    /// The first line that is no group, or names somebody who is no choice.
    pub fn read_all(text: &str, choices: &[NewChoice]) -> Result<Vec<Self>, NoTerm> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| Self::read(line, choices)).collect()
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    fn choices(names: &[&str]) -> Vec<NewChoice> {
        names.iter().copied().map(NewChoice::named).collect()
    }

    #[test]
    fn terms_are_written_by_names_and_kept_by_the_numbers_of_the_paper() {
        let groups = NewGroup::read_all(
            "Women, at least 1: ama okoro, Zoe\nNorth, at most 1: Ben",
            &choices(&["Ama Okoro", "Ben", "Zoe"]),
        );
        let terms = NewTerms {
            groups: groups.unwrap(),
            reopening: Reopening::PassesOn,
            ties: Ties::Forwards,
            together: true,
            skipped: SkippedRanks::EndThePaper,
            equal: EqualRanks::EndThePaper,
            lots: Drawing::Paper,
            turnout: Some(25),
            in_the_room: true,
            needs: None,
        };

        assert_eq!(
            terms.kept(&choices(&["Zoe", "Ben", "Ama Okoro", REOPEN])),
            "Women>=1:1,3\nNorth<=1:2\nreopen:4\nties:forwards\ntogether\nskipped-ends\nequal-ends\nlots:1,2,3,4\nturnout:25\nroom"
        );
        assert_eq!(NewTerms::default().kept(&choices(&["Zoe", "Ben"])), "");
    }

    #[test]
    fn a_slip_in_a_group_is_said_with_the_words_typed() {
        let read = |text: &str| NewGroup::read_all(text, &choices(&["Ama", "Ben"]));
        assert_eq!(read("women: Ama"), Err(NoTerm::Words("women: Ama".into())));
        assert_eq!(read("women, at least 1: Amy"), Err(NoTerm::NoChoice("Amy".into())));
        let two = NewTerms { groups: read("women, at least 2: Ama").unwrap(), ..NewTerms::default() };
        let refusal = two.can_be_met(&choices(&["Ama", "Ben"]), Method::StvScottish, 2).unwrap_err();
        assert_eq!(refusal.to_string(), "women: at least 2 are to be elected, but the number who stand is 1.");
    }
}
