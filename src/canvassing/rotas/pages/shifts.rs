//! "Shifts": those to come, with one button to come along, and the last ones.

use actix_web::web::{self, ServiceConfig};
use serde::Serialize;

use super::super::{Shift, store};
use crate::{
    accounts::{Permission, SignedIn},
    db::{Instant, MemberId, ShiftId},
    members,
    render::Page,
    web::{Answer, Desk},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/shifts", web::get().to(list));
}

/// A shift in a list.
#[derive(Debug, Serialize)]
pub struct ShiftLine {
    shift: Shift,
    leader: String,
    coming: i64,
    /// Whether whoever looks has a place.
    is_mine: bool,
}

/// "Shifts".
#[derive(Debug, Serialize)]
pub struct ShiftsPage {
    open: Vec<ShiftLine>,
    past: Vec<ShiftLine>,
    may_coordinate: bool,
    is_member: bool,
}

impl Page for ShiftsPage {
    const TEMPLATE: &'static str = "canvassing/shifts.html";
    fn title(&self) -> String {
        "Shifts".into()
    }
    fn samples() -> Vec<Self> {
        let line = |is_mine, called_off_at| ShiftLine {
            shift: Shift { called_off_at, ..sample() },
            leader: "Ama Okoro".into(),
            coming: 4,
            is_mine,
        };
        let off = Some(sample().starts_at);
        vec![
            ShiftsPage { open: Vec::new(), past: Vec::new(), may_coordinate: true, is_member: true },
            ShiftsPage {
                open: vec![line(true, None), line(false, None)],
                past: vec![line(false, None), line(false, off)],
                may_coordinate: false,
                is_member: true,
            },
        ]
    }
}

/// A shift as samples show it.
pub fn sample() -> Shift {
    let at = |text: &str| Instant::from(text.parse::<chrono::DateTime<chrono::Utc>>().unwrap_or_default());
    Shift {
        id: ShiftId::fresh(),
        starts_at: at("2026-11-28T11:00:00Z"),
        ends_at: at("2026-11-28T13:00:00Z"),
        meeting_point: "Bounds Green station".into(),
        leader_id: MemberId::fresh(),
        note: "Bring a warm coat.".into(),
        telephone: "07700 900123".into(),
        thanked_at: None,
        called_off_at: None,
        by_telephone: false,
        asked_at: None,
    }
}

/// Past shifts that are listed.
const PAST_SHOWN: i64 = 10;

async fn list(desk: Desk, who: SignedIn) -> Answer {
    desk.page(move |look| {
        let branch = look.branch.id;
        let member = members::of_account(look.conn, branch, who.account)?;
        let mine = match &member {
            Some(member) => store::places_taken(look.conn, branch, member.id)?,
            None => Vec::new(),
        };
        let open = store::open_shifts(look.conn, branch, look.now)?;
        let past = store::past_shifts(look.conn, branch, look.now, PAST_SHOWN)?;
        let ids: Vec<ShiftId> = open.iter().chain(&past).map(|shift| shift.id).collect();
        let leaders: Vec<MemberId> = open.iter().chain(&past).map(|shift| shift.leader_id).collect();
        let coming = store::numbers_coming(look.conn, branch, &ids)?;
        let names = members::names(look.conn, branch, &leaders)?;
        let line = |shift: Shift| ShiftLine {
            leader: names.get(&shift.leader_id).cloned().unwrap_or_default(),
            coming: coming.get(&shift.id).copied().unwrap_or_default(),
            is_mine: mine.contains(&shift.id),
            shift,
        };
        Ok(ShiftsPage {
            open: open.into_iter().map(line).collect(),
            past: past.into_iter().map(line).collect(),
            may_coordinate: who.may(Permission::CoordinateCanvass),
            is_member: member.is_some(),
        })
    })
    .await
}
