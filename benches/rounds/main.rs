//! How well and how fast doors are cut, walked and taken in, each figure beside its baseline in the same run.
//!
//! `cargo bench --bench rounds` takes its ward and its constituency from the folder that `WARDMOTE_CORPORA` names, and its
//! baselines from a Python that has scikit-learn and OR-tools: `WARDMOTE_PYTHON` names it, else `python3` is asked. Where
//! there is none, it says of each baseline that it was not run. All on one core; figures of a busy machine are to be read as
//! ratios.

#[path = "../house/mod.rs"]
mod house;
mod python;
mod register;
mod rota;

use std::{collections::BTreeMap, env, fs, path::PathBuf, time::Instant};

use house::median;
use python::Python;
use wardmote::canvassing::cut::{
    Door, Nearness, Paths, Point, Round, by_walking, by_walking_into, fragments, tables, walking_order,
};

/// As the program itself has it.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PER_ROUND: usize = 50;
/// Runs of the ward, the median of which counts; the constituency is cut thrice.
const RUNS: usize = 21;
const RUNS_OF_A_CONSTITUENCY: usize = 3;
/// A cut is made so many times over in each run: the system counts the time of a thread in steps of some milliseconds.
const AT_ONCE: usize = 32;
/// Teams that meet in one polling district of the ward.
const TEAMS: usize = 9;

fn main() {
    // `cargo test` builds benches too, and asks them for nothing.
    if !env::args().any(|argument| argument == "--bench") {
        return;
    }
    let corpora = env::var_os("WARDMOTE_CORPORA").map_or_else(|| PathBuf::from("../shared/data"), PathBuf::from);
    let data = corpora.join("canvassing");
    if !data.exists() {
        println!("Not run: WARDMOTE_CORPORA names no folder with doors.");
        return;
    }
    let python = Python::found(&data);
    let ward = Area::read(data.join("ward_bounds_green"));
    a_ward(&ward, python.as_ref());
    a_meeting_point(&ward);
    walking_orders(&ward, python.as_ref());
    a_constituency(&Area::read(data.join("constituency")), python.as_ref());
    register::taken_in(&data.join("constituency"));
    rota::of_120(python.as_ref());
}

/// Doors and the paths between them.
pub struct Area {
    folder: PathBuf,
    doors: Vec<Door>,
    paths: Paths,
}

impl Area {
    fn read(folder: PathBuf) -> Self {
        let file = |name: &str| fs::read(folder.join(name)).expect("a table");
        let doors = tables::doors(&file("doors.csv")).expect("doors");
        let paths = Paths::new(&tables::pieces(&file("walk_edges.csv")).expect("paths"));
        Self { folder, doors, paths }
    }

    fn cut(&self) -> Vec<Round> {
        by_walking(&self.doors, Some(&self.paths), PER_ROUND)
    }
}

/// A cut in figures.
struct Measured {
    metres_a_door: f64,
    least: usize,
    most: usize,
    fragments: usize,
}

impl Measured {
    fn of(rounds: &[Round], doors: &[Door]) -> Self {
        let sizes = || rounds.iter().map(|round| round.doors.len());
        let metres: f64 = rounds.iter().filter_map(|round| round.metres).sum();
        Self {
            metres_a_door: metres / doors.len() as f64,
            least: sizes().min().unwrap_or_default(),
            most: sizes().max().unwrap_or_default(),
            fragments: fragments(rounds, doors),
        }
    }

    fn is_even(&self) -> bool {
        4 * self.most <= 5 * self.least
    }

    fn say(&self, most_metres: f64) {
        let far = self.metres_a_door;
        println!("  walking: {far:.2} m a door (at most {most_metres}){}", verdict(far <= most_metres));
        let ratio = self.most as f64 / self.least as f64;
        println!("  rounds of {} to {} doors, {ratio:.2} (at most 1.25){}", self.least, self.most, verdict(self.is_even()));
    }
}

fn a_ward(ward: &Area, python: Option<&Python>) {
    println!("a ward of {} doors:", ward.doors.len());
    let measured = Measured::of(&ward.cut(), &ward.doors);
    measured.say(6.8);
    println!("  {} pieces of street (at most 125){}", measured.fragments, verdict(measured.fragments <= 125));
    let Some(python) = python else {
        println!("  time: {:.1} ms, distances included", each(RUNS, || ward.cut()) * 1e3);
        return python::not_run("scikit-learn's k-means");
    };
    println!("  scikit-learn's k-means on the same doors: {}", python.k_means_measured(&ward.folder));
    // Four starts are what the baseline of these doors was measured with; one is what the library does unasked.
    for starts in [4, 1] {
        let (ours, theirs) = in_turn(RUNS, || ward.cut(), || python.k_means(&ward.folder, 76, starts));
        say_part(&format!("k-means of 76, {starts} start{}", if starts == 1 { "" } else { "s" }), ours, theirs, 0.5);
    }
}

/// The doors of one polling district cut for the teams that came, beside the whole ward.
fn a_meeting_point(ward: &Area) {
    let largest = largest_district(&ward.doors);
    let here = || by_walking_into(&largest, Some(&ward.paths), TEAMS).len();
    let (ours, whole) = in_turn(RUNS, here, || each(1, || ward.cut()));
    println!("a polling district of {} doors, cut again for {} teams:", largest.len(), here());
    say_part("the whole ward", ours, whole, 0.25);
}

fn largest_district(doors: &[Door]) -> Vec<Door> {
    let mut districts: BTreeMap<&str, Vec<Door>> = BTreeMap::new();
    for door in doors {
        districts.entry(&door.polling_district).or_default().push(door.clone());
    }
    districts.into_values().max_by_key(Vec::len).expect("doors")
}

/// The order within rounds that k-means-constrained cut, beside what OR-tools finds in a second for each.
fn walking_orders(ward: &Area, python: Option<&Python>) {
    let rounds = fixed_rounds(&ward.doors);
    let points: Vec<Point> = ward.doors.iter().map(|door| door.at.expect("a place")).collect();
    let nearness = Nearness::on_paths(&ward.doors, &points, &ward.paths);
    let ours = || rounds.iter().map(|round| walking_order(round, &ward.doors, &nearness).1).sum::<u64>();
    let metres_a_door = |centimetres: u64| centimetres as f64 / 100.0 / ward.doors.len() as f64;
    let (far, a_round) = (metres_a_door(ours()), each(RUNS, ours) / rounds.len() as f64);
    println!("the walking order within {} rounds cut already:", rounds.len());
    println!("  {far:.2} m a door, {:.2} ms a round", a_round * 1e3);
    let Some(python) = python else { return python::not_run("OR-tools") };
    let (theirs, their_time) = python.or_tools(&rounds, &nearness);
    let theirs = metres_a_door(theirs);
    println!("  OR-tools: {theirs:.2} m a door, {:.0} ms a round", their_time / rounds.len() as f64 * 1e3);
    println!("  walking: {:.3} of it (at most 1.02){}", far / theirs, verdict(far <= 1.02 * theirs));
    say_part("OR-tools' time", a_round, their_time / rounds.len() as f64, 0.01);
}

/// Which doors are walked together, from the table beside the tests.
fn fixed_rounds(doors: &[Door]) -> Vec<Vec<usize>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/canvassing/fixed_cut_of_bounds_green.csv");
    let table = fs::read_to_string(path).expect("the table of rounds");
    let number: BTreeMap<&str, usize> = doors.iter().enumerate().map(|(number, door)| (door.id.as_str(), number)).collect();
    let mut rounds: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (door, round) in table.lines().skip(1).filter_map(|line| line.split_once(',')) {
        rounds.entry(round).or_default().push(number[door]);
    }
    rounds.into_values().collect()
}

fn a_constituency(area: &Area, python: Option<&Python>) {
    println!("a constituency of {} doors:", area.doors.len());
    let measured = Measured::of(&area.cut(), &area.doors);
    measured.say(8.0);
    println!("  {} pieces of street", measured.fragments);
    let memory = most_memory();
    println!("  memory: {:.0} MB (under 1,000){}", memory / 1e6, verdict(memory < 1e9));
    let Some(python) = python else {
        println!("  time: {:.2} s, distances included", each(RUNS_OF_A_CONSTITUENCY, || area.cut()));
        return python::not_run("scikit-learn's k-means");
    };
    let (ours, theirs) = in_turn(RUNS_OF_A_CONSTITUENCY, || area.cut(), || python.k_means(&area.folder, 611, 1));
    say_part("k-means of 611, 1 start", ours, theirs, 1.0);
}

/// The most memory that this process has held, in bytes.
fn most_memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<f64>().map_or(f64::NAN, |kilobytes| kilobytes * 1024.0)
}

/// Seconds of our work and of theirs, in turn, so that a busy moment meets both alike; the medians.
fn in_turn<T>(runs: usize, mut ours: impl FnMut() -> T, mut theirs: impl FnMut() -> f64) -> (f64, f64) {
    let (mut mine, mut other) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        mine.push(each(1, &mut ours));
        other.push(theirs());
    }
    (median(mine), median(other))
}

/// As [`seconds`], of short work: it is done several times over in each run.
fn each<T>(runs: usize, mut work: impl FnMut() -> T) -> f64 {
    let over_and_over = || (0..AT_ONCE).for_each(|_| drop(std::hint::black_box(work())));
    seconds(runs, over_and_over) / AT_ONCE as f64
}

/// The median of the seconds of one core that some work takes.
pub fn seconds<T>(runs: usize, mut work: impl FnMut() -> T) -> f64 {
    let once = |_| {
        let (begun, own) = (Instant::now(), own_time());
        std::hint::black_box(work());
        own_time().zip(own).map_or_else(|| begun.elapsed().as_secs_f64(), |(ended, begun)| ended - begun)
    };
    median((0..runs).map(once).collect())
}

/// The seconds that this thread has been at work, whatever else the machine did meanwhile; where the system tells them.
fn own_time() -> Option<f64> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds / 1e9)
}

pub fn say_part(what: &str, ours: f64, theirs: f64, most: f64) {
    let part = ours / theirs;
    println!(
        "  {:.1} ms to {:.1} ms of {what}: {part:.3} of it (at most {most}){}",
        ours * 1e3,
        theirs * 1e3,
        verdict(part <= most)
    );
}

pub fn verdict(holds: bool) -> &'static str {
    if holds { "" } else { "  MISSED" }
}
