//! The papers of an election, laid close together.
//!
//! A paper is a run of marks in one long row, and papers that say the same are kept once with their
//! number. So a million papers take no more room than the few thousand different ones among them,
//! and reading them touches little memory. No rule counted here can tell the difference.

/// What stands at one place of a ranking.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Rank {
    One(u32),
    /// Several candidates given the same rank.
    Equal(Vec<u32>),
    /// The voter left this rank out and went on with the next.
    Skipped,
}

/// One mark on a paper: a candidate's number, or a rank left out. Of candidates given the same rank,
/// all but the last carry [`Mark::LEVEL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mark(u32);

impl Mark {
    pub const SKIPPED: Mark = Mark(0);
    /// The next mark on the paper has the same rank.
    const LEVEL: u32 = 1 << 31;
    /// The greatest number that a candidate can have.
    pub const GREATEST: u32 = Mark::LEVEL - 1;

    pub fn of(candidate: u32) -> Mark {
        Mark(candidate.min(Mark::GREATEST))
    }

    #[must_use]
    pub fn level(self) -> Mark {
        Mark(self.0 | Mark::LEVEL)
    }

    /// The candidate meant; nothing for a rank left out.
    pub fn candidate(self) -> Option<u32> {
        Some(self.0 & !Mark::LEVEL).filter(|number| *number > 0)
    }

    pub fn is_level_with_next(self) -> bool {
        self.0 & Mark::LEVEL != 0
    }

    /// Writes down the marks of a ranking.
    pub fn all(ranking: &[Rank]) -> Vec<Mark> {
        let mut marks = Vec::with_capacity(ranking.len());
        for rank in ranking {
            match rank {
                Rank::One(number) => marks.push(Mark::of(*number)),
                Rank::Skipped => marks.push(Mark::SKIPPED),
                Rank::Equal(numbers) => Mark::same_rank(numbers, &mut marks),
            }
        }
        marks
    }

    /// Adds candidates given the same rank; none of them is a rank left out.
    fn same_rank(numbers: &[u32], marks: &mut Vec<Mark>) {
        let Some((last, before)) = numbers.split_last() else { return marks.push(Mark::SKIPPED) };
        marks.extend(before.iter().map(|number| Mark::of(*number).level()));
        marks.push(Mark::of(*last));
    }
}

/// All papers of an election, each with how many carry exactly its marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Papers {
    marks: Vec<Mark>,
    /// Where the marks of each paper end.
    ends: Vec<usize>,
    weights: Vec<u64>,
}

impl Papers {
    /// How many different ones there are.
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// How many marks all of them carry.
    pub fn marks(&self) -> usize {
        self.marks.len()
    }

    /// Each with the number of equal papers, in the order of their first appearance.
    pub fn iter(&self) -> impl Iterator<Item = (u64, &[Mark])> {
        let mut start = 0;
        self.weights.iter().zip(&self.ends).map(move |(weight, end)| {
            let marks = &self.marks[start..*end];
            start = *end;
            (*weight, marks)
        })
    }

    /// How many papers there are, equal ones counted each.
    pub fn total(&self) -> u128 {
        self.weights.iter().map(|weight| u128::from(*weight)).sum()
    }

    /// Whether some paper gives the same rank to several candidates.
    pub fn have_equal_ranks(&self) -> bool {
        self.marks.iter().any(|mark| mark.is_level_with_next())
    }

    /// Adds a paper without looking for an equal one.
    pub fn add(&mut self, weight: u64, marks: &[Mark]) {
        self.marks.extend_from_slice(marks);
        self.ends.push(self.marks.len());
        self.weights.push(weight);
    }

    /// The same papers with equal ones put together.
    #[must_use]
    pub fn merged(&self) -> Papers {
        let mut bundles = Bundles::default();
        self.iter().for_each(|(weight, marks)| bundles.take(weight, marks));
        bundles.papers
    }
}

/// Papers as they come in, equal ones put together.
#[derive(Default)]
pub struct Bundles {
    papers: Papers,
    /// Where papers lie, found by the sum of their marks: 0 for nowhere, else one more than the place. Always
    /// a power of two long and at most half full.
    slots: Vec<u32>,
}

impl Bundles {
    pub fn take(&mut self, weight: u64, marks: &[Mark]) {
        if self.papers.len() * 2 >= self.slots.len() {
            self.widen();
        }
        let slot = self.slot_of(marks);
        let next = self.papers.len();
        let place = self.slots[slot].checked_sub(1).map_or(next, |place| place as usize);
        // A number may grow too great for one paper: then there is a second.
        if place < next
            && let Some(together) = self.papers.weights[place].checked_add(weight)
        {
            self.papers.weights[place] = together;
            return;
        }
        self.papers.add(weight, marks);
        if place == next {
            self.slots[slot] = slot_value(next);
        }
    }

    pub fn finish(self) -> Papers {
        self.papers
    }

    /// Where a paper with these marks lies, or the empty slot where it would.
    fn slot_of(&self, marks: &[Mark]) -> usize {
        let last = self.slots.len() - 1;
        let mut slot = (sum_of(marks) >> 32) as usize & last;
        while let Some(place) = self.slots[slot].checked_sub(1)
            && self.marks_at(place as usize) != marks
        {
            slot = (slot + 1) & last;
        }
        slot
    }

    fn widen(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(64)];
        for place in 0..self.papers.len() {
            let slot = self.slot_of(self.marks_at(place));
            self.slots[slot] = slot_value(place);
        }
    }

    fn marks_at(&self, place: usize) -> &[Mark] {
        let start = place.checked_sub(1).map_or(0, |before| self.papers.ends[before]);
        &self.papers.marks[start..self.papers.ends[place]]
    }
}

/// Beyond four thousand million different papers a slot says "nowhere", and equal ones lie apart.
fn slot_value(place: usize) -> u32 {
    u32::try_from(place + 1).unwrap_or(0)
}

/// A number by which equal papers are found: spread wide, and the same only rarely for others.
fn sum_of(marks: &[Mark]) -> u64 {
    marks
        .iter()
        .fold(marks.len() as u64, |sum, mark| (sum.rotate_left(5) ^ u64::from(mark.0)).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_papers_are_kept_once_with_their_number() {
        let mut bundles = Bundles::default();
        for ranking in [vec![Rank::One(1), Rank::One(2)], vec![Rank::Equal(vec![1, 2])], vec![Rank::One(1), Rank::One(2)]] {
            bundles.take(1, &Mark::all(&ranking));
        }
        let papers = bundles.finish();
        let weights: Vec<u64> = papers.iter().map(|(weight, _)| weight).collect();
        assert_eq!((weights, papers.total()), (vec![2, 1], 3));
        assert!(papers.have_equal_ranks());
    }

    #[test]
    fn a_number_too_great_for_one_paper_makes_a_second() {
        let mut bundles = Bundles::default();
        bundles.take(u64::MAX, &[Mark::of(1)]);
        bundles.take(5, &[Mark::of(1)]);
        assert_eq!(bundles.finish().len(), 2);
    }

    #[test]
    fn among_thousands_of_papers_each_finds_its_like() {
        let mut bundles = Bundles::default();
        for turn in 0..3 {
            for number in 0..5_000 {
                bundles.take(1, &[Mark::of(number % 70 + 1), Mark::of(number / 70 + 1)]);
            }
            assert_eq!(bundles.papers.len(), 5_000, "turn {turn}");
        }
        assert!(bundles.finish().iter().all(|(weight, _)| weight == 3));
    }

    #[test]
    fn a_number_that_nobody_can_have_is_no_other_mark() {
        assert_eq!(Mark::of(u32::MAX).candidate(), Some(Mark::GREATEST));
        assert!(!Mark::of(u32::MAX).is_level_with_next());
        assert_eq!(Mark::all(&[Rank::Equal(vec![]), Rank::Skipped]), [Mark::SKIPPED, Mark::SKIPPED]);
    }
}
