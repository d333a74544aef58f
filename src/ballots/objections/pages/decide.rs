//! The objections to a roll before an officer who runs the ballot: what each says, how the roll stood, what the register says
//! by now, and the decision.

use actix_web::web::{self, Path, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{
    Objection, Ruling, Tally, deciding,
    rules::{self, Whose},
    store,
};
use crate::{
    ballots::{Ballot, election::find_election, entitled, pages::Running},
    db::{BallotId, MemberId},
    members::{self, Vote},
    render::Page,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}/objections", web::get().to(show))
        .route("/ballots/{ballot}/objections/{member}/decision", web::post().to(decide));
}

/// The objections to the roll of a ballot.
#[derive(Debug, Serialize)]
pub struct ObjectionsPage {
    title: String,
    path: String,
    tally: Tally,
    objections: Vec<Before>,
    rulings: Vec<Choice>,
    form: Filled,
}

/// One objection before the officer.
#[derive(Debug, Serialize)]
struct Before {
    name: String,
    #[serde(flatten)]
    objection: Objection,
    /// What the rule answers by the register as it stands now.
    now: Vote,
    /// Why it cannot be decided here; empty where it can, or where it is decided.
    not_now: String,
    /// What was typed, where this is the one that is asked about again.
    form: Filled,
}

impl Page for ObjectionsPage {
    const TEMPLATE: &'static str = "ballots/objections.html";

    fn title(&self) -> String {
        format!("Objections to the roll: {}", self.title)
    }

    fn samples() -> Vec<Self> {
        use crate::rulebook::{Eligibility, Reason, Verdict};

        let reason = Reason {
            holds: true,
            says: "Joined on 1 May 2026, in time.".into(),
            remedy: None,
            clause: "Model rules, ch. 2".into(),
        };
        let answer = Eligibility { verdict: Verdict::Yes, reasons: vec![reason] };
        let before = |ruling: Option<Ruling>, not_now: &str, form| Before {
            name: "Łucja Khan".into(),
            objection: Objection {
                ballot_id: BallotId::random(),
                member_id: MemberId::random(),
                says: "I joined in May.\nMy card says so.".into(),
                stood: "Joined too late.".into(),
                made_on: chrono::NaiveDate::default(),
                ruling,
                because: ruling.map(|_| "The card says May.".to_owned()).unwrap_or_default(),
                decided_on: ruling.map(|_| chrono::NaiveDate::default()),
            },
            now: Vote::under("By the register as it stands now".into(), &answer, "Model rules, ch. 2"),
            not_now: not_now.into(),
            form,
        };
        let wrong = || Filled::default().but(Faults::at("because", "Say why. The member reads it."));
        let page = |objections: Vec<Before>, form| ObjectionsPage {
            title: "Chair".into(),
            path: "/ballots/1".into(),
            tally: Tally { made: objections.len(), waiting: 1, granted: 1, refused: 1 },
            objections,
            rulings: rulings(),
            form,
        };
        let none = ObjectionsPage { tally: Tally::default(), ..page(vec![], Filled::default()) };
        let waiting = before(None, "", Filled::default());
        let own = before(None, "This objection is your own.", Filled::default());
        let granted = before(Some(Ruling::Granted), "", Filled::default());
        let refused = before(Some(Ruling::Refused), "", Filled::default());
        let gone =
            Before { objection: Objection { says: String::new(), ..granted.objection.clone() }, ..before(None, "", wrong()) };
        vec![
            none,
            page(vec![waiting, own, granted, refused], Filled::default()),
            page(vec![before(None, "", wrong()), gone], wrong()),
        ]
    }
}

fn rulings() -> Vec<Choice> {
    vec![
        Choice::of(Ruling::Granted.as_str(), "The member gets a vote, and the roll is sealed anew"),
        Choice::of(Ruling::Refused.as_str(), "The roll stays as it is"),
    ]
}

async fn show(desk: Desk, who: Running, ballot: Path<BallotId>) -> Answer {
    let officer = who.account;
    desk.page(move |look| {
        let own = members::of_account(look.conn, look.branch.id, officer)?.map(|member| member.id);
        page(look, *ballot, own, None)
    })
    .await
}

fn page(
    look: &mut Look<'_>,
    ballot: BallotId,
    own: Option<MemberId>,
    typed: Option<(MemberId, Filled)>,
) -> Result<ObjectionsPage, Problem> {
    let ballot = find_election(look.conn, look.branch.id, ballot)?;
    let objections = store::all(look.conn, &ballot)?;
    let ids: Vec<MemberId> = objections.iter().map(|one| one.member_id).collect();
    let names = members::names(look.conn, look.branch.id, &ids)?;
    let tally = Tally::of(&objections);
    let form = typed.as_ref().map(|(_, form)| form.clone()).unwrap_or_default();
    let mut all = Vec::with_capacity(objections.len());
    for objection in objections {
        let member = objection.member_id;
        let whose = if own == Some(member) { Whose::Own } else { Whose::Another };
        let refusal = rules::may_decide(&ballot, &objection, whose, look.now).err();
        all.push(Before {
            name: names.get(&member).cloned().unwrap_or_default(),
            now: by_the_register(look, &ballot, member)?,
            not_now: refusal.filter(|_| objection.ruling.is_none()).map(|why| why.to_string()).unwrap_or_default(),
            form: typed.as_ref().filter(|(at, _)| *at == member).map(|(_, form)| form.clone()).unwrap_or_default(),
            objection,
        });
    }
    Ok(ObjectionsPage { path: ballot.path(), tally, objections: all, rulings: rulings(), form, title: ballot.title })
}

/// The rule asked again: somebody may have put the register right since.
fn by_the_register(look: &mut Look<'_>, ballot: &Ballot, member: MemberId) -> Result<Vote, Problem> {
    let days = (ballot.called_on, ballot.freeze_on);
    let question = entitled::question(&look.branch.rulebook, &ballot.rule, days, &ballot.wards());
    let clause = look.branch.rulebook.eligibility.get(&question.rule).map(|rule| rule.src.clone()).unwrap_or_default();
    let (answer, _) = members::standing(look.conn, &look.branch, member, &question)?;
    Ok(Vote::under("By the register as it stands now".to_owned(), &answer, &clause))
}

#[derive(Deserialize)]
struct Deciding {
    #[serde(default)]
    ruling: String,
    #[serde(default)]
    because: String,
}

async fn decide(desk: Desk, who: Running, place: Path<(BallotId, MemberId)>, posted: Posted<Deciding>) -> Answer {
    let (at, officer, typed, form) = (*place, who.account, posted.typed(), posted.form);
    let (ballot, member) = at;
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let because = form.because.trim();
            let ruling = rules::ruled(&form.ruling, because)?;
            deciding::decide(act, at, officer, (ruling, because))?;
            let words = match ruling {
                Ruling::Granted => "Decided. The member has a vote and a paper, and the roll is sealed anew.",
                Ruling::Refused => "Decided. The roll stays as it is, and the member is told why.",
            };
            Ok(see(format!("/ballots/{ballot}/objections")).saying(words))
        })
        .await;
    desk.or_again(answer, typed, move |look, form| {
        let own = members::of_account(look.conn, look.branch.id, officer)?.map(|member| member.id);
        page(look, ballot, own, Some((member, form)))
    })
    .await
}
