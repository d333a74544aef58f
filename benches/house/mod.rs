//! What several benches need: a branch to run on, and its database.

use std::{
    fs,
    path::{Path, PathBuf},
};

use wardmote::{
    audit::Scribe,
    branch::{Founding, Kind},
    clock::Clock,
    config::Settings,
    db::{self, BranchId},
    render::Templates,
    zone::Zone,
};

pub fn empty_folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

pub fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// A party branch that is no practice branch.
pub fn northmoor(id: BranchId) -> Founding {
    Founding {
        id,
        name: "Northmoor".to_owned(),
        kind: Kind::Party,
        zone: Zone::london(),
        hue: 27,
        is_practice: false,
        rulebook: "party-branch".to_owned(),
    }
}

/// Opens the database of a data folder as the program would.
pub fn scribe_in(data: &Path) -> Scribe {
    scribe_at(data, None)
}

/// The same with a database elsewhere.
pub fn scribe_at(data: &Path, database: Option<&str>) -> Scribe {
    fs::create_dir_all(data).expect("a folder");
    let mut settings = Settings::read(None).expect("the defaults are complete");
    settings.mail.many = 0;
    settings.data_dir = PathBuf::from(data);
    settings.database_url = database.unwrap_or_default().to_owned();
    let pool = db::open(&settings.database()).expect("the database opens");
    db::migrate(&mut pool.get().expect("a connection")).expect("the migrations run");
    Scribe::new(pool, Clock::of_the_machine(), Templates::load(None).expect("the templates load"), settings)
}
