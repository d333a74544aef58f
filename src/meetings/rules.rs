//! What may be done about a meeting, and when.

use chrono::{DateTime, LocalResult, NaiveDate, NaiveTime, Utc};

use super::{Meeting, State, reply::Reply};
use crate::{
    render::{dates, words::plural},
    rulebook::{Answer, DayRefusal, MeetingKind, NoticeRefusal, Rulebook},
    web::{self, WayOn},
    zone::Zone,
};

/// Why not, in the sentence that the person reads.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("The clocks go forward that night, so {} does not come on {}. Choose an hour that does.", dates::time(*at), dates::day(*on))]
    HourLeftOut { on: NaiveDate, at: NaiveTime },
    #[error("The clocks go back that night, so {} comes twice on {} and nobody would know which is meant. Choose an hour that comes once.", dates::time(*at), dates::day(*on))]
    HourTwice { on: NaiveDate, at: NaiveTime },
    #[error("That is already past. Choose a later day or hour.")]
    Past,
    #[error(transparent)]
    TooLate(#[from] NoticeRefusal),
    #[error(
        "At the pace that the mail server allows, {} would go out only after {}, the last day to serve the notice by mail. Choose a \
         later day, or have whoever runs the machine use a server that allows more.",
        plural(*.too_late as i128, "notice", "notices"), dates::day(*last_on)
    )]
    TooSlow { too_late: usize, last_on: NaiveDate },
    #[error(transparent)]
    WrongDay(#[from] DayRefusal),
    #[error(
        "Nobody in the register is entitled to notice of such a meeting. Load the register of members, or record who holds the offices."
    )]
    NobodyEntitled,
    #[error("The meeting is {}, so it cannot be opened.", .0.words())]
    CannotOpen(State),
    #[error("The meeting is {}, so it cannot be closed.", .0.words())]
    CannotClose(State),
    #[error("The meeting is {}, so its place is no longer changed.", .0.words())]
    CannotMove(State),
    #[error("The meeting is {}, so nobody comes in or goes out any more.", .0.words())]
    DoorShut(State),
    #[error("The meeting is {}, so there is nothing to call off.", .0.words())]
    CannotCallOff(State),
    #[error("Members demanded this meeting under the rules, so it is not for the secretary to call it off.")]
    Demanded,
    #[error("Say why, in a sentence or two. Everybody who was called reads it.")]
    NoReasonToCallOff,
    #[error("This tap names nobody on the list of this meeting's door. Take the door along again, and look the person up.")]
    NotOnList,
    #[error("The meeting is {}, and its agenda stays as it is.", .0.words())]
    AgendaDone(State),
    #[error("The meeting is on {}. Check in that day, when you are in the room.", dates::day(*on))]
    NotToday { on: NaiveDate },
    #[error("That is not the code of this room. It hangs at the door and the chair has it: four letters or figures.")]
    WrongCode,
    #[error("Choose one of the answers.")]
    NoReply,
    #[error("The meeting is {}, so answers to its notice are no longer taken. Come all the same: the door decides.", .0.words())]
    RepliesOver(State),
    #[error(
        "This meeting was called without that name on its roll, so there is no answer to take. At the door the rules are asked again."
    )]
    NotCalled,
    #[error("This meeting cannot be joined online. Say whether you come to the room, or send apologies.")]
    NotOnline,
    #[error(
        "This link belongs to no notice of a meeting here. Open it from the newest mail, or sign in and look at the meeting."
    )]
    UnknownLink,
    #[error("Say on which day, from {} to {}.", dates::day(*from), dates::day(*to))]
    NotCarriedThen { from: NaiveDate, to: NaiveDate },
    #[error("Everybody has the notice, or it is still on its way by mail: there is nothing to write down.")]
    NothingToCarry,
    #[error("A link to join online begins with https:// and has no blanks in it.")]
    NoLink,
}

impl web::Refusal for Refusal {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::HourLeftOut { .. } | Self::HourTwice { .. } => Some("at"),
            Self::Past | Self::TooLate(_) | Self::TooSlow { .. } | Self::WrongDay(_) => Some("on"),
            Self::WrongCode | Self::NotToday { .. } => Some("code"),
            Self::NoReply => Some("reply"),
            Self::NoReasonToCallOff => Some("because"),
            Self::NoLink => Some("online"),
            Self::NotCarriedThen { .. } => Some("carried_on"),
            _ => None,
        }
    }

    fn way_on(&self) -> Vec<WayOn> {
        vec![WayOn::to("/meetings", "All meetings")]
    }
}

impl Refusal {
    /// Whether the meeting can still be called for a reason that is written down.
    pub fn yields_to_a_reason(&self) -> bool {
        matches!(self, Self::TooLate(NoticeRefusal::TooLate { .. }) | Self::TooSlow { .. } | Self::WrongDay(_))
    }
}

/// On what ground a meeting is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// In time: the last day of service, how it was counted, and the clause.
    InTime(Answer<NaiveDate>),
    /// Against the sentence of a rule, for a reason that is kept with it.
    Emergency { against: String },
}

/// The moment that the branch's clocks show so. An hour that comes twice or not at all is refused: a notice has to be clear.
pub fn begins_at(zone: Zone, on: NaiveDate, at: NaiveTime) -> Result<DateTime<Utc>, Refusal> {
    match on.and_time(at).and_local_timezone(zone) {
        LocalResult::Single(moment) => Ok(moment.with_timezone(&Utc)),
        LocalResult::Ambiguous(..) => Err(Refusal::HourTwice { on, at }),
        LocalResult::None => Err(Refusal::HourLeftOut { on, at }),
    }
}

/// Whether such a meeting may be called for that day, now; with a `reason`, also against the days of notice or the calendar.
pub fn may_call(
    book: &Rulebook,
    kind: MeetingKind,
    (on, starts_at): (NaiveDate, DateTime<Utc>),
    (today, now): (NaiveDate, DateTime<Utc>),
    reason: Option<&str>,
) -> Result<Ground, Refusal> {
    if starts_at <= now {
        return Err(Refusal::Past);
    }
    match in_time(book, kind, on, today) {
        Ok(answer) => Ok(Ground::InTime(answer)),
        Err(refusal) if refusal.yields_to_a_reason() && reason.is_some() => {
            Ok(Ground::Emergency { against: refusal.to_string() })
        }
        Err(refusal) => Err(refusal),
    }
}

/// Whether a notice goes of which so many copies are out only after the last day to serve it: for a reason, against what is
/// given back; where there is none, in time.
pub fn may_send((too_late, last_on): (usize, NaiveDate), reason: Option<&str>) -> Result<Option<Refusal>, Refusal> {
    match (too_late, reason) {
        (0, _) => Ok(None),
        (_, Some(_)) => Ok(Some(Refusal::TooSlow { too_late, last_on })),
        (_, None) => Err(Refusal::TooSlow { too_late, last_on }),
    }
}

fn in_time(book: &Rulebook, kind: MeetingKind, on: NaiveDate, today: NaiveDate) -> Result<Answer<NaiveDate>, Refusal> {
    let calendar = book.may_meet_on(kind, on)?;
    let mut answer = book.may_call(kind, on, today)?;
    answer.working.extend(calendar.working);
    Ok(answer)
}

/// The chair opens what was called.
pub fn may_begin(meeting: &Meeting) -> Result<(), Refusal> {
    if meeting.state == State::Called { Ok(()) } else { Err(Refusal::CannotOpen(meeting.state)) }
}

/// The chair closes what is open.
pub fn may_close(meeting: &Meeting) -> Result<(), Refusal> {
    if meeting.state == State::Open { Ok(()) } else { Err(Refusal::CannotClose(meeting.state)) }
}

/// The place changes until the meeting begins.
pub fn may_move(meeting: &Meeting) -> Result<(), Refusal> {
    if meeting.state == State::Called { Ok(()) } else { Err(Refusal::CannotMove(meeting.state)) }
}

/// A reason is no essay.
const LONGEST_REASON: usize = 600;

/// What was called is called off until it begins, for a reason; not what members have demanded. Gives back the reason.
pub fn may_call_off<'a>(meeting: &Meeting, is_demanded: IsDemanded, because: &'a str) -> Result<&'a str, Refusal> {
    if meeting.state != State::Called {
        return Err(Refusal::CannotCallOff(meeting.state));
    }
    if is_demanded == IsDemanded::Yes {
        return Err(Refusal::Demanded);
    }
    let because = because.trim();
    let is_said = (1..=LONGEST_REASON).contains(&because.chars().count());
    if is_said { Ok(because) } else { Err(Refusal::NoReasonToCallOff) }
}

/// Whether a requisition of members brought the meeting about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IsDemanded {
    Yes,
    No,
}

/// People come before the meeting begins and while it lasts.
pub fn may_pass_the_door(meeting: &Meeting) -> Result<(), Refusal> {
    if meeting.is_on() { Ok(()) } else { Err(Refusal::DoorShut(meeting.state)) }
}

/// Those who were called answer the notice until the meeting begins; `seat` is the place on the roll.
pub fn may_reply<T>(meeting: &Meeting, seat: Option<&T>, reply: Reply) -> Result<(), Refusal> {
    if meeting.state != State::Called {
        return Err(Refusal::RepliesOver(meeting.state));
    }
    if seat.is_none() {
        return Err(Refusal::NotCalled);
    }
    if reply == Reply::Online && meeting.online_link.is_none() {
        return Err(Refusal::NotOnline);
    }
    Ok(())
}

/// The place where one joins online, as it was typed; nothing where nothing was typed.
pub fn online_link(typed: &str) -> Result<Option<String>, Refusal> {
    let link = typed.trim();
    let is_link = ["https://", "http://"].iter().any(|start| link.len() > start.len() && link.starts_with(start));
    match link {
        "" => Ok(None),
        link if is_link && !link.contains(char::is_whitespace) => Ok(Some(link.to_owned())),
        _ => Err(Refusal::NoLink),
    }
}

/// The agenda changes until the meeting is closed.
pub fn may_change_agenda(meeting: &Meeting) -> Result<(), Refusal> {
    if meeting.is_on() { Ok(()) } else { Err(Refusal::AgendaDone(meeting.state)) }
}

/// Whoever knows the room's code on the day is in the room. Capitals and spaces do not matter.
pub fn may_check_oneself_in(meeting: &Meeting, meets_on: NaiveDate, today: NaiveDate, code: &str) -> Result<(), Refusal> {
    may_pass_the_door(meeting)?;
    if meeting.state == State::Called && today < meets_on {
        return Err(Refusal::NotToday { on: meets_on });
    }
    let typed: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    if typed.eq_ignore_ascii_case(&meeting.room_code) { Ok(()) } else { Err(Refusal::WrongCode) }
}

#[cfg(test)]
mod tests;
