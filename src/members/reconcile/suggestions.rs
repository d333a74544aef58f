//! People on a list who may be members already, though no membership number says so. A person decides; an e-mail
//! address alone proves nothing, for couples and families share one.

use std::collections::HashMap;

use super::{
    candidate::Candidate,
    field::Field,
    house,
    known::{Known, comparable},
    list::{Entry, List},
};

/// A row that may be a member we know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    pub row: usize,
    /// The member's number in the register.
    pub number: String,
    pub because: Because,
}

/// What speaks for it, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Because {
    /// The same number but for zeros in front, which spreadsheets take away.
    ZerosInFront,
    EmailAndSurname,
    NamesAndBirth,
    NamesAndHouse,
}

impl Because {
    pub const ALL: [Self; 4] = [Self::ZerosInFront, Self::EmailAndSurname, Self::NamesAndBirth, Self::NamesAndHouse];

    /// The name in forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ZerosInFront => "zeros",
            Self::EmailAndSurname => "email",
            Self::NamesAndBirth => "birth",
            Self::NamesAndHouse => "house",
        }
    }

    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::ZerosInFront => "the same number but for zeros in front",
            Self::EmailAndSurname => "the same e-mail address and surname",
            Self::NamesAndBirth => "the same names and date of birth",
            Self::NamesAndHouse => "the same names, postcode and house",
        }
    }

    /// What must agree; None where something of it is not known.
    fn key(self, text: impl Fn(Field) -> String) -> Option<Vec<String>> {
        let fields: &[Field] = match self {
            Self::ZerosInFront => &[Field::Number],
            Self::EmailAndSurname => &[Field::Email, Field::LastName],
            Self::NamesAndBirth => &[Field::LastName, Field::FirstName, Field::BornOn],
            Self::NamesAndHouse => &[Field::LastName, Field::FirstName, Field::Postcode],
        };
        let key = fields.iter().map(|field| comparable(*field, &text(*field)).to_lowercase());
        let mut key: Vec<String> = key.map(|part| self.without_zeros(part)).collect();
        if self == Self::NamesAndHouse {
            let lines = [Field::Address1, Field::Address2, Field::Address3].map(text);
            key.push(house::numbers(&lines.join(" ")));
        }
        key.iter().all(|part| !part.is_empty()).then_some(key)
    }

    fn without_zeros(self, part: String) -> String {
        if self == Self::ZerosInFront { part.trim_start_matches('0').to_owned() } else { part }
    }
}

/// Rows without a number are held against every member; new numbers only against members who are missing, because
/// somebody who rejoined gets a new number while the old one disappears.
#[must_use]
pub fn suggest(list: &List, new: &[Entry], missing: &[String], known: &[Known]) -> Vec<Suggestion> {
    let everyone: Vec<&Known> = known.iter().collect();
    let gone: Vec<&Known> = known.iter().filter(|member| missing.binary_search(&member.number).is_ok()).collect();
    let mut suggestions = alike(&list.unnumbered, &everyone);
    suggestions.extend(alike(new, &gone));
    suggestions
}

/// The strongest reason for each row. Where two members fit equally, nothing is suggested.
fn alike(entries: &[Entry], members: &[&Known]) -> Vec<Suggestion> {
    let indexes = Because::ALL.map(|because| (because, index(because, members)));
    let suggestion = |entry: &Entry| {
        indexes.iter().find_map(|(because, index)| {
            let number = (*index.get(&key_of(*because, &entry.candidate)?)?)?;
            Some(Suggestion { row: entry.row, number: number.to_owned(), because: *because })
        })
    };
    entries.iter().filter_map(suggestion).collect()
}

/// The one member for each key; None where there are several.
fn index<'a>(because: Because, members: &[&'a Known]) -> HashMap<Vec<String>, Option<&'a str>> {
    let mut index = HashMap::new();
    for member in members {
        let text = |field| member.text(field).unwrap_or_default().to_owned();
        if let Some(key) = because.key(text) {
            index.entry(key).and_modify(|only| *only = None).or_insert(Some(member.number.as_str()));
        }
    }
    index
}

fn key_of(because: Because, candidate: &Candidate) -> Option<Vec<String>> {
    because.key(|field| candidate.text(field))
}

#[cfg(test)]
mod tests {
    use super::super::{buckets::reconcile, list::read};
    use super::*;

    const REGISTER: &str = "Number,First Name,Last Name,Email,Born\n\
        007,Ann,Lee,home@example.org,13/04/1950\n\
        8,Bo,Lee,home@example.org,27/05/1951\n\
        9,Cy,Ray,home@example.org,28/06/1999\n";

    fn suggested(list: &str) -> Vec<(usize, String, Because)> {
        let register = read(REGISTER.as_bytes()).expect("the register is a list");
        let list = read(list.as_bytes()).expect("the text is a list");
        let found = reconcile(&list, &Known::from_list(&register));
        let all = found.suggestions.into_iter();
        all.map(|suggestion| (suggestion.row, suggestion.number, suggestion.because)).collect()
    }

    #[test]
    fn an_address_with_a_surname_suggests_and_alone_it_does_not() {
        let list = "first_name,last_name,email\nCyril,Ray,home@example.org\nDi,Moss,home@example.org\n";

        assert_eq!(suggested(list), [(2, "9".to_owned(), Because::EmailAndSurname)]);
    }

    #[test]
    fn a_couple_with_one_address_and_surname_is_told_apart_by_birth() {
        let list = "first_name,last_name,email,dob\nBo,Lee,home@example.org,27/05/1951\nB,Lee,home@example.org,\n";

        assert_eq!(suggested(list), [(2, "8".to_owned(), Because::NamesAndBirth)]);
    }

    #[test]
    fn a_name_with_its_door_suggests_and_father_and_son_behind_one_door_do_not() {
        let register = "Number,First Name,Last Name,Address 1,Postcode\n\
            1,Ann,Lee,Flat 3 12 Albion Street,NM1 1AA\n2,Bo,Ray,9 Mill Lane,NM1 1AB\n3,Bo,Ray,9 Mill Lane,NM1 1AB\n";
        let list = "first_name,last_name,address,zip\nAnn,Lee,\"3, 12 Albion St\",nm11aa\nBo,Ray,9 Mill Lane,NM1 1AB\n\
            Ann,Lee,,NM1 1AA\n";
        let known = Known::from_list(&read(register.as_bytes()).expect("the register is a list"));
        let found = reconcile(&read(list.as_bytes()).expect("the text is a list"), &known);

        let expected = Suggestion { row: 2, number: "1".to_owned(), because: Because::NamesAndHouse };
        assert_eq!(found.suggestions, [expected]);
    }

    #[test]
    fn a_number_that_lost_its_zeros_is_suggested_and_never_matched() {
        let list = "Number,Last Name\n7,Lee\n8,Lee\n9,Ray\n";

        assert_eq!(suggested(list), [(2, "007".to_owned(), Because::ZerosInFront)]);
    }

    #[test]
    fn somebody_who_rejoined_is_held_against_those_who_are_missing() {
        let list = "Number,First Name,Last Name,Born\n007,Ann,Lee,13/04/1950\n8,Bo,Lee,27/05/1951\n50,Cy,Ray,28/06/1999\n";

        assert_eq!(suggested(list), [(4, "9".to_owned(), Because::NamesAndBirth)]);
    }
}
