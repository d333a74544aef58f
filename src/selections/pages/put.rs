//! Putting the candidates to the members: the selection's ballot is drafted, under the rulebook's rules for selections.

use actix_web::web::{self, Path, ServiceConfig};

use super::super::{rules, store};
use crate::{
    accounts::{Holding, RunBallots},
    ballots::{self, NewChoice, NewElection},
    branch,
    db::{MemberId, SelectionId},
    members,
    web::{Answer, Desk, Posted, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/selections/{selection}/ballot", web::post().to(put));
}

#[derive(serde::Deserialize)]
struct Putting {}

async fn put(desk: Desk, who: Holding<RunBallots>, selection: Path<SelectionId>, posted: Posted<Putting>) -> Answer {
    let selection = *selection;
    desk.act(who.actor(), &posted.once, move |act| {
        let id = act.branch();
        let found = store::find(act.conn(), id, selection)?;
        let named = store::candidates_of(act.conn(), id, selection)?;
        rules::may_vote_on(&found, &named)?;
        let branch = branch::find(act.conn(), id)?;
        let ids: Vec<MemberId> = named.iter().map(|candidate| candidate.member_id).collect();
        let names = members::names(act.conn(), id, &ids)?;
        let choices = named.into_iter().map(|candidate| NewChoice {
            name: names.get(&candidate.member_id).cloned().unwrap_or_default(),
            statement: candidate.statement,
        });
        let rule = if branch.rulebook.ballots.contains_key("selection") { "selection" } else { "officers" };
        let freeze_on = branch.rulebook.freeze_date(rule, found.called_on, found.opens_on);
        let ballot = ballots::draft_election(
            act,
            &NewElection {
                title: found.office.clone(),
                question: format!("Who shall be our {}?", lower_first(&found.office)),
                method: if found.seats > 1 { ballots::count::Method::StvScottish } else { ballots::count::Method::Av },
                seats: found.seats,
                about: found.path(),
                rule: rule.to_owned(),
                area: if found.ward.is_empty() { Vec::new() } else { vec![found.ward.clone()] },
                called_on: found.called_on,
                opens_on: found.opens_on,
                freeze_on: freeze_on.map_or(found.called_on, |answer| answer.value),
                closes_at: found.closes_at,
                choices: choices.collect(),
            },
        )?;
        store::set_ballot(act, selection, ballot)?;
        Ok(see(format!("/ballots/{ballot}")).saying("The ballot is drafted. Look at its roll, then open it."))
    })
    .await
}

/// "candidate for Millbank ward", to stand inside a sentence.
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
