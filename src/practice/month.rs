//! What goes on in the practice branch: a meeting, motions, a selection, a ward to canvass.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};

use super::doorstep;
use crate::{
    affiliates::{self, AffiliateKind},
    audit::Act,
    ballots,
    branch::Branch,
    canvassing::{electors, rotas, rounds},
    db::{Instant, MemberId, SelectionId},
    meetings::{self, Calling, Line, Meeting, Reply, Via},
    members,
    motions::{self, State, Submission},
    officers, places,
    rulebook::MeetingKind,
    selections::{self, Belonging, Selection, Wish},
    web::Problem,
};

/// Gives the branch something to do: `people` are its members, officers first.
pub fn begin(act: &mut Act<'_>, branch: &Branch, people: &[MemberId]) -> Result<(), Problem> {
    let today = branch.date_of(act.at());
    affiliate(act, today)?;
    let meeting = call_a_meeting(act, branch, today)?;
    answer_the_notice(act, &meeting)?;
    hand_in_motions(act, branch, &meeting, people)?;
    select_a_candidate(act, branch, today, people)?;
    take_applications(act, branch, today, people)?;
    ask_to_stand_again(act, branch, today, people)?;
    elect_officers(act, &meeting, today, people)?;
    open_the_doors(act, branch, today, people)
}

fn call_a_meeting(act: &mut Act<'_>, branch: &Branch, today: NaiveDate) -> Result<Meeting, Problem> {
    let calling = Calling {
        kind: MeetingKind::General,
        title: "General meeting".to_owned(),
        starts_at: evening(branch, first_lawful_day(branch, today), 19)?,
        place: "Trades Hall, Albion Street".to_owned(),
        online_link: Some("https://meet.example.org/northmoor".to_owned()),
        agenda: ["Welcome and apologies (5)", "Minutes of the last meeting (5)", "Reports (20)"].map(Line::typed).to_vec(),
        emergency_reason: None,
    };
    meetings::call(act, branch, &calling).map(|(meeting, _)| meeting)
}

/// So many of those whom a newcomer cannot be have answered the notice already.
const ANSWERED: usize = 40;

fn answer_the_notice(act: &mut Act<'_>, meeting: &Meeting) -> Result<(), Problem> {
    let called = meetings::on_roll(act.conn(), meeting.branch_id, meeting.id)?;
    for (place, member) in called.iter().enumerate().skip(9).take(ANSWERED) {
        let reply = match place % 7 {
            0 | 3 => Reply::Apologies,
            5 => Reply::Online,
            _ => Reply::Coming,
        };
        meetings::reply(act, meeting.id, *member, (reply, Via::Site))?;
    }
    Ok(())
}

/// The first Thursday, from a fortnight on, that is no holiday and on which the rulebook lets a general meeting be held and called today.
fn first_lawful_day(branch: &Branch, today: NaiveDate) -> NaiveDate {
    let book = &branch.rulebook;
    let lawful = |day: &NaiveDate| {
        day.weekday() == Weekday::Thu
            && !is_holiday(*day)
            && book.may_meet_on(MeetingKind::General, *day).is_ok()
            && book.may_call(MeetingKind::General, *day, today).is_ok()
    };
    let fortnight = today + Days::new(16);
    (0..120).map(|later| fortnight + Days::new(later)).find(lawful).unwrap_or(fortnight)
}

/// The days around Christmas and New Year: the only public holidays in England that can fall on a Thursday.
fn is_holiday(day: NaiveDate) -> bool {
    matches!((day.month(), day.day()), (12, 24..=31) | (1, 1..=2))
}

/// The motions: their titles, their texts, and how far each has come.
const MOTIONS: [(&str, &str, State); 3] = [
    (
        "A public bus network for Northmoor",
        "The branch notes that four of the seven bus lines in Northmoor were cut since 2019.\n\nThe branch resolves to ask the \
         council for a plan to run the buses in public hands, and to report on the answer within three months.",
        State::InOrder,
    ),
    (
        "Reopen the old library as a neighbourhood house",
        "The branch notes that the library in Canal Side stands empty.\n\nThe branch resolves to form a group with neighbours \
         that draws up a use for it, with room for a repair café and a homework club.",
        State::Seconded,
    ),
    (
        "Solidarity with the warehouse workers of Harrow Road",
        "The branch resolves to stand with the workers on strike and to collect for their hardship fund at each meeting.",
        State::WaitingForSeconder,
    ),
];

fn hand_in_motions(act: &mut Act<'_>, branch: &Branch, meeting: &Meeting, people: &[MemberId]) -> Result<(), Problem> {
    for (place, (title, text, state)) in MOTIONS.into_iter().enumerate() {
        let (mover, seconder) = (people[5 + place], people[8 + place]);
        let submission = Submission {
            title: title.to_owned(),
            text: text.to_owned(),
            mover,
            seconder: Some(seconder),
            meeting: Some(meeting.id),
            emergency_reason: None,
            changes: None,
            sponsor: None,
            year: branch.date_of(act.at()).year(),
            state: State::WaitingForSeconder,
        };
        let motion = motions::hand_in(act, &submission)?;
        if state != State::WaitingForSeconder {
            motions::second(act, &motion, seconder)?;
        }
        if state == State::InOrder {
            let seconded = motions::find(act.conn(), branch.id, motion.id)?;
            motions::put_on_agenda(act, &seconded, meeting)?;
        }
    }
    Ok(())
}

/// What the four who stand say of themselves.
const STATEMENTS: [&str; 4] = [
    "Nurse, and tenants’ rep in Albion Street",
    "Bus driver for twenty years",
    "Teaches at Eastfield School",
    "Runs the food co-op",
];

/// What one of them writes to everybody who votes; it waits for the morning.
const MESSAGE: &str = "I have nursed in this ward for twelve years and sat with the tenants of Albion Street through two winters \
                       without heat.\n\nIf you choose me, repairs come first: every one logged, dated and read out here each month.";

fn select_a_candidate(act: &mut Act<'_>, branch: &Branch, today: NaiveDate, people: &[MemberId]) -> Result<(), Problem> {
    let selection = Selection {
        id: SelectionId::fresh(),
        branch_id: branch.id,
        office: "Candidate for Millbank ward".to_owned(),
        ward: String::new(),
        seats: 1,
        called_on: today - Days::new(40),
        opens_on: today,
        closes_at: evening(branch, today + Days::new(10), 17)?,
        officer_id: people[4],
        ballot_id: None,
        short_because: String::new(),
        declared_on: None,
        reopened_until: None,
    };
    let book = &branch.rulebook;
    let plan = book.plan_selection(selection.called_on, today, branch.date_of(selection.closes_at));
    selections::call(act, &selection, &plan.map_err(Problem::broken)?)?;
    for (place, statement) in STATEMENTS.into_iter().enumerate() {
        selections::name(act, selection.id, people[14 + place], statement)?;
    }
    let ballot = selections::draft_ballot(act, selection.id)?;
    for scrutineer in [20, 21] {
        ballots::name_scrutineer(act, ballot, people[scrutineer])?;
    }
    ballots::open_election(act, branch, ballot)?;
    selections::hand_in(act, selection.id, people[14], MESSAGE)?;
    Ok(())
}

/// What those say who have applied already in the ward where applications are open.
const APPLICATIONS: [&str; 3] = [
    "I have driven the 14 bus for nine years and know every stop that was cut. I would fight for the line back to the harbour.",
    "As a midwife I see what damp flats do to children. Licensing of landlords comes first for me.",
    "I grew up on Union Terrace and run the Saturday football there. The youth club must open again.",
];

/// A second selection, in which members are applying.
fn take_applications(act: &mut Act<'_>, branch: &Branch, today: NaiveDate, people: &[MemberId]) -> Result<(), Problem> {
    let opens_on = today + Days::new(44);
    let selection = Selection {
        id: SelectionId::fresh(),
        branch_id: branch.id,
        office: "Candidate for Eastfield ward".to_owned(),
        ward: "Eastfield".to_owned(),
        seats: 1,
        called_on: today,
        opens_on,
        closes_at: evening(branch, opens_on + Days::new(14), 17)?,
        officer_id: people[4],
        ballot_id: None,
        short_because: String::new(),
        declared_on: None,
        reopened_until: None,
    };
    let plan = branch.rulebook.plan_selection(today, opens_on, branch.date_of(selection.closes_at));
    selections::call(act, &selection, &plan.map_err(Problem::broken)?)?;
    for (place, statement) in APPLICATIONS.into_iter().enumerate() {
        selections::apply(act, selection.id, people[24 + place * 2], statement, Belonging::NotSaid)?;
    }
    Ok(())
}

/// The bodies that belong to the branch without being a part of it.
fn affiliate(act: &mut Act<'_>, today: NaiveDate) -> Result<(), Problem> {
    affiliates::add(act, "Transport Staff Union, harbour garage branch", AffiliateKind::UnionBranch, today)?;
    affiliates::add(act, "Northmoor Society for Housing Reform", AffiliateKind::SocialistSociety, today)?;
    Ok(())
}

/// A sitting councillor asks to be the candidate again, and the returning officer has opened the vote of the wards.
fn ask_to_stand_again(act: &mut Act<'_>, branch: &Branch, today: NaiveDate, people: &[MemberId]) -> Result<(), Problem> {
    let wish = Wish {
        office: "Candidate for Harbour ward".to_owned(),
        ward: String::new(),
        statement: "Four years in the council chamber: the ferry is back, and the library never closed.".to_owned(),
    };
    let trigger = selections::ask_again(act, people[33], wish)?;
    let officer = members::find(act.conn(), branch.id, people[4])?.account_id.ok_or(Problem::NotFound)?;
    selections::open_trigger(act, trigger, officer, today + Days::new(21))
}

/// The general meeting fills the vacant offices: some stand, one has been asked and has not answered.
fn elect_officers(act: &mut Act<'_>, meeting: &Meeting, today: NaiveDate, people: &[MemberId]) -> Result<(), Problem> {
    let offices = ["treasurer", "vice-chair", "womens-officer", "auditor"].map(str::to_owned).to_vec();
    let calling = officers::Calling { meeting: meeting.id, officer: people[4], offices, closes_on: today + Days::new(12) };
    let elections = officers::call(act, &calling)?;
    let branch = act.branch();
    let named =
        [(30, 30, "Ten years in the tenants’ association"), (31, 31, "Keeps the books of the food co-op"), (32, 33, "")];
    for (contest, (namer, member, statement)) in officers::contests_of(act.conn(), branch, elections)?.iter().zip(named) {
        let (namer, member) = (people[namer], people[member]);
        let statement = statement.to_owned();
        let belongs = Belonging::NotSaid;
        officers::name(
            act,
            elections,
            &officers::Naming { contest: contest.id, namer, member, partner: None, statement, belongs },
        )?;
    }
    Ok(())
}

/// How the voter at this place ranks the four; some name only their favourite.
pub fn preferences(place: usize) -> Vec<i32> {
    const PAPERS: [&[i32]; 7] = [&[1, 3, 2], &[3, 1, 4, 2], &[2], &[3, 4], &[4, 3, 2, 1], &[1, 2], &[2, 1, 3]];
    PAPERS[place % PAPERS.len()].to_vec()
}

fn open_the_doors(act: &mut Act<'_>, branch: &Branch, today: NaiveDate, people: &[MemberId]) -> Result<(), Problem> {
    let terms = electors::Terms { basis: electors::Basis::Party, destroy_on: today + Days::new(365) };
    electors::take_in(act, "northmoor-practice.csv", register().into_bytes(), &terms)?;
    for (district, _) in places::districts(act.conn(), branch.id)? {
        rounds::cut(act, district, 40)?;
    }
    let saturday = today + Days::new(u64::from(6 - today.weekday().num_days_from_sunday()).max(1));
    let starts_at = evening(branch, saturday, 10)?;
    let shift = rotas::NewShift {
        starts_at,
        ends_at: Instant::from(starts_at.0 + TimeDelta::hours(2)),
        meeting_point: "Albion Square, by the clock".to_owned(),
        leader: people[3],
        note: "Bring a pen. New people walk with somebody who has done it before.".to_owned(),
        telephone: "07700 900123".into(),
        by_telephone: false,
    };
    let shift = rotas::make(act, &shift)?;
    doorstep::begin(act, branch, shift, people)
}

/// The streets of the practice ward, with how many numbers each has.
const STREETS: [(&str, &str, u32); 5] = [
    ("MB1", "Albion Street", 60),
    ("MB1", "Canal Side", 40),
    ("MB1", "Orchard Close", 20),
    ("MB2", "Station Road", 70),
    ("MB2", "Tenter Fields", 30),
];

/// An invented register in the shape that councils send: two electors behind most doors.
fn register() -> String {
    let mut lines = vec![
        "Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,Elector Name,PostCode,\
         Address1,Address2,Address3,Address4,Address5,Address6"
            .to_owned(),
    ];
    let mut number = 0;
    for (district, street, houses) in STREETS {
        for house in 1..=houses {
            for elector in 0..1 + (house % 3).min(1) {
                number += 1;
                let (last, first) = super::people::elector(number + elector);
                lines.push(format!(
                    "{district},{number},0,,,{last} {first},NM1 {}AB,{house} {street},Northmoor,,,,",
                    house % 9 + 1
                ));
            }
        }
    }
    lines.join("\r\n")
}

/// A moment of that day in the branch.
fn evening(branch: &Branch, day: NaiveDate, hour: u32) -> Result<Instant, Problem> {
    let time = NaiveTime::from_hms_opt(hour, 0, 0).ok_or_else(|| Problem::broken("no such hour"))?;
    let moment: DateTime<Utc> = branch.rulebook.moment(day, time);
    Ok(Instant::from(moment))
}
