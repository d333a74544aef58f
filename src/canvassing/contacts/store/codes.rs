//! The tables `door_codes`, `door_questions` and `door_replies`.

use diesel::{dsl::count_star, prelude::*};
use serde_json::json;

use super::super::{
    Intention, Outcome,
    codes::{Code, Codes, Question, Reply},
};
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, ContactId, DistrictId, Instant, RowId,
        schema::{contacts, door_codes, door_questions, door_replies, doors},
    },
};

/// All that can be noted at a door of this branch: its own words where it has some, else the plain set.
pub fn codes(conn: &mut Conn, branch: BranchId) -> QueryResult<Codes> {
    let (results, former_results) = set(conn, branch, "result")?;
    let (intentions, former_intentions) = set(conn, branch, "intention")?;
    let plain = Codes::default();
    Ok(Codes {
        results: if results.is_empty() { plain.results } else { results },
        intentions: if intentions.is_empty() { plain.intentions } else { intentions },
        questions: questions(conn, branch)?,
        former_results,
        former_intentions,
    })
}

/// A set in use, and the words that are no longer.
type Sets<M> = (Vec<Code<M>>, Vec<Code<M>>);

fn set<M>(conn: &mut Conn, branch: BranchId, kind: &str) -> QueryResult<Sets<M>>
where
    M: std::str::FromStr<Err = String>,
{
    let rows: Vec<(RowId, i32, String, String, Option<Instant>)> = door_codes::table
        .filter(door_codes::branch_id.eq(branch))
        .filter(door_codes::kind.eq(kind))
        .order((door_codes::number, door_codes::id))
        .select((door_codes::id, door_codes::number, door_codes::words, door_codes::meaning, door_codes::retired_at))
        .load(conn)?;
    let (mut current, mut former) = (Vec::new(), Vec::new());
    for (id, number, words, meaning, retired_at) in rows {
        let meaning = meaning.parse().map_err(|fault: String| diesel::result::Error::DeserializationError(fault.into()))?;
        let code = Code { id: Some(id), number, words, meaning };
        if retired_at.is_none() { &mut current } else { &mut former }.push(code);
    }
    Ok((current, former))
}

fn questions(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Question>> {
    let rows: Vec<(RowId, String, String)> = door_questions::table
        .filter(door_questions::branch_id.eq(branch))
        .filter(door_questions::retired_at.is_null())
        .order((door_questions::set_at, door_questions::id))
        .select((door_questions::id, door_questions::words, door_questions::choices))
        .load(conn)?;
    let question = |(id, words, choices): (RowId, String, String)| Question {
        id,
        words,
        choices: choices.lines().map(str::to_owned).collect(),
    };
    Ok(rows.into_iter().map(question).collect())
}

/// Puts the branch's own words for what happens at a door in the place of those before.
pub fn set_results(act: &mut Act<'_>, codes: &[Code<Outcome>]) -> QueryResult<()> {
    let lines: Vec<_> = codes.iter().map(|code| (code.number, code.words.as_str(), code.meaning.as_str())).collect();
    replace(act, "result", &lines)
}

/// Puts the branch's own words for what people say of their vote in the place of those before.
pub fn set_intentions(act: &mut Act<'_>, codes: &[Code<Intention>]) -> QueryResult<()> {
    let lines: Vec<_> = codes.iter().map(|code| (code.number, code.words.as_str(), code.meaning.as_str())).collect();
    replace(act, "intention", &lines)
}

/// Words that stay the same keep their row, and with it the results that bear them.
fn replace(act: &mut Act<'_>, kind: &'static str, lines: &[(i32, &str, &str)]) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::update(door_codes::table)
        .filter(door_codes::branch_id.eq(branch))
        .filter(door_codes::kind.eq(kind))
        .filter(door_codes::retired_at.is_null())
        .set(door_codes::retired_at.eq(Some(at)))
        .execute(act.conn())?;
    for (number, words, meaning) in lines {
        let known: Option<RowId> = door_codes::table
            .filter(door_codes::branch_id.eq(branch))
            .filter(door_codes::kind.eq(kind))
            .filter(door_codes::words.eq(*words))
            .filter(door_codes::meaning.eq(*meaning))
            .select(door_codes::id)
            .first(act.conn())
            .optional()?;
        if let Some(known) = known {
            diesel::update(door_codes::table.find(known))
                .filter(door_codes::branch_id.eq(branch))
                .set((door_codes::number.eq(*number), door_codes::retired_at.eq(None::<Instant>)))
                .execute(act.conn())?;
        } else {
            diesel::insert_into(door_codes::table)
                .values((
                    door_codes::id.eq(RowId::fresh()),
                    door_codes::branch_id.eq(branch),
                    door_codes::kind.eq(kind),
                    door_codes::number.eq(*number),
                    door_codes::words.eq(*words),
                    door_codes::meaning.eq(*meaning),
                    door_codes::set_at.eq(at),
                ))
                .execute(act.conn())?;
        }
    }
    let words: Vec<&str> = lines.iter().map(|(_, words, _)| *words).collect();
    act.record("door-codes.set", "/canvass/codes", json!({ "kind": kind, "words": words }));
    Ok(())
}

/// Asks a question at doors from now on.
pub fn ask(act: &mut Act<'_>, words: &str, choices: &[String]) -> QueryResult<RowId> {
    let (branch, at, id) = (act.branch(), act.at(), RowId::fresh());
    diesel::insert_into(door_questions::table)
        .values((
            door_questions::id.eq(id),
            door_questions::branch_id.eq(branch),
            door_questions::words.eq(words),
            door_questions::choices.eq(choices.join("\n")),
            door_questions::set_at.eq(at),
        ))
        .execute(act.conn())?;
    act.record("door-question.asked", "/canvass/codes", json!({ "question": id, "words": words, "answers": choices }));
    Ok(id)
}

/// Asks a question no longer; what was answered stays. Says whether it was being asked.
pub fn end(act: &mut Act<'_>, question: RowId) -> QueryResult<bool> {
    let (branch, at) = (act.branch(), act.at());
    let ended = diesel::update(door_questions::table.find(question))
        .filter(door_questions::branch_id.eq(branch))
        .filter(door_questions::retired_at.is_null())
        .set(door_questions::retired_at.eq(Some(at)))
        .execute(act.conn())?;
    act.record("door-question.ended", "/canvass/codes", json!({ "question": question }));
    Ok(ended > 0)
}

/// Asks a question again that was ended by a slip.
pub fn ask_again(act: &mut Act<'_>, question: RowId) -> QueryResult<()> {
    let branch = act.branch();
    diesel::update(door_questions::table.find(question))
        .filter(door_questions::branch_id.eq(branch))
        .set(door_questions::retired_at.eq(None::<Instant>))
        .execute(act.conn())?;
    act.record("door-question.asked", "/canvass/codes", json!({ "question": question }));
    Ok(())
}

/// Keeps the answers that were noted with a result, which records them.
pub fn keep_replies(act: &mut Act<'_>, contact: ContactId, replies: &[Reply]) -> QueryResult<()> {
    let branch = act.branch();
    for reply in replies {
        diesel::insert_into(door_replies::table)
            .values((
                door_replies::contact_id.eq(contact),
                door_replies::question_id.eq(reply.question),
                door_replies::branch_id.eq(branch),
                door_replies::choice.eq(reply.choice),
            ))
            .execute(act.conn())?;
    }
    Ok(())
}

/// How often each answer was given between two moments, in a polling district or everywhere; results taken back left out.
pub fn replies_between(
    conn: &mut Conn,
    branch: BranchId,
    between: (Instant, Instant),
    district: Option<DistrictId>,
) -> QueryResult<Vec<(Reply, i64)>> {
    let mut query = door_replies::table
        .inner_join(contacts::table.inner_join(doors::table))
        .filter(door_replies::branch_id.eq(branch))
        .filter(contacts::undone_at.is_null())
        .filter(contacts::at.ge(between.0))
        .filter(contacts::at.lt(between.1))
        .group_by((door_replies::question_id, door_replies::choice))
        .select((door_replies::question_id, door_replies::choice, count_star()))
        .into_boxed();
    if let Some(district) = district {
        query = query.filter(doors::district_id.eq(district));
    }
    let rows: Vec<(RowId, i32, i64)> = query.load(conn)?;
    Ok(rows.into_iter().map(|(question, choice, number)| (Reply { question, choice }, number)).collect())
}

/// How often each of the branch's own words was chosen for what people said of their vote.
pub fn said_between(
    conn: &mut Conn,
    branch: BranchId,
    between: (Instant, Instant),
    district: Option<DistrictId>,
) -> QueryResult<Vec<(RowId, i64)>> {
    let mut query = contacts::table
        .inner_join(doors::table)
        .filter(contacts::branch_id.eq(branch))
        .filter(contacts::undone_at.is_null())
        .filter(contacts::at.ge(between.0))
        .filter(contacts::at.lt(between.1))
        .filter(contacts::intention_code_id.is_not_null())
        .group_by(contacts::intention_code_id)
        .select((contacts::intention_code_id.assume_not_null(), count_star()))
        .into_boxed();
    if let Some(district) = district {
        query = query.filter(doors::district_id.eq(district));
    }
    query.load(conn)
}
