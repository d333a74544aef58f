//! The register at its largest: whether a page waits longer for 500,000 members than for 500, what this month's list costs
//! beside reading it into a bare table, and a roll of everybody.
//!
//! `cargo bench --bench members` prints each figure with what it was measured against in the same run; figures of a busy
//! machine are to be read as ratios. The part on PostgreSQL needs its programs, and says so where they are not there.

#[path = "../../tests/branch/world/absent.rs"]
#[expect(dead_code, reason = "the stories ask for corpora too")]
mod absent;
#[path = "../house/mod.rs"]
mod house;
mod lists;
mod pages;
mod people;
#[path = "../../tests/branch/world/postgres.rs"]
mod postgres;
mod roll;
#[path = "../house/running.rs"]
#[expect(dead_code, reason = "other benches look at the process and its folder")]
mod running;

fn main() {
    // `cargo test` builds benches too, and asks them for nothing.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    lists::beside_a_bare_table();
    roll::of_everybody();
    pages::of_any_size(None, 50_000);
    match postgres::cluster() {
        Some(cluster) => pages::of_any_size(Some(cluster), 500_000),
        None => absent::missing("postgres", "PostgreSQL's initdb is not on this machine"),
    }
}
