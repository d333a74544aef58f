//! The register as a list, and finding somebody in it with a few letters.

use actix_web::web::{self, Query, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{Person, import::Import, store, store::Place},
    Way, sample_ways, ways,
};
use crate::{
    accounts::{Holding, ManageMembers},
    db::MemberId,
    render::{Page, dates, words::plural},
    web::{Answer, Desk, Look, Paged, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members", web::get().to(list));
}

/// How many people stand on one page.
const ON_A_PAGE: usize = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    /// The page of those who were found.
    page: usize,
    /// The letters with which a leaf of the register begins.
    from: String,
    after: Option<MemberId>,
    before: Option<MemberId>,
}

/// "486 members": the register by name, a leaf at a time, or whom a few letters find.
#[derive(Debug, Serialize)]
pub struct ListPage {
    ways: Vec<Way>,
    head: String,
    /// Which list it goes by, or that none was loaded.
    more: String,
    has_list: bool,
    q: String,
    /// "14 people", or what to do where there are none.
    found: String,
    people: Vec<Person>,
    on: Onward,
}

/// What there is besides the people on the page: pages of those who were found, or the leaves of the register beside this
/// one, each where there is one.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Onward {
    at: usize,
    of: usize,
    href: String,
    earlier: String,
    later: String,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "members/list.html";

    fn title(&self) -> String {
        "Members".into()
    }

    fn samples() -> Vec<Self> {
        let person = |name: &str, class: Option<&str>| Person {
            id: MemberId::fresh(),
            name: name.into(),
            number: "8000001".into(),
            ward: class.map(|_| "Millbank".into()),
            class: class.map(str::to_owned),
        };
        let people = vec![person("Łucja Khan", Some("full")), person("Tom Lewis", None)];
        let full = ListPage {
            ways: sample_ways("/members"),
            head: "486 members".into(),
            more: "By the membership list of 3 October 2026.".into(),
            has_list: true,
            q: String::new(),
            found: "486 people".into(),
            people: people.clone(),
            on: Onward { earlier: "/members?before=1".into(), later: "/members?after=2".into(), ..Onward::default() },
        };
        let pages = |of| Onward { at: 1, of, href: "/members?q=lu&page=".into(), ..Onward::default() };
        let found = ListPage { q: "lu".into(), found: "61 people".into(), on: pages(2), people, ..sample_again(&full) };
        let none = ListPage { q: "zz".into(), found: "Nobody".into(), on: pages(1), people: Vec::new(), ..sample_again(&full) };
        let new = ListPage { has_list: false, ..sample_again(&full) };
        vec![full, found, none, new]
    }
}

fn sample_again(page: &ListPage) -> ListPage {
    ListPage {
        ways: page.ways.clone(),
        head: page.head.clone(),
        more: page.more.clone(),
        q: page.q.clone(),
        found: page.found.clone(),
        people: page.people.clone(),
        on: page.on.clone(),
        ..*page
    }
}

async fn list(desk: Desk, who: Holding<ManageMembers>, asked: Query<Asked>) -> Answer {
    let (asked, ways) = (asked.into_inner(), ways(&who, "/members"));
    desk.page(move |look| listed(look, asked, ways)).await
}

fn listed(look: &mut Look<'_>, asked: Asked, ways: Vec<Way>) -> Result<ListPage, Problem> {
    let q = asked.q.trim().to_owned();
    let (found, people, on) = if q.is_empty() { leaf(look, &asked)? } else { finding(look, &q, asked.page)? };
    let last = store::last_applied(look.conn, look.branch.id)?;
    Ok(ListPage {
        ways,
        head: plural(store::count(look.conn, &look.branch)?.into(), "member", "members"),
        more: loaded(look, last.as_ref()),
        has_list: last.is_some(),
        q,
        found,
        people,
        on,
    })
}

/// A leaf of the register.
fn leaf(look: &mut Look<'_>, asked: &Asked) -> Result<(String, Vec<Person>, Onward), Problem> {
    let place = match (asked.after, asked.before) {
        (Some(member), _) => Place::After(member),
        (None, Some(member)) => Place::Before(member),
        (None, None) => Place::At(asked.from.clone()),
    };
    let leaf = store::leaf(look.conn, look.branch.id, &place, ON_A_PAGE)?;
    let beside = |way: &str, is_end: bool, person: Option<&Person>| match person {
        Some(person) if !is_end => format!("/members?{way}={}", person.id),
        _ => String::new(),
    };
    let earlier = beside("before", leaf.is_first, leaf.people.first());
    let later = beside("after", leaf.is_last, leaf.people.last());
    let entries = plural(store::count_entries(look.conn, look.branch.id)?.into(), "person", "people");
    Ok((entries, leaf.people, Onward { earlier, later, ..Onward::default() }))
}

/// Whom the typed words find.
fn finding(look: &mut Look<'_>, q: &str, page: usize) -> Result<(String, Vec<Person>, Onward), Problem> {
    let found = store::found(look.conn, look.branch.id, q)?;
    let Paged { shown, at, of } = Paged::of(&found.ids, page, ON_A_PAGE);
    let people = store::persons(look.conn, look.branch.id, &shown)?;
    let href = format!("/members?{}&page=", serde_html_form::to_string([("q", q)]).unwrap_or_default());
    Ok((found.in_words(), people, Onward { at, of, href, ..Onward::default() }))
}

/// By which list the register goes, and whether this month's is still to come.
fn loaded(look: &Look<'_>, last: Option<&Import>) -> String {
    let Some(at) = last.and_then(|last| last.applied_at) else {
        return "No membership list was loaded yet.".to_owned();
    };
    let on = look.branch.date_of(at);
    let old = (look.today() - on).num_days();
    let reminder = if old > 31 { format!(" That is {old} days ago; there should be a newer one.") } else { String::new() };
    format!("The last membership list was loaded on {}.{reminder}", dates::day(on))
}
