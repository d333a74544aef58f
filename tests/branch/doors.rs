//! What every answer tells a browser, and what is turned away before anybody looks at it.

use crate::{
    stories,
    world::{Branch, Database, World},
};

stories! {
    fn every_answer_says_what_a_browser_may_do_with_it(on: Database) {
        let branch = Branch::with_members(2, on);
        for path in ["/", "/sign-in", "/nowhere", "/static/app.css", "/members/import"] {
            let (_, headers) = branch.as_("nadia").sends("GET", path, &[]);
            let says = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
            let policy = says("content-security-policy");
            for part in ["default-src 'none'", "script-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"] {
                assert!(policy.contains(part), "{path} lacks {part}: {policy}");
            }
            assert!(!policy.contains("unsafe"), "{policy}");
            assert_eq!(says("x-frame-options"), "DENY", "{path}");
            let others = ["x-content-type-options", "referrer-policy", "cross-origin-opener-policy", "cross-origin-resource-policy"];
            assert_eq!(others.map(says), ["nosniff", "same-origin", "same-origin", "same-origin"], "{path}");
            assert!(headers.get("access-control-allow-origin").is_none() && headers.get("server").is_none(), "{path}");
        }
    }

    fn a_branch_that_the_world_reaches_by_https_is_reached_by_nothing_else_from_then_on(on: Database) {
        let told = |base_url: &str| {
            let world = World::set_up(on, "2026-10-01T12:00:00Z", |settings| settings.base_url = base_url.to_owned());
            let (_, headers) = world.browser().sends("GET", "/static/app.css", &[]);
            headers.get("strict-transport-security").and_then(|value| value.to_str().ok()).map(str::to_owned)
        };

        assert_eq!(told("https://northmoor.example").as_deref(), Some("max-age=31536000; includeSubDomains"));
        assert_eq!(told("http://127.0.0.1:8080"), None, "a first look on one's own machine needs no certificate");
    }

    fn pages_about_people_are_kept_in_no_cache(on: Database) {
        let branch = Branch::with_members(2, on);
        for path in ["/", "/me", "/members", "/privacy", "/sign-in"] {
            let (_, headers) = branch.as_("nadia").sends("GET", path, &[]);
            assert_eq!(headers.get("cache-control").and_then(|value| value.to_str().ok()), Some("no-store"), "{path}");
        }
    }

    fn a_form_that_stands_on_another_site_is_turned_away(on: Database) {
        let branch = Branch::with_members(2, on);
        let browser = branch.as_("nadia");
        let here = branch.address("");
        for from in [
            vec![("sec-fetch-site", "cross-site")],
            vec![("sec-fetch-site", "same-site")],
            vec![("sec-fetch-site", "none")],
            vec![("origin", "https://evil.example")],
            vec![("origin", "null")],
            vec![],
        ] {
            assert_eq!(browser.sends("POST", "/me/sessions/endings", &from).0, 403, "{from:?}");
        }

        assert_eq!(browser.sends("POST", "/me/sessions/endings", &[("origin", &here)]).0, 303, "an older browser says no more");
    }

    fn what_no_page_answers_to_is_not_answered(on: Database) {
        let branch = Branch::with_members(2, on);
        let browser = branch.as_("nadia");
        for method in ["TRACE", "PUT", "DELETE", "PATCH"] {
            let (status, _) = browser.sends(method, "/members", &[("sec-fetch-site", "same-origin")]);
            assert!(status == 404 || status == 405, "{method} is answered {status}");
        }
        for path in ["/static/", "/static/../Cargo.toml", "/.git/config", "/migrations"] {
            assert_eq!(browser.sends("GET", path, &[]).0, 404, "{path}");
        }
    }

    fn whoever_watches_the_machine_learns_whether_it_is_well_and_nothing_else(on: Database) {
        let branch = Branch::with_members(2, on);
        let page = branch.world.browser().visits("/health").answers(200);
        assert_eq!(page.html, "well\n");
    }

    fn no_script_reads_a_cookie_and_no_other_site_sends_one(on: Database) {
        let branch = Branch::with_members(2, on);
        let (_, headers) = branch.as_("tom").sends("POST", "/sign-out", &[("sec-fetch-site", "same-origin")]);

        let cookies: Vec<String> = headers.get_all("set-cookie").iter().filter_map(|value| Some(value.to_str().ok()?.to_owned())).collect();
        assert!(!cookies.is_empty());
        for cookie in cookies {
            assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), "{cookie}");
        }
        assert_eq!(headers.get("clear-site-data").and_then(|value| value.to_str().ok()), Some("\"cache\", \"storage\""));
    }
}
