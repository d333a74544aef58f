//! What a voter wrote on a ranked paper: numbers beside names, read strictly, because on a screen a slip can be mended.

use super::{
    choice::Choice,
    marks::{Marks, Slip},
};

/// Reads what was typed beside each choice, into the order of preference.
///
/// # Errors
/// Every slip: a word that is no number, the same number twice, a number left out.
pub fn read(choices: &[Choice], typed: impl Fn(i32) -> String) -> Result<Marks, Vec<Slip>> {
    let mut slips = Vec::new();
    let mut given: Vec<(usize, &Choice)> = Vec::new();
    for choice in choices {
        let text = typed(choice.number);
        match text.trim() {
            "" => {}
            text => match text.parse() {
                Ok(rank) if (1..=choices.len()).contains(&rank) => given.push((rank, choice)),
                _ => slips.push(Slip::at(choice, format!("“{text}” is not a number from 1 to {}.", choices.len()))),
            },
        }
    }
    given.sort_by_key(|(rank, choice)| (*rank, choice.number));
    for pair in given.windows(2) {
        if let [(one, first), (other, second)] = pair
            && one == other
        {
            slips.push(Slip::at(second, format!("{} and {} both have number {one}.", first.name, second.name)));
        }
    }
    let ranks: Vec<usize> = given.iter().map(|(rank, _)| *rank).collect();
    let gap = (1..=ranks.last().copied().unwrap_or(0)).find(|rank| !ranks.contains(rank));
    if let (Some(gap), true) = (gap, slips.is_empty())
        && let Some((rank, choice)) = given.iter().find(|(rank, _)| *rank > gap)
    {
        slips.push(Slip::at(choice, format!("There is a number {rank} but no number {gap}.")));
    }
    if slips.is_empty() { Ok(Marks::Given(given.into_iter().map(|(_, choice)| choice.number).collect())) } else { Err(slips) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: [&str; 3]) -> Result<Marks, Vec<Slip>> {
        let choices: Vec<Choice> =
            ["Ama", "Ben", "Chris"].iter().zip(1..).map(|(name, number)| Choice::numbered(number, name)).collect();
        super::read(&choices, |number| typed[usize::try_from(number).unwrap() - 1].to_owned())
    }

    fn says(typed: [&str; 3]) -> Vec<String> {
        read(typed).unwrap_err().into_iter().map(|slip| slip.says).collect()
    }

    #[test]
    fn numbers_put_the_names_in_order() {
        assert_eq!(read(["2", " 3 ", "1"]).unwrap().written(), "3 1 2");
        assert_eq!(read(["", "1", ""]).unwrap().written(), "2");
    }

    #[test]
    fn an_empty_paper_is_blank_and_no_mistake() {
        assert!(read(["", " ", ""]).unwrap().numbers().is_empty());
    }

    #[test]
    fn the_same_number_twice_is_pointed_out_by_name() {
        assert_eq!(says(["1", "1", "2"]), ["Ama and Ben both have number 1."]);
    }

    #[test]
    fn a_number_left_out_is_pointed_out() {
        assert_eq!(says(["1", "3", ""]), ["There is a number 3 but no number 2."]);
    }

    #[test]
    fn words_and_numbers_beyond_the_paper_are_refused() {
        assert_eq!(says(["first", "4", ""]), ["“first” is not a number from 1 to 3.", "“4” is not a number from 1 to 3."]);
    }
}
