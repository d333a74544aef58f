//! Mail against real servers, and the messages themselves.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use diesel::QueryResult;
use serde_json::json;
use tempfile::TempDir;
use wardmote::{
    audit::{Actor, Scribe, Unwritten},
    branch::{self, Founding, Kind},
    clock::Clock,
    config::Settings,
    db::{self, BranchId, Conn, NoticeId},
    mail::{
        Category, Notice, Recipient, Standing, messages, notice_about, queue, served, standing,
        worker::{Pace, Running},
    },
    render::Templates,
    zone::Zone,
};

use crate::world::missing;

/// Where Debian's package postfix puts its test server.
const SMTP_SINK: &str = "/usr/sbin/smtp-sink";

#[test]
fn the_whole_outbox_goes_to_a_server_made_by_postfix() {
    if !Path::new(SMTP_SINK).exists() {
        return missing("smtp", "smtp-sink is not on this machine");
    }
    let address = free_address();
    let folder = tempfile::tempdir().expect("a folder");
    let dump = folder.path().join("came");
    fs::create_dir(&dump).expect("a folder");
    open_to_all(&dump);
    let template = dump.join("%H%M%S.");
    let mut sink = smtp_sink();
    let _sink = Server::started(sink.arg("-d").arg(&template).args([&address.to_string(), "100"]).current_dir(&dump), address);

    let office = Office::sending_to(&format!("smtp://{address}?tls=none"));
    office.queues(Category::Statutory, 120);
    let standing = office.works_until(|standing| standing.waiting == 0);

    assert_eq!(standing, Standing { accepted: 120, ..Standing::default() });
    let came: Vec<PathBuf> = fs::read_dir(&dump).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    assert_eq!(came.len(), 120);
    let text = fs::read_to_string(&came[0]).expect("text");
    assert!(text.contains("Auto-Submitted: auto-generated") && text.contains("We meet on Thursday"), "{text}");
}

#[test]
fn a_server_made_by_postfix_that_puts_everybody_off_leaves_all_of_it_waiting() {
    if !Path::new(SMTP_SINK).exists() {
        return missing("smtp", "smtp-sink is not on this machine");
    }
    let address = free_address();
    let _sink = Server::started(smtp_sink().args(["-r", "rcpt", &address.to_string(), "100"]), address);

    let office = Office::sending_to(&format!("smtp://{address}?tls=none"));
    office.queues(Category::Statutory, 20);
    office.works_until_an_answer_came();

    assert_eq!(office.standing(), Standing { waiting: 20, ..Standing::default() });
}

/// It refuses to run as root, and only root may make it run as somebody else.
fn smtp_sink() -> Command {
    let mut sink = Command::new(SMTP_SINK);
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0) {
            sink.args(["-u", "nobody"]);
        }
    }
    sink
}

/// aiosmtpd with STARTTLS and a password: what a real relay asks for. It prints the Message-ID of whatever it takes.
const RELAY: &str = r#"
import asyncio, ssl, sys
from aiosmtpd.smtp import SMTP, AuthResult
host, port, cert, key, wrapped = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4], sys.argv[5] == "tls"
class Handler:
    async def handle_DATA(self, server, session, envelope):
        text = envelope.content.decode()
        print([line for line in text.splitlines() if line.startswith("Message-ID:")][0], flush=True)
        return "250 2.0.0 taken"
def known(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"branch@example.org", b"p@ss word"))
context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(cert, key)
async def main():
    loop = asyncio.get_running_loop()
    def make():
        print("a caller", flush=True)
        return SMTP(Handler(), authenticator=known, auth_required=True, auth_require_tls=not wrapped,
                    tls_context=None if wrapped else context, require_starttls=not wrapped, enable_SMTPUTF8=True)
    server = await loop.create_server(make, host, port, ssl=context if wrapped else None)
    await server.serve_forever()
asyncio.run(main())
"#;

#[test]
fn a_relay_that_asks_for_encryption_and_a_password_gets_both() {
    for (scheme, kind) in [("smtp", "starttls"), ("smtps", "tls")] {
        let Some(relay) = Relay::started(kind) else { return };
        let ca = relay.certificate.display();
        let office =
            Office::sending_to(&format!("{scheme}://branch%40example.org:p%40ss%20word@localhost:{}?ca={ca}", relay.port));
        office.queues(Category::Service, 8);

        let standing = office.works_until(|standing| standing.waiting == 0);

        assert_eq!(standing.accepted, 8, "{kind}");
    }
}

#[test]
fn a_relay_whose_certificate_nobody_vouches_for_is_told_nothing() {
    for (scheme, kind) in [("smtp", "starttls"), ("smtps", "tls")] {
        let Some(relay) = Relay::started(kind) else { return };
        let office = Office::sending_to(&format!("{scheme}://branch%40example.org:p%40ss%20word@localhost:{}", relay.port));
        office.queues(Category::Service, 2);

        // Who calls again has given up the call before.
        let before = relay.callers();
        office.works_while(|| relay.callers() < before + 2);

        assert_eq!(office.standing(), Standing { waiting: 2, ..Standing::default() }, "{kind}");
    }
}

#[test]
fn the_way_in_names_branch_code_and_link_in_every_part() {
    let templates = Templates::load(None).expect("the templates load");
    let context = json!({
        "branch": "Moss Side & Whalley", "brand": "#ac1117", "is_practice": false, "base": "http://127.0.0.1:8080",
        "name": "Siân <script>", "facts": { "code": "ABC234", "link": "http://127.0.0.1:8080/sign-in/link#4f1c" },
    });
    let part = |ending: &str| {
        let template = format!("accounts/mail/way_in.{ending}");
        templates.text(&template, Zone::london(), &context).unwrap_or_else(|fault| panic!("{fault}"))
    };

    assert_eq!(part("subject").trim(), "ABC234 is your code for Moss Side & Whalley");
    let (text, html) = (part("txt"), part("html"));
    for words in ["ABC234", "http://127.0.0.1:8080/sign-in/link#4f1c"] {
        assert!(text.contains(words), "{text}");
    }
    assert!(html.contains("ABC234") && html.contains("#4f1c") && html.contains("Moss Side &amp; Whalley"), "{html}");
    assert!(!html.contains("<script>") && !html.contains("<img"), "{html}");
    if let Ok(folder) = std::env::var("WARDMOTE_TEST_LOOK") {
        fs::write(Path::new(&folder).join("way_in.html"), &html).expect("written");
        fs::write(Path::new(&folder).join("way_in.txt"), &text).expect("written");
    }
}

/// A branch with an outbox and the built-in templates.
struct Office {
    scribe: Scribe,
    branch: BranchId,
    _folder: TempDir,
}

impl Office {
    fn sending_to(smtp_url: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let own = folder.path().join("own/templates/try/mail");
        fs::create_dir_all(&own).expect("a folder");
        for (ending, text) in [("subject", "Notice"), ("txt", "We meet on Thursday."), ("html", "<p>We meet on Thursday.</p>")]
        {
            fs::write(own.join(format!("notice.{ending}")), text).expect("a file");
        }
        let mut settings = Settings::read(None).expect("the defaults are complete");
        settings.mail.many = 0;
        (settings.mail.per_second_and_domain, settings.mail.in_flight_and_domain) = (0, 0);
        settings.data_dir = folder.path().to_owned();
        settings.mail.smtp_url = smtp_url.to_owned();
        settings.mail.from = "branch@example.org".to_owned();
        let pool = db::open(&folder.path().join("branch.sqlite3").display().to_string()).expect("the database opens");
        db::migrate(&mut pool.get().expect("a connection")).expect("the tables are made");
        let templates = Templates::load(Some(&folder.path().join("own"))).expect("the templates load");
        let scribe = Scribe::new(pool, Clock::of_the_machine(), templates, settings);
        let (branch, zone) = (BranchId::fresh(), Zone::london());
        let (name, rulebook) = ("Moss Side".to_owned(), "party-branch".to_owned());
        let founding = Founding { id: branch, name, kind: Kind::Party, zone, hue: 27, is_practice: false, rulebook };
        let today = scribe.clock().today(zone);
        scribe.act::<_, Unwritten>(branch, Actor::Console, |act| Ok(branch::found(act, &founding, today)?)).expect("founded");
        Self { scribe, branch, _folder: folder }
    }

    fn queues(&self, category: Category, number: usize) {
        let about = "/meetings/1".to_owned();
        let notice = Notice { kind: "meeting called", category, about, template: "try/mail/notice", deadline: None };
        let letters: Vec<_> = (0..number)
            .map(|number| Recipient {
                person: None,
                name: format!("Member {number}"),
                address: Some(format!("m{number}@example.org")),
            })
            .map(|recipient| (recipient, ()))
            .collect();
        self.scribe.act::<_, Unwritten>(self.branch, Actor::Visitor, |act| Ok(queue(act, &notice, &letters)?)).expect("queued");
    }

    fn works_until(&self, is_done: impl Fn(Standing) -> bool) -> Standing {
        self.works_while(|| !is_done(self.standing()));
        self.standing()
    }

    /// Until a server has said something about one of the messages, or its silence was written down.
    fn works_until_an_answer_came(&self) {
        self.works_while(|| self.of_the_notice(served).iter().all(|line| line.reply.is_none()));
    }

    fn works_while(&self, is_waiting: impl Fn() -> bool) {
        let _worker = Running::start(Pace::quick(), self.scribe.clone()).expect("the worker starts");
        let since = Instant::now();
        while is_waiting() {
            let stuck = || self.scribe.read::<_, Unwritten>(|conn| Ok(messages(conn, self.branch, 3)?));
            assert!(since.elapsed() < Duration::from_secs(30), "{:?}, {:?}", self.standing(), stuck());
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn standing(&self) -> Standing {
        self.of_the_notice(standing)
    }

    fn of_the_notice<T>(&self, ask: impl Fn(&mut Conn, BranchId, NoticeId) -> QueryResult<T>) -> T {
        let read = self.scribe.read::<_, Unwritten>(|conn| {
            let notice = notice_about(conn, self.branch, "/meetings/1", "meeting called")?;
            Ok(notice.map(|notice| ask(conn, self.branch, notice)).transpose()?)
        });
        read.expect("the database answers").expect("a notice was queued")
    }
}

/// A server program that ends with the test.
struct Server(Child);

impl Server {
    fn started(command: &mut Command, address: SocketAddr) -> Self {
        let child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
        let server = Self(child);
        let since = Instant::now();
        while TcpStream::connect(address).is_err() {
            assert!(since.elapsed() < Duration::from_secs(20), "{command:?} does not listen");
            thread::sleep(Duration::from_millis(20));
        }
        server
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A relay of aiosmtpd with a certificate of its own.
struct Relay {
    port: u16,
    certificate: PathBuf,
    /// How often somebody called.
    callers: Arc<AtomicUsize>,
    _server: Server,
    _folder: TempDir,
}

impl Relay {
    /// Nothing where aiosmtpd or openssl are not on the machine.
    fn started(kind: &str) -> Option<Self> {
        let python = std::env::var("WARDMOTE_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        if !works(Command::new(&python).args(["-c", "import aiosmtpd"])) {
            missing("smtp", "aiosmtpd is not on this machine");
            return None;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let (certificate, key) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
        let mut openssl = Command::new("openssl");
        openssl.args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]);
        openssl.args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]);
        openssl.args(["-addext", "basicConstraints=critical,CA:FALSE"]);
        if !works(openssl.arg("-keyout").arg(&key).arg("-out").arg(&certificate)) {
            missing("smtp", "openssl is not on this machine");
            return None;
        }
        let address = free_address();
        let mut command = Command::new(python);
        command.args(["-c", RELAY, "127.0.0.1", &address.port().to_string()]).arg(&certificate).arg(&key).arg(kind);
        let mut server = Server::started(&mut command, address);
        let printed = server.0.stdout.take();
        let callers = Arc::new(AtomicUsize::new(0));
        thread::spawn({
            let callers = callers.clone();
            move || {
                let lines = printed.into_iter().flat_map(|printed| BufReader::new(printed).lines()).map_while(Result::ok);
                lines.filter(|line| line == "a caller").for_each(|_| {
                    callers.fetch_add(1, Ordering::Relaxed);
                });
            }
        });
        Some(Self { port: address.port(), certificate, callers, _server: server, _folder: folder })
    }

    fn callers(&self) -> usize {
        self.callers.load(Ordering::Relaxed)
    }
}

fn works(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port")
}

/// smtp-sink gives up the rights of whoever started it, and must still be able to write there.
fn open_to_all(folder: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        for place in [folder, folder.parent().unwrap_or(folder)] {
            fs::set_permissions(place, fs::Permissions::from_mode(0o777)).expect("ours to open");
        }
    }
}
