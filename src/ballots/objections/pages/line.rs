//! One's own line on a roll: whether one is on it, with a vote or without, and why; and what one says against it.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::super::{
    Objection, Ruling, deciding,
    rules::{self, Stands},
    store,
};
use crate::{
    ballots::{
        election::find_election,
        entitled::{Rests, standing_in},
        sealed_roll::{SealedRoll, sealed_roll},
        store as ballots,
    },
    db::{BallotId, MemberId},
    members::{SignedInMember, Vote},
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/line", web::get().to(show)).route("/ballots/{ballot}/line/objection", web::post().to(object));
}

/// "You are on the roll, with a vote."
#[derive(Debug, Serialize)]
pub struct LinePage {
    title: String,
    path: String,
    /// What the sentence at the head says.
    head: &'static str,
    /// The number on the roll; none where one is not on it, or it is not sealed yet.
    number: Option<i32>,
    freeze_on: NaiveDate,
    closes_at: Option<DateTime<Utc>>,
    vote: Vote,
    seal: Option<SealedRoll>,
    /// The line as the fingerprint is worked out from it.
    sealed_as: String,
    objection: Option<Objection>,
    may_object: bool,
    form: Filled,
}

impl Page for LinePage {
    const TEMPLATE: &'static str = "ballots/line.html";

    fn title(&self) -> String {
        format!("Your line on the roll: {}", self.title)
    }

    fn samples() -> Vec<Self> {
        use crate::rulebook::{Eligibility, Reason, Verdict};

        let reason = |holds| Reason {
            holds,
            says: "Joined on 1 September 2026, eight weeks after the day that counts.".into(),
            remedy: (!holds).then(|| "From 27 October 2026 on.".into()),
            clause: "Model rules, ch. 2".into(),
        };
        let vote = |verdict, holds| {
            Vote::under("Chair".into(), &Eligibility { verdict, reasons: vec![reason(holds)] }, "Model rules, ch. 2")
        };
        let objection = |ruling: Option<Ruling>| Objection {
            ballot_id: BallotId::random(),
            member_id: MemberId::random(),
            says: "I joined in May.\nMy card says so.".into(),
            stood: "Joined too late.".into(),
            made_on: NaiveDate::default(),
            ruling,
            because: ruling.map(|_| "The card says May.".to_owned()).unwrap_or_default(),
            decided_on: ruling.map(|_| NaiveDate::default()),
        };
        let seal = |changes| Some(SealedRoll { sealed: "7f3a".into(), now: "7f3a".into(), changes, holds: true });
        let page = |objection, may_object| LinePage {
            title: "Chair".into(),
            path: "/ballots/1".into(),
            head: head(Some(12), Rests::Roll, Stands::WithoutAVote),
            number: Some(12),
            freeze_on: NaiveDate::default(),
            closes_at: Some(DateTime::UNIX_EPOCH),
            vote: vote(Verdict::No, false),
            seal: seal(1),
            sealed_as: "12 7f3a no".into(),
            objection,
            may_object,
            form: Filled::default(),
        };
        let wrong = Filled::default().but(Faults::at("says", "Say why you should have a vote."));
        vec![
            page(None, true),
            LinePage { form: wrong, ..page(None, true) },
            page(Some(objection(None)), false),
            page(Some(objection(Some(Ruling::Granted))), false),
            page(Some(objection(Some(Ruling::Refused))), false),
            LinePage { number: None, sealed_as: String::new(), ..page(None, false) },
            LinePage { vote: vote(Verdict::Yes, true), seal: None, number: None, closes_at: None, ..page(None, false) },
        ]
    }
}

async fn show(desk: Desk, who: SignedInMember, ballot: Path<BallotId>) -> Answer {
    let member = who.member.id;
    desk.page(move |look| page(look, *ballot, member, Filled::default())).await
}

fn page(look: &mut Look<'_>, ballot: BallotId, member: MemberId, form: Filled) -> Result<LinePage, Problem> {
    let ballot = find_election(look.conn, look.branch.id, ballot)?;
    let (answer, clause, rests) = standing_in(look.conn, &look.branch, &ballot, member)?;
    let entry = ballots::entry_of(look.conn, &ballot, member)?;
    let objection = store::of(look.conn, &ballot, member)?;
    let has_vote = answer.is_yes() && rests != Rests::NoRoll;
    let stands = if has_vote { Stands::WithAVote } else { Stands::WithoutAVote };
    let number = entry.as_ref().map(|entry| entry.number);
    Ok(LinePage {
        path: ballot.path(),
        head: head(number, rests, stands),
        number,
        freeze_on: ballot.freeze_on,
        closes_at: ballot.closes_at.filter(|_| ballot.takes_papers(look.now)).map(|at| at.0),
        vote: Vote { is_yes: has_vote, ..Vote::under("In this ballot".to_owned(), &answer, &clause) },
        seal: sealed_roll(look.conn, &ballot)?,
        sealed_as: entry.map(|entry| entry.sealed_as()).unwrap_or_default(),
        may_object: rules::may_object(&ballot, stands, objection.as_ref(), look.now).is_ok(),
        objection,
        title: ballot.title,
        form,
    })
}

const fn head(number: Option<i32>, rests: Rests, stands: Stands) -> &'static str {
    match (rests, stands, number) {
        (Rests::Register, Stands::WithAVote, _) => "As the register stands, you will have a vote",
        (Rests::Register, Stands::WithoutAVote, _) => "As the register stands, you will have no vote",
        (_, Stands::WithAVote, _) => "You are on the roll, with a vote",
        (_, Stands::WithoutAVote, Some(_)) => "You are on the roll, without a vote",
        (_, Stands::WithoutAVote, None) => "You are not on the roll",
    }
}

#[derive(Deserialize)]
struct Objecting {
    #[serde(default)]
    says: String,
}

async fn object(desk: Desk, who: SignedInMember, ballot: Path<BallotId>, posted: Posted<Objecting>) -> Answer {
    let (ballot, member, typed, form) = (*ballot, who.member.id, posted.typed(), posted.form);
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            deciding::object(act, ballot, member, form.says.trim())?;
            let words = "Your objection is made. Whoever runs the ballot decides it, and you are told how.";
            Ok(see(format!("/ballots/{ballot}/line")).saying(words))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| page(look, ballot, member, form)).await
}
