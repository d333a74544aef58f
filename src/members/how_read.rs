//! How a list is read where somebody said it: what parts its columns, what each column means, which order its dates have.
//! It is kept with the list, and for the next list with the same headings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::reconcile::{self, Choices, DateProof, Encoding, Field, List, Order, Told, Unreadable};

/// What somebody said; what is empty is guessed. How letters are written is said of each file anew.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HowRead {
    #[serde(default)]
    pub delimiter: Option<char>,
    /// Each heading with the name of its field; none where the column is left out.
    #[serde(default)]
    pub columns: Vec<(String, Option<String>)>,
    /// The order of each field of dates, by their names.
    #[serde(default)]
    pub orders: BTreeMap<String, String>,
}

impl HowRead {
    /// As it was kept; nothing said where nothing is kept.
    pub fn parse(kept: &str) -> Self {
        serde_json::from_str(kept).unwrap_or_default()
    }

    pub fn kept(&self) -> String {
        if self.is_silent() { String::new() } else { serde_json::to_string(self).unwrap_or_default() }
    }

    pub fn is_silent(&self) -> bool {
        *self == Self::default()
    }

    /// What a reader of lists is told.
    pub fn choices(&self, letters: &str) -> Choices {
        let encoding = Encoding::ALL.into_iter().find(|encoding| encoding.name() == letters);
        let field = |name: &Option<String>| name.as_deref().and_then(Field::named);
        let orders = self.orders.iter().filter_map(|(field, order)| Some((Field::named(field)?, Order::named(order)?)));
        Choices {
            told: Told { encoding, delimiter: self.delimiter },
            columns: self.columns.iter().map(|(heading, name)| (heading.clone(), field(name))).collect(),
            orders: orders.collect(),
            any_headings: false,
        }
    }

    /// Reads a list with these headings as an earlier one was read. An order of dates counts only where the cells prove none.
    ///
    /// # Errors
    /// The file is no list when it is read so.
    pub fn read_again(mut self, bytes: &[u8]) -> Result<(List, Self), Unreadable> {
        let orders = std::mem::take(&mut self.orders);
        let list = reconcile::read_as(bytes, &self.choices(""))?;
        let open: Vec<&str> = undecided(&list).map(|proof| proof.field.name()).collect();
        self.orders = orders.into_iter().filter(|(field, _)| open.contains(&field.as_str())).collect();
        let list = if self.orders.is_empty() { list } else { reconcile::read_as(bytes, &self.choices(""))? };
        Ok((list, self))
    }
}

/// The columns of dates that nobody and no cell has settled: the list is not applied before somebody has.
pub fn undecided(list: &List) -> impl Iterator<Item = &DateProof> {
    list.dates.iter().filter(|proof| proof.undecided)
}

/// A field that two columns were chosen for; only telephone numbers may stand in several.
pub fn chosen_twice(columns: &[(String, Option<String>)]) -> Option<(usize, Field)> {
    let fields: Vec<Option<Field>> = columns.iter().map(|(_, name)| name.as_deref().and_then(Field::named)).collect();
    fields.iter().enumerate().find_map(|(at, field)| {
        let field = field.filter(|field| *field != Field::Mobile)?;
        fields[..at].contains(&Some(field)).then_some((at, field))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &[u8] = b"Ref,Who,Since\n7,Ann Lee,05/09/2024\n";

    fn said() -> HowRead {
        HowRead {
            delimiter: None,
            columns: vec![("Ref".into(), Some("number".into())), ("Who".into(), Some("name".into()))]
                .into_iter()
                .chain([("Since".to_owned(), Some("joined_on".to_owned()))])
                .collect(),
            orders: BTreeMap::from([("joined_on".to_owned(), Order::MonthDayYear.name().to_owned())]),
        }
    }

    fn joined(list: &List) -> String {
        list.entries[0].candidate.joined_on.expect("a date").to_string()
    }

    #[test]
    fn what_was_said_is_kept_and_read_again() {
        assert_eq!(HowRead::parse(&said().kept()), said());
        assert_eq!((HowRead::default().kept().as_str(), HowRead::parse("")), ("", HowRead::default()));
    }

    #[test]
    fn a_list_with_the_same_headings_is_read_the_same_way() {
        let (list, how) = said().read_again(LIST).expect("a list");

        assert_eq!((joined(&list).as_str(), how), ("2024-05-09", said()));
        assert_eq!(list.entries[0].candidate.last_name, "Lee");
    }

    #[test]
    fn an_order_of_dates_gives_way_to_cells_that_prove_another() {
        let (list, how) = said().read_again(b"Ref,Who,Since\n7,Ann Lee,05/09/2024\n8,Bo Ray,27/09/2024\n").expect("a list");

        assert_eq!((joined(&list).as_str(), how.orders.len()), ("2024-09-05", 0));
    }

    #[test]
    fn one_field_is_not_read_from_two_columns_but_for_telephones() {
        let columns = |fields: [&str; 3]| fields.map(|field| (field.to_uppercase(), Some(field.to_owned()))).to_vec();
        assert_eq!(chosen_twice(&columns(["email", "number", "email"])), Some((2, Field::Email)));
        assert_eq!(chosen_twice(&columns(["mobile", "number", "mobile"])), None);
    }
}
