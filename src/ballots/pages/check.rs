//! Before the box: what would go in, to be looked at once more.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::{
    super::{choice::Choice, marks::Marks, room, shape::Shape},
    paper::{PaperPage, SPOIL, Typed, field, marks},
    voter::{Admitted, Voter},
};
use crate::{
    clock,
    db::BallotId,
    members::SignedInMember,
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/vote/check", web::post().to(check_with_key)).route("/ballots/{ballot}/check", web::post().to(check));
}

/// "This goes into the box."
#[derive(Debug, Serialize)]
pub struct CheckPage {
    title: String,
    base: String,
    key: String,
    /// Drawn by this page and exchanged for the paper's key.
    slip: String,
    /// Whether the order of the names means anything.
    is_ranked: bool,
    /// Whether it goes in spoilt, because the voter wants it so.
    is_spoilt: bool,
    /// The names in the order given, or those with a cross.
    marked: Vec<String>,
    unmarked: Vec<String>,
    /// The fields to carry on: name and value.
    marks: Vec<(String, String)>,
    /// Whether the code on the screen is asked for.
    in_the_room: bool,
    form: Filled,
}

impl Page for CheckPage {
    const TEMPLATE: &'static str = "ballots/check.html";
    fn title(&self) -> String {
        format!("Check your paper: {}", self.title)
    }
    fn samples() -> Vec<Self> {
        let page = |marked: &[&str]| CheckPage {
            title: "Chair".into(),
            base: "/vote".into(),
            key: "ABCD".into(),
            slip: "5".into(),
            is_ranked: true,
            is_spoilt: false,
            marked: marked.iter().map(|name| (*name).to_owned()).collect(),
            unmarked: vec!["Tom Lewis".into()],
            marks: vec![(field(1), "1".into())],
            in_the_room: false,
            form: Filled::default(),
        };
        let wrong = Filled::default().but(Faults::at("room_code", "This is not the code on the screen."));
        let all = CheckPage { unmarked: vec![], ..page(&["Ama Okoro"]) };
        let here = CheckPage { in_the_room: true, form: wrong, ..page(&["Ama Okoro"]) };
        vec![
            here,
            page(&["Ama Okoro"]),
            page(&[]),
            CheckPage { is_spoilt: true, ..page(&[]) },
            CheckPage { is_ranked: false, ..all },
        ]
    }
}

async fn check_with_key(desk: Desk, posted: Posted<Typed>) -> Answer {
    let voter = Voter::with_key(posted.typed().value("key"), &desk);
    checked(desk, voter, posted).await
}

async fn check(desk: Desk, who: SignedInMember, ballot: Path<BallotId>, posted: Posted<Typed>) -> Answer {
    checked(desk, Voter::Member(*ballot, who.member.id), posted).await
}

/// Shows what would go into the box, or the paper again with its slips pointed out.
async fn checked(desk: Desk, voter: Voter, posted: Posted<Typed>) -> Answer {
    let typed = posted.typed();
    let (again, voter_again) = (typed.clone(), voter.clone());
    let answer = desk.page(move |look| CheckPage::of(look, &voter, &typed)).await;
    desk.or_again(answer, again, move |look, form| PaperPage::of(look, &voter_again, &form)).await
}

impl CheckPage {
    /// What would go into the box, with the code of the room as it was typed.
    pub fn of(look: &mut Look<'_>, voter: &Voter, typed: &Filled) -> Result<Self, Problem> {
        let Admitted { ballot, choices, .. } = voter.admit(look)?;
        let marks = marks(&ballot, &choices, typed)?;
        let name = |number: &i32| choices.iter().find(|choice| choice.number == *number).map(|choice| choice.name.clone());
        let unmarked = choices.iter().filter(|choice| !marks.numbers().contains(&choice.number));
        Ok(Self {
            base: voter.base(),
            key: voter.key().to_owned(),
            slip: clock::secret_token(),
            is_ranked: Shape::of_ballot(&ballot, &choices) == Shape::Ranked,
            is_spoilt: matches!(marks, Marks::Spoilt(_)),
            marked: marks.numbers().iter().filter_map(name).collect(),
            unmarked: unmarked.map(|choice| choice.name.clone()).collect(),
            marks: carried_on(&choices, typed),
            in_the_room: room::is_the_place_of(&ballot),
            form: typed.clone(),
            title: ballot.title,
        })
    }
}

/// The fields of the paper as they were typed, so that it can still be changed.
fn carried_on(choices: &[Choice], typed: &Filled) -> Vec<(String, String)> {
    let fields = choices.iter().map(|choice| field(choice.number)).chain([SPOIL.to_owned()]);
    fields.map(|field| (field.clone(), typed.value(&field).to_owned())).filter(|(_, value)| !value.is_empty()).collect()
}
