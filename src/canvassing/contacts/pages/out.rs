//! "Who is out": each pair, when it is expected, when it was last heard of; one tap to say that they are back.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::{NaiveTime, TimeZone};
use serde::{Deserialize, Serialize};

use super::super::{
    abroad::{self, Team},
    rules::NotOut,
};
use super::opening::is_coordinator;
use crate::{
    accounts::SignedIn,
    audit::Act,
    branch,
    canvassing::{
        rotas::{self, Shift, outing::Whereabouts, sample_shift},
        rounds,
    },
    db::{Instant, MemberId, RoundId, ShiftId},
    members,
    render::Page,
    web::{Answer, Desk, Look, Nothing, Posted, Problem, See, see, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/shifts/{shift}/out", web::get().to(show))
        .route("/canvass/shifts/{shift}/rounds/{round}/setting-out", web::post().to(set_out))
        .route("/canvass/shifts/{shift}/rounds/{round}/well", web::post().to(say_well))
        .route("/canvass/shifts/{shift}/rounds/{round}/return-safe", web::post().to(come_back))
        .route("/canvass/shifts/{shift}/rounds/{round}/return-safe/undoing", web::post().to(go_on));
}

/// A pair in the list.
#[derive(Debug, Serialize)]
struct Line {
    round: RoundId,
    code: String,
    streets: String,
    walkers: Vec<String>,
    is_alone: bool,
    whereabouts: Whereabouts,
    back_by: Option<Instant>,
    back_at: Option<Instant>,
    heard_at: Instant,
}

/// "Who is out".
#[derive(Debug, Serialize)]
pub struct OutPage {
    shift: Shift,
    leader: String,
    teams: Vec<Line>,
    /// Pairs that are out, and those of whom nothing is heard.
    out: usize,
    worrying: usize,
    /// Whether all pairs are shown, or one's own.
    is_whole: bool,
}

impl Page for OutPage {
    const TEMPLATE: &'static str = "canvassing/out.html";
    fn title(&self) -> String {
        "Who is out".into()
    }
    fn samples() -> Vec<Self> {
        let at = sample_shift().starts_at;
        let line = |whereabouts, walkers: &[&str], back_at| Line {
            round: RoundId::fresh(),
            code: "NSB1-01".into(),
            streets: "Mill Lane".into(),
            walkers: walkers.iter().map(|name| (*name).to_owned()).collect(),
            is_alone: walkers.len() == 1,
            whereabouts,
            back_by: (whereabouts != Whereabouts::Waiting).then_some(at),
            back_at,
            heard_at: at,
        };
        let page = |teams, is_whole| Self::of(sample_shift(), "Ama Okoro".into(), teams, is_whole);
        let pair = ["Tom Lewis", "Ana Smith"];
        let all = vec![
            line(Whereabouts::Late, &pair, None),
            line(Whereabouts::Quiet, &["Bo Chan"], None),
            line(Whereabouts::Out, &pair, None),
            line(Whereabouts::Waiting, &pair, None),
            line(Whereabouts::Back, &pair, Some(at)),
        ];
        vec![page(all, true), page(vec![line(Whereabouts::Out, &pair, None)], false), page(Vec::new(), true)]
    }
}

impl OutPage {
    fn of(shift: Shift, leader: String, teams: Vec<Line>, is_whole: bool) -> Self {
        let number = |is_so: fn(&Line) -> bool| teams.iter().filter(|team| is_so(team)).count();
        Self {
            out: number(|team| !matches!(team.whereabouts, Whereabouts::Back | Whereabouts::Waiting)),
            worrying: number(|team| team.whereabouts.is_worrying()),
            shift,
            leader,
            teams,
            is_whole,
        }
    }
}

async fn show(desk: Desk, who: SignedIn, id: Path<ShiftId>) -> Answer {
    let id = *id;
    desk.page(move |look| page(look, &who, id)).await
}

fn page(look: &mut Look<'_>, who: &SignedIn, id: ShiftId) -> Result<OutPage, Problem> {
    let (branch, now) = (look.branch.id, look.now);
    let shift = rotas::find(look.conn, branch, id)?;
    let own = members::of_account(look.conn, branch, who.account)?.map(|member| member.id);
    let is_whole = is_coordinator(who) || own == Some(shift.leader_id);
    let mut teams = abroad::teams(look.conn, branch, id, now)?;
    if !is_whole {
        teams.retain(|team| own.is_some_and(|own| team.members.contains(&own)));
        if teams.is_empty() {
            return Err(NotOut::NotYours.into());
        }
    }
    let ids: Vec<RoundId> = teams.iter().map(|team| team.round).collect();
    let rounds = rounds::find_all(look.conn, branch, &ids)?;
    let mut everybody: Vec<_> = teams.iter().flat_map(|team| team.members.iter().copied()).collect();
    everybody.push(shift.leader_id);
    let names = members::names(look.conn, branch, &everybody)?;
    let name = |id: &MemberId| names.get(id).cloned().unwrap_or_default();
    let line = |team: Team| {
        let round = rounds.get(&team.round)?;
        Some(Line {
            round: team.round,
            code: round.code.clone(),
            streets: round.streets.clone(),
            walkers: team.members.iter().map(name).collect(),
            is_alone: team.members.len() == 1,
            whereabouts: team.whereabouts,
            back_by: team.outing.map(|outing| outing.back_by),
            back_at: team.outing.and_then(|outing| outing.back_at),
            heard_at: team.heard_at,
        })
    };
    let leader = name(&shift.leader_id);
    Ok(OutPage::of(shift, leader, teams.into_iter().filter_map(line).collect(), is_whole))
}

/// The shift, if whoever asks leads it, coordinates, or walks this round in it.
fn allowed(act: &mut Act<'_>, who: &SignedIn, id: ShiftId, round: RoundId) -> Result<Shift, Problem> {
    let branch = act.branch();
    let shift = rotas::find(act.conn(), branch, id)?;
    let given = rotas::given_in(act.conn(), branch, id)?.into_iter().find(|given| given.round == round);
    let own = members::of_account(act.conn(), branch, who.account)?.map(|member| member.id);
    let leads = is_coordinator(who) || own == Some(shift.leader_id);
    match given {
        None if leads => Err(NotOut::NobodyWalks.into()),
        Some(given) if leads || own.is_some_and(|own| given.members.contains(&own)) => Ok(shift),
        _ => Err(NotOut::NotYours.into()),
    }
}

fn back(shift: &Shift) -> See {
    see(format!("{}/out", shift.path()))
}

#[derive(Deserialize)]
struct SettingOut {
    #[serde(default)]
    back_by: String,
}

async fn set_out(desk: Desk, who: SignedIn, at: Path<(ShiftId, RoundId)>, posted: Posted<SettingOut>) -> Answer {
    let (id, round) = at.into_inner();
    desk.act(who.actor(), &posted.once, move |act| {
        let shift = allowed(act, &who, id, round)?;
        let back_by = expected(act, &shift, &posted.form.back_by)?;
        rotas::begin(act, id, round, back_by)?;
        Ok(back(&shift).saying("They are out. Tap “Back safely” when they are back."))
    })
    .await
}

/// When a pair is expected: the time that was given, on the day of the shift where the branch is; else the end of the shift.
fn expected(act: &mut Act<'_>, shift: &Shift, given: &str) -> Result<Instant, Problem> {
    if given.trim().is_empty() {
        return Ok(shift.ends_at.max(act.at()));
    }
    let body = act.branch();
    let zone = branch::find(act.conn(), body)?.zone;
    let time: NaiveTime = typed::hour(given).ok_or(NotOut::BadTime)?;
    let on = act.at().with_timezone(&zone).date_naive();
    let local = zone.from_local_datetime(&on.and_time(time)).earliest().ok_or(NotOut::BadTime)?;
    let back_by = Instant::from(local.with_timezone(&chrono::Utc));
    if back_by <= act.at() { Err(NotOut::BadTime.into()) } else { Ok(back_by) }
}

async fn say_well(desk: Desk, who: SignedIn, at: Path<(ShiftId, RoundId)>, posted: Posted<Nothing>) -> Answer {
    let (id, round) = at.into_inner();
    desk.act(who.actor(), &posted.once, move |act| {
        let shift = allowed(act, &who, id, round)?;
        if rotas::say_well(act, id, round)? == 0 {
            return Err(NotOut::NotSetOut.into());
        }
        Ok(back(&shift).saying("Noted: all is well."))
    })
    .await
}

async fn come_back(desk: Desk, who: SignedIn, at: Path<(ShiftId, RoundId)>, posted: Posted<Nothing>) -> Answer {
    let (id, round) = at.into_inner();
    desk.act(who.actor(), &posted.once, move |act| {
        let shift = allowed(act, &who, id, round)?;
        if rotas::end(act, id, round)? == 0 {
            return Err(NotOut::NotSetOut.into());
        }
        let undo = format!("{}/rounds/{round}/return-safe/undoing", shift.path());
        Ok(back(&shift).saying("Good: they are back safely.").with_undo(undo, "Undo"))
    })
    .await
}

async fn go_on(desk: Desk, who: SignedIn, at: Path<(ShiftId, RoundId)>, posted: Posted<Nothing>) -> Answer {
    let (id, round) = at.into_inner();
    desk.act(who.actor(), &posted.once, move |act| {
        let shift = allowed(act, &who, id, round)?;
        rotas::resume(act, id, round)?;
        Ok(back(&shift).saying("They are out again."))
    })
    .await
}
