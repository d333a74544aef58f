//! Two pages with every component on them, to look at and to test: `templates/parts/gallery.html`
//! for the screen, `gallery_print.html` for paper.

use super::{
    Page,
    ruler::{Mark, MarkKind},
};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Serialize)]
pub struct Gallery {
    today: NaiveDate,
    meeting_at: &'static str,
    annual: Vec<Mark>,
    rule_change: Vec<Mark>,
    long: Vec<Mark>,
    stage: Vec<Candidate>,
    errors: Vec<FieldError>,
    typed: Typed,
}

#[derive(Serialize)]
struct Candidate {
    name: &'static str,
    shown: &'static str,
    amount: u64,
    state: &'static str,
}

#[derive(Serialize)]
struct FieldError {
    name: &'static str,
    words: &'static str,
}

/// What someone typed, among it a field that they left empty.
#[derive(Serialize)]
struct Typed {
    title: &'static str,
    seconder: Option<&'static str>,
    notice_days: u32,
}

impl Page for Gallery {
    const TEMPLATE: &'static str = "parts/gallery.html";

    fn title(&self) -> String {
        "Every part".to_owned()
    }

    fn samples() -> Vec<Self> {
        let full = Self {
            today: on(11, 26),
            meeting_at: "2026-12-17T19:00:00Z",
            annual: annual(),
            rule_change: rule_change(),
            long: long(),
            stage: stage(),
            errors: vec![
                FieldError { name: "seconder", words: "Name a seconder who is not the mover." },
                FieldError { name: "closes", words: "The ballot must stay open for 7 days at least." },
            ],
            typed: Typed { title: "A public bus network for Northmoor", seconder: None, notice_days: 14 },
        };
        let empty = Self {
            annual: Vec::new(),
            long: Vec::new(),
            stage: Vec::new(),
            errors: Vec::new(),
            rule_change: rule_change(),
            ..Self::quiet()
        };
        vec![full, empty]
    }
}

/// What goes to the printer: letters, a ballot paper, a walk sheet.
#[derive(Serialize)]
pub struct PrintGallery {
    on: NaiveDate,
    meeting_at: &'static str,
    letters: Vec<Letter>,
    choices: Vec<Choice>,
    doors: Vec<Door>,
}

#[derive(Serialize)]
struct Letter {
    name: &'static str,
    to: Vec<&'static str>,
}

#[derive(Serialize)]
struct Choice {
    name: &'static str,
    more: Option<&'static str>,
}

#[derive(Serialize)]
struct Door {
    number: u32,
    name: &'static str,
}

impl Page for PrintGallery {
    const TEMPLATE: &'static str = "parts/gallery_print.html";

    fn title(&self) -> String {
        "To print".to_owned()
    }

    fn samples() -> Vec<Self> {
        let letter = |name, street| Letter { name, to: vec![name, street, "Northmoor", "NM1 4QT"] };
        let door = |number, name| Door { number, name };
        vec![Self {
            on: on(11, 26),
            meeting_at: "2026-12-17T19:00:00Z",
            letters: vec![letter("Rotimi Adeyemi", "4 Albion Street"), letter("Siân Ŵyn Gruffydd", "11 Canal Side")],
            choices: vec![
                Choice { name: "Ama Okoro", more: Some("Nurse, Albion Street") },
                Choice { name: "Per Lindqvist", more: None },
            ],
            doors: vec![door(1, "R. Adeyemi"), door(3, "Ż. Łukaszewska, K. Łukaszewski"), door(5, ""), door(7, "J. Brand")],
        }]
    }
}

impl Gallery {
    fn quiet() -> Self {
        Self {
            today: on(11, 26),
            meeting_at: "2026-07-02T18:00:00Z",
            annual: Vec::new(),
            rule_change: Vec::new(),
            long: Vec::new(),
            stage: Vec::new(),
            errors: Vec::new(),
            typed: Typed { title: "", seconder: Some("L. Marsh"), notice_days: 28 },
        }
    }
}

fn on(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default()
}

fn mark(on: NaiveDate, when: &str, words: &str, kind: MarkKind) -> Mark {
    Mark { on, when: when.to_owned(), words: words.to_owned(), kind }
}

fn annual() -> Vec<Mark> {
    vec![
        mark(on(11, 19), "19 Nov", "Date agreed", MarkKind::Plain),
        mark(on(12, 1), "1 Dec, noon", "Motions close", MarkKind::Plain),
        mark(on(12, 2), "2 Dec, midnight", "Last moment for the notice", MarkKind::Due),
        mark(on(12, 10), "10 Dec", "Papers out", MarkKind::Plain),
        mark(on(12, 17), "17 Dec", "Meeting", MarkKind::End),
    ]
}

fn rule_change() -> Vec<Mark> {
    vec![
        mark(on(11, 24), "24 Nov", "Motion handed in", MarkKind::Plain),
        mark(on(11, 26), "Today", "Seconder named", MarkKind::Plain),
        mark(on(11, 27), "27 Nov, noon", "Chair rules", MarkKind::Plain),
        mark(on(11, 28), "28 Nov", "Notice out", MarkKind::Due),
        mark(on(12, 20), "20 Dec", "Amendments close", MarkKind::Plain),
        mark(on(12, 27), "27 Dec", "Meeting", MarkKind::End),
    ]
}

fn long() -> Vec<Mark> {
    vec![
        mark(on(9, 1), "1 Sep", "Nominations open", MarkKind::Plain),
        mark(on(10, 1), "1 Oct", "Nominations close", MarkKind::Due),
        mark(on(12, 20), "20 Dec", "Result", MarkKind::End),
    ]
}

fn stage() -> Vec<Candidate> {
    vec![
        Candidate { name: "Okoro, Ama", shown: "334.00000", amount: 334, state: "elected" },
        Candidate { name: "Lindqvist, Per", shown: "287.18562", amount: 287, state: "continuing" },
        Candidate { name: "Iqbal, Sana", shown: "201.81437", amount: 202, state: "continuing" },
        Candidate { name: "Marsh, Lowri", shown: "38.00000", amount: 38, state: "excluded" },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Templates;

    #[test]
    fn every_part_is_rendered_full_and_empty() {
        let pages = Templates::load(None).unwrap().check::<Gallery>().unwrap();
        assert!(pages[0].contains("The quorum of 25 is met by 6."));
        assert!(!pages.iter().any(|page| page.contains(" style=")));
    }

    #[test]
    fn a_letter_has_its_address_and_its_day() {
        let page = &Templates::load(None).unwrap().check::<PrintGallery>().unwrap()[0];
        assert!(page.contains("Rotimi Adeyemi<br>4 Albion Street<br>"));
        assert!(page.contains("Thursday 26 November 2026") && page.contains("Thursday 17 December at 7.00 pm"));
    }

    #[test]
    fn a_page_of_parts_stays_within_its_weight() {
        let page = &Templates::load(None).unwrap().check::<Gallery>().unwrap()[0];
        assert!(page.len() < 100_000, "{} bytes", page.len());
    }
}
