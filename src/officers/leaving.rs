//! Casual vacancies: somebody leaves an office before the term is over; another acts until the next meeting that can elect;
//! whoever is elected there has the rest of the term.

use chrono::NaiveDate;

use super::{
    rules, store,
    vacancy::{Because, Since, Vacancy},
};
use crate::{
    audit::Act,
    branch::{self, Branch},
    db::{Conn, MemberId, RowId},
    meetings::{self, Meeting},
    members,
    rulebook::{Answer, Tenure},
    web::Problem,
};

/// Who leaves which term, when and why, and who acts until then.
#[derive(Debug, Clone)]
pub struct Leaving {
    pub term: RowId,
    /// The last day in office.
    pub last_on: NaiveDate,
    pub because: Because,
    pub acting: Option<MemberId>,
}

/// Ends a term early: the office is vacant from the next day.
///
/// # Errors
/// Refuses an office that is not held on that day, and leaving the branch without anybody who looks after it.
pub fn leave(act: &mut Act<'_>, leaving: &Leaving) -> Result<Vacancy, Problem> {
    let id = act.branch();
    let branch = branch::find(act.conn(), id)?;
    let term = members::find_term(act.conn(), id, leaving.term)?;
    rules::may_leave(&branch.rulebook, &term, leaving.last_on)?;
    let vacancy = Vacancy {
        id: RowId::fresh(),
        office: term.office.as_str().to_owned(),
        term_id: term.id,
        member_id: term.member,
        from_on: leaving.last_on.succ_opt().unwrap_or(leaving.last_on),
        because: leaving.because,
        ends_on: term.to_on,
    };
    store::insert_vacancy(act, &vacancy)?;
    if let Some(member) = leaving.acting {
        take_over(act, &branch, &vacancy, member)?;
    }
    let mut others = members::terms_from(act.conn(), id, term.from_on.min(leaving.last_on))?;
    others.retain(|other| other.id != term.id);
    members::may_end(&term, leaving.last_on, &others)?;
    members::end_term(act, &term, leaving.last_on)?;
    Ok(vacancy)
}

/// Puts somebody into a vacant office until the next meeting that can elect.
///
/// # Errors
/// Refuses a vacancy that is over, one who is no member, and an office that somebody acts in already.
pub fn act_in(act: &mut Act<'_>, vacancy: RowId, member: MemberId) -> Result<Vacancy, Problem> {
    let id = act.branch();
    let branch = branch::find(act.conn(), id)?;
    let found = store::vacancy(act.conn(), id, vacancy)?;
    take_over(act, &branch, &found, member)?;
    Ok(found)
}

/// Takes a leaving back that was noted by mistake: the term goes on as it would have, and nobody acts in the office.
///
/// # Errors
/// Refuses what [`rules::may_undo_leaving`] refuses.
pub fn undo(act: &mut Act<'_>, vacancy: RowId) -> Result<(), Problem> {
    let id = act.branch();
    let branch = branch::find(act.conn(), id)?;
    let found = store::vacancy(act.conn(), id, vacancy)?;
    let term = members::find_term(act.conn(), id, found.term_id)?;
    let today = branch.date_of(act.at());
    let since = since(act.conn(), &branch, &found, today)?;
    rules::may_undo_leaving(&found, &term, &since)?;
    members::let_term_run(act, &term, found.ends_on)?;
    for acting in since.acting {
        members::end_term(act, &acting, before(acting.from_on))?;
    }
    store::delete_vacancy(act, &found)?;
    Ok(())
}

/// Takes somebody out again who was put into a vacant office by mistake; the office stays vacant.
///
/// # Errors
/// Refuses what [`rules::may_undo_acting`] refuses, and leaving the branch without anybody who looks after it.
pub fn undo_acting(act: &mut Act<'_>, vacancy: RowId) -> Result<(), Problem> {
    let id = act.branch();
    let branch = branch::find(act.conn(), id)?;
    let found = store::vacancy(act.conn(), id, vacancy)?;
    let today = branch.date_of(act.at());
    let since = since(act.conn(), &branch, &found, today)?;
    let term = rules::may_undo_acting(&since)?;
    let last_on = before(term.from_on);
    let mut others = members::terms_from(act.conn(), id, last_on)?;
    others.retain(|other| other.id != term.id);
    members::may_end(term, last_on, &others)?;
    members::end_term(act, term, last_on)?;
    store::delete_acting(act, &found, term.id)?;
    Ok(())
}

/// What has come of a vacancy so far.
pub fn since(conn: &mut Conn, branch: &Branch, vacancy: &Vacancy, today: NaiveDate) -> Result<Since, Problem> {
    let is_filled = !open(conn, branch, today)?.iter().any(|open| open.id == vacancy.id);
    let mut acting = Vec::new();
    for term in store::acting_in(conn, branch.id, vacancy.id)? {
        acting.push(members::find_term(conn, branch.id, term)?);
    }
    acting.retain(|term| !is_withdrawn(term));
    Ok(Since { today, is_filled, is_up: is_up(conn, branch, &vacancy.office, today)?, acting })
}

/// Whether an office is to be filled at a meeting that is still to come.
fn is_up(conn: &mut Conn, branch: &Branch, office: &str, today: NaiveDate) -> Result<bool, Problem> {
    for elections in store::all(conn, branch.id)? {
        let contests = store::contests_of(conn, branch.id, elections.id)?;
        let is_up = contests.iter().any(|contest| contest.office == office && contest.declared_on.is_none());
        if is_up && meetings::find(conn, branch.id, elections.meeting_id)?.on(branch) >= today {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The day before a term would begin, with which one ends that never does.
fn before(from_on: NaiveDate) -> NaiveDate {
    from_on.pred_opt().unwrap_or(from_on)
}

fn take_over(act: &mut Act<'_>, branch: &Branch, vacancy: &Vacancy, member: MemberId) -> Result<(), Problem> {
    let today = branch.date_of(act.at());
    let from_on = vacancy.from_on.max(today);
    let person = members::persons(act.conn(), branch.id, &[member])?.pop().ok_or(Problem::NotFound)?;
    let acting = store::acting_in(act.conn(), branch.id, vacancy.id)?;
    let held = members::terms_from(act.conn(), branch.id, from_on)?;
    let is_acted_in = held.iter().any(|term| acting.contains(&term.id) && term.covers(from_on));
    rules::may_act_in(&person, &branch.rulebook.membership.classes, is_acted_in)?;
    let ends_on = acting_until(act.conn(), branch, &vacancy.office, from_on)?.value;
    let office = vacancy.office.parse().unwrap_or(members::Office::Other(vacancy.office.clone()));
    let own: Vec<_> = held.into_iter().filter(|term| term.member == member).collect();
    members::may_take(&office, (from_on, ends_on), &own)?;
    let term = members::take_office(act, member, &office, (from_on, ends_on), "acting")?;
    store::insert_acting(act, vacancy, term, member)?;
    Ok(())
}

/// The last day of whoever acts in an office from that day, and how it was worked out.
pub fn acting_until(
    conn: &mut Conn,
    branch: &Branch,
    office: &str,
    from: NaiveDate,
) -> diesel::QueryResult<Answer<Option<NaiveDate>>> {
    let next = next_electing(conn, branch, from)?;
    let next_meeting_on = next.map(|meeting| meeting.on(branch));
    Ok(branch.rulebook.term_ends(office, Tenure::Acting { from, next_meeting_on }))
}

/// The next meeting at which a vacant office can be filled with the notice that the rules ask for.
pub fn next_electing(conn: &mut Conn, branch: &Branch, from: NaiveDate) -> diesel::QueryResult<Option<Meeting>> {
    let at = branch.rulebook.beginning_of(from);
    let all = meetings::upcoming(conn, branch.id, at.into())?;
    Ok(all.into_iter().find(|meeting| rules::can_elect(&branch.rulebook, meeting, meeting.on(branch), from)))
}

/// The vacancies that no election has filled yet, with whoever left.
///
/// # Errors
/// What the database says.
pub fn open(conn: &mut Conn, branch: &Branch, today: NaiveDate) -> diesel::QueryResult<Vec<Vacancy>> {
    let mut vacancies = store::vacancies(conn, branch.id)?;
    let (held, acting) = (members::terms_from(conn, branch.id, today)?, store::all_acting(conn, branch.id)?);
    vacancies.retain(|vacancy| {
        let elected = held.iter().filter(|term| {
            term.office.as_str() == vacancy.office
                && term.from_on >= vacancy.from_on
                && !acting.contains(&term.id)
                && !is_withdrawn(term)
        });
        elected.count() == 0 && vacancy.ends_on.is_none_or(|ends_on| today <= ends_on)
    });
    Ok(vacancies)
}

/// A term that was taken back before it began.
pub fn is_withdrawn(term: &members::Term) -> bool {
    term.to_on.is_some_and(|to| to < term.from_on)
}
