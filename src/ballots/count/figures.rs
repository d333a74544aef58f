//! The whole count in figures, as a returning officer's sheet shows it: a row for each candidate, for
//! each stage what moved and what everybody then had, and the sum below.

use serde::Serialize;

use super::{Method, Sheet, Stage, Votes};

/// The sheet as a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// What stands in the first column: "Candidate".
    pub who: &'static str,
    /// What the last row tells: "Quota".
    pub bar: &'static str,
    /// What each stage did: "Surplus of Asha Verma".
    pub heads: Vec<String>,
    /// The quota at the end of each stage; empty for methods without one.
    pub quotas: Vec<String>,
    pub rows: Vec<FigureRow>,
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FigureRow {
    pub name: String,
    pub cells: Vec<Cell>,
    /// "elected at stage 1", "out at stage 3", or nothing.
    pub fate: String,
}

/// What one row gained or lost in a stage, and what it then had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// "+12.50" or "−259"; empty where nothing moved, and in the first stage.
    pub moved: String,
    pub votes: String,
    /// Out before this stage, with nothing left.
    pub gone: bool,
}

impl Figures {
    pub fn of(sheet: &Sheet) -> Figures {
        let standing = sheet.candidates.iter().filter(|candidate| !candidate.withdrawn);
        let mut rows: Vec<FigureRow> = standing
            .map(|candidate| {
                let number = candidate.number;
                let votes = |stage: &Stage| stage.tally.get(&number).copied().unwrap_or_default();
                let mut cells = cells(sheet, votes);
                let out = sheet.stages.iter().position(|stage| stage.excluded.contains(&number)).unwrap_or(usize::MAX);
                let left = |stage: &Stage| stage.tally.get(&number).is_some_and(|votes| votes.units > 0);
                for (at, (cell, stage)) in cells.iter_mut().zip(&sheet.stages).enumerate() {
                    cell.gone = at > out && cell.moved.is_empty() && !left(stage);
                }
                FigureRow { name: candidate.name.clone(), cells, fate: fate(sheet, number) }
            })
            .collect();
        let below = |name: &str, votes: fn(&Stage) -> Votes| FigureRow {
            name: name.to_owned(),
            cells: cells(sheet, votes),
            fate: String::new(),
        };
        rows.push(below("No further choice", no_further_choice));
        if sheet.stages.iter().any(|stage| stage.lost_by_fraction.units > 0) {
            rows.push(below("Lost by fraction", |stage| stage.lost_by_fraction));
        }
        let (who, bar) = if sheet.method == Method::YesNo { ("Answer", "Needed") } else { ("Candidate", "Quota") };
        Figures {
            who,
            bar,
            heads: sheet.stages.iter().map(|stage| sheet.title_of(stage)).collect(),
            quotas: quotas(sheet),
            rows,
        }
    }

    /// The table for a spreadsheet: two columns for each stage after the first.
    pub fn csv(&self) -> String {
        let mut head = vec![self.who.to_owned()];
        let mut quota = vec![self.bar.to_owned()];
        for (at, (title, at_stage)) in self.heads.iter().zip(&self.quotas).enumerate() {
            if at > 0 {
                head.push(format!("Stage {}: moved", at + 1));
                quota.push(String::new());
            }
            head.push(format!("Stage {}: {title}", at + 1));
            quota.push(at_stage.clone());
        }
        head.push("Outcome".to_owned());
        quota.push(String::new());
        let rows = self.rows.iter().map(|row| {
            let moved = |cell: &Cell| cell.moved.replace('+', "").replace('−', "-");
            let cells = row.cells.iter().enumerate().flat_map(|(at, cell)| {
                let before = (at > 0).then(|| moved(cell));
                before.into_iter().chain([cell.votes.clone()])
            });
            [harmless(&row.name)].into_iter().chain(cells).chain([row.fate.clone()]).collect()
        });
        let lines: Vec<Vec<String>> = [head].into_iter().chain(rows).chain([quota]).collect();
        let quoted = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
        lines.iter().map(|line| line.iter().map(quoted).collect::<Vec<_>>().join(",") + "\r\n").collect()
    }
}

fn no_further_choice(stage: &Stage) -> Votes {
    let units = stage.nontransferable.units.saturating_sub(stage.lost_by_fraction.units);
    Votes { units, ..stage.nontransferable }
}

fn cells(sheet: &Sheet, votes: impl Fn(&Stage) -> Votes) -> Vec<Cell> {
    let mut before: Option<Votes> = None;
    let cell = |stage| {
        let now = votes(stage);
        let moved = before.map(|before| moved(before, now)).unwrap_or_default();
        before = Some(now);
        Cell { moved, votes: now.to_string(), gone: false }
    };
    sheet.stages.iter().map(cell).collect()
}

fn moved(before: Votes, now: Votes) -> String {
    let more = Votes { units: now.units.abs_diff(before.units), ..now };
    match now.units.cmp(&before.units) {
        std::cmp::Ordering::Greater => format!("+{more}"),
        std::cmp::Ordering::Equal => String::new(),
        std::cmp::Ordering::Less => format!("−{more}"),
    }
}

fn quotas(sheet: &Sheet) -> Vec<String> {
    let mut quota = sheet.quota;
    let at_stage = |stage: &Stage| {
        quota = stage.quota.or(quota);
        quota.map(|quota| quota.to_string()).unwrap_or_default()
    };
    sheet.stages.iter().map(at_stage).collect()
}

fn fate(sheet: &Sheet, number: u32) -> String {
    let stage_of = |has: fn(&Stage) -> &Vec<u32>| sheet.stages.iter().find(|stage| has(stage).contains(&number));
    if sheet.method == Method::YesNo {
        return if sheet.elected.contains(&number) { "carried".to_owned() } else { String::new() };
    }
    match (stage_of(|stage| &stage.elected), stage_of(|stage| &stage.excluded)) {
        (Some(stage), _) => format!("elected at stage {}", stage.number),
        (_, Some(stage)) => format!("out at stage {}", stage.number),
        _ => String::new(),
    }
}

/// A spreadsheet takes a cell that begins with one of these for a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballots::count::{Election, Lots, Method, count};

    fn figures() -> Figures {
        let papers = [vec![1, 2], vec![1, 2], vec![1, 2], vec![1], vec![2], vec![3], vec![3]];
        let election = Election::of("Committee", 2, ["Asha", "=Ben", "Chris"], papers);
        Figures::of(&count(&election, Method::StvScottish, 2, &Lots::Stop).expect("no lot is needed"))
    }

    #[test]
    fn every_stage_says_what_moved_and_adds_up() {
        let figures = figures();
        assert_eq!(figures.heads, ["First preferences", "Surplus of Asha", "Exclusion of =Ben"]);
        let asha = &figures.rows[0];
        assert_eq!((asha.cells[1].moved.as_str(), asha.cells[1].votes.as_str()), ("−1.00000", "3.00000"));
        assert_eq!((asha.fate.as_str(), figures.quotas[2].as_str()), ("elected at stage 1", "3"));
        assert_eq!(figures.rows.last().map(|row| row.name.as_str()), Some("No further choice"));
    }

    #[test]
    fn a_spreadsheet_gets_numbers_and_no_formula() {
        let csv = figures().csv();
        let lines: Vec<&str> = csv.lines().collect();
        assert!(lines[0].starts_with("\"Candidate\",\"Stage 1: First preferences\",\"Stage 2: moved\""), "{}", lines[0]);
        assert!(lines[2].starts_with("\"'=Ben\",\"1.00000\",\"0.75000\",\"1.75000\""), "{}", lines[2]);
        assert!(lines[1].contains("\"-1.00000\""));
    }
}
