//! A paper of crosses, read strictly: on a screen a cross too many can be taken away before the paper is cast.

use super::{
    choice::Choice,
    marks::{Marks, Slip},
};
use crate::render::words::plural;

/// Reads the choices that have a cross.
///
/// # Errors
/// More crosses than count, said beside the last of them.
pub fn read(choices: &[Choice], at_most: usize, is_crossed: impl Fn(i32) -> bool) -> Result<Marks, Vec<Slip>> {
    let crossed: Vec<&Choice> = choices.iter().filter(|choice| is_crossed(choice.number)).collect();
    match crossed.last() {
        Some(last) if crossed.len() > at_most => {
            let crosses = |number: usize| plural(i128::try_from(number).unwrap_or(i128::MAX), "cross", "crosses");
            let says = format!("There are {}, and at most {at_most} may stand. Take some away.", crosses(crossed.len()));
            Err(vec![Slip::at(last, says)])
        }
        _ => Ok(Marks::Given(crossed.into_iter().map(|choice| choice.number).collect())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(crossed: &[i32], at_most: usize) -> Result<Marks, Vec<Slip>> {
        let choice = |(name, number): (&str, i32)| Choice::numbered(number, name);
        let choices: Vec<Choice> = ["Ama", "Ben", "Chris"].into_iter().zip(1..).map(choice).collect();
        super::read(&choices, at_most, |number| crossed.contains(&number))
    }

    #[test]
    fn crosses_are_kept_in_the_order_of_the_paper() {
        assert_eq!(read(&[3, 1], 2), Ok(Marks::Given(vec![1, 3])));
        assert_eq!(read(&[], 2), Ok(Marks::Given(vec![])));
    }

    #[test]
    fn a_cross_too_many_is_pointed_out_beside_the_last_name() {
        let slips = read(&[1, 2, 3], 2).unwrap_err();
        assert_eq!(slips, [Slip { choice: 3, says: "There are 3 crosses, and at most 2 may stand. Take some away.".into() }]);
    }
}
