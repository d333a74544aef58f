//! Sharing joiners out among those who welcome them, so that nobody has many more than another.

use super::{
    joiner::{Joiner, Welcomer},
    rules::may_welcome,
};

/// Who welcomes each joiner: of those who may, the one with the fewest to speak with; among equals a neighbour from the
/// same ward, then whoever was named first. Nobody, where none of them may.
pub fn share_out<'a>(joiners: &'a [Joiner], welcomers: &'a [Welcomer]) -> Vec<(&'a Joiner, Option<&'a Welcomer>)> {
    let mut hands: Vec<usize> = welcomers.iter().map(|welcomer| welcomer.waiting).collect();
    let mut shared = Vec::with_capacity(joiners.len());
    for joiner in joiners {
        let open = (0..welcomers.len()).filter(|place| may_welcome(joiner, &welcomers[*place]).is_ok());
        let chosen = open.min_by_key(|place| (hands[*place], !are_neighbours(joiner, &welcomers[*place]), *place));
        if let Some(place) = chosen {
            hands[place] += 1;
        }
        shared.push((joiner, chosen.map(|place| &welcomers[place])));
    }
    shared
}

fn are_neighbours(joiner: &Joiner, welcomer: &Welcomer) -> bool {
    joiner.ward.is_some() && joiner.ward == welcomer.ward
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::db::MemberId;

    fn joiner(ward: &str, is_young: bool) -> Joiner {
        let ward = Some(ward.to_owned());
        let (name, number) = (String::new(), String::new());
        Joiner { id: MemberId::fresh(), name, number, ward, joined_on: NaiveDate::default(), is_young }
    }

    fn welcomer(name: &str, ward: &str, waiting: usize) -> Welcomer {
        Welcomer {
            id: MemberId::fresh(),
            name: name.to_owned(),
            ward: Some(ward.to_owned()),
            is_member: true,
            has_address: true,
            wants_none: false,
            keeps_register: false,
            waiting,
        }
    }

    fn names(shared: &[(&Joiner, Option<&Welcomer>)]) -> Vec<String> {
        shared.iter().map(|(_, welcomer)| welcomer.map_or("nobody", |welcomer| &welcomer.name).to_owned()).collect()
    }

    #[test]
    fn each_gets_as_many_as_the_others_and_neighbours_first() {
        let joiners = [joiner("Harbour", false), joiner("Millbank", false), joiner("Harbour", false), joiner("Harbour", false)];
        let welcomers = [welcomer("Tom", "Millbank", 0), welcomer("Ama", "Harbour", 0)];
        assert_eq!(names(&share_out(&joiners, &welcomers)), ["Ama", "Tom", "Ama", "Tom"]);
    }

    #[test]
    fn whoever_has_some_to_speak_with_already_gets_fewer() {
        let joiners = [joiner("Millbank", false), joiner("Millbank", false), joiner("Millbank", false)];
        let welcomers = [welcomer("Tom", "Millbank", 2), welcomer("Ama", "Harbour", 0)];
        assert_eq!(names(&share_out(&joiners, &welcomers)), ["Ama", "Ama", "Tom"]);
    }

    #[test]
    fn somebody_under_age_waits_for_an_officer_of_the_register() {
        let joiners = [joiner("Millbank", true)];
        let tom = welcomer("Tom", "Millbank", 0);
        let nadia = Welcomer { keeps_register: true, ..welcomer("Nadia", "Harbour", 5) };
        assert_eq!(names(&share_out(&joiners, std::slice::from_ref(&tom))), ["nobody"]);
        assert_eq!(names(&share_out(&joiners, &[tom, nadia])), ["Nadia"]);
    }
}
