//! This month's list of fifty thousand with two thousand changes, beside the same file read by the csv crate into a bare table.

use std::time::Instant;

use diesel::{Connection, RunQueryDsl, SqliteConnection, connection::SimpleConnection, sql_query, sql_types::Text};
use reqwest::blocking::{
    Client,
    multipart::{Form, Part},
};
use wardmote::{audit::Scribe, db::BranchId, members::Joining};

use crate::{
    house::{empty_folder, median, scribe_in},
    people::{branch_of, somebody},
    running::Running,
};

const ROWS: usize = 50_000;
const CHANGES: usize = 2_000;
const MONTHS: usize = 5;

/// Sends in the list of several months, each with other changes, and puts each of the same files into a bare table.
pub fn beside_a_bare_table() {
    let (folder, id) = (empty_folder(), BranchId::fresh());
    let data = folder.path().join("data");
    let scribe = scribe_in(&data);
    let cookie = branch_of(&scribe, id, ROWS);
    let files: Vec<Vec<u8>> = (0..MONTHS).map(|month| list(&scribe, month)).collect();
    drop(scribe);
    let running = Running::start(folder, &[], &[("WARDMOTE_DATA_DIR", data.display().to_string())]);
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for file in &files {
        let [seen, applied] = sent_in(&running, &cookie, file);
        let begun = Instant::now();
        into_a_bare_table(file);
        times[0].push(seen);
        times[1].push(seen + applied);
        times[2].push(begun.elapsed().as_secs_f64());
    }
    let [seen, whole, bare] = times.map(median);
    println!(
        "list of {ROWS} rows with {CHANGES} changes: shown after {seen:.2} s, applied after {whole:.2} s; \
         read and put into a bare table: {bare:.2} s; ratios {:.2} and {:.2}",
        seen / bare,
        whole / bare
    );
}

/// The list of a month, as head office writes it; two thousand people have moved since the month before.
fn list(scribe: &Scribe, month: usize) -> Vec<u8> {
    let mut file = csv::Writer::from_writer(Vec::new());
    let headings = [
        "Membership Number",
        "First Name",
        "Last Name",
        "Email Address",
        "Address 1",
        "Town",
        "Postcode",
        "Ward",
        "Membership Type",
        "Date Joined",
        "Paid To",
    ];
    file.write_record(headings).expect("a line");
    for number in 0..ROWS {
        let one = somebody(scribe, number);
        // Each of these moved in some month, and stays where they went.
        let moves = number / CHANGES;
        let address = if moves <= month { format!("{number} Canal Side") } else { one.address.clone() };
        file.write_record(line(number, one, address)).expect("a line");
    }
    file.into_inner().expect("a file")
}

fn line(number: usize, one: Joining, address: String) -> [String; 11] {
    let day = |day: chrono::NaiveDate| day.format("%d/%m/%Y").to_string();
    let email = if number == 0 { "secretary@northmoor.example".to_owned() } else { one.email.unwrap_or_default() };
    let (joined, paid_to) = (day(one.joined_on), one.paid_to.map(day).unwrap_or_default());
    let (ward, class) = (one.ward.unwrap_or_default(), one.class);
    [one.number, one.first_name, one.last_name, email, address, one.town, one.postcode, ward, class, joined, paid_to]
}

/// Sends the list in, looks at what it would do and lets it; seconds until it was shown, and until it was applied.
fn sent_in(running: &Running, cookie: &str, file: &[u8]) -> [f64; 2] {
    let client = Client::new();
    let begun = Instant::now();
    let part = Part::bytes(file.to_vec()).file_name("list.csv");
    let form = Form::new().text("_form", uuid()).part("list", part);
    let asked = client.post(format!("{}/members/import", running.base())).header("cookie", cookie);
    let shown = asked.header("sec-fetch-site", "same-origin").multipart(form).send().expect("an answer");
    assert!(shown.status().is_success(), "the list is refused: {}", shown.text().unwrap_or_default());
    let address = shown.url().clone();
    let page = shown.text().expect("a page");
    let seen = begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    let fields = ticked(&page);
    let applied =
        client.post(format!("{address}/application")).header("cookie", cookie).header("sec-fetch-site", "same-origin");
    let applied = applied.form(&fields).send().expect("an answer");
    assert!(applied.status().is_success(), "the list is not applied: {}", applied.text().unwrap_or_default());
    let page = applied.text().expect("a page");
    assert!(page.contains("2,000"), "two thousand changes were made: {page}");
    [seen, begun.elapsed().as_secs_f64()]
}

/// The fields of the form as the page has them ticked.
fn ticked(page: &str) -> Vec<(String, String)> {
    let page = scraper::Html::parse_document(page);
    let inputs = scraper::Selector::parse("form[action$='/application'] input[name]").expect("a selector");
    let sent = page.select(&inputs).filter(|input| {
        let is_box = matches!(input.attr("type"), Some("checkbox" | "radio"));
        !is_box || input.attr("checked").is_some()
    });
    sent.map(|input| (input.attr("name").unwrap_or_default().to_owned(), input.attr("value").unwrap_or_default().to_owned()))
        .collect()
}

fn uuid() -> String {
    BranchId::fresh().to_string()
}

/// Reads the file with the csv crate and puts each line into a table without keys.
fn into_a_bare_table(file: &[u8]) {
    let folder = empty_folder();
    let place = folder.path().join("bare.db");
    let mut conn = SqliteConnection::establish(&place.display().to_string()).expect("a database");
    conn.batch_execute(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE bare (a, b, c, d, e, f, g, h, i, j, k)",
    )
    .expect("a table");
    conn.transaction::<_, diesel::result::Error, _>(|conn| {
        for record in csv::Reader::from_reader(file).into_records() {
            let record = record.expect("a line");
            let mut insert = sql_query("INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").into_boxed();
            for cell in &record {
                insert = insert.bind::<Text, _>(cell.to_owned());
            }
            insert.execute(conn)?;
        }
        Ok(())
    })
    .expect("the lines are in");
}
