//! Offices of the branch: how many hold one, who may, and when a term ends.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::words::{counted, day};
use super::{Answer, Length, Rulebook};

/// One office, such as chair or youth officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OfficeRule {
    pub src: String,
    /// What people call it; the key of the section where nothing else is said.
    pub title: Option<String>,
    pub seats: u32,
    /// Whether its holder belongs to the executive.
    pub executive: bool,
    /// Whether two members may share it.
    pub jobshare: bool,
    /// How long a term lasts; none where it lasts until somebody else is elected.
    pub term: Option<Length>,
    /// A key of `[eligibility.*]`: who may stand.
    pub eligibility: Option<String>,
    /// Kept for a group by self-declaration, such as "women".
    pub restricted_to: Option<String>,
    /// Offices that its holder may hold besides it; whoever is elected to any other is not elected to this one.
    pub beside: Vec<String>,
}

impl Default for OfficeRule {
    fn default() -> OfficeRule {
        OfficeRule {
            src: String::new(),
            title: None,
            seats: 1,
            executive: false,
            jobshare: false,
            term: None,
            eligibility: None,
            restricted_to: None,
            beside: Vec::new(),
        }
    }
}

/// How somebody came to an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tenure {
    /// Elected on that day, and succeeded on another where that has happened.
    Elected { on: NaiveDate, successor_on: Option<NaiveDate> },
    /// Put in for the time being, until the next meeting that can elect.
    Acting { from: NaiveDate, next_meeting_on: Option<NaiveDate> },
}

impl Rulebook {
    /// The last day of a term, at the end of which (midnight, see [`Rulebook::end_of`]) the rights of the office end.
    /// None where that day is not known yet.
    pub fn term_ends(&self, office: &str, tenure: Tenure) -> Answer<Option<NaiveDate>> {
        let rule = self.offices.get(office);
        let clause = rule.map_or(self.title.as_str(), |rule| rule.src.as_str());
        let (end, says) = match tenure {
            Tenure::Elected { successor_on: Some(successor_on), .. } => (
                Some(successor_on),
                format!("A successor was elected on {}, and the term ends with that day.", day(successor_on)),
            ),
            Tenure::Elected { on, successor_on: None } => term_from(on, rule.and_then(|rule| rule.term)),
            Tenure::Acting { next_meeting_on: Some(meeting_on), .. } => {
                (Some(meeting_on), format!("Acting until the meeting on {}, which can elect.", day(meeting_on)))
            }
            Tenure::Acting { next_meeting_on: None, .. } => {
                (None, "Acting until the next meeting that can elect; none is called yet.".to_owned())
            }
        };
        Answer::new(end, vec![says], clause)
    }

    /// The offices whose holders form the executive.
    pub fn executive_offices(&self) -> impl Iterator<Item = (&str, &OfficeRule)> {
        self.offices.iter().filter(|(_, rule)| rule.executive).map(|(office, rule)| (office.as_str(), rule))
    }
}

impl OfficeRule {
    /// What people call the office whose section has this name.
    pub fn called(&self, name: &str) -> String {
        self.title.clone().unwrap_or_else(|| name.replace('-', " "))
    }

    /// What the rules say of it: "1 place, for 12 months, on the executive, may be shared".
    pub fn in_words(&self) -> String {
        let mut said = vec![counted(self.seats, "place")];
        said.extend(self.term.map(|term| format!("for {term}")));
        if self.executive {
            said.push("on the executive".to_owned());
        }
        said.push(if self.jobshare { "may be shared" } else { "may not be shared" }.to_owned());
        said.extend(self.restricted_to.as_ref().map(|group| format!("kept for {group}")));
        if !self.beside.is_empty() {
            let others: Vec<String> = self.beside.iter().map(|name| name.replace('-', " ")).collect();
            said.push(format!("goes together with {}", others.join(" and ")));
        }
        said.join(", ")
    }
}

fn term_from(elected_on: NaiveDate, term: Option<Length>) -> (Option<NaiveDate>, String) {
    let Some(term) = term else {
        return (None, "The term lasts until a successor is elected.".to_owned());
    };
    let end = term.after(elected_on);
    let says = format!(
        "Elected on {} for {term}: the term ends with {}, or earlier with a successor's election.",
        day(elected_on),
        day(end)
    );
    (Some(end), says)
}
