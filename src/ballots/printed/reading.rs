//! What a teller reads off a pile of papers, and where two tellers differ.

use crate::ballots::{
    choice::Choice,
    marks::{Marks, Place, Slip},
    shape::Shape,
    spoilt::Spoilt,
};

/// A line that is no paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The place of the paper in the pile, from 1.
    pub paper: usize,
    pub says: String,
}

/// A paper that two tellers read differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// The place of the paper in the pile, from 1.
    pub paper: usize,
    /// What each read; none where only the other has such a paper.
    pub one: Option<Marks>,
    pub other: Option<Marks>,
}

/// Reads a pile, a paper a line: "3 1 2" for the numbers of the choices in the order of preference (or those with a cross),
/// "blank", "spoilt", "spoilt, no mark". Empty lines between papers mean nothing. Of ranked papers it takes down what stands there, also a rank
/// left out ("3 - 1"), one given to several ("3 1=2") and a name that comes twice: how far such a paper is valid, the rules of
/// the count say and no teller.
///
/// # Errors
/// Every line that is no paper of this shape. Whether a paper of crosses with a slip is spoilt is for the tellers to say, so it
/// is not taken for one.
pub fn read(text: &str, choices: &[Choice], shape: Shape) -> Result<Vec<Marks>, Vec<Unread>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut papers = Vec::new();
    let mut unread = Vec::new();
    for (line, paper) in lines.zip(1..) {
        match read_one(line, choices, shape) {
            Ok(marks) => papers.push(marks),
            Err(says) => unread.push(Unread { paper, says }),
        }
    }
    if unread.is_empty() { Ok(papers) } else { Err(unread) }
}

fn read_one(line: &str, choices: &[Choice], shape: Shape) -> Result<Marks, String> {
    if matches!(line.to_lowercase().as_str(), "blank" | "b" | "-") {
        return Ok(Marks::Given(Vec::new()));
    }
    if let Some(spoilt) = Spoilt::read(line) {
        return Ok(Marks::Spoilt(spoilt));
    }
    let nobody = |word: &str| format!("“{word}” is the number of nobody on the paper.");
    let mut places: Vec<Place> = Vec::new();
    for word in line.replace(" =", "=").replace("= ", "=").split([' ', ',', '\t']).filter(|word| !word.is_empty()) {
        let place = Place::read(word).map_err(nobody)?;
        let stranger = place.numbers().iter().find(|number| choices.iter().all(|choice| choice.number != **number));
        match stranger {
            Some(number) => return Err(nobody(&number.to_string())),
            None => places.push(place),
        }
    }
    match shape {
        Shape::Ranked => Ok(Marks::ranked(places)),
        Shape::Answer | Shape::Crosses { .. } => crossed(&places, choices, shape),
    }
}

fn crossed(places: &[Place], choices: &[Choice], shape: Shape) -> Result<Marks, String> {
    let mut numbers: Vec<i32> = Vec::new();
    for place in places {
        let Place::One(number) = place else {
            return Err("On a paper of crosses, write the numbers alone, with a space between.".to_owned());
        };
        if numbers.contains(number) {
            return Err(format!("The number {number} stands in it twice."));
        }
        numbers.push(*number);
    }
    let mark = |number: i32| if numbers.contains(&number) { "x".to_owned() } else { String::new() };
    shape.read(choices, mark).map_err(|slips| slips.into_iter().map(|Slip { says, .. }| says).collect::<Vec<_>>().join(" "))
}

/// Where two readings of the same pile differ, paper by paper.
pub fn compare(one: &[Marks], other: &[Marks]) -> Vec<Mismatch> {
    let papers = 0..one.len().max(other.len());
    let pairs = papers.map(|at| (at + 1, one.get(at), other.get(at))).filter(|(_, one, other)| one != other);
    pairs.map(|(paper, one, other)| Mismatch { paper, one: one.cloned(), other: other.cloned() }).collect()
}

/// Papers as they are kept, one a line.
pub fn written(papers: &[Marks]) -> String {
    let line = |marks: &Marks| match marks.written() {
        blank if blank.is_empty() => "blank".to_owned(),
        marks => marks,
    };
    papers.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choices() -> Vec<Choice> {
        let choice = |(name, number): (&str, i32)| Choice::numbered(number, name);
        ["Ama", "Ben", "Chris"].into_iter().zip(1..).map(choice).collect()
    }

    fn given(numbers: &[i32]) -> Marks {
        Marks::Given(numbers.to_vec())
    }

    #[test]
    fn a_pile_is_read_a_paper_a_line() {
        let papers = read("3 1,2\n\nblank\n 2\nSpoilt\nsm\n", &choices(), Shape::Ranked).unwrap();

        assert_eq!(
            papers,
            [
                given(&[3, 1, 2]),
                given(&[]),
                given(&[2]),
                Marks::Spoilt(Spoilt::OnPurpose),
                Marks::Spoilt(Spoilt::NoOfficialMark)
            ]
        );
        assert_eq!(read(&written(&papers), &choices(), Shape::Ranked).unwrap(), papers);
    }

    #[test]
    fn a_line_that_is_no_paper_is_named_by_its_place() {
        let unread = read("3 1\n4\n2=x 1\n", &choices(), Shape::Ranked).unwrap_err();

        assert_eq!(unread[0], Unread { paper: 2, says: "“4” is the number of nobody on the paper.".into() });
        assert_eq!(unread[1], Unread { paper: 3, says: "“x” is the number of nobody on the paper.".into() });
        for slip in ["2 2", "1=2", "1 - 2"] {
            assert!(read(slip, &choices(), Shape::Crosses { at_most: 2 }).is_err(), "{slip}");
        }
        assert!(read("1 2 3", &choices(), Shape::Crosses { at_most: 2 }).unwrap_err()[0].says.contains("at most 2"));
    }

    #[test]
    fn a_rank_left_out_one_given_twice_and_a_name_that_comes_again_are_taken_down_as_they_stand() {
        let papers = read("3 - 1\n2 = 1 3\n2 2 1\n3 -\n", &choices(), Shape::Ranked).unwrap();

        assert_eq!(written(&papers), "3 - 1\n1=2 3\n2 2 1\n3");
        assert_eq!(read(&written(&papers), &choices(), Shape::Ranked).unwrap(), papers);
        assert_eq!(read("1=2 3\n", &choices(), Shape::Ranked).unwrap(), [papers[1].clone()], "their order means nothing");
    }

    #[test]
    fn two_readings_differ_where_a_paper_differs_or_is_missing() {
        let one = [given(&[1]), given(&[2, 1]), given(&[3])];
        let other = [given(&[1]), given(&[2]), given(&[3]), Marks::Spoilt(Spoilt::OnPurpose)];

        let places: Vec<usize> = compare(&one, &other).iter().map(|mismatch| mismatch.paper).collect();
        assert_eq!(places, [2, 4]);
        assert!(compare(&one, &one).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_is_answered(text in ".{0,200}") {
            let _ = read(&text, &choices(), Shape::Ranked);
        }
    }
}
