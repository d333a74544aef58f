//! The ruler of legal days: the dates of a process on one line, each with its words, laid out so
//! that no words touch. PURE: today is an argument.
//!
//! A label stands above or below the line, on the near row or the far one, and runs to the right
//! of its stem; near the right end it runs to the left. Labels are laid from the last to the
//! first: what does not fit on the near row goes to the far one, where its stem passes left of
//! everything laid before. What fits nowhere, and what spans more than sixty days, becomes a list,
//! which is also what narrow screens show.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One date of a process, as a page hands it in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Mark {
    pub on: NaiveDate,
    /// The date as it is printed, with its hour where that matters: "2 Dec, midnight".
    pub when: String,
    /// What happens: "Last moment for the notice".
    pub words: String,
    #[serde(default)]
    pub kind: MarkKind,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    #[default]
    Plain,
    /// The date by which something must be done.
    Due,
    /// What the process leads to.
    End,
    Today,
}

/// The ruler, ready to draw.
#[derive(Debug, Serialize)]
pub struct Ruler {
    /// Days from the first mark to the last.
    pub days: i64,
    /// Whether the marks fit on a line; a list otherwise.
    pub line: bool,
    pub far_above: bool,
    pub far_below: bool,
    pub marks: Vec<Laid>,
}

#[derive(Debug, Serialize)]
pub struct Laid {
    /// Days from the start of the ruler.
    pub day: i64,
    pub when: String,
    pub words: String,
    pub kind: MarkKind,
    pub past: bool,
    pub today: bool,
    pub row: Row,
    /// Whether the words run to the left of the stem.
    pub left: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Row {
    Above,
    Below,
    FarAbove,
    FarBelow,
}

/// The narrowest line that the stylesheet draws, in tenths of a pixel; the air around a label.
const LINE: i64 = 5400;
const AIR: i64 = 120;
const LONGEST: i64 = 60;

/// Lays the marks out, today among them where it lies between the first and the last.
pub fn lay_out(marks: &[Mark], today: Option<NaiveDate>) -> Ruler {
    let marks = with_today(marks, today);
    let (Some(first), Some(last)) = (marks.first(), marks.last()) else {
        return Ruler { days: 0, line: false, far_above: false, far_below: false, marks: Vec::new() };
    };
    let (start, days) = (first.on, (last.on - first.on).num_days());
    let mut line = (1..=LONGEST).contains(&days);
    let mut room = Room::default();
    let mut laid: Vec<Laid> = marks
        .iter()
        .rev()
        .map(|mark| {
            let day = (mark.on - start).num_days();
            let place = if line { room.take(mark, day * LINE / days) } else { None };
            line &= place.is_some();
            let (row, left) = place.unwrap_or((Row::Above, false));
            let (past, today) = (today.is_some_and(|now| mark.on < now), today == Some(mark.on));
            Laid { day, when: mark.when.clone(), words: mark.words.clone(), kind: mark.kind, past, today, row, left }
        })
        .collect();
    laid.reverse();
    let uses = |row| laid.iter().any(|mark| mark.row == row);
    Ruler { days, line, far_above: uses(Row::FarAbove), far_below: uses(Row::FarBelow), marks: laid }
}

/// The marks in order of date. Today joins them unless a mark stands on it already.
fn with_today(marks: &[Mark], today: Option<NaiveDate>) -> Vec<Mark> {
    let mut marks = marks.to_vec();
    marks.sort_by_key(|mark| mark.on);
    let inside = |day: &NaiveDate| marks.last().is_some_and(|last| *day < last.on);
    let taken = |day: &NaiveDate| marks.iter().any(|mark| mark.on == *day);
    if let Some(day) = today.filter(|day| inside(day) && !taken(day)) {
        let words = super::dates::short_day(day);
        marks.push(Mark { on: day, when: "Today".to_owned(), words, kind: MarkKind::Today });
        marks.sort_by_key(|mark| mark.on);
    }
    marks
}

/// How far to the left each row is taken: the start of the leftmost label or stem in it.
struct Room {
    above: i64,
    below: i64,
    far_above: i64,
    far_below: i64,
}

impl Default for Room {
    fn default() -> Self {
        let open = LINE + AIR;
        Self { above: open, below: open, far_above: open, far_below: open }
    }
}

impl Room {
    /// Finds a row for a label whose stem stands at `x`, and takes it.
    fn take(&mut self, mark: &Mark, x: i64) -> Option<(Row, bool)> {
        let width = label_width(mark);
        let left = mark.kind == MarkKind::End || x + width > LINE;
        let (from, to) = if left { (x - width, x) } else { (x, x + width) };
        if from < 0 {
            return None;
        }
        let rows = match mark.kind {
            MarkKind::Plain => [Row::Above, Row::Below, Row::FarAbove, Row::FarBelow],
            _ => [Row::Below, Row::Above, Row::FarBelow, Row::FarAbove],
        };
        let row = rows.into_iter().find(|row| self.fits(*row, to, x))?;
        self.mark(row, from);
        Some((row, left))
    }

    /// A far label needs its own row free, and its stem a way past the near row.
    fn fits(&self, row: Row, to: i64, stem: i64) -> bool {
        match row {
            Row::Above => to <= self.above,
            Row::Below => to <= self.below,
            Row::FarAbove => to <= self.far_above && stem < self.above,
            Row::FarBelow => to <= self.far_below && stem < self.below,
        }
    }

    fn mark(&mut self, row: Row, from: i64) {
        match row {
            Row::Above => self.above = from,
            Row::Below => self.below = from,
            Row::FarAbove => (self.far_above, self.above) = (from, from.min(self.above)),
            Row::FarBelow => (self.far_below, self.below) = (from, from.min(self.below)),
        }
    }
}

/// The wider of the two lines of a label, in tenths of a pixel. The date is set larger and bold.
fn label_width(mark: &Mark) -> i64 {
    AIR + (line_width(&mark.when) * 6 / 5).max(line_width(&mark.words))
}

/// The width of words in Public Sans at fifteen pixels, a little generous.
fn line_width(words: &str) -> i64 {
    let letter = |c: char| match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | '’' | '(' | ')' => 45,
        ' ' | 'f' | 'r' | 't' | '1' => 60,
        'm' | 'w' | 'M' | 'W' => 130,
        'A'..='Z' => 100,
        _ => 85,
    };
    words.chars().map(letter).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn mark(date: NaiveDate, when: &str, words: &str, kind: MarkKind) -> Mark {
        Mark { on: date, when: when.to_owned(), words: words.to_owned(), kind }
    }

    fn annual_meeting() -> Vec<Mark> {
        vec![
            mark(on(11, 19), "19 Nov", "Date agreed", MarkKind::Plain),
            mark(on(12, 1), "1 Dec, noon", "Motions close", MarkKind::Plain),
            mark(on(12, 2), "2 Dec, midnight", "Last moment for the notice", MarkKind::Due),
            mark(on(12, 10), "10 Dec", "Papers out", MarkKind::Plain),
            mark(on(12, 17), "17 Dec", "Meeting", MarkKind::End),
        ]
    }

    #[test]
    fn the_annual_meeting_fits_on_two_rows() {
        let ruler = lay_out(&annual_meeting(), Some(on(11, 26)));
        let days: Vec<i64> = ruler.marks.iter().map(|mark| mark.day).collect();
        assert_eq!((ruler.days, days), (28, vec![0, 7, 12, 13, 21, 28]));
        assert!(ruler.line && !ruler.far_above);
        assert!(ruler.marks[1].today && ruler.marks[0].past && !ruler.marks[2].past);
    }

    #[test]
    fn words_on_the_same_row_never_touch() {
        let crowded: Vec<Mark> =
            [1, 3, 5, 20].map(|d| mark(on(6, d), &format!("{d} Jun"), "Something is due", MarkKind::Plain)).into();
        let ruler = lay_out(&crowded, None);
        assert!(ruler.line && (ruler.far_above || ruler.far_below));
    }

    #[test]
    fn what_cannot_fit_becomes_a_list() {
        let crowded: Vec<Mark> =
            (1..=9).map(|d| mark(on(6, d), "9 Jun, midnight", "Something long is due here", MarkKind::Plain)).collect();
        assert!(!lay_out(&crowded, None).line);
    }

    #[test]
    fn a_process_of_more_than_sixty_days_is_a_list() {
        let ends = |last| [mark(on(1, 1), "1 Jan", "Call", MarkKind::Plain), mark(last, "end", "Vote", MarkKind::End)];
        assert!(lay_out(&ends(on(3, 2)), None).line);
        assert!(!lay_out(&ends(on(3, 3)), None).line);
    }

    #[test]
    fn today_after_the_end_is_not_drawn() {
        let ruler = lay_out(&annual_meeting(), Some(on(12, 20)));
        assert_eq!(ruler.marks.len(), 5);
        assert!(ruler.marks.iter().all(|mark| mark.past));
    }

    #[test]
    fn a_ruler_without_dates_is_empty() {
        assert!(!lay_out(&[], Some(on(1, 1))).line);
    }
}
