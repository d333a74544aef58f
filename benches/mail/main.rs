//! Mail: the send loop and the whole worker beside Postfix's own `smtp-source`, the outbox beside bare inserts, and what a
//! worker with a hundred thousand messages before it takes of the memory.
//!
//! `cargo bench --bench mail` prints each figure with what it was measured against, in turn and in the same run, as medians.
//! It needs `smtp-sink` and `smtp-source`, which come with Postfix. Figures of a busy machine are to be read as ratios.

#[path = "../house/mod.rs"]
#[expect(dead_code, reason = "other benches use the rest of it")]
mod house;
mod outbox;
mod postfix;
mod sending;

use std::{fs, path::Path};

use serde_json::json;
use wardmote::{
    audit::{Actor, Scribe},
    branch,
    clock::Clock,
    config::Settings,
    db::{self, BranchId},
    mail::{Category, Notice, Recipient, queue},
    render::Templates,
    web::Problem,
};

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Rounds of everything; the medians count.
const ROUNDS: usize = 5;

fn main() {
    // `cargo test` builds benches too, and asks them for nothing.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let asked = |what: &str| {
        // The first is the program's own name.
        std::env::args().skip(1).all(|argument| argument.starts_with('-') || argument == what)
    };
    if asked("loop") {
        sending::the_loop();
    }
    if asked("worker") {
        sending::the_worker();
    }
    if asked("postfix") {
        sending::through_a_real_postfix();
    }
    if asked("queueing") {
        outbox::a_hundred_thousand_queued();
    }
}

/// A branch with an outbox in this folder, which sends to this address.
pub struct Office {
    pub scribe: Scribe,
    pub branch: BranchId,
}

impl Office {
    pub fn in_folder(folder: &Path, smtp_url: &str) -> Self {
        let own = folder.join("own/templates/try/mail");
        fs::create_dir_all(&own).expect("a folder");
        for (ending, text) in [
            ("subject", "Notice to {{ name }}"),
            ("txt", "Dear {{ name }},\n\n{{ facts.words }}\n"),
            ("html", "<p>Dear {{ name }},</p><p>{{ facts.words }}</p>"),
        ] {
            fs::write(own.join(format!("notice.{ending}")), text).expect("a file");
        }
        let mut settings = Settings::read(None).expect("the defaults are complete");
        settings.mail.many = 0;
        // What is measured is the worker and not its courtesy to other people's servers.
        (settings.mail.per_second_and_domain, settings.mail.in_flight_and_domain) = (0, 0);
        settings.data_dir = folder.to_owned();
        settings.mail.smtp_url = smtp_url.to_owned();
        settings.mail.from = "branch@example.org".to_owned();
        let pool = db::open(&settings.database()).expect("the database opens");
        db::migrate(&mut pool.get().expect("a connection")).expect("the migrations run");
        let templates = Templates::load(Some(&folder.join("own"))).expect("the templates load");
        let scribe = Scribe::new(pool, Clock::of_the_machine(), templates, settings);
        let id = BranchId::fresh();
        let today = scribe.clock().now().date_naive();
        scribe
            .act::<_, Problem>(id, Actor::Console, |act| Ok(branch::found(act, &house::northmoor(id), today)?))
            .expect("founded");
        Self { scribe, branch: id }
    }

    /// One statutory notice to so many people, of so many bytes on the wire.
    pub fn queues(&self, people: usize, bytes: usize) {
        let about = "/meetings/1".to_owned();
        let notice = Notice {
            kind: "meeting called",
            category: Category::Statutory,
            about,
            template: "try/mail/notice",
            deadline: None,
        };
        let facts = json!({ "words": words(bytes / 2) });
        let letters: Vec<_> = (0..people)
            .map(|number| Recipient {
                person: None,
                name: format!("Member {number}"),
                address: Some(format!("m{number}@example.com")),
            })
            .map(|recipient| (recipient, &facts))
            .collect();
        self.scribe.act::<_, Problem>(self.branch, Actor::Console, |act| Ok(queue(act, &notice, &letters)?)).expect("queued");
    }

    pub fn counts(&self, which: &str) -> i64 {
        use diesel::RunQueryDsl;
        let counted = format!("SELECT COUNT(*) AS number FROM outbox WHERE {which}");
        let counts = self.scribe.read::<_, Problem>(|conn| {
            Ok(wardmote::native!(conn, native => diesel::sql_query(counted).load::<Count>(native))?)
        });
        counts.expect("the database answers")[0].number
    }
}

#[derive(diesel::QueryableByName)]
struct Count {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    number: i64,
}

/// Plain words of about this length, in lines as people write them.
pub fn words(bytes: usize) -> String {
    "The branch meets on Thursday at seven in Albion Hall, and everybody is welcome.\n".repeat(bytes.div_ceil(80))
}
