//! The table `meeting_documents`.

use diesel::prelude::*;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::document::{Format, Listed};
use crate::{
    audit::{Act, hex},
    db::{BranchId, Conn, DocumentId, ItemId, MeetingId, schema::meeting_documents},
    meetings::Meeting,
};

/// The documents of a meeting without their content, in the order in which they came.
pub fn listed(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<Vec<Listed>> {
    meeting_documents::table
        .filter(meeting_documents::branch_id.eq(branch))
        .filter(meeting_documents::meeting_id.eq(meeting))
        .order((meeting_documents::added_at, meeting_documents::id))
        .select(Listed::as_select())
        .load(conn)
}

/// One document of a meeting with its content.
pub fn find(conn: &mut Conn, branch: BranchId, meeting: MeetingId, id: DocumentId) -> QueryResult<(Listed, Vec<u8>)> {
    meeting_documents::table
        .filter(meeting_documents::branch_id.eq(branch))
        .filter(meeting_documents::meeting_id.eq(meeting))
        .find(id)
        .select((Listed::as_select(), meeting_documents::content))
        .first(conn)
}

/// All documents of a meeting with their content, in the order in which they came.
pub fn all(conn: &mut Conn, branch: BranchId, meeting: MeetingId) -> QueryResult<Vec<(Listed, Vec<u8>)>> {
    meeting_documents::table
        .filter(meeting_documents::branch_id.eq(branch))
        .filter(meeting_documents::meeting_id.eq(meeting))
        .order((meeting_documents::added_at, meeting_documents::id))
        .select((Listed::as_select(), meeting_documents::content))
        .load(conn)
}

/// Keeps a document; its fingerprint enters the record.
pub fn add(
    act: &mut Act<'_>,
    meeting: &Meeting,
    item: Option<ItemId>,
    title: &str,
    (format, content): (Format, &[u8]),
) -> QueryResult<DocumentId> {
    let (id, branch, at, fingerprint) = (DocumentId::fresh(), act.branch(), act.at(), hex(&Sha256::digest(content)));
    diesel::insert_into(meeting_documents::table)
        .values((
            meeting_documents::id.eq(id),
            meeting_documents::branch_id.eq(branch),
            meeting_documents::meeting_id.eq(meeting.id),
            meeting_documents::item_id.eq(item),
            meeting_documents::title.eq(title),
            meeting_documents::format.eq(format),
            meeting_documents::size.eq(i32::try_from(content.len()).unwrap_or(i32::MAX)),
            meeting_documents::sha256.eq(&fingerprint),
            meeting_documents::content.eq(content),
            meeting_documents::added_at.eq(at),
        ))
        .execute(act.conn())?;
    act.record("document.added", meeting.href(), json!({ "document": id, "item": item, "sha256": fingerprint }));
    Ok(id)
}

/// Takes a document away.
pub fn remove(act: &mut Act<'_>, meeting: &Meeting, id: DocumentId) -> QueryResult<()> {
    let branch = act.branch();
    let document = meeting_documents::table
        .filter(meeting_documents::branch_id.eq(branch))
        .filter(meeting_documents::meeting_id.eq(meeting.id))
        .filter(meeting_documents::id.eq(id));
    let fingerprint: String = document.select(meeting_documents::sha256).first(act.conn())?;
    diesel::delete(document).execute(act.conn())?;
    act.record("document.removed", meeting.href(), json!({ "document": id, "sha256": fingerprint }));
    Ok(())
}
