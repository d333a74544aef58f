//! Shortlisting: an officer ticks who is on the lists, sees what the rules ask, and settles them; the names on the shortlist
//! then stand for election.

use std::collections::HashMap;

use super::{
    Selection,
    application::{Application, Belonging, Incumbency},
    applying,
    body::{self, Body},
    entitlement::{self, Ground},
    listing::{List, Listing, Settled},
    nominating,
    nomination::Nomination,
    rules::{
        self,
        lists::{Applicant, At, Flaw, NotListed},
    },
    store, timetable,
};
use crate::{
    audit::Act,
    branch::{self, Branch},
    db::{Conn, MemberId, RowId, SelectionId},
    members,
    rulebook::{Eligibility, Plan},
    web::{Faults, Problem},
};

/// Somebody who applied, with all that speaks for her and against.
#[derive(Debug, Clone)]
pub struct Runner {
    pub application: Application,
    pub nominated_by: Vec<Body>,
    pub grounds: Vec<Ground>,
    pub applicant: Applicant,
}

/// A selection on its way to its lists.
#[derive(Debug, Clone)]
pub struct Field {
    pub selection: Selection,
    pub plan: Plan,
    pub settled: Vec<Settled>,
    pub runners: Vec<Runner>,
}

impl Field {
    /// Reads everybody who applied, by name.
    pub fn read(conn: &mut Conn, branch: &Branch, id: SelectionId) -> diesel::QueryResult<Self> {
        let selection = store::find(conn, branch.id, id)?;
        let plan = timetable::plan_of(conn, branch, &selection)?;
        let bodies = body::bodies_of(conn, branch, &selection)?;
        let nominations: Vec<Nomination> =
            nominating::standing(conn, branch.id, id)?.into_iter().map(|(nomination, _)| nomination).collect();
        let listings = by_member(store::listings_of(conn, branch.id, id)?);
        let applications = store::applications_of(conn, branch.id, id)?;
        let ids: Vec<MemberId> = applications.iter().map(|one| one.member_id).collect();
        let names = members::names(conn, branch.id, &ids)?;
        let mut runners = Vec::with_capacity(applications.len());
        for application in applications {
            let member = application.member_id;
            let standing = applying::standing(conn, branch, &selection, &plan, member)?;
            let by = nominations.iter().filter(|one| one.nominee_id == Some(member));
            let nominated_by: Vec<Body> = by.filter_map(|one| bodies.find(one.body_id).cloned()).collect();
            let named: Vec<&Body> = nominated_by.iter().collect();
            let grounds = entitlement::grounds(&branch.rulebook, &bodies, &named, application.incumbency);
            let name = names.get(&member).cloned().unwrap_or_default();
            let applicant = applicant(name, &application, (&grounds, standing.as_ref()), listings.get(&member));
            runners.push(Runner { application, nominated_by, grounds, applicant });
        }
        runners.sort_by(|one, other| one.applicant.name.cmp(&other.applicant.name));
        let settled = store::settled_of(conn, branch.id, id)?;
        Ok(Self { selection, plan, settled, runners })
    }

    pub fn applicants(&self) -> Vec<Applicant> {
        self.runners.iter().map(|runner| runner.applicant.clone()).collect()
    }
}

fn by_member(listings: Vec<Listing>) -> HashMap<MemberId, Listing> {
    listings.into_iter().map(|listing| (listing.member_id, listing)).collect()
}

/// Until anything is ticked, whoever has a place by right is.
fn applicant(
    name: String,
    application: &Application,
    (grounds, standing): (&[Ground], Option<&Eligibility>),
    listing: Option<&Listing>,
) -> Applicant {
    let by_right = entitlement::clause(grounds).map(ToOwned::to_owned);
    let told = |standing: &Eligibility| {
        standing.obstacles().map(|reason| format!("{} ({})", reason.says, reason.clause)).collect::<Vec<_>>().join(" ")
    };
    let obstacle = standing.map(told).unwrap_or_default();
    let at_first = by_right.is_some() && obstacle.is_empty();
    Applicant {
        member: application.member_id,
        name,
        belongs: application.belongs,
        on_longlist: listing.map_or(at_first, |listing| listing.on_longlist),
        on_shortlist: listing.map_or(at_first, |listing| listing.on_shortlist),
        reason: listing.map(|listing| listing.reason.clone()).unwrap_or_default(),
        by_right,
        obstacle,
    }
}

/// What was ticked for one who applied.
#[derive(Debug, Clone, Default)]
pub struct Ticked {
    pub longlist: bool,
    pub shortlist: bool,
    pub reason: String,
}

/// Keeps the ticks and the reasons. A list that is settled stays as it is.
///
/// # Errors
/// Refuses what [`rules::lists::may_choose`] refuses, and ticks when all lists are settled.
pub fn tick(act: &mut Act<'_>, selection: SelectionId, ticked: &HashMap<MemberId, Ticked>) -> Result<(), Problem> {
    let (branch, field) = begun(act, selection)?;
    rules::lists::may_choose(&field.selection, &field.plan, branch.date_of(act.at()))?;
    let next = rules::lists::next_list(&field.plan, &field.settled);
    let Some(next) = next else { return Err(NotListed::Settled { list: List::Shortlist }.into()) };
    let (stands, nothing) = (rules::lists::is_settled(&field.settled, List::Longlist), Ticked::default());
    let listings = field.runners.into_iter().map(|runner| {
        let one = runner.applicant;
        let typed = ticked.get(&one.member).unwrap_or(&nothing);
        let on_longlist = if stands { one.on_longlist } else { typed.longlist };
        // Whoever fell out of the longlist has read her reason.
        let has_read = next == List::Shortlist && stands && !one.on_longlist;
        Listing {
            member_id: one.member,
            on_longlist,
            on_shortlist: typed.shortlist && !has_read,
            reason: if has_read { one.reason } else { typed.reason.trim().to_owned() },
        }
    });
    store::keep_listings(act, selection, &listings.collect::<Vec<_>>())?;
    Ok(())
}

fn begun(act: &mut Act<'_>, selection: SelectionId) -> Result<(Branch, Field), Problem> {
    let id = act.branch();
    let branch = branch::find(act.conn(), id)?;
    let field = Field::read(act.conn(), &branch, selection)?;
    Ok((branch, field))
}

/// Who decided on a list, and why it lacks what the rules ask for, where it does.
#[derive(Debug, Clone)]
pub struct Decision {
    pub decided_by: String,
    pub except_because: String,
}

/// Settles a list as it is ticked. Those on the shortlist stand for election.
///
/// # Errors
/// Refuses what [`rules::lists`] refuses, each at the person whom it is about.
pub fn settle(act: &mut Act<'_>, selection: SelectionId, list: List, decision: &Decision) -> Result<(), Problem> {
    let (branch, field) = begun(act, selection)?;
    let today = branch.date_of(act.at());
    rules::lists::may_choose(&field.selection, &field.plan, today)?;
    rules::lists::may_be_settled(&field.plan, &field.settled, list)?;
    let applied = field.applicants();
    let asked = rules::lists::asked(&branch.rulebook, list, &applied);
    let mut flaws = rules::lists::flaws(list, &rules::lists::lists_of(&field.plan), &applied);
    flaws.extend(rules::lists::may_lack(&asked, &decision.except_because).err());
    if decision.decided_by.is_empty() {
        flaws.push(Flaw { at: At::DecidedBy, why: NotListed::NobodyDecided });
    }
    at_their_fields(&flaws, list).check()?;
    let listings: Vec<Listing> = applied.iter().map(Listing::from).collect();
    store::keep_listings(act, selection, &listings)?;
    if list == List::Shortlist {
        stand_for_election(act, &field)?;
    }
    let Decision { decided_by, mut except_because } = decision.clone();
    if !rules::lists::is_exception(&asked) {
        except_because.clear();
    }
    let sizes = store::Sizes {
        on: applied.iter().filter(|one| one.is_on(list)).count(),
        by_right: applied.iter().filter(|one| one.is_on(list) && one.by_right.is_some()).count(),
        left_out: applied.iter().filter(|one| !one.is_on(list)).count(),
    };
    store::settle(act, selection, &Settled { list, settled_on: today, decided_by, except_because }, sizes)?;
    Ok(())
}

fn at_their_fields(flaws: &[Flaw], list: List) -> Faults {
    let mut faults = Faults::default();
    for Flaw { at, why } in flaws {
        let field = match at {
            At::Tick(member) => format!("{list}-{member}"),
            At::Reason(member) => format!("reason-{member}"),
            At::DecidedBy => "decided_by".to_owned(),
            At::Exception => "except_because".to_owned(),
        };
        faults.add(&field, why.to_string());
    }
    faults
}

impl From<&Applicant> for Listing {
    fn from(one: &Applicant) -> Self {
        let Applicant { member, on_longlist, on_shortlist, reason, .. } = one.clone();
        Self { member_id: member, on_longlist, on_shortlist, reason }
    }
}

/// The names on the shortlist stand; whoever applied and is not on it does not.
fn stand_for_election(act: &mut Act<'_>, field: &Field) -> diesel::QueryResult<()> {
    let (branch, selection) = (field.selection.branch_id, field.selection.id);
    let named = store::candidates_of(act.conn(), branch, selection)?;
    for runner in &field.runners {
        let member = runner.applicant.member;
        match (runner.applicant.on_shortlist, named.iter().any(|one| one.member_id == member)) {
            (true, false) => store::name(act, selection, member, &runner.application.statement)?,
            (false, true) => store::unname(act, selection, member)?,
            _ => {}
        }
    }
    Ok(())
}

/// Undoes the settling of a list: its names no longer stand, and it can be ticked anew.
///
/// # Errors
/// Names on the paper, and what [`rules::lists::may_be_undone`] refuses.
pub fn undo(act: &mut Act<'_>, selection: SelectionId, list: List) -> Result<(), Problem> {
    let (_, field) = begun(act, selection)?;
    rules::may_change(&field.selection)?;
    rules::lists::may_be_undone(&field.settled, list)?;
    if list == List::Shortlist {
        for runner in field.runners.iter().filter(|runner| runner.applicant.on_shortlist) {
            store::unname(act, selection, runner.applicant.member)?;
        }
    }
    store::unsettle(act, selection, list)?;
    Ok(())
}

/// Confirms that somebody who applied holds the office now, or takes that back.
///
/// # Errors
/// Names on the paper, and an application that is not there.
pub fn mark_incumbent(act: &mut Act<'_>, selection: SelectionId, application: RowId, is: Incumbency) -> Result<(), Problem> {
    let id = act.branch();
    let found = store::find(act.conn(), id, selection)?;
    rules::may_change(&found)?;
    store::set_incumbency(act, selection, application, is)?;
    Ok(())
}

/// Before the ballot is drafted: nobody who applied is left out without a reason to read, or against a right.
///
/// # Errors
/// The first such person, with the clause where there is one.
pub fn may_be_put(act: &mut Act<'_>, branch: &Branch, selection: SelectionId) -> Result<(), Problem> {
    let field = Field::read(act.conn(), branch, selection)?;
    let named = store::candidates_of(act.conn(), branch.id, selection)?;
    let is_named = |one: &&Runner| named.iter().any(|candidate| candidate.member_id == one.applicant.member);
    let left_out: Vec<&Runner> = field.runners.iter().filter(|one| !is_named(one)).collect();
    let entitled = left_out.iter().map(|one| &one.applicant).find(|one| one.by_right.is_some() && one.obstacle.is_empty());
    if let Some(Applicant { name, by_right: Some(clause), .. }) = entitled {
        return Err(NotListed::ByRight { name: name.clone(), list: List::Shortlist, clause: clause.clone() }.into());
    }
    let is_settled = rules::lists::is_settled(&field.settled, List::Shortlist);
    if branch.rulebook.shortlist.is_some() && !left_out.is_empty() && !is_settled {
        return Err(NotListed::LeftOut.into());
    }
    Ok(())
}

/// The group that an applicant counts in, as she said herself.
pub fn said_of(belongs: Belonging, group: &str) -> String {
    match belongs {
        Belonging::Belongs if !group.is_empty() => format!("Counts among the {group}."),
        Belonging::NotSaid if !group.is_empty() => {
            format!("Has not said, so counts neither among the {group} nor among the others.")
        }
        _ => String::new(),
    }
}
