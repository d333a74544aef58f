//! The plan of the house, inspected on every run: the order of the modules, pure files, library rooms, names.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Every module in the only order of use.
fn order() -> Vec<String> {
    let lib = fs::read_to_string("src/lib.rs").expect("the map of the house");
    lib.lines().filter_map(|line| line.strip_prefix("pub mod ")).map(|rest| rest.trim_end_matches(';').to_owned()).collect()
}

/// Every source file with its text, tests in it left out.
fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !is_test(&path) {
                let text = fs::read_to_string(&path).expect("a source file");
                let production = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
                found.push((path, production));
            }
        }
    }
    found.sort();
    found
}

fn is_test(path: &Path) -> bool {
    let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    name == "tests" || name.ends_with("_tests") || path.components().any(|part| part.as_os_str() == "tests")
}

/// The module a file belongs to.
fn module_of(path: &Path) -> String {
    let inside = path.strip_prefix("src").expect("inside src");
    let first = inside.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The code without comments: a module may speak of those above it, it may not use them.
fn code_of(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The modules that `crate::…` paths in this code name, nested imports included.
fn uses(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(nested) = rest.strip_prefix('{') {
            names.extend(first_names(nested));
        } else {
            names.insert(name_at(rest));
        }
    }
    names
}

fn name_at(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The first names of a braced import list, up to its closing brace.
fn first_names(list: &str) -> Vec<String> {
    let (mut depth, mut names, mut at_start) = (0, Vec::new(), true);
    for (at, sign) in list.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_start = true,
            _ if at_start && !sign.is_whitespace() => {
                names.push(name_at(&list[at..]));
                at_start = false;
            }
            _ => {}
        }
    }
    names
}

#[test]
fn a_module_uses_only_modules_before_it_in_the_order() {
    let order = order();
    let place = |name: &str| order.iter().position(|each| each == name);
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let Some(own) = place(&module_of(&path)) else { continue };
        for used in uses(&code_of(&text)) {
            if place(&used).is_some_and(|used| used > own) {
                faults.push(format!("{} uses {used}, which stands below it", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_folder_and_file_of_src_is_in_the_order() {
    let order = order();
    let known = |name: &str| ["lib", "main"].contains(&name) || order.iter().any(|each| each == name);
    let strangers: BTreeSet<String> = sources().iter().map(|(path, _)| module_of(path)).filter(|name| !known(name)).collect();
    assert!(strangers.is_empty(), "not in the order of src/lib.rs: {strangers:?}");
}

/// Which rooms a library may be used in.
const ROOMS: [(&str, &[&str]); 4] =
    [("diesel::prelude", &["store", "db/"]), ("lettre::", &["mail/"]), ("tera::", &["render/"]), ("Utc::now", &["clock.rs"])];

#[test]
fn each_library_stays_in_its_room() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let (place, code) = (path.display().to_string(), code_of(&text));
        for (library, rooms) in ROOMS {
            if code.contains(library) && !rooms.iter().any(|room| place.contains(room)) && !is_bookkeeping(&place, library) {
                faults.push(format!("{place} uses {library}, whose room is {rooms:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Row structs name their table's columns, and answered forms are kept by the desk itself.
fn is_bookkeeping(place: &str, library: &str) -> bool {
    library == "diesel::prelude"
        && ["src/web/once.rs", "src/members/member.rs", "src/mail/worker/"].iter().any(|each| place.contains(each))
}

/// Folders and files that are calculations: no clock, no chance, no database, no web.
const PURE: [&str; 6] = [
    "src/rulebook/",
    "src/ballots/count/",
    "src/members/reconcile/",
    "src/canvassing/cut/",
    "src/canvassing/register/",
    "rules.rs",
];
const IMPURE: [&str; 8] = ["diesel", "actix_web", "std::fs", "std::net", "clock::", "rand::", "tokio", "std::time"];

#[test]
fn pure_files_know_no_clock_no_chance_and_no_input() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let (place, code) = (path.display().to_string(), code_of(&text));
        if PURE.iter().any(|pure| place.contains(pure)) {
            faults.extend(IMPURE.iter().filter(|word| code.contains(**word)).map(|word| format!("{place} knows {word}")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_begins_by_saying_what_it_is() {
    let silent: Vec<String> =
        sources().iter().filter(|(_, text)| !text.starts_with("//!")).map(|(path, _)| path.display().to_string()).collect();
    assert!(silent.is_empty(), "no //! at the top of {silent:?}");
}

#[test]
fn no_file_is_named_for_nothing_in_particular() {
    const EMPTY: [&str; 5] = ["utils", "helpers", "common", "misc", "manager"];
    let named = |path: &Path| path.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    let vague: Vec<String> =
        sources().iter().map(|(path, _)| named(path)).filter(|name| EMPTY.contains(&name.as_str())).collect();
    assert!(vague.is_empty(), "{vague:?}");
}

#[test]
fn no_template_writes_inline_style_or_script_or_trusts_raw_html() {
    let mut faults = Vec::new();
    let mut folders = vec![PathBuf::from("templates")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).expect("a template");
            let is_mail = path.components().any(|part| part.as_os_str() == "mail");
            for forbidden in [" style=\"", "<style", "onclick=", "|safe", "| safe"] {
                if text.contains(forbidden) && !(is_mail && forbidden.contains("style")) && !path.ends_with("README.md") {
                    faults.push(format!("{} has {forbidden}", path.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn migrations_are_named_by_moment_and_deed() {
    const DEEDS: [&str; 7] = ["create_", "note_", "add_", "guard_", "fill_", "drop_", "change_"];
    for folder in ["shared", "sqlite", "postgres"] {
        for entry in fs::read_dir(Path::new("migrations").join(folder)).expect("a folder").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let (moment, deed) = name.split_once('_').unwrap_or_default();
            assert_eq!(moment.len(), "2026-11-23-100000".len(), "{name} does not begin with its moment");
            assert!(DEEDS.iter().any(|each| deed.starts_with(each)), "{name} does not say what it does");
        }
    }
}

#[test]
fn the_record_has_words_for_every_deed() {
    let known = fs::read_to_string("src/admin/deeds.rs").expect("the words of the record");
    let mut silent = BTreeSet::new();
    for (path, text) in sources() {
        for after in code_of(&text).split(".record(").skip(1) {
            let deed =
                after.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"')).map(|(deed, _)| deed.to_owned());
            if let Some(deed) = deed.filter(|deed| !known.contains(&format!("(\"{deed}\","))) {
                silent.insert(format!("{deed} in {}", path.display()));
            }
        }
    }
    assert!(silent.is_empty(), "the record shows these without words; see src/admin/deeds.rs: {silent:#?}");
}
