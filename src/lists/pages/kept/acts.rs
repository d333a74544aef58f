//! One thing done for many people of a list: for those who are ticked, or for all who are shown. It can be undone.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::{
    super::super::{
        acts::{self, Asked, NotDone},
        columns::{self, Column, Kind, YES},
        kept::{self, Kept, Whose},
        sheet::{self, cell_of},
    },
    At, show,
};
use crate::{
    accounts::{Holding, ManageMembers},
    audit::Act,
    branch,
    db::{MemberId, RowId},
    members,
    web::{Answer, Choice, Desk, Faults, Nothing, Opened, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/lists/{list}/acts", web::post().to(act)).route("/lists/{list}/acts/{act}/undoing", web::post().to(undo));
}

/// What may be done for many: with each column, and with their place on the list.
pub fn deeds(columns: &[Column], is_left_out: bool) -> Vec<Choice> {
    let with = |column: &Column| {
        let (id, label) = (column.id, &column.label);
        let set = match column.kind {
            Kind::Tick | Kind::Place => format!("Tick “{label}”"),
            Kind::Words => format!("Write these words into “{label}”"),
            Kind::Person => format!("Put this member into “{label}”"),
        };
        [Choice::of(format!("set.{id}"), set), Choice::of(format!("clear.{id}"), format!("Clear “{label}”"))]
    };
    let place = if is_left_out {
        Choice::of("back", "Bring them back to this list")
    } else {
        Choice::of("out", "Leave them out of this list")
    };
    std::iter::once(Choice::of("", "Choose")).chain(columns.iter().flat_map(with)).chain([place]).collect()
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Acting {
    page: String,
    show: String,
    who: Vec<String>,
    /// How many there were to be seen, where it is for all of them.
    all: Option<String>,
    deed: String,
    with: String,
}

impl Acting {
    fn at(&self) -> At {
        At { page: self.page.clone(), show: self.show.clone() }
    }
}

async fn act(desk: Desk, who: Holding<ManageMembers>, list: Path<RowId>, posted: Posted<Acting>) -> Answer {
    let (whose, opened, typed, form) = ((*list, who.account), posted.opened(), posted.typed(), posted.form);
    let at = form.at();
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        nothing_is_unsaved(&opened)?;
        let asked = asked(act, whose, &form)?;
        let (id, people) = acts::do_for(act, whose.0, &asked)?;
        let named = named(act, &asked)?;
        let undo = format!("/lists/{}/acts/{id}/undoing", whose.0);
        Ok(see(form.at().href(whose.0)).saying(asked.in_words(people, named.as_deref())).with_undo(undo, "Undo"))
    });
    desk.or_again(answer.await, typed, move |look, form| show::page(look, whose, &at, form)).await
}

/// Nothing that was written into a cell is lost by doing something else.
fn nothing_is_unsaved(opened: &Opened) -> Result<(), Problem> {
    match opened.changed().into_iter().filter(|field| cell_of(field).is_some()).count() {
        0 => Ok(()),
        _ => Err(Problem::Faults(Faults::at("deed", "There are cells that you changed and did not save. Save them first."))),
    }
}

/// What is asked for, understood; each fault is said at its field.
fn asked(act: &mut Act<'_>, whose: Whose, form: &Acting) -> Result<Asked, Problem> {
    let branch = act.branch();
    let branch = branch::find(act.conn(), branch)?;
    let today = branch.date_of(act.at());
    let kept = Kept::open(act.conn(), &branch, whose, today)?;
    let shown = if form.at().is_left_out() { &kept.out } else { &kept.on };
    let ticked: Vec<MemberId> = form.who.iter().filter_map(|id| id.parse().ok()).collect();
    let people = acts::may_be_done_to(ticked, form.all.as_deref(), shown)?;
    let (column, value) = match form.deed.split_once('.') {
        None if form.deed == "out" => (columns::place_for(act, kept.list.id, today)?, YES.to_owned()),
        None if form.deed == "back" => (columns::place_for(act, kept.list.id, today)?, String::new()),
        Some((deed @ ("set" | "clear"), id)) => {
            let id = id.parse().map_err(|_| NotDone::Nothing)?;
            let column = columns::find(act.conn(), branch.id, (kept.list.id, id))?;
            let value = if deed == "clear" { String::new() } else { value(act, column.kind, &form.with)? };
            (column, value)
        }
        _ => return Err(NotDone::Nothing.into()),
    };
    Ok(Asked { column, value, people })
}

/// What is to stand in every cell.
fn value(act: &mut Act<'_>, kind: Kind, typed: &str) -> Result<String, Problem> {
    if kind == Kind::Tick {
        return Ok(YES.to_owned());
    }
    let branch = act.branch();
    let value = sheet::read(act.conn(), branch, kind, typed)?.map_err(|fault| Problem::Faults(Faults::at("with", fault)))?;
    if value.is_empty() { Err(NotDone::NoWords.into()) } else { Ok(value) }
}

/// The member whom the value means, if it means one.
fn named(act: &mut Act<'_>, asked: &Asked) -> Result<Option<String>, Problem> {
    let (branch, member) = (act.branch(), asked.value.parse::<MemberId>());
    match (asked.column.kind, member) {
        (Kind::Person, Ok(member)) => Ok(Some(members::find(act.conn(), branch, member)?.name())),
        _ => Ok(None),
    }
}

async fn undo(desk: Desk, who: Holding<ManageMembers>, ids: Path<(RowId, RowId)>, posted: Posted<Nothing>) -> Answer {
    let (ids, by) = (*ids, who.account);
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        kept::usable(act.conn(), branch.id, (ids.0, by))?;
        let done = acts::find(act.conn(), &branch, ids)?;
        acts::may_undo(&done, branch.date_of(act.at()))?;
        let (back, kept) = acts::undo(act, ids.0, &done)?;
        Ok(see(format!("/lists/{}", ids.0)).saying(acts::undone_in_words(back, kept)))
    })
    .await
}
