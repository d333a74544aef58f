//! An amendment and the versions of a text: carried over to the next version, or itself amended.

use super::merge::{Collision, collisions};
use super::operation::{Edit, Operation};

/// An edit made to one version of a text, carried over to the next version.
///
/// # Errors
/// With the places where the next version has changed the same words.
pub fn rebased(edit: &Edit, text: &str, next: &Edit) -> Result<Edit, Vec<Collision>> {
    let unsettled: Vec<Collision> =
        collisions(text, &[edit, next]).into_iter().filter(|collision| !collision.how.can_both_stand()).collect();
    if !unsettled.is_empty() {
        return Err(unsettled);
    }
    let kept = edit.operations().iter().filter(|one| !next.operations().contains(one));
    let moved = kept.map(|one| {
        let before = next.operations().iter().take_while(|change| {
            change.to < one.from || change.to == one.from && !(change.only_inserts() && one.only_inserts())
        });
        let (taken, put) =
            before.fold((0, 0), |(taken, put), change| (taken + change.to - change.from, put + change.insert.len()));
        Operation::new(one.from + put - taken, one.to + put - taken, one.insert.clone())
    });
    Ok(Edit::of_ordered(moved.collect()))
}

/// An amendment with an amendment to it carried: the words it inserts are themselves changed.
///
/// `nth` is the operation whose inserted words are the text that `inner` was made to.
pub fn amended(edit: &Edit, nth: usize, inner: &Edit) -> Option<Edit> {
    let mut operations = edit.operations().to_vec();
    let one = operations.get_mut(nth)?;
    one.insert = inner.apply(&one.insert);
    Some(Edit::of_ordered(operations))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "This branch notes that fares rose; believes that this is wrong; and resolves to write.";

    fn edit(words: &str, insert: &str) -> Edit {
        let from = TEXT.find(words).expect("the words are in the text");
        Edit::new(vec![Operation::new(from, from + words.len(), insert)], TEXT).expect("one change")
    }

    #[test]
    fn an_amendment_is_carried_over_to_a_later_version_unless_its_words_changed() {
        let correction = edit("fares rose", "all fares rose again");
        let later = correction.apply(TEXT);

        let moved = rebased(&edit("wrong", "unfair"), TEXT, &correction).map(|moved| moved.apply(&later));
        assert_eq!(moved, Ok(later.replace("wrong", "unfair")));
        assert!(rebased(&edit("fares", "prices"), TEXT, &correction).is_err());
    }

    #[test]
    fn an_amendment_to_an_amendment_changes_the_words_it_inserts() {
        let amendment = edit("wrong", "wrong and has to end");
        let inner = Edit::new(vec![Operation::new(17, 20, "stop")], "wrong and has to end").expect("one change");
        let amended = amended(&amendment, 0, &inner).map(|edit| edit.apply(TEXT)).unwrap_or_default();

        assert!(amended.contains("this is wrong and has to stop; and"), "{amended}");
    }
}
