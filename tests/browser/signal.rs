//! The air between a phone and the house: it can be gone, and it can lose an answer.

use std::{
    io::{Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
};

/// What stands between; the browser is given its address in the place of the house's.
pub struct Signal {
    address: String,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    is_gone: AtomicBool,
    /// So many answers to what phones send are lost on the way back.
    to_lose: AtomicUsize,
    lost: AtomicUsize,
}

impl Signal {
    /// A good signal to the house at `house`, such as `http://127.0.0.1:8080`.
    pub fn to(house: &str) -> Self {
        let house = house.trim_start_matches("http://").to_owned();
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for phone in listener.incoming().flatten() {
                let (house, state) = (house.clone(), Arc::clone(&shared));
                thread::spawn(move || pass_on(phone, &house, &state));
            }
        });
        Self { address, state }
    }

    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// Nothing gets through any more.
    pub fn goes(&self) {
        self.state.is_gone.store(true, Ordering::SeqCst);
    }

    /// It is back, and the next `answers` to what is sent are lost: they are dealt with, and nobody hears of it.
    pub fn comes_back_losing(&self, answers: usize) {
        self.state.to_lose.store(answers, Ordering::SeqCst);
        self.state.is_gone.store(false, Ordering::SeqCst);
    }

    /// How many answers were lost.
    pub fn lost(&self) -> usize {
        self.state.lost.load(Ordering::SeqCst)
    }
}

/// One request and its answer; a browser opens another connection for the next.
fn pass_on(mut phone: TcpStream, house: &str, state: &State) {
    if state.is_gone.load(Ordering::SeqCst) {
        return;
    }
    let Some(request) = read_request(&mut phone) else { return };
    if state.is_gone.load(Ordering::SeqCst) {
        return;
    }
    let Ok(mut server) = TcpStream::connect(house) else { return };
    let mut answer = Vec::new();
    if server.write_all(&request).is_err() || server.read_to_end(&mut answer).is_err() {
        return;
    }
    let is_log = request.starts_with(b"POST ") && request.windows(8).any(|part| part == b"/events ");
    if is_log && state.to_lose.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok() {
        state.lost.fetch_add(1, Ordering::SeqCst);
        return;
    }
    let _ = phone.write_all(&answer);
    let _ = phone.shutdown(Shutdown::Write);
}

/// A request to its last byte, asking the house to close the connection after it.
fn read_request(phone: &mut TcpStream) -> Option<Vec<u8>> {
    let mut read = Vec::new();
    let mut part = [0; 8192];
    let head = loop {
        if let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        match phone.read(&mut part) {
            Ok(0) | Err(_) => return None,
            Ok(number) => read.extend_from_slice(&part[..number]),
        }
    };
    let text = String::from_utf8_lossy(&read[..head]).into_owned();
    let is_of = |line: &str, name: &str| line.to_ascii_lowercase().starts_with(name);
    let length = text.lines().find(|line| is_of(line, "content-length:"));
    let length: usize = length.and_then(|line| line.split(':').nth(1)?.trim().parse().ok()).unwrap_or(0);
    let mut body = read[head + 4..].to_vec();
    while body.len() < length {
        match phone.read(&mut part) {
            Ok(0) | Err(_) => return None,
            Ok(number) => body.extend_from_slice(&part[..number]),
        }
    }
    let kept: Vec<&str> = text.lines().filter(|line| !is_of(line, "connection:")).collect();
    Some([format!("{}\r\nConnection: close\r\n\r\n", kept.join("\r\n")).into_bytes(), body].concat())
}
