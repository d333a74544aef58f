//! "May she vote in this, on that day, and if not, why?": in each ballot that is drafted or open, and under any rule of the
//! rulebook on any day. Members ask it of themselves, whoever looks after the register asks it for them.

use actix_web::web::{self, Path, Query, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::super::{
    Ballot, Kind, State,
    entitled::{Rests, standing_in},
    store,
};
use crate::{
    accounts::{Holding, ManageMembers},
    db::MemberId,
    members::{self, Purpose, Shown, SignedInMember, Vote, at_head},
    places,
    render::{Page, dates},
    rulebook::{Eligibility, Question, Reason, Verdict},
    web::{Answer, Choice, Desk, Faults, Filled, Look, Problem, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/me/votes", web::get().to(own)).route("/members/{member}/votes", web::get().to(of_member));
}

/// What is asked besides: a rule, a day, and the ward concerned.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    rule: String,
    on: String,
    ward: String,
}

/// "May Fatima vote?"
#[derive(Debug, Serialize)]
pub struct RightsPage {
    head: String,
    /// Where the question is asked.
    at: String,
    back: String,
    ballots: Vec<InBallot>,
    /// The answer to what was asked.
    answer: Option<Vote>,
    rules: Vec<Choice>,
    wards: Vec<Choice>,
    form: Filled,
}

/// The answer in one ballot.
#[derive(Debug, Serialize)]
struct InBallot {
    href: String,
    /// "The roll is frozen.", or when it will be.
    state: String,
    vote: Vote,
}

impl Page for RightsPage {
    const TEMPLATE: &'static str = "ballots/rights.html";

    fn title(&self) -> String {
        self.head.clone()
    }

    fn samples() -> Vec<Self> {
        let reason = |holds| Reason {
            holds,
            says: "Joined on 1 September 2026, eight weeks after the day that counts.".into(),
            remedy: (!holds).then(|| "From 27 October 2026 on.".into()),
            clause: "Model rules, ch. 2".into(),
        };
        let answer = |verdict, holds| Eligibility { verdict, reasons: vec![reason(holds)] };
        let vote = |verdict, holds| Vote::under("Candidate for Millbank ward".into(), &answer(verdict, holds), "ch. 2");
        let ballot = |vote| InBallot { href: "/ballots/1".into(), state: "The roll is frozen.".into(), vote };
        let page = |ballots, answer, form| RightsPage {
            head: "May Łucja Khan vote?".into(),
            at: "/members/1/votes".into(),
            back: "/members/1".into(),
            ballots,
            answer,
            rules: vec![Choice::of("local-vote", "Local vote")],
            wards: vec![Choice::of("", "The whole branch")],
            form,
        };
        let wrong = Filled::default().but(Faults::at("on", "Write the day, such as 2026-11-03."));
        vec![
            page(
                vec![ballot(vote(Verdict::Yes, true)), ballot(vote(Verdict::No, false))],
                Some(vote(Verdict::No, false)),
                Filled::default(),
            ),
            page(Vec::new(), None, wrong),
        ]
    }
}

async fn own(desk: Desk, who: SignedInMember, asked: Query<Asked>) -> Answer {
    let (member, name) = (who.member.id, String::new());
    shown(desk, member, (name, "/me/votes".to_owned(), "/me".to_owned()), asked.into_inner()).await
}

async fn of_member(desk: Desk, who: Holding<ManageMembers>, member: Path<MemberId>, asked: Query<Asked>) -> Answer {
    let id = *member;
    let name = desk.look(move |look| Ok(members::find(look.conn, look.branch.id, id)?.name())).await?;
    members::note_looks(&desk, &who, (Shown::Page, Purpose::Ballot), vec![id]).await?;
    shown(desk, id, (name, format!("/members/{id}/votes"), format!("/members/{id}")), asked.into_inner()).await
}

async fn shown(desk: Desk, member: MemberId, place: (String, String, String), asked: Asked) -> Answer {
    let (again, filled) = (place.clone(), filled(&asked));
    let answer = desk.page(move |look| page(look, member, place, &asked)).await;
    desk.or_again(answer, filled, move |look, form| {
        let page = page(look, member, again, &Asked::default())?;
        Ok(RightsPage { form, ..page })
    })
    .await
}

fn filled(asked: &Asked) -> Filled {
    Filled::with([("rule", asked.rule.clone()), ("on", asked.on.clone()), ("ward", asked.ward.clone())])
}

fn page(
    look: &mut Look<'_>,
    member: MemberId,
    (name, at, back): (String, String, String),
    asked: &Asked,
) -> Result<RightsPage, Problem> {
    let today = look.today();
    let book = &look.branch.rulebook;
    let rules: Vec<Choice> = book.eligibility.keys().map(|rule| Choice::of(rule.as_str(), called(rule))).collect();
    let wards = places::wards(look.conn, look.branch.id)?.into_iter().map(|(_, name)| Choice::word(&name));
    let wards = std::iter::once(Choice::of("", "The whole branch")).chain(wards).collect();
    let answer = if asked.rule.is_empty() { None } else { Some(answered(look, member, asked)?) };
    let form = match asked.rule.is_empty() {
        true => Filled::with([("on", today.to_string())]),
        false => filled(asked),
    };
    Ok(RightsPage {
        head: if name.is_empty() { "May I vote?".to_owned() } else { format!("May {name} vote?") },
        at,
        back,
        ballots: in_ballots(look, member)?,
        answer,
        rules,
        wards,
        form,
    })
}

/// The answer to the question that was put together from the form.
fn answered(look: &mut Look<'_>, member: MemberId, asked: &Asked) -> Result<Vote, Problem> {
    let mut faults = Faults::default();
    let rule = look.branch.rulebook.eligibility.get(&asked.rule);
    let clause = faults.take("rule", rule.map(|rule| rule.src.clone()).ok_or("Choose what it is about."));
    let on = faults.take("on", typed::day(&asked.on).ok_or("Write the day, such as 2026-11-03."));
    let (Some(clause), Some(on)) = (clause, on) else { return Err(Problem::Faults(faults)) };
    let question = Question::about(&asked.rule, on);
    let (question, place) = match asked.ward.trim() {
        "" => (question, String::new()),
        ward => (question.in_area(ward), format!(", in {ward}")),
    };
    let (answer, _) = members::standing(look.conn, &look.branch, member, &question)?;
    let title = format!("{} on {}{place}", called(&asked.rule), dates::day(on));
    Ok(Vote::under(title, &answer, &clause))
}

/// The answer in each election that is drafted or open: by the frozen roll, or as the roll would be frozen.
fn in_ballots(look: &mut Look<'_>, member: MemberId) -> Result<Vec<InBallot>, Problem> {
    let all = store::all(look.conn, look.branch.id)?;
    let current = all.into_iter().filter(|ballot| ballot.kind == Kind::Election && ballot.state != State::Closed);
    current.map(|ballot| in_ballot(look, member, &ballot)).collect()
}

fn in_ballot(look: &mut Look<'_>, member: MemberId, ballot: &Ballot) -> Result<InBallot, Problem> {
    let (answer, clause, rests) = standing_in(look.conn, &look.branch, ballot, member)?;
    let state = match rests {
        Rests::Roll => "The roll is frozen.".to_owned(),
        Rests::Register => {
            format!("The roll goes by {} and is frozen when the ballot opens.", dates::day(ballot.freeze_on))
        }
        Rests::NoRoll => "On no roll, and so without a vote: not in the register when the roll was frozen.".to_owned(),
    };
    Ok(InBallot { href: ballot.path(), state, vote: Vote::under(ballot.title.clone(), &answer, &clause) })
}

/// A rule's name as people read it: "Local vote".
fn called(rule: &str) -> String {
    at_head(&rule.replace('-', " "))
}
