//! Applying a list: one change set, every line of which can be taken back.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::super::{
    Member,
    class::Class,
    history::History,
    import::{Bucket, Change, Import, Outcome, State},
    listed,
    plan::{Plan, Proposal},
    reconcile::{Field, Known},
    words,
};
use super::{
    dues::note_payment,
    history::{Traces, change_class, end_membership, histories, move_home, set_joined_from},
    imports::{keep_changes, mark},
    joining::{Wards, enter_all},
    offices::grant_terms,
    people::known,
    wording::{Named, sort_text, unword, word},
};
use crate::{
    accounts::{self, Address},
    audit::Act,
    branch::Branch,
    db::{BranchId, Conn, MemberId, RowId, schema::members},
};

/// The register as a list is held against it: everybody who is a member, and those former members whom the list names.
pub fn known_to(conn: &mut Conn, branch: BranchId, listed_here: impl Fn(&str) -> bool) -> QueryResult<Vec<Known>> {
    let mut histories = histories(conn, branch)?;
    let people = known(conn, branch)?.into_iter().map(|member| {
        let history = histories.remove(&member.id).unwrap_or_default();
        (member, history)
    });
    let counted = people.filter(|(member, history)| history.current().is_some() || listed_here(&member.number));
    Ok(counted.map(|(member, history)| listed::known(&member, &history)).collect())
}

/// What a list would say of these people today, in the order given.
pub fn entries(conn: &mut Conn, branch: BranchId, ids: &[MemberId]) -> QueryResult<Vec<Known>> {
    let mut histories = histories(conn, branch)?;
    let mut people: HashMap<MemberId, Member> = known(conn, branch)?.into_iter().map(|member| (member.id, member)).collect();
    let mut entry = |id: &MemberId| {
        let (member, history) = (people.remove(id)?, histories.remove(id).unwrap_or_default());
        Some(listed::known(&member, &history))
    };
    Ok(ids.iter().filter_map(&mut entry).collect())
}

/// How a list is applied, besides what it says.
pub struct Manner<'a> {
    pub branch: &'a Branch,
    /// Which proposals are done, in their order.
    pub chosen: &'a [bool],
    /// The day from which changes of class and ward count.
    pub from_on: NaiveDate,
    /// What stands as the source of every dated fact: "membership list of 3 October 2026".
    pub source: &'a str,
}

/// Applies a plan and keeps its lines as the change set of the import.
pub fn apply(act: &mut Act<'_>, import: &Import, plan: &Plan, manner: &Manner<'_>) -> QueryResult<()> {
    let mut lines = enter_joiners(act, import, plan, manner)?;
    let entered = lines.len();
    lines.extend(change_members(act, import, plan, manner)?);
    let taken = lines[entered..].iter().filter(|line| line.outcome == Outcome::Taken).count();
    let left = lines[entered..].iter().filter(|line| line.bucket != Bucket::Missing && line.outcome == Outcome::Left).count();
    keep_changes(act, &lines)?;
    mark(act, import.id, State::Applied)?;
    let facts = json!({
        "sha256": import.file_hash, "entered": entered, "changed": taken, "left": left, "missing": plan.missing.len(),
        "counts-from": manner.from_on,
    });
    act.record("import.applied", format!("/members/import/{}", import.id), facts);
    Ok(())
}

fn enter_joiners(act: &mut Act<'_>, import: &Import, plan: &Plan, manner: &Manner<'_>) -> QueryResult<Vec<Change>> {
    let classes = &manner.branch.rulebook.membership.classes;
    let joining: Vec<_> =
        plan.joiners.iter().map(|joiner| listed::joining(joiner, classes, manner.from_on, manner.source)).collect();
    let ids = enter_all(act, &joining)?;
    let line = |(member, joiner): (&MemberId, &super::super::Joining)| Change {
        outcome: Outcome::Taken,
        ..line_of(import, *member, &joiner.number, Bucket::New)
    };
    Ok(ids.iter().zip(&joining).map(line).collect())
}

fn line_of(import: &Import, member_id: MemberId, number: &str, bucket: Bucket) -> Change {
    Change {
        id: RowId::fresh(),
        branch_id: import.branch_id,
        import_id: import.id,
        member_id,
        number: number.to_owned(),
        bucket,
        field: String::new(),
        before: String::new(),
        after: String::new(),
        outcome: Outcome::Left,
        made_id: None,
        ended_id: None,
    }
}

fn change_members(act: &mut Act<'_>, import: &Import, plan: &Plan, manner: &Manner<'_>) -> QueryResult<Vec<Change>> {
    let branch = act.branch();
    let by_number: HashMap<String, Member> =
        known(act.conn(), branch)?.into_iter().map(|member| (member.number.clone(), member)).collect();
    let mut at_hand = Hand { histories: histories(act.conn(), branch)?, wards: Wards::of(act.conn(), branch)?, manner };
    let mut lines = Vec::new();
    let mut from = 0;
    for proposals in plan.proposals.chunk_by(|one, next| one.number == next.number) {
        let chosen = manner.chosen.get(from..from + proposals.len()).unwrap_or_default();
        from += proposals.len();
        if let Some(member) = by_number.get(&proposals[0].number) {
            lines.extend(at_hand.change(act, import, member, proposals, chosen)?);
        }
    }
    let missing = plan.missing.iter().filter_map(|number| by_number.get(number));
    lines.extend(missing.map(|member| line_of(import, member.id, &member.number, Bucket::Missing)));
    Ok(lines)
}

/// What is needed to change one member after the other.
struct Hand<'a> {
    histories: HashMap<MemberId, History>,
    wards: Wards,
    manner: &'a Manner<'a>,
}

impl Hand<'_> {
    fn change(
        &mut self,
        act: &mut Act<'_>,
        import: &Import,
        member: &Member,
        proposals: &[Proposal],
        chosen: &[bool],
    ) -> QueryResult<Vec<Change>> {
        let mut lines = Vec::with_capacity(proposals.len());
        let mut after = member.clone();
        for (proposal, is_chosen) in proposals.iter().zip(chosen) {
            let mut line = line_of(import, member.id, &member.number, proposal.bucket);
            proposal.field.name().clone_into(&mut line.field);
            (line.before, line.after) = (proposal.from.clone(), proposal.to.clone());
            if *is_chosen {
                let traces = self.take(act, member, &mut after, proposal, proposals)?;
                (line.made_id, line.ended_id, line.outcome) = (traces.made, traces.ended, Outcome::Taken);
            }
            lines.push(line);
        }
        if after != *member {
            save(act, member, &after)?;
        }
        Ok(lines)
    }

    /// Does one line; undated fields only change `after`, which is saved once for all of them.
    fn take(
        &mut self,
        act: &mut Act<'_>,
        member: &Member,
        after: &mut Member,
        proposal: &Proposal,
        all: &[Proposal],
    ) -> QueryResult<Traces> {
        let history = self.histories.remove(&member.id).unwrap_or_default();
        let manner = self.manner;
        let traces = match proposal.field {
            Field::Class => match Class::of(&proposal.to, &manner.branch.rulebook.membership.classes).kept() {
                Some(class) => {
                    let from_on =
                        if history.current().is_some() { manner.from_on } else { rejoined(all).unwrap_or(manner.from_on) };
                    change_class(act, member.id, &history, (&class, from_on), manner.source)?
                }
                None => end_membership(act, &history, manner.from_on)?,
            },
            Field::PaidTo => {
                listed::set(after, Field::PaidTo, &proposal.to);
                let on = manner.branch.date_of(act.at());
                let made = note_payment(act, member, (on, after.paid_to), manner.source)?;
                Traces { made: Some(made), ended: None }
            }
            Field::Ward => {
                let ward = if proposal.to.is_empty() { None } else { Some(self.wards.named(act, &proposal.to)?) };
                move_home(act, member.id, &history, (ward, manner.from_on), manner.source)?
            }
            Field::JoinedOn => match (history.joined_with(), proposal.to.parse()) {
                (Some(spell), Ok(from_on)) => {
                    set_joined_from(act, spell.id, from_on, &spell.sourced_anew(manner.source))?;
                    Traces { made: None, ended: Some(spell.id) }
                }
                // Whoever comes back begins a new spell with the class; the date is in it.
                _ => Traces::default(),
            },
            field => {
                listed::set(after, field, &proposal.to);
                Traces::default()
            }
        };
        self.histories.insert(member.id, history);
        Ok(traces)
    }
}

/// The day on which a former member came back, by the list.
fn rejoined(all: &[Proposal]) -> Option<NaiveDate> {
    let joined = all.iter().find(|proposal| proposal.field == Field::JoinedOn && proposal.from.is_empty())?;
    joined.to.parse().ok()
}

/// Writes a member's undated fields, and lets the account follow the name and the address. `changed_at` stays: it tells
/// of changes by hand, and what lists changed stands in their change sets.
pub fn save(act: &mut Act<'_>, before: &Member, after: &Member) -> QueryResult<()> {
    diesel::update(members::table.find(after.id))
        .set((
            (members::title.eq(&after.title), members::first_name.eq(&after.first_name)),
            (members::preferred_name.eq(&after.preferred_name), members::last_name.eq(&after.last_name)),
            (members::email.eq(&after.email), members::mobile.eq(&after.mobile)),
            (members::address.eq(&after.address), members::town.eq(&after.town), members::postcode.eq(&after.postcode)),
            (members::gender.eq(&after.gender), members::born_on.eq(after.born_on), members::paid_to.eq(after.paid_to)),
            members::sort_name.eq(sort_text(&after.last_name, &after.first_name)),
        ))
        .execute(act.conn())?;
    if !is_found_alike(before, after) {
        unword(act.conn(), &[after.id])?;
        word(act.conn(), after.branch_id, &[Named::from(after)])?;
    }
    if before.email == after.email && before.name() == after.name() {
        return Ok(());
    }
    follow(act, after)
}

/// Whether the same words find both, and both stand in the same place of the register.
fn is_found_alike(one: &Member, other: &Member) -> bool {
    let found = |of: &Member| {
        let words = words::of(&[&of.first_name, &of.preferred_name, &of.last_name], &of.number, &of.postcode);
        (words, sort_text(&of.last_name, &of.first_name))
    };
    found(one) == found(other)
}

/// The account goes where the mail goes. Without an address nobody can sign in; with a first one somebody can, and may do
/// what their offices allow.
fn follow(act: &mut Act<'_>, member: &Member) -> QueryResult<()> {
    let address = member.email.as_deref().and_then(|email| Address::parse(email).ok());
    match (member.account_id, address) {
        (Some(account), Some(address)) => {
            accounts::rename(act, account, &address, &member.name())?;
            accounts::reopen(act, account)
        }
        (Some(account), None) => accounts::close(act, account),
        (None, Some(address)) => {
            let account = accounts::open(act, &address, &member.name())?;
            diesel::update(members::table.find(member.id)).set(members::account_id.eq(account)).execute(act.conn())?;
            grant_terms(act, member.id, account)
        }
        (None, None) => Ok(()),
    }
}
