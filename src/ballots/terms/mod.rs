//! What the notice of a ballot settles besides its method: places kept for groups, whether nominations may open again, where a
//! tie is looked up, who draws lots, how many have to vote.
//!
//! An officer writes names; kept are the numbers that these have on the paper, a term a line, as near as may be to the words that
//! `wardmote count` takes, so that whoever counts again counts by the same terms.

mod drafting;

pub use drafting::{Drawing, NewGroup, NewTerms, REOPEN, Reopening, ruled_needs};

use super::{
    choice::{Choice, NewChoice},
    count::{EqualRanks, Group, Lots, Needs, Reopen, SkippedRanks, Terms, Ties, Together},
    roll::Turnout,
};
use crate::render::words::plural;

/// One thing that is settled.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Term {
    Group(Group),
    Reopen(Reopen),
    Ties(Ties),
    /// Several of the lowest go out in one stage where that is harmless.
    Together,
    /// A paper ends at a rank left out.
    SkippedEnds,
    /// A paper ends where several have the same rank, also by Meek's method.
    EqualEnds,
    /// The order that decides where only a lot could.
    Lots(Vec<u32>),
    /// How many of a hundred on the roll have to vote.
    Turnout(u32),
    /// Papers are taken in the room only.
    Room,
    /// What the question needs to be carried.
    Needs(Needs),
}

impl Term {
    /// One line of what is kept. What is no term is nobody's: terms are written here alone.
    fn read(line: &str) -> Option<Self> {
        let number = |text: &str| text.parse().ok();
        match line.split_once(':') {
            None if line == "together" => Some(Self::Together),
            None if line == "skipped-ends" => Some(Self::SkippedEnds),
            None if line == "equal-ends" => Some(Self::EqualEnds),
            None if line == "room" => Some(Self::Room),
            Some(("reopen", text)) => number(text).map(|candidate| Self::Reopen(Reopen { candidate, passes_on: true })),
            Some(("reopen-keeps", text)) => number(text).map(|candidate| Self::Reopen(Reopen { candidate, passes_on: false })),
            Some(("ties", text)) => text.parse().ok().map(Self::Ties),
            Some(("lots", text)) => text.split(',').map(number).collect::<Option<_>>().map(Self::Lots),
            Some(("needs", text)) => text.parse().ok().map(Self::Needs),
            Some(("turnout", text)) => number(text).map(Self::Turnout),
            _ => line.parse().ok().map(Self::Group),
        }
    }

    fn kept(&self) -> String {
        match self {
            Self::Group(group) => match group.at_most {
                u32::MAX => format!("{}>={}:{}", group.name, group.at_least, listed(&group.members)),
                most => format!("{}<={most}:{}", group.name, listed(&group.members)),
            },
            Self::Reopen(Reopen { candidate, passes_on: true }) => format!("reopen:{candidate}"),
            Self::Reopen(Reopen { candidate, passes_on: false }) => format!("reopen-keeps:{candidate}"),
            Self::Ties(ties) => format!("ties:{}", ties.as_str()),
            Self::Together => "together".to_owned(),
            Self::SkippedEnds => "skipped-ends".to_owned(),
            Self::EqualEnds => "equal-ends".to_owned(),
            Self::Lots(order) => format!("lots:{}", listed(order)),
            Self::Turnout(percent) => format!("turnout:{percent}"),
            Self::Room => "room".to_owned(),
            Self::Needs(needs) => format!("needs:{needs}"),
        }
    }

    /// The same as words of `wardmote count`; a lot is told it by [`lots`], and turnout and room are no matter of the papers.
    fn option(&self) -> String {
        match self {
            Self::Group(_) => format!(" --group \"{}\"", self.kept()),
            Self::Reopen(Reopen { candidate, passes_on: true }) => format!(" --reopen {candidate}"),
            Self::Reopen(Reopen { candidate, passes_on: false }) => format!(" --reopen {candidate} --reopen-keeps"),
            Self::Ties(ties) => format!(" --ties {}", ties.as_str()),
            Self::Together => " --together".to_owned(),
            Self::SkippedEnds => " --skipped-ends".to_owned(),
            Self::EqualEnds => " --equal-ends".to_owned(),
            Self::Needs(needs) => format!(" --needs \"{needs}\""),
            Self::Lots(_) | Self::Turnout(_) | Self::Room => String::new(),
        }
    }

    /// The same as a sentence for members.
    fn in_words(&self, choices: &[Choice]) -> String {
        match self {
            Self::Group(group) => {
                let members = choices
                    .iter()
                    .filter(|choice| u32::try_from(choice.number).is_ok_and(|number| group.members.contains(&number)));
                let members: Vec<&str> = members.map(|choice| choice.name.as_str()).collect();
                let bounds = format!("{}, of {}.", group.in_words(), members.join(", "));
                format!(
                    "{bounds} Whoever has to be elected for it cannot be excluded, and whoever cannot be any more goes out at once."
                )
            }
            Self::Reopen(reopen) => {
                let rest = if reopen.passes_on { "" } else { " Votes beyond what it needs do not pass on." };
                format!("A place that “{REOPEN}” takes stays empty.{rest}")
            }
            Self::Ties(ties) => ties.in_words().to_owned(),
            Self::Together => {
                "Several of the lowest go out at once where together they have fewer votes than the next one above.".to_owned()
            }
            Self::SkippedEnds => "A printed paper counts as far as the first number left out.".to_owned(),
            Self::EqualEnds => "A printed paper counts as far as the first number that several names have.".to_owned(),
            Self::Lots(_) => {
                "Where only a lot could decide, the order of the paper does: the first named takes the place, or stays in."
                    .to_owned()
            }
            Self::Needs(needs) => format!("{} is needed.", needs.in_words()),
            Self::Turnout(percent) => format!("At least {percent}% of those entitled have to vote, or nobody is elected."),
            Self::Room => "It is voted in the meeting: a paper goes into the box with the code on the screen there.".to_owned(),
        }
    }

    fn settle(self, terms: &mut Terms) {
        match self {
            Self::Group(group) => terms.groups.push(group),
            Self::Reopen(reopen) => terms.reopen = Some(reopen),
            Self::Ties(ties) => terms.ties = ties,
            Self::Together => terms.together = Together::WhenHarmless,
            Self::SkippedEnds => terms.skipped = SkippedRanks::EndThePaper,
            Self::EqualEnds => terms.equal = EqualRanks::EndThePaper,
            Self::Needs(needs) => terms.needs = needs,
            Self::Lots(_) | Self::Turnout(_) | Self::Room => {}
        }
    }
}

fn listed(numbers: &[u32]) -> String {
    numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(",")
}

fn kept(terms: &[Term]) -> String {
    terms.iter().map(Term::kept).collect::<Vec<_>>().join("\n")
}

/// The same terms with other groups in the place of theirs.
pub fn with_groups(kept_terms: &str, groups: &[NewGroup], choices: &[NewChoice]) -> String {
    let groups = NewTerms { groups: groups.to_vec(), ..NewTerms::default() }.kept(choices);
    let rest = each(kept_terms).filter(|term| !matches!(term, Term::Group(_)));
    kept(&each(&groups).chain(rest).collect::<Vec<_>>())
}

/// The same for those who stand, which is everybody but the numbers `withdrawn`: of a group of which fewer stand than were to be elected, all who stand.
pub fn as_they_stand(kept_terms: &str, withdrawn: &[u32]) -> String {
    let fitted = each(kept_terms).filter_map(|term| match term {
        Term::Group(group) => {
            let at_least = group.at_least.min(standing(&group, withdrawn));
            let asks_for_something = at_least > 0 || group.at_most < u32::MAX;
            asks_for_something.then_some(Term::Group(Group { at_least, ..group }))
        }
        other => Some(other),
    });
    kept(&fitted.collect::<Vec<_>>())
}

/// What has changed by that, in words; empty where everything is as the notice had it.
pub fn what_fell_short(kept_terms: &str, withdrawn: &[u32]) -> Vec<String> {
    let short = |term| match term {
        Term::Group(group) if standing(&group, withdrawn) < group.at_least => {
            let stand = plural(i128::from(standing(&group, withdrawn)), "stands", "stand");
            Some(format!("{}: at least {} were to be elected, and {stand} now.", group.name, group.at_least))
        }
        _ => None,
    };
    each(kept_terms).filter_map(short).collect()
}

fn standing(group: &Group, withdrawn: &[u32]) -> u32 {
    u32::try_from(group.members.iter().filter(|number| !withdrawn.contains(number)).count()).unwrap_or(u32::MAX)
}

/// The same once the roll is frozen, and so many have a vote.
pub fn on_a_roll_of(kept_terms: &str, entitled: usize) -> String {
    let entitled = u64::try_from(entitled).unwrap_or(u64::MAX);
    let settled = each(kept_terms).map(|term| match term {
        Term::Needs(needs) => Term::Needs(needs.among(entitled)),
        other => other,
    });
    kept(&settled.collect::<Vec<_>>())
}

fn each(kept: &str) -> impl Iterator<Item = Term> {
    kept.lines().filter_map(Term::read)
}

/// The terms by which the papers are counted.
pub fn of(kept: &str) -> Terms {
    let mut terms = Terms::default();
    each(kept).for_each(|term| term.settle(&mut terms));
    terms
}

/// The same as words of `wardmote count`.
pub fn as_options(kept: &str) -> String {
    each(kept).map(|term| term.option()).collect()
}

/// The same as sentences for members.
pub fn in_words(kept: &str, choices: &[Choice]) -> Vec<String> {
    each(kept).map(|term| term.in_words(choices)).collect()
}

/// The order that the notice laid down for ties which only a lot could decide.
pub fn lots(kept: &str) -> Option<Lots> {
    each(kept).find_map(|term| match term {
        Term::Lots(order) => Some(Lots::Drawn(order)),
        _ => None,
    })
}

/// Whether papers are taken in the room only.
pub fn is_in_the_room(kept: &str) -> bool {
    each(kept).any(|term| term == Term::Room)
}

/// Why a ballot elects nobody although papers were cast: fewer voted than the notice asks for.
pub fn too_few(kept: &str, turnout: Turnout) -> Option<String> {
    let percent = each(kept).find_map(|term| match term {
        Term::Turnout(percent) => Some(i64::from(percent)),
        _ => None,
    })?;
    let needed = (turnout.entitled * percent + 99) / 100;
    let Turnout { entitled, voted, .. } = turnout;
    (voted < needed).then(|| {
        format!(
            "Nobody is elected: {voted} of {entitled} voted, and the notice asks for at least {percent}%, which is {needed}."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: &str = "Women>=1:1,3\nNorth<=1:2\nreopen-keeps:4\nties:backwards\ntogether\nskipped-ends\nequal-ends\nlots:1,2,3,4\nturnout:25\nroom\nneeds:2/3 entitled";

    #[test]
    fn every_term_reads_back_as_it_is_kept() {
        assert_eq!(kept(&each(ALL).collect::<Vec<_>>()), ALL);
    }

    #[test]
    fn whoever_counts_again_is_told_the_terms_as_options() {
        assert_eq!(
            as_options(ALL),
            " --group \"Women>=1:1,3\" --group \"North<=1:2\" --reopen 4 --reopen-keeps --ties backwards --together --skipped-ends --equal-ends --needs \"2/3 entitled\""
        );
        assert_eq!(as_options("reopen:4"), " --reopen 4");
        assert_eq!(lots(ALL), Some(Lots::Drawn(vec![1, 2, 3, 4])));
        let terms = of(ALL);
        assert_eq!(
            (terms.groups.len(), terms.reopen, terms.together),
            (2, Some(Reopen { candidate: 4, passes_on: false }), Together::WhenHarmless)
        );
    }

    #[test]
    fn a_share_of_those_entitled_is_known_once_the_roll_is_frozen() {
        assert_eq!(on_a_roll_of("needs:2/3 entitled\nroom", 214), "needs:2/3 entitled=214\nroom");
        assert_eq!(on_a_roll_of("needs:2/3 voting", 214), "needs:2/3 voting");
        assert_eq!(in_words("needs:2/3 voting", &[]), ["At least two thirds of the votes for or against is needed."]);
    }

    #[test]
    fn of_a_group_that_shrinks_all_who_still_stand_are_elected() {
        let terms = "Women>=2:1,3\nNorth<=1:2\nroom";
        assert_eq!(as_they_stand(terms, &[]), terms);
        assert_eq!(as_they_stand(terms, &[1]), "Women>=1:1,3\nNorth<=1:2\nroom");
        assert_eq!(as_they_stand(terms, &[1, 3]), "North<=1:2\nroom");
        assert_eq!(what_fell_short(terms, &[1]), ["Women: at least 2 were to be elected, and 1 stands now."]);
        assert_eq!(what_fell_short(terms, &[2]), Vec::<String>::new());
    }

    #[test]
    fn groups_are_put_in_the_place_of_others_and_the_rest_stays() {
        let choices = ["Ama", "Ben", "Zoe", "Dan"].map(NewChoice::named);
        let members = vec!["Zoe".to_owned()];
        let group = NewGroup { name: "women".into(), at_least: 1, at_most: u32::MAX, members };
        assert_eq!(with_groups("Women>=1:1,3\nties:lot\nroom", &[group], &choices), "women>=1:3\nties:lot\nroom");
        assert_eq!(with_groups("Women>=1:1,3\nroom", &[], &choices), "room");
    }

    #[test]
    fn where_too_few_vote_nobody_is_elected_and_the_number_needed_is_said() {
        let turnout = |voted| Turnout { entitled: 201, voted, excluded: 0 };
        assert_eq!(too_few(ALL, turnout(51)), None);
        assert_eq!(
            too_few(ALL, turnout(50)).as_deref(),
            Some("Nobody is elected: 50 of 201 voted, and the notice asks for at least 25%, which is 51.")
        );
        assert_eq!(too_few("", turnout(0)), None);
    }
}
