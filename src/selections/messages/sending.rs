//! Handing a message in, holding it back, and passing it on.

use serde_json::json;

use super::{
    message::Message,
    notices,
    rules::{self, NotSent, Window},
    store,
};
use crate::{
    audit::Act,
    ballots::{self, State},
    branch::{self, Branch},
    db::{AccountId, Conn, Instant, MemberId, RowId, SelectionId},
    mail::Recipient,
    members::{self, Kind, who_refuse},
    motions::words_of,
    rulebook::MessageRule,
    selections::{Selection, electorate, selection::path, store as selections, timetable},
    web::Problem,
};

/// What decides whether somebody may write now.
#[derive(Debug, Clone)]
pub struct Desk {
    pub branch: Branch,
    pub selection: Selection,
    pub candidates: Vec<MemberId>,
    pub window: Window,
    /// When a message that is handed in now would leave.
    pub leaves_at: Instant,
    pub messages: Vec<Message>,
}

impl Desk {
    /// Everything about the messages of a selection.
    pub fn of(conn: &mut Conn, branch: &Branch, selection: SelectionId, now: Instant) -> Result<Self, Problem> {
        let found = selections::find(conn, branch.id, selection)?;
        let plan = timetable::plan_of(conn, branch, &found)?;
        let candidates = selections::candidates_of(conn, branch.id, selection)?;
        let closes_at = closes_at(conn, branch, &found)?;
        Ok(Self {
            candidates: candidates.into_iter().map(|candidate| candidate.member_id).collect(),
            window: rules::window(&found, &plan, closes_at),
            leaves_at: rules::leaves_at(&branch.rulebook, branch.date_of(now)),
            messages: store::of_selection(conn, branch.id, selection)?,
            branch: branch.clone(),
            selection: found,
        })
    }

    /// The rulebook's terms, the same for everybody who stands.
    pub fn rule(&self) -> Option<&MessageRule> {
        self.branch.rulebook.selections.as_ref()?.messages.as_ref()
    }

    /// What a candidate has handed in.
    pub fn own(&self, member: MemberId) -> Vec<Message> {
        self.messages.iter().filter(|message| message.member_id == member).cloned().collect()
    }

    /// Whether a member may write now, and on which terms.
    ///
    /// # Errors
    /// As [`rules::may_write`].
    pub fn may_write(&self, member: MemberId, now: Instant) -> Result<&MessageRule, NotSent> {
        let times = (self.window, self.branch.date_of(now), self.leaves_at);
        rules::may_write(&self.selection, self.rule(), (member, &self.candidates), times, &self.own(member))
    }
}

/// When messages are worthless: when the ballot closes; one that closed before its time has closed.
fn closes_at(conn: &mut Conn, branch: &Branch, selection: &Selection) -> Result<Instant, Problem> {
    let Some(ballot) = selection.ballot_id else { return Ok(selection.closes_at) };
    let ballot = ballots::find(conn, branch.id, ballot)?;
    let closed_at = ballot.closed_at.filter(|_| ballot.state == State::Closed);
    Ok(closed_at.or(ballot.closes_at).unwrap_or(selection.closes_at))
}

/// Those whom a message reaches: they have a vote, an address, and nothing against such messages.
pub fn reached(conn: &mut Conn, branch: &Branch, selection: &Selection) -> Result<Vec<Recipient>, Problem> {
    let unwilling = who_refuse(conn, branch.id, Kind::Candidates)?;
    let mut willing = electorate::entitled(conn, branch, selection)?;
    willing.retain(|member| !unwilling.contains(member));
    let reached = members::reach(conn, branch.id, &willing)?;
    Ok(reached.into_iter().map(|(_, recipient)| recipient).filter(|recipient| recipient.address.is_some()).collect())
}

/// Somebody who stands hands a message in.
///
/// # Errors
/// Refuses what [`rules::may_write`] and [`rules::may_say`] refuse.
pub fn hand_in(act: &mut Act<'_>, selection: SelectionId, member: MemberId, words: &str) -> Result<(), Problem> {
    let (id, now) = (act.branch(), act.at());
    let branch = branch::find(act.conn(), id)?;
    let desk = Desk::of(act.conn(), &branch, selection, now)?;
    let rule = desk.may_write(member, now)?;
    rules::may_say(rule, words_of(words))?;
    let message = Message {
        id: RowId::fresh(),
        selection_id: selection,
        member_id: member,
        words: words.to_owned(),
        handed_in_at: now,
        leaves_at: desk.leaves_at,
        held_because: String::new(),
        held_on: None,
        sent_on: None,
        people: None,
    };
    store::keep(act, &message)?;
    let facts = json!({ "candidate": member, "fingerprint": message.fingerprint(), "leaves": message.leaves_at });
    act.record("message.handed-in", path(selection), facts);
    Ok(())
}

/// An officer holds a message back; the candidate may write another in its place.
///
/// # Errors
/// Refuses what [`rules::may_hold_back`] refuses.
pub fn hold_back(
    act: &mut Act<'_>,
    (selection, message): (SelectionId, RowId),
    officer: AccountId,
    reason: &str,
) -> Result<(), Problem> {
    let (id, now) = (act.branch(), act.at());
    let branch = branch::find(act.conn(), id)?;
    let desk = Desk::of(act.conn(), &branch, selection, now)?;
    let found = store::find(act.conn(), id, selection, message)?;
    let member = members::of_account(act.conn(), id, officer)?.map(|member| member.id);
    rules::may_hold_back(&found, (member, &desk.candidates), reason)?;
    store::set_held(act, message, reason, branch.date_of(now))?;
    act.record("message.held-back", path(selection), json!({ "candidate": found.member_id }));
    Ok(())
}

/// Passes a message on whose hour has come; where the ballot closed before, or the candidate stands no more, it stays here.
pub fn pass_on(act: &mut Act<'_>, message: &Message) -> Result<(), Problem> {
    let (id, now) = (act.branch(), act.at());
    let branch = branch::find(act.conn(), id)?;
    let desk = Desk::of(act.conn(), &branch, message.selection_id, now)?;
    let today = branch.date_of(now);
    let stays = match desk.candidates.contains(&message.member_id) {
        _ if desk.window.until <= now => Some("The ballot closed before it left."),
        false => Some("You stand no more."),
        true => None,
    };
    if let Some(because) = stays {
        store::set_held(act, message.id, because, today)?;
        act.record("message.held-back", path(message.selection_id), json!({ "candidate": message.member_id }));
        return Ok(());
    }
    let people = reached(act.conn(), &branch, &desk.selection)?;
    let name = members::names(act.conn(), id, &[message.member_id])?.remove(&message.member_id).unwrap_or_default();
    store::set_sent(act, message.id, today, people.len())?;
    let facts = json!({ "candidate": message.member_id, "fingerprint": message.fingerprint(), "people": people.len() });
    act.record("message.passed-on", path(message.selection_id), facts);
    if people.is_empty() {
        return Ok(());
    }
    notices::passed_on(act, &desk.selection, (message, &name), people, desk.window.until)?;
    Ok(())
}
