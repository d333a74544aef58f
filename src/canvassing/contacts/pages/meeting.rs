//! "Who came?": at the meeting point the doors still to do are cut anew for the teams that have come, and given out, by one
//! button.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{rules::NoTeams, setting_out::set_out_from, store};
use crate::{
    accounts::{CoordinateCanvass, Holding},
    audit::Act,
    canvassing::{
        electors::{self, District},
        rotas::{self, Shift, sample_shift},
    },
    db::{BranchId, Conn, MemberId, ShiftId},
    members::{self, naming},
    render::{
        Page,
        words::{self, plural},
    },
    web::{Answer, Choice, Desk, Filled, Look, Posted, Problem, See, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/shifts/{shift}/meeting", web::get().to(show))
        .route("/canvass/shifts/{shift}/meeting", web::post().to(set_out));
}

/// "Who came?"
#[derive(Debug, Serialize)]
pub struct MeetingPage {
    shift: Shift,
    people: Vec<Choice>,
    districts: Vec<Choice>,
    form: Filled,
}

impl Page for MeetingPage {
    const TEMPLATE: &'static str = "canvassing/meeting.html";
    fn title(&self) -> String {
        "Who came?".into()
    }
    fn samples() -> Vec<Self> {
        let choice = |label: &str| vec![Choice::of("x", label)];
        let page = |people, districts, form| MeetingPage { shift: sample_shift(), people, districts, form };
        let wrong = Filled::default().but(crate::web::Faults::at("came", NoTeams::NobodyCame.to_string()));
        vec![
            page(choice("Tom Lewis"), choice("NSB1: 620 doors to do"), Filled::with([("teams", "1".into())])),
            page(Vec::new(), choice("NSB1: 620 doors to do"), wrong),
            page(choice("Tom Lewis"), Vec::new(), Filled::default()),
        ]
    }
}

async fn show(desk: Desk, _: Holding<CoordinateCanvass>, id: Path<ShiftId>) -> Answer {
    desk.page(move |look| {
        let coming = rotas::coming_to(look.conn, look.branch.id, *id)?;
        let everybody: Vec<String> = coming.iter().map(MemberId::to_string).collect();
        let teams = rotas::usual_number(coming.len()).max(1).to_string();
        page(look, *id, Filled::with([("came", everybody.join("\n")), ("teams", teams)]))
    })
    .await
}

fn page(look: &mut Look<'_>, id: ShiftId, form: Filled) -> Result<MeetingPage, Problem> {
    let branch = look.branch.id;
    let shift = rotas::find(look.conn, branch, id)?;
    let coming = rotas::coming_to(look.conn, branch, id)?;
    let names = members::names(look.conn, branch, &coming)?;
    let walked = rotas::shifts_walked(look.conn, branch, &coming, Some(id))?;
    let person = |member: &MemberId| Choice {
        value: member.to_string(),
        label: names.get(member).cloned().unwrap_or_default(),
        hint: (!walked.contains_key(member)).then(|| "Walks for the first time".to_owned()),
    };
    let people = coming.iter().map(person).collect();
    Ok(MeetingPage { people, districts: districts_to_do(look.conn, branch)?, shift, form })
}

/// The polling districts with doors still to do, most first.
fn districts_to_do(conn: &mut Conn, branch: BranchId) -> Result<Vec<Choice>, Problem> {
    let districts = electors::districts(conn, branch)?;
    let totals = store::by_district(conn, branch, &districts)?;
    let mut open: Vec<(usize, District)> =
        districts.into_iter().zip(totals).map(|(district, totals)| (totals.todo + totals.back, district)).collect();
    open.retain(|(doors, _)| *doors > 0);
    open.sort_by(|(one, first), (other, second)| other.cmp(one).then_with(|| first.code.cmp(&second.code)));
    let choice = |(doors, district): (usize, District)| {
        Choice::of(district.id.to_string(), format!("{}: {} to do", district.code, plural(doors as i128, "door", "doors")))
    };
    Ok(open.into_iter().map(choice).collect())
}

#[derive(Deserialize)]
struct Meeting {
    #[serde(default)]
    came: Vec<String>,
    #[serde(default)]
    unannounced: String,
    #[serde(default)]
    teams: String,
    #[serde(default)]
    district: String,
}

impl Meeting {
    /// Everybody ticked and everybody named, each once.
    fn people(&self, conn: &mut Conn, branch: BranchId) -> Result<Vec<MemberId>, Problem> {
        let mut people: Vec<MemberId> = Vec::new();
        let ticked = self.came.iter().filter_map(|typed| typed.parse().ok());
        let mut named = Vec::new();
        for name in self.unannounced.split([',', '\n']).filter(|name| !name.trim().is_empty()) {
            named.push(naming::meant(conn, branch, name)?.one().map_err(NoTeams::NotFound)?);
        }
        for member in ticked.chain(named) {
            if !people.contains(&member) {
                people.push(member);
            }
        }
        Ok(people)
    }
}

async fn set_out(desk: Desk, who: Holding<CoordinateCanvass>, id: Path<ShiftId>, posted: Posted<Meeting>) -> Answer {
    let (id, typed) = (*id, posted.typed());
    let answer = desk.act(who.actor(), &posted.once, move |act| out_they_go(act, id, &posted.form)).await;
    desk.or_again(answer, typed, move |look, form| page(look, id, form)).await
}

fn out_they_go(act: &mut Act<'_>, id: ShiftId, form: &Meeting) -> Result<See, Problem> {
    let branch = act.branch();
    let shift = rotas::find(act.conn(), branch, id)?;
    let people = form.people(act.conn(), branch)?;
    let teams = form.teams.trim().parse().map_err(|_| NoTeams::BadNumber)?;
    let district = form.district.parse().map_err(|_| NoTeams::NoDistrict)?;
    let codes = set_out_from(act, &shift, people, teams, district)?;
    let given = plural(codes.len() as i128, "round is", "rounds are");
    Ok(see(format!("{}#rounds", shift.path())).saying(format!("{given} cut and given out: {}.", words::names(&codes))))
}
