//! What the disk holds when the power goes: every commit waited for it, and a write that was cut off is as if it had not been.

use std::{fs, path::Path};

use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::Text};
use wardmote::{audit, db, web::Problem};

use crate::{
    stories,
    world::{Branch, Database},
};

/// Cuts of one run; the seed decides where.
const CUTS: u64 = 120;

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    word: String,
}

/// What the database answers to a question of one word.
fn answered(branch: &Branch, question: &str) -> String {
    let words: Vec<Word> = branch
        .world
        .scribe
        .read::<_, Problem>(|conn| Ok(wardmote::native!(conn, native => sql_query(question).load(native))?))
        .expect("the database answers");
    words.into_iter().next().expect("a word").word
}

stories! {
    fn every_commit_waits_for_the_disk(on: Database) {
        let branch = Branch::with_members(2, on);

        match on {
            Database::Sqlite => {
                let set = "SELECT (SELECT synchronous FROM pragma_synchronous) || ' ' || \
                           (SELECT journal_mode FROM pragma_journal_mode) AS word";
                assert_eq!(answered(&branch, set), "2 wal", "FULL, and a log that is written ahead");
            }
            Database::Postgres => {
                let set = "SELECT CAST(current_setting('synchronous_commit') AS TEXT) AS word";
                assert_eq!(answered(&branch, set), "on");
            }
        }
    }
}

#[test]
fn when_the_power_goes_at_any_byte_the_database_is_whole_and_the_chain_holds() {
    let branch = Branch::with_members(4, Database::Sqlite);
    let file = branch.world.scribe.settings().data_dir.join("branch.sqlite3");
    let emptied =
        branch.world.scribe.read::<_, Problem>(|conn| Ok(sql_query("PRAGMA wal_checkpoint(TRUNCATE)").execute(conn)?));
    emptied.expect("the log is written back");
    let before = fs::read(&file).expect("the database");
    for day in ["12/11/2026", "19/11/2026"] {
        let form = branch.as_("nadia").visits("/meetings/new").types("Day", day).types("Place", "Albion Hall");
        form.presses("Check the call").presses("Send the notice");
    }
    let log = fs::read(file.with_extension("sqlite3-wal")).expect("the log that is written ahead");
    assert!(before == fs::read(&file).expect("the database"), "nothing was written back meanwhile");

    let mut lengths = Vec::new();
    let mut dice = 20_261_129_u64;
    for _ in 0..CUTS {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let cut = usize::try_from((dice >> 20) % (log.len() as u64 + 1)).expect("a length");
        lengths.push((cut, entries_after(&branch, &before, &log[..cut])));
    }

    lengths.sort_unstable();
    assert!(lengths.windows(2).all(|pair| pair[0].1 <= pair[1].1), "a longer log holds less: {lengths:?}");
    assert!(lengths.first().map(|first| first.1) < lengths.last().map(|last| last.1), "the cuts made no difference");
}

/// Opens what a disk would hold, and says how many entries the record has.
fn entries_after(branch: &Branch, database: &[u8], log: &[u8]) -> i64 {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("branch.sqlite3");
    fs::write(&file, database).expect("written");
    fs::write(file.with_extension("sqlite3-wal"), log).expect("written");
    whole(&file);
    let pool = db::open(&file.display().to_string()).expect("the database opens");
    let mut conn = pool.get().expect("a connection");
    let sealed = audit::verify(&mut conn, branch.id).expect("the chain holds");
    sealed.entries
}

fn whole(file: &Path) {
    use diesel::{Connection, SqliteConnection};
    let mut conn = SqliteConnection::establish(&file.display().to_string()).expect("it opens");
    let words: Vec<Word> =
        sql_query("SELECT integrity_check AS word FROM pragma_integrity_check").load(&mut conn).expect("checked");
    assert_eq!(words.first().map(|word| word.word.as_str()), Some("ok"));
}
