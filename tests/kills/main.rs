//! Real kills: the worker and the web process get `kill -9` at moments that a seed decides, and afterwards what was
//! acknowledged is held against what is there.
//!
//! A few kills run with the tests. As many as one likes:
//! `WARDMOTE_TEST_KILLS=500 cargo test --release --test kills -- --nocapture --test-threads 1`; both print their seed, and
//! `WARDMOTE_TEST_SEED=…` takes another one.
//!
//! Beside them the databases of older versions are brought forward, and everything at once is done for a while:
//! `WARDMOTE_TEST_HOURS=24 cargo test --release --test kills under_mixed_load -- --nocapture` does so for a day.

#[path = "../branch/world/absent.rs"]
#[expect(dead_code, reason = "the stories use the rest of it")]
mod absent;
mod disk;
mod logs;
#[path = "../branch/world/postgres.rs"]
mod postgres;
#[path = "../branch/world/sink.rs"]
#[expect(dead_code, reason = "the worker's own tests use the rest of it")]
mod sink;
mod soak;
mod stop;
mod versions;
mod web;
mod worker;
mod world;

/// Where the branch is kept.
#[derive(Debug, Clone, Copy)]
enum Database {
    Sqlite,
    Postgres,
}

impl Database {
    /// Its address in this folder or on the cluster; nothing where there is no cluster.
    fn address(self, folder: &std::path::Path) -> Option<String> {
        match self {
            Self::Sqlite => Some(folder.join("branch.sqlite3").display().to_string()),
            Self::Postgres => match postgres::cluster() {
                Some(cluster) => Some(cluster.fresh_database()),
                None => {
                    absent::missing("postgres", "PostgreSQL's initdb is not on this machine");
                    None
                }
            },
        }
    }
}

#[test]
fn a_killed_worker_loses_nothing_and_doubles_only_what_it_flags_on_sqlite() {
    worker::killed_again_and_again(Database::Sqlite);
}

#[test]
fn a_killed_worker_loses_nothing_and_doubles_only_what_it_flags_on_postgres() {
    worker::killed_again_and_again(Database::Postgres);
}

#[test]
fn a_killed_web_process_loses_no_acknowledged_paper_and_counts_none_twice_on_sqlite() {
    web::killed_again_and_again(Database::Sqlite);
}

#[test]
fn a_killed_web_process_loses_no_acknowledged_paper_and_counts_none_twice_on_postgres() {
    web::killed_again_and_again(Database::Postgres);
}

#[test]
fn the_log_of_an_evening_names_no_voter_and_no_paper_on_sqlite() {
    logs::names_no_voter_and_no_paper(Database::Sqlite);
}

#[test]
fn the_log_of_an_evening_names_no_voter_and_no_paper_on_postgres() {
    logs::names_no_voter_and_no_paper(Database::Postgres);
}

#[test]
fn a_program_that_is_told_to_stop_answers_whom_it_has_heard_and_leaves_no_message_in_its_hands_on_sqlite() {
    stop::is_told_to_stop(Database::Sqlite);
}

#[test]
fn a_program_that_is_told_to_stop_answers_whom_it_has_heard_and_leaves_no_message_in_its_hands_on_postgres() {
    stop::is_told_to_stop(Database::Postgres);
}

#[test]
fn on_a_full_disk_nothing_acknowledged_is_lost_and_everybody_is_told_in_words() {
    disk::fills_up_again_and_again();
}

#[test]
fn a_database_that_takes_no_writing_is_still_read_and_recovers() {
    disk::takes_no_writing();
}

#[test]
fn every_released_version_comes_forward_with_all_it_held_on_sqlite() {
    versions::come_forward(Database::Sqlite);
}

#[test]
fn every_released_version_comes_forward_with_all_it_held_on_postgres() {
    versions::come_forward(Database::Postgres);
}

#[test]
fn a_killed_migration_took_whole_steps_and_goes_on_on_sqlite() {
    versions::killed_on_the_way(Database::Sqlite);
}

#[test]
fn a_killed_migration_took_whole_steps_and_goes_on_on_postgres() {
    versions::killed_on_the_way(Database::Postgres);
}

#[test]
fn under_mixed_load_and_faults_nothing_grows_and_nothing_breaks() {
    soak::goes_on();
}
