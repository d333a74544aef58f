//! What complaints send: that one waits, to those who run ballots, and that it is answered, to whoever made it. The words of
//! neither travel by mail.

use serde_json::json;

use super::complaint::Complaint;
use crate::{
    accounts::Permission,
    audit::Act,
    branch,
    db::MemberId,
    mail::{self, Category, Notice},
    members,
    selections::Selection,
};

/// To everybody who runs ballots: a complaint or an appeal waits.
pub fn waits(act: &mut Act<'_>, selection: &Selection) -> diesel::QueryResult<()> {
    let id = act.branch();
    let today = branch::find(act.conn(), id)?.date_of(act.at());
    let offices = members::offices_from(act.conn(), id, today)?;
    let officers: Vec<MemberId> = offices
        .into_iter()
        .filter(|(_, offices)| offices.iter().any(|office| office.grants().contains(&Permission::RunBallots)))
        .map(|(member, _)| member)
        .collect();
    tell(act, selection, &officers, ("complaint made", "selections/mail/complaint_waits", "complaints"))
}

/// To whoever complained: there is an answer.
pub fn answered(act: &mut Act<'_>, selection: &Selection, complaint: &Complaint) -> diesel::QueryResult<()> {
    let words = ("complaint answered", "selections/mail/complaint_answered", "complaint");
    tell(act, selection, &[complaint.member_id], words)
}

fn tell(
    act: &mut Act<'_>,
    selection: &Selection,
    to: &[MemberId],
    (kind, template, page): (&'static str, &'static str, &str),
) -> diesel::QueryResult<()> {
    let branch = act.branch();
    let facts = json!({ "office": selection.office, "link": act.link(format!("{}/{page}", selection.path())) });
    let notice = Notice { kind, category: Category::Service, about: selection.path(), template, deadline: None };
    let letters: Vec<_> =
        members::reach(act.conn(), branch, to)?.into_iter().map(|(_, recipient)| (recipient, facts.clone())).collect();
    if letters.is_empty() {
        return Ok(());
    }
    mail::queue(act, &notice, &letters).map(|_| ())
}
