//! What somebody wrote on a paper, however it is filled in, and the slips of the pen that are pointed out before it is cast.

use super::{choice::Choice, spoilt::Spoilt};

/// The marks of one paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Marks {
    /// The numbers of the choices: in the order of preference on a ranked paper, in that of the paper where they are crossed.
    /// Empty for a paper left blank on purpose.
    Given(Vec<i32>),
    /// A printed paper on which a rank was left out, or given to several. How far it is valid, the rules of the count say.
    Uneven(Vec<Place>),
    /// No mark of it counts.
    Spoilt(Spoilt),
}

/// What stands at one rank of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    One(i32),
    /// Several with the same rank, in the order of the paper.
    Level(Vec<i32>),
    /// The voter left this rank out and went on with the next.
    LeftOut,
}

/// A slip of the pen, beside the name where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The number of the choice on the paper.
    pub choice: i32,
    pub says: String,
}

impl Slip {
    /// A slip beside `choice`.
    pub fn at(choice: &Choice, says: String) -> Self {
        Self { choice: choice.number, says }
    }
}

impl Place {
    /// As it lies in the box: "3", "1=2", "-".
    fn written(&self) -> String {
        match self {
            Self::One(number) => number.to_string(),
            Self::Level(numbers) => numbers.iter().map(i32::to_string).collect::<Vec<_>>().join("="),
            Self::LeftOut => "-".to_owned(),
        }
    }

    /// Reads one word of what is written.
    ///
    /// # Errors
    /// The part of it that is no number.
    pub fn read(word: &str) -> Result<Self, &str> {
        if word == "-" {
            return Ok(Self::LeftOut);
        }
        let number = |part: &'_ str| part.parse::<i32>().ok();
        let mut level = Vec::new();
        for part in word.split('=') {
            level.push(number(part).ok_or(part)?);
        }
        level.sort_unstable();
        level.dedup();
        Ok(if let [only] = level[..] { Self::One(only) } else { Self::Level(level) })
    }

    /// Whoever stands at it.
    pub fn numbers(&self) -> &[i32] {
        match self {
            Self::One(number) => std::slice::from_ref(number),
            Self::Level(numbers) => numbers,
            Self::LeftOut => &[],
        }
    }
}

impl Marks {
    /// A paper by its ranks. One left out behind the last name says nothing.
    pub fn ranked(mut places: Vec<Place>) -> Self {
        while places.last() == Some(&Place::LeftOut) {
            places.pop();
        }
        let one = |place: &Place| if let Place::One(number) = place { Some(*number) } else { None };
        places.iter().map(one).collect::<Option<Vec<i32>>>().map_or(Self::Uneven(places), Self::Given)
    }

    /// As they lie in the box: "3 1 2", "3 - 1=2"; nothing for a blank paper.
    pub fn written(&self) -> String {
        match self {
            Self::Given(_) | Self::Uneven(_) => self.places().iter().map(Place::written).collect::<Vec<_>>().join(" "),
            Self::Spoilt(why) => why.written(),
        }
    }

    /// Reads what lies in the box.
    pub fn of_written(written: &str) -> Self {
        let ranked = || Self::ranked(written.split(' ').filter_map(|word| Place::read(word).ok()).collect());
        Spoilt::read(written).map_or_else(ranked, Self::Spoilt)
    }

    /// What stands at each rank; nothing on a spoilt paper.
    pub fn places(&self) -> Vec<Place> {
        match self {
            Self::Given(numbers) => numbers.iter().copied().map(Place::One).collect(),
            Self::Uneven(places) => places.clone(),
            Self::Spoilt(_) => Vec::new(),
        }
    }

    /// Whoever has a mark; nobody on a spoilt paper.
    pub fn numbers(&self) -> Vec<i32> {
        self.places().iter().flat_map(|place| place.numbers().to_vec()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let uneven = Marks::Uneven(vec![Place::One(3), Place::LeftOut, Place::Level(vec![1, 2])]);
        assert_eq!(uneven.written(), "3 - 1=2");
        for marks in [
            Marks::Given(vec![3, 1, 2]),
            Marks::Given(vec![]),
            Marks::Given(vec![3, 1, 3]),
            uneven,
            Marks::Spoilt(Spoilt::OnPurpose),
            Marks::Spoilt(Spoilt::Unclear),
        ] {
            assert_eq!(Marks::of_written(&marks.written()), marks);
        }
    }

    #[test]
    fn a_rank_left_out_behind_the_last_name_says_nothing() {
        assert_eq!(Marks::ranked(vec![Place::One(3), Place::LeftOut]), Marks::Given(vec![3]));
        assert_eq!(Marks::ranked(vec![Place::LeftOut]), Marks::Given(vec![]));
        assert_eq!(Place::read("2=1=2"), Ok(Place::Level(vec![1, 2])));
        assert_eq!(Place::read("3=x"), Err("x"));
    }

    #[test]
    fn a_spoilt_paper_counts_for_nobody() {
        assert!(Marks::Spoilt(Spoilt::Named).numbers().is_empty());
    }
}
