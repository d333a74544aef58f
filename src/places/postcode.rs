//! Postcodes, however they were typed: `n227al`, `N22 7AL` and `N22  7AL` are one and the same.

use std::fmt;

/// A United Kingdom postcode in its usual writing: capitals, one space before the last three characters.
/// That it is well formed does not say that it exists.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Postcode(String);

/// What was typed has not the form of a postcode.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{typed}” is not a postcode. A postcode looks like N22 7AL.")]
pub struct NotAPostcode {
    pub typed: String,
}

impl Postcode {
    /// Reads a postcode from a field that holds nothing else. Spaces, also non-breaking ones, do not matter.
    pub fn parse(typed: &str) -> Result<Postcode, NotAPostcode> {
        let compact: String = typed.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
        well_formed(&compact).ok_or_else(|| NotAPostcode { typed: typed.trim().to_owned() })
    }

    /// Takes a postcode off the end of an address line: `London N22 7AL` is `London` and `N22 7AL`.
    pub fn at_end_of(line: &str) -> Option<(&str, Postcode)> {
        let line = line.trim();
        let starts = line.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, c)| at + c.len_utf8());
        // The longest tail first, so that `N22 7AL` is not looked for in `7AL` alone.
        let mut starts: Vec<usize> = starts.collect();
        starts.insert(0, 0);
        starts.into_iter().find_map(|at| {
            let postcode = Postcode::parse(&line[at..]).ok()?;
            Some((line[..at].trim(), postcode))
        })
    }

    /// `N22 7AL`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the space, which names the post town's district: `N22`.
    pub fn outward(&self) -> &str {
        self.0.split(' ').next().unwrap_or_default()
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The six shapes of the outward half (A9, A99, AA9, AA99, A9A, AA9A), then a digit and two letters.
fn well_formed(compact: &str) -> Option<Postcode> {
    if !compact.is_ascii() || !(5..=7).contains(&compact.len()) {
        return None;
    }
    let (outward, inward) = compact.split_at(compact.len() - 3);
    let shape: String = outward.chars().map(kind).collect();
    let outward_fits = matches!(shape.as_str(), "A9" | "A99" | "AA9" | "AA99" | "A9A" | "AA9A") || outward == "GIR";
    let inward_fits = inward.chars().map(kind).eq("9AA".chars());
    (outward_fits && inward_fits).then(|| Postcode(format!("{outward} {inward}")))
}

fn kind(c: char) -> char {
    match c {
        'A'..='Z' => 'A',
        '0'..='9' => '9',
        _ => '?',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postcode_is_the_same_however_it_was_typed() {
        for typed in ["N22 7AL", "n227al", " N22  7al ", "N22\u{a0}7AL"] {
            assert_eq!(Postcode::parse(typed).map(|p| p.to_string()), Ok("N22 7AL".to_owned()));
        }
    }

    #[test]
    fn all_six_shapes_of_postcode_are_known() {
        for typed in ["M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 1HQ", "EC1A 1BB", "GIR 0AA"] {
            assert!(Postcode::parse(typed).is_ok(), "{typed}");
        }
    }

    #[test]
    fn a_street_or_half_a_postcode_is_refused() {
        for typed in ["", "London", "N22", "7AL", "N22 7A", "12345", "N22 7ALX", "Ä1 1AA"] {
            assert!(Postcode::parse(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_postcode_comes_off_the_end_of_a_line() {
        let (rest, postcode) = Postcode::at_end_of("London N22 7AL").expect("it ends in one");
        assert_eq!((rest, postcode.as_str(), postcode.outward()), ("London", "N22 7AL", "N22"));
        assert_eq!(Postcode::at_end_of("12 Albert Road"), None);
        assert_eq!(Postcode::at_end_of("N22 7AL").map(|(rest, _)| rest), Some(""));
    }
}
