//! A polling district by its streets, and a street by its doors and the electors behind them.

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::super::{
    Door, Elector,
    store::{self, StreetLine},
};
use super::looking::note_look;
use crate::{
    accounts::{CoordinateCanvass, Holding},
    db::{DistrictId, Instant, StreetId},
    places,
    render::Page,
    web::{Answer, Desk, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/districts/{district}", web::get().to(district))
        .route("/canvass/districts/{district}/streets/{street}", web::get().to(street));
}

/// "NSB1".
#[derive(Debug, Serialize)]
pub struct DistrictPage {
    id: DistrictId,
    code: String,
    streets: Vec<StreetLine>,
    doors: i64,
    /// Doors that are left out of cuts.
    barred: usize,
}

impl Page for DistrictPage {
    const TEMPLATE: &'static str = "canvassing/district.html";
    fn title(&self) -> String {
        format!("Polling district {}", self.code)
    }
    fn samples() -> Vec<Self> {
        let line = StreetLine { id: StreetId::fresh(), name: "Mill Lane".into(), doors: 42 };
        let page =
            |streets, doors, barred| DistrictPage { id: DistrictId::fresh(), code: "NSB1".into(), streets, doors, barred };
        vec![page(vec![line], 42, 2), page(Vec::new(), 0, 0)]
    }
}

async fn district(desk: Desk, _: Holding<CoordinateCanvass>, id: Path<DistrictId>) -> Answer {
    desk.page(move |look| {
        let code = places::district(look.conn, look.branch.id, *id)?;
        let streets = store::streets_in(look.conn, look.branch.id, *id)?;
        let doors = store::doors_in(look.conn, look.branch.id, *id)?;
        let barred = doors.iter().filter(|door| door.do_not_knock_at.is_some()).count();
        Ok(DistrictPage { id: *id, code, doors: streets.iter().map(|street| street.doors).sum(), streets, barred })
    })
    .await
}

/// A door and who is on the register there.
#[derive(Debug, Serialize)]
struct DoorLine {
    label: String,
    postcode: String,
    do_not_knock_at: Option<Instant>,
    electors: Vec<Elector>,
}

/// "Mill Lane".
#[derive(Debug, Serialize)]
pub struct StreetPage {
    district: DistrictId,
    code: String,
    street: String,
    doors: Vec<DoorLine>,
    electors: usize,
}

impl Page for StreetPage {
    const TEMPLATE: &'static str = "canvassing/street.html";
    fn title(&self) -> String {
        format!("{}, {}", self.street, self.code)
    }
    fn samples() -> Vec<Self> {
        let at = Instant::from("2026-11-23T10:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap_or_default());
        let elector = |name: &str| Elector {
            id: crate::db::ElectorId::fresh(),
            door: None,
            number: "12".into(),
            name: name.into(),
            markers: vec!["EU citizen, local elections".into()],
            attains_on: Some(at.date_naive()),
        };
        let line =
            |since, electors| DoorLine { label: "12A".into(), postcode: "N22 7AL".into(), do_not_knock_at: since, electors };
        let doors = vec![line(None, vec![elector("Ana Smith"), elector("")]), line(Some(at), Vec::new())];
        vec![StreetPage { district: DistrictId::fresh(), code: "NSB1".into(), street: "Mill Lane".into(), doors, electors: 2 }]
    }
}

/// Names are shown, so the look is recorded, once a day.
async fn street(desk: Desk, who: Holding<CoordinateCanvass>, at: Path<(DistrictId, StreetId)>) -> Answer {
    let (district, street) = at.into_inner();
    let subject = format!("/canvass/districts/{district}/streets/{street}");
    note_look(&desk, &who, subject).await?;
    desk.page(move |look| {
        let branch = look.branch.id;
        let code = places::district(look.conn, branch, district)?;
        let found: Vec<Door> =
            store::doors_in(look.conn, branch, district)?.into_iter().filter(|door| door.street_id == street).collect();
        let name = found.first().map(|door| door.street.clone()).ok_or(Problem::NotFound)?;
        let ids: Vec<_> = found.iter().map(|door| door.id).collect();
        let mut behind = store::electors_at(look.conn, branch, &ids)?;
        let doors: Vec<DoorLine> = found
            .into_iter()
            .map(|door| DoorLine {
                label: door.label(),
                electors: behind.remove(&door.id).unwrap_or_default(),
                postcode: door.postcode,
                do_not_knock_at: door.do_not_knock_at,
            })
            .collect();
        let electors = doors.iter().map(|door| door.electors.len()).sum();
        Ok(StreetPage { district, code, street: name, doors, electors })
    })
    .await
}
