//! The table `sessions`: where an account is signed in.

use diesel::prelude::*;
use serde_json::json;

use super::{
    super::{
        entrance::{Entrance, Trust},
        rules::{OLD_SECRET_LIVES, SESSION_LIVES},
    },
    hash_of,
};
use crate::{
    audit::Act,
    clock,
    db::{
        AccountId, BranchId, Conn, Instant, SessionId,
        schema::{accounts, sessions},
    },
};

/// Signs an account in and returns the secret that its cookie carries.
pub fn start_session(act: &mut Act<'_>, account: AccountId, entrance: &Entrance) -> QueryResult<String> {
    let token = clock::secret_token();
    let (branch, at) = (act.branch(), act.at());
    let id = SessionId::fresh();
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(id),
            sessions::branch_id.eq(branch),
            sessions::account_id.eq(account),
            sessions::token_hash.eq(hash_of(&token)),
            sessions::started_at.eq(at),
            sessions::last_seen_at.eq(at),
            sessions::ends_at.eq(Instant::from(at.0 + SESSION_LIVES)),
            sessions::device.eq(&entrance.device),
            sessions::network.eq(&entrance.network),
            sessions::proved_at.eq((entrance.trust == Trust::Full).then_some(at)),
        ))
        .execute(act.conn())?;
    act.record("session.started", format!("/accounts/{account}"), json!({ "session": id }));
    Ok(token)
}

/// A session with its account.
#[derive(Debug, Clone, Queryable)]
pub struct Session {
    pub id: SessionId,
    pub branch_id: BranchId,
    pub account_id: AccountId,
    pub last_seen_at: Instant,
    pub ends_at: Instant,
    pub proved_at: Option<Instant>,
    pub called: String,
}

/// The session whose cookie carries `token`, or carried it until a moment ago.
pub fn session_of(conn: &mut Conn, token: &str, now: Instant) -> QueryResult<Option<Session>> {
    let (hash, just_now) = (hash_of(token), Instant::from(now.0 - OLD_SECRET_LIVES));
    let by_old_secret = sessions::earlier_hash.eq(Some(hash.clone())).and(sessions::proved_at.gt(Some(just_now)));
    sessions::table
        .inner_join(accounts::table)
        .filter(sessions::token_hash.eq(hash).or(by_old_secret.assume_not_null()))
        .filter(accounts::closed_at.is_null())
        .select((
            sessions::id,
            sessions::branch_id,
            sessions::account_id,
            sessions::last_seen_at,
            sessions::ends_at,
            sessions::proved_at,
            accounts::called,
        ))
        .first(conn)
        .optional()
}

/// Notes that a session was seen.
pub fn see_session(conn: &mut Conn, session: SessionId, now: Instant) -> QueryResult<()> {
    diesel::update(sessions::table.find(session)).set(sessions::last_seen_at.eq(now)).execute(conn).map(|_| ())
}

/// Notes that the second step was taken in a session, and gives it another secret: whoever had the old one from before stays
/// outside. Returns what the cookie carries from now on.
pub fn prove_session(act: &mut Act<'_>, session: SessionId) -> QueryResult<String> {
    let (token, at) = (clock::secret_token(), act.at());
    let before: String = sessions::table.find(session).select(sessions::token_hash).first(act.conn())?;
    diesel::update(sessions::table.find(session))
        .set((
            sessions::token_hash.eq(hash_of(&token)),
            sessions::earlier_hash.eq(Some(before)),
            sessions::proved_at.eq(Some(at)),
        ))
        .execute(act.conn())?;
    Ok(token)
}

/// Ends every session of an account but this one; gives back how many there were.
pub fn end_other_sessions(act: &mut Act<'_>, session: SessionId, account: AccountId) -> QueryResult<usize> {
    let others = sessions::table.filter(sessions::account_id.eq(account)).filter(sessions::id.ne(session));
    let ended = diesel::delete(others).execute(act.conn())?;
    act.record("sessions.ended", format!("/accounts/{account}"), json!({ "sessions": ended }));
    Ok(ended)
}

/// Ends a session.
pub fn end_session(act: &mut Act<'_>, session: SessionId, account: AccountId) -> QueryResult<()> {
    diesel::delete(sessions::table.filter(sessions::id.eq(session)).filter(sessions::account_id.eq(account)))
        .execute(act.conn())?;
    act.record("session.ended", format!("/accounts/{account}"), json!({ "session": session }));
    Ok(())
}

/// Where an account is signed in.
#[derive(Debug, Clone, serde::Serialize, Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub struct Device {
    pub id: SessionId,
    pub device: String,
    pub network: String,
    pub started_at: Instant,
    pub last_seen_at: Instant,
}

/// Everywhere an account is signed in, the latest first.
pub fn devices(conn: &mut Conn, account: AccountId) -> QueryResult<Vec<Device>> {
    sessions::table
        .filter(sessions::account_id.eq(account))
        .order(sessions::last_seen_at.desc())
        .select(Device::as_select())
        .load(conn)
}
