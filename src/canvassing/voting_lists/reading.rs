//! Reading an absent voters' list or a marked register: a number, and how or whether somebody votes.
//!
//! Councils write both with the columns of their registers and one more, by which they are known.

use std::collections::HashMap;

use csv::StringRecord;

use super::voting_list::{Kind, Mark};
use crate::canvassing::register::{
    ElectorNumber, Encoding, HOW_SOMEBODY_VOTES, Problem, Reason, Table, Unreadable, WHETHER_SOMEBODY_VOTED, plain,
};

/// A list as it was read.
#[derive(Debug, Clone)]
pub struct Read {
    pub kind: Kind,
    pub encoding: Encoding,
    /// Rows about an elector, those with problems included.
    pub rows: usize,
    pub lines: Vec<Line>,
    /// Electors of whom a marked register says that they did not vote.
    pub without: usize,
    pub problems: Vec<Problem>,
}

/// What a row says of an elector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub row: u64,
    pub elector: ElectorNumber,
    /// The name or the surname, where the list has one.
    pub name: String,
    pub mark: Mark,
}

/// Where each fact of a row stands.
struct Columns {
    kind: Kind,
    polling_district: Option<usize>,
    number: usize,
    suffix: Option<usize>,
    name: Option<usize>,
    vote: usize,
    /// How somebody voted, where that is a column of its own.
    method: Option<usize>,
}

/// Reads the bytes of a list. A row that cannot be read becomes a [`Problem`]; only a file that is no such list is an error.
pub fn read(bytes: &[u8]) -> Result<Read, Unreadable> {
    let Table { encoding, rows } = Table::read(bytes)?;
    let head = rows.iter().take(Table::BANNER_ROWS).enumerate();
    let found = head.filter_map(|(at, (_, record))| Some((at, Columns::named(record)?))).next();
    let Some((at, columns)) = found else {
        let columns = rows.first().map(|(_, record)| record.iter().map(|field| field.trim().to_owned()).collect());
        return Err(Unreadable::NoVotingList { columns: columns.unwrap_or_default() });
    };
    let mut list =
        Read { kind: columns.kind, encoding, rows: 0, lines: Vec::with_capacity(rows.len()), without: 0, problems: Vec::new() };
    let mut seen = HashMap::with_capacity(rows.len());
    for (row, record) in &rows[at + 1..] {
        list.take(*row, record, &columns, &mut seen);
    }
    Ok(list)
}

impl Read {
    fn take(&mut self, row: u64, record: &StringRecord, columns: &Columns, seen: &mut HashMap<ElectorNumber, u64>) {
        if record.iter().all(|field| field.trim().is_empty()) {
            return;
        }
        self.rows += 1;
        match columns.line(row, record, seen) {
            Ok(Some(line)) => self.lines.push(line),
            Ok(None) => self.without += 1,
            Err(reason) => self.problems.push(Problem { row, reason }),
        }
    }
}

impl Columns {
    /// By the names in a header row; nothing where the row names no such columns.
    fn named(header: &StringRecord) -> Option<Self> {
        let names: Vec<String> = header.iter().map(plain).collect();
        let at = |wanted: &[&str]| names.iter().position(|name| wanted.contains(&name.as_str()));
        let absent = at(&HOW_SOMEBODY_VOTES).map(|vote| (Kind::Absent, vote));
        let (kind, vote) = absent.or_else(|| at(&WHETHER_SOMEBODY_VOTED).map(|vote| (Kind::Marked, vote)))?;
        Some(Self {
            kind,
            polling_district: at(&["electornumberprefix", "pd", "pollingdistrict", "pdcode"]),
            number: at(&["electornumber", "eno", "rollno"])?,
            suffix: at(&["electornumbersuffix"]),
            name: at(&["electorname", "electorsurname", "surname", "name"]),
            vote,
            method: at(&["method", "votedby", "howvoted"]),
        })
    }

    /// What a row says; nothing where somebody did not vote.
    fn line(&self, row: u64, record: &StringRecord, seen: &mut HashMap<ElectorNumber, u64>) -> Result<Option<Line>, Reason> {
        let needed = self.number.max(self.vote) + 1;
        if record.len() < needed {
            return Err(Reason::TooFewColumns { found: record.len(), needed });
        }
        let field = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().trim();
        let number = field(Some(self.number));
        let elector = match self.polling_district {
            Some(_) => ElectorNumber::in_columns(field(self.polling_district), number, field(self.suffix))?,
            None => ElectorNumber::parse(number)?,
        };
        let first = *seen.entry(elector.clone()).or_insert(row);
        if first != row {
            return Err(Reason::SeenBefore { elector, first });
        }
        let mark = match self.kind {
            Kind::Absent => Some(absent(field(Some(self.vote)))?),
            Kind::Marked => voted(field(Some(self.vote)), field(self.method))?,
        };
        Ok(mark.map(|mark| Line { row, elector, name: field(self.name).to_owned(), mark }))
    }
}

/// How an absent voter votes.
fn absent(typed: &str) -> Result<Mark, Reason> {
    match plain(typed).as_str() {
        "postal" | "post" | "p" | "pv" | "postalvote" | "postalvoter" => Ok(Mark::Postal),
        "proxy" | "x" | "px" | "proxyvote" | "proxyvoter" => Ok(Mark::Proxy),
        "postalproxy" | "proxypostal" | "pp" => Ok(Mark::PostalProxy),
        _ => Err(Reason::NoWayOfVoting { typed: typed.to_owned() }),
    }
}

/// Whether somebody voted, and if so whether by post.
fn voted(typed: &str, method: &str) -> Result<Option<Mark>, Reason> {
    let by_post = ["p", "post", "postal"].contains(&plain(method).as_str());
    match plain(typed).as_str() {
        "y" | "yes" | "1" | "true" | "v" | "voted" if by_post => Ok(Some(Mark::VotedByPost)),
        "y" | "yes" | "1" | "true" | "v" | "voted" => Ok(Some(Mark::Voted)),
        "x" | "p" | "post" | "postal" => Ok(Some(Mark::VotedByPost)),
        "n" | "no" | "0" | "false" | "" => Ok(None),
        _ => Err(Reason::NoWayOfVoting { typed: typed.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(file: &str) -> Vec<(String, Mark)> {
        let list = read(file.as_bytes()).expect("a list");
        list.lines.into_iter().map(|line| (line.elector.to_string(), line.mark)).collect()
    }

    #[test]
    fn an_absent_voters_list_says_who_votes_by_post_and_by_proxy() {
        let file = "Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Name,Absent Vote Type\n\
            Q1,1,0,Smith Ana,Postal\nQ1,2,1,Smith Bo,Proxy\nQ1,3,0,Smith Cy,Postal Proxy\n";
        let expected = [("Q1-1", Mark::Postal), ("Q1-2/1", Mark::Proxy), ("Q1-3", Mark::PostalProxy)];
        assert_eq!(lines(file), expected.map(|(number, mark)| (number.to_owned(), mark)));
    }

    #[test]
    fn a_marked_register_says_who_voted_and_counts_the_others() {
        let file = "PD,ENO,Voted,Method\nQ1,1,N,\nQ1,2,Y,S\nQ1,3,Y,P\nQ1,4,x,\n\n";
        let list = read(file.as_bytes()).expect("a list");
        assert_eq!((list.kind, list.rows, list.without), (Kind::Marked, 4, 1));
        let marks: Vec<Mark> = list.lines.into_iter().map(|line| line.mark).collect();
        assert_eq!(marks, [Mark::Voted, Mark::VotedByPost, Mark::VotedByPost]);
    }

    #[test]
    fn the_number_may_stand_in_one_column() {
        assert_eq!(lines("Elector Number,Voted\nKD-2/2-289/1,Yes\n"), [("KD-2/2-289/1".to_owned(), Mark::Voted)]);
    }

    #[test]
    fn a_row_that_is_not_understood_is_named_with_its_reason() {
        let file = "PD,ENO,AV Type\nQ1,1,Carrier pigeon\nQ1,x,Postal\nQ1,2,Postal\nQ1,2,Proxy\nQ1\n";
        let list = read(file.as_bytes()).expect("a list");
        let said: Vec<String> = list.problems.iter().map(|each| format!("{} {}", each.row, each.reason)).collect();
        let expected = [
            "2 “Carrier pigeon” is no way of voting that is known here",
            "3 “x” is not an elector number",
            "5 Q1-2 stands in row 4 already",
            "6 the row has 1 columns where 3 are needed",
        ];
        assert_eq!((list.lines.len(), said), (1, expected.map(str::to_owned).into()));
    }

    #[test]
    fn a_file_with_neither_column_is_no_list() {
        let refused = read(b"PD,ENO,Surname\nQ1,1,Smith\n").expect_err("it says nothing of voting").to_string();
        assert!(refused.contains("PD, ENO, Surname"), "{refused}");
    }
}
