//! Handing in a motion, seconding it, ruling on it, taking it back.

mod ask;
mod list;
mod recommend;
mod ruling;
mod second;
mod show;
mod submit;
mod withdraw;

use actix_web::web::ServiceConfig;

use super::{Motion, Recommendation, State, amending, compositing, priorities, resolutions, sending};
use crate::{
    db::{BranchId, Instant, MeetingId, MemberId, MotionId},
    meetings::{self, Meeting},
    render::{RenderError, Templates},
    rulebook::MeetingKind,
};

/// The pages of this module.
pub fn routes(to: &mut ServiceConfig) {
    list::routes(to);
    submit::routes(to);
    // Before the page of one motion, whose address would take theirs.
    sending::routes(to);
    compositing::routes(to);
    priorities::routes(to);
    show::routes(to);
    second::routes(to);
    ask::routes(to);
    withdraw::routes(to);
    recommend::routes(to);
    ruling::routes(to);
    amending::routes(to);
    resolutions::routes(to);
}

/// Every page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<list::ListPage>()?;
    pages.extend(templates.check::<submit::SubmitPage>()?);
    pages.extend(templates.check::<show::MotionPage>()?);
    pages.extend(templates.check::<ruling::RulingPage>()?);
    pages.extend(amending::samples(templates)?);
    pages.extend(resolutions::samples(templates)?);
    pages.extend(sending::samples(templates)?);
    pages.extend(compositing::samples(templates)?);
    pages.extend(priorities::samples(templates)?);
    Ok(pages)
}

/// A meeting for samples.
pub fn sample_meeting() -> Meeting {
    let at = Instant("2026-10-22T18:00:00Z".parse().unwrap_or_default());
    Meeting {
        id: MeetingId::random(),
        branch_id: BranchId::random(),
        kind: MeetingKind::General,
        title: "General meeting".to_owned(),
        starts_at: at,
        place: "Albion Hall, 12 Canal Side".to_owned(),
        state: meetings::State::Closed,
        room_code: String::new(),
        called_at: at,
        opened_at: Some(at),
        closed_at: Some(at),
        emergency_reason: None,
        online_link: None,
        called_off_because: None,
    }
}

/// A motion for samples.
pub fn sample_motion(state: State) -> Motion {
    let at = |text: &str| Instant(text.parse().unwrap_or_default());
    Motion {
        id: MotionId::random(),
        branch_id: BranchId::random(),
        year: 2026,
        number: 7,
        title: "A public bus network for Northmoor".to_owned(),
        text: "This branch notes that the last bus leaves at nine.\n\nThis branch calls for a public network.".to_owned(),
        mover: MemberId::random(),
        seconder: (state != State::Lost).then(MemberId::random),
        meeting: None,
        state,
        submitted_at: at("2026-11-24T19:00:00Z"),
        seconded_at: (state == State::Seconded).then(|| at("2026-11-25T08:00:00Z")),
        ruled_at: None,
        decided_at: None,
        emergency_reason: (state == State::InOrder).then(|| "The line closes on Friday.".to_owned()),
        ruling_clause: (state == State::OutOfOrder).then(|| "Standing order 12".to_owned()),
        ruling_reason: (state == State::OutOfOrder).then(|| "It was decided in October.".to_owned()),
        changes: (state == State::Seconded).then(|| "standing-orders".to_owned()),
        sponsor: (state == State::InOrder).then(|| "Harbour ward".to_owned()),
        sponsored_on: (state == State::InOrder).then(Default::default),
        recommendation: (state == State::InOrder).then_some(Recommendation::Support),
        recommended_because: (state == State::InOrder).then(|| "It is in the programme of the branch.".to_owned()),
    }
}
