//! The elector number: polling district, number and, for those who came later in the year, a suffix.

use super::problem::Reason;
use std::fmt;

/// `NSB1-12/1`. Numbers are given out anew with every yearly register, so this identifies an entry and not a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElectorNumber {
    /// As printed, which may hold hyphens and strokes: `KD-2/2`.
    pub polling_district: String,
    pub number: u32,
    /// Zero for none: registers write both `0` and nothing.
    pub suffix: u32,
}

impl ElectorNumber {
    /// From three columns. The number's own column may carry the suffix as `12/1` or `12.001`.
    pub fn in_columns(polling_district: &str, number: &str, suffix: &str) -> Result<ElectorNumber, Reason> {
        let polling_district = polling_district.trim();
        if polling_district.is_empty() {
            return Err(Reason::NoPollingDistrict);
        }
        let refused = || Reason::NotANumber { typed: number.trim().to_owned() };
        let (digits, tail) = number.trim().split_once(['/', '.']).unwrap_or((number.trim(), suffix.trim()));
        let number = digits.trim().parse().map_err(|_| refused())?;
        let suffix = if tail.trim().is_empty() { 0 } else { tail.trim().parse().map_err(|_| refused())? };
        Ok(ElectorNumber { polling_district: polling_district.to_owned(), number, suffix })
    }

    /// From one column: `NSB1-12/1`, `KD-2/2-289/1`. The last hyphen parts district and number.
    pub fn parse(column: &str) -> Result<ElectorNumber, Reason> {
        let refused = || Reason::NotANumber { typed: column.trim().to_owned() };
        let (polling_district, number) = column.trim().rsplit_once('-').ok_or_else(refused)?;
        ElectorNumber::in_columns(polling_district, number, "").map_err(|_| refused())
    }
}

impl fmt::Display for ElectorNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.polling_district, self.number)?;
        if self.suffix > 0 { write!(f, "/{}", self.suffix) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(number: Result<ElectorNumber, Reason>) -> String {
        number.map_or_else(|reason| reason.to_string(), |number| number.to_string())
    }

    #[test]
    fn one_elector_is_written_in_four_ways() {
        let expected = "NSB1-12/1";
        assert_eq!(shown(ElectorNumber::parse("NSB1-12/1")), expected);
        assert_eq!(shown(ElectorNumber::in_columns("NSB1", "12", "1")), expected);
        assert_eq!(shown(ElectorNumber::in_columns("NSB1", "12/1", "")), expected);
        assert_eq!(shown(ElectorNumber::in_columns("NSB1", "12.001", "")), expected);
    }

    #[test]
    fn no_suffix_and_suffix_nought_are_the_same() {
        assert_eq!(ElectorNumber::in_columns("NSB1", "12", "0"), ElectorNumber::parse("NSB1-12"));
        assert_eq!(ElectorNumber::in_columns("NSB1", "12.000", ""), ElectorNumber::parse("NSB1-12"));
    }

    #[test]
    fn hyphens_within_the_district_do_not_confuse() {
        let number = ElectorNumber::parse("KD-2/2-289/1").expect("it is well formed");
        assert_eq!((number.polling_district.as_str(), number.number, number.suffix), ("KD-2/2", 289, 1));
    }

    #[test]
    fn a_number_that_is_none_is_refused_by_name() {
        assert_eq!(shown(ElectorNumber::in_columns("NSB1", "twelve", "")), "“twelve” is not an elector number");
        assert_eq!(shown(ElectorNumber::in_columns("", "12", "")), "there is no polling district");
        assert_eq!(shown(ElectorNumber::parse("12")), "“12” is not an elector number");
    }
}
