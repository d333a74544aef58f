//! What comes with Postfix: a server that throws everything away, a client that sends as fast as it can, and the real thing.

use std::{
    fs,
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// A mail server that throws everything away.
pub struct Sink {
    child: Child,
    pub address: SocketAddr,
}

impl Sink {
    pub fn started() -> Self {
        let address = free_address();
        let child = Command::new("/usr/sbin/smtp-sink")
            .args(["-u", "nobody", "-c", &address.to_string(), "1000"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("smtp-sink comes with Postfix");
        wait_for(address);
        Self { child, address }
    }

    pub fn url(&self) -> String {
        format!("smtp://{}?tls=none", self.address)
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Messages a second of `smtp-source` over so many lines.
pub fn smtp_source(to: SocketAddr, lines: usize, messages: usize, bytes: usize) -> f64 {
    let begun = Instant::now();
    let sent = Command::new("/usr/sbin/smtp-source")
        .args(["-d", "-s", &lines.to_string(), "-m", &messages.to_string(), "-l", &bytes.to_string()])
        .args(["-f", "branch@example.org", "-t", "m1@example.com", &to.to_string()])
        .status()
        .expect("smtp-source comes with Postfix");
    assert!(sent.success());
    messages as f64 / begun.elapsed().as_secs_f64()
}

/// A Postfix of our own, with its queue on the disk; what it takes it throws away later.
pub struct Postfix {
    folder: tempfile::TempDir,
    pub address: SocketAddr,
}

impl Postfix {
    /// Needs to be root, as Postfix does; nothing where that fails.
    pub fn started() -> Option<Self> {
        let folder = tempfile::Builder::new().prefix("wardmote-postfix-").tempdir_in("/var/tmp").ok()?;
        let (place, address) = (folder.path().display().to_string(), free_address());
        let etc = folder.path().join("etc");
        for name in ["etc", "queue", "data"] {
            fs::create_dir(folder.path().join(name)).ok()?;
        }
        let main = format!(
            "compatibility_level = 3.6\nqueue_directory = {place}/queue\ndata_directory = {place}/data\n\
             command_directory = /usr/sbin\ndaemon_directory = /usr/lib/postfix/sbin\nmail_owner = postfix\n\
             setgid_group = postdrop\ninet_interfaces = loopback-only\ninet_protocols = ipv4\nmyhostname = relay.example\n\
             mydestination =\nmynetworks = 127.0.0.0/8\nlocal_recipient_maps =\ndefault_transport = discard:\n\
             relay_transport = discard:\nalias_maps =\nalias_database =\nmaillog_file = /var/log/wardmote-bench.log\n\
             smtpd_client_connection_count_limit = 0\nsmtpd_relay_restrictions = permit_mynetworks, reject\n"
        );
        fs::write(etc.join("main.cf"), main).ok()?;
        let known = fs::read_to_string("/usr/share/postfix/master.cf.dist").ok()?;
        let ours = known.lines().map(|line| {
            if line.starts_with("smtp      inet") { line.replacen("smtp ", &format!("{address} "), 1) } else { line.to_owned() }
        });
        let log = "postlog   unix-dgram n  -       n       -       1       postlogd";
        fs::write(etc.join("master.cf"), ours.map(|line| unjailed(&line)).collect::<Vec<_>>().join("\n") + "\n" + log + "\n")
            .ok()?;
        let _ = Command::new("chown").args(["postfix", &format!("{place}/data")]).status();
        let _ = Command::new("chmod").args(["755", &place]).status();
        let postfix = Self { folder, address };
        let started = postfix.told("start");
        (started && answers_within(address, Duration::from_secs(20))).then_some(postfix)
    }

    fn told(&self, what: &str) -> bool {
        let etc = self.folder.path().join("etc").display().to_string();
        let status =
            Command::new("/usr/sbin/postfix").args(["-c", &etc, what]).stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success())
    }

    pub fn url(&self) -> String {
        format!("smtp://{}?tls=none", self.address)
    }
}

impl Drop for Postfix {
    fn drop(&mut self) {
        self.told("stop");
    }
}

/// A service that runs in the whole file system, as the folder has no jail.
fn unjailed(line: &str) -> String {
    let mut words: Vec<&str> = line.split_whitespace().collect();
    if line.starts_with(['#', ' ']) || words.len() < 8 {
        return line.to_owned();
    }
    words[4] = "n";
    words.join(" ")
}

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port")
}

fn answers_within(address: SocketAddr, most: Duration) -> bool {
    let since = Instant::now();
    while since.elapsed() < most {
        if TcpStream::connect(address).is_ok() {
            return true;
        }
        thread::sleep(Duration::from_millis(20));
    }
    false
}

fn wait_for(address: SocketAddr) {
    assert!(answers_within(address, Duration::from_secs(20)), "nobody listens on {address}");
}

/// What a process takes of the memory at the most, in MiB.
pub fn most_memory(process: u32) -> f64 {
    let status = fs::read_to_string(Path::new("/proc").join(process.to_string()).join("status")).expect("Linux");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("the most it took");
    let kibibytes: f64 = line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).expect("a number");
    kibibytes / 1024.0
}
