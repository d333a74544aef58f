//! Who holds which office, giving one, and ending a term.

use actix_web::web::{self, Path, Query, ServiceConfig};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    super::{Member, Office, Term, rules, store},
    Way, sample_ways, ways,
};
use crate::{
    accounts::{Permission, SignedIn},
    db::{BranchId, Conn, MemberId, RowId},
    render::{Page, dates, words},
    web::{Answer, Desk, Faults, Filled, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/offices", web::get().to(show))
        .route("/members/offices", web::post().to(give))
        .route("/members/offices/{term}/end", web::post().to(end));
}

/// "Nobody is treasurer."
#[derive(Debug, Serialize)]
pub struct OfficesPage {
    ways: Vec<Way>,
    head: String,
    holders: Vec<Holder>,
    choices: Vec<Choice>,
    form: Filled,
}

/// One term that lasts or will begin.
#[derive(Debug, Serialize)]
struct Holder {
    id: RowId,
    office: Office,
    title: String,
    member: MemberId,
    name: String,
    from_on: NaiveDate,
    to_on: Option<NaiveDate>,
    is_coming: bool,
    /// Without a mail address nobody can sign in, and so the office opens nothing.
    signs_in: bool,
    /// The day the form proposes as the last.
    last_on: NaiveDate,
}

#[derive(Debug, Serialize)]
struct Choice {
    value: &'static str,
    label: String,
}

impl Page for OfficesPage {
    const TEMPLATE: &'static str = "members/offices.html";

    fn title(&self) -> String {
        "Offices".into()
    }

    fn samples() -> Vec<Self> {
        let day = NaiveDate::default();
        let holder = |is_coming, to_on| Holder {
            id: RowId::fresh(),
            office: Office::Chair,
            title: Office::Chair.title(),
            member: MemberId::fresh(),
            name: "Łucja Khan".into(),
            from_on: day,
            to_on,
            is_coming,
            signs_in: !is_coming,
            last_on: day,
        };
        let wrong = Filled::default().but(Faults::at("who", "Nobody is called that."));
        let page = |holders, form| OfficesPage {
            ways: sample_ways("/members/offices"),
            head: vacancies(&[]),
            holders,
            choices: choices(),
            form,
        };
        vec![page(vec![holder(false, None), holder(true, Some(day))], Filled::default()), page(Vec::new(), wrong)]
    }
}

fn choices() -> Vec<Choice> {
    Office::ALL.iter().map(|office| Choice { value: office.as_str(), label: office.title() }).collect()
}

fn vacancies(held: &[Office]) -> String {
    let vacant: Vec<&str> = Office::ALL.iter().filter(|office| !held.contains(office)).map(|office| office.words()).collect();
    match vacant.as_slice() {
        [] => "Every office is filled.".to_owned(),
        some if some.len() == Office::ALL.len() => "No office is filled yet.".to_owned(),
        some => format!("Nobody is {}.", words::names(some).replace(" and ", " or ")),
    }
}

/// Whoever looks after the register or the branch.
fn admitted(who: &SignedIn) -> Result<(), Problem> {
    if may(who, Permission::ManageMembers) || may(who, Permission::ManageBranch) {
        return Ok(());
    }
    Err(Problem::NotYours("This page is for whoever looks after the register or the branch. Ask your secretary.".into()))
}

fn may(who: &SignedIn, permission: Permission) -> bool {
    who.may(permission)
}

#[derive(Deserialize)]
struct To {
    #[serde(default)]
    to: String,
}

async fn show(desk: Desk, who: SignedIn, to: Query<To>) -> Answer {
    admitted(&who)?;
    let ways = ways(&who, "/members/offices");
    desk.page(move |look| {
        let form = Filled::with([("who", to.into_inner().to), ("from", look.today().to_string())]);
        offices(look, ways, form)
    })
    .await
}

fn offices(look: &mut Look<'_>, ways: Vec<Way>, form: Filled) -> Result<OfficesPage, Problem> {
    let (branch, today) = (look.branch.id, look.today());
    let terms = store::terms_from(look.conn, branch, today)?;
    let held: Vec<Office> = terms.iter().filter(|term| term.from_on <= today).map(|term| term.office).collect();
    let mut holders = terms.into_iter().map(|term| holder(look.conn, branch, term, today)).collect::<Result<Vec<_>, _>>()?;
    holders.sort_by_key(|holder| holder.office);
    Ok(OfficesPage { ways, head: vacancies(&held), holders, choices: choices(), form })
}

fn holder(conn: &mut Conn, branch: BranchId, term: Term, today: NaiveDate) -> Result<Holder, Problem> {
    let member = store::find(conn, branch, term.member)?;
    let is_coming = term.from_on > today;
    let before = term.from_on.pred_opt().unwrap_or(term.from_on);
    Ok(Holder {
        id: term.id,
        office: term.office,
        title: term.office.title(),
        member: member.id,
        name: member.name(),
        from_on: term.from_on,
        to_on: term.to_on,
        is_coming,
        signs_in: member.account_id.is_some(),
        last_on: if is_coming { before } else { today },
    })
}

#[derive(Deserialize)]
struct Giving {
    #[serde(default)]
    who: String,
    #[serde(default)]
    office: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
}

/// What the form says, read.
struct Gift {
    office: Office,
    from: NaiveDate,
    until: Option<NaiveDate>,
}

fn read(form: &Giving) -> Result<Gift, Problem> {
    let mut faults = Faults::default();
    let office = faults.take("office", form.office.parse::<Office>().map_err(|_| "Choose the office."));
    let from = faults.take("from", form.from.trim().parse::<NaiveDate>().map_err(|_| "Enter the first day of the term."));
    let until = match form.until.trim() {
        "" => None,
        typed => faults.take("until", typed.parse::<NaiveDate>().map_err(|_| "Enter the last day, or leave it empty.")),
    };
    match (office, from) {
        (Some(office), Some(from)) if faults.is_empty() => Ok(Gift { office, from, until }),
        _ => Err(Problem::Faults(faults)),
    }
}

async fn give(desk: Desk, who: SignedIn, posted: Posted<Giving>) -> Answer {
    admitted(&who)?;
    let (typed, ways) = (posted.typed(), ways(&who, "/members/offices"));
    let form = posted.form;
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let Gift { office, from, until } = read(&form)?;
        rules::may_give(office, |permission| may(&who, permission))?;
        let branch = act.branch();
        let member = named(act.conn(), branch, &form.who)?;
        let held = store::terms_of(act.conn(), branch, member.id)?;
        rules::may_take(office, (from, until), &held)?;
        store::take_office(act, member.id, office, (from, until), "entered on the page of offices")?;
        Ok(see("/members/offices").saying(format!("{} is {} from {}.", member.name(), office.words(), dates::day(from))))
    });
    desk.or_again(answer.await, typed, move |look, form| offices(look, ways, form)).await
}

/// The one member whom a number or a name means.
fn named(conn: &mut Conn, branch: BranchId, typed: &str) -> Result<Member, Problem> {
    let typed = typed.trim();
    let fault = |words: String| Err(Problem::Faults(Faults::at("who", words)));
    if typed.is_empty() {
        return fault("Enter the name or the number of the member.".to_owned());
    }
    if let Some(member) = store::find_numbered(conn, branch, typed)? {
        return Ok(member);
    }
    match store::search(conn, branch, typed, 4)?.as_slice() {
        [one] => Ok(store::find(conn, branch, one.id)?),
        [] => fault(format!("Nobody in the register is found by “{typed}”. Try a part of the name, or the number.")),
        several => {
            let said: Vec<String> = several.iter().map(|one| format!("{} ({})", one.name, one.number)).collect();
            fault(format!("“{typed}” may be {}. Enter the number.", words::names(&said).replace(" and ", " or ")))
        }
    }
}

#[derive(Deserialize)]
struct Ending {
    #[serde(default)]
    until: String,
}

async fn end(desk: Desk, who: SignedIn, term: Path<RowId>, posted: Posted<Ending>) -> Answer {
    admitted(&who)?;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let term = store::find_term(act.conn(), branch, *term)?;
        rules::may_give(term.office, |permission| may(&who, permission)).map_err(said)?;
        let last_on = posted.form.until.trim().parse::<NaiveDate>();
        let last_on =
            last_on.map_err(|_| Problem::refused("Enter the last day of the term as a date. Nothing was changed."))?;
        let mut others = store::terms_from(act.conn(), branch, term.from_on.min(last_on))?;
        others.retain(|other| other.id != term.id);
        rules::may_end(&term, last_on, &others).map_err(said)?;
        store::end_term(act, &term, last_on)?;
        let name = store::find(act.conn(), branch, term.member)?.name();
        Ok(see("/members/offices").saying(format!(
            "The term of {name} as {} ends with {}.",
            term.office.words(),
            dates::day(last_on)
        )))
    })
    .await
}

/// A refusal as a page of its own: the small form of a row has no place for it.
fn said(refusal: rules::NotInOffice) -> Problem {
    let way_on = vec![crate::web::WayOn::to("/members/offices", "Back to the offices")];
    Problem::Refused { words: refusal.to_string(), way_on }
}
