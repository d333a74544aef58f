//! The program is killed in the middle of a vote: whatever was acknowledged is in the box, and whoever sends again votes once.

#[path = "../../benches/house/mod.rs"]
#[expect(dead_code, reason = "the benches use the rest of it")]
mod house;
#[path = "../../benches/house/running.rs"]
mod running;

use std::{
    process::Command,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use chrono::{Days, TimeDelta};
use house::{empty_folder, northmoor, scribe_in};
use reqwest::{blocking::Client, redirect::Policy};
use running::Running;
use wardmote::{
    accounts,
    audit::{self, Act, Actor, Scribe},
    ballots::{self, NewChoice, NewElection, NewTerms, count::Method},
    branch,
    db::{BallotId, BranchId, MemberId},
    members::{self, Joining},
    web::{Cookies, Problem},
};

const MEMBERS: usize = 60;
/// So many vote at the same time.
const VOTING: usize = 12;

/// What somebody sends, and sends again where no answer came.
#[derive(Clone)]
struct Paper {
    cookie: String,
    slip: String,
}

#[test]
fn no_acknowledged_vote_is_lost_when_the_program_is_killed_and_nobody_votes_twice() {
    let folder = empty_folder();
    let data = folder.path().join("data");
    let scribe = scribe_in(&data);
    let id = BranchId::fresh();
    let members = founded(&scribe, id);
    let ballot = act(&scribe, id, an_election);
    let papers: Vec<Paper> = signed_in(&scribe, id, &members)
        .into_iter()
        .enumerate()
        .map(|(n, cookie)| Paper { cookie, slip: format!("{n:064}") })
        .collect();
    let settings = [("WARDMOTE_DATA_DIR", data.display().to_string())];
    let mut running = Running::start(folder, &["serve"], &settings);

    let acknowledged = vote(&running, ballot, &papers, Some(MEMBERS / 2));
    let folder = std::mem::replace(&mut running.folder, empty_folder());
    drop(running);

    let kept = papers_in(&scribe, id, ballot);
    assert!(acknowledged >= MEMBERS / 2 && kept >= acknowledged, "{acknowledged} were acknowledged, and {kept} are kept");

    let running = Running::start(folder, &["serve"], &settings);
    assert_eq!(vote(&running, ballot, &papers, None), MEMBERS, "whoever sends the same form again is answered");
    assert_eq!(papers_in(&scribe, id, ballot), MEMBERS, "everybody's paper is there, and nobody's twice");
    scribe.read::<_, Problem>(|conn| audit::verify(conn, id).map_err(Problem::broken)).expect("the record's chain holds");
}

/// Lets people vote; kills the program once so many are answered. Gives how many were.
fn vote(running: &Running, ballot: BallotId, papers: &[Paper], kill_at: Option<usize>) -> usize {
    let (waiting, answered) = (Mutex::new(papers.to_vec()), AtomicUsize::new(0));
    let address = format!("{}/ballots/{ballot}/papers", running.base());
    let one = || {
        let client = Client::builder().redirect(Policy::none()).build().expect("a client");
        while let Some(paper) = waiting.lock().expect("no panic").pop() {
            let sent = client
                .post(&address)
                .header("cookie", paper.cookie)
                .header("sec-fetch-site", "same-origin")
                .form(&[("slip", paper.slip.as_str()), ("f-mark-1", "1")])
                .send();
            // Whoever gets no answer does not know, and would send again.
            let Ok(answer) = sent else { return };
            assert_eq!(answer.status(), 303, "the paper is in the box");
            if kill_at == Some(answered.fetch_add(1, Ordering::SeqCst) + 1) {
                let killed = Command::new("kill").args(["-9", &running.process().to_string()]).status();
                assert!(killed.expect("kill runs").success());
            }
        }
    };
    thread::scope(|all| (0..VOTING).for_each(|_| _ = all.spawn(one)));
    answered.load(Ordering::SeqCst)
}

fn act<T>(scribe: &Scribe, id: BranchId, deed: impl FnOnce(&mut Act<'_>) -> Result<T, Problem>) -> T {
    scribe.act(id, Actor::Console, deed).unwrap_or_else(|problem| panic!("a deed was not done: {problem:?}"))
}

fn founded(scribe: &Scribe, id: BranchId) -> Vec<MemberId> {
    let joined_on = scribe.clock().now().date_naive() - Days::new(900);
    act(scribe, id, |act| {
        branch::found(act, &northmoor(id), joined_on)?;
        let join = |number: usize| Joining {
            number: format!("N{number}"),
            first_name: format!("Member{number}"),
            email: Some(format!("m{number}@northmoor.example")),
            class: "full".to_owned(),
            joined_on,
            source: "story".to_owned(),
            ..Joining::default()
        };
        Ok((0..MEMBERS).map(|number| members::join(act, &join(number))).collect::<Result<Vec<_>, _>>()?)
    })
}

fn an_election(act: &mut Act<'_>) -> Result<BallotId, Problem> {
    let id = act.branch();
    let whole = branch::find(act.conn(), id)?;
    let today = whole.date_of(act.at());
    let election = NewElection {
        title: "Chair".to_owned(),
        question: String::new(),
        method: Method::Av,
        seats: 1,
        about: String::new(),
        rule: "officers".to_owned(),
        area: Vec::new(),
        called_on: today,
        opens_on: today,
        freeze_on: today,
        closes_at: (act.at().0 + TimeDelta::days(7)).into(),
        choices: ["Ama", "Ben", "Chris"].map(NewChoice::named).into(),
        terms: NewTerms::default(),
    };
    let ballot = ballots::draft_election(act, &election)?;
    ballots::open_election(act, &whole, ballot)?;
    Ok(ballot)
}

/// The cookie of every member.
fn signed_in(scribe: &Scribe, id: BranchId, members: &[MemberId]) -> Vec<String> {
    act(scribe, id, |act| {
        let mut cookies = Vec::new();
        for member in members {
            let account = members::find(act.conn(), id, *member)?.account_id.expect("an address opens an account");
            let token = accounts::start_session(act, account, &accounts::Entrance::trusted("story"))?;
            let cookie = accounts::session_cookie(Cookies::of("http://127.0.0.1"), token);
            cookies.push(format!("{}={}", cookie.name(), cookie.value()));
        }
        Ok(cookies)
    })
}

fn papers_in(scribe: &Scribe, id: BranchId, ballot: BallotId) -> usize {
    let turnout = scribe.read::<_, Problem>(|conn| Ok(ballots::turnout(conn, id, ballot)?)).expect("a turnout");
    usize::try_from(turnout.voted).expect("a number")
}
