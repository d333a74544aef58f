//! How long a newcomer waits, how much memory a branch takes, and what a page costs beside the same bytes from memory.
//!
//! `cargo bench --bench pages` prints each figure with what it was measured against in the same run. It needs nothing besides
//! the machine; figures of a busy machine are to be read as ratios.

mod house;
#[path = "house/running.rs"]
mod running;

use std::{
    fs, thread,
    time::{Duration, Instant},
};

use house::{empty_folder, median, northmoor, scribe_in};
use reqwest::blocking::Client;
use running::Running;
use wardmote::{
    accounts,
    audit::Actor,
    branch,
    db::BranchId,
    members::{self, Joining, Office},
    web::{Cookies, Problem},
};

/// Members of the branch whose list is shown.
const MEMBERS: usize = 5_000;
/// Slices of time, one of pages and one of bytes from memory in turn.
const SLICES: usize = 7;
const SLICE: Duration = Duration::from_secs(2);
/// So many people ask at once.
const ASKING: usize = 4;

fn main() {
    // `cargo test` builds benches too, and asks them for nothing.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let binary = fs::metadata(env!("CARGO_BIN_EXE_wardmote")).expect("the program is built").len();
    println!("binary: {:.1} MB", binary as f64 / 1e6);
    start_up();
    practice_branch();
    members_page();
}

/// From the start in an empty folder, the making of the database included, to the first page in full.
fn start_up() {
    let once = || {
        let begun = Instant::now();
        let running = Running::start(empty_folder(), &[], &[]);
        let page = reqwest::blocking::get(&running.address).and_then(reqwest::blocking::Response::text).expect("a page");
        assert!(page.contains("practice"), "the first page offers the practice branch");
        begun.elapsed().as_secs_f64() * 1e3
    };
    println!("start-up to first page, in an empty folder: {:.0} ms (median of 7)", median((0..7).map(|_| once()).collect()));
}

/// What web and worker keep in memory when the practice branch stands and its mail is out.
fn practice_branch() {
    let running = Running::start(empty_folder(), &[], &[]);
    let client = Client::builder().cookie_store(true).build().expect("a client");
    let begun = Instant::now();
    let founded = client
        .post(format!("{}/practice", running.address))
        .header("sec-fetch-site", "same-origin")
        .form(&[("_form", "once")])
        .send()
        .expect("the practice branch is founded");
    assert!(founded.status().is_success());
    let page = founded.text().expect("a page");
    assert!(page.contains("Be somebody else"), "the practice branch stands");
    println!("practice branch founded and its front page shown: {:.1} s", begun.elapsed().as_secs_f64());
    thread::sleep(Duration::from_secs(10));
    println!("resident memory of web and worker, idle with the practice branch: {:.0} MB", memory_of(running.process()));
}

/// The list of members, 50 rows of 5,000, beside the same bytes served from memory by the same server.
fn members_page() {
    let (folder, cookie) = branch_of_thousands();
    let settings = [("WARDMOTE_DATA_DIR", folder.path().join("data").display().to_string())];
    let (folder, page) = {
        let running = Running::start(folder, &[], &settings);
        let page = asked(&Client::new(), &format!("{}/members", running.base()), &cookie);
        (swap(running), page)
    };
    assert!(page.matches("<tr>").count() >= 50, "fifty members stand on the page");
    let overrides = folder.path().join("overrides");
    fs::create_dir_all(overrides.join("static")).expect("a folder");
    fs::write(overrides.join("static/same-bytes.html"), &page).expect("the same bytes");
    let settings = [settings[0].clone(), ("WARDMOTE_OVERRIDES", overrides.display().to_string())];
    let running = Running::start(folder, &[], &settings);
    let addresses = [format!("{}/members", running.base()), format!("{}/static/any/same-bytes.html", running.base())];
    let mut rates = [Vec::new(), Vec::new()];
    for _ in 0..SLICES {
        for (rates, address) in rates.iter_mut().zip(&addresses) {
            rates.push(rate(address, &cookie));
        }
    }
    let [pages, memory] = rates.map(median);
    println!(
        "members page, 50 rows of {MEMBERS} ({:.1} kB): {pages:.0} a second; the same bytes from memory: {memory:.0} a second; ratio {:.1}",
        page.len() as f64 / 1e3,
        memory / pages
    );
}

/// Ends a program and keeps its folder.
fn swap(mut running: Running) -> tempfile::TempDir {
    std::mem::replace(&mut running.folder, empty_folder())
}

fn asked(client: &Client, address: &str, cookie: &str) -> String {
    let answer = client.get(address).header("cookie", cookie).send().expect("an answer");
    assert!(answer.status().is_success(), "{address} answers {}", answer.status());
    answer.text().expect("a text")
}

/// How many answers a second come when a few people ask without a pause.
fn rate(address: &str, cookie: &str) -> f64 {
    let begun = Instant::now();
    let askers: Vec<_> = (0..ASKING)
        .map(|_| {
            let (address, cookie) = (address.to_owned(), cookie.to_owned());
            thread::spawn(move || {
                let client = Client::new();
                let mut answers = 0_u32;
                while begun.elapsed() < SLICE {
                    asked(&client, &address, &cookie);
                    answers += 1;
                }
                answers
            })
        })
        .collect();
    let answers: u32 = askers.into_iter().map(|asker| asker.join().expect("an asker ends")).sum();
    f64::from(answers) / begun.elapsed().as_secs_f64()
}

/// A branch of thousands in a folder of its own, and the cookie of its secretary.
fn branch_of_thousands() -> (tempfile::TempDir, String) {
    let folder = empty_folder();
    let scribe = scribe_in(&folder.path().join("data"));
    let id = BranchId::fresh();
    let account = scribe.act::<_, Problem>(id, Actor::Console, |act| {
        let day = |text: &str| text.parse().expect("a written day");
        branch::found(act, &northmoor(id), day("2020-01-01"))?;
        let mut secretary = None;
        for number in 0..MEMBERS {
            let joining = Joining {
                number: format!("{:07}", 1_000_000 + number),
                first_name: ["Ama", "Tom", "Zoë", "Łucja", "Siobhán"][number % 5].to_owned(),
                last_name: format!("Member{number}"),
                email: (number == 0).then(|| "secretary@northmoor.example".to_owned()),
                postcode: format!("NM{} {}AB", number % 30 + 1, number % 9 + 1),
                ward: Some(["Millbank", "Harbour", "Eastfield"][number % 3].to_owned()),
                class: "full".to_owned(),
                joined_on: day("2020-01-01"),
                source: "bench".to_owned(),
                ..Joining::default()
            };
            let member = members::join(act, &joining)?;
            secretary.get_or_insert(member);
        }
        let secretary = secretary.expect("somebody joined");
        members::take_office(act, secretary, &Office::Secretary, (day("2020-01-01"), None), "bench")?;
        let account = members::find(act.conn(), id, secretary)?.account_id.expect("an address opens an account");
        accounts::start_session(act, account, &accounts::Entrance::trusted("bench")).map_err(Problem::from)
    });
    let cookie = accounts::session_cookie(Cookies::of("http://127.0.0.1"), account.expect("the branch is founded"));
    (folder, format!("{}={}", cookie.name(), cookie.value()))
}

/// What a program and its worker keep in memory, in megabytes.
fn memory_of(program: u32) -> f64 {
    let children = fs::read_to_string(format!("/proc/{program}/task/{program}/children")).unwrap_or_default();
    let all = children.split_whitespace().filter_map(|id| id.parse().ok()).chain([program]);
    all.map(resident).sum::<f64>() / 1e3
}

/// Kilobytes of a process that are in memory.
fn resident(process: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
