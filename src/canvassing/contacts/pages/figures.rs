//! Five numbers on one page, for a polling district and a time: what a coordinator looks at on a Sunday evening.

use std::collections::HashSet;

use actix_web::web::{self, Query, ServiceConfig};
use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use super::super::{
    Outcome, Reply,
    figures::{self, Hour, Noted, Walk},
    store,
    totals::Figure,
};
use crate::{
    accounts::SignedIn,
    canvassing::{electors, follow_ups, rotas, rounds},
    db::{DistrictId, DoorId, Instant, ShiftId},
    render::Page,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Problem, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/canvass/figures", web::get().to(show));
}

/// Places of the fortnight to come are counted.
const AHEAD: TimeDelta = TimeDelta::days(14);

/// A promise to come back is old after so long.
const OLD: TimeDelta = TimeDelta::days(7);

/// "The canvass in five numbers".
#[derive(Debug, Serialize)]
pub struct FiguresPage {
    from: NaiveDate,
    until: NaiveDate,
    districts: Vec<Choice>,
    /// Doors of the rounds in force in the area, and how many of them were knocked on in this time.
    doors: usize,
    knocked: usize,
    knocks: usize,
    answers: usize,
    percent: Option<usize>,
    hours: Vec<Hour>,
    conversations: usize,
    /// "2.5"; nothing where nobody walked.
    per_hour: Option<String>,
    places: usize,
    expected: usize,
    needed: usize,
    attendance: Option<usize>,
    /// What people asked for more than a week ago and is not done.
    asked: i64,
    /// Doors whose people were told more than a week ago that somebody comes back.
    waiting: usize,
    /// What was said of votes in the branch's own words, and how often each of its questions was answered how.
    answers_by_question: Vec<Tally>,
    form: Filled,
}

impl Page for FiguresPage {
    const TEMPLATE: &'static str = "canvassing/figures.html";
    fn title(&self) -> String {
        "The canvass in five numbers".into()
    }
    fn samples() -> Vec<Self> {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap_or_default();
        let page = |knocks, hours: Vec<Hour>, attendance, waiting, form| FiguresPage {
            from: day(1),
            until: day(28),
            districts: vec![Choice::of("", "Everywhere"), Choice::of("x", "NSB1")],
            doors: 792,
            knocked: knocks,
            knocks,
            answers: knocks / 3,
            percent: (knocks > 0).then_some(33),
            per_hour: (!hours.is_empty()).then(|| "6.5".to_owned()),
            hours,
            conversations: knocks / 4,
            places: 8,
            expected: 6,
            needed: 12,
            attendance,
            asked: 2,
            waiting,
            answers_by_question: vec![Tally {
                question: "Buses?".into(),
                answers: vec![Figure { label: "More".into(), value: "3".into(), href: None }],
            }],
            form,
        };
        let hour = |hour, knocks, answers| Hour { hour, knocks, answers, percent: answers * 100 / knocks };
        let wrong = Filled::with([("from", "x".into())]).but(Faults::at("from", BAD_DAY));
        vec![
            page(180, vec![hour(11, 90, 20), hour(18, 90, 40)], Some(72), 3, Filled::default()),
            page(0, Vec::new(), None, 0, wrong),
        ]
    }
}

/// A question with its answers, each with how often it was given.
#[derive(Debug, Serialize)]
struct Tally {
    question: String,
    answers: Vec<Figure>,
}

const BAD_DAY: &str = "Give a day, and one that is not after the last.";

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    from: String,
    until: String,
    district: String,
}

async fn show(desk: Desk, _: SignedIn, asked: Query<Asked>) -> Answer {
    let asked = asked.into_inner();
    desk.page(move |look| page(look, &asked)).await
}

/// The days asked for; four weeks up to today where none are, or where they make no sense.
fn days(asked: &Asked, today: NaiveDate) -> (NaiveDate, NaiveDate, Faults) {
    let usual = today - TimeDelta::days(27);
    if asked.from.is_empty() && asked.until.is_empty() {
        return (usual, today, Faults::default());
    }
    match (typed::day(&asked.from), typed::day(&asked.until)) {
        (Some(from), Some(until)) if from <= until => (from, until, Faults::default()),
        _ => (usual, today, Faults::at("from", BAD_DAY)),
    }
}

fn page(look: &mut Look<'_>, asked: &Asked) -> Result<FiguresPage, Problem> {
    let (branch, now, zone) = (look.branch.id, look.now, look.branch.zone);
    let (from, until, faults) = days(asked, look.today());
    let district: Option<DistrictId> = asked.district.parse().ok();
    let midnight = |day: NaiveDate| typed::moment(day, "00:00", zone).unwrap_or(now);
    let between = (midnight(from), midnight(until + TimeDelta::days(1)));
    let noted = store::noted_between(look.conn, branch, between, district)?;
    let planned = planned(look, district)?;
    let knocked = noted.iter().map(|(door, ..)| *door).collect::<HashSet<_>>().intersection(&planned).count();
    let all: Vec<Noted> = noted.iter().map(|(_, outcome, at)| Noted { at: at.0, outcome: *outcome }).collect();
    let count = |is_so: fn(Outcome) -> bool| all.iter().filter(|each| is_so(each.outcome)).count();
    let (answers, conversations) = (count(Outcome::is_answer), count(|outcome| outcome == Outcome::Spoke));
    let walks = walks(look, between)?;
    let tenths = district.is_none().then(|| figures::conversations_per_hour(&all, &walks)).flatten();
    let ahead = ahead(look)?;
    let values = [("from", from.to_string()), ("until", until.to_string()), ("district", asked.district.clone())];
    let districts = electors::districts(look.conn, branch)?.into_iter().map(|each| Choice::of(each.id.to_string(), each.code));
    Ok(FiguresPage {
        from,
        until,
        districts: [Choice::of("", "Everywhere")].into_iter().chain(districts).collect(),
        doors: planned.len(),
        knocked,
        knocks: all.len(),
        answers,
        percent: (answers * 100).checked_div(all.len()),
        hours: figures::by_hour(&all, &walks, zone),
        conversations,
        per_hour: tenths.map(|tenths| format!("{}.{}", tenths / 10, tenths % 10)),
        places: ahead.places,
        expected: figures::expected(ahead.places, ahead.attendance),
        needed: ahead.needed,
        attendance: ahead.attendance,
        asked: follow_ups::gone_by(look.conn, branch, Instant::from(now.0 - OLD), district)?,
        waiting: waiting(look, district)?,
        answers_by_question: tallies(look, between, district)?,
        form: Filled::with(values).but(faults),
    })
}

/// What was answered, question by question; before them the votes, where the branch has words of its own for them.
fn tallies(look: &mut Look<'_>, between: (Instant, Instant), district: Option<DistrictId>) -> Result<Vec<Tally>, Problem> {
    let branch = look.branch.id;
    let codes = store::codes(look.conn, branch)?;
    let figure = |label: &str, count: i64| Figure { label: label.to_owned(), value: count.to_string(), href: None };
    let mut tallies = Vec::new();
    if codes.intentions.iter().any(|code| code.id.is_some()) {
        let said = store::said_between(look.conn, branch, between, district)?;
        let count = |id| said.iter().find(|(code, _)| Some(*code) == id).map_or(0, |(_, number)| *number);
        let answers = codes.intentions.iter().map(|code| figure(&code.words, count(code.id))).collect();
        tallies.push(Tally { question: "How they vote".into(), answers });
    }
    let replies = store::replies_between(look.conn, branch, between, district)?;
    for question in codes.questions {
        let is_it = |reply: &Reply, choice| reply.question == question.id && reply.choice == choice;
        let count = |choice| replies.iter().find(|(reply, _)| is_it(reply, choice)).map_or(0, |(_, number)| *number);
        let answers = (1..).zip(&question.choices).map(|(number, words)| figure(words, count(number))).collect();
        tallies.push(Tally { question: question.words, answers });
    }
    Ok(tallies)
}

/// The doors of the plan.
fn planned(look: &mut Look<'_>, district: Option<DistrictId>) -> Result<HashSet<DoorId>, Problem> {
    let branch = look.branch.id;
    let ids: Vec<_> = rounds::plan_rounds(look.conn, branch, district)?.into_iter().map(|round| round.id).collect();
    Ok(rounds::doors_in(look.conn, branch, &ids)?.into_values().flatten().collect())
}

/// The time that people walked between two moments: from setting out until back where it was noted, else the whole shift.
fn walks(look: &mut Look<'_>, between: (Instant, Instant)) -> Result<Vec<Walk>, Problem> {
    let branch = look.branch.id;
    let mut walks = Vec::new();
    let begun = rotas::begun_between(look.conn, branch, between.0, between.1.min(look.now))?;
    for shift in begun.into_iter().filter(|shift| !shift.by_telephone) {
        let outings = rotas::outings_in(look.conn, branch, shift.id)?;
        for given in rotas::given_in(look.conn, branch, shift.id)? {
            let outing = outings.iter().find(|outing| outing.round == given.round);
            let from = outing.map_or(shift.starts_at, |outing| outing.out_at);
            let until = outing.and_then(|outing| outing.back_at).unwrap_or(shift.ends_at).min(look.now);
            walks.push(Walk { from: from.0, until: until.0, people: given.members.len() });
        }
    }
    Ok(walks)
}

/// The places of the fortnight to come.
struct Ahead {
    places: usize,
    needed: usize,
    attendance: Option<usize>,
}

fn ahead(look: &mut Look<'_>) -> Result<Ahead, Problem> {
    let (branch, now) = (look.branch.id, look.now);
    let mut open = rotas::open_shifts(look.conn, branch, now)?;
    open.retain(|shift| shift.starts_at.0 < now.0 + AHEAD);
    let ids: Vec<ShiftId> = open.iter().map(|shift| shift.id).collect();
    let places = rotas::coming_to_each(look.conn, branch, &ids)?.into_values().map(|coming| coming.len()).sum();
    let needs = rotas::needs_of(look.conn, branch, &ids)?;
    let needed = needs.values().filter_map(|needs| usize::try_from(needs.places).ok()).sum();
    let attendance = rotas::attendance_of(look.conn, branch, now)?;
    Ok(Ahead { places, needed, attendance })
}

/// Doors whose latest word is "come back", more than a week ago.
fn waiting(look: &mut Look<'_>, district: Option<DistrictId>) -> Result<usize, Problem> {
    let begin = Instant::from(chrono::DateTime::UNIX_EPOCH);
    let all = store::noted_between(look.conn, look.branch.id, (begin, look.now), district)?;
    let mut latest = std::collections::HashMap::new();
    for (door, outcome, at) in all {
        latest.insert(door, (outcome, at));
    }
    let is_old = |(outcome, at): &&(Outcome, Instant)| *outcome == Outcome::ComeBack && at.0 + OLD < look.now.0;
    Ok(latest.values().filter(is_old).count())
}
