//! Updates that fit, and updates that do not.

use super::*;
use crate::canvassing::register::read;

const REGISTER: &str = "\
Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,Elector Name,PostCode,Address1,Address2,Address3,Address4,Address5,Address6
Q-1,1,0,,,Ashdown Mary,ZZ1 1AA,1 Mill Lane,Oldtown,,,,
Q-1,2,0,,,Rossi Paolo,ZZ1 1AA,1 Mill Lane,Oldtown,,,,
";

const COLUMNS: &str = "CompanyName,CompanyOPCSRef,DistrictRef,StreetName,PropertyAddress1,PropertyAddress2,PropertyAddress3,PropertyAddress4,PropertyAddress5,PropertyPostCode,PropertyAddressPrefix,PropertyAddressNumber,ElectorNumber,ElectorForename,ElectorSurname,ElectorDOB,ElectorCreatedMonth,ElectorChangedMonth,ElectorDeletedMonth,MarkersRegisterText,RecordCount,RecordTotal,CurrentRegisterMonth";

fn reconciled(rows: &[(&str, &str, &str, &str)]) -> Reconciliation {
    let row = |(number, created, changed, deleted): &(&str, &str, &str, &str)| {
        format!(
            "C,E0,Q-1,Mill Lane,1 Mill Lane,Oldtown,,,,ZZ1 1AA,,1,{number},Ann,Newcomer,,{created},{changed},{deleted},,1,1,May 2026\n"
        )
    };
    let text = format!("{COLUMNS}\n{}", rows.iter().map(row).collect::<String>());
    let register = read(REGISTER.as_bytes()).expect("it is a register");
    let changes = read(text.as_bytes()).expect("it is an update");
    update(&register, &changes).expect("it is an update")
}

#[test]
fn electors_are_created_amended_and_deleted() {
    let outcome = reconciled(&[("Q-1-1/1", "202605", "0", "0"), ("Q-1-1", "0", "202605", "0"), ("Q-1-2", "0", "0", "202605")]);
    assert_eq!(outcome.created[0].elector.to_string(), "Q-1-1/1");
    let amendment = &outcome.amended[0];
    assert_eq!((amendment.before.name.surname.as_str(), amendment.after.name.surname.as_str()), ("Ashdown", "Newcomer"));
    assert_eq!(outcome.deleted[0].to_string(), "Q-1-2");
    assert!(outcome.problems.is_empty() && outcome.ignored.is_empty() && outcome.unknown.is_empty());
}

#[test]
fn an_elector_who_came_and_went_is_ignored() {
    let outcome = reconciled(&[("Q-1-1/2", "202605", "0", "202605")]);
    assert_eq!(outcome.ignored, [2]);
    assert!(outcome.created.is_empty() && outcome.deleted.is_empty());
}

#[test]
fn an_elector_of_an_earlier_month_is_deleted_where_the_register_has_them() {
    let outcome = reconciled(&[("Q-1-1", "202603", "0", "202605"), ("Q-1-8", "202603", "0", "202605")]);
    assert_eq!((outcome.deleted.len(), outcome.ignored.as_slice()), (1, [3].as_slice()));
}

#[test]
fn a_change_to_an_elector_never_seen_creates_them() {
    let outcome = reconciled(&[("Q-1-77", "0", "202605", "0"), ("Q-1-78", "0", "0", "0")]);
    assert_eq!((outcome.unknown.as_slice(), outcome.created.len()), ([2, 3].as_slice(), 2));
}

#[test]
fn what_does_not_fit_is_a_problem_and_changes_nothing() {
    let outcome = reconciled(&[("Q-1-9", "0", "0", "202605"), ("Q-1-1", "202605", "0", "0")]);
    let said: Vec<String> = outcome.problems.iter().map(|p| format!("{}: {}", p.row, p.reason)).collect();
    assert_eq!(
        said,
        [
            "2: Q-1-9 is to be deleted but the register does not have this number",
            "3: Q-1-1 is to be created but the register has this number already; nothing was changed",
        ]
    );
}

#[test]
fn a_number_freed_by_a_deletion_may_be_given_anew() {
    let outcome = reconciled(&[("Q-1-1", "0", "0", "202605"), ("Q-1-1", "202605", "0", "0")]);
    assert_eq!((outcome.deleted.len(), outcome.created.len(), outcome.problems.len()), (1, 1, 0));
}

#[test]
fn a_full_register_is_not_taken_for_an_update() {
    let register = read(REGISTER.as_bytes()).expect("it is a register");
    let refused = update(&register, &register).map(|_| ()).expect_err("it is no update");
    assert_eq!(refused.to_string(), "The second file is a full register (layout x13) and not a monthly update.");
}

/// What the rows come to for each number: `+` new, `~` changed, `-` gone, `*` given to somebody else.
fn net(rows: &[(&str, &str, &str, &str)]) -> Vec<String> {
    let outcome = reconciled(rows);
    let sign = |net: &Net| match net {
        Net::Create(_) => '+',
        Net::Amend(_) => '~',
        Net::Delete(_) => '-',
        Net::Renew(_) => '*',
    };
    let stood = |number: &ElectorNumber| ["Q-1-1", "Q-1-2"].contains(&number.to_string().as_str());
    outcome.net(stood).iter().map(|net| format!("{}{}", sign(net), net.elector())).collect()
}

#[test]
fn however_many_rows_are_about_a_number_it_comes_to_one_change() {
    let (created, changed, deleted) = (("202605", "0", "0"), ("0", "202605", "0"), ("0", "0", "202605"));
    let rows = |number: &'static str, kinds: &[(&'static str, &'static str, &'static str)]| {
        kinds.iter().map(|(one, two, three)| (number, *one, *two, *three)).collect::<Vec<_>>()
    };
    assert_eq!(net(&rows("Q-1-1", &[changed, changed])), ["~Q-1-1"]);
    assert_eq!(net(&rows("Q-1-1", &[changed, deleted])), ["-Q-1-1"]);
    assert_eq!(net(&rows("Q-1-1", &[deleted, created])), ["*Q-1-1"]);
    assert_eq!(net(&rows("Q-1-1", &[deleted, created, deleted])), ["-Q-1-1"]);
    assert_eq!(net(&rows("Q-1-9", &[created, changed])), ["+Q-1-9"]);
    assert_eq!(net(&rows("Q-1-9", &[created, deleted])), Vec::<String>::new());
    assert_eq!(net(&rows("Q-1-9", &[changed])), ["+Q-1-9"]);
}
