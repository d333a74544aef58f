//! Names of electors, whichever way the register writes them.

/// A name as the register gives it, and its two halves as far as they can be told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ElectorName {
    /// What stood in the file, words parted by single spaces. Show this where the halves might be wrong.
    pub raw: String,
    pub surname: String,
    pub forenames: String,
}

/// Words that begin a surname and are not the whole of it.
const PARTICLES: [&str; 20] = [
    "al", "bin", "da", "dal", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "la", "le", "st", "st.", "ter",
    "van", "von",
];

impl ElectorName {
    /// From one column that begins with the surname: `SMITH Kwame Aisha`, `Van Dyk Anna`. Capitals show how far the
    /// surname goes; without them it is the first word, with the particles before it.
    pub fn surname_first(column: &str) -> ElectorName {
        let raw = in_single_spaces(column);
        let words: Vec<&str> = raw.split(' ').collect();
        let length = surname_length(&words);
        let surname = words[..length].join(" ");
        let forenames = words[length..].join(" ");
        ElectorName { raw, surname, forenames }
    }

    /// From one column that ends with the surname: `Ana Smith`, `Anna van Dyk`.
    pub fn surname_last(column: &str) -> ElectorName {
        let whole = in_single_spaces(column);
        let words: Vec<&str> = whole.split(' ').collect();
        let is_particle = |word: &&str| PARTICLES.contains(&word.to_lowercase().as_str());
        let particles = words[..words.len() - 1].iter().rev().take_while(|word| is_particle(word)).count();
        let (forenames, surname) = words.split_at(words.len() - 1 - particles);
        Self::in_columns(&surname.join(" "), forenames)
    }

    /// From columns of their own. `forenames` may come in several columns; blank ones are passed over.
    pub fn in_columns(surname: &str, forenames: &[&str]) -> ElectorName {
        let surname = in_single_spaces(surname);
        let forenames = in_single_spaces(&forenames.join(" "));
        let raw = in_single_spaces(&format!("{surname} {forenames}"));
        ElectorName { raw, surname, forenames }
    }

    /// Nothing was given, or the lone `N` by which registers print an anonymous elector.
    pub fn is_withheld(&self) -> bool {
        self.raw.is_empty() || self.raw == "N"
    }

    /// Takes the `(z)` off the front by which Eros prints an elector who opted out of the open register.
    pub fn without_opt_out(mut self) -> (ElectorName, bool) {
        let marked = |text: &str| text.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("(z)"));
        if !marked(&self.surname) {
            return (self, false);
        }
        self.surname = self.surname[3..].trim_start().to_owned();
        self.raw = self.raw[3..].trim_start().to_owned();
        (self, true)
    }
}

fn in_single_spaces(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn surname_length(words: &[&str]) -> usize {
    let capitals = words.iter().take_while(|word| is_in_capitals(word)).count();
    // All in capitals says nothing; `SMITH Kwame` says where the surname ends.
    if capitals > 0 && capitals < words.len() {
        return capitals;
    }
    let particles = words.iter().take_while(|word| PARTICLES.contains(&word.to_lowercase().as_str())).count();
    // At least one word must be left for the forename: `Van Nguyen` has the surname Van.
    if words.len() > particles + 1 { particles + 1 } else { words.len().min(1) }
}

/// Two capitals at least: an initial is no surname.
fn is_in_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() > 1 && !word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn halves(column: &str) -> (String, String) {
        let name = ElectorName::surname_first(column);
        (name.surname, name.forenames)
    }

    #[test]
    fn the_first_word_is_the_surname() {
        assert_eq!(halves("Smith Kwame  Aisha"), ("Smith".into(), "Kwame Aisha".into()));
        assert_eq!(halves("O'Brien\u{a0}Oscar"), ("O'Brien".into(), "Oscar".into()));
        assert_eq!(halves("Madonna"), ("Madonna".into(), String::new()));
    }

    #[test]
    fn capitals_show_where_a_double_surname_ends() {
        assert_eq!(halves("GARCIA LOPEZ Maria"), ("GARCIA LOPEZ".into(), "Maria".into()));
        assert_eq!(halves("SMITH JOHN"), ("SMITH".into(), "JOHN".into()));
    }

    #[test]
    fn a_particle_belongs_to_the_surname() {
        assert_eq!(halves("Van Dyk Anna"), ("Van Dyk".into(), "Anna".into()));
        assert_eq!(halves("van der Berg Anna Maria"), ("van der Berg".into(), "Anna Maria".into()));
        assert_eq!(halves("Van Nguyen"), ("Van".into(), "Nguyen".into()));
    }

    #[test]
    fn an_opted_out_elector_keeps_only_the_name() {
        let (name, opted_out) = ElectorName::in_columns("(z) BOOTH", &["Gareth", ""]).without_opt_out();
        assert!(opted_out);
        assert_eq!((name.surname.as_str(), name.raw.as_str()), ("BOOTH", "BOOTH Gareth"));
    }

    #[test]
    fn an_anonymous_elector_has_no_name_to_show() {
        assert!(ElectorName::surname_first("N").is_withheld());
        assert!(ElectorName::in_columns("", &[]).is_withheld());
        assert!(!ElectorName::surname_first("Ng N").is_withheld());
    }
}
