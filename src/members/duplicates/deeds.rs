//! Laying two entries together, saying that they are two people, and taking them apart: each with what speaks against it.

use chrono::NaiveDate;
use serde_json::json;

use super::{
    parts::{Part, differences, fingerprint},
    rules::NotMerged,
};
use crate::{
    audit::Act,
    branch,
    db::{BranchId, Conn, MemberId, RowId},
    members::{
        History, Member,
        store::{self, Apart, suspensions, terms_of},
    },
    web::Problem,
};

/// An entry with its dated facts.
pub struct Entry {
    pub member: Member,
    pub history: History,
}

impl Entry {
    pub fn says(&self) -> (&Member, &History) {
        (&self.member, &self.history)
    }
}

/// Two entries, the one that is kept first.
pub struct Two {
    pub kept: Entry,
    pub aside: Entry,
}

impl Two {
    /// Finds them.
    ///
    /// # Errors
    /// One entry, or one that is laid aside for another already.
    pub fn find(conn: &mut Conn, branch: BranchId, (kept, aside): (MemberId, MemberId)) -> Result<Self, Problem> {
        if kept == aside {
            return Err(NotMerged::OneEntry.into());
        }
        let laid_aside = store::kept_for(conn, branch)?;
        let mut entry = |id: MemberId| -> Result<Entry, Problem> {
            let member = store::find(conn, branch, id)?;
            if laid_aside.contains_key(&id) {
                return Err(NotMerged::Aside(format!("{}, {},", member.name(), member.number)).into());
            }
            Ok(Entry { member, history: store::history(conn, branch, id)? })
        };
        Ok(Self { kept: entry(kept)?, aside: entry(aside)? })
    }

    /// The same for the same two entries, so that what is laid together is what was seen.
    pub fn fingerprint(&self) -> String {
        fingerprint(self.kept.says(), self.aside.says())
    }

    /// What stays with an entry that is laid aside would be lost to its person: an office, a suspension, being a member at all.
    fn loses_nothing(&self, conn: &mut Conn, today: NaiveDate) -> Result<(), Problem> {
        let member = &self.aside.member;
        let lasts = |to_on: Option<NaiveDate>| to_on.is_none_or(|to| to >= today);
        if terms_of(conn, member.branch_id, member.id)?.iter().any(|term| lasts(term.to_on)) {
            return Err(NotMerged::InOffice { name: member.name(), number: member.number.clone() }.into());
        }
        if suspensions(conn, member.branch_id, member.id)?.iter().any(|one| lasts(one.to_on)) {
            return Err(NotMerged::Suspended(member.number.clone()).into());
        }
        if self.kept.history.current().is_none() && self.aside.history.current().is_some() {
            let kept = self.kept.member.number.clone();
            return Err(NotMerged::KeptIsNoMember { kept, aside: member.number.clone() }.into());
        }
        Ok(())
    }
}

/// Lays two entries together as they were `seen`; the one that is kept takes the parts of these names.
pub fn lay_together(
    act: &mut Act<'_>,
    ids: (MemberId, MemberId),
    seen: &str,
    take: &[String],
) -> Result<(RowId, Two), Problem> {
    let (branch, today) = today(act)?;
    let two = Two::find(act.conn(), branch, ids)?;
    if two.fingerprint() != seen {
        return Err(NotMerged::Changed.into());
    }
    two.loses_nothing(act.conn(), today)?;
    let open = differences(two.kept.says(), two.aside.says());
    let is_taken = |part: &Part| take.iter().any(|name| name == part.name);
    let parts: Vec<Part> = open.iter().map(|one| one.part).filter(is_taken).collect();
    let merge = store::merge(act, (&two.kept.member, &two.aside.member), &parts, today)?;
    Ok((merge, two))
}

/// Notes that two entries are two people.
pub fn set_apart(act: &mut Act<'_>, ids: (MemberId, MemberId)) -> Result<Two, Problem> {
    let (branch, today) = today(act)?;
    let two = Two::find(act.conn(), branch, ids)?;
    store::set_apart(act, ids, today)?;
    act.record("members.set-apart", format!("/members/{}", ids.0), json!({ "other": ids.1 }));
    Ok(two)
}

/// Takes apart what was laid together, the latest first: only then is what comes back what was there before.
pub fn take_apart(act: &mut Act<'_>, merge: RowId) -> Result<Apart, Problem> {
    let (branch, today) = today(act)?;
    let merge = store::find_merge(act.conn(), branch, merge)?;
    if merge.apart_at.is_some() {
        return Err(NotMerged::ApartAlready.into());
    }
    let kept = store::find(act.conn(), branch, merge.kept_id)?;
    let theirs = store::merges_of(act.conn(), branch, kept.id)?;
    if theirs.iter().any(|one| one.aside_id == kept.id) {
        return Err(NotMerged::KeptIsAside(kept.number).into());
    }
    if theirs.first().is_some_and(|latest| latest.id != merge.id) {
        return Err(NotMerged::LaterFirst(kept.number).into());
    }
    Ok(store::take_apart(act, &merge, today)?)
}

fn today(act: &mut Act<'_>) -> Result<(BranchId, NaiveDate), Problem> {
    let branch = act.branch();
    Ok((branch, branch::find(act.conn(), branch)?.date_of(act.at())))
}
