//! Entering somebody by hand, who joined at the door or by letter.

use actix_web::web::{self, ServiceConfig};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        Joining,
        righting::{NotRight, past_day, source_of},
        store,
    },
    Way, sample_ways, ways,
};
use crate::{
    accounts::{Address, Holding, ManageMembers},
    branch::{self, Branch},
    places,
    render::Page,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Posted, Problem, see, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/new", web::get().to(show)).route("/members/new", web::post().to(enter));
}

/// The form for somebody who joins.
#[derive(Debug, Serialize)]
pub struct EnterPage {
    ways: Vec<Way>,
    classes: Vec<Choice>,
    /// Wards that are known, for the field to offer.
    wards: Vec<Choice>,
    form: Filled,
}

impl Page for EnterPage {
    const TEMPLATE: &'static str = "members/new.html";

    fn title(&self) -> String {
        "Enter a member".into()
    }

    fn samples() -> Vec<Self> {
        let page = |form| EnterPage {
            ways: sample_ways("/members"),
            classes: vec![Choice::word("full")],
            wards: vec![Choice::of("", "Not known"), Choice::word("Millbank")],
            form,
        };
        vec![page(Filled::default()), page(Filled::default().but(Faults::at("number", "Write the membership number.")))]
    }
}

async fn show(desk: Desk, who: Holding<ManageMembers>) -> Answer {
    let ways = ways(&who, "/members");
    desk.page(move |look| {
        let number = store::next_number(look.conn, look.branch.id)?.unwrap_or_default();
        let form = Filled::with([("number", number), ("joined_on", look.today().to_string())]);
        page(look, ways, form)
    })
    .await
}

fn page(look: &mut Look<'_>, ways: Vec<Way>, form: Filled) -> Result<EnterPage, Problem> {
    let classes = look.branch.rulebook.membership.classes.iter().map(Choice::word).collect();
    let none =
        Choice::of("", if places::are_areas_known(look.conn, look.branch.id)? { "Found by the address" } else { "Not known" });
    let wards = places::wards(look.conn, look.branch.id)?.into_iter().map(|(_, name)| Choice::word(name));
    Ok(EnterPage { ways, classes, wards: std::iter::once(none).chain(wards).collect(), form })
}

#[derive(Deserialize)]
struct Entering {
    #[serde(default)]
    number: String,
    #[serde(default)]
    first_name: String,
    #[serde(default)]
    last_name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    mobile: String,
    #[serde(default)]
    address: String,
    #[serde(default)]
    town: String,
    #[serde(default)]
    postcode: String,
    #[serde(default)]
    ward: String,
    #[serde(default)]
    class: String,
    #[serde(default)]
    joined_on: String,
    #[serde(default)]
    paid_to: String,
    #[serde(default)]
    source: String,
}

impl Entering {
    /// What the form says, or what is wrong with it, field by field.
    fn read(&self, branch: &Branch, today: chrono::NaiveDate, is_taken: impl Fn(&str) -> bool) -> Result<Joining, Problem> {
        let mut faults = Faults::default();
        let text = |typed: &str| typed.trim().replace("\r\n", "\n");
        let number = faults.take("number", self.number(is_taken));
        if text(&self.first_name).is_empty() && text(&self.last_name).is_empty() {
            faults.add("last_name", NotRight::NoName.to_string());
        }
        let email = Some(text(&self.email)).filter(|email| !email.is_empty());
        if let Some(Err(fault)) = email.as_deref().map(Address::parse) {
            faults.add("email", fault.to_string());
        }
        let known = branch.rulebook.membership.classes.contains(&self.class);
        let class = faults.take("class", if known { Ok(self.class.clone()) } else { Err(NotRight::NoClass) });
        let joined_on = faults.take("joined_on", past_day("joined_on", &self.joined_on, today));
        let paid_to = match self.paid_to.trim() {
            "" => None,
            written => faults.take("paid_to", typed::day(written).ok_or(NotRight::NoDay { field: "paid_to" })),
        };
        let source = faults.take("source", source_of(&self.source));
        faults.check()?;
        Ok(Joining {
            number: number.unwrap_or_default(),
            first_name: text(&self.first_name),
            last_name: text(&self.last_name),
            email,
            mobile: text(&self.mobile),
            address: text(&self.address),
            town: text(&self.town),
            postcode: text(&self.postcode),
            ward: Some(text(&self.ward)).filter(|ward| !ward.is_empty()),
            class: class.unwrap_or_default(),
            joined_on: joined_on.unwrap_or(today),
            paid_to,
            source: source.unwrap_or_default(),
            ..Joining::default()
        })
    }

    fn number(&self, is_taken: impl Fn(&str) -> bool) -> Result<String, NotRight> {
        match self.number.trim() {
            "" => Err(NotRight::NoNumber),
            number if is_taken(number) => Err(NotRight::NumberTaken),
            number => Ok(number.to_owned()),
        }
    }
}

async fn enter(desk: Desk, who: Holding<ManageMembers>, posted: Posted<Entering>) -> Answer {
    let (typed, ways, form) = (posted.typed(), ways(&who, "/members"), posted.form);
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let held = store::find_numbered(act.conn(), branch.id, form.number.trim())?;
        let mut joining = form.read(&branch, branch.date_of(act.at()), |_| held.is_some())?;
        if joining.ward.is_none() {
            let place = places::address::Address::kept(&joining.address, &joining.town, &joining.postcode);
            joining.ward = places::ward_at(act.conn(), branch.id, &place)?.map(|(_, name, _)| name);
        }
        let member = store::join(act, &joining)?;
        Ok(see(format!("/members/{member}")).saying(format!("{} is in the register.", joining.name())))
    });
    desk.or_again(answer.await, typed, move |look, form| page(look, ways, form)).await
}
