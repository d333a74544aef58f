//! A member changes her own address and telephone number, and sees what a move does to her votes before it is entered.

use actix_web::web::{self, ServiceConfig};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    super::{
        Member, SignedInMember,
        history::History,
        moving::{self, BY_ADDRESS, NotMoved, OUTSIDE},
        store,
    },
    portrait::{Vote, votes},
};
use crate::{
    audit::Act,
    branch::{self, Branch},
    db::{BranchId, Conn, WardId},
    places::{self, Area, address::Address},
    render::Page,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/me/address", web::get().to(show))
        .route("/me/address", web::post().to(change))
        .route("/me/address/check", web::post().to(check));
}

/// What stands beside a fact that came from the member.
const SOURCE: &str = "told by the member";

/// "Where you live".
#[derive(Debug, Serialize)]
pub struct AddressPage {
    wards: Vec<Choice>,
    form: Filled,
}

impl Page for AddressPage {
    const TEMPLATE: &'static str = "me/address.html";

    fn title(&self) -> String {
        "Where you live".into()
    }

    fn samples() -> Vec<Self> {
        let wards = || vec![Choice::word("Millbank"), Choice::of(OUTSIDE, "Outside all of these")];
        let wrong = Filled::default().but(Faults::at("on", "Write the day of the move."));
        vec![AddressPage { wards: wards(), form: Filled::default() }, AddressPage { wards: wards(), form: wrong }]
    }
}

/// "This is what changes."
#[derive(Debug, Serialize)]
pub struct MovePage {
    /// The new address, line by line.
    lines: Vec<String>,
    mobile: String,
    /// "By the postcode NM1 1AB it lies in Northgate."; empty where nothing is known of the address, or nothing moves.
    found: String,
    /// Whether another ward was chosen than the one in which the address is known to lie.
    differs: bool,
    /// Where to and since when, if the ward changes.
    move_to: Option<MoveTo>,
    /// What was typed, to send it once more.
    typed: Filled,
}

/// The ward that is moved to, with what that does to each vote.
#[derive(Debug, Serialize)]
struct MoveTo {
    ward: Option<String>,
    on: NaiveDate,
    effects: Vec<Effect>,
}

/// What a move does to the answer under one rule.
#[derive(Debug, Serialize)]
struct Effect {
    /// The answer after the move, with its reasons.
    after: Vote,
    says: String,
    is_changed: bool,
}

impl Page for MovePage {
    const TEMPLATE: &'static str = "me/moving.html";

    fn title(&self) -> String {
        "What changes".into()
    }

    fn samples() -> Vec<Self> {
        let votes = |is_yes| super::portrait::Portrait::sample(is_yes).votes;
        let effects = |before, after| votes(before).into_iter().zip(votes(after)).map(|(b, a)| effect(&b, a, None)).collect();
        let page = |ward: Option<&str>, before, after| MovePage {
            lines: vec!["3 Mill Lane".into(), "Northmoor NM1 1AB".into()],
            mobile: "07700 900123".into(),
            found: "By the postcode NM1 1AB it lies in Northgate.".into(),
            differs: ward.is_none(),
            move_to: Some(MoveTo { ward: ward.map(str::to_owned), on: NaiveDate::default(), effects: effects(before, after) }),
            typed: Filled::of_what_stands([("address", "3 Mill Lane".to_owned())]),
        };
        let stays =
            MovePage { move_to: None, found: String::new(), differs: false, mobile: String::new(), ..page(None, true, true) };
        vec![page(Some("Northgate"), true, false), page(None, false, true), page(None, false, false), stays]
    }
}

async fn show(desk: Desk, who: SignedInMember) -> Answer {
    desk.page(move |look| {
        let form = standing(look.conn, look.branch.id, &who.member)?;
        page(look, form)
    })
    .await
}

/// Where she lives, as the form shows it.
fn standing(conn: &mut Conn, branch: BranchId, member: &Member) -> Result<Filled, Problem> {
    let home = store::history(conn, branch, member.id)?.home().map(|home| home.ward.clone());
    let home = if places::are_areas_known(conn, branch)? { Some(BY_ADDRESS.to_owned()) } else { home };
    Ok(Filled::of_what_stands([
        ("address", member.address.clone()),
        ("town", member.town.clone()),
        ("postcode", member.postcode.clone()),
        ("mobile", member.mobile.clone()),
        ("ward", home.unwrap_or_else(|| OUTSIDE.to_owned())),
    ]))
}

fn page(look: &mut Look<'_>, form: Filled) -> Result<AddressPage, Problem> {
    let wards = places::wards(look.conn, look.branch.id)?;
    let by_address = Choice::of(BY_ADDRESS, "Found by the address");
    let first = places::are_areas_known(look.conn, look.branch.id)?.then_some(by_address);
    let wards = wards.into_iter().map(|(_, name)| Choice::word(name)).chain([Choice::of(OUTSIDE, "Outside all of these")]);
    Ok(AddressPage { wards: first.into_iter().chain(wards).collect(), form })
}

#[derive(Debug, Clone, Deserialize)]
struct Typed {
    #[serde(default)]
    address: String,
    #[serde(default)]
    town: String,
    #[serde(default)]
    postcode: String,
    #[serde(default)]
    mobile: String,
    #[serde(default)]
    ward: String,
    #[serde(default)]
    on: String,
}

/// What a member asked for, looked at.
struct Asked {
    after: Member,
    /// The kinds of details that differ.
    what: Vec<&'static str>,
    history: History,
    /// The ward in which the new address is known to lie.
    lies_in: Option<(WardId, String, Area)>,
    /// The ward and the day, if she moved to another one.
    move_to: Option<(Option<(WardId, String)>, NaiveDate)>,
}

impl Typed {
    /// The member as the form has her.
    fn on(&self, before: &Member, faults: &mut Faults) -> Member {
        let mut text = |field: &'static str, typed: &str| {
            let kept = typed.trim().replace("\r\n", "\n");
            if kept.chars().count() > 200 {
                faults.add(field, NotMoved::TooLong { field }.to_string());
            }
            kept
        };
        Member {
            address: text("address", &self.address),
            town: text("town", &self.town),
            postcode: text("postcode", &self.postcode),
            mobile: text("mobile", &self.mobile),
            ..before.clone()
        }
    }

    /// Everything looked at against the register.
    fn read(&self, conn: &mut Conn, branch: &Branch, before: &Member, today: NaiveDate) -> Result<Asked, Problem> {
        let mut faults = Faults::default();
        let after = self.on(before, &mut faults);
        let history = store::history(conn, branch.id, before.id)?;
        let wards = places::wards(conn, branch.id)?;
        let what = changed(before, &after);
        let place = Address::kept(&after.address, &after.town, &after.postcode);
        let lies_in = places::ward_at(conn, branch.id, &place)?;
        let ward = match self.ward.as_str() {
            OUTSIDE => Some(None),
            BY_ADDRESS if !what.contains(&ADDRESS) => Some(found_among(&wards, history.home().map(|home| home.ward.as_str()))),
            BY_ADDRESS => {
                let found = lies_in.clone().map(|(id, name, _)| Some((id, name)));
                faults.take("ward", found.ok_or(NotMoved::WardUnknown))
            }
            name => match wards.into_iter().find(|(_, known)| known == name) {
                Some(ward) => Some(Some(ward)),
                None => faults.take("ward", Err(NotMoved::NoWard)),
            },
        };
        let chosen = ward.as_ref().map(|ward| ward.as_ref().map(|(_, name)| name.as_str()));
        let is_moved = chosen.is_some_and(|chosen| chosen != history.home().map(|home| home.ward.as_str()));
        let on = if is_moved { faults.take("on", moving::moved_on(&self.on, &history, today)) } else { None };
        if what.is_empty() && !is_moved && faults.is_empty() {
            faults.add("address", NotMoved::Same.to_string());
        }
        faults.check()?;
        Ok(Asked { after, what, history, lies_in, move_to: ward.zip(on) })
    }
}

/// The word of the record for an address that changed.
const ADDRESS: &str = "address";

fn found_among(wards: &[(WardId, String)], name: Option<&str>) -> Option<(WardId, String)> {
    wards.iter().find(|(_, known)| Some(known.as_str()) == name).cloned()
}

/// What differs of address and telephone; the record tells these words and never the details.
fn changed(before: &Member, after: &Member) -> Vec<&'static str> {
    let place = |member: &Member| (member.address.clone(), member.town.clone(), member.postcode.clone());
    let differ = [("telephone", before.mobile != after.mobile), (ADDRESS, place(before) != place(after))];
    differ.into_iter().filter(|(_, differs)| *differs).map(|(what, _)| what).collect()
}

/// Shows what would change before anything does.
async fn check(desk: Desk, who: SignedInMember, posted: Posted<Typed>) -> Answer {
    let (typed, opened, form) = (posted.typed(), posted.opened(), posted.form);
    let again = typed.clone();
    let answer = desk.page(move |look| {
        opened.still_stands(&standing(look.conn, look.branch.id, &who.member)?)?;
        check_page(look, &who.member, &form, again)
    });
    let answer = answer.await;
    desk.or_again(answer, typed, page).await
}

fn check_page(look: &mut Look<'_>, member: &Member, form: &Typed, mut typed: Filled) -> Result<MovePage, Problem> {
    let today = look.today();
    let asked = form.read(look.conn, &look.branch, member, today)?;
    let place = format!("{} {}", asked.after.town, asked.after.postcode);
    let lines = asked.after.address.lines().chain([place.trim()]).filter(|line| !line.is_empty());
    let move_to = match &asked.move_to {
        Some((ward, on)) => {
            let ward = ward.as_ref().map(|(_, name)| name.clone());
            // What she confirms is the ward that she saw, whatever is written down of wards meanwhile.
            typed.values.insert("ward".to_owned(), ward.clone().unwrap_or_else(|| OUTSIDE.to_owned()));
            let effects = effects(look, member, &asked.history, (ward.as_deref(), *on))?;
            Some(MoveTo { ward, on: *on, effects })
        }
        None => None,
    };
    let lines = lines.map(str::to_owned).collect();
    let (found, differs) = asked.found();
    Ok(MovePage { lines, mobile: asked.after.mobile.clone(), found, differs, move_to, typed })
}

impl Asked {
    /// In which ward the new address is known to lie, in words, and whether she chose another one.
    fn found(&self) -> (String, bool) {
        match (&self.lies_in, &self.move_to) {
            (Some((_, name, area)), Some((chosen, _))) => {
                let differs = chosen.as_ref().is_none_or(|(_, chosen)| chosen != name);
                (format!("By {} it lies in {name}.", area.in_words()), differs)
            }
            _ => (String::new(), false),
        }
    }
}

/// The answer under each rule today, as it is and as it would be.
fn effects(
    look: &mut Look<'_>,
    member: &Member,
    history: &History,
    (ward, on): (Option<&str>, NaiveDate),
) -> Result<Vec<Effect>, Problem> {
    let today = look.today();
    let facts = store::facts_of(look.conn, look.branch.id, member.id)?;
    let left = history.home().map(|home| home.ward.as_str());
    let before = votes(&look.branch, &facts, left, today);
    let after = votes(&look.branch, &moving::after_move(&facts, ward, on), ward, today);
    Ok(before.iter().zip(after).map(|(before, after)| effect(before, after, left)).collect())
}

/// Where a ward's members vote, the vote goes along: it is lost in `left` and gained in the other ward.
fn effect(before: &Vote, after: Vote, left: Option<&str>) -> Effect {
    let left = left.filter(|_| before.title != after.title);
    let (says, is_changed) = match (before.is_yes, after.is_yes, left) {
        (true, true, Some(left)) => (format!("You may vote here, and no longer in {left}."), true),
        (true, true, None) => ("As before: you may.".to_owned(), false),
        (false, false, _) => ("As before: you may not.".to_owned(), false),
        (true, false, _) => ("Before the move you may. After it you may not.".to_owned(), true),
        (false, true, _) => ("Before the move you may not. After it you may.".to_owned(), true),
    };
    Effect { after, says, is_changed }
}

/// Enters what the member has seen and confirmed.
async fn change(desk: Desk, who: SignedInMember, posted: Posted<Typed>) -> Answer {
    let (typed, opened, form, member) = (posted.typed(), posted.opened(), posted.form, who.member.id);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let today = branch.date_of(act.at());
        let before = store::find(act.conn(), branch.id, member)?;
        opened.still_stands(&standing(act.conn(), branch.id, &before)?)?;
        let asked = form.read(act.conn(), &branch, &before, today)?;
        enter(act, &before, &asked)?;
        Ok(see("/me#facts").saying("That is entered. Tell head office too, if it keeps a list of its own."))
    });
    desk.or_again(answer.await, typed, page).await
}

fn enter(act: &mut Act<'_>, before: &Member, asked: &Asked) -> Result<(), Problem> {
    if !asked.what.is_empty() {
        store::change_details(act, before, &asked.after, &asked.what, SOURCE)?;
    }
    match (&asked.move_to, asked.history.home()) {
        (Some((Some((ward, _)), on)), home) => store::rehouse(act, before.id, home, (*ward, Some(*on)), SOURCE)?,
        (Some((None, on)), Some(home)) => store::move_out(act, before.id, home, on.pred_opt(), SOURCE)?,
        _ => {}
    }
    Ok(())
}
