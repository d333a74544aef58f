//! Places of a selection that the rules keep for a group, such as at least one woman for a ward of several: whether those who
//! stand can fill them, how the count of the ballot keeps them, and applications opened again for that group alone.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::json;

use super::{
    Candidate, Selection,
    application::Belonging,
    rules::{self, NotSo},
    selection::path,
    store, timetable,
};
use crate::{
    audit::Act,
    ballots::NewGroup,
    branch::{self, Branch},
    db::{Conn, MemberId, SelectionId},
    rulebook::{Answer, Declared, QuotaOutcome, Rulebook},
    web::Problem,
};

/// The rulebook's quota for those whom a selection chooses.
const SELECTION: &str = "selection";

/// The places kept in one selection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// In the plural: "women".
    pub group: String,
    pub answer: Answer<QuotaOutcome>,
    /// Those who stand and said that they belong to it.
    members: Vec<MemberId>,
}

/// For whom the rules keep places, on a shortlist or among those chosen; empty where for nobody.
pub fn group(book: &Rulebook) -> &str {
    book.quota.get("shortlist").or_else(|| book.quota.get(SELECTION)).map_or("", |rule| &rule.group)
}

/// The places kept between those who stand, or who applied while nobody is named; none where the rules keep none of so few.
pub fn places(
    conn: &mut Conn,
    branch: &Branch,
    selection: &Selection,
    named: &[Candidate],
) -> diesel::QueryResult<Option<Kept>> {
    let applications = store::applications_of(conn, branch.id, selection.id)?;
    let said: HashMap<MemberId, Belonging> = applications.into_iter().map(|one| (one.member_id, one.belongs)).collect();
    let standing: Vec<MemberId> = match named {
        [] => said.keys().copied().collect(),
        named => named.iter().map(|candidate| candidate.member_id).collect(),
    };
    Ok(among(&branch.rulebook, seats(selection), &standing, &said))
}

fn seats(selection: &Selection) -> u32 {
    u32::try_from(selection.seats).unwrap_or_default()
}

/// Whoever was named without an application has not said.
fn among(book: &Rulebook, seats: u32, standing: &[MemberId], said: &HashMap<MemberId, Belonging>) -> Option<Kept> {
    let rule = book.quota.get(SELECTION).filter(|rule| rule.need(seats) > 0)?;
    let says = |member: &MemberId| said.get(member).copied().unwrap_or(Belonging::NotSaid);
    let of = |wanted| standing.iter().filter(|member| says(member) == wanted).copied().collect::<Vec<_>>();
    let counted = |wanted| u32::try_from(of(wanted).len()).unwrap_or(u32::MAX);
    let people = Declared {
        in_group: counted(Belonging::Belongs),
        others: counted(Belonging::DoesNot),
        not_said: counted(Belonging::NotSaid),
    };
    let answer = book.quota(SELECTION, seats, people)?;
    Some(Kept { group: rule.group.clone(), answer, members: of(Belonging::Belongs) })
}

impl Kept {
    /// How many too few of the group stand.
    pub fn short_by(&self) -> u32 {
        match self.answer.value {
            QuotaOutcome::Met { .. } => 0,
            QuotaOutcome::CannotBeMet { short_by, .. } => short_by,
        }
    }

    /// The same as a term of the count: as many as the rules ask for, or all of the group where fewer stand.
    pub fn term(&self, names: &HashMap<MemberId, String>) -> Option<NewGroup> {
        let (QuotaOutcome::Met { need } | QuotaOutcome::CannotBeMet { need, .. }) = self.answer.value;
        let members: Vec<String> = self.members.iter().filter_map(|member| names.get(member).cloned()).collect();
        let at_least = need.min(u32::try_from(members.len()).unwrap_or(u32::MAX));
        (at_least > 0).then(|| NewGroup { name: self.group.clone(), at_least, at_most: u32::MAX, members })
    }
}

/// Opens applications again, for the group alone.
///
/// # Errors
/// Refuses what [`rules::kept::may_reopen`] refuses.
pub fn reopen(act: &mut Act<'_>, selection: SelectionId, until: NaiveDate) -> Result<String, Problem> {
    let (branch, found) = read(act, selection)?;
    let named = store::candidates_of(act.conn(), branch.id, selection)?;
    let plan = timetable::plan_of(act.conn(), &branch, &found)?;
    let kept = places(act.conn(), &branch, &found, &named)?.ok_or(NotSo::NothingKept)?;
    rules::kept::may_reopen(&found, &plan, &kept, until, branch.date_of(act.at()))?;
    store::set_reopened(act, selection, Some(until))?;
    act.record("selection.reopened", path(selection), json!({ "for": kept.group, "until": until }));
    Ok(kept.group)
}

/// Closes them again before their day.
///
/// # Errors
/// Applications that are not open again, and names that are on the paper.
pub fn close_again(act: &mut Act<'_>, selection: SelectionId) -> Result<(), Problem> {
    let (branch, found) = read(act, selection)?;
    rules::may_change(&found)?;
    if !rules::kept::is_open_again(&found, branch.date_of(act.at())) {
        return Err(NotSo::NotOpenAgain.into());
    }
    store::set_reopened(act, selection, None)?;
    act.record("selection.closed-again", path(selection), json!({}));
    Ok(())
}

fn read(act: &mut Act<'_>, selection: SelectionId) -> diesel::QueryResult<(Branch, Selection)> {
    let id = act.branch();
    Ok((branch::find(act.conn(), id)?, store::find(act.conn(), id, selection)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::preset;

    /// At least one woman for a ward of several.
    fn book() -> Rulebook {
        Rulebook::parse(&preset("party-branch").expect("a model"), &preset).expect("a sound model")
    }

    #[test]
    fn one_of_two_places_is_kept_and_the_count_keeps_it() {
        let [ama, ben, joe] = [0; 3].map(|_| MemberId::random());
        let said = [(ama, Belonging::Belongs), (ben, Belonging::DoesNot)].into();
        let kept = among(&book(), 2, &[ama, ben, joe], &said).expect("a place is kept");

        assert_eq!((kept.group.as_str(), kept.short_by()), ("women", 0));
        let term = kept.term(&[(ama, "Ama".to_owned()), (ben, "Ben".to_owned())].into()).expect("a term");
        assert_eq!((term.at_least, term.members), (1, vec!["Ama".to_owned()]));
    }

    #[test]
    fn a_single_place_is_anybodys() {
        assert_eq!(among(&book(), 1, &[MemberId::random()], &HashMap::new()), None);
    }

    #[test]
    fn where_nobody_of_the_group_stands_the_count_keeps_nothing() {
        let kept = among(&book(), 2, &[MemberId::random()], &HashMap::new()).expect("the rules keep one");
        assert_eq!(kept.short_by(), 1);
        assert_eq!(kept.term(&HashMap::new()), None);
    }
}
