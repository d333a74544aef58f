//! The words by which people are found, written beside the register and following it.

use diesel::prelude::*;

use super::super::{Member, words};
use super::{erasing::ERASED, joining::ROWS_AT_ONCE};
use crate::{
    db::{
        BranchId, Conn, MemberId,
        schema::{member_words, members},
    },
    native,
};

/// The words of one person, as they are kept.
#[derive(Insertable)]
#[diesel(table_name = member_words)]
struct Word<'a> {
    branch_id: BranchId,
    word: String,
    sort_name: &'a str,
    member_id: MemberId,
    words: String,
}

/// Somebody with names, number and postcode, as words are made of them.
pub struct Named<'a> {
    pub id: MemberId,
    pub first: &'a str,
    pub preferred: &'a str,
    pub last: &'a str,
    pub number: &'a str,
    pub postcode: &'a str,
}

impl<'a> From<&'a Member> for Named<'a> {
    fn from(member: &'a Member) -> Self {
        Self {
            id: member.id,
            first: &member.first_name,
            preferred: &member.preferred_name,
            last: &member.last_name,
            number: &member.number,
            postcode: &member.postcode,
        }
    }
}

/// What lists are ordered by.
pub fn sort_text(last: &str, first: &str) -> String {
    format!("{} {}", words::folded(last), words::folded(first))
}

/// Lets people be found by their words, whoever had none or lost them by [`unword`].
pub fn word(conn: &mut Conn, branch_id: BranchId, people: &[Named<'_>]) -> QueryResult<()> {
    for portion in people.chunks(ROWS_AT_ONCE) {
        let names: Vec<String> = portion.iter().map(|one| sort_text(one.last, one.first)).collect();
        let rows: Vec<Word> = portion.iter().zip(&names).flat_map(|(one, name)| words_of(branch_id, one, name)).collect();
        native!(conn, native => diesel::insert_into(member_words::table).values(&rows).execute(native))?;
    }
    Ok(())
}

fn words_of<'a>(branch_id: BranchId, one: &Named<'a>, sort_name: &'a str) -> Vec<Word<'a>> {
    let all = words::of(&[one.first, one.preferred, one.last], one.number, one.postcode);
    let words = format!(" {}", all.join(" "));
    let row = |word| Word { branch_id, word, sort_name, member_id: one.id, words: words.clone() };
    all.into_iter().map(row).collect()
}

/// Takes away the words by which these people were found.
pub fn unword(conn: &mut Conn, ids: &[MemberId]) -> QueryResult<()> {
    diesel::delete(member_words::table.filter(member_words::member_id.eq_any(ids.to_vec()))).execute(conn).map(|_| ())
}

/// Some of those who cannot be found yet, for they were entered before words were kept; nobody finds those who are forgotten.
pub fn without_words(conn: &mut Conn, branch: BranchId, most: i64) -> QueryResult<Vec<Member>> {
    members::table
        .filter(members::has_words.eq(false))
        .filter(members::branch_id.eq(branch))
        .filter(members::sort_name.ne(ERASED))
        .limit(most)
        .select(Member::as_select())
        .load(conn)
}

/// Lets these people be found, and stand where their folded names belong.
pub fn word_anew(conn: &mut Conn, branch: BranchId, people: &[Member]) -> QueryResult<()> {
    let ids: Vec<MemberId> = people.iter().map(|member| member.id).collect();
    unword(conn, &ids)?;
    let named: Vec<Named> = people.iter().map(Named::from).collect();
    word(conn, branch, &named)?;
    for member in people {
        let sorted = (members::sort_name.eq(sort_text(&member.last_name, &member.first_name)), members::has_words.eq(true));
        diesel::update(members::table.find(member.id)).set(sorted).execute(conn)?;
    }
    Ok(())
}
