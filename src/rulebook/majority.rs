//! Majorities: whether a vote is carried, told in words that the chair can read out.

use serde::{Deserialize, Serialize};

use super::fraction::Fraction;
use super::voting::{Abstentions, Base, ChairCasting, Majority, Threshold};
use super::{Answer, Rulebook};

/// A side of a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    For,
    Against,
}

/// The votes as told. `chair_casts` is the chair's casting vote, once given; the ordinary votes do not contain it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    #[serde(rename = "for")]
    pub for_: u32,
    pub against: u32,
    pub abstain: u32,
    /// Those present and entitled to vote.
    pub present: u32,
    /// Those entitled to vote, whether they came or not.
    pub entitled: u32,
    pub chair_casts: Option<Side>,
}

/// What a vote decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    Carried,
    Lost,
    /// The votes are equal and the chair may decide.
    Tied,
}

impl Tally {
    /// One vote taken at several sittings of the same meeting. `present` counts each person once, so it is handed in.
    pub fn together(sittings: &[Tally], present: u32, entitled: u32) -> Tally {
        let sum = |pick: fn(&Tally) -> u32| sittings.iter().map(pick).fold(0, u32::saturating_add);
        Tally {
            for_: sum(|tally| tally.for_),
            against: sum(|tally| tally.against),
            abstain: sum(|tally| tally.abstain),
            present,
            entitled,
            chair_casts: None,
        }
    }

    fn cast(&self) -> u32 {
        self.for_.saturating_add(self.against).saturating_add(self.abstain)
    }
}

impl Rulebook {
    /// The majority that the rulebook names for this matter, if it names one.
    pub fn threshold(&self, matter: &str) -> Option<&Threshold> {
        self.voting.thresholds.get(matter)
    }

    /// Whether the vote is carried. A matter without a majority of its own needs a simple one.
    pub fn majority(&self, matter: &str, tally: &Tally) -> Answer<Outcome> {
        let ordinary = Threshold { src: self.voting.src.clone(), ..Threshold::default() };
        let rule = self.threshold(matter).unwrap_or(&ordinary);
        let base = self.base(rule, tally);
        let met = rule.majority.is_met(tally.for_, base);
        let equal = rule.majority == Majority::Simple && tally.for_ > 0 && u64::from(tally.for_) * 2 == u64::from(base);
        let mut working = self.warnings(rule, tally);
        let told = self.told(rule, tally, base);
        if equal {
            working.push(format!("{told}: the votes are equal."));
            let (outcome, says) = self.casting(tally.chair_casts);
            working.push(says.to_owned());
            return Answer::new(outcome, working, &rule.src);
        }
        let outcome = if met { Outcome::Carried } else { Outcome::Lost };
        working.push(format!("{told}: {}.", if met { "carried" } else { "lost" }));
        Answer::new(outcome, working, &rule.src)
    }

    /// The majority that a matter needs, and the rule: "more for than against (Model rules, ch. 15 I)".
    pub fn majority_in_words(&self, matter: &str) -> String {
        let ordinary = Threshold { src: self.voting.src.clone(), ..Threshold::default() };
        let rule = self.threshold(matter).unwrap_or(&ordinary);
        format!("{} ({})", rule.in_words(), rule.src)
    }

    /// The number of people a majority is taken of.
    fn base(&self, rule: &Threshold, tally: &Tally) -> u32 {
        match rule.base() {
            Base::Voting if self.voting.abstentions == Abstentions::Counted => tally.cast(),
            Base::Voting => tally.for_.saturating_add(tally.against),
            Base::Present => tally.present.max(tally.cast()),
            Base::Entitled => tally.entitled.max(tally.cast()),
        }
    }

    fn casting(&self, chair_casts: Option<Side>) -> (Outcome, &'static str) {
        match (self.voting.chair_casting, chair_casts) {
            (ChairCasting::None, _) => (Outcome::Lost, "The rules give the chair no casting vote, so it is lost."),
            (_, Some(Side::For)) => (Outcome::Carried, "The chair's casting vote is for: carried."),
            (_, Some(Side::Against)) => (Outcome::Lost, "The chair's casting vote is against: lost."),
            (ChairCasting::OnlyVote, None) => (Outcome::Tied, "The chair, who has not voted, may give a casting vote."),
            (ChairCasting::SecondVote, None) => (Outcome::Tied, "The chair may give a casting vote, besides the ordinary one."),
        }
    }

    /// "12 for, 5 against; more for than against is needed, abstentions (3) are not counted".
    fn told(&self, rule: &Threshold, tally: &Tally, base: u32) -> String {
        let Tally { for_, against, abstain, .. } = tally;
        let counted = self.voting.abstentions == Abstentions::Counted;
        let needed = match rule.majority {
            Majority::Simple if counted => format!("more than half of the {base} voting is needed"),
            Majority::Simple => "more for than against is needed".to_owned(),
            Majority::Absolute => {
                let need = Fraction::HALF.more_than(base);
                format!("more than half of the {base} {} is needed, which is {need}", rule.base().in_words())
            }
            Majority::AtLeast(share) => {
                let (words, need) = (share.in_words(), share.at_least(base));
                format!("at least {words} of the {base} {} is needed, which is {need}", rule.base().in_words())
            }
        };
        let abstained = match (*abstain, rule.base()) {
            (0, _) => String::new(),
            (_, Base::Voting) if !counted => format!(", abstentions ({abstain}) are not counted"),
            _ => format!(", abstentions ({abstain}) are counted among them"),
        };
        format!("{for_} for, {against} against; {needed}{abstained}")
    }

    fn warnings(&self, rule: &Threshold, tally: &Tally) -> Vec<String> {
        let (recorded, whom) = match rule.base() {
            Base::Voting => return Vec::new(),
            Base::Present => (tally.present, "recorded as present"),
            Base::Entitled => (tally.entitled, "entitled"),
        };
        let cast = tally.cast();
        if cast <= recorded {
            return Vec::new();
        }
        vec![format!("{cast} votes were told but only {recorded} people are {whom}; the votes are taken as the number.")]
    }
}
