//! Naming somebody for an office: oneself, or another member who is asked.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        Contest,
        elections::path,
        nominating::{self, Naming},
        rules::{self, NotSo},
        store,
    },
    belongings,
};
use crate::{
    audit::Act,
    db::{ContestId, ElectionsId, MemberId},
    members::{self, SignedInMember, at_head},
    render::{Page, words::plural},
    rulebook::Rulebook,
    selections::Belonging,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/officers/elections/{elections}/nomination", web::get().to(show))
        .route("/officers/elections/{elections}/nomination", web::post().to(name));
}

/// "Who shall stand?"
#[derive(Debug, Serialize)]
pub struct NominatePage {
    path: String,
    contests: Vec<Choice>,
    /// Whether any of the offices may be shared.
    may_share: bool,
    /// For whom the rules keep places; empty where for nobody.
    group: String,
    belongings: Vec<Choice>,
    /// Why nobody can be named; empty where somebody can.
    not_now: String,
    form: Filled,
}

impl Page for NominatePage {
    const TEMPLATE: &'static str = "officers/nominate.html";
    fn title(&self) -> String {
        "Name somebody".into()
    }
    fn samples() -> Vec<Self> {
        let page = |may_share, group: &str, not_now: &str, form| NominatePage {
            path: "/officers/elections/1".into(),
            contests: vec![Choice::of("1", "Chair").hinted("may not be shared")],
            may_share,
            group: group.into(),
            belongings: belongings("women"),
            not_now: not_now.into(),
            form,
        };
        let wrong = Filled::default().but(Faults::at("contest", NotSo::NoOffice.to_string()));
        vec![
            page(true, "women", "", Filled::default()),
            page(false, "", "", wrong),
            page(false, "", "Closed.", Filled::default()),
        ]
    }
}

#[derive(Debug, Clone, Deserialize)]
struct Typed {
    #[serde(default)]
    contest: String,
    #[serde(default)]
    member: String,
    #[serde(default)]
    partner: String,
    #[serde(default)]
    statement: String,
    #[serde(default)]
    belongs: String,
}

async fn show(desk: Desk, _: SignedInMember, elections: Path<ElectionsId>) -> Answer {
    desk.page(move |look| page(look, *elections, Filled::with([("belongs", Belonging::NotSaid.to_string())]))).await
}

fn page(look: &mut Look<'_>, id: ElectionsId, form: Filled) -> Result<NominatePage, Problem> {
    let elections = store::find(look.conn, look.branch.id, id)?;
    let mut contests = store::contests_of(look.conn, look.branch.id, id)?;
    contests.retain(|contest| rules::may_change(contest).is_ok());
    let book = &look.branch.rulebook;
    let group = contests.iter().find_map(|contest| rules::group_of(book, contest)).unwrap_or_default().to_owned();
    let shared = |contest: &Contest| book.offices.get(&contest.office).is_some_and(|rule| rule.jobshare);
    Ok(NominatePage {
        path: elections.path(),
        may_share: contests.iter().any(shared),
        contests: contests.iter().map(|contest| offered(book, contest)).collect(),
        belongings: belongings(&group),
        group,
        not_now: rules::may_name(&elections, look.today()).err().map(|refusal| refusal.to_string()).unwrap_or_default(),
        form,
    })
}

fn offered(book: &Rulebook, contest: &Contest) -> Choice {
    let mut said = vec![plural(contest.seats.into(), "place", "places")];
    if let Some(rule) = book.offices.get(&contest.office) {
        said.push(if rule.jobshare { "may be shared" } else { "may not be shared" }.to_owned());
        said.extend(rule.restricted_to.as_ref().map(|group| format!("kept for {group}")));
    }
    Choice::of(contest.id.to_string(), at_head(&contest.title)).hinted(said.join(", "))
}

async fn name(desk: Desk, who: SignedInMember, elections: Path<ElectionsId>, posted: Posted<Typed>) -> Answer {
    let (elections, namer, typed, form) = (*elections, who.member.id, posted.typed(), posted.form);
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let naming = read(act, namer, &form)?;
            let nomination = nominating::name(act, elections, &naming)?;
            let words = match nomination.stands() {
                true => "You are on the list.",
                false => "Whoever is named is asked by mail, and is on the list after saying yes.",
            };
            Ok(see(path(elections)).saying(words))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| page(look, elections, form)).await
}

fn read(act: &mut Act<'_>, namer: MemberId, form: &Typed) -> Result<Naming, Problem> {
    let contest: ContestId = form.contest.parse().map_err(|_| NotSo::NoOffice)?;
    let member = meant(act, "member", &form.member)?.unwrap_or(namer);
    let partner = meant(act, "partner", &form.partner)?;
    // Whoever names herself as the second of two is the first of them.
    let (member, partner) = match partner {
        Some(second) if second == namer && member != namer => (namer, Some(member)),
        partner => (member, partner),
    };
    let belongs = form.belongs.parse().unwrap_or(Belonging::NotSaid);
    Ok(Naming { contest, namer, member, partner, statement: form.statement.trim().to_owned(), belongs })
}

/// Whom the field means; nobody where it is empty.
fn meant(act: &mut Act<'_>, field: &'static str, typed: &str) -> Result<Option<MemberId>, Problem> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let branch = act.branch();
    members::naming::named(act.conn(), branch, typed, field).map(Some)
}
