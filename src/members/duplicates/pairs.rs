//! Which entries may be one person. Pure: everybody in, pairs out.
//!
//! An address for mail alone says nothing, because a couple shares one; and two dates of birth that differ say that there are
//! two people, whatever else is the same.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::super::{
    Member,
    reconcile::{Field, comparable},
    words::folded,
};
use crate::db::MemberId;

/// What two entries share. The strongest sign comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    NamesAndBirth,
    NamesAndTelephone,
    NamesAndMail,
    NamesAndHome,
    /// The last name may have changed.
    FirstNameBirthAndReach,
}

impl Sign {
    pub const fn words(self) -> &'static str {
        match self {
            Self::NamesAndBirth => "The same names and date of birth.",
            Self::NamesAndTelephone => "The same names and telephone number.",
            Self::NamesAndMail => "The same names and mail address.",
            Self::NamesAndHome => "The same names at one postcode.",
            Self::FirstNameBirthAndReach => "The same first name, date of birth and telephone or mail; another last name.",
        }
    }
}

/// Two entries that may be one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    pub one: MemberId,
    pub other: MemberId,
    pub sign: Sign,
}

/// More entries than this with one sign are no person: a home for many, the telephone of an office.
const MOST_ALIKE: usize = 8;

/// The pairs among these people, of whom at least one is a member; not those that somebody said are two people, the smaller id
/// first.
pub fn pairs(
    people: &[Member],
    members: &HashSet<MemberId>,
    aside: &HashSet<MemberId>,
    apart: &HashSet<(MemberId, MemberId)>,
) -> Vec<Pair> {
    let entries: Vec<Entry> = people.iter().filter(|person| !aside.contains(&person.id)).map(Entry::of).collect();
    let mut alike: HashMap<(Sign, String), Vec<usize>> = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        for (sign, key) in entry.keys() {
            alike.entry((sign, key)).or_default().push(at);
        }
    }
    let mut found: BTreeMap<(MemberId, MemberId), Sign> = BTreeMap::new();
    for ((sign, _), group) in alike.into_iter().filter(|(_, group)| group.len() <= MOST_ALIKE) {
        for (place, one) in group.iter().enumerate() {
            for other in &group[place + 1..] {
                let (one, other) = (&entries[*one], &entries[*other]);
                let ids = (one.id.min(other.id), one.id.max(other.id));
                let is_settled = apart.contains(&ids) || !(members.contains(&one.id) || members.contains(&other.id));
                if !is_settled && one.may_be(other) {
                    found.entry(ids).and_modify(|best| *best = sign.min(*best)).or_insert(sign);
                }
            }
        }
    }
    found.into_iter().map(|((one, other), sign)| Pair { one, other, sign }).collect()
}

/// What of a person is compared.
struct Entry {
    id: MemberId,
    /// The first name and the one they want to be called by.
    first: Vec<String>,
    last: String,
    born_on: Option<NaiveDate>,
    mobile: String,
    email: String,
    postcode: String,
}

impl Entry {
    fn of(member: &Member) -> Self {
        let first = [&member.first_name, &member.preferred_name].map(|name| folded(name));
        Self {
            id: member.id,
            first: first.into_iter().filter(|name| !name.is_empty()).collect(),
            last: folded(&member.last_name),
            born_on: member.born_on,
            mobile: comparable(Field::Mobile, &member.mobile),
            email: member.email.as_deref().map(str::to_lowercase).unwrap_or_default(),
            postcode: comparable(Field::Postcode, &member.postcode),
        }
    }

    fn keys(&self) -> Vec<(Sign, String)> {
        let born = self.born_on.map(|day| day.to_string()).unwrap_or_default();
        let shared = [
            (Sign::NamesAndBirth, &self.last, &born),
            (Sign::NamesAndTelephone, &self.last, &self.mobile),
            (Sign::NamesAndMail, &self.last, &self.email),
            (Sign::NamesAndHome, &self.last, &self.postcode),
            (Sign::FirstNameBirthAndReach, &born, &self.mobile),
            (Sign::FirstNameBirthAndReach, &born, &self.email),
        ];
        let whole = shared.into_iter().filter(|(_, one, other)| !one.is_empty() && !other.is_empty());
        whole.map(|(sign, one, other)| (sign, format!("{one}\n{other}"))).collect()
    }

    /// Whether nothing says that they are two: the first names are alike, and so are the dates of birth where both are known.
    fn may_be(&self, other: &Self) -> bool {
        let is_born_elsewhen = matches!((self.born_on, other.born_on), (Some(one), Some(other)) if one != other);
        let are_alike = self.first.iter().any(|one| other.first.iter().any(|other| is_short_for(one, other)));
        are_alike && !is_born_elsewhen
    }
}

/// "J" for "Joe", and the same name.
fn is_short_for(one: &str, other: &str) -> bool {
    let (short, long) = if one.chars().count() <= other.chars().count() { (one, other) } else { (other, one) };
    short == long || (short.chars().count() == 1 && long.starts_with(short))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::BranchId;

    fn member(name: &str) -> Member {
        let (first, last) = name.split_once(' ').expect("two names");
        Member {
            id: MemberId::fresh(),
            branch_id: BranchId::fresh(),
            account_id: None,
            number: String::new(),
            title: String::new(),
            first_name: first.to_owned(),
            preferred_name: String::new(),
            last_name: last.to_owned(),
            email: None,
            mobile: String::new(),
            address: String::new(),
            town: String::new(),
            postcode: String::new(),
            gender: String::new(),
            born_on: None,
            paid_to: None,
        }
    }

    fn signs(people: &[Member]) -> Vec<Sign> {
        let all = people.iter().map(|person| person.id).collect();
        pairs(people, &all, &HashSet::new(), &HashSet::new()).iter().map(|pair| pair.sign).collect()
    }

    fn born(day: &str, person: Member) -> Member {
        Member { born_on: Some(day.parse().expect("a day")), ..person }
    }

    fn at(postcode: &str, person: Member) -> Member {
        Member { postcode: postcode.to_owned(), ..person }
    }

    fn writing(email: &str, person: Member) -> Member {
        Member { email: Some(email.to_owned()), ..person }
    }

    #[test]
    fn names_and_birth_are_the_strongest_sign_whatever_the_spelling() {
        let one = at("NM1 1AB", born("1980-02-03", member("Zoë O'Brien")));
        let other = at("nm11ab", born("1980-02-03", member("Zoe OBrien")));
        assert_eq!(signs(&[one, other]), [Sign::NamesAndBirth]);
    }

    #[test]
    fn a_couple_that_shares_a_mail_address_is_two_people() {
        let one = writing("story@example.org", member("Tom Story"));
        let other = writing("story@example.org", member("Ama Story"));
        assert!(signs(&[one, other]).is_empty());
    }

    #[test]
    fn father_and_son_of_one_name_and_home_are_two_people() {
        let father = at("NM1 1AB", born("1950-01-01", member("John Lewis")));
        let son = at("NM1 1AB", born("1980-01-01", member("John Lewis")));
        assert!(signs(&[father, son]).is_empty());
    }

    #[test]
    fn an_initial_and_the_name_one_is_called_by_are_first_names() {
        let one = at("NM1 1AB", Member { preferred_name: "Bill".into(), ..member("William Tandy") });
        let other = at("NM1 1AB", member("Bill Tandy"));
        let third = at("NM1 1AB", member("B Tandy"));
        assert_eq!(signs(&[one, other, third]), [Sign::NamesAndHome; 3]);
    }

    #[test]
    fn whoever_married_is_known_by_birth_and_telephone() {
        let call = |person: Member| Member { mobile: "07700 900123".into(), ..person };
        let one = call(born("1980-02-03", member("Petra Lewis")));
        let other = call(born("1980-02-03", member("Petra Story")));
        assert_eq!(signs(&[one, other]), [Sign::FirstNameBirthAndReach]);
    }

    #[test]
    fn two_who_left_and_two_of_whom_it_is_known_are_not_asked_about() {
        let people = [at("NM1 1AB", member("Tom Lewis")), at("NM1 1AB", member("Tom Lewis"))];
        let (all, nobody) = (people.iter().map(|person| person.id).collect::<HashSet<_>>(), HashSet::new());
        assert!(pairs(&people, &nobody, &nobody, &HashSet::new()).is_empty());
        let ids = (people[0].id.min(people[1].id), people[0].id.max(people[1].id));
        assert!(pairs(&people, &all, &nobody, &HashSet::from([ids])).is_empty());
        assert!(pairs(&people, &all, &HashSet::from([people[0].id]), &HashSet::new()).is_empty());
    }

    #[test]
    fn a_home_for_many_of_one_name_makes_no_pairs() {
        let many: Vec<Member> = (0..9).map(|_| at("NM1 1AB", member("Sister Mary"))).collect();
        assert!(signs(&many).is_empty());
    }
}
