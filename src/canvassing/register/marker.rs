//! The letters beside an elector's name that say in which elections the elector votes.

use std::fmt;

/// A marker on the register. Sources: Electoral Commission, "The edited and full registers" for England (F, G, B)
/// and "Format of the revised register" for Scotland (F, L, M, A); Z is how Eros writes the open register's opt-out.
/// Postal and proxy voters are on lists of their own and have no marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Marker {
    /// A: an absent voter, where a register shows it.
    AbsentVoter,
    /// B: a citizen of the European Union with a retained or qualifying right to vote locally.
    EuropeanWithRights,
    /// F: an elector overseas, for the United Kingdom Parliament only, listed without an address.
    Overseas,
    /// G: a citizen of the European Union, for local elections, until reviewed.
    European,
    /// K: a citizen of the European Union for local and European elections; in registers before 2021 only.
    EuropeanBefore2021,
    /// L: a peer, for every election but that to the House of Commons.
    Peer,
    /// M: in Scotland a qualifying foreign citizen, or a person serving a short sentence.
    ScottishQualifying,
    /// N: an anonymous entry: a number and no name.
    Anonymous,
    /// Z: opted out of the open register.
    OptedOut,
    /// A letter with no meaning known here. It is shown and counted, never dropped.
    Unknown(char),
}

impl Marker {
    /// Reads a marker column: letters one after another, or parted by blanks, commas, semicolons or strokes.
    pub fn read_all(column: &str) -> Vec<Marker> {
        let letters = column.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | ';' | '/' | '(' | ')'));
        let mut markers: Vec<Marker> = letters.map(|c| Marker::from_letter(c.to_ascii_uppercase())).collect();
        markers.sort();
        markers.dedup();
        markers
    }

    /// The letter as registers print it.
    pub fn letter(self) -> char {
        match self {
            Marker::AbsentVoter => 'A',
            Marker::EuropeanWithRights => 'B',
            Marker::Overseas => 'F',
            Marker::European => 'G',
            Marker::EuropeanBefore2021 => 'K',
            Marker::Peer => 'L',
            Marker::ScottishQualifying => 'M',
            Marker::Anonymous => 'N',
            Marker::OptedOut => 'Z',
            Marker::Unknown(letter) => letter,
        }
    }

    /// The marker that registers print as this capital letter.
    pub fn from_letter(letter: char) -> Marker {
        match letter {
            'A' => Marker::AbsentVoter,
            'B' => Marker::EuropeanWithRights,
            'F' => Marker::Overseas,
            'G' => Marker::European,
            'K' => Marker::EuropeanBefore2021,
            'L' => Marker::Peer,
            'M' => Marker::ScottishQualifying,
            'N' => Marker::Anonymous,
            'Z' => Marker::OptedOut,
            other => Marker::Unknown(other),
        }
    }
}

impl fmt::Display for Marker {
    /// The meaning in a few words, for the list of markers beside an import.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Marker::AbsentVoter => "absent voter",
            Marker::EuropeanWithRights => "EU citizen with retained or qualifying rights",
            Marker::Overseas => "overseas, UK Parliament only",
            Marker::European => "EU citizen, local elections",
            Marker::EuropeanBefore2021 => "EU citizen, older registers",
            Marker::Peer => "peer, no vote for the House of Commons",
            Marker::ScottishQualifying => "Scotland: qualifying foreign citizen or short sentence",
            Marker::Anonymous => "anonymous entry",
            Marker::OptedOut => "opted out of the open register",
            Marker::Unknown(_) => "meaning not known here",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_markers_in_one_column_are_all_read() {
        assert_eq!(Marker::read_all("GA"), [Marker::AbsentVoter, Marker::European]);
        assert_eq!(Marker::read_all(" g , a "), Marker::read_all("GA"));
        assert_eq!(Marker::read_all(""), []);
    }

    #[test]
    fn an_unknown_letter_is_kept_and_shown() {
        assert_eq!(Marker::read_all("Q"), [Marker::Unknown('Q')]);
        assert_eq!(Marker::Unknown('Q').letter(), 'Q');
    }
}
