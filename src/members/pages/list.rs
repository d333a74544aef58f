//! The register as a list, and finding somebody in it with a few letters.

use actix_web::web::{self, Query, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{Person, import::Import, store},
    Way, sample_ways, ways,
};
use crate::{
    accounts::{Holding, ManageMembers},
    db::MemberId,
    render::{Page, dates, words::plural},
    web::{Answer, Desk, Look, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members", web::get().to(list));
}

/// How many people stand on one page.
const ON_A_PAGE: i64 = 50;

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    page: i64,
}

/// "486 members": the register by name, a page at a time.
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
    at: i64,
    of: i64,
    /// Where the next page is, up to its number.
    href: String,
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
            people,
            at: 1,
            of: 10,
            href: "/members?page=".into(),
        };
        let none = ListPage { q: "zz".into(), found: "Nobody".into(), people: Vec::new(), of: 1, ..sample_again(&full) };
        let new = ListPage { has_list: false, ..sample_again(&full) };
        vec![full, none, new]
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
        href: page.href.clone(),
        ..*page
    }
}

async fn list(desk: Desk, who: Holding<ManageMembers>, asked: Query<Asked>) -> Answer {
    let (asked, ways) = (asked.into_inner(), ways(&who, "/members"));
    desk.page(move |look| listed(look, asked, ways)).await
}

fn listed(look: &mut Look<'_>, asked: Asked, ways: Vec<Way>) -> Result<ListPage, Problem> {
    let branch = look.branch.id;
    let q = asked.q.trim().to_owned();
    let found = store::count_matching(look.conn, branch, &q)?;
    let of = ((found + ON_A_PAGE - 1) / ON_A_PAGE).max(1);
    let at = asked.page.clamp(1, of);
    let people = store::matching(look.conn, branch, &q, (at - 1) * ON_A_PAGE, ON_A_PAGE)?;
    let last = store::last_applied(look.conn, branch)?;
    let kept = serde_html_form::to_string([("q", &q)]).unwrap_or_default();
    Ok(ListPage {
        ways,
        head: plural(store::count(look.conn, &look.branch)?.into(), "member", "members"),
        more: loaded(look, last.as_ref()),
        has_list: last.is_some(),
        found: plural(found.into(), "person", "people"),
        people,
        at,
        of,
        href: if q.is_empty() { "/members?page=".to_owned() } else { format!("/members?{kept}&page=") },
        q,
    })
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
