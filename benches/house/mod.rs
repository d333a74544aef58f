//! What several benches need: the program running in a folder of its own, and a branch to run it on.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
};

use wardmote::{
    audit::Scribe,
    branch::{Founding, Kind},
    clock::Clock,
    config::Settings,
    db::{self, BranchId},
    render::Templates,
};

/// A running program, in a folder of its own.
pub struct Running {
    child: Child,
    /// What it printed: the address to open first.
    pub address: String,
    _words: BufReader<ChildStdout>,
    pub folder: tempfile::TempDir,
}

impl Running {
    /// Starts it with these arguments and settings, and waits until it says where it is.
    pub fn start(folder: tempfile::TempDir, arguments: &[&str], settings: &[(&str, String)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_wardmote"))
            .args(arguments)
            .current_dir(folder.path())
            .envs(settings.iter().map(|(name, value)| (*name, value.as_str())))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut words = BufReader::new(child.stdout.take().expect("its standard output"));
        let mut line = String::new();
        words.read_line(&mut line).expect("it says where it is");
        let address = line.split_whitespace().last().expect("an address").to_owned();
        Self { child, address, _words: words, folder }
    }

    pub fn base(&self) -> String {
        self.address.split('/').take(3).collect::<Vec<_>>().join("/")
    }

    /// Its number among the processes of the machine.
    pub fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }
}

pub fn empty_folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

pub fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// A party branch that is no practice branch.
pub fn northmoor(id: BranchId) -> Founding {
    Founding {
        id,
        name: "Northmoor".to_owned(),
        kind: Kind::Party,
        zone: chrono_tz::Europe::London,
        hue: 27,
        is_practice: false,
        rulebook: "party-branch".to_owned(),
    }
}

/// Opens the database of a data folder as the program would.
pub fn scribe_in(data: &Path) -> Scribe {
    fs::create_dir_all(data).expect("a folder");
    let mut settings = Settings::read(None).expect("the defaults are complete");
    settings.data_dir = PathBuf::from(data);
    let pool = db::open(&settings.database()).expect("the database opens");
    db::migrate(&mut pool.get().expect("a connection")).expect("the migrations run");
    Scribe::new(pool, Clock::of_the_machine(), Templates::load(None).expect("the templates load"), settings)
}
