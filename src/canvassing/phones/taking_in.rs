//! A phone's log coming in: each entry once, in the phone's order, counted or kept apart.

use std::collections::{HashMap, HashSet};

use serde_json::json;
use uuid::Uuid;

use super::{
    event::{Batch, Event, Receipt, Refused, Said},
    rules::{self, NoPhone},
    store::{self, Held, Phone},
    timing::placed,
};
use crate::{
    accounts::SignedIn,
    audit::Act,
    branch,
    canvassing::{
        contacts::{self, NewContact, NewNote, Opened, Recorded},
        electors,
        follow_ups::{self, NewFollowUp, Told},
        rotas, rounds,
    },
    db::{AccountId, BranchId, Conn, ContactId, DoorId, ElectorId, Instant, PhoneId, RoundId, ShiftId},
    members,
    web::Problem,
    zone::Zone,
};

/// How a batch is received: into the results, or apart from them.
#[derive(Debug)]
pub struct Reception {
    pub phone: Phone,
    /// The round, where it is open to whoever sends.
    opened: Option<Opened>,
    /// Why the phone has to forget the names.
    pub closed: Option<String>,
    /// Entries that came in before.
    known: HashSet<Uuid>,
}

/// Looks at who sends what, and which of it is new.
///
/// # Errors
/// A phone that is not known, and somebody to whom the round was never given.
pub fn receive(
    conn: &mut Conn,
    branch: BranchId,
    who: &SignedIn,
    round: RoundId,
    batch: &Batch,
    now: Instant,
) -> Result<Reception, Problem> {
    if batch.events.len() > rules::MOST_AT_ONCE {
        return Err(NoPhone::TooMuch.into());
    }
    let phone = store::phone(conn, branch, batch.phone)?.ok_or(NoPhone::NotThisPhone)?;
    if phone.round != round || phone.account != who.account {
        return Err(NoPhone::NotThisPhone.into());
    }
    let (opened, closed) = match contacts::open(conn, branch, who, round, now) {
        Ok(_) if phone.cut_off_at.is_some() => (None, Some(NoPhone::CutOff.to_string())),
        Ok(opened) => (Some(opened), None),
        Err(Problem::Refused { words, way_on }) => match members::of_account(conn, branch, who.account)? {
            Some(member) if rotas::ever_given(conn, branch, round, member.id)? => (None, Some(words)),
            _ => return Err(Problem::Refused { words, way_on }),
        },
        Err(other) => return Err(other),
    };
    let known = known(conn, branch, batch)?;
    Ok(Reception { phone, opened, closed, known })
}

/// The entries of a batch that came in before.
fn known(conn: &mut Conn, branch: BranchId, batch: &Batch) -> Result<HashSet<Uuid>, Problem> {
    let ids: Vec<String> = batch.events.iter().map(|event| event.id.to_string()).collect();
    let mut known: HashSet<String> = contacts::told_as(conn, branch, &ids)?.into_keys().collect();
    known.extend(contacts::notes_told_as(conn, branch, &ids)?);
    known.extend(follow_ups::told_as(conn, branch, &ids)?);
    known.extend(store::held_as(conn, branch, &ids)?);
    Ok(known.iter().filter_map(|id| id.parse().ok()).collect())
}

impl Reception {
    /// The entries that are new, in the phone's order, each with the moment at which it happened.
    fn fresh<'a>(&self, batch: &'a Batch, since: Instant, now: Instant) -> Vec<(&'a Event, Instant)> {
        let mut events: Vec<&Event> = batch.events.iter().filter(|event| !self.known.contains(&event.id)).collect();
        events.sort_by_key(|event| event.seq);
        events.dedup_by_key(|event| event.id);
        let moments = placed(events.iter().map(|event| event.at), batch.sent_at, since.0, now.0);
        events.into_iter().zip(moments.into_iter().map(Instant::from)).collect()
    }

    /// Whether anything in the batch is new.
    pub fn has_news(&self, batch: &Batch) -> bool {
        batch.events.iter().any(|event| !self.known.contains(&event.id))
    }

    /// The receipt for a batch in which nothing is new.
    pub fn nothing_new(self, batch: &Batch) -> Receipt {
        Receipt { taken: batch.events.iter().map(|event| event.id).collect(), closed: self.closed, ..Receipt::default() }
    }
}

/// Takes the new entries of a batch in.
///
/// # Errors
/// What [`receive`] refuses, and what the database says.
pub fn take_in(act: &mut Act<'_>, who: &SignedIn, round: RoundId, batch: &Batch) -> Result<Receipt, Problem> {
    let (branch, now) = (act.branch(), act.at());
    let reception = receive(act.conn(), branch, who, round, batch, now)?;
    let last = contacts::last_told(act.conn(), branch, reception.phone.id)?;
    let since = last.map_or(reception.phone.carried_at, |last| last.max(reception.phone.carried_at));
    let fresh = reception.fresh(batch, since, now);
    let mut receipt = Receipt { taken: reception.known.iter().copied().collect(), ..Receipt::default() };
    let here: HashSet<DoorId> = rounds::doors_of(act.conn(), branch, round)?.into_iter().map(|place| place.door).collect();
    let codes = contacts::codes(act.conn(), branch)?;
    let mut readable = Vec::new();
    for (event, at) in fresh {
        let said = if here.contains(&event.door) { event.read(&codes) } else { Err(contacts::NoResult::NoSuchDoor.into()) };
        match said {
            Ok(said) => readable.push((event, at, said)),
            Err(fault) => receipt.refused.push(Refused { id: event.id, words: fault.to_string() }),
        }
    }
    let ids: Vec<Uuid> = readable.iter().map(|(event, ..)| event.id).collect();
    if ids.is_empty() {
        note_that_something_came(act, round, &receipt);
    } else if let Some(opened) = &reception.opened {
        enter_all(act, (who.account, round, opened), reception.phone.id, readable)?;
        receipt.taken.extend(ids);
    } else {
        store::hold(act, &reception.phone, &readable)?;
        receipt.held.extend(ids);
    }
    receipt.closed = reception.closed;
    Ok(receipt)
}

/// Enters what a phone told of a round that is open to it.
fn enter_all(
    act: &mut Act<'_>,
    from: (AccountId, RoundId, &Opened),
    phone: PhoneId,
    entries: Vec<(&Event, Instant, Said)>,
) -> Result<(), Problem> {
    let (account, round, opened) = from;
    let doors: Vec<DoorId> = entries.iter().map(|(event, ..)| event.door).collect();
    let mut book = Book::open(act, account, round, opened, &doors)?;
    for (event, at, said) in entries {
        let told = Told { phone, client: event.id.to_string(), at };
        book.enter(act, (event.door, event.elector), said, told)?;
    }
    Ok(())
}

/// A batch of which nothing was kept came in all the same.
fn note_that_something_came(act: &mut Act<'_>, round: RoundId, receipt: &Receipt) {
    let deed = if receipt.refused.is_empty() { "result.sent-again" } else { "results.refused" };
    act.record(deed, format!("/canvass/rounds/{round}"), json!({ "number": receipt.refused.len() }));
}

/// Counts what was kept apart on a round, as if it had just come in from those who sent it; says how many entries it was.
///
/// # Errors
/// [`NoPhone::NothingHeld`], and what the database says.
pub fn count_held(act: &mut Act<'_>, round: RoundId) -> Result<usize, Problem> {
    let branch = act.branch();
    let held = store::held_on(act.conn(), branch, round)?;
    if held.is_empty() {
        return Err(NoPhone::NothingHeld.into());
    }
    let zone = branch::find(act.conn(), branch)?.zone;
    for each in &held {
        let shift = rotas::shift_walking(act.conn(), branch, round, None, each.at)?.map(|shift| shift.id);
        let residents = electors::electors_at(act.conn(), branch, &[each.door])?.remove(&each.door).unwrap_or_default();
        let residents = HashMap::from([(each.door, residents.into_iter().map(|elector| elector.id).collect())]);
        let mut book = Book { account: each.account, round, shift, residents, may_undo_all: false, zone };
        if let Some(said) = said(each) {
            let told = Told { phone: each.phone, client: each.client.clone(), at: each.at };
            book.enter(act, (each.door, each.elector), said, told)?;
        }
    }
    Ok(store::settle(act, round, "held-results.counted")?)
}

/// What an entry says that was kept apart; it was read as it came in.
fn said(held: &Held) -> Option<Said> {
    Some(match held.kind {
        super::event::Kind::Result => {
            let own = held.own_words().own;
            Said::Result { outcome: held.outcome?, intention: held.intention, own, instead_of: held.instead_of.clone() }
        }
        super::event::Kind::Note => Said::Note { words: held.words.clone()? },
        super::event::Kind::FollowUp => {
            Said::FollowUp { kind: held.own_words().asked?, words: held.words.clone().unwrap_or_default() }
        }
        super::event::Kind::Undo => Said::Undo { of: held.instead_of.clone()? },
    })
}

/// Where entries are entered: whose they are, and on which round and shift.
struct Book {
    account: AccountId,
    round: RoundId,
    shift: Option<ShiftId>,
    /// Who is on the register behind each door.
    residents: HashMap<DoorId, HashSet<ElectorId>>,
    may_undo_all: bool,
    /// Where the branch is, by whose days things are due.
    zone: Zone,
}

impl Book {
    fn open(act: &mut Act<'_>, account: AccountId, round: RoundId, opened: &Opened, doors: &[DoorId]) -> Result<Self, Problem> {
        let branch = act.branch();
        let residents = electors::electors_at(act.conn(), branch, doors)?;
        let ids =
            |(door, electors): (DoorId, Vec<electors::Elector>)| (door, electors.into_iter().map(|each| each.id).collect());
        Ok(Self {
            account,
            round,
            shift: opened.shift.as_ref().map(|shift| shift.id),
            residents: residents.into_iter().map(ids).collect(),
            may_undo_all: opened.is_coordinator,
            zone: branch::find(act.conn(), branch)?.zone,
        })
    }

    /// Enters what was said about a door, and about whom behind it.
    fn enter(&mut self, act: &mut Act<'_>, at: (DoorId, Option<ElectorId>), said: Said, told: Told) -> Result<(), Problem> {
        let (door, elector) = at;
        // A register that came in meanwhile may have taken the elector away; what happened at the door happened all the same.
        let elector = elector.filter(|elector| self.residents.get(&door).is_some_and(|there| there.contains(elector)));
        let (round, shift, account, told) = (self.round, self.shift, self.account, Some(told));
        match said {
            Said::Result { outcome, intention, own, instead_of } => {
                if let Some(earlier) = instead_of {
                    self.take_back(act, &earlier)?;
                }
                contacts::record(
                    act,
                    &NewContact { round, door, shift, elector, account, outcome, intention, own, by_telephone: false, told },
                )?;
            }
            Said::Note { words } => {
                contacts::note(act, &NewNote { round, door, shift, elector, account, words, told })?;
            }
            Said::FollowUp { kind, words } => {
                let happened = told.as_ref().map_or_else(|| act.at(), |told| told.at);
                let due_on = kind.usually_due(happened.0.with_timezone(&self.zone).date_naive());
                follow_ups::open(act, &NewFollowUp { round, door, shift, elector, account, kind, words, due_on, told })?;
            }
            Said::Undo { of } => self.take_back(act, &of)?,
        }
        Ok(())
    }

    /// Takes an entry back, if it is there, and this person's, and not taken back already.
    fn take_back(&self, act: &mut Act<'_>, earlier: &str) -> Result<(), Problem> {
        let branch = act.branch();
        let is_note = contacts::undo_note(act, self.round, self.account, earlier)? > 0;
        if is_note || follow_ups::withdraw_told(act, self.round, self.account, earlier)? {
            return Ok(());
        }
        let told = contacts::told_as(act.conn(), branch, &[earlier.to_owned()])?.remove(earlier);
        let found = match (told, earlier.parse::<Uuid>()) {
            (Some(told), _) => Some(told),
            (None, Ok(id)) => contacts::find_if_there(act.conn(), branch, ContactId(id))?,
            (None, Err(_)) => None,
        };
        let may = |found: &Recorded| {
            contacts::may_undo(found.undone_at.is_some(), found.account, self.account, self.may_undo_all).is_ok()
        };
        match found.filter(|found| found.round == self.round && may(found)) {
            Some(found) => contacts::undo(act, &found)?,
            None => act.record("result.sent-again", format!("/canvass/rounds/{}", self.round), json!({})),
        }
        Ok(())
    }
}
