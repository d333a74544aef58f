//! A file opened: text or workbook, with its headings found and its people below them.

use super::{
    list::Choices,
    records::{Record, Records},
    sheet::{MOST_ROWS, Sheet},
    sniff::{self, Encoding},
    unreadable::Unreadable,
    workbook,
};

/// The people of a file, and how they were written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub encoding: Encoding,
    /// A tab for a workbook: what stands between its cells when they are copied.
    pub delimiter: char,
    pub sheet: Sheet,
}

/// Opens a file as a person says, or by guessing.
///
/// # Errors
/// The file is neither a list as text nor a workbook with a list in it.
pub fn open(bytes: &[u8], choices: &Choices) -> Result<Source, Unreadable> {
    if workbook::is_workbook(bytes) {
        let sheet = first_list(workbook::sheets(bytes)?, choices)?;
        return Ok(Source { encoding: Encoding::Xlsx, delimiter: '\t', sheet });
    }
    let text = sniff::sniff(bytes, choices.told)?;
    let records = all_records(&text.text, text.delimiter)?;
    let sheet = Sheet::find(records, choices)?;
    Ok(Source { encoding: text.encoding, delimiter: text.delimiter, sheet })
}

/// The first sheet of a workbook that holds a list. If none does, what is wrong with the last is said.
fn first_list(sheets: Vec<Vec<Record>>, choices: &Choices) -> Result<Sheet, Unreadable> {
    let mut refusal = Unreadable::Empty;
    for records in sheets.into_iter().filter(|records| !records.is_empty()) {
        match Sheet::find(records, choices) {
            Ok(sheet) => return Ok(sheet),
            Err(unreadable) => refusal = unreadable,
        }
    }
    Err(refusal)
}

fn all_records(text: &str, delimiter: char) -> Result<Vec<Record>, Unreadable> {
    let records: Vec<Record> = Records::new(text, delimiter).take(MOST_ROWS + 1).collect::<Result<_, _>>()?;
    if records.len() > MOST_ROWS {
        return Err(Unreadable::TooManyRows { limit: MOST_ROWS });
    }
    Ok(records)
}
