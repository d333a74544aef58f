//! A PostgreSQL of our own: a throw-away cluster for this run, one database for each story.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use diesel::{Connection, PgConnection, RunQueryDsl};

/// A running server and how to reach it.
pub struct Cluster {
    /// Address without a database name.
    address: String,
    /// Lives as long as we do: its shell reads our end of a pipe, and stops the server when we are gone.
    _server: Option<Child>,
}

static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
static DATABASES: AtomicU32 = AtomicU32::new(0);

/// The cluster of this run: the one that `WARDMOTE_TEST_POSTGRES` names, or one made by `initdb`; none where neither is to be had.
pub fn cluster() -> Option<&'static Cluster> {
    CLUSTER
        .get_or_init(|| match std::env::var("WARDMOTE_TEST_POSTGRES") {
            Ok(address) => Some(Cluster { address: address.trim_end_matches('/').to_owned(), _server: None }),
            Err(_) => programs().map(|programs| start(&programs)),
        })
        .as_ref()
}

impl Cluster {
    /// Makes an empty database and returns its address.
    pub fn fresh_database(&self) -> String {
        let name = format!("story_{}_{}", std::process::id(), DATABASES.fetch_add(1, Ordering::SeqCst));
        let mut conn = PgConnection::establish(&format!("{}/postgres", self.address)).expect("the cluster answers");
        diesel::sql_query(format!("CREATE DATABASE {name}")).execute(&mut conn).expect("a database can be made");
        format!("{}/{name}", self.address)
    }
}

/// Where `initdb` and `postgres` stand.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    versions.flatten().map(|version| version.path().join("bin")).find(|folder| folder.join("initdb").exists())
}

fn start(programs: &Path) -> Cluster {
    let folder = tempfile::Builder::new().prefix("wardmote-pg-").tempdir_in("/tmp").expect("a temporary folder").keep();
    std::fs::create_dir(folder.join("socket")).expect("a folder for the socket");
    let port = free_port();
    let place = folder.display();
    let script = format!(
        "{bin}/initdb -D {place}/data -A trust -U story -N >/dev/null && \
         {{ {bin}/postgres -D {place}/data -p {port} -k {place}/socket -h 127.0.0.1 \
            -c fsync=off -c max_connections=200 >{place}/log 2>&1 & }} && server=$! && cat >/dev/null; kill -INT $server; \
         wait $server; rm -rf {place}",
        bin = programs.display()
    );
    let mut shell = as_ordinary_user(&folder, &script);
    let server = shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a shell starts");
    let address = format!("postgres://story@127.0.0.1:{port}");
    wait_for(&format!("{address}/postgres"));
    Cluster { address, _server: Some(server) }
}

/// PostgreSQL refuses to run as root, so root hands it to the user that its package made.
fn as_ordinary_user(folder: &Path, script: &str) -> Command {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.trim_ascii() == b"0");
    if !is_root {
        let mut shell = Command::new("sh");
        shell.args(["-c", script]);
        return shell;
    }
    let given = Command::new("chown").arg("-R").arg("postgres").arg(folder).status();
    assert!(given.is_ok_and(|status| status.success()), "the folder can be given to the user postgres");
    let mut shell = Command::new("runuser");
    shell.args(["-u", "postgres", "--", "sh", "-c", script]);
    shell
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its number").port()
}

/// Waits until the server takes connections; half a minute is far more than it needs.
fn wait_for(address: &str) {
    for _ in 0..300 {
        if PgConnection::establish(address).is_ok() {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("PostgreSQL did not start within half a minute");
}
