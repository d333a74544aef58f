//! The search in the mast: people for those who may see the register, motions and meetings for everybody.

use actix_web::web::{self, Query, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::due::Thing;
use crate::{
    accounts::{Permission, SignedIn},
    meetings, members, motions,
    render::Page,
    web::{Answer, Desk},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/find", web::get().to(find));
}

/// So many people are shown; whoever wants more types more.
const MOST: i64 = 20;

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    q: String,
}

/// "What was found".
#[derive(Debug, Serialize)]
pub struct FindPage {
    wanted: String,
    /// Whether people were looked through.
    with_people: bool,
    people: Vec<Thing>,
    motions: Vec<Thing>,
    meetings: Vec<Thing>,
}

impl Page for FindPage {
    const TEMPLATE: &'static str = "home/find.html";
    fn title(&self) -> String {
        "Find".into()
    }
    fn samples() -> Vec<Self> {
        let some = || vec![Thing::new("Tom Lewis", "/members/1")];
        vec![
            FindPage { wanted: "tom".into(), with_people: true, people: some(), motions: some(), meetings: some() },
            FindPage {
                wanted: "xyz".into(),
                with_people: false,
                people: Vec::new(),
                motions: Vec::new(),
                meetings: Vec::new(),
            },
        ]
    }
}

async fn find(desk: Desk, who: SignedIn, wanted: Query<Wanted>) -> Answer {
    let wanted = wanted.into_inner().q;
    desk.page(move |look| {
        let branch = look.branch.id;
        let with_people = who.may(Permission::ManageMembers);
        let mut people = Vec::new();
        if with_people && !wanted.trim().is_empty() {
            people.extend(
                members::search(look.conn, branch, &wanted, MOST)?
                    .into_iter()
                    .map(|person| Thing::new(format!("{}, {}", person.name, person.number), format!("/members/{}", person.id))),
            );
        }
        let motions = motions::list(look.conn, branch)?.into_iter().map(|motion| Thing::new(&motion.title, motion.href()));
        let motions = motions.filter(|thing| holds(&thing.name, &wanted)).collect();
        let meetings = meetings::list(look.conn, branch)?.into_iter().map(|meeting| Thing::new(&meeting.title, meeting.href()));
        let meetings = meetings.filter(|thing| holds(&thing.name, &wanted)).collect();
        Ok(FindPage { wanted, with_people, people, motions, meetings })
    })
    .await
}

/// Whether every word that was typed is somewhere in the name.
fn holds(name: &str, wanted: &str) -> bool {
    let name = name.to_lowercase();
    let mut words = wanted.split_whitespace().map(str::to_lowercase).peekable();
    words.peek().is_some() && words.all(|word| name.contains(&word))
}
