//! The timetable of a selection: its steps in the order of the rules, how many days lie between one and the next, and so
//! the first and the last day on which each is lawful. Every day is told with its reason and its clause.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::words::day;
use super::{Answer, AppealRule, Length, MessageRule, Rulebook, UnknownWord};

/// How a selection goes from its call to its declaration.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SelectingRule {
    pub src: String,
    pub shortened: Shortened,
    /// The longest statement of somebody who applies.
    pub statement_words: Option<u32>,
    /// The appeal against the answer to a complaint; none where there is none.
    pub appeal: Option<AppealRule>,
    /// What everybody who stands may send to those who vote; none where nobody sends anything.
    pub messages: Option<MessageRule>,
    pub steps: BTreeMap<Step, StepRule>,
}

/// Whether a selection may go faster than its steps allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shortened {
    #[default]
    Never,
    /// For a reason that every member can read, such as a by-election.
    WithReason,
}

/// When a step is due: so long after another.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StepRule {
    pub src: String,
    /// The step before it; without one it follows the call of the selection.
    pub after: Option<Step>,
    pub at_least: Option<Length>,
    pub at_most: Option<Length>,
}

/// A step of a selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    ApplicationsOpen,
    ApplicationsClose,
    NominationsClose,
    Longlist,
    Shortlist,
    Hustings,
    BallotOpens,
    BallotCloses,
    Declaration,
    Complaints,
}

/// The day of each step.
pub type Plan = BTreeMap<Step, NaiveDate>;

/// One step of a timetable: its day, and between which days it may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepDay {
    pub step: Step,
    pub on: NaiveDate,
    pub first: Answer<NaiveDate>,
    /// None where nothing comes after that would be late.
    pub last: Option<Answer<NaiveDate>>,
}

/// Why a timetable is not lawful.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TimetableRefusal {
    #[error(
        "The ballot can open on {} at the earliest, because every step before it has its time ({clause}). Choose that day or \
         a later one.",
        day(*earliest)
    )]
    TooSoon { earliest: NaiveDate, clause: String },
    #[error("{}", .answer.working.join(" "))]
    TooEarly { step: Step, answer: Answer<NaiveDate> },
    #[error("{}", .answer.working.join(" "))]
    TooLate { step: Step, answer: Answer<NaiveDate> },
}

impl TimetableRefusal {
    /// The step that would have to move.
    pub fn step(&self) -> Step {
        match self {
            Self::TooSoon { .. } => Step::BallotOpens,
            Self::TooEarly { step, .. } | Self::TooLate { step, .. } => *step,
        }
    }
}

impl Rulebook {
    /// The steps of a selection in the order of the rules; none where they have no timetable.
    pub fn selection_steps(&self) -> Vec<Step> {
        self.selections.as_ref().map(SelectingRule::in_order).unwrap_or_default()
    }

    /// The first day on which the ballot of a selection called that day can open; none where the rules have no timetable.
    pub fn earliest_ballot(&self, called_on: NaiveDate) -> Option<Answer<NaiveDate>> {
        let rule = self.selections.as_ref()?;
        let plan = rule.earliest(called_on);
        let until = rule.in_order().into_iter().take_while(|step| *step != Step::BallotCloses);
        let working = until.flat_map(|step| rule.first_day(step, called_on, &plan).working).collect();
        Some(Answer::new(*plan.get(&Step::BallotOpens)?, working, &rule.src))
    }

    /// The timetable that is proposed: each step on the last day that is lawful, so that everybody has the most time.
    ///
    /// # Errors
    /// A ballot that opens before the steps ahead of it can be over, or closes too early.
    pub fn plan_selection(
        &self,
        called_on: NaiveDate,
        opens_on: NaiveDate,
        closes_on: NaiveDate,
    ) -> Result<Plan, TimetableRefusal> {
        let Some(rule) = &self.selections else { return Ok(Plan::new()) };
        let earliest = rule.earliest(called_on);
        if let Some(earliest) = earliest.get(&Step::BallotOpens).filter(|earliest| opens_on < **earliest) {
            return Err(TimetableRefusal::TooSoon { earliest: *earliest, clause: rule.src.clone() });
        }
        let mut plan = rule.as_late_as_can_be(opens_on, closes_on);
        if let Some(first) = rule.in_order().first() {
            plan.entry(*first).and_modify(|on| *on = earliest[first]);
        }
        self.may_keep_to(called_on, &plan)?;
        Ok(plan)
    }

    /// A timetable that goes faster than the rules say: the steps in their order, none before the call.
    pub fn shortened_plan(&self, called_on: NaiveDate, opens_on: NaiveDate, closes_on: NaiveDate) -> Plan {
        let Some(rule) = &self.selections else { return Plan::new() };
        let late = rule.as_late_as_can_be(opens_on, closes_on);
        late.into_iter().map(|(step, on)| (step, on.max(called_on))).collect()
    }

    /// Each step with the days between which it may be, the others standing as they do.
    pub fn timetable(&self, called_on: NaiveDate, plan: &Plan) -> Vec<StepDay> {
        let Some(rule) = &self.selections else { return Vec::new() };
        let steps = rule.in_order();
        let dated = steps.iter().filter_map(|step| plan.get(step).map(|on| (*step, *on)));
        let line = |(step, on)| StepDay {
            step,
            on,
            first: rule.first_day(step, called_on, plan),
            last: rule.last_day(step, called_on, plan),
        };
        dated.map(line).collect()
    }

    /// Whether every step has its time.
    ///
    /// # Errors
    /// The first step that is too early or too late.
    pub fn may_keep_to(&self, called_on: NaiveDate, plan: &Plan) -> Result<(), TimetableRefusal> {
        for StepDay { step, on, first, .. } in self.timetable(called_on, plan) {
            if on < first.value {
                return Err(TimetableRefusal::TooEarly { step, answer: first });
            }
            let most = self.selections.as_ref().and_then(|rule| rule.at_most(step, called_on, plan));
            if let Some(answer) = most.filter(|most| on > most.value) {
                return Err(TimetableRefusal::TooLate { step, answer });
            }
        }
        Ok(())
    }
}

impl SelectingRule {
    /// The steps as one follows the other. A rulebook whose steps make no single row is refused when it is read.
    pub(super) fn in_order(&self) -> Vec<Step> {
        let next = |after: Option<Step>| self.steps.iter().find(|(_, rule)| rule.after == after).map(|(step, _)| *step);
        let row = std::iter::successors(next(None), |step| next(Some(*step)));
        row.take(self.steps.len()).collect()
    }

    /// The day of what stands before a step: another step, or the call.
    fn before(&self, step: Step, called_on: NaiveDate, plan: &Plan) -> NaiveDate {
        self.steps[&step].after.and_then(|after| plan.get(&after)).copied().unwrap_or(called_on)
    }

    fn next(&self, step: Step) -> Option<(Step, &StepRule)> {
        self.steps.iter().find(|(_, rule)| rule.after == Some(step)).map(|(next, rule)| (*next, rule))
    }

    /// The first lawful day of each step, when each before it is on its own.
    fn earliest(&self, called_on: NaiveDate) -> Plan {
        let mut plan = Plan::new();
        for step in self.in_order() {
            let on = self.steps[&step].first(self.before(step, called_on, &plan));
            plan.insert(step, on);
        }
        plan
    }

    /// The last lawful day of each step ahead of the ballot; what follows it takes the most time that it may.
    fn as_late_as_can_be(&self, opens_on: NaiveDate, closes_on: NaiveDate) -> Plan {
        let steps = self.in_order();
        let mut plan = Plan::from([(Step::BallotOpens, opens_on), (Step::BallotCloses, closes_on)]);
        plan.retain(|step, _| self.steps.contains_key(step));
        let ballot = steps.iter().position(|step| *step == Step::BallotOpens).unwrap_or(0);
        for pair in steps[..=ballot.min(steps.len().saturating_sub(1))].windows(2).rev() {
            let on = self.steps[&pair[1]].last_before(plan[&pair[1]]);
            plan.insert(pair[0], on);
        }
        for step in steps.into_iter().skip(ballot).filter(|step| !matches!(step, Step::BallotOpens | Step::BallotCloses)) {
            let (rule, before) = (&self.steps[&step], self.before(step, closes_on, &plan));
            plan.insert(step, rule.at_most.map_or_else(|| rule.first(before), |most| most.after(before)));
        }
        plan
    }

    fn first_day(&self, step: Step, called_on: NaiveDate, plan: &Plan) -> Answer<NaiveDate> {
        let (rule, before) = (&self.steps[&step], self.before(step, called_on, plan));
        let on = rule.first(before);
        let why = match rule.at_least {
            Some(least) => format!("{}, at least {least} earlier", happens(rule.after, before)),
            None => format!("{}, and that comes first", happens(rule.after, before)),
        };
        let says = format!("{} is the first day on which {}, because {why} ({}).", day(on), step.may_happen(), rule.src);
        Answer::new(on, vec![says], &rule.src)
    }

    fn last_day(&self, step: Step, called_on: NaiveDate, plan: &Plan) -> Option<Answer<NaiveDate>> {
        let most = self.at_most(step, called_on, plan);
        let next = self.next(step).and_then(|(next, rule)| Some((next, rule, *plan.get(&next)?)));
        let by_next = next.map(|(next, rule, next_on)| {
            let on = rule.last_before(next_on);
            let between = rule.at_least.map(|least| format!(", at least {least} later")).unwrap_or_default();
            let why = format!("{}{between} ({})", happens(Some(next), next_on), rule.src);
            let says = format!("{} is the last day on which {}, because {why}.", day(on), step.may_happen());
            Answer::new(on, vec![says], &rule.src)
        });
        [most, by_next].into_iter().flatten().min_by_key(|answer| answer.value)
    }

    /// The last day by the step's own rule, where it has to follow within a time.
    fn at_most(&self, step: Step, called_on: NaiveDate, plan: &Plan) -> Option<Answer<NaiveDate>> {
        let (rule, before) = (&self.steps[&step], self.before(step, called_on, plan));
        let most = rule.at_most?;
        let on = most.after(before);
        let why = format!("{}, and it follows within {most} ({})", happens(rule.after, before), rule.src);
        let says = format!("{} is the last day on which {}, because {why}.", day(on), step.may_happen());
        Some(Answer::new(on, vec![says], &rule.src))
    }
}

impl StepRule {
    fn first(&self, before: NaiveDate) -> NaiveDate {
        self.at_least.map_or(before, |least| least.after(before))
    }

    /// The last day of the step before, when this one is on that day.
    fn last_before(&self, on: NaiveDate) -> NaiveDate {
        self.at_least.map_or(on, |least| least.before(on))
    }

    /// "at least 14 days after applications open".
    pub(super) fn in_words(&self) -> String {
        let after = self.after.map_or("the call", Step::in_words);
        match (self.at_least, self.at_most) {
            (Some(least), Some(most)) => format!("{least} to {most} after: {after}"),
            (Some(least), None) => format!("at least {least} after: {after}"),
            (None, Some(most)) => format!("within {most} after: {after}"),
            (None, None) => format!("after: {after}"),
        }
    }
}

/// "applications open on Monday 5 October 2026".
fn happens(step: Option<Step>, on: NaiveDate) -> String {
    format!("{} on {}", step.map_or("the selection is called", Step::happens), day(on))
}

impl Step {
    pub const ALL: [Step; 10] = [
        Self::ApplicationsOpen,
        Self::ApplicationsClose,
        Self::NominationsClose,
        Self::Longlist,
        Self::Shortlist,
        Self::Hustings,
        Self::BallotOpens,
        Self::BallotCloses,
        Self::Declaration,
        Self::Complaints,
    ];

    /// The word used in rulebook files and in the database.
    pub const fn as_str(self) -> &'static str {
        self.said().0
    }

    /// As it stands in a list: "applications close".
    pub const fn in_words(self) -> &'static str {
        self.said().1
    }

    const fn happens(self) -> &'static str {
        self.said().2
    }

    const fn may_happen(self) -> &'static str {
        self.said().3
    }

    /// The word that is kept, the name in a list, what happens, and what may happen.
    const fn said(self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Self::ApplicationsOpen => ("applications-open", "applications open", "applications open", "applications can open"),
            Self::ApplicationsClose => {
                ("applications-close", "applications close", "applications close", "applications can close")
            }
            Self::NominationsClose => ("nominations-close", "nominations close", "nominations close", "nominations can close"),
            Self::Longlist => ("longlist", "longlist", "the longlist is agreed", "the longlist can be agreed"),
            Self::Shortlist => ("shortlist", "shortlist", "the shortlist is agreed", "the shortlist can be agreed"),
            Self::Hustings => ("hustings", "hustings", "the hustings are held", "the hustings can be held"),
            Self::BallotOpens => ("ballot-opens", "ballot opens", "the ballot opens", "the ballot can open"),
            Self::BallotCloses => ("ballot-closes", "ballot closes", "the ballot closes", "the ballot can close"),
            Self::Declaration => ("declaration", "declaration", "the result is declared", "the result can be declared"),
            Self::Complaints => ("complaints", "complaints end", "the time for complaints ends", "a complaint can be made"),
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Step {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Step, UnknownWord> {
        let known = Self::ALL.into_iter().find(|step| step.as_str() == text);
        known.ok_or_else(|| UnknownWord { word: text.to_owned(), of: "step of a selection" })
    }
}
