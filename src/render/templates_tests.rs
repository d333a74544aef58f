//! The promises of the engine: what it refuses, what it escapes, what stands around a page.

use super::*;
use serde_json::json;
use std::{fs, path::PathBuf};

use crate::zone::Zone;

/// A folder of own templates that is gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn with(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = std::env::temp_dir().join(format!("wardmote-{name}-{}", std::process::id()));
        for (file, text) in files {
            let path = folder.join("templates").join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone_or_not = fs::remove_dir_all(&self.0);
    }
}

#[derive(Serialize)]
struct Motion {
    name: &'static str,
    at: &'static str,
    withdrawn: Option<&'static str>,
}

impl Page for Motion {
    const TEMPLATE: &'static str = "try/motion.html";
    fn title(&self) -> String {
        format!("Motion: {}", self.name)
    }
    fn samples() -> Vec<Self> {
        vec![Self { name: "Buses & <trams>", at: "2026-07-02T18:00:00Z", withdrawn: None }]
    }
}

fn rendered(name: &str, main: &str) -> Result<Vec<String>, RenderError> {
    let text = format!("{{% extends \"base.html\" %}}{{% block main %}}{main}{{% endblock %}}");
    let folder = Folder::with(name, &[("try/motion.html", &text)]);
    Templates::load(Some(&folder.0))?.check::<Motion>()
}

#[test]
fn a_page_is_escaped_and_shown_in_the_branch_zone() {
    let page = &rendered("escaped", "<p>{{ page.name }}, {{ page.at | moment }}</p>").unwrap()[0];
    assert!(page.contains("<p>Buses &amp; &lt;trams&gt;, Thursday 2 July at 7.00 pm</p>"), "{page}");
    assert!(page.contains("<title>Motion: Buses &amp; &lt;trams&gt; – Northmoor</title>"), "{page}");
}

#[test]
fn a_misspelt_field_is_an_error_that_names_it() {
    let error = rendered("misspelt", "{{ page.nmae }}").unwrap_err().to_string();
    assert!(error.contains("page.nmae"), "{error}");
}

#[test]
fn a_misspelt_question_is_an_error_too() {
    let error = rendered("question", "{% if page.withdrwan %}withdrawn{% endif %}").unwrap_err().to_string();
    assert_eq!(error, "try/motion.html asks for page.withdrwan and the page has no such field.");
}

#[test]
fn an_unknown_filter_stops_the_start() {
    assert!(rendered("filter", "{{ page.at | momnet }}").is_err());
    assert!(rendered("component", "{{ <buton label=\"Go\" /> }}").is_err());
}

#[test]
fn no_page_needs_an_inline_style_or_script() {
    let page = &rendered("inline", "").unwrap()[0];
    assert!(!page.contains(" style=") && !page.contains("<style") && !page.contains(" onclick="));
    assert!(page.split("<script").skip(1).all(|tag| tag.contains(" src=")), "{page}");
}

#[test]
fn someone_not_signed_in_sees_no_rail_and_no_search() {
    let folder = Folder::with("anonymous", &[("try/motion.html", "{% extends \"base.html\" %}")]);
    let templates = Templates::load(Some(&folder.0)).unwrap();
    let page = templates.page(&Shell::anonymous(None, Zone::london(), String::new()), &Motion::samples()[0]).unwrap();
    assert!(page.contains("Wardmote") && !page.contains("<nav") && !page.contains("role=\"search\""), "{page}");
}

#[test]
fn the_branch_hue_is_stated_by_classes() {
    let page = &rendered("hue", "").unwrap()[0];
    assert!(page.contains("class=\"hue-2_ hue-_7 scheme-system\""), "{page}");
}

#[test]
fn the_templates_of_messages_stand_by_themselves() {
    let (all, ours) = (Templates::load(None).unwrap(), Templates::for_mail(None).expect("they name no page"));
    let pages = all.sources.keys().filter(|name| !name.contains("mail/")).count();
    assert_eq!(ours.sources.len() + pages, all.sources.len());
    assert!(ours.sources.len() > 30, "{}", ours.sources.len());
}

#[test]
fn a_letter_is_not_escaped_and_knows_the_zone() {
    let folder = Folder::with("letter", &[("try/mail/notice.txt", "{{ name }} at {{ at | time }}")]);
    let templates = Templates::load(Some(&folder.0)).unwrap();
    let context = json!({ "name": "Buses & trams", "at": "2026-07-02T18:00:00Z" });
    assert_eq!(templates.text("try/mail/notice.txt", Zone::london(), &context).unwrap(), "Buses & trams at 7.00 pm");
}
