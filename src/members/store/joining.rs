//! Entering somebody in the register.

use diesel::prelude::*;
use serde_json::json;

use super::super::Joining;
use crate::{
    accounts::{self, Address},
    audit::Act,
    db::{
        AccountId, MemberId, RowId,
        schema::{members, membership_periods, residences},
    },
    places,
};

/// Enters somebody with what is known of them, and opens an account where there is an address to sign in by.
pub fn join(act: &mut Act<'_>, joining: &Joining) -> QueryResult<MemberId> {
    let member = MemberId::fresh();
    let account = open_account(act, joining)?;
    insert(act, member, account, joining)?;
    let branch = act.branch();
    diesel::insert_into(membership_periods::table)
        .values((
            membership_periods::id.eq(RowId::fresh()),
            membership_periods::branch_id.eq(branch),
            membership_periods::member_id.eq(member),
            membership_periods::class.eq(&joining.class),
            membership_periods::from_on.eq(joining.joined_on),
            membership_periods::source.eq(&joining.source),
        ))
        .execute(act.conn())?;
    if let Some(name) = &joining.ward {
        let ward = places::ward_named(act, name)?;
        diesel::insert_into(residences::table)
            .values((
                residences::id.eq(RowId::fresh()),
                residences::branch_id.eq(branch),
                residences::member_id.eq(member),
                residences::ward_id.eq(ward),
                residences::source.eq(&joining.source),
            ))
            .execute(act.conn())?;
    }
    act.record("member.entered", format!("/members/{member}"), json!({ "class": joining.class, "joined": joining.joined_on }));
    Ok(member)
}

fn open_account(act: &mut Act<'_>, joining: &Joining) -> QueryResult<Option<AccountId>> {
    let address = joining.email.as_deref().and_then(|email| Address::parse(email).ok());
    address.map(|address| accounts::open(act, &address, &joining.name())).transpose()
}

fn insert(act: &mut Act<'_>, member: MemberId, account: Option<AccountId>, joining: &Joining) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::insert_into(members::table)
        .values((
            (members::id.eq(member), members::branch_id.eq(branch), members::account_id.eq(account)),
            (members::number.eq(&joining.number), members::title.eq(&joining.title)),
            (members::first_name.eq(&joining.first_name), members::preferred_name.eq(&joining.preferred_name)),
            (members::last_name.eq(&joining.last_name), members::email.eq(&joining.email), members::mobile.eq(&joining.mobile)),
            (members::address.eq(&joining.address), members::town.eq(&joining.town), members::postcode.eq(&joining.postcode)),
            (members::gender.eq(&joining.gender), members::born_on.eq(joining.born_on), members::paid_to.eq(joining.paid_to)),
            members::search.eq(search_text(
                &[&joining.first_name, &joining.preferred_name, &joining.last_name],
                &joining.number,
                &joining.postcode,
            )),
            members::sort_name.eq(sort_text(&joining.last_name, &joining.first_name)),
            (members::entered_at.eq(at), members::changed_at.eq(at)),
        ))
        .execute(act.conn())
        .map(|_| ())
}

/// What a search looks into: names, number and postcode, the postcode also as people type it, without its space.
pub fn search_text(names: &[&str], number: &str, postcode: &str) -> String {
    let closed = postcode.replace(' ', "");
    format!("{} {number} {postcode} {closed}", names.join(" ")).to_lowercase()
}

/// What lists are ordered by.
pub fn sort_text(last: &str, first: &str) -> String {
    format!("{last} {first}").to_lowercase()
}
