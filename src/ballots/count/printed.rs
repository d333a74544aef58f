//! The result sheet as plain text: who is elected, the table of stages, and the stages in words.

use super::{Method, Sheet, Stage, Votes};

/// Stages side by side before the table goes on below.
const STAGES_ACROSS: usize = 6;

/// A finished sheet for a terminal or an e-mail.
pub(super) fn printed(sheet: &Sheet) -> String {
    let elected = match &sheet.elected[..] {
        [] if sheet.method == Method::YesNo => "Not carried.".to_owned(),
        _ if sheet.method == Method::YesNo => "Carried.".to_owned(),
        [] => "Nobody is elected.".to_owned(),
        _ => format!("Elected: {}", sheet.elected_names().join(", ")),
    };
    with_stages(sheet, elected)
}

/// The sheet of a count that stopped for a lot.
pub(super) fn printed_so_far(sheet: &Sheet) -> String {
    let elected = match &sheet.elected[..] {
        [] => "Nobody is elected so far.".to_owned(),
        _ => format!("Elected so far: {}", sheet.elected_names().join(", ")),
    };
    with_stages(sheet, elected)
}

fn with_stages(sheet: &Sheet, elected: String) -> String {
    let mut lines = vec![heading(sheet), facts(sheet), String::new(), elected];
    for stages in sheet.stages.chunks(STAGES_ACROSS) {
        lines.push(String::new());
        lines.extend(panel(sheet, stages));
    }
    lines.push(String::new());
    lines.extend(sheet.stages.iter().map(|stage| format!("Stage {}. {}", stage.number, stage.says)));
    lines.push(String::new());
    lines.join("\n")
}

fn heading(sheet: &Sheet) -> String {
    let places = if sheet.seats == 1 { "1 place".to_owned() } else { format!("{} places", sheet.seats) };
    let title = if sheet.title.is_empty() { "Election" } else { &sheet.title };
    format!("{title}\n{}, {places}", sheet.method.title())
}

fn facts(sheet: &Sheet) -> String {
    let quota = sheet.quota.map(|quota| format!(", quota {quota}")).unwrap_or_default();
    format!("{} valid papers, {} not valid{quota}", sheet.valid, sheet.invalid)
}

fn panel(sheet: &Sheet, stages: &[Stage]) -> Vec<String> {
    let mut rows = vec![
        row("", stages, |stage| format!("stage {}", stage.number)),
        row("", stages, |stage| stage.action.heading().to_lowercase()),
    ];
    for candidate in sheet.candidates.iter().filter(|candidate| !candidate.withdrawn) {
        let number = candidate.number;
        let figure = |stage: &Stage| stage.tally.get(&number).map(Votes::to_string).unwrap_or_default();
        rows.push(row(&candidate.name, stages, |stage| match stage.elected.contains(&number) {
            true => format!("* {}", figure(stage)),
            false => figure(stage),
        }));
    }
    rows.push(row("Not transferable", stages, |stage| stage.nontransferable.to_string()));
    aligned(&rows)
}

fn row(name: &str, stages: &[Stage], cell: impl Fn(&Stage) -> String) -> Vec<String> {
    let mut cells = vec![name.to_owned()];
    cells.extend(stages.iter().map(cell));
    cells
}

/// Names to the left, figures to the right.
fn aligned(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let mut text = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            match column {
                0 => text.push_str(&format!("{cell:<width$}")),
                _ => text.push_str(&format!("  {cell:>width$}")),
            }
        }
        text.trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
