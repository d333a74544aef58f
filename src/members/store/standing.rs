//! What of the dated facts holds now, which the database keeps beside each name; looked at again.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::super::{Member, words};
use super::{erasing::ERASED, history::histories, people::known, wording::sort_text};
use crate::db::{
    BranchId, Conn, MemberId, WardId,
    schema::{member_counts, member_words, members, wards},
};

/// Class, ward and first day of joining, as they stand beside a name.
type Standing = (Option<String>, Option<WardId>, Option<NaiveDate>);

/// What does not hold: a standing that is not that of the dated facts, a count that is none, somebody whom no word finds.
pub fn faults(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<String>> {
    let mut faults = standing_faults(conn, branch)?;
    faults.extend(count_faults(conn, branch)?);
    faults.extend(word_faults(conn, branch)?);
    Ok(faults)
}

fn standing_faults(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<String>> {
    let of_branch = wards::table.filter(wards::branch_id.eq(branch)).select((wards::name, wards::id));
    let wards: HashMap<String, WardId> = of_branch.load(conn)?.into_iter().collect();
    let histories = histories(conn, branch)?;
    let standings: Vec<(MemberId, Standing)> = members::table
        .filter(members::branch_id.eq(branch))
        .select((members::id, (members::class_now, members::ward_now, members::first_joined_on)))
        .load(conn)?;
    let of_facts = |member: &MemberId| {
        let Some(history) = histories.get(member) else { return Standing::default() };
        let class = history.current().map(|spell| spell.class.clone());
        let ward = history.home().and_then(|home| wards.get(&home.ward).copied());
        (class, ward, history.spells.iter().map(|spell| spell.from_on).min())
    };
    let is_wrong = |(member, standing): &(MemberId, Standing)| *standing != of_facts(member);
    let wrong = standings.iter().filter(|one| is_wrong(one));
    Ok(wrong.map(|(member, _)| format!("/members/{member}: what stands there now is not what the dated facts say")).collect())
}

fn count_faults(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<String>> {
    let mut counted: BTreeMap<String, i64> = BTreeMap::new();
    for class in members::table.filter(members::branch_id.eq(branch)).select(members::class_now).load::<Option<String>>(conn)? {
        *counted.entry(class.unwrap_or_default()).or_default() += 1;
    }
    let kept: BTreeMap<String, i64> = member_counts::table
        .filter(member_counts::branch_id.eq(branch))
        .filter(member_counts::people.ne(0))
        .select((member_counts::class, member_counts::people))
        .load::<(String, i64)>(conn)?
        .into_iter()
        .collect();
    let fault = || format!("the members are counted as {kept:?}, and there are {counted:?}");
    Ok((kept != counted).then(fault).into_iter().collect())
}

fn word_faults(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<String>> {
    let mut kept: HashMap<MemberId, BTreeSet<(String, String)>> = HashMap::new();
    let rows = member_words::table
        .filter(member_words::branch_id.eq(branch))
        .select((member_words::member_id, (member_words::word, member_words::sort_name)))
        .load::<(MemberId, (String, String))>(conn)?;
    for (member, word) in rows {
        kept.entry(member).or_default().insert(word);
    }
    let forgotten = members::table.filter(members::branch_id.eq(branch)).filter(members::sort_name.eq(ERASED));
    let forgotten: HashSet<MemberId> = forgotten.select(members::id).load(conn)?.into_iter().collect();
    let mut faults = Vec::new();
    for member in known(conn, branch)? {
        let wanted = if forgotten.contains(&member.id) { BTreeSet::new() } else { words_of(&member) };
        if kept.remove(&member.id).unwrap_or_default() != wanted {
            faults.push(format!("/members/{}: is found by other words, or in another place, than the name says", member.id));
        }
    }
    Ok(faults)
}

/// Each word that finds a member, with the place in the register.
fn words_of(member: &Member) -> BTreeSet<(String, String)> {
    let names = [member.first_name.as_str(), &member.preferred_name, &member.last_name];
    let place = sort_text(&member.last_name, &member.first_name);
    words::of(&names, &member.number, &member.postcode).into_iter().map(|word| (word, place.clone())).collect()
}
