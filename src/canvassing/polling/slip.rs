//! A teller's slip: numbers of electors as they are written down at the door of a polling station.

/// A number on a slip: 12, or 12/1 for somebody who was put on the register between 12 and 13.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    pub number: i32,
    pub suffix: i32,
}

/// What stands on a slip: the numbers, each once and in their order, and what is no number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slip {
    pub numbers: Vec<Number>,
    pub unread: Vec<String>,
}

impl Slip {
    /// Reads what was typed: numbers with blanks, commas or line breaks between them. The code of the polling district may
    /// stand before each, as it does on a poll card: "NSB1-12/1".
    pub fn read(typed: &str, district: &str) -> Self {
        let mut slip = Self::default();
        for word in typed.split(|sign: char| sign.is_whitespace() || [',', ';'].contains(&sign)).filter(|word| !word.is_empty())
        {
            match number(word, district) {
                Some(number) if slip.numbers.contains(&number) => {}
                Some(number) => slip.numbers.push(number),
                None => slip.unread.push(word.to_owned()),
            }
        }
        slip
    }
}

fn number(word: &str, district: &str) -> Option<Number> {
    let is_code = word.get(..district.len()).is_some_and(|start| start.eq_ignore_ascii_case(district));
    let after_code = if is_code { word[district.len()..].strip_prefix('-') } else { None };
    let bare = after_code.unwrap_or(word);
    let (number, suffix) = bare.split_once('/').unwrap_or((bare, "0"));
    let whole = |text: &str| text.parse::<i32>().ok().filter(|number| *number >= 0);
    Some(Number { number: whole(number).filter(|number| *number > 0)?, suffix: whole(suffix)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(number: i32) -> Number {
        Number { number, suffix: 0 }
    }

    #[test]
    fn numbers_are_read_however_they_are_set_apart_and_each_once() {
        let slip = Slip::read("12, 13/1;14\n12  NSB1-15 nsb1-16/2", "NSB1");
        let suffixed = |number, suffix| Number { number, suffix };
        assert_eq!(slip.numbers, [plain(12), suffixed(13, 1), plain(14), plain(15), suffixed(16, 2)]);
        assert!(slip.unread.is_empty());
    }

    #[test]
    fn what_is_no_number_is_said_and_the_rest_is_read() {
        let slip = Slip::read("12 twelve 0 -3 99999999999 13/x É7 14", "NSB1");
        assert_eq!(slip.numbers, [plain(12), plain(14)]);
        assert_eq!(slip.unread, ["twelve", "0", "-3", "99999999999", "13/x", "É7"]);
    }
}
