//! Why a paper counts for nobody although something is written on it.

/// The word that all of them begin with, in the box and under a teller's hand.
const WORD: &str = "spoilt";

/// A ground on which a paper is rejected, as returning officers tell them apart (Local Elections (Principal Areas) Rules 2006,
/// rule 47). A paper without any mark is no such paper: it is blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spoilt {
    /// The voter wants no mark of it to count.
    OnPurpose,
    /// A printed paper that does not bear the official mark.
    NoOfficialMark,
    /// Something on it lets the voter be known.
    Named,
    /// Nobody can tell for certain whom the voter means.
    Unclear,
}

impl Spoilt {
    pub const ALL: [Self; 4] = [Self::OnPurpose, Self::NoOfficialMark, Self::Named, Self::Unclear];

    /// What stands behind the word, and the letter that tellers may write instead.
    fn ground(self) -> (&'static str, &'static str) {
        match self {
            Self::OnPurpose => ("", ""),
            Self::NoOfficialMark => ("no mark", "m"),
            Self::Named => ("named", "n"),
            Self::Unclear => ("unclear", "u"),
        }
    }

    /// As it lies in the box and is published: "spoilt", "spoilt, no mark".
    pub fn written(self) -> String {
        match self.ground().0 {
            "" => WORD.to_owned(),
            ground => format!("{WORD}, {ground}"),
        }
    }

    /// Reads what lies in the box, or what a teller wrote: "spoilt", "Spoilt: no mark", "s", "sm".
    pub fn read(words: &str) -> Option<Self> {
        let words = words.to_lowercase();
        let behind = words.strip_prefix(WORD).or_else(|| words.strip_prefix('s'))?;
        let ground = behind.trim_start_matches([' ', ',', ':']);
        Self::ALL.into_iter().find(|spoilt| {
            let (in_words, letter) = spoilt.ground();
            ground == in_words || ground == letter
        })
    }

    /// As the sheet of the reconciliation has it.
    pub fn title(self) -> &'static str {
        match self {
            Self::OnPurpose => "Spoilt on purpose",
            Self::NoOfficialMark => "Without the official mark",
            Self::Named => "The voter could be known",
            Self::Unclear => "Unclear whom it is for",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        for spoilt in Spoilt::ALL {
            assert_eq!(Spoilt::read(&spoilt.written()), Some(spoilt));
        }
    }

    #[test]
    fn tellers_may_be_brief() {
        let read = |words| Spoilt::read(words);
        assert_eq!(["s", "SM", "sn", "s u"].map(read), Spoilt::ALL.map(Some));
        assert_eq!(read("Spoilt: no mark"), Some(Spoilt::NoOfficialMark));
        assert_eq!(["", "3 1 2", "blank", "spoilt by rain", "soup"].map(read), [None; 5]);
    }
}
