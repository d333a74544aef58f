//! Writing into the cells of the page that is open: only what was changed is written, and what a colleague wrote into the same cell
//! meanwhile is read before it is written over.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::web::{self, Path, ServiceConfig};

use super::{
    super::super::{
        columns,
        kept::{self, Whose},
        sheet::{self, Sheet, cell_of},
    },
    At, show,
};
use crate::{
    accounts::{Holding, ManageMembers},
    audit::Act,
    db::{MemberId, RowId},
    members,
    web::{Answer, Desk, Faults, Opened, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/lists/{list}/cells", web::post().to(save));
}

async fn save(desk: Desk, who: Holding<ManageMembers>, list: Path<RowId>, posted: Posted<At>) -> Answer {
    let (whose, opened, typed) = ((*list, who.account), posted.opened(), posted.typed());
    let (at, again, values) = (posted.form.clone(), posted.form, typed.values.clone());
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let said = match write(act, whose, &opened, &values)? {
            0 => return Err(Problem::Answered(Box::new(see(at.href(whose.0)).saying("Nothing was changed.")))),
            1 => "What you wrote is saved: 1 cell.".to_owned(),
            cells => format!("What you wrote is saved: {cells} cells."),
        };
        Ok(see(at.href(whose.0)).saying(said))
    });
    desk.or_again(answer.await, typed, move |look, form| show::page(look, whose, &again, form)).await
}

/// Writes the cells that were changed; says how many.
fn write(act: &mut Act<'_>, whose: Whose, opened: &Opened, typed: &BTreeMap<String, String>) -> Result<usize, Problem> {
    let branch = act.branch();
    let list = kept::usable(act.conn(), branch, whose)?.id;
    let mut changed: Vec<(&str, RowId, MemberId)> = opened
        .changed()
        .into_iter()
        .filter_map(|field| cell_of(field).map(|(column, member)| (field, column, member)))
        .collect();
    let people: BTreeSet<MemberId> = opened.fields().filter_map(cell_of).map(|(_, member)| member).collect();
    let people: Vec<MemberId> = people.into_iter().collect();
    // Somebody may have been forgotten since; nothing is written about them any more.
    let known = members::known_among(act.conn(), branch, &people)?;
    let sheet = Sheet::of(act.conn(), branch, list, &people)?;
    opened.changes_still_stand(&sheet.filled(&people))?;
    changed.retain(|(_, _, member)| known.contains(member));
    let (mut faults, mut cells) = (Faults::default(), BTreeMap::<RowId, Vec<(MemberId, String)>>::new());
    for (field, id, member) in changed {
        let text = typed.get(field).map_or("", String::as_str);
        let Some(column) = sheet.column(id) else {
            if !text.trim().is_empty() {
                faults.add(
                    field,
                    format!("The column was put away meanwhile, so “{text}” was not written. Bring it back first."),
                );
            }
            continue;
        };
        let value = sheet::read(act.conn(), branch, column.kind, text)?;
        if let Some(value) = faults.take(field, value) {
            cells.entry(id).or_default().push((member, value));
        }
    }
    faults.check()?;
    for (column, cells) in &cells {
        columns::note(act, list, *column, cells)?;
    }
    Ok(cells.values().map(Vec::len).sum())
}
