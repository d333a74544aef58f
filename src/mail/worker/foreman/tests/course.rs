//! What a seed stands for: how many messages of what kind, what fails how often, who is killed when.

use chrono::TimeDelta;

use super::{Dice, relay::Manners};
use crate::mail::{
    Category,
    worker::foreman::{DomainPace, Terms},
};

/// After so long, in milliseconds, everything goes well, so that whatever can still go its way does.
pub const CALM_AFTER: u64 = 10 * 60 * 1_000;

/// Everything about a story that is decided before it begins.
#[derive(Debug, Clone)]
pub struct Course {
    pub terms: Terms,
    pub pace: Option<DomainPace>,
    pub manners: Manners,
    /// So many of a thousand writes fail, some of them after the commit.
    pub failing_writes: u64,
    pub messages: Vec<(Category, Option<TimeDelta>)>,
    /// Milliseconds from the beginning.
    pub deeds: Vec<(u64, Deed)>,
}

/// What happens to the worker and around it.
#[derive(Debug, Clone, Copy)]
pub enum Deed {
    /// The worker is killed, and another starts a moment later.
    Kill,
    /// The machine goes dark, with all who work on it.
    PowerCut,
    /// Another worker starts beside those that live.
    StartAnother,
    /// A worker hears and says nothing for so many milliseconds, and then goes on as if nothing had been.
    Sleep(u64),
    /// A worker is told to stop; another starts when it has.
    Stop,
    /// The clock jumps by so many seconds.
    Jump(i64),
    /// An officer stops the batch.
    Recall,
    Pause,
    Resume,
    /// Somebody asks for a way in.
    WayIn,
}

impl Course {
    /// What came later than the first courses is drawn from dice of its own, so that those that once broke a promise stay what
    /// they were; see [`Course::of_old`].
    pub fn of(dice: &mut Dice) -> Self {
        let mut aside = Dice(!dice.0);
        let mut course = Self::of_old(dice);
        for (category, _) in &mut course.messages {
            if *category == Category::Reminder && aside.falls(500) {
                *category = Category::News;
            }
        }
        Self { pace: pace(&mut aside), ..course }
    }

    pub fn of_old(dice: &mut Dice) -> Self {
        let kinds = [Category::Statutory, Category::Statutory, Category::Service, Category::SignIn, Category::Reminder];
        let deadlines = [None, None, Some(TimeDelta::minutes(20)), Some(TimeDelta::hours(30)), Some(TimeDelta::days(9))];
        let messages = (0..1 + dice.below(12)).map(|_| (dice.among(&kinds), dice.among(&deadlines))).collect();
        let manners = Manners { faults: dice.among(&[0, 20, 200, 600]), slowness: dice.among(&[2, 50, 1_000, 200_000]) };
        let mut deeds: Vec<(u64, Deed)> = Vec::new();
        for _ in 0..dice.below(7) {
            let soon = dice.among(&[300, 3_000, 60_000, CALM_AFTER]);
            deeds.push((dice.below(soon), deed(dice)));
        }
        // What is held goes on in the end.
        deeds.push((CALM_AFTER, Deed::Resume));
        deeds.sort_by_key(|(at, _)| *at);
        Self { terms: terms(dice), pace: None, manners, failing_writes: dice.among(&[0, 0, 10, 200]), messages, deeds }
    }

    /// Nothing fails; the mail server takes its time; ways in are asked for among many notices.
    pub fn calm(dice: &mut Dice) -> Self {
        let messages = vec![(Category::Statutory, None); 40 + usize::try_from(dice.below(60)).expect("a small number")];
        let slowness = dice.among(&[2, 50, 1_000]);
        let deeds = (0..1 + dice.below(2)).map(|_| (dice.below(20 * slowness), Deed::WayIn)).collect();
        let manners = Manners { faults: 0, slowness };
        let mut aside = Dice(!dice.0);
        let terms = Terms { lines: dice.among(&[1, 2, 4, 8]), ..terms(dice) };
        Self { terms, pace: pace(&mut aside), manners, failing_writes: 0, messages, deeds }
    }
}

/// What each of two domains gets.
fn pace(dice: &mut Dice) -> Option<DomainPace> {
    let pace = |in_flight, per_second| Some(DomainPace { in_flight, per_second });
    dice.among(&[None, pace(1, 1), pace(1, 20), pace(2, 2), pace(2, 20), pace(0, 1)])
}

fn terms(dice: &mut Dice) -> Terms {
    Terms { lease: TimeDelta::seconds(120), most: dice.among(&[1, 2, 5, 50]), lines: dice.among(&[1, 2, 4]) }
}

fn deed(dice: &mut Dice) -> Deed {
    match dice.below(13) {
        0..=4 => Deed::Kill,
        12 => Deed::PowerCut,
        5 => Deed::StartAnother,
        6 => Deed::Sleep(dice.among(&[2_000, 130_000, 900_000])),
        7 => Deed::Stop,
        8 | 9 => Deed::Jump(dice.among(&[-86_400, -3_600, -60, 60, 3_600, 86_400])),
        10 => dice.among(&[Deed::Recall, Deed::Pause, Deed::Resume]),
        _ => Deed::WayIn,
    }
}
