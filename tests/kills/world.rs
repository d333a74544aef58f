//! A branch on a database of its own, the program that runs on it, and the dice.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Mutex, PoisonError},
};

use tempfile::TempDir;
use wardmote::{
    audit::{Act, Actor, Scribe},
    branch::{self, Founding, Kind},
    clock::Clock,
    config::Settings,
    db::{self, BranchId},
    render::Templates,
    web::Problem,
    zone::Zone,
};

use super::Database;

pub struct World {
    pub folder: TempDir,
    pub database: String,
    pub scribe: Scribe,
    pub branch: BranchId,
}

impl World {
    pub fn on(database: Database) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let database = database.address(folder.path())?;
        let own = folder.path().join("own/templates/try/mail");
        fs::create_dir_all(&own).expect("a folder");
        for (ending, text) in [("subject", "Notice"), ("txt", "We meet on Thursday."), ("html", "<p>We meet on Thursday.</p>")]
        {
            fs::write(own.join(format!("notice.{ending}")), text).expect("a file");
        }
        let mut settings = Settings::read(None).expect("the defaults are complete");
        settings.mail.many = 0;
        settings.data_dir = folder.path().to_owned();
        let pool = db::open(&database).expect("the database opens");
        db::migrate(&mut pool.get().expect("a connection")).expect("the tables are made");
        let templates = Templates::load(Some(&folder.path().join("own"))).expect("the templates load");
        let scribe = Scribe::new(pool, Clock::of_the_machine(), templates, settings);
        let world = Self { folder, database, scribe, branch: BranchId::fresh() };
        let founding = Founding {
            id: world.branch,
            name: "Northmoor".to_owned(),
            kind: Kind::Party,
            zone: Zone::london(),
            hue: 27,
            is_practice: false,
            rulebook: "party-branch".to_owned(),
        };
        let founded_on = world.scribe.clock().now().date_naive() - chrono::Days::new(900);
        world.act(|act| Ok(branch::found(act, &founding, founded_on)?));
        Some(world)
    }

    pub fn act<T>(&self, deed: impl FnOnce(&mut Act<'_>) -> Result<T, Problem>) -> T {
        self.scribe.act(self.branch, Actor::Console, deed).unwrap_or_else(|problem| panic!("a deed was not done: {problem:?}"))
    }

    /// Starts the program with `command`, on this branch.
    pub fn starts(&self, command: &str, smtp_url: &str) -> Program {
        self.begins(Command::new(env!("CARGO_BIN_EXE_wardmote")), command, smtp_url)
    }

    /// The same, and all that it has to say, however small, goes into this file.
    pub fn starts_telling(&self, log: &Path, command: &str) -> Program {
        let file = fs::File::create(log).expect("a file for the log");
        let mut program = prepared(Command::new(env!("CARGO_BIN_EXE_wardmote")), self.folder(), &self.database, command, "");
        program.env("RUST_LOG", "debug").stderr(file);
        Program { child: program.spawn().expect("the program starts"), base: None }
    }

    /// Where its files are.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The same on a disk that holds no file of more bytes: what goes beyond is refused as on a full one.
    pub fn starts_with_room_for(&self, command: &str, bytes: u64) -> Program {
        let mut shell = Command::new("sh");
        // In blocks of 512 bytes; the signal that goes with the refusal would end the program.
        let room = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"", bytes / 512);
        shell.args(["-c", &room, env!("CARGO_BIN_EXE_wardmote")]);
        self.begins(shell, command, "")
    }

    fn begins(&self, program: Command, command: &str, smtp_url: &str) -> Program {
        begun(program, self.folder.path(), &self.database, command, smtp_url)
    }
}

/// Starts the program on a database that need not hold a branch.
pub fn starts_on(folder: &Path, database: &str, command: &str, smtp_url: &str) -> Program {
    begun(Command::new(env!("CARGO_BIN_EXE_wardmote")), folder, database, command, smtp_url)
}

fn begun(program: Command, folder: &Path, database: &str, command: &str, smtp_url: &str) -> Program {
    let mut program = prepared(program, folder, database, command, smtp_url);
    Program { child: program.spawn().expect("the program starts"), base: None }
}

fn prepared(mut program: Command, folder: &Path, database: &str, command: &str, smtp_url: &str) -> Command {
    program
        .args(["--listen", "127.0.0.1:0", command])
        .current_dir(folder)
        .env("WARDMOTE_DATA_DIR", folder)
        .env("WARDMOTE_DATABASE_URL", database)
        .env("WARDMOTE_MAIL__SMTP_URL", smtp_url)
        .env("WARDMOTE_MAIL__FROM", "branch@example.org")
        .env("WARDMOTE_MAIL__PER_SECOND_AND_DOMAIN", "0")
        .env("WARDMOTE_MAIL__IN_FLIGHT_AND_DOMAIN", "0")
        .env("WARDMOTE_MAIL__QUIET_FROM", "00:00")
        .env("WARDMOTE_MAIL__QUIET_UNTIL", "00:00")
        .env("RUST_LOG", "error")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    program
}

/// A running program; it is killed with the test at the latest.
pub struct Program {
    child: Child,
    base: Option<String>,
}

impl Program {
    /// Where its pages are.
    pub fn base(&mut self) -> String {
        let base = self.base.take().unwrap_or_else(|| self.says_where());
        self.base.insert(base).clone()
    }

    fn says_where(&mut self) -> String {
        let mut line = String::new();
        let words = self.child.stdout.take().expect("its standard output");
        BufReader::new(words).read_line(&mut line).expect("it says where it is");
        let address = line.split_whitespace().last().expect("an address");
        address.split('/').take(3).collect::<Vec<_>>().join("/")
    }

    /// Its memory in KiB and how many files it holds open, as the machine counts them; nothing where it does not count.
    pub fn weighs(&self) -> Option<(u64, usize)> {
        let own = format!("/proc/{}", self.child.id());
        let status = fs::read_to_string(format!("{own}/status")).ok()?;
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        let files = fs::read_dir(format!("{own}/fd")).ok()?.count();
        Some((resident.split_whitespace().next()?.parse().ok()?, files))
    }

    /// Tells it to stop, and waits until it has.
    pub fn ends(&mut self) -> ExitStatus {
        let told = Command::new("kill").args(["-s", "TERM", &self.child.id().to_string()]).status();
        assert!(told.expect("a shell's own word").success());
        self.child.wait().expect("it ends")
    }

    /// Ends it as a power cut would: on Unix this is `kill -9`.
    pub fn dies(mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it is gone");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A row of dice that follows from its seed (splitmix64).
pub struct Dice(Mutex<u64>);

impl Dice {
    /// The seed that `WARDMOTE_TEST_SEED` names, or the usual one; it is printed.
    pub fn thrown_for(what: &str) -> Self {
        let seed = number("WARDMOTE_TEST_SEED").unwrap_or(20_261_129);
        println!("{what}: seed {seed}");
        Self(Mutex::new(seed))
    }

    pub fn below(&self, end: u64) -> u64 {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }
}

/// How many kills are asked for.
pub fn kills(few: u64) -> u64 {
    number("WARDMOTE_TEST_KILLS").unwrap_or(few)
}

pub fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{variable} is {text}, which is no number")))
}
