//! What is written to those who coordinate the canvass: which registers are destroyed in the days ahead.

use serde_json::json;

use crate::{
    accounts::Permission,
    audit::Act,
    branch::Branch,
    canvassing::electors::RegisterFile,
    mail::{self, Category, Notice},
    members,
};

/// To everybody whose office coordinates the canvass.
pub fn registers_go(act: &mut Act<'_>, branch: &Branch, going: &[RegisterFile]) -> diesel::QueryResult<()> {
    let today = branch.date_of(act.at());
    let terms = members::terms_from(act.conn(), branch.id, today)?;
    let holds = |term: &&members::Term| term.office.grants().contains(&Permission::CoordinateCanvass) && term.covers(today);
    let officers: Vec<_> = terms.iter().filter(holds).map(|term| term.member).collect();
    let files: Vec<_> = going
        .iter()
        .map(|file| json!({ "name": file.file_name, "electors": file.electors, "destroy_on": file.destroy_on }))
        .collect();
    let facts = json!({ "files": files, "link": act.link("/canvass/registers") });
    let notice = Notice {
        kind: "registers go",
        category: Category::Service,
        about: "/canvass/registers".to_owned(),
        template: "canvassing/mail/registers_go",
        deadline: None,
    };
    let people = members::reach(act.conn(), branch.id, &officers)?;
    let letters: Vec<_> = people.into_iter().map(|(_, recipient)| (recipient, facts.clone())).collect();
    if letters.is_empty() {
        return Ok(());
    }
    mail::queue(act, &notice, &letters).map(|_| ())
}
