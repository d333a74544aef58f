//! The kind of membership, from a day on; also that somebody is a member no longer, or again.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::{
    super::super::{
        righting::{ClassChange, NotRight, class_change, past_day, source_of},
        store,
    },
    RightPage, What, back, member,
};
use crate::{
    accounts::{Holding, ManageMembers},
    branch,
    db::MemberId,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/{member}/class", web::get().to(show)).route("/members/{member}/class", web::post().to(change));
}

/// What stands in the form for somebody who is a member no longer.
const NONE: &str = "none";

async fn show(desk: Desk, _: Holding<ManageMembers>, id: Path<MemberId>) -> Answer {
    desk.page(move |look| {
        let form = Filled::with([("from", look.today().to_string())]);
        page(look, *id, form)
    })
    .await
}

fn page(look: &mut Look<'_>, id: MemberId, form: Filled) -> Result<RightPage, Problem> {
    let member = member(look, id)?;
    let history = store::history(look.conn, look.branch.id, id)?;
    let classes = look.branch.rulebook.membership.classes.iter();
    let mut choices: Vec<Choice> = classes.map(|class| Choice::of(class, format!("Member ({class})"))).collect();
    choices.push(Choice::of(NONE, "Not a member any more: left, lapsed, moved away or died"));
    Ok(RightPage::of(&member, What::Class, history.standing(), choices, form))
}

#[derive(Deserialize)]
struct Changing {
    #[serde(default)]
    class: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    source: String,
}

async fn change(desk: Desk, who: Holding<ManageMembers>, id: Path<MemberId>, posted: Posted<Changing>) -> Answer {
    let (id, typed, form) = (*id, posted.typed(), posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let mut faults = Faults::default();
        let known = branch.rulebook.membership.classes.contains(&form.class) || form.class == NONE;
        let class = faults.take("class", if known { Ok(form.class.as_str()) } else { Err(NotRight::NoClass) });
        let from = faults.take("from", past_day("from", &form.from, branch.date_of(act.at())));
        let source = faults.take("source", source_of(&form.source));
        faults.check()?;
        let (Some(class), Some(from), Some(source)) = (class, from, source) else { return Err(Problem::NotFound) };
        let member = store::find(act.conn(), branch.id, id)?;
        let history = store::history(act.conn(), branch.id, id)?;
        match class_change(&history, Some(class).filter(|class| *class != NONE), from)? {
            ClassChange::Begins => store::begin_class(act, id, &history, (class, from), &source)?,
            ClassChange::Replaces(spell) => store::replace_class(act, id, &spell, class, &source)?,
            ClassChange::Ends(spell, last_on) => store::leave(act, id, &spell, last_on, &source)?,
        }
        Ok(see(back(id)).saying(format!("The membership of {} is put right.", member.name())))
    });
    desk.or_again(answer.await, typed, move |look, form| page(look, id, form)).await
}
