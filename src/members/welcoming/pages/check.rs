//! Sharing joiners out: who would welcome whom, looked at before anybody is asked.

use actix_web::web::{self, ServiceConfig};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    super::{
        joiner::{Joiner, Welcome, Welcomer},
        notices,
        rules::{self, NotWelcomed},
        share::share_out,
        store,
    },
    board::{self, MOST, sample_joiner},
};
use crate::{
    accounts::{Holding, ManageMembers, SignedIn},
    branch::{self, Branch},
    db::{Conn, MemberId},
    members::naming::{self, Meant},
    render::{Page, words::plural},
    web::{Answer, Desk, Faults, Look, Posted, Problem, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/members/joiners/check", web::post().to(check)).route("/members/joiners/welcomers", web::post().to(ask));
}

/// "2 people welcome 3 who joined": who would be asked to speak with whom.
#[derive(Debug, Serialize)]
pub struct CheckPage {
    head: String,
    by: NaiveDate,
    shares: Vec<Share>,
    /// Those whom none of the chosen may welcome.
    left: Vec<Joiner>,
    /// Everybody who was chosen.
    who: Vec<MemberId>,
}

/// One person with those whom they welcome.
#[derive(Debug, Serialize)]
struct Share {
    welcomer: String,
    joiners: Vec<Joiner>,
}

impl Page for CheckPage {
    const TEMPLATE: &'static str = "members/welcoming/check.html";

    fn title(&self) -> String {
        "Share them out".into()
    }

    fn samples() -> Vec<Self> {
        let shares = || vec![Share { welcomer: "Tom Lewis".into(), joiners: vec![sample_joiner(false)] }];
        let page = |shares: Vec<Share>, left| CheckPage {
            head: head(&shares),
            by: NaiveDate::default(),
            shares,
            left,
            who: vec![MemberId::fresh()],
        };
        vec![page(shares(), vec![sample_joiner(true)]), page(shares(), Vec::new()), page(Vec::new(), vec![sample_joiner(true)])]
    }
}

fn head(shares: &[Share]) -> String {
    let joiners: usize = shares.iter().map(|share| share.joiners.len()).sum();
    match shares {
        [] => "None of those whom you chose may welcome them.".to_owned(),
        [only] => format!("{} is asked to welcome {} who joined.", only.welcomer, plural(joiners as i128, "person", "people")),
        _ => format!("{} people are asked to welcome {joiners} who joined.", shares.len()),
    }
}

#[derive(Debug, Clone, Deserialize)]
struct Sharing {
    /// Those who were ticked.
    #[serde(default)]
    who: Vec<String>,
    /// Others by name or number, one a line.
    #[serde(default)]
    others: String,
    #[serde(default)]
    by: String,
}

/// What was asked for: who welcomes, by when, and the joiners.
struct Asked {
    by: NaiveDate,
    joiners: Vec<Joiner>,
    welcomers: Vec<Welcomer>,
}

impl Sharing {
    fn read(&self, conn: &mut Conn, branch: &Branch, today: NaiveDate) -> Result<Asked, Problem> {
        let mut faults = Faults::default();
        let by = faults.take("by", rules::speak_by(&self.by, today));
        let mut ids: Vec<MemberId> = self.who.iter().filter_map(|id| id.parse().ok()).collect();
        for typed in self.others.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let meant = naming::meant(conn, branch.id, typed)?;
            ids.extend(faults.take("others", Meant::one(meant)));
        }
        let welcomers = store::welcomers(conn, branch, &ids, today)?;
        for welcomer in &welcomers {
            let _ = faults.take("who", rules::may_be_asked(welcomer));
        }
        if welcomers.is_empty() && faults.is_empty() {
            faults.add("who", NotWelcomed::Nobody.to_string());
        }
        faults.check()?;
        let joiners = store::alone(conn, branch, today, MOST)?;
        if joiners.is_empty() {
            return Err(NotWelcomed::NobodyWaits.into());
        }
        Ok(Asked { by: by.unwrap_or(today), joiners, welcomers })
    }
}

impl Asked {
    /// Each welcomer with those whom they welcome, and those whom nobody may.
    fn shared(&self) -> (Vec<(&Welcomer, Vec<Joiner>)>, Vec<Joiner>) {
        let mut shares: Vec<(&Welcomer, Vec<Joiner>)> = self.welcomers.iter().map(|welcomer| (welcomer, Vec::new())).collect();
        let mut left = Vec::new();
        for (joiner, welcomer) in share_out(&self.joiners, &self.welcomers) {
            let share = shares.iter_mut().find(|(each, _)| Some(each.id) == welcomer.map(|welcomer| welcomer.id));
            match share {
                Some((_, joiners)) => joiners.push(joiner.clone()),
                None => left.push(joiner.clone()),
            }
        }
        shares.retain(|(_, joiners)| !joiners.is_empty());
        (shares, left)
    }
}

async fn check(desk: Desk, who: Holding<ManageMembers>, posted: Posted<Sharing>) -> Answer {
    let (typed, form, officer) = (posted.typed(), posted.form, SignedIn::clone(&who));
    let answer = desk.page(move |look| page(look, &form)).await;
    desk.or_again(answer, typed, move |look, form| board::page(look, &officer, form)).await
}

fn page(look: &mut Look<'_>, sharing: &Sharing) -> Result<CheckPage, Problem> {
    let today = look.today();
    let asked = sharing.read(look.conn, &look.branch, today)?;
    let (shares, left) = asked.shared();
    let who = asked.welcomers.iter().map(|welcomer| welcomer.id).collect();
    let share = |(welcomer, joiners): (&Welcomer, Vec<Joiner>)| Share { welcomer: welcomer.name.clone(), joiners };
    let shares: Vec<Share> = shares.into_iter().map(share).collect();
    Ok(CheckPage { head: head(&shares), by: asked.by, shares, left, who })
}

/// Gives the joiners out and asks the welcomers, in one message each.
async fn ask(desk: Desk, who: Holding<ManageMembers>, posted: Posted<Sharing>) -> Answer {
    let (typed, form, officer) = (posted.typed(), posted.form, SignedIn::clone(&who));
    let answer = desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let branch = branch::find(act.conn(), branch)?;
        let given_on = branch.date_of(act.at());
        let asked = form.read(act.conn(), &branch, given_on)?;
        let (shares, left) = asked.shared();
        if let (true, Some(young)) = (shares.is_empty(), left.first()) {
            return Err(NotWelcomed::Young(young.name.clone()).into());
        }
        let mut letters = Vec::with_capacity(shares.len());
        for (welcomer, joiners) in shares {
            for joiner in &joiners {
                let (joiner, welcomer) = (joiner.id, welcomer.id);
                store::give(act, Welcome { joiner, welcomer, given_on, speak_by: asked.by, spoke_on: None })?;
            }
            letters.push((welcomer.id, joiners));
        }
        notices::asked_to_welcome(act, &letters, asked.by)?;
        let words = format!("{} asked by mail.", plural(letters.len() as i128, "person is", "people are"));
        Ok(see("/members/joiners").saying(words))
    });
    desk.or_again(answer.await, typed, move |look, form| board::page(look, &officer, form)).await
}
