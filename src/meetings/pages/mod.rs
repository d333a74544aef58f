//! Calling a meeting, its page, its proof of service, its agenda and its door.

mod agenda;
mod calendar;
mod call;
mod card;
mod carried;
mod certificate;
mod check;
mod coming;
mod desk;
mod door;
mod finding;
mod here;
mod letters;
mod list;
mod place;
mod replies;
mod served;
mod show;
mod timing;
mod versions;

use actix_web::web::ServiceConfig;

use super::{Meeting, State, documents, meeting::Calling, requisitions};
use crate::{
    branch::{Branch, Kind},
    db::{BranchId, Instant, MeetingId},
    render::{RenderError, Templates},
    rulebook::{MeetingKind, PRESETS, Rulebook, preset},
    zone::Zone,
};

/// The pages of this module.
pub fn routes(to: &mut ServiceConfig) {
    list::routes(to);
    call::routes(to);
    check::routes(to);
    show::routes(to);
    served::routes(to);
    letters::routes(to);
    agenda::routes(to);
    documents::routes(to);
    timing::routes(to);
    versions::routes(to);
    door::routes(to);
    desk::routes(to);
    card::routes(to);
    here::routes(to);
    coming::routes(to);
    replies::routes(to);
    place::routes(to);
    calendar::routes(to);
    carried::routes(to);
    requisitions::pages::routes(to);
    certificate::routes(to);
}

/// Every page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<list::ListPage>()?;
    pages.extend(templates.check::<call::FormPage>()?);
    pages.extend(templates.check::<check::CheckPage>()?);
    pages.extend(templates.check::<show::MeetingPage>()?);
    pages.extend(templates.check::<served::ServicePage>()?);
    pages.extend(templates.check::<letters::LettersPage>()?);
    pages.extend(templates.check::<agenda::AgendaPage>()?);
    pages.extend(documents::samples(templates)?);
    pages.extend(templates.check::<door::DoorPage>()?);
    pages.extend(templates.check::<door::QuorumPart>()?);
    pages.extend(templates.check::<desk::DeskPage>()?);
    pages.extend(templates.check::<card::CardPage>()?);
    pages.extend(templates.check::<card::ReadPage>()?);
    pages.extend(templates.check::<here::HerePage>()?);
    pages.extend(templates.check::<coming::ComingPage>()?);
    pages.extend(templates.check::<replies::RepliesPage>()?);
    pages.extend(templates.check::<place::PlacePage>()?);
    pages.extend(templates.check::<calendar::FeedPage>()?);
    pages.extend(templates.check::<certificate::CertificatePage>()?);
    pages.extend(requisitions::pages::samples(templates)?);
    Ok(pages)
}

/// A meeting for samples.
pub fn sample_meeting(state: State) -> Meeting {
    let calling = sample_calling();
    Meeting {
        id: MeetingId::random(),
        branch_id: BranchId::random(),
        kind: calling.kind,
        title: calling.title,
        starts_at: calling.starts_at,
        place: calling.place,
        state,
        room_code: "7KMQ".to_owned(),
        called_at: sample_moment("2026-11-24T19:02:00Z"),
        opened_at: None,
        closed_at: None,
        online_link: Some("https://meet.example/northmoor".to_owned()),
        called_off_because: (state == State::CalledOff).then(|| "The hall was flooded.".to_owned()),
        emergency_reason: (state == State::Closed).then(|| "The hall is to be sold on Friday.".to_owned()),
    }
}

fn sample_calling() -> Calling {
    Calling {
        kind: MeetingKind::General,
        title: "General meeting".to_owned(),
        starts_at: sample_moment("2026-12-17T19:00:00Z"),
        place: "Albion Hall\n12 Canal Side".to_owned(),
        online_link: Some("https://meet.example/northmoor".to_owned()),
        agenda: ["Welcome", "Motions (45)"].map(super::Line::typed).to_vec(),
        emergency_reason: None,
    }
}

fn sample_branch() -> Branch {
    Branch {
        id: BranchId::random(),
        name: "Northmoor".to_owned(),
        kind: Kind::Party,
        zone: Zone::london(),
        hue: 27,
        is_practice: true,
        founded_at: sample_moment("2026-01-01T00:00:00Z"),
        rulebook: sample_book().into(),
    }
}

/// The model rules of a party branch, which come with the program and are checked by its tests.
fn sample_book() -> Rulebook {
    let text = PRESETS.iter().find(|model| model.name == "party-branch").map_or("", |model| model.text);
    Rulebook::parse(text, &preset).unwrap_or_else(|fault| unreachable!("the model rulebook is sound: {fault}"))
}

fn sample_moment(text: &str) -> Instant {
    Instant(text.parse().unwrap_or_default())
}
