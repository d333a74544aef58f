//! The libraries that the cut is measured against; they are no dependencies of ours.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use wardmote::canvassing::cut::Nearness;

/// A Python that has scikit-learn and OR-tools.
pub struct Python {
    program: OsString,
    /// The programs by which the baselines were first measured.
    baselines: PathBuf,
}

/// The seconds of this process's own time that k-means takes, the library loaded and warm.
const K_MEANS: &str = "
import csv, sys, time, numpy as np
from sklearn.cluster import KMeans
rows = csv.DictReader(open(sys.argv[1]))
places = np.array([[float(row['easting']), float(row['northing'])] for row in rows])
KMeans(n_clusters=8, n_init=1, random_state=1).fit_predict(places[:500])
begun = time.process_time()
KMeans(n_clusters=int(sys.argv[2]), n_init=int(sys.argv[3]), random_state=1).fit_predict(places)
print(time.process_time() - begun)
";

/// The centimetres of all walks that OR-tools finds in a second each, from any start to any end, and the seconds it took.
const OR_TOOLS: &str = "
import json, sys, time
from ortools.constraint_solver import pywrapcp, routing_enums_pb2 as enums
rounds = json.load(open(sys.argv[1]))
centimetres, begun = 0, time.time()
for between in rounds:
    manager = pywrapcp.RoutingIndexManager(len(between), 1, 0)
    model = pywrapcp.RoutingModel(manager)
    model.SetArcCostEvaluatorOfAllVehicles(model.RegisterTransitMatrix(between))
    search = pywrapcp.DefaultRoutingSearchParameters()
    search.first_solution_strategy = enums.FirstSolutionStrategy.PATH_CHEAPEST_ARC
    search.local_search_metaheuristic = enums.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    search.time_limit.FromMilliseconds(1000)
    centimetres += model.SolveWithParameters(search).ObjectiveValue()
print(centimetres, time.time() - begun)
";

impl Python {
    /// `data` is the folder of the corpora that has the programs of the baselines.
    pub fn found(data: &Path) -> Option<Self> {
        let program = env::var_os("WARDMOTE_PYTHON").unwrap_or_else(|| "python3".into());
        let python = Self { program, baselines: data.join("baselines") };
        let has_both = python.command().args(["-c", "import sklearn, ortools"]).output();
        has_both.is_ok_and(|done| done.status.success()).then_some(python)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.env("OMP_NUM_THREADS", "1");
        command
    }

    /// What a program prints, by its numbers.
    fn numbers(&self, program: &str, arguments: &[&str]) -> Vec<f64> {
        let done = self.command().args(["-c", program]).args(arguments).output().expect("Python runs");
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        said.split_whitespace().map(|number| number.parse().expect("a number")).collect()
    }

    /// Seconds of k-means over the doors of a folder.
    pub fn k_means(&self, folder: &Path, rounds: usize, starts: usize) -> f64 {
        let doors = folder.join("doors.csv").display().to_string();
        self.numbers(K_MEANS, &[&doors, &rounds.to_string(), &starts.to_string()])[0]
    }

    /// What the program of the baselines says of k-means: its rounds, walked by the same measuring stick.
    pub fn k_means_measured(&self, folder: &Path) -> String {
        let program = self.baselines.join("bench_turf.py");
        let done = self.command().arg(program).arg(folder).args(["-", "kmeans"]).output().expect("Python runs");
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        let measured = said.lines().rev().find_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        measured.map_or("not run".to_owned(), |measured| {
            let figure = |name: &str| measured[name].to_string();
            let (metres, least, most) = (figure("m_per_door"), figure("min"), figure("max"));
            format!("{metres} m a door, rounds of {least} to {most} doors, {} pieces", figure("street_fragments"))
        })
    }

    /// What the program of the baselines says of its rota, and the seconds that its best solver took.
    pub fn rota(&self) -> Option<(String, f64)> {
        let done = self.command().arg(self.baselines.join("bench_rota.py")).output().ok()?;
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        let line = said.lines().find(|line| line.starts_with("CP-SAT"))?.to_owned();
        let seconds = line.strip_suffix(" wall s")?.rsplit(' ').next()?.parse().ok()?;
        Some((line, seconds))
    }

    /// Centimetres and seconds of OR-tools for all rounds.
    pub fn or_tools(&self, rounds: &[Vec<usize>], nearness: &Nearness) -> (u64, f64) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("rounds.json");
        let tables: Vec<_> = rounds.iter().map(|round| with_a_door_nowhere(round, nearness)).collect();
        fs::write(&file, serde_json::to_vec(&tables).expect("json")).expect("written");
        let said = self.numbers(OR_TOOLS, &[&file.display().to_string()]);
        (said[0] as u64, said[1])
    }
}

/// How far the doors of a round are apart; the first row is a door that is nought from all, so that a walk has any start.
fn with_a_door_nowhere(round: &[usize], nearness: &Nearness) -> Vec<Vec<u32>> {
    let row = |one: &usize| [0].into_iter().chain(round.iter().map(|other| nearness.between(*one, *other))).collect();
    [vec![0; round.len() + 1]].into_iter().chain(round.iter().map(row)).collect()
}

pub fn not_run(what: &str) {
    println!("  {what}: not run. Install scikit-learn and ortools into a Python and name it in WARDMOTE_PYTHON.");
}
