//! What a list asks for, read from the form and said in plain words.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    render::dates,
    web::{Faults, typed},
};

/// The form as it is typed, and as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub ward: String,
    pub class: String,
    pub joined_since: String,
    pub joined_before: String,
    /// "late" or "paid".
    pub dues: String,
    /// "yes" or "no".
    pub mail: String,
    pub came_since: String,
    pub away_since: String,
    /// "yes" or "no".
    pub suspended: String,
    /// "yes" or "no".
    pub office: String,
    pub moved_since: String,
    /// So many, drawn at random.
    pub random: String,
    /// What the draw goes by: the same list draws the same people.
    pub seed: String,
}

/// The question, understood. Only members are ever asked about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asks {
    pub ward: Option<String>,
    pub class: Option<String>,
    pub joined_since: Option<NaiveDate>,
    pub joined_before: Option<NaiveDate>,
    pub dues: Option<Dues>,
    pub has_mail: Option<HasMail>,
    /// Whether the membership is suspended today.
    pub is_suspended: Option<Holds>,
    /// Whether they hold an office today.
    pub has_office: Option<Holds>,
    /// They came to live in their ward on that day or later.
    pub moved_since: Option<NaiveDate>,
    pub came_since: Option<NaiveDate>,
    pub away_since: Option<NaiveDate>,
    pub random: Option<usize>,
    pub seed: String,
}

/// How dues stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dues {
    Late,
    InTime,
}

/// Whether a mail address is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HasMail {
    Yes,
    No,
}

/// Whether something is so of somebody today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    Yes,
    No,
}

impl Holds {
    fn of(typed: &str) -> Option<Self> {
        match typed {
            "yes" => Some(Self::Yes),
            "no" => Some(Self::No),
            _ => None,
        }
    }
}

impl Typed {
    /// The question that the address of a list asks.
    pub fn of_query(query: &str) -> Option<Self> {
        serde_html_form::from_str(query).ok()
    }

    /// As the address of a list has it.
    pub fn query(&self) -> String {
        serde_html_form::to_string(self).unwrap_or_default()
    }

    /// Understands the form; each fault is said at its field.
    pub fn read(&self) -> Result<Asks, Faults> {
        let mut faults = Faults::default();
        let mut day = |field: &'static str, typed: &str| match typed.trim() {
            "" => None,
            written => faults.take(field, typed::day(written).ok_or("Write the day, such as 2026-11-03.")),
        };
        let days = [
            day("joined_since", &self.joined_since),
            day("joined_before", &self.joined_before),
            day("came_since", &self.came_since),
            day("away_since", &self.away_since),
            day("moved_since", &self.moved_since),
        ];
        let random = match self.random.trim() {
            "" => None,
            written => faults.take("random", number(written)),
        };
        if !faults.is_empty() {
            return Err(faults);
        }
        let [joined_since, joined_before, came_since, away_since, moved_since] = days;
        Ok(Asks {
            ward: text(&self.ward),
            class: text(&self.class),
            joined_since,
            joined_before,
            dues: match self.dues.as_str() {
                "late" => Some(Dues::Late),
                "paid" => Some(Dues::InTime),
                _ => None,
            },
            has_mail: match self.mail.as_str() {
                "yes" => Some(HasMail::Yes),
                "no" => Some(HasMail::No),
                _ => None,
            },
            is_suspended: Holds::of(&self.suspended),
            has_office: Holds::of(&self.office),
            moved_since,
            came_since,
            away_since,
            random,
            seed: self.seed.clone(),
        })
    }
}

fn text(typed: &str) -> Option<String> {
    Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty())
}

fn number(written: &str) -> Result<usize, &'static str> {
    written.parse().ok().filter(|number| *number > 0).ok_or("Write how many people, such as 20.")
}

impl Asks {
    /// "Members who live in Millbank and have no mail address."
    pub fn in_words(&self) -> String {
        let day = |on: NaiveDate| dates::day(on);
        let parts: Vec<String> = [
            self.ward.as_ref().map(|ward| format!("live in {ward}")),
            self.class.as_ref().map(|class| format!("are {class} members")),
            self.joined_since.map(|on| format!("joined on or after {}", day(on))),
            self.joined_before.map(|on| format!("joined before {}", day(on))),
            self.dues.map(|dues| match dues {
                Dues::Late => "are late with their dues".to_owned(),
                Dues::InTime => "are not late with their dues".to_owned(),
            }),
            self.has_mail.map(|has| match has {
                HasMail::Yes => "have a mail address".to_owned(),
                HasMail::No => "have no mail address".to_owned(),
            }),
            self.is_suspended.map(|holds| match holds {
                Holds::Yes => "are suspended today".to_owned(),
                Holds::No => "are not suspended today".to_owned(),
            }),
            self.has_office.map(|holds| match holds {
                Holds::Yes => "hold an office today".to_owned(),
                Holds::No => "hold no office today".to_owned(),
            }),
            self.moved_since.map(|on| format!("came to live in their ward on or after {}", day(on))),
            self.came_since.map(|on| format!("came to a meeting on or after {}", day(on))),
            self.away_since.map(|on| format!("came to no meeting on or after {}", day(on))),
        ]
        .into_iter()
        .flatten()
        .collect();
        let who = match parts.split_last() {
            None => "All members".to_owned(),
            Some((last, [])) => format!("Members who {last}"),
            Some((last, others)) => format!("Members who {} and {last}", others.join(", ")),
        };
        match self.random {
            Some(number) => format!("{who}; {number} of them drawn at random."),
            None => format!("{who}."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_said_in_plain_words() {
        let typed = Typed { ward: "Millbank".into(), mail: "no".into(), joined_since: "2026-03-01".into(), ..Typed::default() };
        let asks = typed.read().expect("a question");
        assert_eq!(
            asks.in_words(),
            "Members who live in Millbank, joined on or after Sunday 1 March 2026 and have no mail address."
        );
        assert_eq!(Asks::default().in_words(), "All members.");
        let free = Typed { suspended: "no".into(), office: "no".into(), moved_since: "2026-03-01".into(), ..Typed::default() };
        assert_eq!(
            free.read().expect("a question").in_words(),
            "Members who are not suspended today, hold no office today and came to live in their ward on or after Sunday 1 March 2026."
        );
        let drawn = Typed { random: "20".into(), dues: "late".into(), ..Typed::default() };
        let drawn = drawn.read().expect("a question");
        assert_eq!(drawn.in_words(), "Members who are late with their dues; 20 of them drawn at random.");
    }

    #[test]
    fn what_is_no_day_and_no_number_is_said_at_its_field() {
        let typed = Typed { joined_since: "soon".into(), random: "many".into(), ..Typed::default() };
        let faults = typed.read().expect_err("two faults").in_words();
        assert_eq!(faults, "Write the day, such as 2026-11-03. Write how many people, such as 20.");
    }
}
