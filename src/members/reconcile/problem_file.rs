//! The rows that were kept back as a file: as they came, with what is wrong behind each, ready to be put right and
//! loaded again.

use super::{list::List, safe_csv::safe_csv};

/// The heading of the column that says what is wrong. Loading the file again leaves the column out.
pub const HEADING: &str = "_problem";

/// The rows with problems under the list's own headings, and the reason in a last column, as CSV in UTF-8. Cells
/// that a spreadsheet would run as a formula are made harmless.
#[must_use]
pub fn problem_file(list: &List) -> String {
    let mut rows = vec![row(list, &list.headings, HEADING)];
    rows.extend(list.problems.iter().map(|problem| row(list, &problem.cells, &problem.reason)));
    safe_csv(&rows)
}

/// Short rows are filled up, so that the reason stands under its heading; the reason of an earlier loading goes.
fn row(list: &List, cells: &[String], reason: &str) -> Vec<String> {
    let width = list.headings.len().max(cells.len());
    let is_reason = |place: usize| list.headings.get(place).is_some_and(|heading| heading == HEADING);
    let places = (0..width).filter(|place| !is_reason(*place));
    let mut row: Vec<String> = places.map(|place| cells.get(place).cloned().unwrap_or_default()).collect();
    row.push(reason.to_owned());
    row
}

#[cfg(test)]
mod tests {
    use super::super::list::read;
    use super::*;

    const LIST: &str = "Member No,Surname,Joined\n1,Ann\n,=2+2,1/2/2026\n3,Cy,31/02/2026\n4,Di,27/02/2026\n";

    #[test]
    fn every_bad_row_comes_back_with_its_reason() {
        let list = read(LIST.as_bytes()).expect("the text is a list");

        assert_eq!(
            problem_file(&list),
            "\u{FEFF}Member No,Surname,Joined,_problem\r\n\
             1,Ann,,too few cells: 2 of 3\r\n\
             ,'=2+2,1/2/2026,no membership number\r\n\
             3,Cy,31/02/2026,Joined 31/02/2026 is not a date\r\n"
        );
    }

    #[test]
    fn the_file_put_right_can_be_loaded_again() {
        let list = read(LIST.as_bytes()).expect("the text is a list");
        let put_right = problem_file(&list).replace("\r\n,'=2+2", "\r\n2,'=2+2").replace("31/02", "28/02");

        let again = read(put_right.as_bytes()).expect("the file is a list");

        assert_eq!(again.problems, []);
        assert_eq!(again.entries[1].candidate.last_name, "=2+2");
    }

    #[test]
    fn a_second_round_keeps_one_column_of_reasons() {
        let list = read(LIST.as_bytes()).expect("the text is a list");
        let again = read(problem_file(&list).replace("\r\n1,", "\r\n,").as_bytes()).expect("the file is a list");

        let headings = problem_file(&again);

        assert!(headings.starts_with("\u{FEFF}Member No,Surname,Joined,_problem\r\n"));
    }
}
