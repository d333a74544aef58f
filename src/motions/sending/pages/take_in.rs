//! Taking in a motion that another body signed: its file is chosen, looked at with the key that signed it, and becomes a motion here.

use actix_web::web::{self, ServiceConfig};
use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::{
    super::{
        super::{
            State, course,
            motion::{Submission, paragraphs_of},
            rules::words_of,
        },
        bundle::{Amended, Bundle, LONGEST, NotRead, Signed, groups, public_key},
        store,
    },
    signing_seed,
};
use crate::{
    accounts::{Holding, RuleOnMotions},
    audit::Scribe,
    branch, members,
    render::Page,
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, Uploaded, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/motions/taking-in", web::get().to(choose))
        .route("/motions/taking-in", web::post().to(check))
        .route("/motions/taking-in/motion", web::post().to(take_in));
}

/// "Take in a motion".
#[derive(Debug, Serialize)]
pub struct ChoosePage {
    /// The key that signs this branch's own motions, in groups, for whoever takes one in elsewhere.
    own_key: String,
    form: Filled,
}

impl Page for ChoosePage {
    const TEMPLATE: &'static str = "motions/sending/choose.html";
    fn title(&self) -> String {
        "Take in a motion".to_owned()
    }
    fn samples() -> Vec<Self> {
        let page = |form| ChoosePage { own_key: "3f2a 90c1 77de 0a4b 51c2 9e30".to_owned(), form };
        let faults = Faults::at("file", NotRead::OtherFile.to_string());
        vec![page(Filled::default()), page(Filled::default().but(faults))]
    }
}

/// What the file says, before it becomes a motion here.
#[derive(Debug, Serialize)]
pub struct CheckPage {
    bundle: Bundle,
    became: String,
    paragraphs: Vec<String>,
    words: u32,
    /// The key that signed it, in groups.
    key: String,
    /// Under which name the key sent a motion before.
    known_as: Option<String>,
    form: Filled,
}

impl Page for CheckPage {
    const TEMPLATE: &'static str = "motions/sending/check.html";
    fn title(&self) -> String {
        format!("From {}: {}", self.bundle.sender, self.bundle.title)
    }
    fn samples() -> Vec<Self> {
        let amended = Amended { number: 1, wording: "leave out “nine”".to_owned(), state: "lost".to_owned() };
        let page = |amendments: Vec<Amended>, known_as: Option<&str>| {
            let bundle = Bundle {
                sender: "Millbank branch".to_owned(),
                label: "2026/7".to_owned(),
                title: "Buses".to_owned(),
                text: "This branch calls for buses.".to_owned(),
                state: "carried".to_owned(),
                figures: Some("18 for, 6 against".to_owned()),
                decided_on: chrono::NaiveDate::from_ymd_opt(2026, 10, 22),
                amendments,
                sent_on: chrono::NaiveDate::from_ymd_opt(2026, 11, 29).unwrap_or_default(),
            };
            CheckPage {
                became: bundle.became(),
                paragraphs: paragraphs_of(&bundle.text),
                words: words_of(&bundle.text),
                bundle,
                key: "3f2a 90c1 77de 0a4b 51c2 9e30".to_owned(),
                known_as: known_as.map(str::to_owned),
                form: Filled::default().but(Faults::at("mover", "Nobody here is called so.")),
            }
        };
        vec![page(vec![amended], None), page(vec![], Some("Millbank branch"))]
    }
}

async fn choose(desk: Desk, _: Holding<RuleOnMotions>) -> Answer {
    let scribe = desk.scribe().clone();
    desk.page(move |look| ChoosePage::of(look, &scribe, Filled::default())).await
}

impl ChoosePage {
    fn of(look: &mut Look<'_>, scribe: &Scribe, form: Filled) -> Result<Self, Problem> {
        let seed = signing_seed(scribe.vault().map_err(Problem::broken)?, look.branch.id);
        Ok(Self { own_key: public_key(&seed).map(|key| groups(&key)).unwrap_or_default(), form })
    }
}

async fn check(desk: Desk, _: Holding<RuleOnMotions>, sent: Uploaded<LONGEST>) -> Answer {
    let file = sent.bytes;
    match Signed::read(&file) {
        Ok(_) => {
            let typed = Filled::with([("file", String::from_utf8_lossy(&file).into_owned())]);
            desk.page(move |look| CheckPage::of(look, typed)).await
        }
        Err(why) => {
            let faults = Faults::at("file", why.to_string());
            let scribe = desk.scribe().clone();
            desk.again(Filled::default(), faults, move |look, form| ChoosePage::of(look, &scribe, form)).await
        }
    }
}

impl CheckPage {
    fn of(look: &mut Look<'_>, form: Filled) -> Result<Self, Problem> {
        let (signed, bundle) = read(form.value("file"))?;
        Ok(Self {
            became: bundle.became(),
            paragraphs: paragraphs_of(&bundle.text),
            words: words_of(&bundle.text),
            key: signed.key_in_groups(),
            known_as: store::known_as(look.conn, look.branch.id, &signed)?,
            bundle,
            form,
        })
    }
}

fn read(file: &str) -> Result<(Signed, Bundle), Problem> {
    Signed::read(file.as_bytes()).map_err(|why| Problem::refused(why.to_string()))
}

#[derive(Deserialize)]
struct Taking {
    #[serde(default)]
    file: String,
    /// Who moves it here, as typed.
    #[serde(default)]
    mover: String,
}

async fn take_in(desk: Desk, who: Holding<RuleOnMotions>, posted: Posted<Taking>) -> Answer {
    let (typed, form) = (posted.typed(), posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let (signed, bundle) = read(&form.file)?;
        let id = act.branch();
        if let Some(before) = store::taken_in(act.conn(), id, &signed)? {
            let there = see(format!("/motions/{before}")).saying("This file was taken in before: here is its motion.");
            return Err(Problem::Answered(Box::new(there)));
        }
        let mover = members::naming::named(act.conn(), id, form.mover.trim(), "mover")?;
        let branch = branch::find(act.conn(), id)?;
        let submission = Submission {
            title: bundle.title.trim().to_owned(),
            text: bundle.text.trim().to_owned(),
            mover,
            seconder: None,
            meeting: None,
            emergency_reason: None,
            changes: None,
            sponsor: None,
            year: branch.date_of(act.at()).year(),
            // Another body has sent it, so it needs no seconder here; the ruling says whether that body may.
            state: State::Seconded,
        };
        let motion = course::hand_in(act, &submission)?;
        store::keep(act, &motion, &signed, &bundle)?;
        Ok(see(motion.href()).saying(format!("It is motion {} here, and waits for the ruling.", motion.label())))
    });
    desk.or_again(answer.await, typed, CheckPage::of).await
}
