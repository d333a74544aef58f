//! Casting: what many papers at once gain by sharing an act, and that no paper which was acknowledged is lost by a kill.
//!
//! `cargo bench --bench votes` prints each figure with what it was measured against in the same run. It needs nothing besides
//! the machine; figures of a busy machine are to be read as ratios.

mod house;
#[path = "house/running.rs"]
mod running;

use std::{
    collections::VecDeque,
    process::Command,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use chrono::{Days, TimeDelta};
use diesel::{RunQueryDsl, sql_query};
use house::{empty_folder, median, northmoor, scribe_in};
use reqwest::{blocking::Client, redirect::Policy};
use running::Running;
use wardmote::{
    accounts,
    audit::{self, Act, Actor, Scribe},
    ballots::{self, DecisionVote, NewChoice, NewElection, NewTerms, Question, Slot, Vote, count::Method},
    branch,
    db::{BallotId, BranchId, MemberId},
    members::{self, Joining},
    web::{Cookies, Problem},
};

/// Members of the branch, all of whom vote.
const MEMBERS: usize = 1_000;
/// Papers of one slice where each has an act of its own, and how many slices there are.
const ALONE: usize = 300;
const SLICES: usize = 5;
/// People whose phones send at the same time.
const VOTING: usize = 50;
/// Other members, who do not vote and reload the ballot's page again and again.
const READING: usize = 200;
/// How long each of them looks at the page before reloading it: as impatient as a finger can be.
const GLANCE: Duration = Duration::from_secs(1);

/// So long the thousand may take on two cores.
const WITHIN_SECONDS: f64 = 30.0;

fn main() {
    // `cargo test` builds benches too, and asks them for nothing.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    together();
    over_the_wire();
}

/// A branch of members, in its own folder.
struct Branch {
    scribe: Scribe,
    id: BranchId,
    members: Vec<MemberId>,
    folder: tempfile::TempDir,
}

impl Branch {
    fn of_thousand() -> Self {
        let folder = empty_folder();
        let scribe = scribe_in(&folder.path().join("data"));
        let id = BranchId::fresh();
        let joined_on = scribe.clock().now().date_naive() - Days::new(900);
        let members = scribe.act::<_, Problem>(id, Actor::Console, |act| {
            branch::found(act, &northmoor(id), joined_on)?;
            let join = |number: usize| Joining {
                number: format!("N{number}"),
                first_name: format!("Member{number}"),
                email: Some(format!("m{number}@northmoor.example")),
                class: "full".to_owned(),
                joined_on,
                source: "bench".to_owned(),
                ..Joining::default()
            };
            Ok((0..MEMBERS + READING).map(|number| members::join(act, &join(number))).collect::<Result<Vec<_>, _>>()?)
        });
        Self { scribe, id, members: members.expect("the branch is founded"), folder }
    }

    fn act<T>(&self, deed: impl FnOnce(&mut Act<'_>) -> Result<T, Problem>) -> T {
        self.scribe.act(self.id, Actor::Console, deed).unwrap_or_else(|problem| panic!("a deed was not done: {problem:?}"))
    }

    fn whole(&self) -> branch::Branch {
        self.scribe.read::<_, Problem>(|conn| Ok(branch::find(conn, self.id)?)).expect("the branch")
    }

    /// Everybody's papers on a question that is open, not cast yet.
    fn votes_on(&self, about: &str) -> Vec<Vote> {
        let question = Question {
            title: "Buses".to_owned(),
            question: "Shall we campaign for buses?".to_owned(),
            matter: "motion".to_owned(),
            about: about.to_owned(),
            roll: self.members.clone(),
        };
        let ballot = self.act(|act| ballots::open_decision(act, &question));
        let whole = self.whole();
        let votes = self.scribe.read::<_, Problem>(|conn| {
            let vote = |member: &MemberId| ballots::decision_vote(conn, &whole, ballot, *member, DecisionVote::For);
            self.members.iter().map(vote).collect()
        });
        votes.expect("everybody is on the roll")
    }

    fn papers_in(&self, ballot: BallotId) -> usize {
        let turnout = self.scribe.read::<_, Problem>(|conn| Ok(ballots::turnout(conn, self.id, ballot)?)).expect("a turnout");
        usize::try_from(turnout.voted).expect("a number")
    }
}

/// Papers that come one after the other, each with its own act, beside as many that come together, and bare inserts.
fn together() {
    let branch = Branch::of_thousand();
    let slot = Slot::open();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    branch
        .scribe
        .read::<_, Problem>(|conn| Ok(sql_query("CREATE TABLE bare (id TEXT, marks TEXT)").execute(conn)?))
        .expect("a table");
    let mut rates = [Vec::new(), Vec::new(), Vec::new()];
    for slice in 0..SLICES {
        let votes = branch.votes_on(&format!("/motions/{slice}"));
        let (alone, at_once) = votes[..MEMBERS].split_at(ALONE);
        let begun = Instant::now();
        for vote in alone {
            runtime.block_on(slot.cast(&branch.scribe, branch.id, vote.clone())).expect("in the box");
        }
        rates[0].push(alone.len() as f64 / begun.elapsed().as_secs_f64());
        let begun = Instant::now();
        let all = at_once.iter().map(|vote| slot.cast(&branch.scribe, branch.id, vote.clone()));
        let answers = runtime.block_on(futures_util::future::join_all(all));
        rates[1].push(at_once.len() as f64 / begun.elapsed().as_secs_f64());
        assert!(answers.iter().all(Result::is_ok), "everybody's paper is in the box");
        rates[2].push(bare_inserts(&branch.scribe));
    }
    let [alone, together, bare] = rates.map(median);
    println!("papers a second: {alone:.0} each by its own act, {together:.0} together, ratio {:.1}", together / alone);
    println!(
        "bare inserts a second, each committed by itself: {bare:.0}; a paper by its own act costs {:.1} of them",
        bare / alone
    );
}

fn bare_inserts(scribe: &Scribe) -> f64 {
    let begun = Instant::now();
    for number in 0..ALONE {
        let insert = format!("INSERT INTO bare (id, marks) VALUES ('{number}', '1 2 3')");
        scribe.read::<_, Problem>(|conn| Ok(sql_query(&insert).execute(conn)?)).expect("inserted");
    }
    ALONE as f64 / begun.elapsed().as_secs_f64()
}

/// A thousand members vote over HTTP while two hundred others reload the page: once in peace, and once more with the program
/// killed half way, started again, and everybody sending the same form again.
fn over_the_wire() {
    let branch = Branch::of_thousand();
    let (in_peace, ballot) = (an_election(&branch), an_election(&branch));
    let mut cookies = everybody_signed_in(&branch);
    let reading = cookies.split_off(MEMBERS);
    let Branch { scribe, id, members, folder } = branch;
    let settings = [("WARDMOTE_DATA_DIR", folder.path().join("data").display().to_string())];
    let papers = |ballot: &str| -> VecDeque<Ballotpaper> {
        let paper =
            |(number, cookie): (usize, &String)| Ballotpaper { cookie: cookie.clone(), slip: format!("{ballot}{number:063}") };
        cookies.iter().enumerate().map(paper).collect()
    };
    let evening = |running: &Running, ballot, waiting| {
        let (waiting, reading) = (Mutex::new(waiting), reading.clone());
        Arc::new(Evening {
            base: running.base(),
            ballot,
            waiting,
            reading,
            acknowledged: AtomicUsize::new(0),
            read: AtomicUsize::new(0),
        })
    };

    let running = Running::start(folder, &["serve"], &settings);
    let peace = evening(&running, in_peace, papers("1"));
    let begun = Instant::now();
    peace.goes_on_until(MEMBERS);
    let took = begun.elapsed().as_secs_f64();
    let read = peace.read.load(Ordering::SeqCst);
    let verdict = if took <= WITHIN_SECONDS { "" } else { "  MISSED" };
    println!(
        "{MEMBERS} members voted in {took:.1} s (within {WITHIN_SECONDS}) while {READING} others reloaded the page {read} times{verdict}"
    );

    let disturbed = evening(&running, ballot, papers("2"));
    disturbed.goes_on_until(MEMBERS / 2);
    kill(&running);
    let acknowledged = disturbed.acknowledged.load(Ordering::SeqCst);
    let folder = ended(running);
    let branch = Branch { scribe, id, members, folder };
    let kept = branch.papers_in(ballot);
    assert!(kept >= acknowledged, "{acknowledged} papers were acknowledged, and {kept} are there");
    println!("killed after {acknowledged} acknowledged papers: {kept} are in the box, none of them lost");

    let Branch { scribe, id, members, folder } = branch;
    let running = Running::start(folder, &["serve"], &settings);
    evening(&running, ballot, papers("2")).goes_on_until(MEMBERS);
    kill(&running);
    let branch = Branch { scribe, id, members, folder: ended(running) };
    assert_eq!(branch.papers_in(ballot), MEMBERS, "everybody's paper is there, and nobody's twice");
    branch
        .scribe
        .read::<_, Problem>(|conn| audit::verify(conn, id).map_err(Problem::broken))
        .expect("the record's chain holds");
}

/// What somebody sends in.
#[derive(Clone)]
struct Ballotpaper {
    cookie: String,
    slip: String,
}

/// Voters at work beside readers.
struct Evening {
    base: String,
    ballot: BallotId,
    waiting: Mutex<VecDeque<Ballotpaper>>,
    /// The cookies of those who read.
    reading: Vec<String>,
    acknowledged: AtomicUsize,
    /// How many pages were read.
    read: AtomicUsize,
}

impl Evening {
    /// Lets people vote and read until so many papers are acknowledged.
    fn goes_on_until(self: &Arc<Self>, enough: usize) {
        let over = Arc::new(AtomicBool::new(false));
        let readers: Vec<_> = self.reading.iter().map(|cookie| self.reader(cookie.clone(), &over)).collect();
        let voters: Vec<_> = (0..VOTING).map(|_| self.voter(enough)).collect();
        voters.into_iter().for_each(|voter| voter.join().expect("a voter ends"));
        over.store(true, Ordering::SeqCst);
        readers.into_iter().for_each(|reader| reader.join().expect("a reader ends"));
    }

    fn voter(self: &Arc<Self>, enough: usize) -> thread::JoinHandle<()> {
        let evening = Arc::clone(self);
        thread::spawn(move || {
            let client = Client::builder().redirect(Policy::none()).build().expect("a client");
            while evening.acknowledged.load(Ordering::SeqCst) < enough {
                let Some(paper) = evening.waiting.lock().expect("no panic").pop_front() else { return };
                let sent = client
                    .post(format!("{}/ballots/{}/papers", evening.base, evening.ballot))
                    .header("cookie", paper.cookie)
                    .header("sec-fetch-site", "same-origin")
                    .form(&[("slip", paper.slip.as_str()), ("f-mark-1", "1")])
                    .send()
                    .expect("an answer");
                assert_eq!(sent.status(), 303, "the paper is in the box");
                evening.acknowledged.fetch_add(1, Ordering::SeqCst);
            }
        })
    }

    fn reader(self: &Arc<Self>, cookie: String, over: &Arc<AtomicBool>) -> thread::JoinHandle<()> {
        let (evening, over) = (Arc::clone(self), Arc::clone(over));
        thread::spawn(move || {
            let client = Client::new();
            while !over.load(Ordering::SeqCst) {
                let page = client.get(format!("{}/ballots/{}", evening.base, evening.ballot)).header("cookie", &cookie);
                if page.send().is_ok_and(|page| page.status() == 200) {
                    evening.read.fetch_add(1, Ordering::SeqCst);
                }
                thread::sleep(GLANCE);
            }
        })
    }
}

/// Ends the program as a power cut would.
fn kill(running: &Running) {
    let killed = Command::new("kill").args(["-9", &running.process().to_string()]).status();
    assert!(killed.expect("kill runs").success());
}

/// Waits for a killed program and keeps its folder.
fn ended(mut running: Running) -> tempfile::TempDir {
    std::mem::replace(&mut running.folder, empty_folder())
}

/// An election that is open to everybody.
fn an_election(branch: &Branch) -> BallotId {
    let whole = branch.whole();
    branch.act(|act| {
        let today = whole.date_of(act.at());
        let choice = |name: &str| NewChoice::named(name);
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
            choices: ["Ama", "Ben", "Chris"].map(choice).into(),
            terms: NewTerms::default(),
        };
        let ballot = ballots::draft_election(act, &election)?;
        ballots::open_election(act, &whole, ballot)?;
        Ok(ballot)
    })
}

/// The cookie of every member.
fn everybody_signed_in(branch: &Branch) -> Vec<String> {
    branch.act(|act| {
        let mut cookies = Vec::with_capacity(branch.members.len());
        for member in &branch.members {
            let account = members::find(act.conn(), branch.id, *member)?.account_id.expect("an address opens an account");
            let token = accounts::start_session(act, account, &accounts::Entrance::trusted("bench"))?;
            let cookie = accounts::session_cookie(Cookies::of("http://127.0.0.1"), token);
            cookies.push(format!("{}={}", cookie.name(), cookie.value()));
        }
        Ok(cookies)
    })
}
