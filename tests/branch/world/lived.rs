//! The practice branch, as a stranger meets it, and a walk through all its pages.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use wardmote::{
    accounts::{self, Entrance},
    audit::Actor,
    branch,
    db::AccountId,
    practice,
    web::{Cookies, Problem},
};

use super::{Browser, Database, World};

/// A house in which the practice branch lives.
pub struct Lived {
    pub world: World,
    secretary: AccountId,
}

impl Lived {
    /// Opens the practice branch on a Monday in November.
    pub fn in_(database: Database) -> Self {
        let world = World::at(database, "2026-11-23T10:00:00Z");
        let secretary = practice::found(&world.scribe).unwrap_or_else(|problem| panic!("no practice branch: {problem:?}"));
        Self { world, secretary }
    }

    /// Everybody one can be, with their part.
    pub fn roles(&self) -> Vec<practice::Role> {
        let roles = self.world.scribe.read::<_, Problem>(|conn| {
            let branch = branch::only(conn)?.expect("a branch was founded");
            Ok(practice::roles(conn, &branch)?)
        });
        roles.expect("the cast can be read")
    }

    /// A browser in which this account is signed in.
    pub fn browser_of(&self, account: AccountId) -> Browser {
        let (name, value) = self.session_of(account);
        self.world.browser().with_cookie(&name, &value)
    }

    /// The secretary's cookie, by name and value.
    pub fn cookie(&self) -> (String, String) {
        self.session_of(self.secretary)
    }

    fn session_of(&self, account: AccountId) -> (String, String) {
        let scribe = &self.world.scribe;
        let branch = scribe.read::<_, Problem>(|conn| Ok(accounts::find(conn, account)?.branch_id)).expect("an account");
        let token = scribe.act::<_, Problem>(branch, Actor::Account(account), |act| {
            Ok(accounts::start_session(act, account, &Entrance::trusted("story"))?)
        });
        let cookie = accounts::session_cookie(Cookies::of(&scribe.base_url()), token.expect("a session starts"));
        (cookie.name().to_owned(), cookie.value().to_owned())
    }

    /// The full address of a path.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.world.scribe.base_url())
    }

    /// One page of each kind that the secretary can reach by links.
    pub fn every_page(&self) -> Vec<String> {
        walked(&self.browser_of(self.secretary)).into_values().collect()
    }
}

/// Follows every link from the front page, one page of each kind, and asserts that none is dead. Gives back the kinds, each
/// with the page that stood for it.
pub fn walked(browser: &Browser) -> BTreeMap<String, String> {
    let (mut seen, mut waiting) = (BTreeMap::new(), VecDeque::from(["/".to_owned()]));
    let mut known = BTreeSet::new();
    while let Some(path) = waiting.pop_front() {
        if !known.insert(kind_of(&path)) {
            continue;
        }
        let page = browser.visits(&path);
        assert!(page.status == 200, "{path} answers {}: {}", page.status, page.words());
        if !page.html.starts_with("<!doctype html>") && !page.html.trim_start().starts_with("<!doctype html>") {
            continue;
        }
        seen.insert(kind_of(&path), path.clone());
        let links = page.links().into_iter().filter_map(|link| here(&page.path(), &link));
        waiting.extend(links);
    }
    seen
}

/// The path a link leads to on this site, without its fragment.
fn here(from: &str, link: &str) -> Option<String> {
    let link = link.split('#').next().filter(|link| !link.is_empty())?;
    match link {
        _ if link.starts_with("//") || link.contains("://") || link.starts_with("mailto:") => None,
        _ if link.starts_with('/') => Some(link.to_owned()),
        _ if link.starts_with('?') => Some(format!("{from}{link}")),
        _ => None,
    }
}

/// A path with its ids and numbers left out: pages of one kind share it.
fn kind_of(path: &str) -> String {
    let path = path.split('?').next().unwrap_or(path);
    let is_id = |part: &&str| part.len() == 36 || part.chars().all(|c| c.is_ascii_digit());
    path.split('/').map(|part| if !part.is_empty() && is_id(&part) { "…" } else { part }).collect::<Vec<_>>().join("/")
}
