//! The picture of a count: a column a stage, a block for everybody's votes, and ribbons for where they went.
//!
//! Whole numbers only, in the picture's own units; the template writes the SVG. Ribbons thinner than a hundredth of all votes
//! are left out, as the table has them.

use serde::Serialize;

use super::count::{Sheet, Stage, Votes};

/// All votes together are so high.
const HEIGHT: u64 = 360;
const GAP: u64 = 7;
/// From one stage to the next.
const STEP: u64 = 104;
const BLOCK: u64 = 12;
/// Room for the names at both sides, and for the numbers of the stages above.
const NAMES: u64 = 168;
const HEAD: u64 = 26;
/// Letters of a name that there is room for.
const LETTERS: usize = 20;

/// What the template draws.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flow {
    pub width: u64,
    pub height: u64,
    pub heads: Vec<Label>,
    pub ribbons: Vec<Ribbon>,
    pub blocks: Vec<Block>,
    pub names: Vec<Label>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Label {
    pub x: u64,
    pub y: u64,
    pub words: String,
    /// Where the words are held: "start", "middle" or "end".
    pub held: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Block {
    pub x: u64,
    pub y: u64,
    pub width: u64,
    pub height: u64,
    pub state: &'static str,
    pub title: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ribbon {
    pub path: String,
    /// Whether the votes changed hands.
    pub moves: bool,
    pub title: String,
}

/// Everybody who can hold votes, in the order in which they stand in every column: the elected first, then those who stayed
/// longest, and what found no further choice last.
struct Holders<'a> {
    sheet: &'a Sheet,
    numbers: Vec<u32>,
}

impl<'a> Holders<'a> {
    fn of(sheet: &'a Sheet) -> Self {
        let out = |number: u32| sheet.stages.iter().position(|stage| stage.excluded.contains(&number)).unwrap_or(usize::MAX);
        let place = |number: u32| sheet.elected.iter().position(|elected| *elected == number).unwrap_or(usize::MAX);
        let last = |number: u32| sheet.stages.last().and_then(|stage| stage.tally.get(&number)).map_or(0, |votes| votes.units);
        let standing = sheet.candidates.iter().filter(|candidate| !candidate.withdrawn);
        let mut numbers: Vec<u32> = standing.map(|candidate| candidate.number).collect();
        numbers.sort_by_key(|number| (place(*number), std::cmp::Reverse((out(*number), last(*number)))));
        Self { sheet, numbers }
    }

    /// What each holds at a stage.
    fn votes(&self, stage: &Stage) -> Vec<Votes> {
        let held = |number| stage.tally.get(number).copied().unwrap_or_default();
        self.numbers.iter().map(held).chain([stage.nontransferable]).collect()
    }

    fn name(&self, holder: usize) -> &str {
        self.numbers.get(holder).map_or("No further choice", |number| self.sheet.name(*number))
    }

    fn state(&self, holder: usize) -> &'static str {
        match self.numbers.get(holder) {
            None => "excluded",
            Some(number) if self.sheet.elected.contains(number) => "elected",
            Some(_) => "continuing",
        }
    }
}

/// The picture; none of a count with a single stage, where nothing moved.
pub fn flow(sheet: &Sheet) -> Option<Flow> {
    let holders = Holders::of(sheet);
    let columns: Vec<Vec<Votes>> = sheet.stages.iter().map(|stage| holders.votes(stage)).collect();
    let (first, last) = (columns.first()?, columns.last()?);
    let whole: u128 = first.iter().map(|votes| votes.units).sum();
    if columns.len() < 2 || whole == 0 {
        return None;
    }
    let scale = |units: u128| u64::try_from(units * u128::from(HEIGHT) / whole).unwrap_or(HEIGHT);
    let x = |column: usize| NAMES + column as u64 * STEP;
    let mut drawn = Flow {
        width: x(columns.len() - 1) + BLOCK + NAMES,
        height: HEAD + HEIGHT + GAP * holders.numbers.len() as u64 + GAP,
        heads: vec![],
        ribbons: vec![],
        blocks: vec![],
        names: vec![],
    };
    for (at, column) in columns.iter().enumerate() {
        let words = format!("Stage {}", at + 1);
        drawn.heads.push(Label { x: x(at) + BLOCK / 2, y: 14, words, held: "middle" });
        for (holder, (y, votes)) in
            tops(column, scale).into_iter().zip(column).enumerate().filter(|(_, (_, votes))| votes.units > 0)
        {
            let title = format!("{}: {} at stage {}", holders.name(holder), votes.in_words(), at + 1);
            let state = holders.state(holder);
            drawn.blocks.push(Block { x: x(at), y, width: BLOCK, height: scale(votes.units).max(1), state, title });
        }
        if let Some(next) = columns.get(at + 1) {
            drawn.ribbons.extend(ribbons(&holders, [column, next], [x(at) + BLOCK, x(at + 1)], scale));
        }
    }
    drawn.names.extend(names(&holders, first, scale, NAMES - 8, "end"));
    drawn.names.extend(names(&holders, last, scale, drawn.width - NAMES + 8, "start"));
    Some(drawn)
}

/// Where the block of each holder begins.
fn tops(column: &[Votes], scale: impl Fn(u128) -> u64) -> Vec<u64> {
    let mut reached = HEAD;
    let top = |votes: &Votes| {
        let y = reached;
        if votes.units > 0 {
            reached += scale(votes.units).max(1) + GAP;
        }
        y
    };
    column.iter().map(top).collect()
}

/// The names beside a column, apart enough to be read.
fn names(holders: &Holders<'_>, column: &[Votes], scale: impl Fn(u128) -> u64, x: u64, held: &'static str) -> Vec<Label> {
    let mut lowest = 0;
    let shown = tops(column, &scale).into_iter().zip(column).enumerate().filter(|(_, (_, votes))| votes.units > 0);
    let label = |(holder, (y, votes)): (usize, (u64, &Votes))| {
        let y = (y + scale(votes.units) / 2 + 4).max(lowest);
        lowest = y + 14;
        Label { x, y, words: short(holders.name(holder)), held }
    };
    shown.map(label).collect()
}

fn short(name: &str) -> String {
    match name.chars().count() > LETTERS {
        true => name.chars().take(LETTERS - 1).chain(['…']).collect(),
        false => name.to_owned(),
    }
}

/// The ribbons between two columns, those at the top of a block first.
fn ribbons(holders: &Holders<'_>, columns: [&[Votes]; 2], x: [u64; 2], scale: impl Fn(u128) -> u64) -> Vec<Ribbon> {
    let mut from = tops(columns[0], &scale);
    let mut to = tops(columns[1], &scale);
    let mut ribbons = Vec::new();
    for (giver, taker, units) in moves(columns[0], columns[1]) {
        let height = scale(units);
        if height * 100 >= HEIGHT {
            let votes = Votes { units, ..columns[1][taker] }.in_words();
            let title = match giver == taker {
                true => format!("{votes} stayed with {}", holders.name(giver)),
                false => format!("{votes} from {} to {}", holders.name(giver), holders.name(taker)),
            };
            let path = path(x, [from[giver], to[taker]], height);
            ribbons.push(Ribbon { path, moves: giver != taker, title });
        }
        from[giver] += height;
        to[taker] += height;
    }
    ribbons
}

/// What went from whom to whom. Where several gave in one stage, each gave to all who took, in proportion.
fn moves(before: &[Votes], after: &[Votes]) -> Vec<(usize, usize, u128)> {
    let pairs = || before.iter().zip(after).map(|(before, after)| (before.units, after.units)).enumerate();
    let taken: u128 = pairs().map(|(_, (before, after))| after.saturating_sub(before)).sum();
    let mut moves: Vec<(usize, usize, u128)> =
        pairs().map(|(holder, (before, after))| (holder, holder, before.min(after))).collect();
    for (giver, (had, kept)) in pairs().filter(|(_, (before, after))| before > after) {
        for (taker, (before, after)) in pairs().filter(|(_, (before, after))| after > before) {
            moves.push((giver, taker, (had - kept) * (after - before) / taken));
        }
    }
    moves
}

fn path(x: [u64; 2], y: [u64; 2], height: u64) -> String {
    let ([x0, x1], [a, b]) = (x, y);
    let (middle, a_low, b_low) = ((x0 + x1) / 2, a + height, b + height);
    format!("M{x0} {a}C{middle} {a} {middle} {b} {x1} {b}V{b_low}C{middle} {b_low} {middle} {a_low} {x0} {a_low}Z")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballots::count::{Election, Lots, Method, count};

    fn counted(seats: u32, method: Method, papers: &[(usize, &[u32])]) -> Sheet {
        let rankings = papers.iter().flat_map(|(times, ranking)| vec![ranking.to_vec(); *times]);
        let election = Election::of("Committee", seats, ["Asha", "Ben", "Chris"], rankings);
        count(&election, method, seats, &Lots::Stop).unwrap()
    }

    #[test]
    fn ribbons_say_who_gave_how_much_to_whom() {
        let flow = flow(&counted(1, Method::Av, &[(4, &[1]), (3, &[2]), (2, &[3, 2])])).unwrap();

        let titles: Vec<&str> = flow.ribbons.iter().map(|ribbon| ribbon.title.as_str()).collect();
        assert_eq!(titles, ["3 stayed with Ben", "4 stayed with Asha", "2 from Chris to Ben"]);
        let moved = flow.ribbons.iter().find(|ribbon| ribbon.moves).unwrap();
        // Chris's two ninths of the height go to the lower end of Ben's block.
        assert_eq!(moved.path, "M180 320C226 320 226 146 272 146V226C226 226 226 400 180 400Z");
        assert_eq!((flow.blocks.len(), flow.heads.len()), (5, 2));
    }

    #[test]
    fn nothing_is_drawn_where_nothing_moved() {
        assert_eq!(flow(&counted(1, Method::Fptp, &[(4, &[1]), (3, &[2])])), None);
    }
}
