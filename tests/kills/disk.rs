//! A disk without room, and a database that takes no writing: whoever votes is told so in words, whoever reads reads on, and
//! what was acknowledged is there when there is room again.

use std::{
    collections::VecDeque,
    fs, thread,
    time::{Duration, Instant},
};

use diesel::{Connection, PgConnection, RunQueryDsl, sql_query};
use reqwest::{
    StatusCode,
    blocking::{Client, Response},
    redirect::Policy,
};
use wardmote::{audit, web::Problem};

use super::{
    Database,
    web::{Evening, Form, MEMBERS},
    world::{Dice, Program, World, kills},
};

/// What stands on the page of somebody whose paper could not be saved.
const WORDS: &str = "Nothing can be saved at the moment";

/// The disk fills up in the middle of an evening, a little later each time.
pub fn fills_up_again_and_again() {
    let Some(world) = World::on(Database::Sqlite) else { return };
    let (dice, rounds) = (Dice::thrown_for("full disks"), kills(4));
    let evening = world.evening(&world.members());
    let mut forms = evening.forms();
    let mut was_full = 0;
    for _ in 0..rounds {
        // The log of what is written grows beside the database with every commit: sixty papers bring it past a third of that size.
        let mut program = world.starts_with_room_for("serve", world.database_size() / 3 + dice.below(200) * 1_024);
        let base = program.base();
        while let Some(form) = forms.pop_front() {
            let answer = casts(&base, &evening, &form);
            if answer.status() == StatusCode::SEE_OTHER {
                continue;
            }
            is_told(answer);
            forms.push_front(form);
            was_full += 1;
            break;
        }
        reads_on(&base, &evening);
        if was_full > 0 {
            comes_to(&base, StatusCode::SERVICE_UNAVAILABLE);
        }
        program.dies();
        if forms.len() < 5 {
            break;
        }
    }
    assert!(was_full > 0, "the disk was never full");
    let mut program = world.starts("serve", "");
    everybody_is_in_the_box(&world, &evening, &mut program, forms);
}

/// A database that is made read only under a running program, and writable again.
pub fn takes_no_writing() {
    let Some(world) = World::on(Database::Postgres) else { return };
    let evening = world.evening(&world.members());
    let mut forms = evening.forms();
    let mut program = world.starts("serve", "");
    let base = program.base();
    let first = forms.pop_front().expect("sixty of them");
    assert_eq!(casts(&base, &evening, &first).status(), StatusCode::SEE_OTHER);

    world.is_read_only("on");
    let next = forms.pop_front().expect("more of them");
    is_told(casts(&base, &evening, &next));
    reads_on(&base, &evening);
    comes_to(&base, StatusCode::SERVICE_UNAVAILABLE);
    // Whoever starts it meanwhile, by hand or because a machine does, finds it running and no loop of starts.
    let mut another = world.starts("up", "");
    reads_on(&another.base(), &evening);
    comes_to(&another.base(), StatusCode::SERVICE_UNAVAILABLE);

    world.is_read_only("off");
    comes_to(&another.base(), StatusCode::OK);
    drop(another);
    forms.push_front(next);
    everybody_is_in_the_box(&world, &evening, &mut program, forms);
    comes_to(&base, StatusCode::OK);
}

fn client() -> Client {
    Client::builder().redirect(Policy::none()).build().expect("a client")
}

fn casts(base: &str, evening: &Evening, form: &Form) -> Response {
    evening.sent(&client(), base, form).expect("an answer")
}

fn is_told(answer: Response) {
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    let page = answer.text().expect("a page");
    assert!(page.contains(WORDS), "{page}");
}

/// Whoever watches the machine hears so within a while, in words that tell nothing of the cause.
fn comes_to(base: &str, health: StatusCode) {
    let since = Instant::now();
    loop {
        let answer = client().get(format!("{base}/health")).send().expect("an answer");
        let (status, words) = (answer.status(), answer.text().expect("words"));
        assert_eq!(words, if status == StatusCode::OK { "well\n" } else { "nothing can be written\n" });
        if status == health {
            return;
        }
        assert!(since.elapsed() < Duration::from_secs(60), "/health never says {health}");
        thread::sleep(Duration::from_millis(50));
    }
}

/// Pages are read. A connection that died is replaced.
fn reads_on(base: &str, evening: &Evening) {
    let page = |path: &str| client().get(format!("{base}{path}")).send().expect("an answer").status();
    let is_read = |path: &str| (0..20).any(|_| page(path) == StatusCode::OK);
    assert!(is_read("/sign-in"), "nothing is read of {}", evening.ballot);
}

fn everybody_is_in_the_box(world: &World, evening: &Evening, program: &mut Program, forms: VecDeque<Form>) {
    let base = program.base();
    for form in forms {
        let is_in = |_| casts(&base, evening, &form).status() == StatusCode::SEE_OTHER;
        assert!((0..20).any(is_in), "a paper is refused although there is room");
    }
    assert_eq!(world.papers_in(evening.ballot), MEMBERS, "everybody's paper is there, and nobody's twice");
    world
        .scribe
        .read::<_, Problem>(|conn| audit::verify(conn, world.branch).map_err(Problem::broken))
        .expect("the record's chain holds");
}

impl World {
    /// How large the database is, its log apart.
    fn database_size(&self) -> u64 {
        let folder = fs::read_dir(self.folder.path()).expect("the folder");
        let database = folder.flatten().find(|entry| entry.file_name().to_string_lossy().ends_with("sqlite3"));
        database.and_then(|entry| entry.metadata().ok()).map(|data| data.len()).expect("a database")
    }

    /// Connections that begin from now on can only read; those that are open are closed.
    fn is_read_only(&self, whether: &str) {
        let (server, name) = self.database.rsplit_once('/').expect("the address of a database");
        let mut admin = PgConnection::establish(&format!("{server}/postgres")).expect("the server answers");
        for order in [
            format!("ALTER DATABASE {name} SET default_transaction_read_only = {whether}"),
            format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"),
        ] {
            sql_query(order).execute(&mut admin).expect("the server obeys");
        }
    }
}
