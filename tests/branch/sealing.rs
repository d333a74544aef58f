//! The few words that would hurt if somebody read the database stand in it sealed, and their key can be renewed.

use diesel::{RunQueryDsl, sql_query};
use std::fs;
use wardmote::{audit::Scribe, db, privacy, render::Templates, web::Problem};

use crate::{
    stories,
    world::{Branch, Database},
};

/// What Tom says he needs, and what he complains of.
fn says_what_hurts(branch: &Branch) {
    let tom = branch.as_("tom");
    tom.visits("/me/needs").types("What would help", "A step-free way in").presses("Save").says("That is noted");
    let ballot = branch.open_selection(["Ama Story", "Petra Story", "Joe Story", "Leila Story"]);
    let page = tom.visits(&ballot).follows("What this ballot decides").follows("Complain");
    page.types("What happened", "The chair shouted at me.").presses("Hand it in the complaint").says("The chair shouted at me");
}

/// What stands in the files of the data folder, the embedded database and its journal among them.
fn files_of(branch: &Branch) -> String {
    let folder = fs::read_dir(&branch.world.scribe.settings().data_dir).expect("a folder");
    let files = folder.flatten().filter(|entry| entry.path().is_file());
    files.map(|entry| String::from_utf8_lossy(&fs::read(entry.path()).expect("a file")).into_owned()).collect()
}

/// The program as it is after it was started anew.
fn started_anew(branch: &Branch) -> Scribe {
    let world = &branch.world.scribe;
    let pool = db::open(&world.settings().database()).expect("the database opens");
    let templates = Templates::for_mail(None).expect("the templates load");
    Scribe::new(pool, world.clock().clone(), templates, world.settings().clone())
}

stories! {
    fn what_hurts_stands_nowhere_in_the_database_in_plain_words(on: Database) {
        let branch = Branch::with_members(9, on);
        says_what_hurts(&branch);

        let (kept, files) = (branch.world.everything_kept(), files_of(&branch));
        assert!(kept.contains("Tom") && (on == Database::Postgres || files.contains("Tom")), "everything is looked at");
        for words in ["step-free", "shouted"] {
            assert!(!kept.contains(words) && !files.contains(words), "{words} stands in the database");
        }
    }

    fn words_that_an_older_version_kept_are_sealed_at_the_start(on: Database) {
        let branch = Branch::with_members(9, on);
        says_what_hurts(&branch);
        let older = |conn: &mut db::Conn| Ok::<_, Problem>(sql_query("UPDATE access_needs SET words = 'A ramp, as before'").execute(conn)?);
        assert_eq!(branch.world.scribe.read(older).expect("the database answers"), 1);

        assert_eq!(privacy::seal_anew(&branch.world.scribe).expect("it can be sealed"), 1);

        assert!(!branch.world.everything_kept().contains("A ramp"));
        branch.as_("nadia").visits("/members/needs").says("A ramp, as before");
        assert_eq!(privacy::seal_anew(&branch.world.scribe).expect("it can be sealed"), 0, "once is enough");
    }

    fn a_renewed_key_seals_everything_anew_at_the_next_start(on: Database) {
        let branch = Branch::with_members(9, on);
        says_what_hurts(&branch);
        let file = branch.world.scribe.settings().data_dir.join("secrets.key");
        let before = fs::read_to_string(&file).expect("a key");

        let (is_well, said) = branch.at_the_console(&["renew-key"]);
        assert!(is_well && said.contains("Start Wardmote again"), "{said}");
        let keys = fs::read_to_string(&file).expect("two keys");
        assert!(keys.lines().count() == 2 && keys.ends_with(&before), "the one before it follows the new one");
        assert!(branch.at_the_console(&["check"]).1.contains("All is well."), "the key before it still opens");

        assert_eq!(privacy::seal_anew(&started_anew(&branch)).expect("it can be sealed"), 2);

        fs::write(&file, keys.lines().next().expect("the new key")).expect("the older key is thrown away");
        assert!(branch.at_the_console(&["check"]).1.contains("All is well."), "nothing needs it any more");
        fs::write(&file, &before).expect("the older key comes back alone");
        let (is_well, said) = branch.at_the_console(&["check"]);
        assert!(!is_well && said.contains("1 sealed value of “What you need to take part” cannot be opened"), "{said}");
    }
}
