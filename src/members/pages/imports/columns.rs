//! How a list is read: what parts its columns, what each of them holds, and in which order its dates are written.

use std::collections::{BTreeMap, HashSet};

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;

use super::{
    super::super::{
        how_read::{HowRead, chosen_twice},
        import::Import,
        listed,
        reconcile::{DateProof, Encoding, Field, List, Order},
        rules::{self, NotLoaded},
        store,
    },
    reading,
};
use crate::{
    accounts::{Holding, ManageMembers},
    branch::{self, Branch},
    db::{Conn, ImportId, Vault},
    render::{Page, dates},
    web::{Answer, Choice, Desk, Faults, Filled, Look, Nothing, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/import/{import}/reading", web::get().to(show))
        .route("/members/import/{import}/reading", web::post().to(tell))
        .route("/members/import/{import}/reading/forgetting", web::post().to(forget));
}

/// "This is how the list is read."
#[derive(Debug, Serialize)]
pub struct ColumnsPage {
    id: ImportId,
    file_name: String,
    words: String,
    /// Who said how lists like this one are read, where somebody did.
    remembered: Option<String>,
    /// A workbook has its cells apart, and its letters are never in doubt.
    is_text: bool,
    letters: Vec<Choice>,
    delimiters: Vec<Choice>,
    columns: Vec<Line>,
    fields: Vec<Choice>,
    dates: Vec<Line>,
    orders: Vec<Choice>,
    form: Filled,
}

/// One thing to choose.
#[derive(Debug, Serialize)]
struct Line {
    field: String,
    label: String,
    hint: Option<String>,
}

impl Page for ColumnsPage {
    const TEMPLATE: &'static str = "members/import/columns.html";

    fn title(&self) -> String {
        "How this list is read".into()
    }

    fn samples() -> Vec<Self> {
        vec![sample(true), sample(false)]
    }
}

/// Signs that part columns: the name in forms, the sign, the words.
const DELIMITERS: [(&str, char, &str); 4] =
    [("comma", ',', "commas"), ("semicolon", ';', "semicolons"), ("tab", '\t', "tabs"), ("stroke", '|', "upright strokes")];

/// A list as it is read now, and how somebody said that it is to be read.
struct Told {
    import: Import,
    file: Vec<u8>,
    how: HowRead,
    list: List,
}

impl Told {
    fn of(conn: &mut Conn, vault: &Vault, branch: &Branch, import: ImportId) -> Result<Self, Problem> {
        let import = store::find_import(conn, branch.id, import)?;
        rules::may_apply(import.state)?;
        let file = store::file_of(conn, vault, branch.id, import.id)?.ok_or(NotLoaded::FileGone)?;
        let how = HowRead::parse(&import.reading);
        let list =
            reading::read(&file, &import.letters, &how).map_err(|unreadable| Problem::refused(unreadable.to_string()))?;
        Ok(Self { import, file, how, list })
    }

    /// What stands in the form.
    fn filled(&self) -> Filled {
        let delimiter = DELIMITERS.iter().find(|(_, sign, _)| Some(*sign) == self.how.delimiter);
        let mut values = vec![
            ("letters".to_owned(), self.import.letters.clone()),
            ("delimiter".to_owned(), delimiter.map_or("", |(name, ..)| name).to_owned()),
        ];
        let field = |at: usize| self.list.mapping[at].1.map_or("", Field::name).to_owned();
        values.extend(headings(&self.list).into_iter().map(|at| (column_field(at), field(at))));
        let order = |proof: &DateProof| self.how.orders.get(proof.field.name()).cloned().unwrap_or_default();
        values.extend(self.list.dates.iter().map(|proof| (order_field(proof.field), order(proof))));
        Filled::of_what_stands(values.iter().map(|(field, value)| (field.as_str(), value.clone())))
    }

    /// What the form says. Where other signs part the columns, their headings are others too, and nothing is said of them yet.
    fn said(&self, form: &BTreeMap<String, String>) -> Result<HowRead, Problem> {
        let value = |field: &str| form.get(field).map_or("", String::as_str);
        let delimiter = DELIMITERS.iter().find(|(name, ..)| *name == value("delimiter")).map(|(_, sign, _)| *sign);
        let of_field = |at: usize| Field::named(value(&column_field(at))).map(|field| field.name().to_owned());
        let said: Vec<(String, Option<String>)> =
            headings(&self.list).into_iter().map(|at| (self.list.mapping[at].0.clone(), of_field(at))).collect();
        if let Some((at, field)) = chosen_twice(&said) {
            let words = format!("Two columns are read as “{}”. Leave one of them out.", listed::words(field));
            return Err(Problem::Faults(Faults::at(&column_field(headings(&self.list)[at]), words)));
        }
        let guessed = reading::read(&self.file, value("letters"), &HowRead { delimiter, ..HowRead::default() });
        let is_guessed =
            guessed.is_ok_and(|guessed| headings(&guessed).into_iter().map(|at| named(&guessed, at)).eq(said.clone()));
        let columns = if delimiter != self.how.delimiter || is_guessed { Vec::new() } else { said };
        let dates = Field::ALL.into_iter().filter(|field| field.is_date());
        let order = |field: Field| Some((field.name().to_owned(), Order::named(value(&order_field(field)))?.name().to_owned()));
        Ok(HowRead { delimiter, columns, orders: dates.filter_map(order).collect() })
    }
}

/// The places of the headings in the mapping, each heading once: what is said of it goes for all that are written so.
fn headings(list: &List) -> Vec<usize> {
    let mut seen = HashSet::new();
    (0..list.mapping.len()).filter(|at| seen.insert(list.mapping[*at].0.to_lowercase())).collect()
}

fn named(list: &List, at: usize) -> (String, Option<String>) {
    let (heading, field) = &list.mapping[at];
    (heading.clone(), field.map(|field| field.name().to_owned()))
}

fn column_field(at: usize) -> String {
    format!("column-{at}")
}

fn order_field(field: Field) -> String {
    format!("order-{}", field.name())
}

async fn show(desk: Desk, _: Holding<ManageMembers>, import: Path<ImportId>) -> Answer {
    let id = *import;
    let scribe = desk.scribe().clone();
    desk.page(move |look| {
        let vault = scribe.vault().map_err(Problem::broken)?;
        let form = Told::of(look.conn, vault, &look.branch, id)?.filled();
        page(look, vault, id, form)
    })
    .await
}

fn page(look: &mut Look<'_>, vault: &Vault, id: ImportId, form: Filled) -> Result<ColumnsPage, Problem> {
    let told = Told::of(look.conn, vault, &look.branch, id)?;
    let remembered = remembered(look, &told.import)?;
    let list = &told.list;
    let why = |heading: &str| list.ignored.iter().find(|column| column.header == heading).map(|column| column.why);
    let column = |at: usize| {
        let (heading, example) = (&list.mapping[at].0, &list.examples[at]);
        let hint = if example.is_empty() {
            why(heading).map(|why| format!("Left out: {why}."))
        } else {
            Some(format!("Such as {example}"))
        };
        Line { field: column_field(at), label: heading.clone(), hint }
    };
    let date = |proof: &DateProof| Line {
        field: order_field(proof.field),
        label: proof.header.clone(),
        hint: Some(format!("{proof}.")),
    };
    Ok(ColumnsPage {
        id,
        words: reading::in_words(list),
        remembered,
        is_text: list.encoding != Encoding::Xlsx,
        letters: reading::LETTERS.map(|(value, label)| Choice::of(value, label)).to_vec(),
        delimiters: delimiters(),
        columns: headings(list).into_iter().map(column).collect(),
        fields: fields(),
        dates: list.dates.iter().map(date).collect(),
        orders: orders(),
        form,
        file_name: told.import.file_name,
    })
}

/// Who said how lists with these headings are read, as a sentence.
pub fn remembered(look: &mut Look<'_>, import: &Import) -> Result<Option<String>, Problem> {
    if import.reading.is_empty() {
        return Ok(None);
    }
    let Some(remembered) = store::remembered(look.conn, look.branch.id, &import.shape)? else { return Ok(None) };
    let (by, day) = (remembered.by.unwrap_or_else(|| "somebody".to_owned()), dates::day(look.branch.date_of(remembered.at)));
    Ok(Some(format!("It is read as {by} said on {day}, and so is the next list with these headings.")))
}

fn delimiters() -> Vec<Choice> {
    let signs = DELIMITERS.map(|(name, _, words)| Choice::of(name, words));
    std::iter::once(Choice::of("", "as they look")).chain(signs).collect()
}

fn fields() -> Vec<Choice> {
    let fields = Field::ALL.map(|field| Choice::of(field.name(), listed::words(field)));
    std::iter::once(Choice::of("", "Leave out")).chain(fields).collect()
}

fn orders() -> Vec<Choice> {
    let orders = [
        ("", "as its cells prove"),
        (Order::DayMonthYear.name(), "the day first: 5/9/2024 is 5 September"),
        (Order::MonthDayYear.name(), "the month first: 5/9/2024 is 9 May"),
        (Order::YearMonthDay.name(), "the year first: 24/9/5 is 5 September"),
    ];
    orders.map(|(value, label)| Choice::of(value, label)).to_vec()
}

async fn tell(
    desk: Desk,
    who: Holding<ManageMembers>,
    import: Path<ImportId>,
    posted: Posted<BTreeMap<String, String>>,
) -> Answer {
    let (id, typed, opened, form) = (*import, posted.typed(), posted.opened(), posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let vault = act.vault().map_err(Problem::broken)?;
        let told = Told::of(act.conn(), vault, &branch, id)?;
        opened.still_stands(&told.filled())?;
        let how = told.said(&form)?;
        let letters = form.get("letters").map_or("", String::as_str);
        let list = reading::read(&told.file, letters, &how)
            .map_err(|unreadable| Problem::Faults(Faults::at("delimiter", unreadable.to_string())))?;
        store::tell(act, &told.import, (letters, &how), &list)?;
        // Other columns have to be looked at before anything else.
        let next = if how.delimiter == told.how.delimiter && list.knows_people() { "" } else { "/reading" };
        Ok(see(format!("/members/import/{id}{next}")).saying("The list was read again."))
    });
    let scribe = desk.scribe().clone();
    let again = move |look: &mut Look<'_>, form| page(look, scribe.vault().map_err(Problem::broken)?, id, form);
    desk.or_again(answer.await, typed, again).await
}

async fn forget(desk: Desk, who: Holding<ManageMembers>, import: Path<ImportId>, posted: Posted<Nothing>) -> Answer {
    let (id, Nothing {}) = (*import, posted.form);
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let vault = act.vault().map_err(Problem::broken)?;
        let told = Told::of(act.conn(), vault, &branch, id)?;
        let list = reading::read(&told.file, &told.import.letters, &HowRead::default())
            .map_err(|unreadable| Problem::refused(unreadable.to_string()))?;
        store::forget_reading(act, &told.import, &list)?;
        Ok(see(format!("/members/import/{id}/reading")).saying("That is forgotten. The list is read as it looks."))
    })
    .await
}

fn sample(full: bool) -> ColumnsPage {
    let line = |field: &str, label: &str, hint: Option<&str>| Line {
        field: field.to_owned(),
        label: label.to_owned(),
        hint: hint.map(str::to_owned),
    };
    let wrong = Faults::at("column-1", "Two columns are read as “Mail address”. Leave one of them out.");
    ColumnsPage {
        id: ImportId::fresh(),
        file_name: "hq.csv".into(),
        words: "486 rows in UTF-8, with commas between the columns.".into(),
        remembered: full.then(|| "It is read as Nadia Rahman said on Saturday 3 October 2026.".into()),
        is_text: full,
        letters: reading::LETTERS.map(|(value, label)| Choice::of(value, label)).to_vec(),
        delimiters: delimiters(),
        columns: vec![line("column-0", "Ref", Some("Such as 8000487")), line("column-1", "Facebook", None)],
        fields: fields(),
        dates: if full { vec![line("order-joined_on", "Since", Some("Since: 2 fit day/month/year."))] } else { Vec::new() },
        orders: orders(),
        form: if full { Filled::default().but(wrong) } else { Filled::default() },
    }
}
