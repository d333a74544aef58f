//! Published elections, counted again and compared with what is known of them: who was elected, and
//! for the Scottish and ERS97 rules every figure of every stage.

mod against;
mod rctab;

use std::path::PathBuf;

use against::compare;

#[test]
fn the_elections_kept_here_come_out_as_published() {
    let report = compare(&PathBuf::from("tests/data/elections"));

    assert!(report.agreeing("stv-scottish") >= 35 && report.agreeing("stv-ers97") >= 35, "{report}");
    assert!(report.differences.is_empty(), "{report}");
}

#[test]
fn the_large_collection_comes_out_as_published() {
    let Some(elections) = crate::world::corpora("elections") else { return };
    let report = compare(&elections);

    println!("{report}");
    assert!(report.agreeing("stv-scottish") >= 500 && report.agreeing("stv-ers97") >= 500, "{report}");
    assert!(report.differences.is_empty(), "{report}");
}
