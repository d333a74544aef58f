//! What the program says of an evening of votes while it runs: nothing that would join a member and a paper.

use std::{fs, sync::atomic::AtomicBool};

use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::Text};
use wardmote::web::Problem;

use super::{Database, world::World};

#[derive(QueryableByName)]
struct Paper {
    #[diesel(sql_type = Text)]
    id: String,
}

pub fn names_no_voter_and_no_paper(database: Database) {
    let Some(world) = World::on(database) else { return };
    let members = world.members();
    let evening = world.evening(&members);
    let secrets: Vec<String> = evening.secrets();
    let log = world.folder().join("log");
    let mut program = world.starts_telling(&log, "serve");
    let base = program.base();

    evening.votes(&base, &AtomicBool::new(false));
    assert!(program.ends().success());

    let said = fs::read_to_string(&log).expect("the log");
    assert_eq!(world.papers_in(evening.ballot), evening.voted());
    assert!(said.contains("starting service"), "the log is written: {said}");
    let papers = world.scribe.read::<_, Problem>(|conn| Ok(sql_query(PAPERS).load::<Paper>(conn)?)).expect("the papers");
    assert_eq!(papers.len(), members.len());
    let papers = papers.into_iter().flat_map(|paper| [paper.id.replace('-', ""), paper.id]);
    let people = members.iter().map(ToString::to_string).chain((0..members.len()).map(|number| format!("m{number}@northmoor")));
    for never in papers.chain(people).chain(secrets) {
        assert!(!said.to_lowercase().contains(&never.to_lowercase()), "the log tells {never}");
    }
}

const PAPERS: &str = "SELECT CAST(id AS TEXT) AS id FROM ballot_papers";
