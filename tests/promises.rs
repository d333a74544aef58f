//! What is promised of the branch's data when machines, networks, clocks and people fail, and the tests that show it.
//!
//! Each promise names its tests. The short runs are part of `.ci/run`; the second table names the commands of the long ones.

use std::{collections::BTreeSet, fs, path::Path};

/// A promise, in a sentence, and the tests that show it.
type Promise = (&'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const PROMISES: &[Promise] = &[
    ("R1", "No acknowledged vote is lost when the web process is killed, and none is counted twice.", &["a_killed_web_process_loses_no_acknowledged_paper_and_counts_none_twice_on_sqlite", "a_killed_web_process_loses_no_acknowledged_paper_and_counts_none_twice_on_postgres", "two_phones_at_once_bring_one_paper"]),
    ("R2", "No notice is lost when the worker is killed; what came twice is flagged, and is no more than lines were open.", &["a_killed_worker_loses_nothing_and_doubles_only_what_it_flags_on_sqlite", "a_killed_worker_loses_nothing_and_doubles_only_what_it_flags_on_postgres", "no_schedule_of_failures_kills_and_clocks_loses_or_doubles_a_message_in_silence"]),
    ("R3", "When the power goes, what was committed is there, and the record's chain holds.", &["no_schedule_of_failures_kills_and_clocks_loses_or_doubles_a_message_in_silence", "when_the_power_goes_at_any_byte_the_database_is_whole_and_the_chain_holds", "every_commit_waits_for_the_disk"]),
    ("R4", "On a full disk whoever writes is told in words, whoever reads reads on, and nothing is torn.", &["on_a_full_disk_nothing_acknowledged_is_lost_and_everybody_is_told_in_words"]),
    ("R5", "A database that takes no writing is still read, and the program recovers with it.", &["a_database_that_takes_no_writing_is_still_read_and_recovers"]),
    ("R6", "A mail server that is down, slow or mad loses nothing, holds nobody up for ever, and costs nobody an attempt.", &["a_server_that_is_down_loses_nothing_and_costs_nobody_an_attempt", "a_server_that_says_nothing_does_not_hold_the_worker_up_for_ever", "an_answer_that_comes_too_late_is_never_taken_for_the_next_message", "every_villain_among_mail_servers_is_survived_and_the_mail_goes_out_in_the_end"]),
    ("R7", "A clock that jumps doubles nothing in silence and lets nobody in again.", &["no_schedule_of_failures_kills_and_clocks_loses_or_doubles_a_message_in_silence", "a_lease_that_ran_out_by_the_clock_alone_is_not_taken_from_a_living_worker", "a_clock_set_back_by_a_day_does_not_close_the_relay_for_a_day"]),
    ("R8", "Times are the branch's: summer time, hours that are skipped or come twice, and clear days by date.", &["a_summer_evening_in_london_begins_an_hour_earlier_in_utc", "an_hour_that_the_clocks_skip_is_no_time_to_meet", "an_hour_that_the_autumn_night_has_twice_is_refused_at_the_time", "seven_clear_days_before_the_fifteenth_end_with_the_seventh"]),
    ("R9", "A form sent twice does its deed once.", &["a_second_press_calls_no_second_meeting", "a_double_tap_is_one_vote_and_a_second_thought_changes_nothing", "a_list_sent_twice_by_two_taps_is_applied_once_and_taken_back_whole", "a_code_that_is_sent_twice_at_once_opens_one_session"]),
    ("R10", "Of two who change one thing the second reads what the first wrote, and nothing that was typed is lost.", &["of_two_who_change_one_form_neither_loses_a_word", "sent_again_after_both_were_read_it_is_written", "every_form_is_guarded_against_a_second_editor_or_says_why_it_needs_no_guard", "two_officers_who_change_one_meeting_read_each_other", "a_member_and_an_officer_who_change_one_address_read_each_other"]),
    ("R11", "Many vote at once, and everybody's paper is in the box once.", &["a_killed_web_process_loses_no_acknowledged_paper_and_counts_none_twice_on_sqlite", "over_the_wire"]),
    ("R12", "Of a file that is too large no more is held than its reader takes, and it is turned away.", &["of_a_file_that_is_too_large_no_more_is_held_than_shows_it_and_what_was_typed_is_kept", "a_file_of_fifty_megabytes_is_turned_away_unread"]),
    ("R13", "A list that cannot be read is refused with the row that is to blame, and applied whole or not at all.", &["a_file_in_utf_16_is_refused_with_or_without_its_mark", "files_that_are_no_lists_are_turned_away_by_name", "a_list_sent_twice_by_two_taps_is_applied_once_and_taken_back_whole"]),
    ("R14", "A backup that is taken while the branch is in use brings all of it back.", &["a_backup_taken_while_the_branch_is_open_brings_all_of_it_back", "a_backup_opens_to_its_own_words_alone"]),
    ("R15", "A database of every released version is brought forward with all that was in it, and a migration that is killed goes on.", &["every_released_version_comes_forward_with_all_it_held_on_sqlite", "every_released_version_comes_forward_with_all_it_held_on_postgres", "a_killed_migration_took_whole_steps_and_goes_on_on_sqlite", "a_killed_migration_took_whole_steps_and_goes_on_on_postgres"]),
    ("R16", "Under mixed load and faults, hour after hour, neither memory nor open files grow, and everything that must hold holds.", &["under_mixed_load_and_faults_nothing_grows_and_nothing_breaks"]),
    ("R17", "Whoever stops the program loses nothing: what is under way is finished, the rest is put back.", &["a_program_that_is_told_to_stop_answers_whom_it_has_heard_and_leaves_no_message_in_its_hands_on_sqlite", "a_program_that_is_told_to_stop_answers_whom_it_has_heard_and_leaves_no_message_in_its_hands_on_postgres", "a_worker_that_is_stopped_finishes_what_it_began_and_puts_the_rest_back", "no_schedule_of_failures_kills_and_clocks_loses_or_doubles_a_message_in_silence"]),
];

/// Promises that are wanted and that no test shows yet, with what is missing.
const OPEN: &[(&str, &str)] = &[];

/// The long runs, each by one command.
#[rustfmt::skip]
pub const LONG_RUNS: &[(&str, &str)] = &[
    ("R1, R2, R4", "WARDMOTE_TEST_KILLS=500 cargo test --release --test kills -- --nocapture --test-threads 1"),
    ("R2, R7, R17", "WARDMOTE_TEST_SCHEDULES=5000000 cargo test --release --lib schedule -- --nocapture"),
    ("R11", "cargo bench --bench votes"),
    ("R16", "WARDMOTE_TEST_HOURS=24 cargo test --release --test kills under_mixed_load -- --nocapture"),
];

/// Every function that stands in a source file, by its name.
fn functions() -> BTreeSet<String> {
    let (mut found, mut folders) = (BTreeSet::new(), vec!["src".into(), "tests".into(), "benches".into()]);
    while let Some(folder) = folders.pop() {
        let folder: std::path::PathBuf = folder;
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path if path.extension().is_some_and(|ending| ending == "rs") => {
                    let text = fs::read_to_string(path).expect("a source file");
                    found.extend(text.split("fn ").skip(1).filter_map(|rest| rest.split('(').next()).map(str::to_owned));
                }
                _ => {}
            }
        }
    }
    found
}

#[test]
fn every_promise_names_tests_that_are_there() {
    let functions = functions();
    let missing: Vec<String> = PROMISES
        .iter()
        .flat_map(|(promise, _, shown)| shown.iter().map(move |shown| (promise, shown)))
        .filter(|(_, shown)| !functions.contains(**shown))
        .map(|(promise, shown)| format!("{promise} is shown by {shown}, which is not there"))
        .collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    assert!(PROMISES.iter().all(|(_, words, shown)| !words.is_empty() && !shown.is_empty()));
}

#[test]
fn every_promise_is_shown_or_said_to_be_open() {
    let stated = PROMISES.iter().map(|(promise, ..)| *promise).chain(OPEN.iter().map(|(promise, _)| *promise));
    let mut stated: Vec<String> = stated.map(str::to_owned).collect();
    let mut wanted: Vec<String> = (1..=17).map(|number| format!("R{number}")).collect();
    stated.sort();
    wanted.sort();
    assert_eq!(stated, wanted);
}

#[test]
fn the_readme_names_every_long_run() {
    let readme = fs::read_to_string(Path::new("README.md")).expect("the README");
    let unnamed: Vec<_> = LONG_RUNS.iter().filter(|(_, command)| !readme.contains(command)).collect();
    assert!(unnamed.is_empty(), "{unnamed:?}");
}
