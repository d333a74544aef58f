//! In which order a column writes day, month and year. `1/2/26` says nothing alone, so the order is settled once
//! for a whole column, by how many of its cells fit each order, and the count is shown as the proof.

use std::fmt;

use super::{
    dates::{self, Century, Order},
    field::Field,
    records::Record,
    row::date_cell,
    sheet::Sheet,
};

/// How the order of a column was settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateProof {
    pub header: String,
    pub field: Field,
    pub order: Order,
    /// How many cells are dates in that order.
    pub fits: usize,
    /// The rows whose cells are not, the headings being row 1.
    pub misfits: Vec<usize>,
    /// Whether another order fits as many cells and makes other days of them.
    pub undecided: bool,
}

impl fmt::Display for DateProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} fit {}", self.header, self.fits, self.order)?;
        let rows: Vec<String> = self.misfits.iter().map(ToString::to_string).collect();
        match rows.len() {
            0 => {}
            1 => write!(f, ", 1 does not: row {}", rows[0])?,
            several => write!(f, ", {several} do not: rows {}", rows.join(", "))?,
        }
        if self.undecided {
            f.write_str("; no cell proves which is the day and which the month")?;
        }
        Ok(())
    }
}

/// Settles the order of every column of dates, unless a person told it. A column that proves nothing follows one
/// that does.
#[must_use]
pub fn prove(sheet: &Sheet, told: &[(Field, Order)]) -> Vec<DateProof> {
    let fields = Field::ALL.into_iter().filter(|field| field.is_date());
    let mut dated: Vec<Dated> = fields.filter_map(|field| Dated::column(field, sheet)).collect();
    for (field, order) in told {
        dated.iter_mut().filter(|column| column.field == *field).for_each(|column| column.likely = vec![*order]);
    }
    let proven = dated.iter().find(|column| column.likely.len() == 1).map(|column| column.likely[0]);
    dated.into_iter().map(|column| column.settled(proven)).collect()
}

/// The filled cells of one column and the orders that fit most of them, the preferred one first.
struct Dated {
    header: String,
    field: Field,
    cells: Vec<(usize, String)>,
    likely: Vec<Order>,
}

impl Dated {
    fn column(field: Field, sheet: &Sheet) -> Option<Self> {
        let place = *sheet.columns.places(field).first()?;
        let cell = |record: &Record| date_cell(sheet.shape.without_its_marks(&record.cells).get(place)?);
        let cells: Vec<(usize, String)> = sheet.people.iter().filter_map(|record| Some((record.row, cell(record)?))).collect();
        let likely = likely_orders(&cells);
        (!cells.is_empty()).then(|| Self { header: sheet.columns.header(place).to_owned(), field, cells, likely })
    }

    /// Dates like 2026-11-30 fit every order and mean the same day in each, so they leave nothing undecided.
    fn is_undecided(&self) -> bool {
        let days = |order| self.cells.iter().map(move |(_, cell)| dates::read(cell, order, Century::Near));
        self.likely[1..].iter().any(|order| !days(*order).eq(days(self.likely[0])))
    }

    fn settled(self, proven: Option<Order>) -> DateProof {
        let undecided = self.is_undecided();
        let order = proven.filter(|order| undecided && self.likely.contains(order)).unwrap_or(self.likely[0]);
        let is_date = |cell: &str| dates::read(cell, order, Century::Near).is_some();
        let misfits: Vec<usize> = self.cells.iter().filter(|(_, cell)| !is_date(cell)).map(|(row, _)| *row).collect();
        let fits = self.cells.len() - misfits.len();
        let undecided = undecided && proven.is_none();
        DateProof { header: self.header, field: self.field, order, fits, misfits, undecided }
    }
}

/// Never empty: where nothing fits, every order fits equally well.
fn likely_orders(cells: &[(usize, String)]) -> Vec<Order> {
    let fits = |order| cells.iter().filter(|(_, cell)| dates::read(cell, order, Century::Near).is_some()).count();
    let counts = Order::ALL.map(|order| (order, fits(order)));
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    counts.into_iter().filter(|(_, count)| *count == most).map(|(order, _)| order).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{list::Choices, records::Records};
    use super::*;

    fn proofs(text: &str) -> Vec<DateProof> {
        let records = Records::new(text, ',').collect::<Result<_, _>>().expect("the text is well formed");
        let sheet = Sheet::find(records, &Choices::default()).expect("the text is a list");
        prove(&sheet, &[])
    }

    fn order_of_first(cells: &[&str]) -> (Order, bool) {
        let rows: Vec<String> = cells.iter().map(|cell| format!("1,{cell}\n")).collect();
        let proofs = proofs(&format!("Number,Date Joined\n{}", rows.concat()));
        (proofs[0].order, proofs[0].undecided)
    }

    #[test]
    fn the_order_that_fits_most_cells_is_taken() {
        assert_eq!(order_of_first(&["27/02/1944", "05/09/2024"]), (Order::DayMonthYear, false));
        assert_eq!(order_of_first(&["02/27/44", "09/05/24"]), (Order::MonthDayYear, false));
        assert_eq!(order_of_first(&["31/01/2026", "02/27/2026", "03/14/2026"]), (Order::MonthDayYear, false));
        assert_eq!(order_of_first(&["96-01-31", "26-11-02"]), (Order::YearMonthDay, false));
    }

    #[test]
    fn a_column_that_proves_nothing_says_so() {
        assert_eq!(order_of_first(&["05/09/2024"]), (Order::DayMonthYear, true));
        assert_eq!(order_of_first(&["2024-09-05"]), (Order::DayMonthYear, false));
    }

    #[test]
    fn a_column_that_proves_nothing_follows_one_that_does() {
        let proofs = proofs("Number,Date Joined,Date of Birth\n1,05/09/2024,02/27/1944\n");

        assert_eq!(proofs.iter().map(|proof| proof.order).collect::<Vec<_>>(), [Order::MonthDayYear; 2]);
        assert!(proofs.iter().all(|proof| !proof.undecided));
    }

    #[test]
    fn the_proof_is_one_sentence_with_the_rows_that_do_not_fit() {
        let proofs = proofs("Number,Date of Birth\n1,27/02/1944\n2,31/02/1950\n3,N/A\n4,00/00/0000\n5,14/03/1961\n");

        assert_eq!(proofs[0].to_string(), "Date of Birth: 2 fit day/month/year, 1 does not: row 3");
    }
}
