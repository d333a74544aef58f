//! The web process, killed while people vote. Whoever got no answer sends the same form again.

use std::{
    collections::{BTreeSet, VecDeque},
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use chrono::{Days, TimeDelta};
use reqwest::{
    blocking::{Client, Response},
    redirect::Policy,
};
use wardmote::{
    accounts, audit,
    ballots::{self, NewChoice, NewElection, NewTerms, count::Method},
    branch,
    db::{BallotId, MemberId},
    members::{self, Joining},
    web::{Cookies, Problem},
};

use super::{
    Database,
    world::{Dice, World, kills},
};

pub const MEMBERS: usize = 60;
const VOTING_AT_ONCE: usize = 6;

/// What somebody sends in.
#[derive(Debug, Clone)]
pub struct Form {
    number: usize,
    cookie: String,
    slip: String,
}

/// An election, and whose papers were acknowledged.
pub struct Evening {
    pub ballot: BallotId,
    waiting: Mutex<VecDeque<Form>>,
    acknowledged: Mutex<BTreeSet<usize>>,
}

pub fn killed_again_and_again(database: Database) {
    let Some(world) = World::on(database) else { return };
    let (dice, kills) = (Dice::thrown_for("kills of the web process"), kills(6));
    let members = world.members();
    let mut evenings = Vec::new();
    let mut evening = world.evening(&members);
    for _ in 0..kills {
        if evening.waiting().is_empty() {
            let next = world.evening(&members);
            evenings.push(std::mem::replace(&mut evening, next));
        }
        let mut program = world.starts("serve", "");
        let base = program.base();
        let enough = evening.acknowledged().len() + usize::try_from(dice.below(12)).expect("a small number");
        let is_over = AtomicBool::new(false);
        thread::scope(|voters| {
            (0..VOTING_AT_ONCE).for_each(|_| drop(voters.spawn(|| evening.votes(&base, &is_over))));
            let since = Instant::now();
            // The last forms are on their way when none waits any more: only what was answered counts.
            let has_more = || evening.acknowledged().len() <= enough.min(MEMBERS - 1);
            while has_more() && since.elapsed() < Duration::from_secs(60) {
                thread::sleep(Duration::from_millis(1));
            }
            thread::sleep(Duration::from_micros(dice.below(20_000)));
            program.dies();
            is_over.store(true, Ordering::SeqCst);
        });
        let (there, acknowledged) = (world.papers_in(evening.ballot), evening.acknowledged().len());
        assert!(there >= acknowledged, "{acknowledged} papers were acknowledged, and {there} are there");
        assert!(there <= acknowledged + VOTING_AT_ONCE, "{there} papers are there, and {acknowledged} were acknowledged");
    }
    let mut program = world.starts("serve", "");
    evening.votes(&program.base(), &AtomicBool::new(false));
    evenings.push(evening);
    for evening in &evenings {
        assert_eq!(world.papers_in(evening.ballot), MEMBERS, "everybody's paper is there, and nobody's twice");
    }
    world
        .scribe
        .read::<_, Problem>(|conn| audit::verify(conn, world.branch).map_err(Problem::broken))
        .expect("the record's chain holds");
    println!("{kills} kills of the web process, {} papers: 0 lost, 0 counted twice", evenings.len() * MEMBERS);
}

impl Form {
    pub fn cookie(&self) -> &str {
        &self.cookie
    }
}

impl Evening {
    /// Sends forms in until none is left or the evening is over; a form without an answer is kept to be sent again.
    pub fn votes(&self, base: &str, is_over: &AtomicBool) {
        let client = Client::builder().redirect(Policy::none()).timeout(Duration::from_secs(20)).build().expect("a client");
        while !is_over.load(Ordering::SeqCst) {
            let Some(form) = self.waiting().pop_front() else { return };
            match self.sent(&client, base, &form) {
                Ok(answer) => {
                    assert_eq!(answer.status(), 303, "the paper is in the box");
                    self.acknowledged().insert(form.number);
                }
                Err(_) => {
                    self.waiting().push_back(form);
                    thread::sleep(Duration::from_millis(2));
                }
            }
        }
    }

    /// Sends one form in.
    pub fn sent(&self, client: &Client, base: &str, form: &Form) -> reqwest::Result<Response> {
        client
            .post(format!("{base}/ballots/{}/papers", self.ballot))
            .header("cookie", &form.cookie)
            .header("sec-fetch-site", "same-origin")
            .form(&[("slip", form.slip.as_str()), ("f-mark-1", "1")])
            .send()
    }

    /// What each sends along that nobody else may learn: the session, and the slip that became the paper's key.
    pub fn secrets(&self) -> Vec<String> {
        let waiting = self.waiting();
        let of = |form: &Form| [form.slip.clone(), form.cookie.rsplit('=').next().unwrap_or_default().to_owned()];
        waiting.iter().flat_map(of).collect()
    }

    /// How many were told that their paper is in the box.
    pub fn voted(&self) -> usize {
        self.acknowledged().len()
    }

    /// All that wait to be sent in.
    pub fn forms(&self) -> VecDeque<Form> {
        std::mem::take(&mut *self.waiting())
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, VecDeque<Form>> {
        self.waiting.lock().expect("nobody fell over")
    }

    fn acknowledged(&self) -> std::sync::MutexGuard<'_, BTreeSet<usize>> {
        self.acknowledged.lock().expect("nobody fell over")
    }
}

impl World {
    pub fn members(&self) -> Vec<MemberId> {
        let joined_on = self.scribe.clock().now().date_naive() - Days::new(900);
        let join = |number: usize| Joining {
            number: format!("N{number}"),
            first_name: format!("Member{number}"),
            email: Some(format!("m{number}@northmoor.example")),
            class: "full".to_owned(),
            joined_on,
            source: "kills".to_owned(),
            ..Joining::default()
        };
        self.act(|act| Ok((0..MEMBERS).map(|number| members::join(act, &join(number))).collect::<Result<Vec<_>, _>>()?))
    }

    pub fn evening(&self, members: &[MemberId]) -> Evening {
        let ballot = self.opens_an_election();
        let forms = self.act(|act| {
            let mut forms = VecDeque::new();
            for (number, member) in members.iter().enumerate() {
                let account = members::find(act.conn(), self.branch, *member)?.account_id.expect("an address opens an account");
                let token = accounts::start_session(act, account, &accounts::Entrance::trusted("kills"))?;
                let cookie = accounts::session_cookie(Cookies::of("http://127.0.0.1"), token);
                let cookie = format!("{}={}", cookie.name(), cookie.value());
                forms.push_back(Form { number, cookie, slip: wardmote::clock::secret_token() });
            }
            Ok(forms)
        });
        Evening { ballot, waiting: Mutex::new(forms), acknowledged: Mutex::default() }
    }

    fn opens_an_election(&self) -> BallotId {
        let whole = self.scribe.read::<_, Problem>(|conn| Ok(branch::find(conn, self.branch)?)).expect("the branch");
        self.act(|act| {
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
        })
    }

    pub fn papers_in(&self, ballot: BallotId) -> usize {
        let turnout =
            self.scribe.read::<_, Problem>(|conn| Ok(ballots::turnout(conn, self.branch, ballot)?)).expect("a turnout");
        usize::try_from(turnout.voted).expect("a number")
    }
}
