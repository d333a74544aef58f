//! Who holds which office, giving one, and ending a term.

use actix_web::{
    middleware::from_fn,
    web::{self, Path, Query, ServiceConfig},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    super::{
        Office, Term,
        handover::{self, Handover},
        naming,
        office::at_head,
        rules, store,
    },
    Way, sample_ways, ways,
};
use crate::{
    accounts::{self, SignedIn},
    branch,
    db::{MemberId, RowId},
    render::{Page, dates, words},
    rulebook::Rulebook,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Posted, Problem, see, typed},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/offices", web::get().to(show))
        .route("/members/offices", web::post().to(give).wrap(from_fn(accounts::weighty)))
        .route("/members/offices/{term}/end", web::post().to(end).wrap(from_fn(accounts::weighty)));
}

/// "Nobody is treasurer."
#[derive(Debug, Serialize)]
pub struct OfficesPage {
    ways: Vec<Way>,
    head: String,
    holders: Vec<Holder>,
    /// What is being handed over, with its list.
    passing: Vec<Passing>,
    choices: Vec<Choice>,
    form: Filled,
}

/// An office of which something is still to be handed over.
#[derive(Debug, Serialize)]
struct Passing {
    id: RowId,
    words: String,
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
            title: "Chair".into(),
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
            head: "Nobody is treasurer or steward.".into(),
            holders,
            passing: vec![Passing { id: RowId::fresh(), words: "Treasurer: from Łucja Khan to Tom Lewis".into() }],
            choices: vec![Choice::of("chair", "Chair")],
            form,
        };
        vec![page(vec![holder(false, None), holder(true, Some(day))], Filled::default()), page(Vec::new(), wrong)]
    }
}

/// The offices that can be given under a rulebook, by its own names for them.
fn choices(book: &Rulebook) -> Vec<Choice> {
    let choice = |office: Office| Choice::of(office.as_str(), at_head(&office.called(book)));
    Office::of_rulebook(book).into_iter().map(choice).collect()
}

/// Which of the offices that open pages nobody holds.
fn vacancies(held: &[Office], book: &Rulebook) -> String {
    let vacant = Office::OPENING.iter().filter(|office| !held.contains(office));
    let vacant: Vec<String> = vacant.map(|office| office.called(book)).collect();
    match vacant.as_slice() {
        [] => "Every office is filled.".to_owned(),
        some if some.len() == Office::OPENING.len() => "No office is filled yet.".to_owned(),
        some => format!("Nobody is {}.", words::names(some).replace(" and ", " or ")),
    }
}

#[derive(Deserialize)]
struct To {
    #[serde(default)]
    to: String,
}

async fn show(desk: Desk, who: SignedIn, to: Query<To>) -> Answer {
    who.may_give_offices()?;
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
    let held: Vec<Office> = terms.iter().filter(|term| term.from_on <= today).map(|term| term.office.clone()).collect();
    let mut holders = terms.into_iter().map(|term| holder(look, term)).collect::<Result<Vec<_>, _>>()?;
    holders.sort_by(|one, other| one.office.cmp(&other.office));
    let book = &look.branch.rulebook;
    let (head, choices) = (vacancies(&held, book), choices(book));
    let passing = handover::going_on(look.conn, branch)?;
    let passing = passing.into_iter().map(|one| being_passed(look, &one)).collect::<Result<Vec<_>, _>>()?;
    Ok(OfficesPage { ways, head, holders, passing, choices, form })
}

fn being_passed(look: &mut Look<'_>, handover: &Handover) -> Result<Passing, Problem> {
    let branch = look.branch.id;
    let from = store::find_term(look.conn, branch, handover.from_term)?;
    let to = store::find_term(look.conn, branch, handover.to_term)?;
    let office = at_head(&from.office.called(&look.branch.rulebook));
    let (from, to) = (store::find(look.conn, branch, from.member)?.name(), store::find(look.conn, branch, to.member)?.name());
    Ok(Passing { id: handover.id, words: format!("{office}: from {from} to {to}") })
}

fn holder(look: &mut Look<'_>, term: Term) -> Result<Holder, Problem> {
    let today = look.today();
    let member = store::find(look.conn, look.branch.id, term.member)?;
    let is_coming = term.from_on > today;
    let before = term.from_on.pred_opt().unwrap_or(term.from_on);
    Ok(Holder {
        id: term.id,
        title: at_head(&term.office.called(&look.branch.rulebook)),
        office: term.office,
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

fn read(form: &Giving, book: &Rulebook) -> Result<Gift, Problem> {
    let mut faults = Faults::default();
    let office = Office::of_rulebook(book).into_iter().find(|office| office.as_str() == form.office);
    let office = faults.take("office", office.ok_or("Choose the office."));
    let from = faults.take("from", typed::day(&form.from).ok_or("Enter the first day of the term."));
    let until = match form.until.trim() {
        "" => None,
        until => faults.take("until", typed::day(until).ok_or("Enter the last day, or leave it empty.")),
    };
    match (office, from) {
        (Some(office), Some(from)) if faults.is_empty() => Ok(Gift { office, from, until }),
        _ => Err(Problem::Faults(faults)),
    }
}

async fn give(desk: Desk, who: SignedIn, posted: Posted<Giving>) -> Answer {
    who.may_give_offices()?;
    let (typed, ways) = (posted.typed(), ways(&who, "/members/offices"));
    let form = posted.form;
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let Gift { office, from, until } = read(&form, &branch.rulebook)?;
        rules::may_give(&office, |permission| who.may(permission))?;
        let meant = naming::meant(act.conn(), branch.id, &form.who)?;
        let member = meant.one().map_err(|fault| Problem::Faults(Faults::at("who", fault.to_string())))?;
        let member = store::find(act.conn(), branch.id, member)?;
        let held = store::terms_of(act.conn(), branch.id, member.id)?;
        rules::may_take(&office, (from, until), &held)?;
        store::take_office(act, member.id, &office, (from, until), "entered on the page of offices")?;
        let office = office.called(&branch.rulebook);
        Ok(see("/members/offices").saying(format!("{} is {office} from {}.", member.name(), dates::day(from))))
    });
    desk.or_again(answer.await, typed, move |look, form| offices(look, ways, form)).await
}

#[derive(Deserialize)]
struct Ending {
    #[serde(default)]
    until: String,
}

async fn end(desk: Desk, who: SignedIn, term: Path<RowId>, posted: Posted<Ending>) -> Answer {
    who.may_give_offices()?;
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let term = store::find_term(act.conn(), branch, *term)?;
        rules::may_give(&term.office, |permission| who.may(permission)).map_err(said)?;
        let last_on = typed::day(&posted.form.until);
        let last_on =
            last_on.ok_or_else(|| Problem::refused("Enter the last day of the term as a date. Nothing was changed."))?;
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
