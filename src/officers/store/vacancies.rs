//! The tables of casual vacancies, and of those who act in them.

use diesel::prelude::*;
use serde_json::json;

use super::super::vacancy::Vacancy;
use crate::{
    audit::Act,
    db::{
        BranchId, Conn, MemberId, RowId,
        schema::{officer_vacancies, officers_acting},
    },
};

/// Notes a vacancy.
pub fn insert_vacancy(act: &mut Act<'_>, vacancy: &Vacancy) -> QueryResult<()> {
    let branch = act.branch();
    diesel::insert_into(officer_vacancies::table)
        .values((
            (officer_vacancies::id.eq(vacancy.id), officer_vacancies::branch_id.eq(branch)),
            (officer_vacancies::office.eq(&vacancy.office), officer_vacancies::term_id.eq(vacancy.term_id)),
            (officer_vacancies::member_id.eq(vacancy.member_id), officer_vacancies::from_on.eq(vacancy.from_on)),
            (officer_vacancies::because.eq(vacancy.because), officer_vacancies::ends_on.eq(vacancy.ends_on)),
        ))
        .execute(act.conn())?;
    let facts = json!({ "office": vacancy.office, "from": vacancy.from_on, "until": vacancy.ends_on });
    act.record("office.vacant", "/officers".to_owned(), facts);
    Ok(())
}

/// Notes that a term is held for the time being.
pub fn insert_acting(act: &mut Act<'_>, vacancy: &Vacancy, term: RowId, member: MemberId) -> QueryResult<()> {
    let branch = act.branch();
    diesel::insert_into(officers_acting::table)
        .values((
            officers_acting::term_id.eq(term),
            officers_acting::branch_id.eq(branch),
            officers_acting::vacancy_id.eq(vacancy.id),
            officers_acting::member_id.eq(member),
        ))
        .execute(act.conn())?;
    act.record("office.acting", "/officers".to_owned(), json!({ "office": vacancy.office, "member": member }));
    Ok(())
}

/// Forgets a vacancy that was noted by mistake, and whoever was to act in it.
pub fn delete_vacancy(act: &mut Act<'_>, vacancy: &Vacancy) -> QueryResult<()> {
    let branch = act.branch();
    let acting = officers_acting::table.filter(officers_acting::branch_id.eq(branch));
    diesel::delete(acting.filter(officers_acting::vacancy_id.eq(vacancy.id))).execute(act.conn())?;
    let own = officer_vacancies::table.filter(officer_vacancies::branch_id.eq(branch));
    diesel::delete(own.filter(officer_vacancies::id.eq(vacancy.id))).execute(act.conn())?;
    act.record("vacancy.undone", "/officers".to_owned(), json!({ "office": vacancy.office, "from": vacancy.from_on }));
    Ok(())
}

/// Forgets that somebody was to act in a vacancy.
pub fn delete_acting(act: &mut Act<'_>, vacancy: &Vacancy, term: RowId) -> QueryResult<()> {
    let branch = act.branch();
    let acting = officers_acting::table.filter(officers_acting::branch_id.eq(branch));
    diesel::delete(acting.filter(officers_acting::term_id.eq(term))).execute(act.conn())?;
    act.record("acting.undone", "/officers".to_owned(), json!({ "office": vacancy.office }));
    Ok(())
}

/// One vacancy.
pub fn vacancy(conn: &mut Conn, branch: BranchId, vacancy: RowId) -> QueryResult<Vacancy> {
    officer_vacancies::table
        .filter(officer_vacancies::branch_id.eq(branch))
        .find(vacancy)
        .select(Vacancy::as_select())
        .first(conn)
}

/// Every vacancy, the latest first.
pub fn vacancies(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Vacancy>> {
    officer_vacancies::table
        .filter(officer_vacancies::branch_id.eq(branch))
        .order((officer_vacancies::from_on.desc(), officer_vacancies::id))
        .select(Vacancy::as_select())
        .load(conn)
}

/// The terms of those who act in a vacancy.
pub fn acting_in(conn: &mut Conn, branch: BranchId, vacancy: RowId) -> QueryResult<Vec<RowId>> {
    officers_acting::table
        .filter(officers_acting::branch_id.eq(branch))
        .filter(officers_acting::vacancy_id.eq(vacancy))
        .select(officers_acting::term_id)
        .load(conn)
}

/// Every term that is held for the time being.
pub fn all_acting(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<RowId>> {
    officers_acting::table.filter(officers_acting::branch_id.eq(branch)).select(officers_acting::term_id).load(conn)
}
