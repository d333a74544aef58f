//! The same pages of a small branch and of a large one, asked for in turn.

use std::time::Instant;

use diesel::{Connection, PgConnection, RunQueryDsl, sql_query};
use reqwest::blocking::Client;
use wardmote::{
    audit::Scribe,
    db::BranchId,
    members::{self, Member},
    web::Problem,
};

use crate::{
    house::{empty_folder, median, scribe_at},
    people::{branch_of, days_ago},
    postgres::Cluster,
    running::Running,
};

const FEW: usize = 500;
/// So often each page is asked for, by turns.
const TIMES: usize = 60;

/// What is asked for: what it shows, and its address; `MIDDLE` stands for somebody in the middle of the register.
const PAGES: [(&str, &str); 14] = [
    ("the register, its first leaf", "/members"),
    ("the register at M", "/members?from=M"),
    ("the register, in the middle", "/members?after=MIDDLE"),
    ("the register, before the middle", "/members?before=MIDDLE"),
    ("search as typed: t", "/members?q=t"),
    ("search as typed: to", "/members?q=to"),
    ("search as typed: tom", "/members?q=tom"),
    ("search as typed: tom 1000", "/members?q=tom+1000"),
    ("search by number", "/members?q=1000123"),
    ("search by postcode and name", "/members?q=lucja+nm"),
    ("list: joined in the last month", "/lists/people?joined_since=LATELY"),
    ("list: late, in one ward", "/lists/people?ward=Harbour&dues=late"),
    ("list: joined before, came to no meeting", "/lists/people?joined_before=LATELY&away_since=LATELY"),
    ("list: no mail address, not late, in one ward", "/lists/people?ward=Millbank&mail=no&dues=paid"),
];

/// A branch in a program of its own.
struct House {
    running: Running,
    cookie: String,
    client: Client,
    middle: String,
    lately: String,
}

impl House {
    fn of(cluster: Option<&Cluster>, members: usize) -> Self {
        let (folder, id) = (empty_folder(), BranchId::fresh());
        let data = folder.path().join("data");
        let database = cluster.map(Cluster::fresh_database);
        let scribe = scribe_at(&data, database.as_deref());
        let begun = Instant::now();
        let cookie = branch_of(&scribe, id, members);
        println!("{members} members were entered in {:.1} s", begun.elapsed().as_secs_f64());
        let lately = days_ago(&scribe, 31).to_string();
        let middle = in_the_middle(&scribe, id);
        drop(scribe);
        if let Some(address) = &database {
            let mut conn = PgConnection::establish(address).expect("the cluster answers");
            sql_query("VACUUM ANALYZE").execute(&mut conn).expect("the statistics are gathered");
        }
        let mut settings = vec![("WARDMOTE_DATA_DIR", data.display().to_string())];
        settings.extend(database.map(|address| ("WARDMOTE_DATABASE_URL", address)));
        Self { running: Running::start(folder, &[], &settings), cookie, client: Client::new(), middle, lately }
    }

    /// Milliseconds until the page has come in whole, and how many people stand on it.
    fn asks(&self, path: &str) -> (f64, usize) {
        let path = path.replace("MIDDLE", &self.middle).replace("LATELY", &self.lately);
        let begun = Instant::now();
        let answer = self.client.get(format!("{}{path}", self.running.base())).header("cookie", &self.cookie).send();
        let answer = answer.expect("an answer");
        assert!(answer.status().is_success(), "{path} answers {}", answer.status());
        let page = answer.text().expect("a text");
        (begun.elapsed().as_secs_f64() * 1e3, page.matches("<tr><th scope=\"row\">").count())
    }
}

/// Somebody whose name stands about in the middle of the register.
fn in_the_middle(scribe: &Scribe, id: BranchId) -> String {
    let found = scribe.read::<_, Problem>(|conn| Ok(members::known(conn, id)?)).expect("the register");
    let name = |member: &Member| format!("{} {}", member.last_name, member.first_name);
    let mut names: Vec<(String, String)> = found.iter().map(|member| (name(member), member.id.to_string())).collect();
    names.sort();
    names[names.len() / 2].1.clone()
}

/// Each page of a branch of five hundred beside the same page of a branch of so many.
pub fn of_any_size(cluster: Option<&Cluster>, many: usize) {
    let houses = [House::of(cluster, FEW), House::of(cluster, many)];
    let database = if cluster.is_some() { "PostgreSQL" } else { "SQLite" };
    println!("{database}: milliseconds of a page, median of {TIMES}, for {FEW} and for {many} members");
    for (shows, path) in PAGES {
        let mut times = [Vec::new(), Vec::new()];
        let mut rows = [0, 0];
        for turn in 0..=TIMES {
            for ((house, times), rows) in houses.iter().zip(&mut times).zip(&mut rows) {
                let (time, shown) = house.asks(path);
                *rows = shown;
                // The first of each fills caches.
                if turn > 0 {
                    times.push(time);
                }
            }
        }
        let [few, lots] = times.map(median);
        println!("  {shows:<46} {few:6.2} ({:2} rows)  {lots:6.2} ({:2} rows)  ratio {:.2}", rows[0], rows[1], lots / few);
    }
}
