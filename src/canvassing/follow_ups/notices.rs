//! What is written to whoever is to see to something. The mail says of which kind it is and by when, not what was said at a
//! door: that stands behind the sign-in.

use serde_json::json;

use super::FollowUp;
use crate::{
    audit::Act,
    db::MemberId,
    mail::{self, Category, Notice},
    members,
};

/// To the member who is to see to it.
pub fn given(act: &mut Act<'_>, what: &FollowUp, member: MemberId) -> diesel::QueryResult<()> {
    let branch = act.branch();
    let facts = json!({ "kind": what.kind.words(), "due_on": what.due_on, "link": act.link(what.path()) });
    let notice = Notice {
        kind: "follow-up given",
        category: Category::Service,
        about: what.path(),
        template: "canvassing/mail/follow_up_given",
        deadline: None,
    };
    let people = members::reach(act.conn(), branch, &[member])?;
    let letters: Vec<_> = people.into_iter().map(|(_, recipient)| (recipient, facts.clone())).collect();
    if letters.is_empty() {
        return Ok(());
    }
    mail::queue(act, &notice, &letters).map(|_| ())
}
