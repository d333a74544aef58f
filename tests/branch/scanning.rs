//! Documents are shown to a virus scanner before they are kept.

use std::{
    io::{self, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use crate::{
    stories,
    world::{Branch, Database, World},
};

/// A scanner that speaks as clamd does and finds something in whatever holds the word EVIL.
struct Scanner {
    address: String,
    stops: Arc<AtomicBool>,
}

impl Scanner {
    fn listening() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address").to_string();
        let stops = Arc::new(AtomicBool::new(false));
        let ends = Arc::clone(&stops);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok).take_while(|_| !ends.load(Ordering::SeqCst)) {
                Self::answers(stream).expect("it is asked as clamd is");
            }
        });
        Self { address, stops }
    }

    fn answers(mut stream: TcpStream) -> io::Result<()> {
        let mut order = [0; 10];
        stream.read_exact(&mut order)?;
        assert_eq!(&order, b"zINSTREAM\0");
        let mut file = Vec::new();
        loop {
            let mut length = [0; 4];
            stream.read_exact(&mut length)?;
            let length = u32::from_be_bytes(length) as usize;
            if length == 0 {
                break;
            }
            let begun = file.len();
            file.resize(begun + length, 0);
            stream.read_exact(&mut file[begun..])?;
        }
        let is_evil = file.windows(4).any(|window| window == b"EVIL");
        stream.write_all(if is_evil { b"stream: Eicar-Test-Signature FOUND\0" } else { b"stream: OK\0" })
    }

    /// Whoever calls from now on is hung up on.
    fn goes_away(&self) {
        self.stops.store(true, Ordering::SeqCst);
    }
}

stories! {
    fn a_document_is_kept_only_when_the_scanner_finds_nothing(on: Database) {
        let scanner = Scanner::listening();
        let address = scanner.address.clone();
        let world = World::set_up(on, "2026-10-01T11:00:00Z", move |settings| settings.scanner = address);
        let branch = Branch::in_world(world, 12);
        let documents = format!("{}/documents", branch.evening_with_a_motion("Free buses"));
        let hands_in = |content: &[u8]| {
            branch.as_("nadia").visits(&documents).types("What is it?", "Accounts").attaches("a.pdf", content).presses("Put it with the meeting")
        };

        hands_in(b"%PDF-1.7 accounts").says("goes with the meeting now");
        let refused = hands_in(b"%PDF-1.7 EVIL").answers(422).says("found Eicar-Test-Signature in this file");
        assert!(refused.html.contains("value=\"Accounts\""), "what was typed is kept");
        scanner.goes_away();
        hands_in(b"%PDF-1.7 accounts").answers(422).says("The virus scanner does not answer, so nothing was kept");
        branch.as_("joe").visits(&documents).says("Accounts");
    }
}
