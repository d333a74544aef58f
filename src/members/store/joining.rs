//! Entering people in the register.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use super::super::Joining;
use super::wording::{Named, sort_text, word};
use crate::{
    accounts::{self, Address},
    audit::Act,
    db::{
        AccountId, BranchId, Conn, Instant, MemberId, RowId, WardId,
        schema::{members, membership_periods, residences},
    },
    native, places,
};

/// PostgreSQL takes 65,535 values in one statement; 500 people of 20 columns stay far below.
pub const ROWS_AT_ONCE: usize = 500;

/// Enters somebody with what is known of them, and opens an account where there is an address to sign in by.
pub fn join(act: &mut Act<'_>, joining: &Joining) -> QueryResult<MemberId> {
    let address = joining.email.as_deref().and_then(|email| Address::parse(email).ok());
    let account = address.map(|address| accounts::open(act, &address, &joining.name())).transpose()?;
    let entered = insert_all(act, std::slice::from_ref(joining), &[account])?;
    let member = entered.into_iter().next().ok_or(diesel::result::Error::NotFound)?;
    act.record("member.entered", format!("/members/{member}"), json!({ "class": joining.class, "joined": joining.joined_on }));
    Ok(member)
}

/// Enters many people at once, in the order given; whoever calls records why.
pub fn enter_all(act: &mut Act<'_>, joining: &[Joining]) -> QueryResult<Vec<MemberId>> {
    let address = |one: &Joining| one.email.as_deref().and_then(|email| Address::parse(email).ok());
    let addresses: Vec<Option<Address>> = joining.iter().map(address).collect();
    let reachable = addresses.iter().zip(joining).filter_map(|(address, one)| Some((address.clone()?, one.name())));
    let mut opened = accounts::open_all(act, &reachable.collect::<Vec<_>>())?.into_iter();
    let given: Vec<Option<AccountId>> = addresses.iter().map(|address| address.as_ref().and_then(|_| opened.next())).collect();
    insert_all(act, joining, &given)
}

/// Wards by their name in small letters, for lists that write MILLBANK; a name not heard before becomes a ward.
pub struct Wards {
    known: HashMap<String, WardId>,
}

impl Wards {
    pub fn of(conn: &mut Conn, branch: BranchId) -> QueryResult<Self> {
        let wards = places::wards(conn, branch)?;
        Ok(Self { known: wards.into_iter().map(|(id, name)| (name.to_lowercase(), id)).collect() })
    }

    pub fn named(&mut self, act: &mut Act<'_>, name: &str) -> QueryResult<WardId> {
        if let Some(ward) = self.known.get(&name.to_lowercase()) {
            return Ok(*ward);
        }
        let ward = places::ward_named(act, name)?;
        self.known.insert(name.to_lowercase(), ward);
        Ok(ward)
    }
}

#[derive(Insertable)]
#[diesel(table_name = members)]
struct NewMember<'a> {
    id: MemberId,
    branch_id: BranchId,
    account_id: Option<AccountId>,
    number: &'a str,
    title: &'a str,
    first_name: &'a str,
    preferred_name: &'a str,
    last_name: &'a str,
    email: Option<&'a str>,
    mobile: &'a str,
    address: &'a str,
    town: &'a str,
    postcode: &'a str,
    gender: &'a str,
    born_on: Option<NaiveDate>,
    paid_to: Option<NaiveDate>,
    sort_name: String,
    has_words: bool,
    entered_at: Instant,
    changed_at: Instant,
}

/// A membership that begins.
#[derive(Insertable)]
#[diesel(table_name = membership_periods)]
pub struct NewSpell<'a> {
    pub id: RowId,
    pub branch_id: BranchId,
    pub member_id: MemberId,
    pub class: &'a str,
    pub from_on: NaiveDate,
    pub source: &'a str,
}

/// A home in a ward that begins; without a day, it began before records did.
#[derive(Insertable)]
#[diesel(table_name = residences)]
pub struct NewHome<'a> {
    pub id: RowId,
    pub branch_id: BranchId,
    pub member_id: MemberId,
    pub ward_id: WardId,
    pub from_on: Option<NaiveDate>,
    pub source: &'a str,
}

fn insert_all(act: &mut Act<'_>, joining: &[Joining], accounts: &[Option<AccountId>]) -> QueryResult<Vec<MemberId>> {
    let (branch_id, at) = (act.branch(), act.at());
    let ids: Vec<MemberId> = joining.iter().map(|_| MemberId::fresh()).collect();
    let people: Vec<NewMember> = joining
        .iter()
        .zip(&ids)
        .zip(accounts)
        .map(|((one, id), account)| new_member(one, *id, branch_id, *account, at))
        .collect();
    for portion in people.chunks(ROWS_AT_ONCE) {
        native!(act.conn(), native => diesel::insert_into(members::table).values(portion).execute(native))?;
    }
    let named: Vec<Named> = joining.iter().zip(&ids).map(|(one, id)| named(one, *id)).collect();
    word(act.conn(), branch_id, &named)?;
    let spells: Vec<NewSpell> = joining.iter().zip(&ids).map(|(one, member)| new_spell(one, *member, branch_id)).collect();
    for portion in spells.chunks(ROWS_AT_ONCE) {
        native!(act.conn(), native => diesel::insert_into(membership_periods::table).values(portion).execute(native))?;
    }
    house_all(act, joining, &ids)?;
    Ok(ids)
}

/// Whoever joins lived in their ward before we knew them, so their homes have no first day.
fn house_all(act: &mut Act<'_>, joining: &[Joining], ids: &[MemberId]) -> QueryResult<()> {
    let branch_id = act.branch();
    let mut wards = Wards::of(act.conn(), branch_id)?;
    let mut homes = Vec::with_capacity(ids.len());
    for (one, member) in joining.iter().zip(ids) {
        let Some(name) = one.ward.as_deref().filter(|name| !name.is_empty()) else { continue };
        let ward_id = wards.named(act, name)?;
        homes.push(NewHome { id: RowId::fresh(), branch_id, member_id: *member, ward_id, from_on: None, source: &one.source });
    }
    for portion in homes.chunks(ROWS_AT_ONCE) {
        native!(act.conn(), native => diesel::insert_into(residences::table).values(portion).execute(native))?;
    }
    Ok(())
}

fn named(one: &Joining, id: MemberId) -> Named<'_> {
    let (first, preferred, last) = (&one.first_name, &one.preferred_name, &one.last_name);
    Named { id, first, preferred, last, number: &one.number, postcode: &one.postcode }
}

fn new_spell(one: &Joining, member_id: MemberId, branch_id: BranchId) -> NewSpell<'_> {
    NewSpell { id: RowId::fresh(), branch_id, member_id, class: &one.class, from_on: one.joined_on, source: &one.source }
}

fn new_member(one: &Joining, id: MemberId, branch_id: BranchId, account_id: Option<AccountId>, at: Instant) -> NewMember<'_> {
    NewMember {
        id,
        branch_id,
        account_id,
        number: &one.number,
        title: &one.title,
        first_name: &one.first_name,
        preferred_name: &one.preferred_name,
        last_name: &one.last_name,
        email: one.email.as_deref(),
        mobile: &one.mobile,
        address: &one.address,
        town: &one.town,
        postcode: &one.postcode,
        gender: &one.gender,
        born_on: one.born_on,
        paid_to: one.paid_to,
        sort_name: sort_text(&one.last_name, &one.first_name),
        has_words: true,
        entered_at: at,
        changed_at: at,
    }
}
