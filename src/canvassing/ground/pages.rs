//! "The ground": what the branch knows of where doors stand, and sending in the two files that it follows from.

use std::collections::HashSet;

use actix_web::web::{self, ServiceConfig};
use chrono::NaiveDate;
use serde::Serialize;

use super::{
    position::Position,
    postcodes, properties,
    rules::{MOST_WAYS, NoGround},
    store,
    ways::{self, Way},
};
use crate::{
    accounts::{CoordinateCanvass, Holding},
    audit::Act,
    branch,
    canvassing::electors,
    places::{address::normal_street, postcode::Postcode},
    render::{Page, RenderError, Templates, words::plural},
    web::{Answer, Desk, Faults, Filled, Look, Nothing, Posted, Problem, Uploaded, see},
};

const PATH: &str = "/canvass/ground";

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/ground", web::get().to(show))
        .route("/canvass/ground/postcodes", web::post().to(send_postcodes))
        .route("/canvass/ground/map", web::post().to(send_map))
        .route("/canvass/ground/properties", web::post().to(send_properties))
        .route("/canvass/ground/removal", web::post().to(remove));
}

/// Every page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    templates.check::<GroundPage>()
}

/// "The ground".
#[derive(Debug, Default, Serialize)]
pub struct GroundPage {
    doors: i64,
    /// Doors whose postcode has a place.
    placed: i64,
    /// The same of a hundred.
    share: i64,
    /// Doors that have a place of their own, and not only that of their postcode.
    exact: i64,
    /// Doors of which the property is known, so that the open file can say where they are.
    numbered: usize,
    /// How many postcodes are kept.
    postcodes: usize,
    /// Postcodes of doors that the list does not have.
    unplaced: Vec<String>,
    /// Doors without a postcode.
    without: i64,
    /// The day on which the map was taken in.
    map_from: Option<NaiveDate>,
    pieces: usize,
    streets: usize,
    /// Streets of the registers that the map does not have.
    unmapped: Vec<String>,
    form: Filled,
}

impl Page for GroundPage {
    const TEMPLATE: &'static str = "canvassing/ground.html";
    fn title(&self) -> String {
        "The ground".into()
    }
    fn samples() -> Vec<Self> {
        let wrong = Filled::default().but(Faults::at("map", NoGround::NoMap.to_string()));
        let full = GroundPage {
            doors: 120,
            placed: 117,
            share: 97,
            exact: 40,
            numbered: 60,
            postcodes: 2300,
            unplaced: vec!["N22 9ZZ".into()],
            without: 2,
            map_from: Some(NaiveDate::default()),
            pieces: 9000,
            streets: 55,
            unmapped: vec!["Mill Lane".into()],
            form: Filled::default(),
        };
        let exact = GroundPage { doors: 3, placed: 3, share: 100, exact: 3, streets: 1, ..Self::default() };
        vec![GroundPage { form: wrong, ..Self::default() }, full, GroundPage { doors: 3, streets: 1, ..Self::default() }, exact]
    }
}

async fn show(desk: Desk, _: Holding<CoordinateCanvass>) -> Answer {
    desk.page(|look| page(look, Filled::default())).await
}

fn page(look: &mut Look<'_>, form: Filled) -> Result<GroundPage, Problem> {
    let branch = look.branch.id;
    let points = store::all_points(look.conn, branch)?;
    let of_doors = store::postcodes_of_doors(look.conn, branch)?;
    let exact = electors::doors_with_places(look.conn, branch)?;
    let doors: i64 = exact + of_doors.iter().map(|(_, doors)| doors).sum::<i64>();
    let (found, lost): (Vec<_>, Vec<_>) = of_doors.into_iter().partition(|(postcode, _)| points.contains_key(postcode));
    let placed: i64 = exact + found.iter().map(|(_, doors)| doors).sum::<i64>();
    let without = lost.iter().filter(|(postcode, _)| postcode.is_empty()).map(|(_, doors)| doors).sum();
    let map = store::map(look.conn, branch)?;
    let ways = map.as_ref().map(|map| map.ways.0.as_slice()).unwrap_or_default();
    let streets = store::streets_of_doors(look.conn, branch)?;
    let on_the_map = names(ways);
    let unmapped = streets.iter().filter(|(key, _)| map.is_some() && !on_the_map.contains(key));
    Ok(GroundPage {
        share: if doors == 0 { 0 } else { placed * 100 / doors },
        doors,
        placed,
        exact,
        numbered: electors::uprns(look.conn, branch)?.len(),
        postcodes: points.len(),
        unplaced: lost.into_iter().map(|(postcode, _)| postcode).filter(|one| !points.is_empty() && !one.is_empty()).collect(),
        without,
        map_from: map.as_ref().map(|map| map.taken_on),
        pieces: ways.len(),
        unmapped: unmapped.map(|(_, name)| name.clone()).collect(),
        streets: streets.len(),
        form,
    })
}

fn names(ways: &[Way]) -> HashSet<String> {
    let mut names: HashSet<&str> = ways.iter().map(|way| way.street.as_str()).collect();
    names.remove("");
    names.into_iter().map(normal_street).collect()
}

async fn send_postcodes(desk: Desk, who: Holding<CoordinateCanvass>, sent: Uploaded) -> Answer {
    let answer = desk
        .act(who.actor(), &sent.once, move |act| {
            if sent.file_name.is_empty() {
                return Err(NoGround::NoList.into());
            }
            let branch = act.branch();
            let of_doors = store::postcodes_of_doors(act.conn(), branch)?;
            let outward = of_doors.iter().filter_map(|(postcode, _)| Postcode::parse(postcode).ok());
            let outward: HashSet<String> = outward.map(|postcode| postcode.outward().to_owned()).collect();
            if outward.is_empty() {
                return Err(NoGround::NoDoors.into());
            }
            let read = postcodes::read(&sent.bytes, &outward)?;
            store::take_postcodes(act, &read.points)?;
            let kept = plural(read.points.len() as i128, "postcode is", "postcodes are");
            Ok(see(PATH).saying(format!("{kept} kept, of {} in the list.", read.rows)))
        })
        .await;
    desk.or_again(answer, Filled::default(), page).await
}

async fn send_properties(desk: Desk, who: Holding<CoordinateCanvass>, sent: Uploaded) -> Answer {
    let answer = desk
        .act(who.actor(), &sent.once, move |act| {
            if sent.file_name.is_empty() {
                return Err(NoGround::NoPropertiesFile.into());
            }
            let branch = act.branch();
            let wanted = electors::uprns(act.conn(), branch)?;
            if wanted.is_empty() {
                return Err(NoGround::NoNumbers.into());
            }
            let read = properties::read(&sent.bytes, &wanted)?;
            let placed = store::take_properties(act, &read.places)?;
            let doors = plural(placed as i128, "door is", "doors are");
            Ok(see(PATH).saying(format!("It is known exactly where {doors}, from {} properties in the file.", read.rows)))
        })
        .await;
    desk.or_again(answer, Filled::default(), page).await
}

async fn send_map(desk: Desk, who: Holding<CoordinateCanvass>, sent: Uploaded) -> Answer {
    let Uploaded { file_name, bytes, once, .. } = sent;
    let answer = desk.act_on(who.actor(), &once, move |_| read_map(&file_name, &bytes), keep_map).await;
    desk.or_again(answer, Filled::default(), page).await
}

fn read_map(name: &str, bytes: &[u8]) -> Result<Vec<Way>, Problem> {
    if name.is_empty() { Err(NoGround::NoMapFile.into()) } else { Ok(ways::read(bytes)?) }
}

fn keep_map(act: &mut Act<'_>, ways: Vec<Way>) -> Result<crate::web::See, Problem> {
    let id = act.branch();
    let points = store::all_points(act.conn(), id)?;
    let ways = around(ways, points.into_values());
    if ways.len() > MOST_WAYS {
        return Err(NoGround::TooLarge { ways: ways.len() }.into());
    }
    let on_the_map = names(&ways);
    let streets = store::streets_of_doors(act.conn(), id)?;
    let found = streets.iter().filter(|(key, _)| on_the_map.contains(key)).count();
    if found == 0 {
        return Err(NoGround::OtherStreets.into());
    }
    let today = branch::find(act.conn(), id)?.date_of(act.at());
    store::take_map(act, ways, today)?;
    Ok(see(PATH).saying(format!("The map is taken in. It has {found} of {} streets.", streets.len())))
}

/// In ten-millionths of a degree, about a kilometre: so far beyond the doors a shortcut between them may lead.
const MARGIN: i32 = 100_000;

/// The ways near the postcodes; all of them where no postcode is known.
fn around(ways: Vec<Way>, points: impl Iterator<Item = Position>) -> Vec<Way> {
    let mut bounds: Option<[i32; 4]> = None;
    for Position { lat, lon } in points {
        let [south, north, west, east] = bounds.unwrap_or([lat, lat, lon, lon]);
        bounds = Some([south.min(lat), north.max(lat), west.min(lon), east.max(lon)]);
    }
    let Some([south, north, west, east]) = bounds else { return ways };
    let is_near = |at: &Position| {
        (south.saturating_sub(MARGIN)..=north.saturating_add(MARGIN)).contains(&at.lat)
            && (west.saturating_sub(2 * MARGIN)..=east.saturating_add(2 * MARGIN)).contains(&at.lon)
    };
    ways.into_iter().filter(|way| way.at.iter().any(is_near)).collect()
}

async fn remove(desk: Desk, who: Holding<CoordinateCanvass>, posted: Posted<Nothing>) -> Answer {
    desk.act(who.actor(), &posted.once, |act| {
        if !store::remove(act)? {
            return Err(NoGround::NothingThere.into());
        }
        Ok(see(PATH)
            .saying("The map, the postcodes and the places of doors are removed. Rounds that are published stay as they are."))
    })
    .await
}
