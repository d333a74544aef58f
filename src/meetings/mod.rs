//! Meetings: called in time by the rulebook, with a notice that is frozen and served, an agenda, a door and a quorum.
//!
//! Calling a meeting is one deed: the meeting, the roll of those entitled, and the notice to each of them come into being
//! together. An item of the agenda is a title and a link, so that a motion can stand on it without this module knowing
//! motions. At the door the rulebook is asked again, since dues may be paid there; whoever may vote counts for the quorum.
//!
//! Beforehand everybody called says by one tap whether they come; the agenda foresees its own end; the certificate of service
//! proves who was given notice, and how; and enough of those entitled have a special meeting called.

mod agenda;
mod attendance;
mod calendar;
mod calling;
mod card;
mod documents;
mod door;
mod forecast;
mod inviting;
pub mod jobs;
mod meeting;
mod notices;
mod pace;
mod pages;
mod reply;
mod requisitions;
mod roll;
mod rules;
mod service;
mod serving;
mod store;
mod taps;
mod timing;
mod versions;

pub use agenda::{Item, Line};
pub use attendance::{Attendance, QuorumNow, Whereabouts, quorum_now};
pub use calling::{call, call_off};
pub use documents::{Listed as Document, listed as documents};
pub use door::{check_in, check_out};
pub use forecast::{Fare, Forecast};
pub use meeting::{Calling, Meeting, State};
pub use pages::{routes, samples};
pub use reply::{Given, Reply, Via, apologies, reply};
pub use roll::Seat;
pub use rules::{Ground, Refusal, begins_at, may_call};
pub use serving::letters_to_carry;
pub use store::{
    Frozen, add_item, attendance, begin, close, count_entitled, end_links, find, is_present, item_for_link, items, list,
    next_after, notice, on_roll, present, put_in_order, remove_item, upcoming,
};
pub use timing::{forecast, says as forecast_says};
