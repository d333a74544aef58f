//! The plan of the house, inspected on every run: the order of the modules, pure files, library rooms, names.

use std::{
    collections::{BTreeMap, BTreeSet},
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
                found.push((path, without_tests(&text)));
            }
        }
    }
    found.sort();
    found
}

/// The text without what stands under `#[cfg(test)]`: one item each time, whatever comes after it.
fn without_tests(text: &str) -> String {
    let (mut kept, mut lines) = (String::new(), text.lines());
    while let Some(line) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            kept.push_str(line);
            kept.push('\n');
            continue;
        }
        let margin = &line[..line.len() - line.trim_start().len()];
        let item = lines.by_ref().find(|line| !line.trim_start().starts_with("#[")).unwrap_or_default();
        if item.ends_with('{') {
            let _ = lines.by_ref().find(|line| *line == format!("{margin}}}"));
        }
    }
    kept
}

#[test]
fn what_follows_a_test_is_inspected_too() {
    let text = "a\n#[cfg(test)]\nmod seen;\nb\n#[cfg(test)]\n#[path = \"x.rs\"]\nmod tests {\n    c\n}\nd\n";
    assert_eq!(without_tests(text), "a\nb\nd\n");
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
    [("diesel::prelude", STORES), ("lettre::", &["src/mail/"]), ("tera::", &["src/render/"]), ("Utc::now", &["src/clock.rs"])];

/// Where SQL is spoken: stores, and the database's own folder. Answered forms are kept by the desk itself, the record's
/// chain by the record.
const STORES: &[&str] = &["/store/", "/store.rs", "src/db/", "src/web/once.rs"];

/// Words that only SQL needs; a row struct may name its columns.
const SQL: [&str; 6] = ["insert_into(", "diesel::update(", "diesel::delete(", "sql_query(", ".get_result(conn", ".load(conn"];

#[test]
fn each_library_stays_in_its_room() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let (place, code) = (path.display().to_string(), code_of(&text));
        for (library, rooms) in ROOMS {
            if code.contains(library) && !rooms.iter().any(|room| place.contains(room)) && !names_columns(&place, library) {
                faults.push(format!("{place} uses {library}, whose room is {rooms:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A row struct that names its table's columns through diesel's prelude.
fn names_columns(place: &str, library: &str) -> bool {
    library == "diesel::prelude" && place == "src/members/member.rs"
}

#[test]
fn only_stores_speak_sql() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let (place, code) = (path.display().to_string(), code_of(&text));
        if !STORES.iter().any(|store| place.contains(store)) && place != "src/audit/chain.rs" {
            faults.extend(SQL.iter().filter(|word| code.contains(**word)).map(|word| format!("{place} says {word}")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Tables whose owner is not the module that their file in `src/db/schema/` is called after; in canvassing, the room.
const OWNERS: [(&str, &str); 33] = [
    ("answered_forms", "web"),
    ("record", "audit"),
    ("registers", "canvassing/electors"),
    ("doors", "canvassing/electors"),
    ("electors", "canvassing/electors"),
    ("elector_amendments", "canvassing/electors"),
    ("canvass_looks", "canvassing/electors"),
    ("voting_lists", "canvassing/voting_lists"),
    ("voting_marks", "canvassing/voting_lists"),
    ("postcode_points", "canvassing/ground"),
    ("street_maps", "canvassing/ground"),
    ("cuts", "canvassing/rounds"),
    ("rounds", "canvassing/rounds"),
    ("round_doors", "canvassing/rounds"),
    ("shifts", "canvassing/rotas"),
    ("shift_places", "canvassing/rotas"),
    ("shift_attendances", "canvassing/rotas"),
    ("shift_needs", "canvassing/rotas"),
    ("shift_offers", "canvassing/rotas"),
    ("shift_keys", "canvassing/rotas"),
    ("assignments", "canvassing/rotas"),
    ("outings", "canvassing/rotas"),
    ("follow_ups", "canvassing/follow_ups"),
    ("leaflet_drops", "canvassing/leaflets"),
    ("leaflet_rounds", "canvassing/leaflets"),
    ("contacts", "canvassing/contacts"),
    ("door_notes", "canvassing/contacts"),
    ("door_codes", "canvassing/contacts"),
    ("door_questions", "canvassing/contacts"),
    ("door_replies", "canvassing/contacts"),
    ("votes_seen", "canvassing/polling"),
    ("round_phones", "canvassing/phones"),
    ("held_results", "canvassing/phones"),
];

/// Every table with its owner.
fn owners() -> BTreeMap<String, String> {
    let mut owners = BTreeMap::new();
    for entry in fs::read_dir("src/db/schema").expect("a folder").flatten() {
        let text = fs::read_to_string(entry.path()).expect("a schema");
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(module) = name.strip_prefix("of_").and_then(|name| name.strip_suffix(".rs")) else { continue };
        for line in text.lines().filter(|line| line.starts_with("    ") && line.ends_with(") {")) {
            let table = name_at(line);
            let stated = OWNERS.iter().find(|(each, _)| *each == table).map_or(module, |(_, owner)| owner);
            owners.insert(table, stated.to_owned());
        }
    }
    owners
}

/// The tables that this code writes. Where what is written has a name of its own, the table is the first that stands after
/// the place where the name is given.
fn written(code: &str) -> BTreeSet<String> {
    let mut tables = BTreeSet::new();
    for deed in ["insert_into(", "diesel::update(", "diesel::delete("] {
        for (at, _) in code.match_indices(deed) {
            let target = code[at + deed.len()..].trim_start();
            let name = name_at(target);
            if target[name.len()..].starts_with("::table") {
                tables.insert(name);
            } else {
                let given = [format!("let {name} ="), format!("fn {name}(")].into_iter().find_map(|word| code.find(&word));
                tables.extend(given.and_then(|given| table_after(&code[given..])));
            }
        }
    }
    tables
}

fn table_after(code: &str) -> Option<String> {
    let at = code.find("::table")?;
    let start = code[..at].rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |before| before + 1);
    Some(code[start..at].to_owned())
}

#[test]
fn a_store_writes_only_the_tables_of_its_own_module() {
    let owners = owners();
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let place = path.display().to_string();
        for table in written(&code_of(&text)) {
            match owners.get(&table) {
                Some(owner) if place.starts_with(&format!("src/{owner}/")) || place == format!("src/{owner}.rs") => {}
                Some(owner) => faults.push(format!("{place} writes {table}, which is {owner}'s")),
                None => faults.push(format!("{place} writes {table}, which no schema knows")),
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The functions that write without an act: file, names, and why each may.
const WITHOUT_AN_ACT: [(&str, &[&str], &str); 11] = [
    ("src/audit/store.rs", &["insert"], "it writes the chain that every act hangs on"),
    (
        "src/mail/worker/store/leasing.rs",
        &["take", "mark", "note", "unmark", "end_stopped", "renew", "put_back", "release", "release_lapsed"],
        "Chore::LeaseMail: who has a message in hand is no member's affair",
    ),
    ("src/db/carrying.rs", &["rows_in", "rows_of"], "a backup goes back as a whole, its record included"),
    ("src/mail/store/trouble.rs", &["note_trouble", "end_trouble"], "Chore::LeaseMail: what the mail server says of itself"),
    ("src/accounts/store/signing_in.rs", &["sweep"], "Chore::Sweep"),
    ("src/accounts/store/signed_in.rs", &["see_session"], "Chore::NoteSession"),
    ("src/admin/store.rs", &["beat"], "Chore::Beat: that it is now is no member's affair"),
    ("src/web/once.rs", &["forget_before"], "Chore::Sweep"),
    ("src/privacy/store/sealed.rs", &["replace"], "Chore::SealAnew: what is said stays as it was"),
    (
        "src/members/store/wording.rs",
        &["word", "unword", "word_anew"],
        "the words of a name follow the name, inside the act of whoever writes it; Chore::IndexMembers writes them anew",
    ),
    ("src/members/store/undoing.rs", &["removed"], "it tries and takes back inside the act of its only caller"),
];

/// By which a function writes: diesel's words, and those of SQL that is put together.
const WRITES: [&str; 6] =
    ["insert_into(", "diesel::update(", "diesel::delete(", "\"INSERT INTO ", "\"UPDATE ", "\"DELETE FROM "];

#[test]
fn whoever_writes_takes_an_act() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let (place, code) = (path.display().to_string(), code_of(&text));
        let excused = |name: &str| WITHOUT_AN_ACT.iter().any(|(file, names, _)| *file == place && names.contains(&name));
        for (name, deed) in deeds(&code) {
            let writes = WRITES.iter().any(|word| deed.contains(word));
            if writes && !takes_an_act(deed) && !excused(&name) {
                faults.push(format!("{place}: {name} writes without an act"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The functions and macros of this code, each from its name on.
fn deeds(code: &str) -> Vec<(String, &str)> {
    let starts =
        ["fn ", "macro_rules! "].into_iter().flat_map(|word| code.match_indices(word).map(|(at, word)| at + word.len()));
    let mut starts: Vec<usize> = starts.collect();
    starts.sort_unstable();
    let ends = starts.iter().skip(1).copied().chain([code.len()]);
    starts.iter().zip(ends).map(|(start, end)| (name_at(&code[*start..]), &code[*start..end])).collect()
}

/// Whether an act is among what is handed in: to a function by its type, to a macro by its name.
fn takes_an_act(deed: &str) -> bool {
    deed.split('{').next().unwrap_or_default().contains("Act<") || deed.contains("$act:expr")
}

#[test]
fn a_macro_that_writes_stands_for_itself() {
    let code = "fn reads(conn: &mut Conn) {}\nmacro_rules! change { ($act:expr) => { diesel::update(t) } }\nfn writes() { insert_into(t) }";
    let found: Vec<(String, bool)> = deeds(code).into_iter().map(|(name, deed)| (name, takes_an_act(deed))).collect();
    assert_eq!(found, [("reads".to_owned(), false), ("change".to_owned(), true), ("writes".to_owned(), false)]);
}

/// The rooms of canvassing in their order of use.
const CANVASSING: [&str; 12] = [
    "register",
    "cut",
    "electors",
    "voting_lists",
    "rounds",
    "rotas",
    "follow_ups",
    "leaflets",
    "contacts",
    "phones",
    "polling",
    "custody",
];

#[test]
fn a_room_of_canvassing_uses_only_rooms_before_it() {
    let place = |name: &str| CANVASSING.iter().position(|room| *room == name);
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let Some(own) = path.strip_prefix("src/canvassing").ok().and_then(|inside| inside.iter().next()) else { continue };
        let Some(own) = place(&own.to_string_lossy()) else { continue };
        let code = code_of(&text);
        for (at, _) in code.match_indices("canvassing::") {
            let rest = &code[at + "canvassing::".len()..];
            let names = rest.strip_prefix('{').map_or_else(|| vec![name_at(rest)], first_names);
            let below = names.into_iter().filter(|name| place(name).is_some_and(|used| used > own));
            faults.extend(below.map(|name| format!("{} uses {name}, which stands below it", path.display())));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn super_never_leads_out_of_a_module() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let inside = path.strip_prefix("src").expect("inside src");
        let is_mod = path.file_stem().is_some_and(|name| name == "mod");
        let depth = inside.components().count() - usize::from(is_mod);
        let code = code_of(&text);
        if code.contains(&"super::".repeat(depth)) && module_of(&path) != "lib" {
            faults.push(format!("{} climbs out of its module; say crate:: instead", path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_file_is_too_long_to_read_at_one_sitting() {
    let long: Vec<String> = sources()
        .iter()
        .filter(|(_, text)| text.lines().count() > 400)
        .map(|(path, text)| format!("{} has {} lines", path.display(), text.lines().count()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// Folders and files that are calculations: no clock, no chance, no database, no web.
const PURE: [&str; 20] = [
    "src/mail/retry/",
    "src/mail/worker/foreman/",
    "src/rulebook/",
    "src/ballots/count/",
    "src/members/reconcile/",
    "src/canvassing/cut/",
    "src/canvassing/register/",
    "src/places/address/",
    "src/members/plan.rs",
    "src/canvassing/voting_lists/fitting.rs",
    "src/canvassing/voting_lists/reading.rs",
    "src/canvassing/contacts/figures.rs",
    "src/canvassing/contacts/totals.rs",
    "src/canvassing/phones/timing.rs",
    "src/canvassing/rotas/outing.rs",
    "src/canvassing/contacts/standing.rs",
    "src/home/due.rs",
    "src/meetings/forecast.rs",
    "src/motions/amendments/",
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
            for forbidden in [" style=\"", "<style", "<script>", "onclick=", "|safe", "| safe"] {
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
