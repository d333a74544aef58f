//! Finding the member who is to second, without a script: by number, by name, or by choosing among those of the name.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;

use super::super::{course, store};
use crate::{
    db::{BranchId, Conn, MemberId, MotionId},
    members::{self, Person, SignedInMember},
    web::{Answer, Choice, Desk, Faults, Filled, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/motions/{motion}/seconder", web::post().to(ask));
}

/// So many people of one name are offered to choose from.
const MOST: i64 = 12;
const LETTERS: usize = 3;

/// How a member names another: typed, and then chosen where several answer to it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Naming {
    #[serde(default)]
    pub seconder: String,
    /// The member chosen from those offered.
    #[serde(default)]
    pub chosen: String,
    /// What was typed when they were offered; another name since then makes the choice void.
    #[serde(default)]
    pub chosen_for: String,
}

impl Naming {
    /// Whom the words mean, if anybody was named. Several of a name are a fault, with the choice to follow.
    pub fn read(&self, conn: &mut Conn, branch: BranchId) -> Result<Option<MemberId>, Problem> {
        let typed = self.seconder.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let people = people_called(conn, branch, typed)?;
        let chosen = self.chosen.parse::<MemberId>().ok().filter(|_| self.chosen_for == typed);
        if let Some(person) = people.iter().find(|person| Some(person.id) == chosen) {
            return within_reach(conn, branch, person).map(Some);
        }
        let words = match people.as_slice() {
            [only] => return within_reach(conn, branch, only).map(Some),
            [] if typed.chars().count() < LETTERS => "Type at least three letters of the name.".to_owned(),
            [] => format!("Nobody in the register is called “{typed}”. Try the last name, or the membership number."),
            several => format!("{} members answer to “{typed}”. Choose the one you mean.", several.len()),
        };
        Err(Problem::Faults(Faults::at("seconder", words)))
    }
}

/// Whoever is asked answers on a page of this site, so they need an address to sign in by.
fn within_reach(conn: &mut Conn, branch: BranchId, person: &Person) -> Result<MemberId, Problem> {
    if members::find(conn, branch, person.id)?.account_id.is_some() {
        return Ok(person.id);
    }
    let words = format!("{} has no mail address and cannot be asked from here. Ask another member.", person.name);
    Err(Problem::Faults(Faults::at("seconder", words)))
}

/// Members whose name or number is meant by what was typed; those who have left are not among them. Every member may ask
/// here, so nobody is found by where they live.
fn people_called(conn: &mut Conn, branch: BranchId, typed: &str) -> Result<Vec<Person>, Problem> {
    if let Some(member) = members::find_numbered(conn, branch, typed)? {
        return Ok(members::persons(conn, branch, &[member.id])?);
    }
    if typed.chars().count() < LETTERS {
        return Ok(Vec::new());
    }
    let mut people = members::named(conn, branch, typed, MOST)?;
    people.retain(|person| person.class.is_some());
    let exact: Vec<Person> =
        people.iter().filter(|person| person.name.to_lowercase() == typed.to_lowercase()).cloned().collect();
    Ok(if exact.len() == 1 { exact } else { people })
}

/// The members to choose from, where what was typed means several.
pub fn choices(conn: &mut Conn, branch: BranchId, form: &Filled) -> Result<Vec<Choice>, Problem> {
    let typed = form.value("seconder").trim().to_owned();
    if typed.is_empty() || !form.faults.contains_key("seconder") {
        return Ok(Vec::new());
    }
    let people = people_called(conn, branch, &typed)?;
    if people.len() < 2 {
        return Ok(Vec::new());
    }
    let choice = |person: Person| Choice { hint: person.ward, ..Choice::of(person.id.to_string(), person.name) };
    Ok(people.into_iter().map(choice).collect())
}

/// The mover asks somebody else.
async fn ask(desk: Desk, who: SignedInMember, motion: Path<MotionId>, posted: Posted<Naming>) -> Answer {
    let (typed, naming, id, mover) = (posted.typed(), posted.form, *motion, who.member.id);
    let visitor = who.0.clone();
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let motion = store::find(act.conn(), branch, id)?;
        let nobody = || Problem::Faults(Faults::at("seconder", "Name the member whom you ask."));
        let other = naming.read(act.conn(), branch)?.ok_or_else(nobody)?;
        course::ask(act, &motion, mover, other)?;
        let name = members::find(act.conn(), branch, other)?.name();
        Ok(see(motion.href()).saying(format!("{name} is asked by mail to second it.")))
    });
    desk.or_again(answer.await, typed, move |look, form| super::show::MotionPage::of(look, &visitor, id, form)).await
}
