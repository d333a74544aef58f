//! The tables `meeting_notices` and `meeting_services`: what a notice said, and which of them went by post or by hand.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::super::{Meeting, service::Way};
use crate::{
    audit::{Act, hex},
    db::{
        BranchId, Conn, Instant, MeetingId, MemberId,
        schema::{meeting_notices, meeting_services},
    },
};

/// A notice as it went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = meeting_notices)]
pub struct Frozen {
    pub version: i32,
    pub text: String,
    pub sha256: String,
    pub frozen_at: Instant,
}

/// Keeps what a notice says, word for word, with its fingerprint in the record.
pub fn freeze_notice(act: &mut Act<'_>, meeting: &Meeting, text: &str) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    let version = notice(act.conn(), branch, meeting.id)?.map_or(1, |last| last.version + 1);
    let sha256 = hex(&Sha256::digest(text));
    diesel::insert_into(meeting_notices::table)
        .values((
            meeting_notices::meeting_id.eq(meeting.id),
            meeting_notices::version.eq(version),
            meeting_notices::branch_id.eq(branch),
            meeting_notices::text.eq(text),
            meeting_notices::sha256.eq(&sha256),
            meeting_notices::frozen_at.eq(at),
        ))
        .execute(act.conn())?;
    act.record("notice.frozen", meeting.href(), json!({ "version": version, "sha256": sha256 }));
    Ok(())
}

/// The notice that went out last; none for meetings called before notices were kept so.
pub fn notice(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<Option<Frozen>> {
    meeting_notices::table
        .filter(meeting_notices::branch_id.eq(branch))
        .filter(meeting_notices::meeting_id.eq(meeting))
        .order(meeting_notices::version.desc())
        .select(Frozen::as_select())
        .first(conn)
        .optional()
}

/// Which notices went by post or by hand, and on which day.
pub fn carried(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<HashMap<MemberId, (Way, NaiveDate)>> {
    let rows: Vec<(MemberId, Way, NaiveDate)> = meeting_services::table
        .filter(meeting_services::branch_id.eq(branch))
        .filter(meeting_services::meeting_id.eq(meeting))
        .select((meeting_services::member_id, meeting_services::way, meeting_services::served_on))
        .load(conn)?;
    Ok(rows.into_iter().map(|(member, way, on)| (member, (way, on))).collect())
}

/// Writes down that notices were posted or handed over.
pub fn note_carried(
    act: &mut Act<'_>,
    meeting: &Meeting,
    members: &[MemberId],
    (way, on): (Way, NaiveDate),
) -> QueryResult<()> {
    let (branch, at) = (act.branch(), act.at());
    for member in members {
        strike(act, meeting.id, *member)?;
        diesel::insert_into(meeting_services::table)
            .values((
                meeting_services::meeting_id.eq(meeting.id),
                meeting_services::member_id.eq(*member),
                meeting_services::branch_id.eq(branch),
                meeting_services::way.eq(way),
                meeting_services::served_on.eq(on),
                meeting_services::noted_at.eq(at),
            ))
            .execute(act.conn())?;
    }
    act.record("notice.carried", meeting.href(), json!({ "members": members, "way": way, "on": on }));
    Ok(())
}

/// Takes back that somebody's notice was carried.
pub fn strike_carried(act: &mut Act<'_>, meeting: &Meeting, member: MemberId) -> QueryResult<()> {
    strike(act, meeting.id, member)?;
    act.record("notice.not-carried", meeting.href(), json!({ "member": member }));
    Ok(())
}

fn strike(act: &mut Act<'_>, meeting: MeetingId, member: MemberId) -> QueryResult<()> {
    let branch = act.branch();
    let of = meeting_services::table
        .filter(meeting_services::branch_id.eq(branch))
        .filter(meeting_services::meeting_id.eq(meeting))
        .filter(meeting_services::member_id.eq(member));
    diesel::delete(of).execute(act.conn()).map(|_| ())
}
