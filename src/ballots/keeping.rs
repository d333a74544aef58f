//! How long the papers of an election and the marks of who voted are kept, and letting go of them. The result stays for ever.

use chrono::NaiveDate;
use serde_json::json;

use super::{Ballot, Hold, ballot::path, election::find_election, objections, roll::Turnout, rules, store};
use crate::{
    audit::Act,
    branch::{self, Branch},
    db::{BallotId, Conn},
    rulebook::Answer,
    web::Problem,
};

/// What is kept of a closed election for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The papers, and the file of them from which anyone may count again.
    Papers,
    /// The marks on the roll of who has voted.
    Marks,
}

impl Kept {
    pub const ALL: [Self; 2] = [Self::Papers, Self::Marks];

    /// Its key in the rulebook's `[retention.*]`.
    const fn rule(self) -> &'static str {
        match self {
            Self::Papers => "ballot-papers",
            Self::Marks => "ballot-marks",
        }
    }

    /// When it went.
    fn gone_on(self, ballot: &Ballot) -> Option<NaiveDate> {
        match self {
            Self::Papers => ballot.papers_gone_on,
            Self::Marks => ballot.marks_gone_on,
        }
    }

    /// The last day on which it is kept, by the rulebook; none where it says nothing or the ballot is not closed.
    pub fn until(self, branch: &Branch, ballot: &Ballot) -> Option<Answer<NaiveDate>> {
        branch.rulebook.keep_until(self.rule(), branch.date_of(ballot.closed_at?))
    }

    /// Whether its time is over and nothing holds it.
    fn is_due(self, branch: &Branch, ballot: &Ballot, holds: &[Hold], today: NaiveDate) -> bool {
        let is_over = self.until(branch, ballot).is_some_and(|until| until.value < today);
        is_over && self.gone_on(ballot).is_none() && rules::may_let_go(ballot, holds, today).is_ok()
    }
}

/// What of the branch's elections is to go today.
pub fn due(conn: &mut Conn, branch: &Branch, today: NaiveDate) -> diesel::QueryResult<Vec<(Ballot, Kept)>> {
    let kept = store::kept(conn, branch.id)?;
    let holds = store::holds(conn, branch.id)?;
    let due = kept.into_iter().flat_map(|ballot| Kept::ALL.map(|kept| (ballot.clone(), kept)));
    Ok(due.filter(|(ballot, kept)| kept.is_due(branch, ballot, &holds, today)).collect())
}

/// The holds that keep a ballot's papers today.
pub fn holds_on(conn: &mut Conn, ballot: &Ballot, today: NaiveDate) -> diesel::QueryResult<Vec<Hold>> {
    let mut holds = store::holds(conn, ballot.branch_id)?;
    holds.retain(|hold| hold.keeps(&ballot.about, today));
    Ok(holds)
}

/// Destroys papers or marks, and has the files swept of them.
///
/// # Errors
/// Refuses what [`rules::may_let_go`] refuses.
pub fn let_go(act: &mut Act<'_>, ballot: &Ballot, kept: Kept, today: NaiveDate) -> Result<(), Problem> {
    let holds = holds_on(act.conn(), ballot, today)?;
    rules::may_let_go(ballot, &holds, today)?;
    match kept {
        Kept::Papers => {
            store::take_out(act, ballot.id)?;
            store::forget_file(act, ballot.id)?;
            store::forget_portraits_on(act, ballot)?;
            store::set_papers_gone(act, ballot.id, today)?;
        }
        Kept::Marks => {
            store::clear_marks(act, ballot)?;
            objections::forget_words(act, ballot)?;
            store::set_marks_gone(act, ballot.id, today)?;
        }
    }
    store::set_unswept(act, ballot.id)?;
    let deed = match kept {
        Kept::Papers => "papers.destroyed",
        Kept::Marks => "marks.destroyed",
    };
    act.record(deed, ballot.path(), json!({}));
    Ok(())
}

/// Keeps papers and marks beyond their time, because a complaint is pending; without a reason, lets them go in time again.
///
/// # Errors
/// Refuses what [`rules::may_hold`] refuses.
pub fn hold(act: &mut Act<'_>, ballot: BallotId, because: &str) -> Result<(), Problem> {
    let branch = act.branch();
    let found = find_election(act.conn(), branch, ballot)?;
    rules::may_hold(&found)?;
    if because.is_empty() {
        let today = branch::find(act.conn(), branch)?.date_of(act.at());
        rules::may_release(&found, &holds_on(act.conn(), &found, today)?)?;
    }
    store::set_kept_because(act, ballot, because)?;
    let deed = if because.is_empty() { "papers.released" } else { "papers.held" };
    act.record(deed, path(ballot), json!({}));
    Ok(())
}

/// How many were entitled and voted. Once the marks are gone, the papers counted at the close still tell.
pub fn turnout(conn: &mut Conn, ballot: &Ballot) -> diesel::QueryResult<Turnout> {
    let marked = store::turnout(conn, ballot.branch_id, ballot.id)?;
    if ballot.marks_gone_on.is_none() {
        return Ok(marked);
    }
    let papers = store::result_row(conn, ballot.branch_id, ballot.id)?.map_or(0, |row| row.papers);
    Ok(Turnout { voted: papers.into(), ..marked })
}
