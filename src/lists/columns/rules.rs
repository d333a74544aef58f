//! What may be the name of a column, how many there are, and what may stand in a cell. No column scores people.

use crate::db::RowId;

/// So many columns fit beside a name.
pub const MOST: usize = 8;

/// A longer name heads no column.
const LONGEST_LABEL: usize = 40;

/// Whoever has more to say says it to the person.
const LONGEST_WORDS: usize = 200;

/// What stands beside every form that adds or names a column.
pub const HINT: &str = "Say what was done or is to be done. What stands in the column is a note about a person: they read it on \
                        their own page, with your name and the day.";

/// What stands above the table: there are no secret notes.
pub const UNDER_ROOF: &str =
    "Whatever stands in a column is read by the person it is about, with who wrote it and when. There are no secret notes.";

/// Words by which people are judged, or by which what is nobody's business is kept. Whole words only, in small letters.
const JUDGING: &str = "
    ability attitude attitudes belief beliefs blacklist blacklisted caste character colour crime criminal
    disabilities disability disabled disloyal disloyalty enemies enemy ethnic ethnicity faction factional factions
    faith gay grade graded grades health ideology ill illness influence leaning leanings left leftwing lesbian loyal
    loyalty marks medical mental moderate nationality opinion opinions opponent opponents orientation personality
    politics pregnant problem race radical rank ranked ranking rankings ranks rate rated rating ratings reliability
    reliable religion religious right rightwing score scored scores scoring sex sexual sexuality sick sickness slate
    stars supporter supporters tendency trouble troublemaker troublemakers troublesome trust trusted trustworthy
    unreliable view views wing
";

/// Why there is no such column.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoColumn {
    #[error("Write a name, such as “Rung”.")]
    Nameless,
    #[error("Write at most {LONGEST_LABEL} characters.")]
    Long,
    #[error(
        "“{0}” would make this a judgement of people, or a note of what is theirs alone to tell. Name the column for what was done or is to be done, such as “Rung” or “Wants a lift”."
    )]
    Judges(String),
    #[error("There is a column “{0}” already.")]
    Twice(String),
    #[error("A list has at most {MOST} columns. Put one away first.")]
    Full,
}

/// Whether a column may be called so.
pub fn may_be_label(typed: &str) -> Result<String, NoColumn> {
    let label = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if label.is_empty() {
        return Err(NoColumn::Nameless);
    }
    if label.chars().count() > LONGEST_LABEL {
        return Err(NoColumn::Long);
    }
    let small = label.to_lowercase();
    let mut words = small.split(|sign: char| !sign.is_alphanumeric());
    match words.find(|word| JUDGING.split_whitespace().any(|judging| judging == *word)) {
        Some(word) => Err(NoColumn::Judges(word.to_owned())),
        None => Ok(label),
    }
}

/// Whether a list that has these columns may have one more, or one of them another name.
pub fn may_add<'a>(label: &str, others: impl Iterator<Item = &'a str>) -> Result<(), NoColumn> {
    let others: Vec<&str> = others.collect();
    if others.len() >= MOST {
        return Err(NoColumn::Full);
    }
    match others.iter().find(|other| other.to_lowercase() == label.to_lowercase()) {
        Some(other) => Err(NoColumn::Twice((*other).to_owned())),
        None => Ok(()),
    }
}

/// The columns in their order after one of them moved a place towards the names.
pub fn moved(columns: &[RowId], column: RowId) -> Vec<RowId> {
    let mut order = columns.to_vec();
    if let Some(at) = order.iter().position(|one| *one == column).filter(|at| *at > 0) {
        order.swap(at - 1, at);
    }
    order
}

/// Why something does not stand in a cell.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("These are {0} characters, and {LONGEST_WORDS} fit. Shorten it.")]
pub struct NotInCell(usize);

/// The words of a cell, on one line.
pub fn may_be_words(typed: &str) -> Result<String, NotInCell> {
    let words = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.chars().count() {
        0..=LONGEST_WORDS => Ok(words),
        long => Err(NotInCell(long)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_named_for_what_was_done() {
        for label in ["Rung", " Wants  a lift ", "Copyright form", "Brightly lit house", "Trained", "Interview on"] {
            assert!(may_be_label(label).is_ok(), "{label}");
        }
        assert_eq!(may_be_label(" Wants  a lift "), Ok("Wants a lift".to_owned()));
        assert_eq!(may_be_label(" \t"), Err(NoColumn::Nameless));
        assert_eq!(may_be_label(&"é".repeat(41)), Err(NoColumn::Long));
    }

    #[test]
    fn no_column_scores_people_or_asks_what_is_theirs_to_tell() {
        for (label, word) in [
            ("Score", "score"),
            ("Loyal?", "loyal"),
            ("LEFT/centre", "left"),
            ("Right wing", "right"),
            ("trouble-maker", "trouble"),
            ("Which faction", "faction"),
            ("Health", "health"),
            ("Religion (if known)", "religion"),
            ("Ethnicity", "ethnicity"),
            ("Rating 1–5", "rating"),
            ("Unreliable", "unreliable"),
        ] {
            assert_eq!(may_be_label(label), Err(NoColumn::Judges(word.to_owned())), "{label}");
        }
        assert!(JUDGING.split_whitespace().all(|word| word.to_lowercase() == word && word.chars().all(char::is_alphanumeric)));
    }

    #[test]
    fn a_list_has_eight_columns_at_the_most_and_none_twice() {
        assert_eq!(may_add("Rung", ["Written"].into_iter()), Ok(()));
        assert_eq!(may_add("rung", ["Rung"].into_iter()), Err(NoColumn::Twice("Rung".into())));
        assert_eq!(may_add("Rung", ["a", "b", "c", "d", "e", "f", "g", "h"].into_iter()), Err(NoColumn::Full));
    }

    #[test]
    fn a_column_moves_towards_the_names_and_the_first_stays() {
        let [one, two, three] = [1, 2, 3].map(|number| RowId(uuid::Uuid::from_u128(number)));
        assert_eq!(moved(&[one, two, three], three), [one, three, two]);
        assert_eq!(moved(&[one, two, three], one), [one, two, three]);
    }

    #[test]
    fn words_are_one_line_of_two_hundred_characters() {
        assert_eq!(may_be_words(" after\r\n six "), Ok("after six".to_owned()));
        assert_eq!(may_be_words(&"é".repeat(200)).map(|words| words.chars().count()), Ok(200));
        assert_eq!(may_be_words(&"é".repeat(201)), Err(NotInCell(201)));
    }
}
