//! Everything at once, for as long as one likes: people vote, read and ask for ways in, notices go out, and each round something
//! breaks. The program's memory and open files are watched, and after each round what must hold is checked.

use std::{
    io::Write,
    net::TcpStream,
    thread,
    time::{Duration, Instant},
};

use reqwest::blocking::Client;
use wardmote::{audit, mail, web::Problem};

use super::{
    Database,
    sink::{Break, Sink},
    web::MEMBERS,
    world::{Dice, Program, World, number},
};

/// Rounds of the short run. The first third warms caches and pools up, and is not held against the rest.
const FEW_ROUNDS: usize = 5;
/// So much may the program's memory grow after it has warmed up: per hour in a run of hours, in all in a short one.
const GROWTH: f64 = 1_024.0;
const GROWTH_OF_A_SHORT_RUN: u64 = 24 * 1_024;
/// Connections that are just being closed hold files open for a moment.
const FILES: usize = 24;

/// What breaks in a round.
#[derive(Debug, Clone, Copy)]
enum Fault {
    WorkerKilled,
    RelayThinks,
    RelayBreaksOff,
    RelayPutsOff,
    HalfRequests,
    FarTooMuch,
}

const FAULTS: [Fault; 6] = [
    Fault::WorkerKilled,
    Fault::RelayThinks,
    Fault::RelayBreaksOff,
    Fault::RelayPutsOff,
    Fault::HalfRequests,
    Fault::FarTooMuch,
];

pub fn goes_on() {
    let Some(world) = World::on(Database::Sqlite) else { return };
    let (dice, mut sink) = (Dice::thrown_for("soak"), Sink::listening());
    let hours = number("WARDMOTE_TEST_HOURS");
    let (since, members) = (Instant::now(), world.members());
    let mut program = world.starts("serve", &sink.url());
    let base = program.base();
    let mut worker = world.starts("worker", &sink.url());
    let mut weighed = Vec::new();
    let is_over = |rounds: usize| match hours {
        Some(hours) => since.elapsed() >= Duration::from_secs(hours * 3_600),
        None => rounds >= FEW_ROUNDS,
    };
    while !is_over(weighed.len()) {
        let fault = FAULTS[usize::try_from(dice.below(6)).expect("a small number")];
        worker = breaks(fault, worker, (&world, &sink), &base);
        // A machine that is slow today has enough with what still waits.
        if world.count("state = 'queued'") < 60 {
            world.queues();
        }
        world.votes_and_reads(&world.evening(&members), &base, &dice);
        world.holds();
        // What the relay has taken is not kept for a day: another one stands in its place, as after its own restart.
        let address = sink.address();
        drop(sink);
        sink = Sink::listening_at(address);
        println!("round {}: {fault:?}, {} s", weighed.len() + 1, since.elapsed().as_secs());
        weighed.push((since.elapsed(), program.weighs().expect("the program is there")));
    }
    drop(worker);
    let last = world.starts("worker", &sink.url());
    world.leases_run_out();
    world.nothing_waits_for_its_time();
    world.comes_to_rest();
    drop(last);
    world.holds();
    grew_no_more(&weighed, hours);
}

/// Breaks something, and gives back the worker that goes on.
fn breaks(fault: Fault, worker: Program, (world, sink): (&World, &Sink), base: &str) -> Program {
    sink.takes_its_time(Duration::ZERO);
    match fault {
        Fault::WorkerKilled => {
            worker.dies();
            world.leases_run_out();
            return world.starts("worker", &sink.url());
        }
        Fault::RelayThinks => drop(sink.takes_its_time(Duration::from_millis(5))),
        Fault::RelayBreaksOff => drop(sink.breaks_off(Break::BeforeDot).breaks_off(Break::AfterDot)),
        Fault::RelayPutsOff => drop(sink.answers_the_dot("451 4.3.0 try again later")),
        Fault::HalfRequests => half_requests(base),
        Fault::FarTooMuch => far_too_much(base),
    }
    worker
}

/// Requests that begin and never end.
fn half_requests(base: &str) {
    let address = base.trim_start_matches("http://");
    for _ in 0..20 {
        let Ok(mut line) = TcpStream::connect(address) else { continue };
        let _ = line.write_all(b"POST /sign-ins HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\naddress=");
    }
}

/// A form of two megabytes, which is turned away.
fn far_too_much(base: &str) {
    let form = [("address", "a".repeat(2 << 20))];
    let sent = Client::new().post(format!("{base}/sign-ins")).header("sec-fetch-site", "same-origin").form(&form).send();
    // The connection may be closed while it is still being sent.
    assert!(sent.is_err() || sent.is_ok_and(|answer| answer.status() == 413));
}

/// Linear growth by least squares, in KiB an hour.
fn slope(weighed: &[(Duration, (u64, usize))]) -> f64 {
    let points: Vec<(f64, f64)> = weighed
        .iter()
        .map(|(at, (memory, _))| (at.as_secs_f64() / 3_600.0, f64::from(u32::try_from(*memory).unwrap_or(u32::MAX))))
        .collect();
    let count = f64::from(u32::try_from(points.len()).unwrap_or(u32::MAX));
    let (x, y) = points.iter().fold((0.0, 0.0), |(x, y), point| (x + point.0 / count, y + point.1 / count));
    let (above, below) = points
        .iter()
        .fold((0.0, 0.0), |(above, below), point| (above + (point.0 - x) * (point.1 - y), below + (point.0 - x).powi(2)));
    above / below
}

fn grew_no_more(weighed: &[(Duration, (u64, usize))], hours: Option<u64>) {
    let warm = &weighed[weighed.len() / 3..];
    let (first, last) = (warm[0].1, warm[warm.len() - 1].1);
    let (grown, files) = (last.0.saturating_sub(first.0), last.1.saturating_sub(first.1));
    println!(
        "{} rounds in {} s: {} KiB at first, {} KiB when warm, {} KiB at last ({:.0} KiB an hour); {} files open when warm, {} at last; 0 faults",
        weighed.len(),
        weighed[weighed.len() - 1].0.as_secs(),
        weighed[0].1.0,
        first.0,
        last.0,
        slope(warm),
        first.1,
        last.1
    );
    assert!(files <= FILES, "{files} files more are open than when the program was warm");
    match hours {
        Some(_) => assert!(slope(warm) <= GROWTH, "memory grows by {:.0} KiB an hour", slope(warm)),
        None => assert!(grown <= GROWTH_OF_A_SHORT_RUN, "memory grew by {grown} KiB"),
    }
}

impl World {
    /// Everybody votes once, in any order, and reads in between.
    fn votes_and_reads(&self, evening: &super::web::Evening, base: &str, dice: &Dice) {
        let pages = ["/", "/sign-in", "/health", "/motions", "/ballots", "/meetings", "/no-such-page"];
        let forms = evening.forms();
        let voters: Vec<_> = forms.into_iter().collect();
        thread::scope(|people| {
            for some in voters.chunks(MEMBERS / 4) {
                people.spawn(move || {
                    let client = Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
                    for form in some {
                        let page = pages[usize::try_from(dice.below(7)).expect("a small number")];
                        let read =
                            client.get(format!("{base}{page}")).header("cookie", form.cookie()).send().expect("an answer");
                        assert!(read.status().as_u16() < 500, "{page}: {}", read.status());
                        assert_eq!(
                            evening.sent(&client, base, form).expect("an answer").status(),
                            303,
                            "the paper is in the box"
                        );
                    }
                    let asked = client.post(format!("{base}/sign-ins")).header("sec-fetch-site", "same-origin");
                    let asked = asked.form(&[("address", "m1@northmoor.example")]).send().expect("an answer");
                    assert!(asked.status().as_u16() < 500, "{}", asked.status());
                });
            }
        });
        assert_eq!(self.papers_in(evening.ballot), MEMBERS, "everybody's paper is there, and nobody's twice");
    }

    /// What `wardmote check` looks at.
    fn holds(&self) {
        let faults = self.scribe.read::<_, Problem>(|conn| {
            audit::verify(conn, self.branch).map_err(Problem::broken)?;
            let boxes = wardmote::ballots::faults(conn, self.branch)?;
            Ok(boxes.into_iter().chain(mail::faults(conn, self.branch)?).chain(wardmote::db::faults(conn)?).collect::<Vec<_>>())
        });
        assert_eq!(faults.expect("the record's chain holds"), Vec::<String>::new());
    }
}
