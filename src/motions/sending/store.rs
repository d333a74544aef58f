//! The table `motion_origins`.

use diesel::prelude::*;
use serde::Serialize;
use serde_json::json;

use super::bundle::{Bundle, Signed, groups};
use crate::{
    audit::Act,
    db::{BranchId, Conn, MotionId, schema::motion_origins},
    motions::Motion,
};

/// Where a motion came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Origin {
    pub sender: String,
    /// Its number there.
    pub label: String,
    /// What became of it there: "carried, 18 for, 6 against".
    pub became: String,
    /// The key that signed it, in groups.
    pub key: String,
}

/// Where a motion came from, if another body sent it.
pub fn of_motion(conn: &mut Conn, branch: BranchId, motion: MotionId) -> QueryResult<Option<Origin>> {
    let found: Option<(String, String, String, String)> = motion_origins::table
        .filter(motion_origins::branch_id.eq(branch))
        .find(motion)
        .select((motion_origins::sender, motion_origins::label, motion_origins::signer, motion_origins::content))
        .first(conn)
        .optional()?;
    Ok(found.map(|(sender, label, signer, content)| Origin {
        sender,
        label,
        became: serde_json::from_str(&content).map(|bundle: Bundle| bundle.became()).unwrap_or_default(),
        key: groups(&signer),
    }))
}

/// The motion that this very file became, if it was taken in before.
pub fn taken_in(conn: &mut Conn, branch: BranchId, signed: &Signed) -> QueryResult<Option<MotionId>> {
    motion_origins::table
        .filter(motion_origins::branch_id.eq(branch))
        .filter(motion_origins::signature.eq(&signed.signature))
        .select(motion_origins::motion_id)
        .first(conn)
        .optional()
}

/// The name under which that key sent a motion before, if it did.
pub fn known_as(conn: &mut Conn, branch: BranchId, signed: &Signed) -> QueryResult<Option<String>> {
    motion_origins::table
        .filter(motion_origins::branch_id.eq(branch))
        .filter(motion_origins::signer.eq(&signed.signer))
        .order(motion_origins::taken_in_at.desc())
        .select(motion_origins::sender)
        .first(conn)
        .optional()
}

/// Keeps where a motion came from.
pub fn keep(act: &mut Act<'_>, motion: &Motion, signed: &Signed, bundle: &Bundle) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    diesel::insert_into(motion_origins::table)
        .values((
            motion_origins::motion_id.eq(motion.id),
            motion_origins::branch_id.eq(branch),
            motion_origins::sender.eq(&bundle.sender),
            motion_origins::label.eq(&bundle.label),
            motion_origins::signer.eq(&signed.signer),
            motion_origins::signature.eq(&signed.signature),
            motion_origins::content.eq(&signed.content),
            motion_origins::taken_in_at.eq(at),
        ))
        .execute(act.conn())?;
    act.record("motion.taken-in", motion.href(), json!({ "label": bundle.label, "signer": signed.signer }));
    Ok(())
}
