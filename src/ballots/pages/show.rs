//! The page of one ballot: to a member what is asked and whether one has a vote, to the returning officer what comes next.

use actix_web::web::{self, Path, ServiceConfig};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::super::{
    Ballot, State,
    choice::Choice,
    election::{find_election, roll_of, runs},
    keeping, notices,
    objections::{self, Tally},
    printed,
    roll::{Ground, RollEntry, grounds},
    rules, scrutiny, store, terms,
};
use crate::{
    accounts::{Permission, SignedIn},
    db::{BallotId, MemberId},
    mail, members,
    render::{Page, words::plural},
    web::{Answer, Desk, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/{ballot}", web::get().to(show));
}

/// Below so many a unanimous result would tell how each voted.
const FEW: i64 = 6;

/// One ballot.
#[derive(Debug, Serialize)]
pub struct BallotPage {
    path: String,
    title: String,
    question: String,
    about: String,
    state: State,
    /// Open, and its time not over.
    takes_papers: bool,
    method: String,
    seats: i32,
    ward: String,
    called_on: NaiveDate,
    opens_on: NaiveDate,
    /// Whether the day has not come yet from which it may be opened.
    opens_later: bool,
    opened_at: Option<DateTime<Utc>>,
    freeze_on: NaiveDate,
    /// Where the freeze date is not the one that the rulebook gives.
    freeze_differs: Option<NaiveDate>,
    closes_at: Option<DateTime<Utc>>,
    fingerprint: Option<String>,
    /// How objections to the roll were decided.
    objections: Tally,
    /// Whether the reader is in the register, and so has a line to look at.
    is_member: bool,
    choices: Vec<Stands>,
    /// Whether names may still be taken off the paper.
    may_withdraw: bool,
    /// Whether the reader sees who has voted.
    sees_who_voted: bool,
    /// What the notice settles besides the method.
    terms: Vec<String>,
    entitled: i64,
    excluded: i64,
    voted: i64,
    /// Papers to print, while the ballot is open.
    letters: usize,
    few: bool,
    /// Printed papers that were issued.
    issued: i64,
    /// Whether the reader tells printed papers, and the batches there are.
    is_teller: bool,
    batches: Vec<i32>,
    /// Those who watch it, and whether the reader is one of them.
    scrutineers: Vec<scrutiny::Line>,
    is_scrutineer: bool,
    /// The code for the screen, for whoever runs a ballot that is voted in a room.
    room_code: Option<String>,
    standing: Option<Standing>,
    may_run: bool,
    /// The reader's office would let them run it, and they stand in it.
    is_barred: bool,
}

/// A name on the paper.
#[derive(Debug, Clone, Serialize)]
struct Stands {
    number: i32,
    name: String,
    statement: String,
    withdrew_on: Option<NaiveDate>,
    /// Passed over, because she withdrew or was elected to an earlier office.
    is_withdrawn: bool,
}

impl Stands {
    fn of(choice: Choice) -> Self {
        let Choice { number, name, statement, withdrew_on, withdrawn, .. } = choice;
        Self { number, name, statement, withdrew_on, is_withdrawn: withdrawn }
    }
}

/// The reader's own standing.
#[derive(Debug, Serialize)]
struct Standing {
    entitled: bool,
    voted_on: Option<NaiveDate>,
    grounds: Vec<Ground>,
}

impl Page for BallotPage {
    const TEMPLATE: &'static str = "ballots/show.html";
    fn title(&self) -> String {
        self.title.clone()
    }
    fn samples() -> Vec<Self> {
        let ground =
            Ground { holds: false, says: "Joined too late.".into(), remedy: Some("Wait.".into()), clause: "rule 2".into() };
        let stands = |number, name: &str, withdrew_on| Stands {
            number,
            name: name.into(),
            statement: "Nurse".into(),
            withdrew_on,
            is_withdrawn: withdrew_on.is_some(),
        };
        let standing = |entitled, voted_on| Some(Standing { entitled, voted_on, grounds: vec![ground.clone()] });
        let page = |state, standing| BallotPage {
            path: "/ballots/1".into(),
            title: "Chair".into(),
            question: "Who shall chair?".into(),
            about: "/selections/1".into(),
            state,
            takes_papers: state == State::Open,
            method: "Alternative vote".into(),
            seats: 1,
            ward: "Millbank".into(),
            called_on: NaiveDate::default(),
            opens_on: NaiveDate::default(),
            opens_later: false,
            opened_at: (state != State::Draft).then_some(DateTime::UNIX_EPOCH),
            freeze_on: NaiveDate::default(),
            freeze_differs: Some(NaiveDate::default()),
            closes_at: Some(DateTime::UNIX_EPOCH),
            fingerprint: Some("7f3a".into()),
            objections: Tally { made: 3, waiting: 1, granted: 1, refused: 1 },
            is_member: true,
            choices: vec![stands(1, "Ama Okoro", None), stands(2, "Tom Lewis", Some(NaiveDate::default()))],
            may_withdraw: true,
            sees_who_voted: true,
            terms: vec!["women: at least 1, of Ama Okoro.".into()],
            entitled: 5,
            excluded: 2,
            voted: 1,
            letters: 2,
            few: true,
            issued: 2,
            is_teller: true,
            batches: vec![1],
            scrutineers: vec![scrutiny::Line { name: "Gwen Hughes".into(), says: "confirmed the roll closed".into() }],
            is_scrutineer: true,
            room_code: None,
            standing,
            may_run: true,
            is_barred: false,
        };
        let on = Some(NaiveDate::default());
        let plain = |state, standing| BallotPage {
            may_run: false,
            objections: Tally::default(),
            few: false,
            issued: 0,
            is_teller: false,
            scrutineers: vec![],
            is_scrutineer: false,
            may_withdraw: false,
            sees_who_voted: false,
            about: String::new(),
            ward: String::new(),
            freeze_differs: None,
            terms: vec![],
            ..page(state, standing)
        };
        vec![
            page(State::Draft, standing(false, None)),
            page(State::Open, standing(true, None)),
            page(State::Closed, standing(true, on)),
            plain(State::Open, standing(true, on)),
            BallotPage { room_code: Some("7KM2".into()), ..plain(State::Open, standing(true, None)) },
            BallotPage { takes_papers: false, question: String::new(), ..plain(State::Open, standing(false, None)) },
            BallotPage { closes_at: None, is_barred: true, ..plain(State::Draft, None) },
            BallotPage { opens_later: true, about: String::new(), ..page(State::Draft, None) },
        ]
    }
}

async fn show(desk: Desk, who: SignedIn, ballot: Path<BallotId>) -> Answer {
    desk.page(move |look| {
        let ballot = find_election(look.conn, look.branch.id, *ballot)?;
        let member = members::of_account(look.conn, look.branch.id, who.account)?.map(|member| member.id);
        let may_run = runs(look.conn, look.branch.id, &who, ballot.id);
        let is_barred = !may_run && who.may(Permission::RunBallots);
        Ok(BallotPage { is_barred, ..ballot_page(look, ballot, member, may_run)? })
    })
    .await
}

fn ballot_page(look: &mut Look<'_>, ballot: Ballot, member: Option<MemberId>, may_run: bool) -> Result<BallotPage, Problem> {
    let (entitled, excluded, voted, standing) =
        if ballot.state == State::Draft { ahead(look, &ballot, member)? } else { frozen(look, &ballot, member)? };
    let ruled = look.branch.rulebook.freeze_date(&ballot.rule, ballot.called_on, ballot.opens_on).map(|answer| answer.value);
    let choices = store::choices_of(look.conn, &ballot)?;
    let letters = if may_run && ballot.state == State::Open {
        mail::count_letters(look.conn, look.branch.id, &ballot.path(), notices::PAPER)?
    } else {
        0
    };
    let objections = objections::tally(look.conn, &ballot)?;
    let tellers = printed::store::tellers_of(look.conn, &ballot)?;
    let scrutineers = scrutiny::scrutineers(look.conn, &ballot)?;
    let batches = printed::store::batches_of(look.conn, &ballot)?;
    let issued = printed::store::returns(look.conn, &ballot)?.issued();
    let is_teller = member.is_some_and(|member| tellers.contains(&member));
    let is_scrutineer = scrutineers.iter().any(|one| Some(one.member) == member);
    Ok(BallotPage {
        may_withdraw: may_run && rules::may_withdraw(&ballot).is_ok(),
        sees_who_voted: rules::may_see_who_voted(&ballot, may_run || is_teller || is_scrutineer).is_ok(),
        seats: ballot.places(),
        path: ballot.path(),
        takes_papers: ballot.takes_papers(look.now),
        method: ballot.method().title().to_owned(),
        ward: ballot.wards().join(", "),
        room_code: ballot.room_code.clone().filter(|_| may_run),
        terms: terms_in_words(&ballot, &choices),
        freeze_differs: ruled.filter(|ruled| *ruled != ballot.freeze_on),
        title: ballot.title,
        question: ballot.question,
        about: ballot.about,
        state: ballot.state,
        called_on: ballot.called_on,
        opens_later: look.today() < ballot.opens_on,
        opens_on: ballot.opens_on,
        opened_at: ballot.opened_at.map(|at| at.0),
        freeze_on: ballot.freeze_on,
        closes_at: ballot.closes_at.map(|closes| closes.0),
        fingerprint: ballot.roll_fingerprint,
        objections,
        is_member: member.is_some(),
        choices: choices.into_iter().map(Stands::of).collect(),
        few: entitled <= FEW,
        issued,
        is_teller,
        is_scrutineer,
        scrutineers: scrutineers.iter().map(scrutiny::Scrutineer::line).collect(),
        batches: batches.iter().map(|batch| batch.number).collect(),
        entitled,
        excluded,
        voted,
        letters,
        standing,
        may_run,
        is_barred: false,
    })
}

type Counts = (i64, i64, i64, Option<Standing>);

/// Before the roll is frozen: what it would be today.
fn ahead(look: &mut Look<'_>, ballot: &Ballot, member: Option<MemberId>) -> diesel::QueryResult<Counts> {
    let lines = roll_of(look.conn, &look.branch, ballot)?;
    let entitled = lines.iter().filter(|line| line.eligibility.is_yes()).count();
    let own = lines.iter().find(|line| Some(line.member) == member);
    let standing =
        own.map(|line| Standing { entitled: line.eligibility.is_yes(), voted_on: None, grounds: grounds(&line.eligibility) });
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    Ok((number(entitled), number(lines.len() - entitled), 0, standing))
}

fn frozen(look: &mut Look<'_>, ballot: &Ballot, member: Option<MemberId>) -> diesel::QueryResult<Counts> {
    let turnout = keeping::turnout(look.conn, ballot)?;
    let own = member.map(|member| store::entry_of(look.conn, ballot, member)).transpose()?.flatten();
    let standing = own.map(|RollEntry { entitled, voted_on, grounds, .. }| Standing { entitled, voted_on, grounds: grounds.0 });
    Ok((turnout.entitled, turnout.excluded, turnout.voted, standing))
}

/// The terms as they hold among those who stand, and what falls short of the notice.
fn terms_in_words(ballot: &Ballot, choices: &[Choice]) -> Vec<String> {
    let withdrawn: Vec<u32> =
        choices.iter().filter(|choice| choice.withdrawn).filter_map(|choice| u32::try_from(choice.number).ok()).collect();
    let mut words = terms::in_words(&terms::as_they_stand(&ballot.terms, &withdrawn), choices);
    words.extend(terms::what_fell_short(&ballot.terms, &withdrawn));
    let standing = choices.iter().filter(|choice| !choice.withdrawn).count();
    let places = usize::try_from(ballot.places()).unwrap_or_default();
    if ballot.question.is_empty() && standing < places {
        words.push(format!(
            "{} for {}: the rest stay empty.",
            plural(standing as i128, "name stands", "names stand"),
            plural(places as i128, "place", "places")
        ));
    }
    words
}
