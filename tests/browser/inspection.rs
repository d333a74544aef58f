//! What axe-core finds on every page, on a phone and on a laptop: nothing.

use thirtyfour::prelude::*;

use super::chromium::{Kind, LAPTOP, PHONE, in_chromium};
use crate::world::{Database, Lived};

const AXE: &str = include_str!("vendor/axe.min.js");

/// Runs axe with the rules of WCAG 2.2 AA and gives back what it complains of, a line each.
const RUN: &str = "const done = arguments[0]; \
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }) \
       .then(found => done(found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))))";

#[test]
fn axe_finds_nothing_on_any_page_at_phone_width() {
    inspect(PHONE, None);
}

#[test]
fn axe_finds_nothing_on_any_page_at_laptop_width() {
    inspect(LAPTOP, None);
}

#[test]
fn axe_finds_nothing_on_any_page_in_the_dark() {
    inspect(Kind { dark: true, ..LAPTOP }, None);
}

#[test]
fn axe_finds_nothing_on_any_page_in_larger_print_on_a_phone() {
    inspect(PHONE, Some(Cookie::new("wardmote-print", "large")));
}

fn inspect(kind: Kind, wish: Option<Cookie>) {
    let lived = Lived::in_(Database::Sqlite);
    let (pages, (name, value)) = (lived.every_page(), lived.cookie());
    in_chromium(kind, async |window| {
        let mut faults = Vec::new();
        window.goto(lived.address("/sign-in")).await?;
        faults.extend(faults_of(&window, "/sign-in").await?);
        for cookie in [Cookie::new(name, value)].into_iter().chain(wish) {
            window.add_cookie(cookie).await?;
        }
        for path in pages {
            window.goto(lived.address(&path)).await?;
            faults.extend(faults_of(&window, &path).await?);
        }
        assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
        Ok(())
    });
}

async fn faults_of(window: &WebDriver, path: &str) -> WebDriverResult<Vec<String>> {
    window.execute(AXE, Vec::new()).await?;
    let mut faults: Vec<String> = window.execute_async(RUN, Vec::new()).await?.convert()?;
    let width: (i64, i64) =
        window.execute("return [document.documentElement.scrollWidth, window.innerWidth]", Vec::new()).await?.convert()?;
    if width.0 > width.1 {
        faults.push(format!("the page is {} wide and the window {}", width.0, width.1));
    }
    Ok(faults.into_iter().map(|fault| format!("{path}: {fault}")).collect())
}
