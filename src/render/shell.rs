//! What stands around every page: the branch's name, the rail, the message of what was just done,
//! the seal of the record. `web` makes it from the request.

use chrono::{DateTime, Utc};
use serde::{Serialize, Serializer};

use crate::zone::Zone;

/// The surroundings of one page for one person.
#[derive(Clone, Debug, Serialize)]
pub struct Shell {
    /// The branch whose pages these are; none before an installation has one.
    pub branch: Option<BranchCard>,
    /// The zone in which every time on the page is shown.
    #[serde(serialize_with = "zone_name")]
    pub zone: Zone,
    /// Who is signed in; without a person the page has no rail, no search and no tabs.
    pub person: Option<PersonCard>,
    /// The rail of wide screens, in order.
    pub nav: Vec<NavItem>,
    /// The bar at the foot of narrow screens: at most five.
    pub tabs: Vec<NavItem>,
    /// What the last deed did, said once.
    pub flash: Option<Flash>,
    /// The last entry of the record, for the foot of the page.
    pub record: Option<RecordSeal>,
    /// The hidden `_form` value that makes a second sending of a form harmless.
    pub form_token: String,
    /// Lines across the top that hold for every page: "This is a practice branch".
    pub strips: Vec<Strip>,
    /// The full address of the page, printed at its foot; empty where the address is a secret.
    pub address: String,
    /// Light, dark, or as the person's device is set.
    pub scheme: Scheme,
    /// Whether everything is to be read from further away.
    pub large_print: bool,
    /// Who runs the machine; empty where the settings name nobody.
    pub operator: String,
}

/// The branch in the mast.
#[derive(Clone, Debug, Serialize)]
pub struct BranchCard {
    pub name: String,
    /// The line under the name: "branch of 486 members".
    pub words: String,
    /// The branch's one colour setting: the angle of its hue in OKLCH, 0 to 359.
    pub hue: u16,
}

/// The person in the mast.
#[derive(Clone, Debug, Serialize)]
pub struct PersonCard {
    pub name: String,
    pub initials: String,
    /// Their own page.
    pub href: String,
    /// Where the sign-out button posts to.
    pub sign_out: String,
}

/// One place one can go to.
#[derive(Clone, Debug, Serialize)]
pub struct NavItem {
    pub label: String,
    pub href: String,
    /// A name of `templates/parts/icons.html`.
    pub icon: String,
    /// How many things wait there; 0 shows nothing.
    pub count: u32,
    /// Whether the page belongs to this place.
    pub current: bool,
}

/// What the last deed did, in one sentence, with the way back where there is one.
#[derive(Clone, Debug, Serialize)]
pub struct Flash {
    pub kind: FlashKind,
    pub words: String,
    pub undo: Option<Undo>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FlashKind {
    Done,
    Note,
    Problem,
}

/// A button that takes the last deed back: it posts to `action`.
#[derive(Clone, Debug, Serialize)]
pub struct Undo {
    pub action: String,
    pub label: String,
}

/// The newest entry of the record.
#[derive(Clone, Debug, Serialize)]
pub struct RecordSeal {
    pub at: DateTime<Utc>,
    pub number: u64,
    /// The first letters of its hash, as printed: "7f3a 91c2".
    pub hash_short: String,
    /// Where the record can be checked.
    pub href: String,
}

/// A line across the top of every page.
#[derive(Clone, Debug, Serialize)]
pub struct Strip {
    pub kind: StripKind,
    pub words: String,
    /// A link at its end: its words and its address.
    pub link: Option<(String, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StripKind {
    Practice,
    Warning,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    #[default]
    System,
    Light,
    Dark,
}

impl Shell {
    /// The shell of someone who is not signed in: no rail, no search, no tabs.
    pub fn anonymous(branch: Option<BranchCard>, zone: Zone, form_token: String) -> Self {
        Self {
            branch,
            zone,
            person: None,
            nav: Vec::new(),
            tabs: Vec::new(),
            flash: None,
            record: None,
            form_token,
            strips: Vec::new(),
            address: String::new(),
            scheme: Scheme::System,
            large_print: false,
            operator: String::new(),
        }
    }

    /// A shell with everything in it, for rendering the samples of pages.
    pub fn sample() -> Self {
        let item = |label: &str, icon: &str, count| NavItem {
            label: label.to_owned(),
            href: format!("/{}", label.to_lowercase()),
            icon: icon.to_owned(),
            count,
            current: label == "Home",
        };
        Self {
            person: Some(PersonCard {
                name: "Ama Okoro".to_owned(),
                initials: "AO".to_owned(),
                href: "/me".to_owned(),
                sign_out: "/sign-out".to_owned(),
            }),
            nav: vec![
                item("Home", "house", 0),
                item("Members", "users", 3),
                item("Meetings", "calendar-days", 0),
                item("Motions", "scroll-text", 4),
                item("Ballots", "vote", 1),
                item("Canvass", "door-open", 0),
                item("Record", "landmark", 0),
            ],
            tabs: vec![
                item("Home", "house", 0),
                item("Meetings", "calendar-days", 0),
                item("Members", "users", 3),
                item("Canvass", "door-open", 0),
                item("More", "ellipsis", 0),
            ],
            flash: Some(Flash {
                kind: FlashKind::Done,
                words: "The motion was put on the agenda.".to_owned(),
                undo: Some(Undo { action: "/motions/12/agenda/undo".to_owned(), label: "Take it off again".to_owned() }),
            }),
            record: Some(RecordSeal {
                at: DateTime::UNIX_EPOCH + chrono::Duration::seconds(1_795_684_440),
                number: 18_204,
                hash_short: "7f3a 91c2".to_owned(),
                href: "/record".to_owned(),
            }),
            strips: vec![Strip {
                kind: StripKind::Practice,
                words: "This is a practice branch: nothing here reaches anyone.".to_owned(),
                link: Some(("Leave practice".to_owned(), "/practice".to_owned())),
            }],
            address: "https://northmoor.example/motions".to_owned(),
            ..Self::anonymous(
                Some(BranchCard { name: "Northmoor".to_owned(), words: "branch of 486 members".to_owned(), hue: 27 }),
                Zone::london(),
                "3b1c9a".to_owned(),
            )
        }
    }
}

/// Templates know a zone by its name, because a filter can read nothing but plain values.
fn zone_name<S: Serializer>(zone: &Zone, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(zone.name())
}
