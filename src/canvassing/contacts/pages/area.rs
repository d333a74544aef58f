//! "Draw the area": the corners are tapped on a map, one after the other, or named by their postcodes.

use actix_web::{
    HttpRequest,
    web::{self, Path, ServiceConfig},
};
use serde::{Deserialize, Serialize};

use super::cut_wish::{Asked, Wish, nowhere};
use crate::{
    accounts::{CoordinateCanvass, Holding},
    canvassing::{
        electors::{self, Door},
        ground::{self, Area, Drawing, Ground, Position},
    },
    db::{BranchId, Conn, DistrictId, DoorId},
    places::{self, postcode::Postcode},
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/districts/{district}/cut/area", web::get().to(show));
}

/// A corner that is asked for now.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Corner {
    /// Where the map was tapped, in its own units.
    #[serde(rename = "tap.x")]
    x: String,
    #[serde(rename = "tap.y")]
    y: String,
    corner: String,
}

/// "Draw the area".
#[derive(Debug, Serialize)]
pub struct AreaPage {
    district: DistrictId,
    code: String,
    doors: usize,
    corners: usize,
    is_whole: bool,
    /// Nothing where nobody knows where the doors stand.
    map: Option<Drawing>,
    has_streets: bool,
    /// Everything asked for so far.
    carried: Vec<(&'static str, String)>,
    /// This page without the last corner, and without any.
    back: String,
    empty: String,
    /// The cut with this area.
    cut: String,
    form: Filled,
}

impl Page for AreaPage {
    const TEMPLATE: &'static str = "canvassing/area.html";
    fn title(&self) -> String {
        format!("Draw the area to cut in {}", self.code)
    }
    fn samples() -> Vec<Self> {
        let page = |corners, map: Option<Drawing>| Self {
            district: DistrictId::fresh(),
            code: "NSB1".into(),
            doors: 40,
            corners,
            is_whole: corners > 2,
            has_streets: map.is_some(),
            map,
            carried: vec![("per_round", "50".into())],
            back: "/canvass/districts/1/cut/area".into(),
            empty: "/canvass/districts/1/cut/area".into(),
            cut: "/canvass/districts/1/cut".into(),
            form: Filled::default(),
        };
        let map = Drawing { width: 640, height: 400, image: "data:image/svg+xml,%3Csvg/%3E".into(), inside: 12 };
        let wrong = Filled::default().but(Faults::at("corner", "“here” is not a postcode.".to_owned()));
        vec![page(3, Some(map.clone())), Self { form: wrong, ..page(1, Some(map.clone())) }, page(0, Some(map)), page(0, None)]
    }
}

async fn show(desk: Desk, _: Holding<CoordinateCanvass>, district: Path<DistrictId>, request: HttpRequest) -> Answer {
    let (district, query) = (*district, request.query_string());
    let (asked, corner): (Asked, Corner) = (Asked::of_query(query), serde_html_form::from_str(query).unwrap_or_default());
    let (drawn, again) = (Area::read(&asked.area).unwrap_or_default(), asked.without_area());
    let wish = again.read().unwrap_or_default();
    let (typed, before, kept) = (Filled::with([("corner", corner.corner.clone())]), drawn.clone(), wish.clone());
    let answer = desk.page(move |look| with_corner(look, district, wish, drawn, &corner)).await;
    desk.or_again(answer, typed, move |look, form| page(look, district, kept, before, form)).await
}

/// The page with one corner more, if one is asked for.
fn with_corner(
    look: &mut Look<'_>,
    district: DistrictId,
    wish: Wish,
    area: Area,
    corner: &Corner,
) -> Result<AreaPage, Problem> {
    let area = match asked_for(look.conn, look.branch.id, district, corner)? {
        Some(place) => area.with(place),
        None => area,
    };
    page(look, district, wish, area, Filled::default())
}

fn asked_for(conn: &mut Conn, branch: BranchId, district: DistrictId, corner: &Corner) -> Result<Option<Position>, Problem> {
    if !corner.corner.trim().is_empty() {
        let at = |says: String| Problem::Faults(Faults::at("corner", says));
        let postcode = Postcode::parse(corner.corner.trim()).map_err(|wrong| at(wrong.to_string()))?;
        let place = ground::place_of(conn, branch, &postcode)?;
        return place.map(Some).ok_or_else(|| at(nowhere(&postcode)));
    }
    // Whoever presses the map by the keyboard taps its very corner, and means none.
    match (corner.x.parse(), corner.y.parse()) {
        (Ok(x), Ok(y)) if (x, y) != (0, 0) => {
            let (ground, doors) = ground_of(conn, branch, district)?;
            Ok(ground.tapped(&doors, (x, y)))
        }
        _ => Ok(None),
    }
}

fn ground_of(conn: &mut Conn, branch: BranchId, district: DistrictId) -> Result<(Ground, Vec<DoorId>), Problem> {
    let doors: Vec<Door> = electors::doors_in(conn, branch, district)?;
    let ground = Ground::beneath(conn, branch, &doors)?;
    Ok((ground, doors.into_iter().map(|door| door.id).collect()))
}

fn page(look: &mut Look<'_>, district: DistrictId, wish: Wish, area: Area, form: Filled) -> Result<AreaPage, Problem> {
    let branch = look.branch.id;
    let code = places::district(look.conn, branch, district)?;
    let (ground, doors) = ground_of(look.conn, branch, district)?;
    let cut = format!("/canvass/districts/{district}/cut");
    let draws = format!("{cut}/area");
    let with = |area: Option<Area>| wish.clone().within(area);
    Ok(AreaPage {
        district,
        code,
        doors: doors.len(),
        corners: area.corners().len(),
        is_whole: area.is_whole(),
        map: ground.drawing(&doors, &area),
        has_streets: ground.paths().is_some(),
        back: with(Some(area.clone().without_last())).address(&draws),
        empty: with(None).address(&draws),
        cut: with(area.is_whole().then(|| area.clone())).address(&cut),
        carried: with(Some(area)).carried(&wish.moves),
        form,
    })
}
