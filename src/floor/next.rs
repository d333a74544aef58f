//! What the chair does next: one thing, offered as one button.

use serde::Serialize;

use super::{
    rules::{Ground, Refusal},
    standing::{Stage, Standing},
};
use crate::{
    db::{Instant, ItemId, MeetingId},
    meetings::{self, Item, Meeting},
    motions::amending::ToDecide,
};

/// The next step of the evening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Next {
    Open,
    /// It is not time yet.
    Wait {
        says: String,
    },
    /// Agree the minutes of an earlier meeting.
    AgreeMinutes {
        meeting: MeetingId,
        title: String,
        starts_at: Instant,
    },
    /// Put the first of the motion's amendments to the vote.
    PutAmendment {
        number: i32,
        to_ratify: Option<String>,
    },
    /// Ask the room who seconds the amendment: without a seconder it is not put.
    SeekSeconder {
        number: i32,
        clause: String,
    },
    /// What was carried leaves the amendment nothing to change.
    Fall {
        number: i32,
        says: String,
    },
    /// Ask the meeting whether it takes a motion that came after the deadline, for the reason given.
    TakeEmergency {
        reason: String,
        to_ratify: Option<String>,
    },
    /// Put the motion of this item to the vote.
    Put {
        to_ratify: Option<String>,
    },
    /// The motion of this item waits for its vote, and a rule stands in the way.
    CannotPut {
        says: String,
    },
    CloseVote,
    CastingVote,
    Take {
        item: ItemId,
        position: i32,
        title: String,
    },
    Close,
    /// The meeting has decided to end before its agenda is done.
    EndNow,
    Done,
}

/// The next step. `opening` and `putting` are the answers of the rules.
pub fn next(
    meeting: &Meeting,
    standing: &Standing,
    items: &[Item],
    opening: Result<(), Refusal>,
    putting: Option<Putting<'_>>,
) -> Next {
    match (meeting.state, opening) {
        (meetings::State::Closed | meetings::State::CalledOff, _) => return Next::Done,
        (meetings::State::Called, Ok(())) => return Next::Open,
        (meetings::State::Called, Err(refusal)) => return Next::Wait { says: refusal.to_string() },
        (meetings::State::Open, _) => {}
    }
    match standing.unsettled().map(|vote| &vote.stage) {
        Some(Stage::Tied(_)) => return Next::CastingVote,
        Some(_) => return Next::CloseVote,
        None => {}
    }
    match putting {
        _ if standing.is_adjourned => Next::EndNow,
        Some(putting) => putting.next(),
        None => going_on(standing, items),
    }
}

/// What the item has that is still to be put, and whether the rules let it be put.
#[derive(Debug)]
pub enum Putting<'a> {
    Amendment(&'a ToDecide, Result<Ground, Refusal>),
    Motion(Result<Ground, Refusal>),
    /// A motion that came after the deadline, with the reason that was given.
    Emergency(&'a str, Result<Ground, Refusal>),
    /// The minutes of an earlier meeting, which are agreed.
    Minutes(&'a Meeting),
}

impl Putting<'_> {
    fn next(self) -> Next {
        let clause = |ground| match ground {
            Ground::Quorate => None,
            Ground::ToRatify { clause } => Some(clause),
        };
        match self {
            Self::Amendment(ToDecide { number, falls: Some(says), .. }, _) => {
                Next::Fall { number: *number, says: says.clone() }
            }
            Self::Amendment(ToDecide { number, lacks_seconder: Some(clause), .. }, _) => {
                Next::SeekSeconder { number: *number, clause: clause.clone() }
            }
            Self::Amendment(one, Ok(ground)) => Next::PutAmendment { number: one.number, to_ratify: clause(ground) },
            Self::Minutes(meeting) => {
                Next::AgreeMinutes { meeting: meeting.id, title: meeting.title.clone(), starts_at: meeting.starts_at }
            }
            Self::Motion(Ok(ground)) => Next::Put { to_ratify: clause(ground) },
            Self::Emergency(reason, Ok(ground)) => Next::TakeEmergency { reason: reason.to_owned(), to_ratify: clause(ground) },
            Self::Amendment(_, Err(refusal)) | Self::Motion(Err(refusal)) | Self::Emergency(_, Err(refusal)) => {
                Next::CannotPut { says: refusal.to_string() }
            }
        }
    }
}

fn going_on(standing: &Standing, items: &[Item]) -> Next {
    match following(standing, items) {
        Some(item) => Next::Take { item: item.id, position: item.position, title: item.title.clone() },
        None => Next::Close,
    }
}

/// The item that comes next: the first after the current one that was not taken, or else any that was passed over.
pub fn following<'a>(standing: &Standing, items: &'a [Item]) -> Option<&'a Item> {
    let here = standing.item.as_ref().map_or(0, |taken| place_of(items, taken.id).unwrap_or(taken.position));
    let mut untaken = items.iter().filter(|item| !standing.taken.contains(&item.id));
    untaken.clone().find(|item| item.position > here).or_else(|| untaken.next())
}

/// Where an item stands by now: others may have been put before it since it was taken.
fn place_of(items: &[Item], id: ItemId) -> Option<i32> {
    items.iter().find(|item| item.id == id).map(|item| item.position)
}

#[cfg(test)]
mod tests {
    use super::{
        super::{event::Deed, standing::log},
        *,
    };
    use crate::db::MeetingId;

    fn agenda(titles: &[&str]) -> Vec<Item> {
        let meeting_id = MeetingId::random();
        let item = |(position, title): (i32, &&str)| Item {
            id: ItemId::random(),
            meeting_id,
            position,
            title: (*title).to_owned(),
            link: None,
            minutes: None,
        };
        (1..).zip(titles).map(item).collect()
    }

    fn after(items: &[&Item]) -> Standing {
        let taken = |item: &&Item| Deed::Taken { item: item.id, position: item.position, title: item.title.clone() };
        Standing::of(&log(items.iter().map(taken).collect()))
    }

    #[test]
    fn the_first_item_comes_first_and_the_others_follow() {
        let items = agenda(&["Welcome", "Reports", "Buses"]);
        assert_eq!(following(&after(&[]), &items), items.first());
        assert_eq!(following(&after(&[&items[0]]), &items), items.get(1));
    }

    #[test]
    fn an_item_that_was_passed_over_comes_after_the_last() {
        let items = agenda(&["Welcome", "Reports", "Buses"]);
        assert_eq!(following(&after(&[&items[0], &items[2]]), &items), items.get(1));
        assert_eq!(following(&after(&[&items[0], &items[2], &items[1]]), &items), None);
    }
}
