//! Amendments to an amendment: edits of the words that it puts in, which are decided before it is. What is carried of them changes
//! what it puts in, and it is put as amended.

use super::{
    super::{
        Motion,
        amendments::{Edit, Frozen, Operation, wording},
    },
    Amendment, State,
    rules::NotAmended,
    together,
};
use crate::web::Problem;

/// The words that an amendment puts in, as one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inserted {
    /// Passages put in at different places stand as paragraphs of their own.
    pub text: String,
    passages: Vec<Passage>,
}

/// Where the words of one operation stand in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Passage {
    operation: usize,
    /// How many bytes of space the operation puts in before its words.
    lead: usize,
    from: usize,
    to: usize,
}

impl Inserted {
    /// What the edit puts in.
    pub fn of(edit: &Edit) -> Self {
        let (mut text, mut passages) = (String::new(), Vec::new());
        for (operation, one) in edit.operations().iter().enumerate() {
            let words = one.insert.trim();
            if words.is_empty() {
                continue;
            }
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let (lead, from) = (one.insert.len() - one.insert.trim_start().len(), text.len());
            text.push_str(words);
            passages.push(Passage { operation, lead, from, to: text.len() });
        }
        Self { text, passages }
    }

    /// The operations of the amendment with a change of its words made in them; none where the change runs from one passage into
    /// another, for then nobody knows where the new words belong.
    pub fn changed(&self, operations: &[Operation], change: &Edit) -> Option<Vec<Operation>> {
        let mut changed = operations.to_vec();
        // From the end, so that what stands before keeps its place.
        for one in change.operations().iter().rev() {
            let passage = self.passages.iter().find(|passage| passage.from <= one.from && one.to <= passage.to)?;
            let at = |place: usize| place - passage.from + passage.lead;
            changed.get_mut(passage.operation)?.insert.replace_range(at(one.from)..at(one.to), &one.insert);
        }
        Some(changed)
    }
}

/// A motion in whose place stand the words that one of its amendments puts in: what an amendment to that one is read against.
///
/// # Errors
/// [`NotAmended::TooDeep`] where it amends an amendment itself, and [`NotAmended::PutsNothingIn`].
pub fn ground(motion: &Motion, amendment: &Amendment) -> Result<Motion, Problem> {
    if amendment.parent.is_some() {
        return Err(NotAmended::TooDeep.into());
    }
    let text = Inserted::of(&amendment.edit(&motion.text)?).text;
    if text.is_empty() {
        return Err(NotAmended::PutsNothingIn { number: amendment.number }.into());
    }
    Ok(Motion { text, ..motion.clone() })
}

/// Whether a change of an amendment's words keeps to its passages.
///
/// # Errors
/// [`NotAmended::AcrossPassages`].
pub fn keeps_to_passages(motion: &Motion, amendment: &Amendment, change: &Edit) -> Result<(), Problem> {
    let edit = amendment.edit(&motion.text)?;
    match Inserted::of(&edit).changed(edit.operations(), change) {
        Some(_) => Ok(()),
        None => Err(NotAmended::AcrossPassages.into()),
    }
}

/// An amendment with what was carried of the amendments to it.
///
/// # Errors
/// As [`Amendment::edit`].
pub fn as_amended(motion: &Motion, amendment: &Amendment, to_it: &[Amendment]) -> Result<Amendment, Problem> {
    if !to_it.iter().any(|one| one.state == State::Carried) {
        return Ok(amendment.clone());
    }
    let edit = amendment.edit(&motion.text)?;
    let inserted = Inserted::of(&edit);
    let ground = Motion { text: inserted.text.clone(), ..motion.clone() };
    let change = together::joined(&ground, &together::carried(to_it))?.map_err(|_| NotAmended::AcrossPassages)?;
    let operations = inserted.changed(edit.operations(), &change).ok_or(NotAmended::AcrossPassages)?;
    let edit = Edit::new(operations, &motion.text).map_err(Problem::broken)?;
    Ok(Amendment {
        wording: wording::written(&Frozen::new(&motion.text), &edit),
        operations: serde_json::to_string(edit.operations()).map_err(Problem::broken)?,
        ..amendment.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The branch notes the cuts and resolves to write.";

    fn amendment() -> Edit {
        let operations =
            vec![Operation::new(25, 25, " of the last five years"), Operation::new(47, 47, " to the mayor, and to march")];
        Edit::new(operations, TEXT).expect("two insertions")
    }

    fn change(text: &str, words: &str, insert: &str) -> Edit {
        let from = text.find(words).expect("the words are in the text");
        Edit::new(vec![Operation::new(from, from + words.len(), insert)], text).expect("one change")
    }

    #[test]
    fn words_put_in_at_two_places_are_two_paragraphs() {
        assert_eq!(Inserted::of(&amendment()).text, "of the last five years\n\nto the mayor, and to march");
    }

    #[test]
    fn a_change_of_the_words_put_in_lands_where_they_are_put_in() {
        let (edit, inserted) = (amendment(), Inserted::of(&amendment()));
        let changed = inserted.changed(edit.operations(), &change(&inserted.text, "the mayor", "every councillor"));

        let edit = Edit::new(changed.expect("it stays in one passage"), TEXT).expect("an edit of the motion");
        let wanted =
            "The branch notes the cuts of the last five years and resolves to write to every councillor, and to march.";
        assert_eq!(edit.apply(TEXT), wanted);
    }

    #[test]
    fn a_change_that_runs_from_one_passage_into_the_next_has_no_place() {
        let (edit, inserted) = (amendment(), Inserted::of(&amendment()));

        assert_eq!(inserted.changed(edit.operations(), &change(&inserted.text, "years\n\nto", "")), None);
    }
}
