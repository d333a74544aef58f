//! Which column holds what, found by its heading; a column that we do not know is left out, never a reason to stop.
//!
//! Head offices rename, add and misspell columns from one month to the next. The fingerprint of the headings says
//! whether a list has the same shape as the last one, so that what a person decided about a column is remembered.

use std::collections::BTreeMap;

use csv::StringRecord;

use super::{
    aliases::{ALIASES, LEFT_OUT},
    field::Field,
    records::Record,
    unreadable::Unreadable,
};

/// A longer heading is a paragraph, or hostile.
const LONGEST_HEADING: usize = 200;

/// Without a column for one of these, headings belong to no list of members.
pub const TELL_PEOPLE_APART: [Field; 4] = [Field::Number, Field::LastName, Field::Name, Field::Email];

/// A column and the field a person chose for it; None leaves the column out.
pub type Choice = (String, Option<Field>);

/// A column that is left out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    pub header: String,
    pub why: &'static str,
}

/// The columns of a list in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    columns: Vec<Column>,
    places: BTreeMap<Field, Vec<usize>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Column {
    header: String,
    field: Option<Field>,
    /// The place among the aliases of the field; the lower is taken first.
    rank: usize,
}

impl Columns {
    /// Finds the field of each heading, unless a person chose.
    ///
    /// # Errors
    /// A heading is far too long to be one.
    pub fn of(headings: &StringRecord, chosen: &[Choice]) -> Result<Self, Unreadable> {
        for (index, heading) in headings.iter().enumerate() {
            let characters = heading.chars().count();
            if characters > LONGEST_HEADING {
                return Err(Unreadable::HeadingTooLong { column: index + 1, characters, limit: LONGEST_HEADING });
            }
        }
        let mut columns: Vec<Column> = headings.iter().map(|heading| column(heading, chosen)).collect();
        for index in 0..columns.len() {
            if !earns_its_field(&columns, index) {
                columns[index].field = None;
            }
        }
        Ok(Self { places: places(&columns), columns })
    }

    /// Whether these headings can belong to a list of members.
    #[must_use]
    pub fn know_people(&self) -> bool {
        TELL_PEOPLE_APART.into_iter().any(|field| self.has(field))
    }

    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.places.contains_key(&field)
    }

    #[must_use]
    pub fn has_heading(&self, heading: &str) -> bool {
        self.place_of(heading).is_some()
    }

    /// The column under a heading, whatever it is read as.
    #[must_use]
    pub fn place_of(&self, heading: &str) -> Option<usize> {
        self.columns.iter().position(|column| key(&column.header) == key(heading))
    }

    /// The columns of a field, best first. Only a mobile number can have several.
    #[must_use]
    pub fn places(&self, field: Field) -> &[usize] {
        self.places.get(&field).map_or(&[], Vec::as_slice)
    }

    /// The heading at a place, as the file has it.
    #[must_use]
    pub fn header(&self, place: usize) -> &str {
        self.columns.get(place).map_or("", |column| &column.header)
    }

    /// How many cells a row must have; empty headings at the end do not count.
    #[must_use]
    pub fn width(&self) -> usize {
        self.columns.iter().rposition(|column| !column.header.is_empty()).map_or(0, |last| last + 1)
    }

    /// Every heading and its field, in the order of the file, empty headings left out.
    #[must_use]
    pub fn mapping(&self) -> Vec<Choice> {
        let named = self.columns.iter().filter(|column| !column.header.is_empty());
        named.map(|column| (column.header.clone(), column.field)).collect()
    }

    /// A cell of each column of the mapping, the first that is not empty; no cell is shown of a column that is left out on
    /// purpose.
    #[must_use]
    pub fn examples(&self, people: &[Record]) -> Vec<String> {
        const LONGEST: usize = 40;
        let filled =
            |place: usize| people.iter().find_map(|row| row.cells.get(place).map(str::trim).filter(|cell| !cell.is_empty()));
        let named = self.columns.iter().enumerate().filter(|(_, column)| !column.header.is_empty());
        let shown = named.map(|(place, column)| if sensitive(&column.header).is_some() { None } else { filled(place) });
        shown.map(|cell| cell.unwrap_or_default().chars().take(LONGEST).collect()).collect()
    }

    /// The columns that are left out, each with the reason.
    #[must_use]
    pub fn ignored(&self) -> Vec<Ignored> {
        let left_out = self.columns.iter().filter(|column| column.field.is_none() && !column.header.is_empty());
        left_out.map(|column| Ignored { header: column.header.clone(), why: why_ignored(&column.header) }).collect()
    }

    /// The sorted headings in one line: the same for two lists with the same columns in any order.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut keys: Vec<String> = self.columns.iter().map(|column| key(&column.header)).collect();
        keys.retain(|key| !key.is_empty());
        keys.sort();
        keys.join(" ")
    }
}

/// Whether a row repeats the headings, as files do that were pasted together.
#[must_use]
pub fn repeats(headings: &StringRecord, row: &StringRecord) -> bool {
    headings.iter().map(key).eq(row.iter().map(key))
}

fn column(heading: &str, chosen: &[Choice]) -> Column {
    let header = heading.trim_matches(|char: char| char.is_whitespace() || char == '\u{FEFF}').to_owned();
    if let Some((_, field)) = chosen.iter().find(|(name, _)| key(name) == key(&header)) {
        return Column { header, field: *field, rank: 0 };
    }
    let known = if sensitive(&header).is_none() { alias(&header) } else { None };
    let (field, rank) = known.map_or((None, 0), |(field, rank)| (Some(field), rank));
    Column { header, field, rank }
}

/// Letters and digits of a heading in lower case.
fn key(heading: &str) -> String {
    heading.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn alias(heading: &str) -> Option<(Field, usize)> {
    let key = key(heading);
    ALIASES.into_iter().find_map(|(field, names)| Some((field, names.iter().position(|name| *name == key)?)))
}

/// One column for one field, the best; a mobile number may stand in several, of which one row fills this and
/// another that. A second e-mail address is often the partner's, so it is never taken in place of the first.
fn earns_its_field(columns: &[Column], index: usize) -> bool {
    let column = &columns[index];
    column.field == Some(Field::Mobile)
        || !columns
            .iter()
            .enumerate()
            .any(|(other_index, other)| other.field == column.field && (other.rank, other_index) < (column.rank, index))
}

fn places(columns: &[Column]) -> BTreeMap<Field, Vec<usize>> {
    let mut places: BTreeMap<Field, Vec<usize>> = BTreeMap::new();
    for (place, column) in columns.iter().enumerate() {
        if let Some(field) = column.field {
            places.entry(field).or_default().push(place);
        }
    }
    for several in places.values_mut() {
        several.sort_by_key(|place| columns[*place].rank);
    }
    places
}

fn why_ignored(heading: &str) -> &'static str {
    sensitive(heading).unwrap_or("we have no field for it")
}

fn sensitive(heading: &str) -> Option<&'static str> {
    let lower = heading.to_lowercase();
    let speaks_of = |words: &[&str]| words.iter().any(|word| names(&lower, word));
    LEFT_OUT.iter().find(|(_, words)| speaks_of(words)).map(|(why, _)| *why)
}

/// A short word counts only where a word begins, so that `race` is not found in `Grace period`.
fn names(heading: &str, word: &str) -> bool {
    let mut words = heading.split(|char: char| !char.is_alphanumeric());
    words.any(|found| found.starts_with(word)) || (word.len() > 4 && key(heading).contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(headings: &[&str]) -> Columns {
        Columns::of(&StringRecord::from(headings.to_vec()), &[]).expect("the headings are short")
    }

    fn fields(headings: &[&str]) -> Vec<Option<Field>> {
        columns(headings).mapping().into_iter().map(|(_, field)| field).collect()
    }

    #[test]
    fn a_heading_is_known_however_it_is_written() {
        for heading in ["First Name", "first_name", "FIRSTNAME", "\u{FEFF}First-name ", "First name:"] {
            assert_eq!(fields(&[heading]), [Some(Field::FirstName)], "{heading}");
        }
    }

    #[test]
    fn a_column_added_by_head_office_is_left_out_and_stops_nothing() {
        let columns = columns(&["Membership No", "Engagement Score"]);

        assert_eq!(columns.mapping()[1], ("Engagement Score".to_owned(), None));
        assert_eq!(columns.ignored()[0].why, "we have no field for it");
    }

    #[test]
    fn sensitive_columns_are_left_out_with_their_reason() {
        for heading in ["Ethnicity", "Race", "Disability", "Religion or belief", "facebook_username", "tag_list"] {
            let columns = columns(&["Member ID", heading]);
            assert_eq!(columns.ignored().len(), 1, "{heading}");
            assert_ne!(columns.ignored()[0].why, "we have no field for it", "{heading}");
        }
    }

    #[test]
    fn a_word_within_a_word_makes_no_heading_sensitive() {
        for heading in ["Grace period", "Stage", "Keynote"] {
            assert_eq!(columns(&["Member ID", heading]).ignored()[0].why, "we have no field for it", "{heading}");
        }
    }

    #[test]
    fn the_key_that_changed_its_name_is_still_the_number() {
        assert_eq!(fields(&["AK_ID", "DSA_ID"]), [Some(Field::Number), None]);
        assert_eq!(fields(&["actionkit_id"]), [Some(Field::Number)]);
    }

    #[test]
    fn a_second_email_is_left_out_and_a_second_phone_is_kept_behind_the_first() {
        let headings = ["email2", "email1", "phone", "can2_phone", "email"];

        assert_eq!(fields(&headings), [None, None, Some(Field::Mobile), Some(Field::Mobile), Some(Field::Email)]);
        assert_eq!(columns(&headings).places(Field::Mobile), [3, 2]);
    }

    #[test]
    fn what_a_person_chose_stands_above_the_guess() {
        let chosen = [("Reference".to_owned(), Some(Field::Number)), ("Member ID".to_owned(), None)];
        let columns = Columns::of(&StringRecord::from(vec!["Member ID", "Reference"]), &chosen);

        assert_eq!(columns.map(|columns| columns.places(Field::Number).to_vec()), Ok(vec![1]));
    }

    #[test]
    fn the_fingerprint_knows_no_order_and_no_spelling() {
        assert_eq!(columns(&["Email", "Last Name", ""]).fingerprint(), columns(&["last_name", "EMAIL"]).fingerprint());
    }

    #[test]
    fn a_heading_of_ten_thousand_characters_is_turned_away() {
        let long = "x".repeat(10_000);
        let columns = Columns::of(&StringRecord::from(vec!["a", &long]), &[]);

        assert_eq!(columns, Err(Unreadable::HeadingTooLong { column: 2, characters: 10_000, limit: 200 }));
    }
}
