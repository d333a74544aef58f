//! For what somebody must still be known: ballots, motions, selections and offices that are not over.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::super::erasure::Hold;
use crate::{
    branch::Branch,
    db::{
        Conn, MemberId,
        schema::{
            ballot_roll, ballots, motions, officer_contests, officer_nominations, selection_candidates, selection_complaints,
            selections,
        },
    },
    members,
};

/// Everything for which a member must still be known on a day.
pub fn holds(conn: &mut Conn, branch: &Branch, member: MemberId, today: NaiveDate) -> QueryResult<Vec<Hold>> {
    let mut holds = offices(conn, branch, member, today)?;
    let ballots: Vec<String> = ballot_roll::table
        .inner_join(ballots::table)
        .filter(ballot_roll::branch_id.eq(branch.id))
        .filter(ballot_roll::member_id.eq(member))
        .filter(ballots::closed_at.is_null())
        .select(ballots::title)
        .load(conn)?;
    let hold = |title: String| Hold { says: format!("on the roll of the ballot {title}"), until: "until it is counted" };
    holds.extend(ballots.into_iter().map(hold));
    let complaints: Vec<String> = ballot_roll::table
        .inner_join(ballots::table)
        .filter(ballot_roll::branch_id.eq(branch.id))
        .filter(ballot_roll::member_id.eq(member))
        .filter(ballots::kept_because.ne(""))
        .select(ballots::title)
        .load(conn)?;
    let hold =
        |title: String| Hold { says: format!("on the roll of the ballot {title}"), until: "until the complaint is settled" };
    holds.extend(complaints.into_iter().map(hold));
    let motions: Vec<String> = motions::table
        .filter(motions::branch_id.eq(branch.id))
        .filter(motions::mover_id.eq(member).or(motions::seconder_id.eq(Some(member)).assume_not_null()))
        .filter(motions::decided_at.is_null())
        .filter(motions::state.eq_any(["waiting-for-seconder", "seconded", "in-order"]))
        .select(motions::title)
        .load(conn)?;
    let hold =
        |title: String| Hold { says: format!("mover or seconder of {title}"), until: "until it is decided or withdrawn" };
    holds.extend(motions.into_iter().map(hold));
    let stands: Vec<String> = selection_candidates::table
        .inner_join(selections::table)
        .filter(selection_candidates::branch_id.eq(branch.id))
        .filter(selection_candidates::member_id.eq(member))
        .filter(selections::ballot_id.is_null())
        .select(selections::office)
        .load(conn)?;
    let hold = |office: String| Hold { says: format!("stands for {office}"), until: "until the selection is over" };
    holds.extend(stands.into_iter().map(hold));
    let waiting = selection_complaints::answered_on
        .is_null()
        .or(selection_complaints::appealed_on.is_not_null().and(selection_complaints::decided_on.is_null()));
    let complained: i64 = selection_complaints::table
        .filter(selection_complaints::branch_id.eq(branch.id))
        .filter(selection_complaints::member_id.eq(member))
        .filter(waiting)
        .count()
        .get_result(conn)?;
    holds.extend((complained > 0).then(|| Hold { says: "complained about a selection".into(), until: "until it is settled" }));
    holds.extend(nominations(conn, branch, member)?);
    Ok(holds)
}

/// Offices for which they are named and nobody is declared elected yet.
fn nominations(conn: &mut Conn, branch: &Branch, member: MemberId) -> QueryResult<Vec<Hold>> {
    let titles: Vec<String> = officer_nominations::table
        .inner_join(officer_contests::table)
        .filter(officer_nominations::branch_id.eq(branch.id))
        .filter(
            officer_nominations::member_id.eq(member).or(officer_nominations::partner_id.eq(Some(member)).assume_not_null()),
        )
        .filter(officer_nominations::withdrawn_on.is_null())
        .filter(officer_contests::declared_on.is_null())
        .select(officer_contests::title)
        .load(conn)?;
    let hold = |title: String| Hold { says: format!("is named for {title}"), until: "until somebody is declared elected" };
    Ok(titles.into_iter().map(hold).collect())
}

fn offices(conn: &mut Conn, branch: &Branch, member: MemberId, today: NaiveDate) -> QueryResult<Vec<Hold>> {
    let terms = members::terms_of(conn, branch.id, member)?;
    let held = terms.into_iter().filter(|term| term.to_on.is_none_or(|last| last >= today));
    let hold = |office: String| Hold { says: format!("holds the office of {office}"), until: "until the term ends" };
    Ok(held.map(|term| hold(term.office.called(&branch.rulebook))).collect())
}
