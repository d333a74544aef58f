//! Two people at one form: whoever sends second reads what the first changed, and nothing that was typed is lost.
//!
//! A form that changes what stands carries, beside its fields, what stood in them when it was opened. The deed compares that
//! with what stands at its own moment: in the transaction that would write, so that no third person comes between.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Faults, Filled, Problem};

/// The hidden field that carries what stood, as JSON.
pub const FIELD: &str = "_stood";

/// What stood in each field.
pub type Stood = BTreeMap<String, String>;

/// A form as somebody opened it and as it came back.
#[derive(Debug, Clone)]
pub struct Opened {
    stood: Stood,
    typed: Filled,
}

/// A field that somebody else changed meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meanwhile {
    /// What stood there when the form was opened.
    pub stood: String,
    /// What stands there now.
    pub stands: String,
    /// What came back; nothing where whoever sent it had left the field alone.
    pub typed: Option<String>,
}

impl Opened {
    /// `stood` as the form carried it; a form that carried nothing is held to have been empty, so that it overwrites nothing.
    pub fn of(stood: &str, typed: Filled) -> Self {
        Self { stood: serde_json::from_str(stood).unwrap_or_default(), typed }
    }

    /// That this form would undo nothing that somebody else has written since it was opened; `now` is what stands.
    ///
    /// # Errors
    /// [`Problem::Meanwhile`] with the form to show again: what was typed stays typed, what was left alone is as it now stands,
    /// and every field that differs has all three beside it.
    pub fn still_stands(&self, now: &Filled) -> Result<(), Problem> {
        let meanwhile = self.changed_meanwhile(now);
        if meanwhile.is_empty() { Ok(()) } else { Err(Problem::Meanwhile(Box::new(self.merged(now, meanwhile)))) }
    }

    /// The fields that stood in the form.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.stood.keys().map(String::as_str)
    }

    /// The fields that stood in the form and came back as something else.
    pub fn changed(&self) -> Vec<&str> {
        let differs = |(field, stood): &(&String, &String)| !same(self.typed.value(field), stood);
        self.stood.iter().filter(differs).map(|(field, _)| field.as_str()).collect()
    }

    /// The same as [`still_stands`](Self::still_stands) for a form that several people fill in at once, each a few of its fields:
    /// what somebody else wrote into a field that this form left alone does not matter.
    ///
    /// # Errors
    /// [`Problem::Meanwhile`] where somebody else wrote into a field that this form changes.
    pub fn changes_still_stand(&self, now: &Filled) -> Result<(), Problem> {
        let mut meanwhile = self.changed_meanwhile(now);
        meanwhile.retain(|_, each| each.typed.is_some());
        if meanwhile.is_empty() { Ok(()) } else { Err(Problem::Meanwhile(Box::new(self.merged(now, meanwhile)))) }
    }

    /// The fields that somebody else changed and that this form would set to something else again.
    fn changed_meanwhile(&self, now: &Filled) -> BTreeMap<String, Meanwhile> {
        let differs = |field: &String| {
            // A field that came in meanwhile stood in no form, and nothing is written to it.
            if !self.stood.contains_key(field) && !self.typed.values.contains_key(field) {
                return None;
            }
            let (stood, typed) = (self.stood_in(field), self.typed.value(field));
            let (stands, is_changed) = (now.value(field), !same(stood, now.value(field)));
            (is_changed && !same(typed, stands)).then(|| Meanwhile {
                stood: stood.to_owned(),
                stands: stands.to_owned(),
                typed: (!same(typed, stood)).then(|| typed.to_owned()),
            })
        };
        now.values.keys().filter_map(|field| Some((field.clone(), differs(field)?))).collect()
    }

    fn merged(&self, now: &Filled, meanwhile: BTreeMap<String, Meanwhile>) -> Filled {
        let mut form = self.typed.clone();
        for (field, value) in &now.values {
            if same(self.typed.value(field), self.stood_in(field)) {
                form.values.insert(field.clone(), value.clone());
            }
        }
        let mut faults = Faults::default();
        for (field, each) in &meanwhile {
            faults.add(field, each.in_words());
        }
        Filled { meanwhile, ..form.but(faults).standing(now.values.clone()) }
    }

    fn stood_in(&self, field: &str) -> &str {
        self.stood.get(field).map_or("", String::as_str)
    }
}

impl Meanwhile {
    fn in_words(&self) -> String {
        let did = match self.stands.trim() {
            "" => "Somebody else cleared this".to_owned(),
            stands => format!("Somebody else changed this to “{}”", shortened(stands)),
        };
        match self.typed {
            Some(_) => format!("{did}. The field has what you wrote: decide which it is to be."),
            None => format!("{did}. The field has it so now."),
        }
    }
}

/// So much of a text that it fits into a line; all of it stands beside the field.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST { line } else { line.chars().take(LONGEST).chain(['…']).collect() }
}

/// Browsers end lines in their own way, and no field means the blanks at its ends.
fn same(one: &str, other: &str) -> bool {
    let lines = |text: &str| text.trim().replace("\r\n", "\n");
    lines(one) == lines(other)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn filled(values: &Stood) -> Filled {
        Filled { values: values.clone(), ..Filled::default() }
    }

    /// The form that is shown again; nothing where it may be written.
    fn shown(stood: &Stood, typed: &Stood, now: &Stood) -> Option<Filled> {
        let stood = serde_json::to_string(stood).expect("a map of texts");
        match Opened::of(&stood, filled(typed)).still_stands(&filled(now)) {
            Err(Problem::Meanwhile(form)) => Some(*form),
            _ => None,
        }
    }

    /// Forms of three fields with few words, so that they often agree.
    fn form() -> impl Strategy<Value = Stood> {
        proptest::collection::vec("[ab]{0,2}", 3)
            .prop_map(|words| ["day", "hour", "place"].into_iter().map(str::to_owned).zip(words).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn of_two_who_change_one_form_neither_loses_a_word(stood in form(), typed in form(), now in form()) {
            let again = shown(&stood, &typed, &now);
            for field in stood.keys() {
                let (was, mine, theirs) = (&stood[field], &typed[field], &now[field]);
                let Some(again) = &again else {
                    // What is written undoes nothing of theirs.
                    prop_assert!(was == theirs || mine == theirs);
                    continue;
                };
                let shown = again.meanwhile.get(field);
                let reads = |words: &String| again.value(field) == words
                    || shown.is_some_and(|each| each.stands == *words || each.typed.as_ref() == Some(words));
                prop_assert!(mine == was || reads(mine), "what I wrote in {field} is gone: {again:?}");
                prop_assert!(theirs == was || reads(theirs), "what they wrote in {field} is not shown: {again:?}");
                prop_assert!(shown.is_none_or(|each| each.stood == *was));
            }
        }

        #[test]
        fn of_two_who_fill_in_one_form_only_those_who_meet_in_a_field_read_each_other(stood in form(), typed in form(), now in form()) {
            let carried = serde_json::to_string(&stood).expect("a map of texts");
            let opened = Opened::of(&carried, filled(&typed));
            let meet = |field: &&String| {
                let (was, mine, theirs) = (&stood[*field], &typed[*field], &now[*field]);
                mine != was && theirs != was && mine != theirs
            };
            let met: Vec<&String> = stood.keys().filter(meet).collect();
            let changed: Vec<&str> = stood.keys().filter(|field| typed[*field] != stood[*field]).map(String::as_str).collect();
            prop_assert_eq!(opened.changed(), changed);
            match opened.changes_still_stand(&filled(&now)) {
                Ok(()) => prop_assert!(met.is_empty()),
                Err(Problem::Meanwhile(form)) => {
                    prop_assert_eq!(form.meanwhile.keys().collect::<Vec<_>>(), met);
                    for field in stood.keys() {
                        let shown = if typed[field] == stood[field] { &now[field] } else { &typed[field] };
                        prop_assert_eq!(form.value(field), shown);
                    }
                }
                Err(other) => prop_assert!(false, "{other}"),
            }
        }

        #[test]
        fn sent_again_after_both_were_read_it_is_written(stood in form(), typed in form(), now in form()) {
            if let Some(again) = shown(&stood, &typed, &now) {
                let carried = again.stood.expect("the form carries what it was shown with");
                let opened = Opened::of(&carried, filled(&again.values));
                prop_assert!(opened.still_stands(&filled(&now)).is_ok());
            }
        }
    }

    #[test]
    fn a_form_that_does_not_say_what_stood_overwrites_nothing() {
        let one = |word: &str| Stood::from([("place".to_owned(), word.to_owned())]);

        assert!(shown(&Stood::new(), &one("Trades Hall"), &one("Albion Hall")).is_some());
        assert!(shown(&one("Albion\nHall"), &one("Trades Hall"), &one("Albion\r\nHall ")).is_none());
    }
}
