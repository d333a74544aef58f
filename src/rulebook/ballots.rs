//! How the branch's ballots are held: the method of counting, what breaks a tie, and the day on which the roll of
//! those entitled is frozen.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::words::{counted, day, days_before};
use super::{Answer, Nominating, Rulebook};

/// The rules of one sort of ballot, such as "officers" or "selection".
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BallotRule {
    pub src: String,
    /// A key of `[eligibility.*]`: who may vote.
    pub eligibility: Option<String>,
    /// The method of counting as the ballots name it, such as "av" or "stv-scottish".
    pub method: String,
    /// Whether "reopen nominations" stands as a candidate.
    pub ron: bool,
    /// What breaks a tie.
    pub tie: Tie,
    pub freeze: Freeze,
    /// Days before the opening, where `freeze` is "days-before-opening".
    pub freeze_days: Option<u32>,
    /// How long it stays open at least.
    pub open_days: Option<u32>,
    /// Until when names are taken, for officers; where nothing is said, whoever calls the elections says it.
    pub nominations: Option<Nominating>,
    /// Days before the meeting, where `nominations` is "days-before".
    pub nominations_days: Option<u32>,
    /// Keys of `[offices.*]`: which are filled first. The others follow.
    pub order: Vec<String>,
}

/// Where a tie is looked up before it goes to the lot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tie {
    /// Where the rules of the method say.
    #[default]
    Rules,
    /// At the most recent stage at which the tied differed.
    Backwards,
    /// At the first stage at which they differed.
    Forwards,
    /// Nowhere: the lot decides at once.
    Lot,
}

/// The day on which the roll is frozen. Who becomes entitled later has no vote in that ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Freeze {
    /// The day the ballot opens.
    #[default]
    OpeningDay,
    /// The day it is called.
    CalledDay,
    /// So many days before it opens.
    DaysBeforeOpening,
}

impl Rulebook {
    /// The day on which the roll of such a ballot is frozen. None where the rulebook has no such ballot.
    pub fn freeze_date(&self, ballot: &str, called_on: NaiveDate, opens_on: NaiveDate) -> Option<Answer<NaiveDate>> {
        let rule = self.ballots.get(ballot)?;
        let (on, how) = match rule.freeze {
            Freeze::OpeningDay => (opens_on, "the day the ballot opens".to_owned()),
            Freeze::CalledDay => (called_on, "the day the ballot is called".to_owned()),
            Freeze::DaysBeforeOpening => {
                let days = rule.freeze_days.unwrap_or(0);
                (days_before(opens_on, days), format!("{} before the ballot opens on {}", counted(days, "day"), day(opens_on)))
            }
        };
        Some(Answer::new(on, vec![format!("The roll is frozen on {}, {how}.", day(on))], &rule.src))
    }
}

impl BallotRule {
    pub(super) fn tie_in_words(&self) -> &'static str {
        match self.tie {
            Tie::Rules => "a tie is looked up as the method says",
            Tie::Backwards => "a tie is decided at the most recent stage that tells, else by lot",
            Tie::Forwards => "a tie is decided at the first stage that tells, else by lot",
            Tie::Lot => "a tie is decided by lot",
        }
    }

    pub(super) const fn reopening_in_words(&self) -> &'static str {
        if self.ron { "; members may vote to re-open nominations" } else { "" }
    }

    pub(super) fn freeze_in_words(&self) -> String {
        match self.freeze {
            Freeze::OpeningDay => "on the day it opens".to_owned(),
            Freeze::CalledDay => "on the day it is called".to_owned(),
            Freeze::DaysBeforeOpening => format!("{} before it opens", counted(self.freeze_days.unwrap_or(0), "day")),
        }
    }
}
