//! A branch that is kept safe: the backup, the way back, and the check of everything that must hold.

use std::{
    path::Path,
    process::{Command, Output},
};

use diesel::{RunQueryDsl, sql_query};
use wardmote::{db, web::Problem};

use crate::{
    stories,
    world::{Branch, Database, empty_database, has_postgres},
};

const WORDS: &str = "trades hall albion street";

/// Runs `wardmote` as whoever looks after the machine does, with this data folder.
fn runs(data_dir: &Path, database: &str, words: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wardmote"))
        .args(arguments)
        .env("WARDMOTE_DATA_DIR", data_dir)
        .env("DATABASE_URL", database)
        .env("WARDMOTE_BACKUP_PASSPHRASE", words)
        .output()
        .expect("it runs")
}

fn here(branch: &Branch, words: &str, arguments: &[&str]) -> Output {
    let settings = branch.world.scribe.settings();
    runs(&settings.data_dir, &settings.database_url, words, arguments)
}

fn printed(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A branch in which an election was held and closed.
fn lived(on: Database) -> Branch {
    let branch = Branch::with_members(6, on);
    let ballot = branch.open_selection(["Ama Story", "Petra Story", "Joe Story", "Leila Story"]);
    let paper = branch.as_("tom").visits(&format!("{ballot}/paper")).types("Joe Story", "1");
    paper.presses("Check my paper").presses("Put my paper in the box").says("in the box");
    let closing = branch.as_("nadia").visits(&format!("{ballot}/closing")).types("Why before its time", "Everybody agreed.");
    closing.presses("Close and count").says("closed and counted");
    branch
}

stories! {
    fn a_backup_taken_while_the_branch_is_open_brings_all_of_it_back(on: Database) {
        let branch = lived(on);
        let taken = here(&branch, WORDS, &["backup"]);
        let file = String::from_utf8_lossy(&taken.stdout).trim().to_owned();
        assert!(taken.status.success(), "{}", printed(&taken));
        let bytes = std::fs::read(&file).expect("the backup");
        assert!(!bytes.windows(5).any(|window| window == b"Nadia"), "nobody's name can be read in it");

        // The branch goes on while it is copied, so the copy says itself how its record ends.
        let ends = String::from_utf8_lossy(&taken.stderr).trim().to_owned();

        let (elsewhere, empty) = (tempfile::tempdir().expect("a folder"), empty_database(on));
        let back = runs(elsewhere.path(), &empty, WORDS, &["restore", &file]);

        assert!(back.status.success() && !ends.is_empty() && printed(&back).contains(&ends), "{ends}\n{}", printed(&back));
        let verified = runs(elsewhere.path(), &empty, "", &["check"]);
        assert!(verified.status.success() && printed(&verified).contains("All is well."), "{}", printed(&verified));
        let head = ends.rsplit(' ').next().expect("a head");
        assert!(printed(&verified).contains(head), "the record ends as it did in the copy: {ends}");
        let again = runs(elsewhere.path(), &empty, WORDS, &["restore", &file]);
        let refused = ["there is a database at", "there is a branch in this database already"];
        assert!(!again.status.success() && refused.iter().any(|why| printed(&again).contains(why)), "{}", printed(&again));
    }

    fn a_backup_does_not_tell_in_which_order_people_voted(on: Database) {
        let branch = Branch::with_members(12, on);
        let ballot = branch.open_selection(["Ama Story", "Petra Story", "Joe Story", "Leila Story"]);
        for who in ["gwen", "tom", "petra", "ama"] {
            let paper = branch.as_(who).visits(&format!("{ballot}/paper")).types("Joe Story", "1");
            paper.presses("Check my paper").presses("Put my paper in the box");
        }
        let file = String::from_utf8_lossy(&here(&branch, WORDS, &["backup"]).stdout).trim().to_owned();
        if on == Database::Postgres {
            let mut plain = Vec::new();
            let sealed = std::fs::File::open(&file).expect("the backup");
            db::open_sealed(sealed, &mut plain, WORDS).expect("the words open it");
            let text = String::from_utf8_lossy(&plain).into_owned();
            for table in ["ballot_papers", "ballot_roll"] {
                let begins = text.find(&format!("\"table\":\"{table}\"")).expect("the table is in it");
                let rows: Vec<&str> = text[begins..].lines().skip(1).take_while(|line| !line.is_empty()).collect();
                assert!(rows.len() >= 4 && rows.is_sorted(), "{table} lies in the order of its keys: {rows:?}");
            }
        }
    }

    fn a_backup_goes_back_into_a_database_of_its_own_kind(on: Database) {
        let branch = Branch::with_members(2, on);
        let file = String::from_utf8_lossy(&here(&branch, WORDS, &["backup"]).stdout).trim().to_owned();
        let (other, says) = match on {
            Database::Postgres => (Database::Sqlite, "this is a backup of a database on PostgreSQL"),
            Database::Sqlite => (Database::Postgres, "this is a backup of an embedded database"),
        };
        if other == Database::Postgres && !has_postgres() {
            return;
        }
        let elsewhere = tempfile::tempdir().expect("a folder");
        let back = runs(elsewhere.path(), &empty_database(other), WORDS, &["restore", &file]);
        assert!(!back.status.success() && printed(&back).contains(says), "{}", printed(&back));
        let left: Vec<_> = std::fs::read_dir(elsewhere.path()).expect("a folder").flatten().collect();
        assert!(left.is_empty(), "nothing is left half done: {left:?}");
    }

    fn a_backup_opens_to_its_own_words_alone(on: Database) {
        let branch = Branch::with_members(2, on);
        assert!(printed(&here(&branch, "short", &["backup"])).contains("set WARDMOTE_BACKUP_PASSPHRASE to at least 12 letters"));
        let taken = here(&branch, WORDS, &["backup"]);
        let file = String::from_utf8_lossy(&taken.stdout).trim().to_owned();
        let elsewhere = tempfile::tempdir().expect("a folder");

        let refused = runs(elsewhere.path(), "", "quite other words", &["restore", &file]);

        assert_eq!(refused.status.code(), Some(2));
        assert!(printed(&refused).contains("the passphrase is not the one"), "{}", printed(&refused));
        let left: Vec<_> = std::fs::read_dir(elsewhere.path()).expect("a folder").flatten().collect();
        assert!(left.is_empty(), "nothing is left half done: {left:?}");
    }

    fn a_roll_that_was_changed_since_it_was_sealed_is_missed(on: Database) {
        let branch = Branch::with_members(9, on);
        let ballot = branch.open_selection(["Ama Story", "Petra Story", "Joe Story", "Leila Story"]);
        let named = branch.as_("nadia").visits(&format!("{ballot}/scrutineers")).types("Member", "Gwen Story");
        named.presses("Name a scrutineer").says("The scrutineer is named");
        branch.as_("gwen").visits(&format!("{ballot}/scrutiny")).says("Worked out again just now, the roll has the fingerprint");
        branch.as_("nadia").visits(&format!("{ballot}/roll")).says("As sealed");
        assert!(printed(&here(&branch, "", &["check"])).contains("All is well."));

        let changed = branch.world.scribe.read::<_, Problem>(|conn| {
            Ok(sql_query("UPDATE ballot_roll SET entitled = NOT entitled WHERE number = 3").execute(conn)?)
        });
        assert_eq!(changed.expect("somebody who owns the machine can do that"), 1);

        let found = here(&branch, "", &["check"]);
        assert_eq!(found.status.code(), Some(1));
        assert!(printed(&found).contains("the roll is not the one that was sealed"), "{}", printed(&found));
        branch.as_("gwen").visits(&format!("{ballot}/scrutiny")).says("a line of it was changed since");
        branch.as_("nadia").visits(&format!("{ballot}/roll")).says("Not as sealed");
    }

    fn a_paper_that_was_slipped_out_of_a_closed_box_is_missed(on: Database) {
        let branch = lived(on);
        assert!(printed(&here(&branch, "", &["check"])).contains("All is well."));

        let slipped = branch.world.scribe.read::<_, Problem>(|conn| Ok(sql_query("DELETE FROM ballot_papers").execute(conn)?));
        assert_eq!(slipped.expect("somebody who owns the machine can do that"), 1);

        let found = here(&branch, "", &["check"]);
        assert_eq!(found.status.code(), Some(1));
        assert!(printed(&found).contains("the papers in the box are not those that were in it at the close"), "{}", printed(&found));
    }
}
