//! The law of taking a list back: whatever a list changed and whoever put something right since, each field that nobody
//! touched is as it was, and what was touched stays and is listed.
//!
//! Each case is a branch of its own over HTTP. `UNDO_CASES` asks for more of them than an ordinary run tells.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{
    collection::vec,
    prelude::*,
    sample::select,
    test_runner::{Config, TestRunner},
};
use wardmote::{
    db::MemberId,
    members::{self, Member, Office},
    rulebook::Facts,
    web::Problem,
};

use crate::world::{Branch, Browser, Database, Seen};

/// Whom the list names: five members, and two who are new.
const NUMBERS: [&str; 7] = ["N0001", "N0002", "N0003", "N0004", "N0005", "N0007", "N0008"];

/// The columns of the list, and the fields of the state in the same order.
const HEADINGS: [&str; 11] = [
    "First Name",
    "Last Name",
    "Email Address",
    "Mobile",
    "Address 1",
    "Town",
    "Postcode",
    "Ward",
    "Membership Type",
    "Date Joined",
    "Paid To",
];

/// From when a class or a ward that is put right counts.
const DAYS: [&str; 4] = ["2020-01-01", "2026-09-10", "2026-09-25", "2026-10-01"];

/// What a field may say. The class is read in small letters.
fn values(heading: &str) -> &'static [&'static str] {
    match heading {
        "First Name" => &["Ann", "Bo", "Łucja"],
        "Last Name" => &["Story", "Ray", "O’Brien"],
        "Mobile" => &["", "07700 900123", "07700 900456"],
        "Address 1" => &["", "3 Mill Lane", "9 New Street"],
        "Town" => &["", "Northmoor", "Eastfield"],
        "Postcode" => &["", "NM1 1AA", "NM2 2BB"],
        "Ward" => &["Millbank", "Harbour", "Northgate"],
        "Membership Type" => &["full", "supporter", "lapsed"],
        "Date Joined" => &["2020-01-01", "2019-05-01", "2021-06-01"],
        "Paid To" => &["2027-12-31", "2028-12-31", "2026-12-31"],
        _ => &[],
    }
}

/// One field of one person, in words that the list has for them.
type Spot = (String, &'static str);
type State = BTreeMap<Spot, String>;

/// A row says of each column which of its values it has.
type Row = Vec<usize>;

/// Somebody puts something right.
#[derive(Debug, Clone)]
struct Edit {
    whose: &'static str,
    what: &'static str,
    value: usize,
    /// The day from which a class or a ward counts.
    day: &'static str,
}

#[derive(Debug, Clone)]
struct Case {
    before: Vec<Edit>,
    rows: Vec<Row>,
    /// Which of the differences are ticked, over and over.
    ticks: Vec<bool>,
    from_on: &'static str,
    since: Vec<Edit>,
}

fn edit() -> impl Strategy<Value = Edit> {
    let what = HEADINGS.iter().copied().filter(|heading| *heading != "Email Address").collect::<Vec<_>>();
    (select(&NUMBERS[..]), select(what), 0usize..3, select(&DAYS[..])).prop_map(|(whose, what, value, day)| Edit {
        whose,
        what,
        value,
        day,
    })
}

fn case() -> impl Strategy<Value = Case> {
    let row = vec(prop_oneof![3 => Just(0usize), 1 => Just(1), 1 => Just(2)], HEADINGS.len());
    let from_on = prop_oneof![Just("2026-09-20"), Just("2026-10-01")];
    (vec(edit(), 0..3), vec(row, NUMBERS.len()), vec(prop::bool::weighted(0.8), 5), from_on, vec(edit(), 0..7))
        .prop_map(|(before, rows, ticks, from_on, since)| Case { before, rows, ticks, from_on, since })
}

#[test]
fn a_list_taken_back_leaves_what_was_touched_since_and_nothing_else() {
    let cases = std::env::var("UNDO_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(24);
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, max_shrink_iters: 60, ..Config::default() });
    runner.run(&case(), |case| holds(&case)).unwrap_or_else(|fault| panic!("{fault}"));
}

fn holds(case: &Case) -> Result<(), TestCaseError> {
    let branch = Branch::with_members(6, Database::Sqlite);
    branch.give_office("leila", Office::Treasurer);
    let nadia = branch.as_("nadia");
    case.before.iter().for_each(|edit| puts_right(&branch, edit));

    let before = state(&branch);
    let page = loads(&nadia, case);
    let loaded = state(&branch);
    let (mut touched, mut beside) = (BTreeSet::new(), BTreeSet::new());
    for edit in &case.since {
        let was = state(&branch);
        puts_right(&branch, edit);
        let is = state(&branch);
        let changed: Vec<Spot> =
            is.iter().filter(|(spot, value)| was.get(*spot) != Some(*value)).map(|(spot, _)| spot.clone()).collect();
        // A class is put right together with its first day, whether or not that is another one.
        if changed.iter().any(|(_, field)| *field == "Membership Type") {
            beside.insert((edit.whose.to_owned(), "Date Joined"));
        }
        touched.extend(changed);
    }
    let edited = state(&branch);
    let undone = nadia.visits(&page).presses("Take this list back").answers(200).words();
    let after = state(&branch);

    let entered = |number: &str| !before.contains_key(&(number.to_owned(), "Last Name"));
    let people: BTreeSet<&String> = touched.iter().map(|(number, _)| number).collect();
    for (spot, value) in &edited {
        let stays = Some(value);
        let expected = match before.get(spot) {
            _ if entered(&spot.0) => stays.filter(|_| people.contains(&spot.0)),
            _ if touched.contains(spot) => stays,
            was => was,
        };
        if after.get(spot) != expected && !(beside.contains(spot) && after.get(spot) == stays) {
            let seen = format!("{spot:?}: {:?}, {:?}, {stays:?}, {:?}", before.get(spot), loaded.get(spot), after.get(spot));
            return Err(TestCaseError::fail(format!("before, loaded, edited, undone: {seen}\n{undone}")));
        }
    }
    let kept = touched.iter().any(|spot| before.get(spot) != loaded.get(spot));
    prop_assert!(!kept || undone.contains("that somebody has changed since"), "what stays is listed: {}", undone);
    prop_assert!(kept || !beside.is_empty() || undone.contains("the register is as it was"), "nothing stays: {}", undone);
    branch.verified();
    Ok(())
}

/// Sends the list in, ticks some of the differences, and applies it. Gives back its page.
fn loads(nadia: &Browser, case: &Case) -> String {
    let row = |(number, row): (&&str, &Row)| {
        let cell = |(heading, value): (&&str, &usize)| match *heading {
            // Whoever signs in by an address is signed out when it changes.
            "Email Address" if ["N0001", "N0006"].contains(number) || *value == 0 => address(number),
            "Email Address" => format!("{number}.{value}@else.example"),
            heading => values(heading)[*value].to_owned(),
        };
        let cells: Vec<String> = HEADINGS.iter().zip(row).map(cell).collect();
        format!("{number},{}\r\n", cells.join(","))
    };
    let rows: String = NUMBERS.iter().zip(&case.rows).map(row).collect();
    let list = format!("Membership Number,{}\r\n{rows}", HEADINGS.join(","));
    let preview = nadia.visits("/members/import").attaches("list.csv", list.as_bytes()).presses("Look at it").answers(200);
    let path = preview.path();
    let keys: Vec<&str> =
        preview.html.split("name=\"take\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let ticked = keys.iter().zip(case.ticks.iter().cycle()).filter(|(_, ticked)| **ticked).map(|(key, _)| ("take", *key));
    let fixed = ["_form", "seen", "shown"].map(|name| (name, hidden(&preview, name)));
    let mut fields: Vec<(&str, &str)> = fixed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend([("confirm", "whole list"), ("from_on", case.from_on)]);
    fields.extend(ticked);
    nadia.posts(&format!("{path}/application"), &fields).answers(200).says("Take this list back");
    path
}

/// What a hidden field of the form that applies the list holds.
fn hidden(preview: &Seen, name: &str) -> String {
    let form = preview.html.split("/application\"").nth(1).expect("a form that applies the list");
    let rest = form.split_once(&format!("name=\"{name}\" value=\"")).expect("a hidden field").1;
    rest.split('"').next().expect("its value").to_owned()
}

fn address(number: &str) -> String {
    let names = ["nadia", "tom", "ama", "petra", "joe"];
    let place = NUMBERS.iter().position(|each| *each == number).unwrap_or_default();
    names.get(place).map_or_else(|| format!("{number}@northmoor.example"), |name| format!("{name}@northmoor.example"))
}

/// Puts one thing right by the form that officers have for it; a form that refuses changes nothing.
fn puts_right(branch: &Branch, edit: &Edit) {
    let Some(member) = member(branch, edit.whose) else { return };
    let value = values(edit.what)[edit.value];
    let at = |page: &str| branch.as_("nadia").visits(&format!("/members/{}/{page}", member.id));
    let known = |form: Seen| form.types("Where you know it from", "told me").presses("Put it right");
    let detail = |name: &str| known(at("details").sets(name, value));
    let _answer = match edit.what {
        "First Name" => detail("first_name"),
        "Last Name" => detail("last_name"),
        "Mobile" => detail("mobile"),
        "Address 1" => detail("address"),
        "Town" => detail("town"),
        "Postcode" => detail("postcode"),
        "Ward" => known(at("ward").types("Or one that is not on the list", value).sets("from", edit.day)),
        "Membership Type" => {
            let class = if value == "lapsed" { "none" } else { value };
            known(at("class").sets("class", class).sets("from", edit.day))
        }
        "Date Joined" => known(at("joining").sets("from", value)),
        _ => {
            let form = branch.as_("leila").visits("/members/dues").types("Member", edit.whose);
            let form = form.types("Dues are paid to the end of", value).types("Where you know it from", "bank statement");
            form.presses("Record it")
        }
    };
}

fn everybody(branch: &Branch) -> Vec<(Member, Facts)> {
    let read = branch.world.scribe.read::<_, Problem>(|conn| {
        let all = members::known(conn, branch.id)?;
        all.into_iter().map(|member| Ok((facts(conn, branch, member.id)?, member))).collect::<Result<Vec<_>, Problem>>()
    });
    read.expect("the register").into_iter().map(|(facts, member)| (member, facts)).collect()
}

fn facts(conn: &mut wardmote::db::Conn, branch: &Branch, member: MemberId) -> Result<Facts, Problem> {
    Ok(members::facts_of(conn, branch.id, member)?)
}

fn member(branch: &Branch, number: &str) -> Option<Member> {
    everybody(branch).into_iter().map(|(member, _)| member).find(|member| member.number == number)
}

/// Everything that a list can change, of everybody.
fn state(branch: &Branch) -> State {
    let mut state = State::new();
    for (member, facts) in everybody(branch) {
        let current = facts.periods.iter().rev().find(|period| period.to.is_none());
        let joined = current.map(|current| joined(&facts, current.from).to_string());
        let home = facts.residences.iter().filter(|home| home.to.is_none()).max_by_key(|home| home.from);
        let said = [
            member.first_name.clone(),
            member.last_name.clone(),
            member.email.clone().unwrap_or_default(),
            member.mobile.clone(),
            member.address.clone(),
            member.town.clone(),
            member.postcode.clone(),
            home.map(|home| home.unit.clone()).unwrap_or_default(),
            current.map(|current| current.class.clone()).unwrap_or_default(),
            joined.unwrap_or_default(),
            member.paid_to.map(|day| day.to_string()).unwrap_or_default(),
        ];
        state.extend(HEADINGS.iter().zip(said).map(|(heading, said)| ((member.number.clone(), *heading), said)));
    }
    state
}

/// The day on which the membership that lasts began, whatever its class was then.
fn joined(facts: &Facts, mut first: chrono::NaiveDate) -> chrono::NaiveDate {
    let earlier = |first| facts.periods.iter().find(|period| period.to.is_some_and(|to| to.succ_opt() == Some(first)));
    while let Some(period) = earlier(first) {
        first = period.from;
    }
    first
}
