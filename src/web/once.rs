//! A form is answered once: a double click, a reload or an impatient second tap is shown the first answer.

use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::{See, answer::see};
use crate::{
    audit::Act,
    db::{BranchId, Conn, Instant, schema::answered_forms},
};

/// The token a form carried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once(Option<String>);

impl Once {
    /// For a form with this token; a form without one cannot be told from its double.
    pub fn new(token: String) -> Self {
        Self((!token.is_empty()).then(|| crate::audit::hex(&Sha256::digest(token))))
    }

    /// For a deed that may be done twice without harm.
    pub fn not_needed() -> Self {
        Self(None)
    }

    /// What the first copy of this form was answered, if it was.
    pub fn answered(&self, act: &mut Act<'_>) -> QueryResult<Option<See>> {
        let Some(hash) = &self.0 else { return Ok(None) };
        let found: Option<(String, String)> = answered_forms::table
            .find(hash)
            .select((answered_forms::location, answered_forms::words))
            .first(act.conn())
            .optional()?;
        Ok(found.map(|(location, words)| see(location).saying(words)))
    }

    /// Forgets the answers given before `moment`.
    pub fn forget_before(conn: &mut Conn, branch: BranchId, moment: Instant) -> QueryResult<usize> {
        let old = answered_forms::table.filter(answered_forms::branch_id.eq(branch));
        diesel::delete(old.filter(answered_forms::answered_at.lt(moment))).execute(conn)
    }

    /// Remembers the answer in the same transaction as the deed.
    pub fn remember(&self, act: &mut Act<'_>, answer: &See) -> QueryResult<()> {
        let Some(hash) = &self.0 else { return Ok(()) };
        diesel::insert_into(answered_forms::table)
            .values((
                answered_forms::token_hash.eq(hash),
                answered_forms::branch_id.eq(act.branch()),
                answered_forms::answered_at.eq(act.at()),
                answered_forms::location.eq(&answer.location),
                answered_forms::words.eq(&answer.words),
            ))
            .execute(act.conn())
            .map(|_| ())
    }
}
