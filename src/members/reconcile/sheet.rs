//! The headings of a list and the people below them, without what stands around: a title above, a total below, the
//! headings once more where two files were pasted together. Nothing is passed over without a note.

use super::{
    columns::{self, Columns},
    field::Field,
    list::Choices,
    records::Record,
    shape::Shape,
    unreadable::Unreadable,
};

/// As many rows as a sheet of Excel has.
pub const MOST_ROWS: usize = 1_048_576;

/// How far down the headings are looked for, below a title and a date.
const ROWS_TO_LOOK_AT: usize = 6;

/// A list without what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub columns: Columns,
    pub shape: Shape,
    /// The headings as the file has them.
    pub headings: Vec<String>,
    /// The rows of people, counted from the headings as row 1.
    pub people: Vec<Record>,
    pub notes: Vec<String>,
}

impl Sheet {
    /// Finds the headings and the people.
    ///
    /// # Errors
    /// No row has headings that tell people apart, or nobody stands below them.
    pub fn find(records: Vec<Record>, choices: &Choices) -> Result<Self, Unreadable> {
        let (above, columns) = headings(&records, choices)?;
        let cut = records.last().is_some_and(|last| last.row >= MOST_ROWS);
        let headings = records[above].cells.iter().map(str::to_owned).collect();
        let shape = Shape::of(&columns);
        let mut sheet = Self { columns, shape, headings, people: Vec::new(), notes: Vec::new() };
        sheet.take(records, above);
        if sheet.people.is_empty() {
            return Err(Unreadable::Nobody);
        }
        if !sheet.columns.has(Field::Number) {
            sheet.notes.push("No column holds membership numbers, so no row matches a member by itself.".to_owned());
        }
        if sheet.columns.has(Field::Name) && !sheet.columns.has(Field::LastName) {
            sheet.notes.push("Names stand in one column and were parted at the last space: look them through.".to_owned());
        }
        if cut {
            sheet.notes.push(format!("The list ends at row {MOST_ROWS}, where Excel cuts: people may be missing."));
        }
        Ok(sheet)
    }

    fn take(&mut self, records: Vec<Record>, above: usize) {
        let Record { row: heading_row, cells: headings } = records[above].clone();
        for (index, mut record) in records.into_iter().enumerate() {
            if index < above {
                self.notes.push(format!("Passed over, above the headings: {}.", in_words(&record)));
                continue;
            }
            record.row = record.row + 1 - heading_row;
            if is_total(&record) {
                self.notes.push(format!("Row {} is a total and was passed over: {}.", record.row, in_words(&record)));
            } else if !columns::repeats(&headings, &record.cells) {
                self.people.push(record);
            } else if index > above {
                self.notes.push(format!("Row {} repeats the headings and was passed over.", record.row));
            }
        }
    }
}

fn headings(records: &[Record], choices: &Choices) -> Result<(usize, Columns), Unreadable> {
    let mut refusal = None;
    for (index, record) in records.iter().take(ROWS_TO_LOOK_AT).enumerate() {
        match Columns::of(&record.cells, &choices.columns) {
            Ok(columns) if columns.know_people() => return Ok((index, columns)),
            Ok(_) => {}
            Err(unreadable) => refusal = refusal.or(Some(unreadable)),
        }
    }
    if let Some(first) = records.first().filter(|first| choices.any_headings && first.cells.len() > 1) {
        return Ok((0, Columns::of(&first.cells, &choices.columns)?));
    }
    let found = records.first().map(in_words).unwrap_or_default();
    Err(refusal.unwrap_or(Unreadable::NoHeadings { found }))
}

/// `Total,500` or `Total members: 500`, alone in its row.
fn is_total(record: &Record) -> bool {
    let mut filled = record.cells.iter().map(str::trim).filter(|cell| !cell.is_empty());
    let begins = filled.next().is_some_and(|cell| cell.to_lowercase().starts_with("total"));
    begins && filled.count() <= 1
}

fn in_words(record: &Record) -> String {
    const ENOUGH: usize = 120;
    let filled: Vec<&str> = record.cells.iter().map(str::trim).filter(|cell| !cell.is_empty()).collect();
    filled.join(", ").chars().take(ENOUGH).collect()
}

#[cfg(test)]
mod tests {
    use super::super::records::Records;
    use super::*;

    fn sheet(text: &str) -> Result<Sheet, Unreadable> {
        Sheet::find(Records::new(text, ',').collect::<Result<_, _>>()?, &Choices::default())
    }

    fn rows(sheet: &Sheet) -> Vec<usize> {
        sheet.people.iter().map(|record| record.row).collect()
    }

    #[test]
    fn the_headings_are_row_one_even_below_a_title() {
        let sheet = sheet("Northmoor members,\nas of 1 November,\nMember No,Surname\n1,Ann\n").expect("a list");

        assert_eq!(rows(&sheet), [2]);
        assert_eq!(sheet.notes[0], "Passed over, above the headings: Northmoor members.");
    }

    #[test]
    fn repeated_headings_and_a_total_are_passed_over_with_a_note() {
        let text = "Member No,Surname\n1,Ann\nmember no,SURNAME\n2,Bo\nTotal members,2\n";
        let sheet = sheet(text).expect("a list");

        assert_eq!(rows(&sheet), [2, 4]);
        assert_eq!(
            sheet.notes,
            ["Row 3 repeats the headings and was passed over.", "Row 5 is a total and was passed over: Total members, 2."]
        );
    }

    #[test]
    fn a_file_of_something_else_is_turned_away_with_what_was_found() {
        let expected = Unreadable::NoHeadings { found: "Item, Price".to_owned() };

        assert_eq!(sheet("Item,Price\nTea,2\n"), Err(expected));
    }

    #[test]
    fn headings_in_words_of_their_own_are_taken_where_somebody_will_say_what_they_mean() {
        let records = Records::new("Nummer,Familienname\n7,Lee\n", ',').collect::<Result<_, _>>().expect("text");
        let choices = Choices { any_headings: true, ..Choices::default() };

        let sheet = Sheet::find(records, &choices).expect("headings");

        assert_eq!((sheet.headings, sheet.people.len()), (vec!["Nummer".to_owned(), "Familienname".to_owned()], 1));
    }

    #[test]
    fn headings_with_nobody_below_are_turned_away() {
        assert_eq!(sheet("Member No,Surname\n,\n"), Err(Unreadable::Nobody));
    }
}
