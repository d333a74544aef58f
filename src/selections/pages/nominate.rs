//! Entering the meeting of one body: its day, who was present, the votes for each.

use std::collections::{BTreeMap, HashMap};

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::{
    super::{
        body,
        nominating::{self, Told},
        nomination::Nomination,
        rules::{
            self,
            nominations::{Cast, Chose, NotNominated},
        },
        selection::path,
        store, timetable,
    },
    running::Running,
};
use crate::{
    db::{BodyId, MemberId, RowId, SelectionId},
    render::{Page, dates},
    web::{Answer, Choice, Desk, Faults, Filled, Look, Posted, Problem, see, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/selections/{selection}/nominations/{body}", web::get().to(show))
        .route("/selections/{selection}/nominations/{body}", web::post().to(enter));
}

/// "The meeting of Millbank".
#[derive(Debug, Serialize)]
pub struct NominatePage {
    path: String,
    office: String,
    body: String,
    about: String,
    /// Between which days the meeting was held; empty where the timetable sets none.
    between: String,
    /// The entry that is put right; empty where this is the first.
    instead_of: String,
    applied: Vec<Applied>,
    lots: Vec<Choice>,
    /// What is wrong with the votes as a whole; empty where nothing is.
    votes_fault: String,
    form: Filled,
}

/// Somebody who applied.
#[derive(Debug, Serialize)]
struct Applied {
    /// The name of her field.
    field: String,
    name: String,
    /// "Withdrew on …"; empty where she did not.
    hint: String,
}

impl Page for NominatePage {
    const TEMPLATE: &'static str = "selections/nominate.html";
    fn title(&self) -> String {
        format!("The meeting of {}: {}", self.body, self.office)
    }
    fn samples() -> Vec<Self> {
        let applied = |hint: &str| Applied { field: "votes-1".into(), name: "Ama Okoro".into(), hint: hint.into() };
        let page = |instead_of: &str, applied, form| NominatePage {
            path: "/selections/1".into(),
            office: "Candidate".into(),
            body: "Millbank".into(),
            about: "Ward with 12 members".into(),
            between: "After 1 May.".into(),
            instead_of: instead_of.into(),
            applied,
            lots: vec![Choice::of("", "No lot was drawn"), Choice::of("1", "Ama Okoro")],
            votes_fault: if instead_of.is_empty() { "Write the votes.".into() } else { String::new() },
            form,
        };
        let wrong = Filled::default().but(Faults::at("votes", "Write the votes."));
        vec![
            page("", vec![applied(""), applied("Withdrew on 3 May.")], wrong),
            page("1", vec![applied("")], Filled::default()),
            page("", vec![], Filled::default()),
        ]
    }
}

async fn show(desk: Desk, _: Running, place: Path<(SelectionId, BodyId)>) -> Answer {
    let (selection, body) = *place;
    desk.page(move |look| page(look, selection, body, None)).await
}

fn page(look: &mut Look<'_>, id: SelectionId, body: BodyId, typed: Option<Filled>) -> Result<NominatePage, Problem> {
    let (branch, today) = (look.branch.clone(), look.today());
    let selection = store::find(look.conn, branch.id, id)?;
    let plan = timetable::plan_of(look.conn, &branch, &selection)?;
    let entry = nominating::standing_of(look.conn, branch.id, id, body)?;
    rules::nominations::may_enter(&selection, &plan, entry.as_ref().map(|entry| entry.met_on), today)?;
    let body = body::bodies_of(look.conn, &branch, &selection)?.find(body).cloned().ok_or(Problem::NotFound)?;
    let votes = votes_of(look, id, entry.as_ref())?;
    let cast = nominating::cast(look.conn, branch.id, id, &plan, &votes)?;
    let none = Choice::of("", "No lot was drawn");
    Ok(NominatePage {
        path: selection.path(),
        body: body.name,
        about: body.about,
        between: between(&plan),
        instead_of: typed.as_ref().map_or_else(
            || entry.as_ref().map(|entry| entry.id.to_string()).unwrap_or_default(),
            |typed| typed.value("instead_of").to_owned(),
        ),
        votes_fault: typed.as_ref().and_then(|typed| typed.faults.get("votes").cloned()).unwrap_or_default(),
        form: typed.unwrap_or_else(|| filled(entry.as_ref(), &cast)),
        lots: std::iter::once(none).chain(cast.iter().map(|one| Choice::of(one.member.to_string(), &one.name))).collect(),
        applied: cast.into_iter().map(Applied::from).collect(),
        office: selection.office,
    })
}

fn votes_of(
    look: &mut Look<'_>,
    selection: SelectionId,
    entry: Option<&Nomination>,
) -> diesel::QueryResult<HashMap<MemberId, u32>> {
    let Some(entry) = entry else { return Ok(HashMap::new()) };
    let votes = store::votes_of(look.conn, look.branch.id, selection)?.remove(&entry.id).unwrap_or_default();
    Ok(votes.into_iter().map(|vote| (vote.member, vote.votes)).collect())
}

fn between(plan: &crate::rulebook::Plan) -> String {
    let closes = rules::applications_close(plan).zip(rules::nominations::closing(plan));
    closes.map(|(after, by)| format!("After {}, and by {}.", dates::day(after), dates::day(by))).unwrap_or_default()
}

impl From<Cast> for Applied {
    fn from(cast: Cast) -> Self {
        let hint = cast.withdrew_on.map(|on| format!("Withdrew on {}.", dates::day(on))).unwrap_or_default();
        Self { field: format!("votes-{}", cast.member), name: cast.name, hint }
    }
}

fn filled(entry: Option<&Nomination>, cast: &[Cast]) -> Filled {
    let Some(entry) = entry else { return Filled::default() };
    let lot = entry.nominee_id.filter(|_| entry.by_lot).map(|member| member.to_string()).unwrap_or_default();
    let nobody = if entry.nominee_id.is_none() { "yes" } else { "" };
    let mut form = Filled::with([
        ("met_on", entry.met_on.to_string()),
        ("present", entry.present.to_string()),
        ("nobody", nobody.to_owned()),
        ("lot", lot),
    ]);
    let voted = cast.iter().filter(|cast| cast.votes > 0);
    form.values.extend(voted.map(|cast| (format!("votes-{}", cast.member), cast.votes.to_string())));
    form
}

async fn enter(
    desk: Desk,
    who: Running,
    place: Path<(SelectionId, BodyId)>,
    posted: Posted<BTreeMap<String, String>>,
) -> Answer {
    let ((selection, body), typed) = (*place, posted.typed());
    let told = match read(&posted.form) {
        Ok(told) => told,
        Err(faults) => return desk.again(typed, faults, move |look, form| page(look, selection, body, Some(form))).await,
    };
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            nominating::nominate(act, selection, body, &told)?;
            Ok(see(format!("{}/nominations", path(selection))).saying("The meeting is entered."))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| page(look, selection, body, Some(form))).await
}

fn read(form: &BTreeMap<String, String>) -> Result<Told, Faults> {
    let mut faults = Faults::default();
    let said = |field: &str| form.get(field).map_or("", |text| text.trim());
    let met_on = faults.take("met_on", typed::day(said("met_on")).ok_or(NotNominated::NoDay));
    let present = faults.take("present", said("present").parse().map_err(|_| NotNominated::NobodyPresent));
    let votes = faults.take("votes", votes(form));
    let (Some(met_on), Some(present), Some(votes)) = (met_on, present, votes) else { return Err(faults) };
    let chose = match said("lot").parse::<MemberId>() {
        _ if said("nobody") == "yes" => Chose::Nobody,
        Ok(taken) => Chose::ByLot(taken),
        Err(_) => Chose::ByVotes,
    };
    Ok(Told { met_on, present, votes, chose, instead_of: said("instead_of").parse::<RowId>().ok() })
}

/// The votes for each; an empty field is nobody's vote.
fn votes(form: &BTreeMap<String, String>) -> Result<HashMap<MemberId, u32>, NotNominated> {
    let fields = form.iter().filter_map(|(field, text)| Some((field.strip_prefix("votes-")?, text.trim())));
    let counted = fields.filter(|(_, text)| !text.is_empty()).map(|(member, text)| {
        let member = member.parse().map_err(|_| NotNominated::NotANumber)?;
        Ok((member, text.parse().map_err(|_| NotNominated::NotANumber)?))
    });
    counted.collect()
}
