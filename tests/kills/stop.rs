//! The whole program, told to stop as the machine tells it (SIGTERM) while people vote and mail goes out.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use super::{Database, sink::Sink, world::World};

/// So many at a time send their papers in.
const VOTING_AT_ONCE: usize = 4;

pub fn is_told_to_stop(database: Database) {
    let Some(world) = World::on(database) else { return };
    let (evening, sink, is_over) = (world.evening(&world.members()), Sink::listening(), AtomicBool::new(false));
    world.queues();
    let mut program = world.starts("up", &sink.url());
    let base = program.base();

    let ended = thread::scope(|voters| {
        (0..VOTING_AT_ONCE).for_each(|_| drop(voters.spawn(|| evening.votes(&base, &is_over))));
        let since = Instant::now();
        while (sink.messages_so_far() < 10 || evening.voted() < 5) && since.elapsed() < Duration::from_secs(60) {
            thread::sleep(Duration::from_millis(1));
        }
        let ended = program.ends();
        is_over.store(true, Ordering::SeqCst);
        ended
    });

    assert!(ended.success(), "it ended with {ended}");
    assert_eq!(world.papers_in(evening.ballot), evening.voted(), "whoever was answered is in the box, and nobody else");
    assert_eq!(world.count("lease_token IS NOT NULL"), 0, "nothing is left in the hands of a worker");

    let _program = world.starts("up", &sink.url());
    world.comes_to_rest();
    let mut copies: BTreeMap<String, usize> = BTreeMap::new();
    for message in sink.messages() {
        *copies.entry(message.message_id()).or_default() += 1;
    }
    assert_eq!(copies.len(), world.count("state = 'accepted'"), "every message is there");
    assert!(copies.values().all(|number| *number == 1), "and none twice");
}
