//! Who means to come: for oneself, with one tap on the meeting's page; for those who call meetings, with counts and names,
//! and a line to write down what somebody said on the phone.

use std::collections::{HashMap, HashSet};

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        Meeting, State,
        reply::{self, Given, Reply, Via},
        rules, store,
    },
    check::Quorum,
    coming::Answered,
};
use crate::{
    accounts::{CallMeetings, Holding},
    db::{MeetingId, MemberId},
    members::{self, SignedInMember},
    render::Page,
    web::{self as desk, Answer, Desk, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/reply", web::post().to(answer))
        .route("/meetings/{meeting}/replies", web::get().to(show))
        .route("/meetings/{meeting}/replies", web::post().to(write_down));
}

/// One's own answer, signed in.
async fn answer(desk: Desk, who: SignedInMember, meeting: Path<MeetingId>, posted: Posted<Answered>) -> Answer {
    let (id, member) = (*meeting, who.member.id);
    desk.act(who.actor(), &posted.once, move |act| {
        let given = posted.form.read()?;
        let meeting = reply::reply(act, id, member, (given, Via::Site))?;
        Ok(see(meeting.href()).saying(given.to_oneself()))
    })
    .await
}

/// "31 say they are coming."
#[derive(Debug, Serialize)]
pub struct RepliesPage {
    meeting: Meeting,
    counts: Counts,
    quorum: Quorum,
    groups: Vec<Group>,
    choices: Vec<desk::Choice>,
    form: Filled,
}

/// How many gave each answer, of those who were called.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub coming: usize,
    pub online: usize,
    pub apologies: usize,
    pub silent: usize,
    /// Those coming who may vote, which the quorum is about.
    pub voters: usize,
}

impl Counts {
    /// Counted over so many who were called.
    pub fn of(given: &[Given], voters: &HashSet<MemberId>, called: usize) -> Self {
        let those = |reply| given.iter().filter(move |given| given.reply == reply);
        Self {
            coming: those(Reply::Coming).count(),
            online: those(Reply::Online).count(),
            apologies: those(Reply::Apologies).count(),
            silent: called.saturating_sub(given.len()),
            voters: those(Reply::Coming).filter(|given| voters.contains(&given.member)).count(),
        }
    }
}

/// Those who answered alike.
#[derive(Debug, Serialize)]
struct Group {
    title: &'static str,
    people: Vec<String>,
}

impl Page for RepliesPage {
    const TEMPLATE: &'static str = "meetings/replies.html";
    fn title(&self) -> String {
        format!("Who is coming: {}", self.meeting.title)
    }
    fn samples() -> Vec<Self> {
        let (branch, people) = (super::sample_branch(), || vec!["Ama Okoro".to_owned(), "Tom Lewis (told an officer)".into()]);
        let page = |state, counts: Counts, groups| RepliesPage {
            choices: choices(&super::sample_meeting(state)),
            quorum: Quorum::of(&branch.rulebook, super::sample_meeting(state).kind, 96),
            meeting: super::sample_meeting(state),
            counts,
            groups,
            form: Filled::default(),
        };
        let some = Counts { coming: 31, online: 4, apologies: 12, silent: 73, voters: 30 };
        let group = |title| Group { title, people: people() };
        vec![
            page(State::Called, some, vec![group("Coming"), group("Apologies")]),
            page(State::Called, Counts { silent: 120, ..Counts::default() }, Vec::new()),
            page(State::Open, some, vec![group("Coming")]),
        ]
    }
}

fn choices(meeting: &Meeting) -> Vec<desk::Choice> {
    let words = |reply| match reply {
        Reply::Coming => "Is coming",
        Reply::Online => "Joins online",
        Reply::Apologies => "Sends apologies",
    };
    Reply::open_to(meeting).into_iter().map(|reply| desk::Choice::of(reply.as_str(), words(reply))).collect()
}

async fn show(desk: Desk, _who: Holding<CallMeetings>, meeting: Path<MeetingId>) -> Answer {
    desk.page(move |look| RepliesPage::of(look, *meeting, Filled::default())).await
}

/// The counts of a meeting.
pub fn counted(look: &mut Look<'_>, meeting: MeetingId) -> Result<Counts, Problem> {
    let branch = look.branch.id;
    let (given, voters) = (store::replies(look.conn, branch, meeting)?, store::voters(look.conn, branch, meeting)?);
    Ok(Counts::of(&given, &voters, store::on_roll(look.conn, branch, meeting)?.len()))
}

impl RepliesPage {
    fn of(look: &mut Look<'_>, id: MeetingId, form: Filled) -> Result<Self, Problem> {
        let branch = look.branch.id;
        let meeting = store::find(look.conn, branch, id)?;
        let given = store::replies(look.conn, branch, id)?;
        let ids: Vec<MemberId> = given.iter().map(|given| given.member).collect();
        let names = members::names(look.conn, branch, &ids)?;
        let voters = usize::try_from(store::count_entitled(look.conn, branch, id)?).unwrap_or_default();
        Ok(Self {
            counts: counted(look, id)?,
            quorum: Quorum::of(&look.branch.rulebook, meeting.kind, voters),
            groups: grouped(&given, &names),
            choices: choices(&meeting),
            meeting,
            form,
        })
    }
}

fn grouped(given: &[Given], names: &HashMap<MemberId, String>) -> Vec<Group> {
    let named = |given: &Given| {
        let name = names.get(&given.member).map_or("A member", String::as_str);
        if given.via == Via::Officer { format!("{name} (told an officer)") } else { name.to_owned() }
    };
    let group = |(reply, title)| {
        let mut people: Vec<String> = given.iter().filter(|given| given.reply == reply).map(named).collect();
        people.sort_by_key(|name| name.to_lowercase());
        Group { title, people }
    };
    let titles = [(Reply::Coming, "Coming"), (Reply::Online, "Joining online"), (Reply::Apologies, "Apologies")];
    titles.into_iter().map(group).filter(|group| !group.people.is_empty()).collect()
}

#[derive(Deserialize)]
struct Told {
    #[serde(default)]
    member: String,
    #[serde(default)]
    reply: String,
}

/// What somebody told an officer.
async fn write_down(desk: Desk, who: Holding<CallMeetings>, meeting: Path<MeetingId>, posted: Posted<Told>) -> Answer {
    let (typed, form, id) = (posted.typed(), posted.form, *meeting);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let member = members::naming::named(act.conn(), branch, &form.member, "member")?;
        let given = form.reply.parse::<Reply>().map_err(|_| rules::Refusal::NoReply)?;
        let meeting = reply::reply(act, id, member, (given, Via::Officer))?;
        Ok(see(format!("{}/replies", meeting.href())).saying("The answer is written down."))
    });
    desk.or_again(answer.await, typed, move |look, form| RepliesPage::of(look, id, form)).await
}
