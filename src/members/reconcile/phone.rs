//! Telephone numbers: as typed, because that is what a person recognises, and in E.164 (`+447700900123`), because
//! that is what compares and what a text message needs.

/// A telephone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mobile {
    /// As the list has it, with a leading zero that was lost put back.
    pub typed: String,
    /// None where the digits make no number we understand.
    pub e164: Option<String>,
}

/// What `7700900123` is: a British number whose zero a spreadsheet took, or left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LostZero {
    PutBack,
    LeaveOut,
}

impl Mobile {
    /// None for an empty cell.
    #[must_use]
    pub fn read(typed: &str, lost_zero: LostZero) -> Option<Self> {
        if typed.is_empty() {
            return None;
        }
        let typed = if lost_zero == LostZero::PutBack && is_mobile_without_zero(typed) {
            format!("0{typed}")
        } else {
            typed.to_owned()
        };
        let e164 = e164(&typed);
        Some(Self { typed, e164 })
    }

    /// The form in which two numbers are compared.
    #[must_use]
    pub fn comparable(&self) -> &str {
        self.e164.as_ref().unwrap_or(&self.typed)
    }
}

/// Whether a spreadsheet has turned a long number into a short one; its last digits are gone.
#[must_use]
pub fn in_powers_of_ten(text: &str) -> bool {
    text.split_once(['E', 'e']).is_some_and(|(number, power)| {
        let decimals = |char: char| char.is_ascii_digit() || matches!(char, '.' | ',');
        !number.is_empty()
            && number.chars().all(decimals)
            && power.strip_prefix('+').is_some_and(|power| power.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

fn is_mobile_without_zero(typed: &str) -> bool {
    typed.len() == 10 && typed.starts_with('7') && typed.bytes().all(|byte| byte.is_ascii_digit())
}

/// British numbers have nine or ten digits after the zero; E.164 allows at most fifteen digits in all.
fn e164(typed: &str) -> Option<String> {
    let international = typed.replace("(0)", "");
    let plus = international.trim_start_matches(['(', ' ']).starts_with('+');
    let dialled: String = international.chars().filter(|char| !" -().+/\u{2013}".contains(*char)).collect();
    if !dialled.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = match dialled.strip_prefix("00") {
        _ if plus => dialled,
        Some(abroad) => abroad.to_owned(),
        None if dialled.starts_with("44") && dialled.len() == 12 => dialled,
        None => format!("44{}", dialled.strip_prefix('0')?),
    };
    // Some write the zero even behind the code of the country: +44 07700 900123.
    let number = number.strip_prefix("440").map_or(number.clone(), |rest| format!("44{rest}"));
    let lengths = if number.starts_with("44") { 11..=12 } else { 8..=15 };
    lengths.contains(&number.len()).then(|| format!("+{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(typed: &str) -> Option<String> {
        Mobile::read(typed, LostZero::LeaveOut).and_then(|mobile| mobile.e164)
    }

    #[test]
    fn one_number_is_recognised_in_every_spelling() {
        let spellings = [
            "07700 900123",
            "07700900123",
            "+447700900123",
            "+44 7700 900123",
            "0044 7700 900123",
            "447700900123",
            "+44 (0)7700 900123",
            "(07700) 900-123",
            "+4407700900123",
        ];
        for typed in spellings {
            assert_eq!(number(typed).as_deref(), Some("+447700900123"), "{typed}");
        }
    }

    #[test]
    fn numbers_from_abroad_keep_their_country() {
        assert_eq!(number("+33 6 39 98 01 23").as_deref(), Some("+33639980123"));
        assert_eq!(number("00 33 6 39 98 01 23").as_deref(), Some("+33639980123"));
    }

    #[test]
    fn what_is_no_number_is_kept_as_typed() {
        for typed in ["12345", "ask Ann", "4.47712E+11", "07700 9001", "07700 900123 / 07700 900124"] {
            let mobile = Mobile::read(typed, LostZero::LeaveOut);
            assert_eq!(mobile, Some(Mobile { typed: typed.to_owned(), e164: None }));
        }
    }

    #[test]
    fn the_lost_zero_is_put_back_only_for_british_mobiles() {
        let read = |typed| Mobile::read(typed, LostZero::PutBack).map(|mobile| mobile.typed);

        assert_eq!(read("7700900123").as_deref(), Some("07700900123"));
        assert_eq!(read("2079460123").as_deref(), Some("2079460123"));
        assert_eq!(number("7700900123"), None);
    }

    #[test]
    fn a_number_that_a_spreadsheet_shortened_is_recognised() {
        assert!(in_powers_of_ten("4.47712E+11") && in_powers_of_ten("8e+06"));
        assert!(!in_powers_of_ten("E17") && !in_powers_of_ten("8000487"));
    }
}
