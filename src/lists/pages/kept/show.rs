//! The page of a kept list.

use actix_web::web::{self, Path, Query, ServiceConfig};
use serde::Serialize;

use super::{
    super::{
        super::{
            columns::{Column, Kind, UNDER_ROOF},
            kept::{Kept, Whose},
        },
        people::{purposes, takeaways},
    },
    At,
    acts::deeds,
    done::{DoneLine, done},
    table::{CellShown, Row, Table},
};
use crate::{
    accounts::{Holding, ManageMembers},
    db::{MemberId, RowId},
    members::Person,
    render::{Page, words::plural},
    web::{Answer, Choice, Desk, Faults, Filled, Look, Paged, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/lists/{list}", web::get().to(show));
}

/// So many people stand on a page.
const ON_A_PAGE: usize = 50;

/// "Millbank without mail": the people of a list, with what those who work with it note.
#[derive(Debug, Serialize)]
pub struct ListPage {
    id: RowId,
    name: String,
    /// "34 people".
    head: String,
    /// The question in plain words.
    words: String,
    /// The question as the address of a list has it.
    asks: String,
    is_shared: bool,
    is_own: bool,
    roof: &'static str,
    views: Vec<View>,
    is_left_out: bool,
    /// How many there are on all pages of this view.
    people: usize,
    at: usize,
    of: usize,
    columns: Vec<Column>,
    rows: Vec<Row>,
    deeds: Vec<Choice>,
    done: Vec<DoneLine>,
    takeaways: Vec<Choice>,
    purposes: Vec<Choice>,
    taken: Vec<Choice>,
    form: Filled,
}

/// Those who are on the list, or those who are left out.
#[derive(Debug, Serialize)]
struct View {
    label: &'static str,
    href: String,
    count: usize,
    current: bool,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "lists/list.html";

    fn title(&self) -> String {
        self.name.clone()
    }

    fn samples() -> Vec<Self> {
        let kinds = [("Rung", Kind::Tick), ("When to ring", Kind::Words), ("Who rings", Kind::Person)];
        let columns: Vec<Column> = (1..)
            .zip(kinds)
            .map(|(position, (label, kind))| Column { id: RowId::fresh(), label: label.into(), kind, position })
            .collect();
        let cells = |fault: Option<&str>| {
            let cell = |column: &Column| CellShown {
                name: column.id.to_string(),
                label: format!("{}: Łucja Khan", column.label),
                heading: column.label.clone(),
                kind: column.kind,
                value: "yes".into(),
                fault: fault.map(str::to_owned),
            };
            columns.iter().map(cell).collect()
        };
        let row = |fault| Row { person: sample_person(), is_chosen: true, cells: cells(fault) };
        let full = ListPage::sample((columns.clone(), vec![row(None), row(Some("Shorten it."))]), vec![DoneLine::sample()]);
        let wrong = Filled::default().but(Faults::at("deed", "Choose what is to be done."));
        let bare = ListPage { form: wrong, is_left_out: true, ..ListPage::sample((Vec::new(), Vec::new()), Vec::new()) };
        vec![full, bare]
    }
}

fn sample_person() -> Person {
    let (id, name, number) = (MemberId::fresh(), "Łucja Khan".into(), "8000001".into());
    Person { id, name, number, ward: Some("Millbank".into()), class: Some("full".into()) }
}

impl ListPage {
    fn sample((columns, rows): (Vec<Column>, Vec<Row>), done: Vec<DoneLine>) -> Self {
        let id = RowId::fresh();
        Self {
            id,
            name: "Millbank without mail".into(),
            head: "52 people".into(),
            words: "Members who live in Millbank and have no mail address.".into(),
            asks: "ward=Millbank&mail=no".into(),
            is_shared: true,
            is_own: true,
            roof: UNDER_ROOF,
            views: views(id, (52, 1), false),
            is_left_out: false,
            people: rows.len(),
            at: 1,
            of: 2,
            deeds: deeds(&columns, false),
            taken: taken(&columns),
            columns,
            rows,
            done,
            takeaways: takeaways(),
            purposes: purposes(),
            form: Filled::default(),
        }
    }
}

fn views(list: RowId, (on, out): (usize, usize), is_left_out: bool) -> Vec<View> {
    let href = format!("/lists/{list}");
    let left_out = View { label: "Left out", href: format!("{href}?show=left-out"), count: out, current: is_left_out };
    vec![View { label: "On the list", href, count: on, current: !is_left_out }, left_out]
}

/// The columns that may go along with names to tick off.
fn taken(columns: &[Column]) -> Vec<Choice> {
    columns.iter().map(|column| Choice::of(column.id.to_string(), &column.label)).collect()
}

async fn show(desk: Desk, who: Holding<ManageMembers>, list: Path<RowId>, at: Query<At>) -> Answer {
    let (whose, at) = ((*list, who.account), at.into_inner());
    desk.page(move |look| page(look, whose, &at, Filled::default())).await
}

/// The page, with its form as it came back.
pub fn page(look: &mut Look<'_>, whose: Whose, at: &At, form: Filled) -> Result<ListPage, Problem> {
    let today = look.today();
    let kept = Kept::open(look.conn, &look.branch, whose, today)?;
    let is_left_out = at.is_left_out();
    let shown = if is_left_out { &kept.out } else { &kept.on };
    let page = Paged::of(shown, at.page(), ON_A_PAGE);
    let Table { columns, rows, form } = Table::of(look, &kept, &page.shown, form)?;
    Ok(ListPage {
        id: kept.list.id,
        head: match kept.on.len() {
            0 => "Nobody is on it".to_owned(),
            people => plural(people as i128, "person", "people"),
        },
        words: kept.asks.in_words(),
        asks: kept.question.query(),
        is_shared: kept.list.is_shared,
        is_own: kept.list.made_by == whose.1,
        roof: UNDER_ROOF,
        views: views(kept.list.id, (kept.on.len(), kept.out.len()), is_left_out),
        is_left_out,
        people: shown.len(),
        at: page.at,
        of: page.of,
        deeds: deeds(&columns, is_left_out),
        taken: taken(&columns),
        done: done(look, kept.list.id)?,
        columns,
        rows,
        takeaways: takeaways(),
        purposes: purposes(),
        name: kept.list.name,
        form,
    })
}
