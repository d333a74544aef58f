//! Laying two entries of one person together, and taking them apart again.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::super::{
    Member,
    duplicates::{Part, Taken},
    history::History,
    listed,
    reconcile::Field,
    wishes,
};
use super::{
    applying::save,
    corrections::note,
    dues::{forget_payment, note_payment},
    history::{end_membership, end_spell, history, set_joined},
    people::find,
};
use crate::{
    accounts,
    audit::Act,
    db::{
        AccountId, BranchId, Conn, Instant, Json, MemberId, RowId,
        schema::{member_merges, members_apart},
    },
    native,
};

/// One entry that was laid aside for another.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = member_merges)]
pub struct Merge {
    pub id: RowId,
    pub kept_id: MemberId,
    pub aside_id: MemberId,
    pub taken: Json<Vec<Taken>>,
    pub ended_spell_id: Option<RowId>,
    pub ended_on: Option<NaiveDate>,
    pub closed_account_id: Option<AccountId>,
    pub merged_at: Instant,
    pub apart_at: Option<Instant>,
}

/// What taking two entries apart did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Apart {
    pub restored: usize,
    /// What somebody has changed since; it stays as it is.
    pub kept: usize,
}

/// The entries that are laid aside today, the latest first.
pub fn merges(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Merge>> {
    member_merges::table
        .filter(member_merges::branch_id.eq(branch))
        .filter(member_merges::apart_at.is_null())
        .order((member_merges::merged_at.desc(), member_merges::id.desc()))
        .select(Merge::as_select())
        .load(conn)
}

/// Those of them that one member is part of, the latest first.
pub fn merges_of(conn: &mut Conn, branch: BranchId, member: MemberId) -> QueryResult<Vec<Merge>> {
    let all = merges(conn, branch)?.into_iter();
    Ok(all.filter(|merge| merge.kept_id == member || merge.aside_id == member).collect())
}

/// One of them, or one that was taken apart since.
pub fn find_merge(conn: &mut Conn, branch: BranchId, merge: RowId) -> QueryResult<Merge> {
    member_merges::table.filter(member_merges::branch_id.eq(branch)).find(merge).select(Merge::as_select()).first(conn)
}

/// Entries that look alike and are two people, by somebody's word.
pub fn apart(conn: &mut Conn, branch: BranchId) -> QueryResult<HashSet<(MemberId, MemberId)>> {
    let pairs = members_apart::table.filter(members_apart::branch_id.eq(branch));
    Ok(pairs.select((members_apart::one_id, members_apart::other_id)).load(conn)?.into_iter().collect())
}

/// Notes that two entries are two people.
pub fn set_apart(act: &mut Act<'_>, (one, other): (MemberId, MemberId), on: NaiveDate) -> QueryResult<()> {
    let pair = (
        members_apart::one_id.eq(one.min(other)),
        members_apart::other_id.eq(one.max(other)),
        members_apart::branch_id.eq(act.branch()),
        members_apart::said_on.eq(on),
    );
    let said =
        native!(act.conn(), c => diesel::insert_into(members_apart::table).values(pair).on_conflict_do_nothing().execute(c));
    said.map(|_| ())
}

/// Lets `kept` take these parts from `aside`, whose membership is over from `today` on and by which nobody signs in any more.
pub fn merge(act: &mut Act<'_>, (kept, aside): (&Member, &Member), parts: &[Part], today: NaiveDate) -> QueryResult<RowId> {
    let branch = act.branch();
    let histories = (history(act.conn(), branch, kept.id)?, history(act.conn(), branch, aside.id)?);
    let source = format!("the entry {}", aside.number);
    let taken = take(act, (kept, &histories.0), (aside, &histories.1), parts, (today, &source))?;
    let ended = end_membership(act, &histories.1, today)?.ended;
    let ended_on =
        history(act.conn(), branch, aside.id)?.spells.iter().find(|spell| Some(spell.id) == ended).and_then(|s| s.to_on);
    let closed = close_account(act, aside)?;
    carry_refusals(act, (kept.id, aside.id), today)?;
    let (id, at, by) = (RowId::fresh(), act.at(), act.actor().account());
    diesel::insert_into(member_merges::table)
        .values((
            (member_merges::id.eq(id), member_merges::branch_id.eq(branch)),
            (member_merges::kept_id.eq(kept.id), member_merges::aside_id.eq(aside.id)),
            (
                member_merges::taken.eq(Json(taken)),
                member_merges::ended_spell_id.eq(ended),
                member_merges::ended_on.eq(ended_on),
            ),
            (member_merges::merged_by.eq(by), member_merges::merged_at.eq(at), member_merges::closed_account_id.eq(closed)),
        ))
        .execute(act.conn())?;
    let labels: Vec<&str> = parts.iter().map(|part| part.label).collect();
    let what = if labels.is_empty() { "two entries of one person".to_owned() } else { labels.join(", ").to_lowercase() };
    let fields: Vec<Field> = parts.iter().flat_map(|part| part.fields).copied().collect();
    note(act, kept.id, (&what, &fields), &source, json!({ "parts": parts.iter().map(|part| part.name).collect::<Vec<_>>() }))?;
    act.record("members.merged", format!("/members/{}", kept.id), json!({ "aside": aside.id, "merge": id }));
    Ok(id)
}

/// Nobody signs in by an entry that is laid aside. Gives back the account that was closed for it.
fn close_account(act: &mut Act<'_>, aside: &Member) -> QueryResult<Option<AccountId>> {
    let Some(account) = aside.account_id else { return Ok(None) };
    if !accounts::is_open(act.conn(), account)? {
        return Ok(None);
    }
    accounts::close(act, account)?;
    Ok(Some(account))
}

/// What somebody wants none of under one name they want none of under the other. Taking apart leaves it: rather one message too
/// few.
fn carry_refusals(act: &mut Act<'_>, (kept, aside): (MemberId, MemberId), today: NaiveDate) -> QueryResult<()> {
    let branch = act.branch();
    let known = wishes::refused(act.conn(), branch, kept)?;
    let others = wishes::refused(act.conn(), branch, aside)?;
    others.into_iter().filter(|kind| !known.contains(kind)).try_for_each(|kind| wishes::note(act, kept, kind, Some(today)))
}

fn take(
    act: &mut Act<'_>,
    kept: (&Member, &History),
    aside: (&Member, &History),
    parts: &[Part],
    (today, source): (NaiveDate, &str),
) -> QueryResult<Vec<Taken>> {
    let (mut after, mut taken) = (kept.0.clone(), Vec::new());
    for field in parts.iter().flat_map(|part| part.fields) {
        let [before, said] = [kept, aside].map(|(member, history)| listed::text(member, history, *field));
        let fact = match (*field, said.parse::<NaiveDate>()) {
            (Field::JoinedOn, Ok(from_on)) => {
                let Some(spell) = kept.1.joined_with() else { continue };
                set_joined(act, spell.id, from_on)?;
                Some(spell.id)
            }
            (Field::PaidTo, Ok(paid_to)) => Some(note_payment(act, kept.0, (today, Some(paid_to)), source)?),
            _ => None,
        };
        listed::set(&mut after, *field, &said);
        taken.push(Taken { field: field.name().to_owned(), before, after: said, fact });
    }
    if after != *kept.0 {
        save(act, kept.0, &after)?;
    }
    Ok(taken)
}

/// Gives both entries back what they were, as far as nobody has changed it since; from then on they are two people.
pub fn take_apart(act: &mut Act<'_>, merge: &Merge, today: NaiveDate) -> QueryResult<Apart> {
    let branch = act.branch();
    let (kept, aside) = (find(act.conn(), branch, merge.kept_id)?, find(act.conn(), branch, merge.aside_id)?);
    let mut done = restore(act, &kept, &merge.taken.0)?;
    let past = history(act.conn(), branch, aside.id)?;
    let ended = past.spells.iter().find(|spell| Some(spell.id) == merge.ended_spell_id && spell.to_on == merge.ended_on);
    match (ended, past.current()) {
        (Some(spell), None) => {
            end_spell(act, spell.id, None)?;
            done.restored += 1;
        }
        (None, _) if merge.ended_spell_id.is_none() => {}
        _ => done.kept += 1,
    }
    if let Some(account) = merge.closed_account_id.filter(|account| aside.account_id == Some(*account)) {
        accounts::reopen(act, account)?;
    }
    // From now on neither of them is told what the other's entry said.
    let (at, nothing) = (act.at(), Json(Vec::<Taken>::new()));
    diesel::update(member_merges::table.find(merge.id))
        .set((member_merges::apart_at.eq(at), member_merges::taken.eq(nothing)))
        .execute(act.conn())?;
    set_apart(act, (kept.id, aside.id), today)?;
    let facts = json!({ "aside": aside.id, "restored": done.restored, "kept": done.kept });
    act.record("members.taken-apart", format!("/members/{}", kept.id), facts);
    Ok(done)
}

fn restore(act: &mut Act<'_>, kept: &Member, taken: &[Taken]) -> QueryResult<Apart> {
    let branch = act.branch();
    let past = history(act.conn(), branch, kept.id)?;
    let (mut before, mut done) = (kept.clone(), Apart::default());
    for one in taken {
        let Some(field) = Field::named(&one.field).filter(|field| listed::text(kept, &past, *field) == one.after) else {
            done.kept += 1;
            continue;
        };
        match (field, one.fact, one.before.parse::<NaiveDate>()) {
            (Field::JoinedOn, Some(spell), Ok(from_on)) => set_joined(act, spell, from_on)?,
            (Field::PaidTo, Some(payment), _) => forget_payment(act, payment)?,
            _ => {}
        }
        listed::set(&mut before, field, &one.before);
        done.restored += 1;
    }
    if before != *kept {
        save(act, kept, &before)?;
    }
    Ok(done)
}

/// Nobody needs to know any more what one entry took from another.
pub fn forget_merges(act: &mut Act<'_>, member: MemberId) -> QueryResult<()> {
    let theirs = member_merges::kept_id.eq(member).or(member_merges::aside_id.eq(member));
    diesel::delete(member_merges::table.filter(theirs)).execute(act.conn())?;
    let pairs = members_apart::one_id.eq(member).or(members_apart::other_id.eq(member));
    diesel::delete(members_apart::table.filter(pairs)).execute(act.conn()).map(|_| ())
}

/// The entries that were laid aside for this one, and those that had been laid aside for them.
pub fn laid_aside_for(conn: &mut Conn, branch: BranchId, member: MemberId) -> QueryResult<Vec<MemberId>> {
    let kept_for = kept_for(conn, branch)?;
    let (mut found, mut next) = (Vec::new(), vec![member]);
    while let Some(kept) = next.pop() {
        let theirs: Vec<MemberId> = kept_for.iter().filter(|(_, of)| **of == kept).map(|(aside, _)| *aside).collect();
        found.extend(&theirs);
        next.extend(theirs);
    }
    Ok(found)
}

/// For each entry that is laid aside, the one that is kept in its place.
pub fn kept_for(conn: &mut Conn, branch: BranchId) -> QueryResult<HashMap<MemberId, MemberId>> {
    Ok(merges(conn, branch)?.into_iter().map(|merge| (merge.aside_id, merge.kept_id)).collect())
}
