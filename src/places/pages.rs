//! The wards of the branch and what lies in each: read by every member, written by whoever looks after the register.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    area::{Area, AreaKind},
    rules, store,
};
use crate::{
    accounts::{Holding, ManageMembers, Permission, SignedIn},
    db::{BranchId, Conn, WardId},
    render::{Page, RenderError, Templates},
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see},
};

/// The pages of this module.
pub fn routes(to: &mut ServiceConfig) {
    to.route("/wards", web::get().to(all))
        .route("/wards/{ward}/areas", web::get().to(ask))
        .route("/wards/{ward}/areas", web::post().to(set));
}

/// Every page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<WardsPage>()?;
    pages.extend(templates.check::<AreasPage>()?);
    Ok(pages)
}

/// "Our wards".
#[derive(Debug, Serialize)]
pub struct WardsPage {
    wards: Vec<Ward>,
    may_set: bool,
}

/// A ward with what lies in it.
#[derive(Debug, Serialize)]
struct Ward {
    id: WardId,
    name: String,
    postcodes: Vec<String>,
    streets: Vec<String>,
}

impl Page for WardsPage {
    const TEMPLATE: &'static str = "places/wards.html";
    fn title(&self) -> String {
        "Our wards".into()
    }
    fn samples() -> Vec<Self> {
        let ward = |postcodes: &[&str], streets: &[&str]| Ward {
            id: WardId::random(),
            name: "Northgate".into(),
            postcodes: postcodes.iter().map(|&one| one.to_owned()).collect(),
            streets: streets.iter().map(|&one| one.to_owned()).collect(),
        };
        vec![
            WardsPage { wards: vec![ward(&["NM1 1AB", "NM2 3"], &["Albert Road"]), ward(&[], &[])], may_set: true },
            WardsPage { wards: vec![ward(&["NM1"], &[])], may_set: false },
            WardsPage { wards: vec![], may_set: false },
        ]
    }
}

async fn all(desk: Desk, who: SignedIn) -> Answer {
    let may_set = who.may(Permission::ManageMembers);
    desk.page(move |look| {
        let areas = store::areas(look.conn, look.branch.id)?;
        let of = |id: WardId, kind: AreaKind| -> Vec<String> {
            let own = areas.iter().filter(|(ward, area)| *ward == id && area.kind == kind);
            own.map(|(_, area)| area.written.clone()).collect()
        };
        let ward = |(id, name)| Ward { id, name, postcodes: of(id, AreaKind::Postcode), streets: of(id, AreaKind::Street) };
        let wards = store::wards(look.conn, look.branch.id)?.into_iter().map(ward).collect();
        Ok(WardsPage { wards, may_set })
    })
    .await
}

/// "What lies in Northgate".
#[derive(Debug, Serialize)]
pub struct AreasPage {
    id: WardId,
    name: String,
    form: Filled,
}

impl Page for AreasPage {
    const TEMPLATE: &'static str = "places/areas.html";
    fn title(&self) -> String {
        format!("What lies in {}", self.name)
    }
    fn samples() -> Vec<Self> {
        let page = |form| AreasPage { id: WardId::random(), name: "Northgate".into(), form };
        let wrong = Filled::default().but(Faults::at("lines", "NM1 1AB stands with Millbank."));
        vec![page(Filled::of_what_stands([("lines", "NM1 1AB\nAlbert Road".to_owned())])), page(wrong)]
    }
}

#[derive(Deserialize)]
struct Setting {
    #[serde(default)]
    lines: String,
}

async fn ask(desk: Desk, _: Holding<ManageMembers>, ward: Path<WardId>) -> Answer {
    desk.page(move |look| {
        let form = standing(look.conn, look.branch.id, *ward)?;
        page(look, *ward, form)
    })
    .await
}

/// What lies in a ward, as the form shows it.
fn standing(conn: &mut Conn, branch: BranchId, ward: WardId) -> Result<Filled, Problem> {
    let areas = store::areas(conn, branch)?.into_iter().filter(|(of, _)| *of == ward);
    let lines: Vec<String> = areas.map(|(_, area)| area.written).collect();
    Ok(Filled::of_what_stands([("lines", lines.join("\n"))]))
}

fn page(look: &mut Look<'_>, ward: WardId, form: Filled) -> Result<AreasPage, Problem> {
    Ok(AreasPage { id: ward, name: named(look.conn, look.branch.id, ward)?, form })
}

fn named(conn: &mut Conn, branch: BranchId, ward: WardId) -> Result<String, Problem> {
    let wards = store::wards(conn, branch)?;
    wards.into_iter().find(|(id, _)| *id == ward).map(|(_, name)| name).ok_or(Problem::NotFound)
}

async fn set(desk: Desk, who: Holding<ManageMembers>, ward: Path<WardId>, posted: Posted<Setting>) -> Answer {
    let (ward, typed, opened, form) = (*ward, posted.typed(), posted.opened(), posted.form);
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let branch = act.branch();
            let name = named(act.conn(), branch, ward)?;
            opened.still_stands(&standing(act.conn(), branch, ward)?)?;
            let areas = rules::read(&form.lines, &elsewhere(act.conn(), branch, ward)?)?;
            store::set_areas(act, ward, &areas)?;
            Ok(see("/wards").saying(format!("It is written down what lies in {name}. Addresses find their ward by it.")))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| page(look, ward, form)).await
}

/// What lies in the other wards, with their names.
fn elsewhere(conn: &mut Conn, branch: BranchId, ward: WardId) -> Result<Vec<(String, Area)>, Problem> {
    let wards = store::wards(conn, branch)?;
    let name = |id: WardId| wards.iter().find(|(of, _)| *of == id).map(|(_, name)| name.clone()).unwrap_or_default();
    let others = store::areas(conn, branch)?.into_iter().filter(|(of, _)| *of != ward);
    Ok(others.map(|(of, area)| (name(of), area)).collect())
}
