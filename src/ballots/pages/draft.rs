//! Drafting a ballot: what is asked, between whom, on which roll, until when.

use actix_web::web::{self, Query, ServiceConfig};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    super::{
        ballot::Days,
        choice::NewChoice,
        count::{EqualRanks, Method, SkippedRanks, Ties},
        election::{NewElection, draft_election, may_run_between},
        rules::{self, Unfit},
        terms::{Drawing, NewGroup, NewTerms, Reopening},
    },
    days::TypedDays,
};
use crate::{
    accounts::{Holding, RunBallots},
    branch::Branch,
    db::Instant,
    places,
    render::Page,
    web::{Answer, Choice, Desk, Faults, Filled, Look, Posted, Problem, see},
    zone::Zone,
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/ballots/new", web::get().to(new)).route("/ballots", web::post().to(create));
}

/// The form.
#[derive(Debug, Serialize)]
pub struct DraftPage {
    form: Filled,
    methods: Vec<Choice>,
    reopenings: Vec<Choice>,
    ties: Vec<Choice>,
    lots: Vec<Choice>,
    /// Whether the terms are folded out, because something is written or wrong there.
    terms_open: bool,
    wards: Vec<Choice>,
    rules: Vec<Choice>,
    /// How the freeze date was worked out, and the clause.
    working: Vec<String>,
    clause: String,
}

impl Page for DraftPage {
    const TEMPLATE: &'static str = "ballots/draft.html";
    fn title(&self) -> String {
        "A new ballot".into()
    }
    fn samples() -> Vec<Self> {
        let offered = || vec![Choice::of("av", "Alternative vote")];
        let page = |form, working| DraftPage {
            form,
            methods: offered(),
            reopenings: offered(),
            ties: offered(),
            lots: offered(),
            terms_open: false,
            wards: offered(),
            rules: offered(),
            working,
            clause: "rule 4".into(),
        };
        let wrong = Filled::default().but(Faults::at("title", "Give the ballot a title."));
        vec![page(Filled::default(), vec!["The roll is frozen on the day it opens.".into()]), page(wrong, vec![])]
    }
}

#[derive(Debug, Clone, Deserialize)]
struct Drafting {
    #[serde(default)]
    title: String,
    #[serde(default)]
    question: String,
    #[serde(default)]
    choices: String,
    #[serde(default)]
    groups: String,
    #[serde(default)]
    reopening: String,
    #[serde(default)]
    ties: String,
    #[serde(default)]
    lots: String,
    #[serde(default)]
    together: String,
    #[serde(default)]
    skipped: String,
    #[serde(default)]
    equal: String,
    #[serde(default)]
    turnout: String,
    #[serde(default)]
    room: String,
    #[serde(default)]
    method: String,
    #[serde(default)]
    seats: String,
    #[serde(default)]
    rule: String,
    #[serde(default)]
    ward: String,
    #[serde(default)]
    opens_on: String,
    #[serde(default)]
    freeze_on: String,
    #[serde(default)]
    closes_on: String,
    #[serde(default)]
    closes_at: String,
}

/// What another page writes into the form, such as the places that follow from a rule.
#[derive(Debug, Deserialize)]
struct Begun {
    #[serde(default)]
    title: String,
    seats: Option<u32>,
    #[serde(default)]
    groups: String,
    /// The rulebook's sort of ballot; that for officers where nothing is said.
    #[serde(default)]
    rule: String,
}

async fn new(desk: Desk, _: Holding<RunBallots>, begun: Query<Begun>) -> Answer {
    let begun = begun.into_inner();
    desk.page(move |look| {
        let book = &look.branch.rulebook;
        let name = if book.ballots.contains_key(&begun.rule) { begun.rule.as_str() } else { "officers" };
        let seats = begun.seats.unwrap_or(1);
        let method = rules::method_by(book, name, i32::try_from(seats).unwrap_or(i32::MAX));
        let terms = NewTerms::ruled(book, name);
        let days = usual_days(&look.branch, look.today(), name);
        let asked = [
            ("method", method.as_str().to_owned()),
            ("reopening", terms.reopening.as_str().to_owned()),
            ("ties", terms.ties.as_str().to_owned()),
            ("title", begun.title),
            ("seats", seats.to_string()),
            ("groups", begun.groups),
        ];
        draft_page(look, Filled::with(asked.into_iter().chain(days)))
    })
    .await
}

/// The rulebook's sort of ballot, and the days of one that opens today and is open for as long as it says, as a form is filled.
pub fn usual_days(branch: &Branch, today: NaiveDate, rule: &str) -> [(&'static str, String); 5] {
    let book = &branch.rulebook;
    let open_days = book.ballots.get(rule).and_then(|rule| rule.open_days).unwrap_or(7);
    let closes_on = today.checked_add_days(chrono::Days::new(open_days.into())).unwrap_or(today);
    let freeze_on = book.freeze_date(rule, today, today).map_or(today, |answer| answer.value);
    [
        ("rule", rule.to_owned()),
        ("opens_on", today.to_string()),
        ("freeze_on", freeze_on.to_string()),
        ("closes_on", closes_on.to_string()),
        ("closes_at", "17:00".to_owned()),
    ]
}

fn draft_page(look: &mut Look<'_>, form: Filled) -> Result<DraftPage, Problem> {
    let today = look.today();
    let opens_on = form.value("opens_on").parse().unwrap_or(today);
    let answer = look.branch.rulebook.freeze_date(form.value("rule"), today, opens_on);
    let (working, clause) = answer.map(|answer| (answer.working, answer.clause)).unwrap_or_default();
    let wards = wards(places::wards(look.conn, look.branch.id)?);
    Ok(DraftPage {
        methods: Method::ALL.map(|method| Choice::of(method.as_str(), method.title())).into(),
        reopenings: Reopening::ALL.iter().map(|reopening| Choice::of(reopening.as_str(), reopening.in_words())).collect(),
        ties: Ties::ALL.map(|ties| Choice::of(ties.as_str(), ties.in_words())).into(),
        terms_open: ["groups", "turnout"]
            .into_iter()
            .any(|field| !form.value(field).is_empty() || form.faults.contains_key(field)),
        lots: Drawing::ALL.iter().map(|drawing| Choice::of(drawing.as_str(), drawing.in_words())).collect(),
        wards,
        rules: rules(&look.branch),
        form,
        working,
        clause,
    })
}

/// The whole branch, or one of its wards.
pub fn wards<I>(wards: Vec<(I, String)>) -> Vec<Choice> {
    let whole = Choice::of("", "The whole branch");
    std::iter::once(whole).chain(wards.into_iter().map(|(_, name)| Choice::word(name))).collect()
}

/// The rulebook's sorts of ballot.
pub fn rules(branch: &Branch) -> Vec<Choice> {
    branch.rulebook.ballots.keys().map(|rule| Choice::of(rule, rule.replace('-', " "))).collect()
}

async fn create(desk: Desk, who: Holding<RunBallots>, posted: Posted<Drafting>) -> Answer {
    let (typed, officer) = (posted.typed(), who.account);
    let (branch, now) = desk.look(|look| Ok((look.branch.clone(), look.now))).await?;
    let election = match read(&branch, now, &posted.form) {
        Ok(election) => election,
        Err(faults) => return desk.again(typed, faults, draft_page).await,
    };
    let answer = desk
        .act(who.actor(), &posted.once, move |act| {
            let id = act.branch();
            may_run_between(act.conn(), id, officer, &election.choices).map_err(at_the_choices)?;
            let ballot = draft_election(act, &election)?;
            Ok(see(format!("/ballots/{ballot}")).saying("The ballot is drafted. Look at its roll, then open it."))
        })
        .await;
    desk.or_again(answer, typed, draft_page).await
}

/// A refusal about those named is said where they were typed.
fn at_the_choices(problem: Problem) -> Problem {
    match problem {
        Problem::Refused { words, .. } => Problem::Faults(Faults::at("choices", words)),
        other => other,
    }
}

fn read(branch: &Branch, now: Instant, form: &Drafting) -> Result<NewElection, Faults> {
    let mut faults = Faults::default();
    if form.title.trim().is_empty() {
        faults.add("title", "Give the ballot a title, such as “Chair”.");
    }
    let choices = choices(&form.choices);
    if choices.len() < 2 {
        faults.add("choices", "Write at least two names, one a line.");
    }
    let method = faults.take("method", form.method.parse::<Method>()).unwrap_or(Method::Av);
    let seats: i32 = form.seats.trim().parse().ok().filter(|seats| (1..=50).contains(seats)).unwrap_or_else(|| {
        faults.add("seats", "Write how many places are to be filled, 1 or more.");
        1
    });
    let typed = TypedDays {
        opens_on: &form.opens_on,
        freeze_on: &form.freeze_on,
        closes_on: &form.closes_on,
        closes_at: &form.closes_at,
    };
    let days = typed.read(branch.zone, &mut faults);
    let unfit = [
        rules::may_count_by(method, seats).err(),
        days.as_ref().and_then(|days| may_be_held(form, days, now, branch.zone).err()),
    ];
    unfit.into_iter().flatten().for_each(|unfit| faults.add(unfit.at(), unfit.to_string()));
    let terms = terms(form, &choices, &mut faults);
    faults.take("groups", terms.can_be_met(&choices, method, seats));
    match (days, faults.is_empty()) {
        (Some(days), true) => Ok(NewElection {
            title: form.title.trim().to_owned(),
            question: form.question.trim().to_owned(),
            method,
            seats,
            about: String::new(),
            rule: form.rule.clone(),
            area: if form.ward.is_empty() { Vec::new() } else { vec![form.ward.clone()] },
            called_on: branch.date_of(now),
            opens_on: days.opens_on,
            freeze_on: days.freeze_on,
            closes_at: days.closes_at,
            choices,
            terms,
        }),
        _ => Err(faults),
    }
}

fn may_be_held(form: &Drafting, days: &Days, now: Instant, zone: Zone) -> Result<(), Unfit> {
    match form.room == "yes" {
        true => rules::may_be_held_in_the_room(days, now, zone),
        false => rules::may_be_held(days, now, zone),
    }
}

fn terms(form: &Drafting, choices: &[NewChoice], faults: &mut Faults) -> NewTerms {
    NewTerms {
        groups: faults.take("groups", NewGroup::read_all(&form.groups, choices)).unwrap_or_default(),
        reopening: form.reopening.parse().unwrap_or_default(),
        ties: form.ties.parse().unwrap_or_default(),
        together: form.together == "yes",
        skipped: if form.skipped == "yes" { SkippedRanks::EndThePaper } else { SkippedRanks::PassedOver },
        equal: if form.equal == "yes" { EqualRanks::EndThePaper } else { EqualRanks::AsTheRules },
        lots: form.lots.parse().unwrap_or_default(),
        turnout: least_turnout(&form.turnout, faults),
        in_the_room: form.room == "yes",
        needs: None,
    }
}

/// Of a hundred; nothing where it does not matter how many vote.
fn least_turnout(text: &str, faults: &mut Faults) -> Option<u32> {
    let text = text.trim().trim_end_matches('%').trim_end();
    if text.is_empty() {
        return None;
    }
    let percent = text.parse().ok().filter(|percent| (1..=100).contains(percent));
    if percent.is_none() {
        faults.add("turnout", "Write how many of a hundred have to vote, 1 to 100, or leave it empty.");
    }
    percent
}

/// A name a line; what follows a dash is said about the person.
fn choices(text: &str) -> Vec<NewChoice> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let choice = |line: &str| {
        let parts = [" – ", " — ", " - "].iter().find_map(|dash| line.split_once(dash));
        let (name, statement) = parts.unwrap_or((line, ""));
        NewChoice { statement: statement.trim().to_owned(), ..NewChoice::named(name.trim()) }
    };
    lines.map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_name_and_what_is_said_after_a_dash() {
        let read = choices("Ama Okoro – nurse - and rep\n\n  Mary-Ann Lewis \n");

        assert_eq!(read[0], NewChoice { statement: "nurse - and rep".into(), ..NewChoice::named("Ama Okoro") });
        assert_eq!(read[1], NewChoice::named("Mary-Ann Lewis"));
    }
}
