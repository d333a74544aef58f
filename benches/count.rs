//! How fast papers are counted, beside stv-rs 0.5.1 in the same run.
//!
//! `cargo bench --bench count` prints each figure with what it was measured against. It installs stv-rs into `target/stv-rs`
//! the first time, and takes its elections from the folder that `WARDMOTE_CORPORA` names: a million papers sampled from Dublin
//! West 2002, one a line, and an ordinary ward of Glasgow. Figures of a busy machine are to be read as ratios.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Runs of each command, in turn with the others; the median counts.
const RUNS_OF_A_MILLION: usize = 5;
const RUNS_OF_A_WARD: usize = 101;
const MILLION: usize = 1_000_000;
/// What a million papers may take of the machine's memory.
const MEMORY: u64 = 150_000_000;

fn main() {
    // `cargo test` builds benches too, and asks them for nothing.
    if !env::args().any(|argument| argument == "--bench") {
        return;
    }
    let corpora = env::var_os("WARDMOTE_CORPORA").map_or_else(|| PathBuf::from("../shared/data"), PathBuf::from);
    let elections = corpora.join("elections");
    let Ok(dublin) = fs::read_to_string(elections.join("real/dublin_west_2002.blt")) else {
        println!("Not run: WARDMOTE_CORPORA names no folder with elections.");
        return;
    };
    let stv_rs = install_stv_rs();
    let folder = tempfile::tempdir().expect("a folder");
    let wardmote = installed(folder.path());
    a_million_papers(&wardmote, &stv_rs, folder.path(), &Blt::of(&dublin));
    let ward = fs::read_to_string(elections.join("scotland/glasgow_2017_ward2.blt")).expect("a ward");
    a_ward(&wardmote, &stv_rs, folder.path(), &Blt::of(&ward));
}

/// Our program as an installation has it, and as cargo installs the other: a copy.
fn installed(folder: &Path) -> PathBuf {
    let program = folder.join("wardmote");
    fs::copy(env!("CARGO_BIN_EXE_wardmote"), &program).expect("installed");
    program
}

/// The other counter, in a folder of its own: it is no dependency of ours.
fn install_stv_rs() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/stv-rs");
    let program = root.join("bin/stv-rs");
    if !program.exists() {
        let done = Command::new(env!("CARGO"))
            .args(["install", "stv-rs", "--version", "=0.5.1", "--root"])
            .arg(&root)
            .status()
            .expect("cargo runs");
        assert!(done.success(), "stv-rs could not be installed");
    }
    program
}

/// An election as text, in parts.
struct Blt<'a> {
    head: &'a str,
    candidates: usize,
    /// How many equal papers, and their marks.
    papers: Vec<(u64, &'a str)>,
    /// The names and the title.
    rest: String,
}

impl<'a> Blt<'a> {
    fn of(text: &'a str) -> Self {
        let mut lines = text.lines();
        let head = lines.next().expect("a head");
        let papers = lines.by_ref().take_while(|line| line.trim() != "0").map(|line| {
            let (weight, marks) = line.split_once(' ').expect("a paper");
            (weight.parse().expect("a number"), marks)
        });
        let papers = papers.collect();
        let candidates = head.split(' ').next().and_then(|number| number.parse().ok()).expect("the number of candidates");
        Self { head, candidates, papers, rest: lines.collect::<Vec<_>>().join("\n") }
    }

    /// Papers drawn with replacement, one a line; the draw is the same on every machine.
    fn sample(&self, papers: usize) -> Vec<(u64, &'a str)> {
        let mut reached = 0;
        let ends: Vec<u64> = self
            .papers
            .iter()
            .map(|(weight, _)| {
                reached += weight;
                reached
            })
            .collect();
        let mut state: u64 = 1;
        let draw = |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let drawn = (state >> 33) % reached;
            (1, self.papers[ends.partition_point(|end| *end <= drawn)].1)
        };
        (0..papers).map(draw).collect()
    }

    /// The file for us, and the same with short names for stv-rs, which takes no numbers.
    fn write(&self, folder: &Path, papers: &[(u64, &str)]) -> (PathBuf, PathBuf) {
        let short = |number: &str| if number == "0" { number.to_owned() } else { format!("c{number}") };
        let (mut plain, mut named) = (format!("{}\n", self.head), format!("{}\n[nick", self.head));
        (1..=self.candidates).for_each(|number| named.push_str(&format!(" c{number}")));
        named.push_str("]\n");
        for (weight, marks) in papers {
            plain.push_str(&format!("{weight} {marks}\n"));
            let marks: Vec<String> = marks.split_whitespace().map(short).collect();
            named.push_str(&format!("{weight} {}\n", marks.join(" ")));
        }
        let (ours, theirs) = (folder.join("papers.blt"), folder.join("papers_with_names.blt"));
        fs::write(&ours, format!("{plain}0\n{}\n", self.rest)).expect("written");
        fs::write(&theirs, format!("{named}0\n{}\n", self.rest)).expect("written");
        (ours, theirs)
    }
}

fn a_million_papers(wardmote: &Path, stv_rs: &Path, folder: &Path, dublin: &Blt) {
    let (ours, theirs) = dublin.write(folder, &dublin.sample(MILLION));
    println!("a million papers, {:.1} MB, read, merged, counted and written with every stage:", size(&ours) as f64 / 1e6);
    let mut commands = vec![theirs_by("fixed9", stv_rs, &theirs)];
    commands.extend(["stv-scottish", "stv-ers97", "av", "stv-meek"].map(|method| ours_by(method, wardmote, &ours)));
    let taken = medians(&commands, RUNS_OF_A_MILLION);
    let fixed = taken[0].time;
    println!("  stv-rs, fixed Meek: {:.3} s, {:.0} MB", fixed.as_secs_f64(), taken[0].memory as f64 / 1e6);
    for (method, taken, part) in [("Scottish", taken[1], 5), ("ERS97", taken[2], 5), ("AV", taken[3], 5), ("Meek", taken[4], 2)]
    {
        let holds = taken.time * part <= fixed && taken.memory < MEMORY;
        let (time, memory) = (taken.time.as_secs_f64(), taken.memory as f64 / 1e6);
        let times = fixed.as_secs_f64() / time;
        println!("  {method}: {time:.3} s, {memory:.0} MB: {times:.1} times as fast (at least {part}){}", verdict(holds));
    }
}

fn a_ward(wardmote: &Path, stv_rs: &Path, folder: &Path, ward: &Blt) {
    let (ours, theirs) = ward.write(folder, &ward.papers);
    println!("an ordinary ward, the whole process, stv-rs with fixed numbers and ours in turn:");
    for (method, name) in [("stv-scottish", "Scottish"), ("stv-ers97", "ERS97"), ("av", "AV"), ("stv-meek", "Meek")] {
        let taken = medians(&[theirs_by("fixed9", stv_rs, &theirs), ours_by(method, wardmote, &ours)], RUNS_OF_A_WARD);
        let [theirs, ours] = [taken[0], taken[1]].map(|taken| taken.time.as_secs_f64() * 1e3);
        let part = ours / theirs;
        println!("  {name}: {ours:.2} ms to {theirs:.2} ms, {part:.2} of it (at most 0.50){}", verdict(part <= 0.5));
    }
}

fn verdict(holds: bool) -> &'static str {
    if holds { "" } else { "  MISSED" }
}

fn theirs_by(arithmetic: &str, stv_rs: &Path, file: &Path) -> Vec<String> {
    let words = [&stv_rs.display().to_string(), "--arithmetic", arithmetic, "--input", &file.display().to_string(), "meek"];
    words.into_iter().chain(["--parallel", "no"]).map(str::to_owned).collect()
}

fn ours_by(method: &str, wardmote: &Path, file: &Path) -> Vec<String> {
    let words = [&wardmote.display().to_string(), "count", &file.display().to_string(), "--method", method];
    words.into_iter().chain(["--lots", "by-number", "--json"]).map(str::to_owned).collect()
}

/// What a run took.
#[derive(Clone, Copy)]
struct Taken {
    time: Duration,
    /// The most memory that it held, in bytes.
    memory: u64,
}

/// Runs the commands in turn, so that a busy moment meets all of them alike; gives the median of each.
fn medians(commands: &[Vec<String>], runs: usize) -> Vec<Taken> {
    let mut taken = vec![Vec::with_capacity(runs); commands.len()];
    for _ in 0..runs {
        for (command, taken) in commands.iter().zip(&mut taken) {
            taken.push(time(command));
        }
    }
    let median = |(command, mut times): (&Vec<String>, Vec<Duration>)| {
        times.sort_unstable();
        Taken { time: times[runs / 2], memory: memory(command) }
    };
    commands.iter().zip(taken).map(median).collect()
}

fn time(command: &[String]) -> Duration {
    let start = Instant::now();
    let done = quiet(command).status().expect("it runs");
    assert!(done.success(), "{command:?}");
    start.elapsed()
}

/// Watches one more run, whose time does not count.
fn memory(command: &[String]) -> u64 {
    let mut child = quiet(command).spawn().expect("it runs");
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().expect("it ends").is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()).and_then(|number| number.parse::<u64>().ok());
        most = most.max(kilobytes.unwrap_or(0) * 1024);
        thread::sleep(Duration::from_micros(200));
    }
    most
}

fn quiet(words: &[String]) -> Command {
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn size(file: &Path) -> u64 {
    fs::metadata(file).map_or(0, |facts| facts.len())
}
