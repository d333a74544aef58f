//! Amendments beside each other: where they collide, which fall when another is carried, and the text with those carried in it.
//!
//! All amendments to a motion are edits of the same frozen text, so that they can be put in any order. Where two carried ones have
//! changed the same words there is no text that both movers asked for, and none is made up.

use serde::Serialize;

use super::finding::Place;
use super::operation::{Edit, Operation, Standing};

/// How two amendments stand to each other, from the mildest to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Meeting {
    /// They have nothing to do with each other.
    Apart,
    /// They ask for the very same.
    Alike,
    /// One begins where the other ends.
    Touching,
    /// Both insert at the same point, so that their order matters.
    SamePoint,
    /// They change the same words.
    Overlapping,
}

impl Meeting {
    /// Whether both can stand in one text.
    pub const fn can_both_stand(self) -> bool {
        !matches!(self, Self::Overlapping)
    }
}

/// Two amendments that meet, by their places in the list, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Collision {
    pub one: usize,
    pub other: usize,
    pub how: Meeting,
    /// The words in question, or the words around the point.
    pub at: Place,
}

/// How two operations on one text meet.
fn meet(one: &Operation, other: &Operation) -> Meeting {
    if one == other {
        return Meeting::Alike;
    }
    let (first, second) = if (one.from, one.to) <= (other.from, other.to) { (one, other) } else { (other, one) };
    if first.to < second.from {
        Meeting::Apart
    } else if first.only_inserts() && second.only_inserts() {
        if first.from == second.from { Meeting::SamePoint } else { Meeting::Apart }
    } else if first.to == second.from || second.only_inserts() && second.from == first.from {
        Meeting::Touching
    } else {
        Meeting::Overlapping
    }
}

/// How two edits of one text meet: the worst of what their operations do.
pub fn meeting(one: &Edit, other: &Edit) -> Meeting {
    meets(one, other).map(|(how, _)| how).max().unwrap_or(Meeting::Apart)
}

/// Every way in which operations of two edits meet, and the range in question; both lists are walked once, in the order of the text.
fn meets<'a>(one: &'a Edit, other: &'a Edit) -> impl Iterator<Item = (Meeting, std::ops::Range<usize>)> + 'a {
    let (ours, theirs) = (one.operations(), other.operations());
    let mut from = 0;
    ours.iter().flat_map(move |our| {
        while from < theirs.len() && theirs[from].to < our.from {
            from += 1;
        }
        let near = theirs[from..].iter().take_while(|their| their.from <= our.to);
        near.map(|their| (meet(our, their), our.from.max(their.from)..our.to.min(their.to).max(our.from.max(their.from))))
            .collect::<Vec<_>>()
    })
}

/// Every pair of amendments that meet anywhere, with the worst place of each pair.
pub fn collisions(text: &str, edits: &[&Edit]) -> Vec<Collision> {
    let mut found = Vec::new();
    for (one, ours) in edits.iter().enumerate() {
        for (other, theirs) in edits.iter().enumerate().skip(one + 1) {
            // The first of the worst: the others can be seen from there.
            let worst = meets(ours, theirs).reduce(|worst, next| if next.0 > worst.0 { next } else { worst });
            if let Some((how, range)) = worst.filter(|(how, _)| *how != Meeting::Apart) {
                found.push(Collision { one, other, how, at: Place::of(text, range) });
            }
        }
    }
    found
}

/// Whether an amendment falls when another is carried: words it changes are gone, or the point it inserts at is.
///
/// It is not the same both ways. "Leave out from “notes” to end" can still be put after a word in that passage was changed; the
/// word cannot be changed after the passage is gone.
pub fn falls(other: &Edit, when_carried: &Edit) -> bool {
    let touched = |one: &Operation| {
        when_carried.operations().iter().any(|carried| meet(one, carried) == Meeting::Overlapping && !surrounds(one, carried))
    };
    other.operations().iter().any(touched)
}

/// Whether one operation takes away everything that another one is about.
const fn surrounds(one: &Operation, other: &Operation) -> bool {
    one.from <= other.from && one.to >= other.to && (one.from < other.from || one.to > other.to)
}

/// The motion with the carried amendments in it, in the order in which they were carried.
///
/// # Errors
/// With every passage that two of them have changed: somebody has to settle it.
pub fn substantive(text: &str, carried: &[&Edit]) -> Result<Standing, Vec<Collision>> {
    let mut standing = Standing::new(text);
    standing.take(&joined(text, carried)?);
    Ok(standing)
}

/// The same as one edit of the text.
///
/// # Errors
/// As [`substantive`].
pub fn joined(text: &str, carried: &[&Edit]) -> Result<Edit, Vec<Collision>> {
    let unsettled: Vec<Collision> =
        collisions(text, carried).into_iter().filter(|collision| !collision.how.can_both_stand()).collect();
    if unsettled.is_empty() { Ok(together(carried)) } else { Err(unsettled) }
}

/// Edits that do not overlap, as one edit; insertions at one point in the order given.
fn together(edits: &[&Edit]) -> Edit {
    let mut all: Vec<(usize, &Operation)> =
        edits.iter().enumerate().flat_map(|(order, edit)| edit.operations().iter().map(move |one| (order, one))).collect();
    // An insertion stands before the passage that begins at its point, and after the one that ends there.
    all.sort_by(|(order, one), (other_order, other)| (one.from, one.to, order).cmp(&(other.from, other.to, other_order)));
    all.dedup_by(|(_, one), (_, other)| one == other);
    let mut joined: Vec<Operation> = Vec::with_capacity(all.len());
    for (_, one) in all {
        match joined.last_mut() {
            Some(last) if last.from == one.from && last.only_inserts() && one.only_inserts() => {
                last.insert.push_str(&one.insert)
            }
            _ => joined.push(one.clone()),
        }
    }
    Edit::of_ordered(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "This branch notes that fares rose; believes that this is wrong; and resolves to write.";

    fn edit(words: &str, insert: &str) -> Edit {
        let from = TEXT.find(words).expect("the words are in the text");
        Edit::new(vec![Operation::new(from, from + words.len(), insert)], TEXT).expect("one change")
    }

    fn insertion(before: &str, insert: &str) -> Edit {
        let at = TEXT.find(before).expect("the words are in the text");
        Edit::new(vec![Operation::new(at, at, insert)], TEXT).expect("one change")
    }

    #[test]
    fn amendments_to_different_words_stand_together() {
        let (fares, wrong) = (edit("fares", "prices"), edit("wrong", "unfair"));

        assert_eq!(meeting(&fares, &wrong), Meeting::Apart);
        let text = substantive(TEXT, &[&wrong, &fares]).map(|standing| standing.text);
        assert_eq!(
            text,
            Ok("This branch notes that prices rose; believes that this is unfair; and resolves to write.".to_owned())
        );
    }

    #[test]
    fn where_two_carried_amendments_changed_the_same_words_no_text_is_made_up() {
        let (one, other) = (edit("fares rose", "fares doubled"), edit("rose; believes", "fell; hopes"));
        let unsettled = substantive(TEXT, &[&one, &other]).expect_err("nobody may guess");

        assert_eq!((unsettled.len(), unsettled[0].at.words.as_str()), (1, "rose"));
    }

    #[test]
    fn two_insertions_at_one_point_follow_the_order_in_which_they_were_carried() {
        let (one, other) = (insertion("rose", "quickly "), insertion("rose", "unfairly "));

        assert_eq!(meeting(&one, &other), Meeting::SamePoint);
        let text = substantive(TEXT, &[&other, &one]).map(|standing| standing.text).unwrap_or_default();
        assert!(text.contains("fares unfairly quickly rose"), "{text}");
    }

    #[test]
    fn the_same_amendment_twice_is_made_once() {
        let twice = substantive(TEXT, &[&edit("wrong", "unfair"), &edit("wrong", "unfair")]).map(|standing| standing.text);

        assert_eq!(twice, Ok(TEXT.replace("wrong", "unfair")));
    }

    #[test]
    fn an_addition_at_the_end_of_a_passage_that_was_replaced_follows_it() {
        let (passage, added) = (edit("believes that this is wrong", "regrets it"), insertion("; and resolves", " and unjust"));

        assert_eq!(meeting(&passage, &added), Meeting::Touching);
        let text = substantive(TEXT, &[&added, &passage]).map(|standing| standing.text).unwrap_or_default();
        assert!(text.contains("rose; regrets it and unjust; and"), "{text}");
    }

    #[test]
    fn a_word_falls_with_its_passage_and_the_passage_does_not_fall_with_the_word() {
        let (passage, word) = (edit("believes that this is wrong; and resolves to write", "moves on"), edit("wrong", "unfair"));

        assert!(falls(&word, &passage));
        assert!(!falls(&passage, &word));
        assert!(falls(&edit("rose; believes", "x"), &passage));
        assert!(falls(&edit("wrong", "right"), &word));
        assert!(falls(&insertion("this is", "all "), &passage));
    }
}
