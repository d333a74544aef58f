//! The list as it is shown: who speaks and until when, who comes next and why, and what a member may ask for.

use std::collections::{HashMap, HashSet};

use chrono::TimeDelta;
use diesel::QueryResult;
use serde::Serialize;

use super::{
    super::{evening::Evening, subject::Subject},
    Speech, Stance, rules, store,
    turn::in_turn,
};
use crate::{
    db::{Conn, Instant, ItemId, MemberId, RowId},
    members,
    render::words::capitalised,
    rulebook::{Balance, Speeches},
    web::Problem,
};

/// The speakers' list of the item before the meeting.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Panel {
    pub going_on: Option<GoingOn>,
    pub waiting: Vec<InList>,
    /// What the mover may be called for now: to move, or to reply.
    pub mover: Option<Mover>,
    /// How many have spoken on this item.
    pub heard: usize,
    /// What a member may ask for now.
    pub may_ask: Vec<Asking>,
    /// Why a member may not ask for more.
    pub says: Option<String>,
    /// The rule of the list in words, with its clause.
    pub rule: String,
}

/// Who speaks.
#[derive(Debug, Clone, Serialize)]
pub struct GoingOn {
    pub name: String,
    pub words: &'static str,
    pub called_at: Instant,
    /// None where the rules set no limit.
    pub until: Option<Instant>,
    pub is_me: bool,
}

/// Somebody who waits.
#[derive(Debug, Clone, Serialize)]
pub struct InList {
    pub id: RowId,
    pub name: String,
    pub words: &'static str,
    pub why: String,
    pub is_me: bool,
}

/// The mover's turn.
#[derive(Debug, Clone, Serialize)]
pub struct Mover {
    pub name: String,
    pub stance: Stance,
    pub minutes: Option<u32>,
}

/// Something one may ask to speak for.
#[derive(Debug, Clone, Serialize)]
pub struct Asking {
    pub stance: Stance,
    pub label: &'static str,
}

/// The list at this moment, as `me` sees it.
///
/// # Errors
/// What the database says.
pub fn panel(conn: &mut Conn, evening: &Evening, subject: &Subject, me: Option<MemberId>) -> Result<Panel, Problem> {
    let Some(item) = evening.standing.item.as_ref().map(|taken| taken.id) else { return Ok(Panel::default()) };
    let speeches = store::of_meeting(conn, evening.branch.id, evening.meeting.id)?;
    let mut people: Vec<MemberId> = speeches.iter().map(|speech| speech.member).collect();
    people.extend(subject.motion.as_ref().map(|motion| motion.mover));
    let names = members::names(conn, evening.branch.id, &people)?;
    let rules = evening.branch.rulebook.motions.speeches.clone().unwrap_or_default();
    let women = women_among(conn, evening, &rules, &people)?;
    let list = List { item, speeches: &speeches, names: &names, rules: &rules, women: &women, me };
    let (may_ask, says) = list.asking(evening, subject);
    Ok(Panel {
        going_on: list.going_on(evening),
        waiting: list.waiting(),
        mover: list.mover(evening, subject),
        heard: list.here().filter(|speech| speech.ended_at.is_some()).count(),
        may_ask,
        says,
        rule: format!("{} ({})", capitalised(&rules.in_words()), rules.src),
    })
}

/// The women among these people; nobody is asked for where the rules do not balance.
fn women_among(conn: &mut Conn, evening: &Evening, rules: &Speeches, people: &[MemberId]) -> QueryResult<HashSet<MemberId>> {
    match rules.balance {
        Balance::None => Ok(HashSet::new()),
        Balance::WomenAndOthers => members::women_among(conn, evening.branch.id, people),
    }
}

/// What the list is worked out from.
struct List<'a> {
    item: ItemId,
    speeches: &'a [Speech],
    names: &'a HashMap<MemberId, String>,
    rules: &'a Speeches,
    women: &'a HashSet<MemberId>,
    me: Option<MemberId>,
}

impl List<'_> {
    fn here(&self) -> impl Iterator<Item = &Speech> {
        self.speeches.iter().filter(|speech| speech.item == self.item)
    }

    fn name(&self, member: MemberId) -> String {
        self.names.get(&member).cloned().unwrap_or_else(|| "a member".to_owned())
    }

    fn going_on(&self, evening: &Evening) -> Option<GoingOn> {
        let speech = self.here().find(|speech| speech.is_going_on())?;
        let called_at = speech.called_at?;
        let more = evening.standing.more_time.filter(|(at, _)| *at >= called_at).map_or(0, |(_, minutes)| minutes);
        let minutes = rules::minutes(self.rules, speech.stance).map(|minutes| minutes.saturating_add(more));
        Some(GoingOn {
            name: self.name(speech.member),
            words: speech.stance.words(),
            called_at,
            until: minutes.map(|minutes| Instant(called_at.0 + TimeDelta::minutes(minutes.into()))),
            is_me: Some(speech.member) == self.me,
        })
    }

    fn waiting(&self) -> Vec<InList> {
        let turns = in_turn(self.speeches, self.item, self.rules, self.women);
        let shown = |turn: &super::turn::Turn| {
            let speech = self.here().find(|speech| speech.id == turn.speech)?;
            Some(InList {
                id: speech.id,
                name: self.name(speech.member),
                words: speech.stance.words(),
                why: turn.why.to_string(),
                is_me: Some(speech.member) == self.me,
            })
        };
        turns.iter().filter_map(shown).collect()
    }

    /// The mover opens the debate, and answers it once somebody else has spoken.
    fn mover(&self, evening: &Evening, subject: &Subject) -> Option<Mover> {
        let motion = subject.undecided()?;
        let had = |stance| self.here().any(|speech| speech.stance == stance);
        let stance = match (had(Stance::Opening), had(Stance::Reply)) {
            (false, _) if !evening.standing.debate_is_closed => Stance::Opening,
            (true, false) if self.here().any(|speech| speech.member != motion.mover && !speech.is_waiting()) => Stance::Reply,
            _ => return None,
        };
        Some(Mover { name: self.name(motion.mover), stance, minutes: rules::minutes(self.rules, stance) })
    }

    /// What `me` may ask for; or why for nothing but a point of order.
    fn asking(&self, evening: &Evening, subject: &Subject) -> (Vec<Asking>, Option<String>) {
        let mine: Vec<&Speech> = self.speeches.iter().filter(|speech| Some(speech.member) == self.me).collect();
        let ask = |stance| rules::may_ask(evening.meeting.state, &evening.standing, self.rules, &mine, stance);
        let asked = Stance::ASKED.into_iter().filter(|stance| ask(*stance).is_ok());
        let label = |stance| Asking { stance, label: label(stance, subject) };
        let sided = subject.undecided().is_some();
        let may_ask = asked.filter(|stance| sided || *stance != Stance::Against).map(label).collect();
        (may_ask, ask(Stance::For).err().map(|refusal| refusal.to_string()))
    }
}

/// What its button says; without a motion there are no sides.
fn label(stance: Stance, subject: &Subject) -> &'static str {
    match stance {
        Stance::For if subject.undecided().is_none() => "To speak",
        Stance::For => "To speak for",
        Stance::Against => "To speak against",
        Stance::Question => "To ask a question",
        _ => "A point of order",
    }
}

/// Lists for samples.
pub fn sample_panels() -> Vec<Panel> {
    let at = Instant("2026-12-17T19:14:00Z".parse().unwrap_or_default());
    let in_list = |name: &str, words, is_me| InList {
        id: RowId::random(),
        name: name.to_owned(),
        words,
        why: "So that for and against take turns.".to_owned(),
        is_me,
    };
    let full = Panel {
        going_on: Some(GoingOn {
            name: "Tom Lewis".to_owned(),
            words: "moves the motion",
            called_at: at,
            until: Some(at),
            is_me: false,
        }),
        waiting: vec![in_list("Ama Osei", "against", false), in_list("Joe Story", "for", true)],
        mover: Some(Mover { name: "Tom Lewis".to_owned(), stance: Stance::Reply, minutes: Some(3) }),
        heard: 2,
        may_ask: vec![Asking { stance: Stance::Order, label: "A point of order" }],
        says: Some("You are on the list already. Your turn comes.".to_owned()),
        rule: "for and against take turns (SO 9)".to_owned(),
    };
    let open = Panel {
        going_on: None,
        waiting: Vec::new(),
        mover: Some(Mover { name: "Tom Lewis".to_owned(), stance: Stance::Opening, minutes: None }),
        says: None,
        ..full.clone()
    };
    let mine = GoingOn { name: "Joe Story".to_owned(), words: "for", called_at: at, until: None, is_me: true };
    vec![Panel::default(), Panel { going_on: Some(mine), mover: None, ..full.clone() }, open, full]
}
