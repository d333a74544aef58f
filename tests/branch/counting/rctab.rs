//! What viewers such as RCVis read has the shape of what RCTab itself writes: every field that stands in each of its reports
//! stands in ours, with the same type, and ours has none that none of its has.

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::Value;
use wardmote::ballots::count::{Election, Lots, Method, Report, count};

type Shape = BTreeSet<(String, &'static str)>;

#[test]
fn a_report_for_viewers_has_the_shape_that_rctab_writes() {
    let Some(elections) = crate::world::corpora("elections") else { return };
    let (mut always, mut ever): (Option<Shape>, Shape) = (None, Shape::new());
    let mut ours = Shape::new();
    for folder in fs::read_dir(elections.join("rctab")).expect("RCTab's own tests").flatten() {
        for file in fs::read_dir(folder.path()).into_iter().flatten().flatten() {
            let (path, name) = (file.path(), file.file_name().to_string_lossy().into_owned());
            if name.ends_with("_expected_detailed_report.json") {
                let theirs = shape(&read(&path));
                always = Some(always.map_or(theirs.clone(), |always| always.intersection(&theirs).cloned().collect()));
                ever.extend(theirs);
            } else if name.ends_with(".blt") {
                ours.extend(our_shapes(&path));
            }
        }
    }
    let missing: Vec<_> = always.expect("there are reports").difference(&ours).cloned().collect();
    let invented: Vec<_> = ours.difference(&ever).cloned().collect();
    assert_eq!((missing, invented), (vec![], vec![]));
}

/// The reports of one file by every method that RCTab has.
fn our_shapes(path: &Path) -> Shape {
    let Ok(election) = Election::read(&fs::read(path).expect("a file")) else { return Shape::new() };
    let reports = [Method::Av, Method::StvScottish, Method::StvWigm].into_iter().filter_map(|method| {
        let sheet = count(&election, method, election.seats, &Lots::ByNumber).ok()?;
        serde_json::to_value(Report::of(&sheet)).ok()
    });
    reports.flat_map(|report| shape(&report)).collect()
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("a file")).expect("JSON")
}

/// Each field with the type of what stands in it. Fields that are names of candidates are one field.
fn shape(value: &Value) -> Shape {
    let mut shape = Shape::new();
    note(value, "", &mut shape);
    shape
}

fn note(value: &Value, at: &str, shape: &mut Shape) {
    let kind = match value {
        Value::Object(fields) => {
            let is_by_name = at.ends_with("/tally") || at.ends_with("/transfers");
            fields
                .iter()
                .for_each(|(field, value)| note(value, &format!("{at}/{}", if is_by_name { "*" } else { field }), shape));
            return;
        }
        Value::Array(values) => return values.iter().for_each(|value| note(value, &format!("{at}/[]"), shape)),
        Value::String(_) => "text",
        Value::Number(_) => "number",
        Value::Bool(_) => "yes or no",
        Value::Null => "nothing",
    };
    shape.insert((at.to_owned(), kind));
}
