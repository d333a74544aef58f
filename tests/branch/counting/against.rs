//! Counting every election of a folder and noting where the answer differs from the known one.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::Mutex;

use serde_json::Value;
use wardmote::ballots::count::{Election, Lots, Method, Sheet, Stage, count};

/// What a comparison found.
#[derive(Default)]
pub struct Report {
    /// By method: files whose winners agree, and files whose every stage agrees.
    counted: BTreeMap<&'static str, (usize, usize)>,
    pub differences: Vec<String>,
}

impl Report {
    /// Files whose winners agree.
    pub fn agreeing(&self, method: &str) -> usize {
        self.counted.get(method).map_or(0, |(winners, _)| *winners)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (method, (winners, stages)) in &self.counted {
            writeln!(f, "{method}: winners agree in {winners} files, every stage in {stages}")?;
        }
        for difference in &self.differences {
            writeln!(f, "DIFFERS {difference}")?;
        }
        Ok(())
    }
}

/// Counts all elections of the folder by all methods whose answer is known.
pub fn compare(folder: &Path) -> Report {
    let expected = json(&text(&folder.join("expected.json")));
    let rounds = rounds(folder);
    let files: Vec<(&String, &Value)> = expected["files"].as_object().expect("files").iter().collect();
    let report = Mutex::new(Report::default());
    std::thread::scope(|scope| {
        for half in [0, 1] {
            let (files, rounds, report) = (&files, &rounds, &report);
            scope.spawn(move || {
                for (file, known) in files.iter().skip(half).step_by(2) {
                    compare_file(folder, file, known, rounds, report);
                }
            });
        }
    });
    report.into_inner().expect("both halves ended")
}

type Rounds = BTreeMap<(&'static str, String), Value>;

fn compare_file(folder: &Path, file: &str, known: &Value, rounds: &Rounds, report: &Mutex<Report>) {
    let bytes = std::fs::read(folder.join(file)).expect(file);
    let election = Election::read(&bytes).unwrap_or_else(|fault| panic!("{file}: {fault}"));
    for (method, name) in METHODS {
        let answer = &known["methods"][name];
        if !is_settled(answer, &election) {
            continue;
        }
        let sheet = count(&election, method, election.seats, &Lots::ByNumber).unwrap_or_else(|stop| panic!("{file}: {stop}"));
        let stages = rounds.get(&(method.as_str(), file.to_owned())).filter(|_| answer["confidence"] != "policy");
        let difference = winners_differ(&sheet, answer).or_else(|| stages.and_then(|stages| stages_differ(&sheet, stages)));

        let mut report = report.lock().expect("no thread failed");
        match difference {
            Some(difference) => report.differences.push(format!("{file} by {name}: {difference}")),
            None => {
                let counted = report.counted.entry(method.as_str()).or_default();
                counted.0 += 1;
                counted.1 += usize::from(stages.is_some());
            }
        }
    }
}

/// Our methods and what the collection calls them.
const METHODS: [(Method, &str); 7] = [
    (Method::Fptp, "fptp"),
    (Method::Av, "av"),
    (Method::StvScottish, "scottish"),
    (Method::StvErs97, "ers97"),
    (Method::StvMeek, "meek"),
    (Method::StvMeekNz, "meek-nz"),
    (Method::StvWigm, "wigm-prf"),
];

/// Whether the known answer can be trusted: at least two programs agree on it or the rule's text
/// decides, or one program gives it for papers without equal ranks, which programs read differently.
fn is_settled(answer: &Value, election: &Election) -> bool {
    match answer["confidence"].as_str() {
        Some("verified" | "rule-text" | "policy") => true,
        Some("single") => !election.papers.have_equal_ranks(),
        _ => false,
    }
}

fn winners_differ(sheet: &Sheet, answer: &Value) -> Option<String> {
    let mut elected = sheet.elected.clone();
    if let Some(order) = numbers(&answer["order_of_election"])
        && !elected.is_empty()
    {
        return (elected != order).then(|| format!("elected {elected:?}, known is the order {order:?}"));
    }
    elected.sort_unstable();
    let winners = numbers(&answer["winners"])?;
    (elected != winners).then(|| format!("elected {elected:?}, known is {winners:?}"))
}

fn stages_differ(sheet: &Sheet, known: &Value) -> Option<String> {
    let stages = known["stages"].as_array()?;
    if stages.len() != sheet.stages.len() {
        return Some(format!("{} stages, known are {}", sheet.stages.len(), stages.len()));
    }
    sheet.stages.iter().zip(stages).find_map(|(stage, known)| stage_differs(stage, known))
}

fn stage_differs(stage: &Stage, known: &Value) -> Option<String> {
    let number = stage.number;
    let mut elected = numbers(&known["elected"]).unwrap_or_default();
    elected.extend(numbers(&known["elected_last"]).unwrap_or_default());
    elected.sort_unstable();
    let mut ours = stage.elected.clone();
    ours.sort_unstable();
    if ours != elected {
        return Some(format!("stage {number} elects {ours:?}, known is {elected:?}"));
    }
    // A stage that only says "the rest are elected" has no figures of its own.
    let tally = known["tally"].as_object()?;
    for (candidate, units) in tally {
        let ours = candidate.parse().ok().and_then(|number: u32| stage.tally.get(&number)).map(|votes| votes.units);
        if ours != units.as_u64().map(u128::from) {
            return Some(format!("stage {number}: candidate {candidate} has {ours:?}, known is {units}"));
        }
    }
    let lost = known["nontransferable"].as_u64().map(u128::from);
    (Some(stage.nontransferable.units) != lost)
        .then(|| format!("stage {number}: not transferable {}, known is {lost:?}", stage.nontransferable))
}

fn rounds(folder: &Path) -> Rounds {
    let mut rounds = Rounds::new();
    for (method, file) in [(Method::StvScottish, "scottish"), (Method::StvErs97, "ers97")] {
        for line in text(&folder.join(format!("rounds/{file}.jsonl"))).lines() {
            let round = json(line);
            let file = round["file"].as_str().expect("a file").to_owned();
            rounds.insert((method.as_str(), file), round);
        }
    }
    rounds
}

fn numbers(list: &Value) -> Option<Vec<u32>> {
    list.as_array()?.iter().map(|number| number.as_u64().and_then(|number| u32::try_from(number).ok())).collect()
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}
