//! The bodies affiliated to the branch: read by every member, named by whoever looks after the register.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Affiliate, AffiliateKind, rules, store};
use crate::{
    accounts::{Holding, ManageMembers, Permission, SignedIn},
    branch,
    db::AffiliateId,
    render::{Page, RenderError, Templates},
    web::{Answer, Choice, Desk, Faults, Filled, Look, Nothing, Posted, Problem, see},
};

/// The pages of this module.
pub fn routes(to: &mut ServiceConfig) {
    to.route("/affiliates", web::get().to(show))
        .route("/affiliates", web::post().to(name))
        .route("/affiliates/{affiliate}/end", web::post().to(end));
}

/// Every page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    templates.check::<AffiliatesPage>()
}

/// "Affiliated bodies".
#[derive(Debug, Serialize)]
pub struct AffiliatesPage {
    lines: Vec<Line>,
    kinds: Vec<Choice>,
    may_name: bool,
    form: Filled,
}

#[derive(Debug, Serialize)]
struct Line {
    id: AffiliateId,
    name: String,
    kind: String,
    named_on: NaiveDate,
}

impl Page for AffiliatesPage {
    const TEMPLATE: &'static str = "affiliates/list.html";
    fn title(&self) -> String {
        "Affiliated bodies".into()
    }
    fn samples() -> Vec<Self> {
        let line = Line {
            id: AffiliateId::random(),
            name: "Unite, Northmoor buses branch".into(),
            kind: "Branch of a union".into(),
            named_on: NaiveDate::default(),
        };
        let wrong = Filled::default().but(Faults::at("name", "Write the name of the body."));
        vec![
            AffiliatesPage { lines: vec![line], kinds: kinds(), may_name: true, form: wrong },
            AffiliatesPage { lines: vec![], kinds: kinds(), may_name: false, form: Filled::default() },
        ]
    }
}

fn kinds() -> Vec<Choice> {
    AffiliateKind::ALL.iter().map(|kind| Choice::of(kind.as_str(), kind.words())).collect()
}

#[derive(Debug, Deserialize)]
struct Naming {
    #[serde(default)]
    name: String,
    #[serde(default)]
    kind: String,
}

async fn show(desk: Desk, who: SignedIn) -> Answer {
    let may_name = who.may(Permission::ManageMembers);
    desk.page(move |look| page(look, may_name, Filled::default())).await
}

fn page(look: &mut Look<'_>, may_name: bool, form: Filled) -> Result<AffiliatesPage, Problem> {
    let lines = store::lasting(look.conn, look.branch.id)?.into_iter().map(line).collect();
    Ok(AffiliatesPage { lines, kinds: kinds(), may_name, form })
}

fn line(affiliate: Affiliate) -> Line {
    let Affiliate { id, name, kind, named_on, .. } = affiliate;
    Line { id, name, kind: kind.words().to_owned(), named_on }
}

async fn name(desk: Desk, who: Holding<ManageMembers>, posted: Posted<Naming>) -> Answer {
    let (typed, form) = (posted.typed(), posted.form);
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let id = act.branch();
            let branch = branch::find(act.conn(), id)?;
            let name = form.name.trim();
            rules::may_be_named(name, &store::lasting(act.conn(), id)?)?;
            let today = branch.date_of(act.at());
            store::add(act, name, form.kind.parse().unwrap_or(AffiliateKind::Other), today)?;
            Ok(see("/affiliates").saying("The body is among the affiliates."))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| page(look, true, form)).await
}

async fn end(desk: Desk, who: Holding<ManageMembers>, affiliate: Path<AffiliateId>, posted: Posted<Nothing>) -> Answer {
    let affiliate = *affiliate;
    desk.act(who.actor(), &posted.once, move |act| {
        let id = act.branch();
        let today = branch::find(act.conn(), id)?.date_of(act.at());
        store::end(act, affiliate, today)?;
        Ok(see("/affiliates").saying("Today is the last day of the affiliation. What the body did until now stays."))
    })
    .await
}
