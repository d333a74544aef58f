//! The count as RCTab reports it, so that public viewers of ranked elections (RCVis) can show it.
//!
//! RCTab writes, for each round, what everybody had when it began and what was decided in it: who was
//! elected or eliminated, and where their votes went. A [`Sheet`] says what everybody had when a
//! stage ended, and where votes went to get there; so what moved in stage 2 stands in round 1.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Action, Sheet, Stage, Votes};

/// A report in RCTab's format, version 1.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    config: Config,
    json_format_version: &'static str,
    results: Vec<Round>,
    summary: Summary,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Config {
    contest: String,
    date: String,
    generated_by: &'static str,
    jurisdiction: String,
    office: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Round {
    inactive_ballots: BTreeMap<&'static str, String>,
    round: usize,
    tally: BTreeMap<String, String>,
    tally_results: Vec<Decision>,
    threshold: String,
}

/// What a round decided.
#[derive(Debug, Serialize)]
struct Decision {
    #[serde(flatten)]
    who: Fate,
    transfers: BTreeMap<String, String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Fate {
    Elected(String),
    Eliminated(String),
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Summary {
    final_threshold: String,
    num_candidates: usize,
    num_winners: usize,
    total_num_ballots: String,
    undervotes: u128,
}

impl Report {
    pub fn of(sheet: &Sheet) -> Report {
        let threshold = |until: usize| {
            let changed = sheet.stages.iter().take(until).rev().find_map(|stage| stage.quota);
            changed.or(sheet.quota).map(Votes::in_words).unwrap_or_default()
        };
        let rounds = sheet.stages.iter().enumerate().map(|(at, stage)| Round {
            inactive_ballots: inactive(stage),
            round: stage.number,
            tally: tally(sheet, stage),
            tally_results: decisions(sheet, at),
            threshold: threshold(at + 1),
        });
        Report {
            config: Config {
                contest: sheet.title.clone(),
                date: String::new(),
                generated_by: "Wardmote",
                jurisdiction: String::new(),
                office: sheet.title.clone(),
            },
            json_format_version: "1",
            results: rounds.collect(),
            summary: Summary {
                final_threshold: threshold(sheet.stages.len()),
                num_candidates: sheet.candidates.iter().filter(|candidate| !candidate.withdrawn).count(),
                num_winners: sheet.elected.len(),
                total_num_ballots: (sheet.valid + sheet.invalid).to_string(),
                undervotes: sheet.invalid,
            },
        }
    }
}

fn inactive(stage: &Stage) -> BTreeMap<&'static str, String> {
    let none = ["overvotes", "repeatedRankings", "skippedRankings"].map(|reason| (reason, "0".to_owned()));
    none.into_iter().chain([("exhaustedChoices", stage.nontransferable.to_string())]).collect()
}

/// What those still in the count had; whoever went out before has left the table.
fn tally(sheet: &Sheet, stage: &Stage) -> BTreeMap<String, String> {
    let gone = |number: &u32| sheet.stages.iter().take(stage.number).any(|earlier| earlier.excluded.contains(number));
    let shown = stage.tally.iter().filter(|(number, votes)| votes.units > 0 || !gone(number));
    shown.map(|(number, votes)| (called(sheet, *number), votes.to_string())).collect()
}

/// Who was elected in this stage, and what went out or was passed on to make the next one.
fn decisions(sheet: &Sheet, at: usize) -> Vec<Decision> {
    let stage = &sheet.stages[at];
    let next = sheet.stages.get(at + 1);
    let moves = |number: &u32| next.filter(|next| next.of.contains(number));
    let surplus_of_another = next.filter(|next| next.action == Action::Surplus);
    let late = surplus_of_another.into_iter().flat_map(|next| &next.of).filter(|number| !stage.elected.contains(number));
    let elected = stage.elected.iter().chain(late).map(|number| Decision {
        who: Fate::Elected(called(sheet, *number)),
        transfers: moves(number)
            .filter(|next| next.action == Action::Surplus)
            .map(|next| transfers(sheet, at, next))
            .unwrap_or_default(),
    });
    let out = next.filter(|next| next.action == Action::Exclusion).into_iter().flat_map(|next| &next.of);
    // Where several go out together the votes of all are told with the first.
    let eliminated = out.enumerate().map(|(place, number)| Decision {
        who: Fate::Eliminated(called(sheet, *number)),
        transfers: moves(number).filter(|_| place == 0).map(|next| transfers(sheet, at, next)).unwrap_or_default(),
    });
    elected.chain(eliminated).collect()
}

fn transfers(sheet: &Sheet, at: usize, next: &Stage) -> BTreeMap<String, String> {
    let mut moved: BTreeMap<String, String> =
        next.transfers.iter().map(|(number, votes)| (called(sheet, *number), votes.to_string())).collect();
    let before = &sheet.stages[at];
    let more = |now: Votes, then: Votes| Votes { units: now.units.saturating_sub(then.units), places: now.places };
    let lost = more(next.lost_by_fraction, before.lost_by_fraction);
    let exhausted = more(more(next.nontransferable, before.nontransferable), lost);
    if exhausted.units > 0 {
        moved.insert("exhausted".to_owned(), exhausted.to_string());
    }
    if lost.units > 0 {
        moved.insert("residual surplus".to_owned(), lost.to_string());
    }
    moved
}

/// The name, with the number where two candidates share it: readers join by names.
fn called(sheet: &Sheet, number: u32) -> String {
    let name = sheet.name(number);
    match sheet.candidates.iter().filter(|candidate| candidate.name == name).count() {
        1 => name.to_owned(),
        _ => format!("{name} ({number})"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::ballots::count::{Election, Lots, Method, count};

    fn report(method: Method, seats: u32, papers: &[(usize, &[u32])]) -> Value {
        let rankings = papers.iter().flat_map(|(times, ranking)| vec![ranking.to_vec(); *times]);
        let election = Election::of("Committee", seats, ["Asha", "Ben", "Chris", "Chris"], rankings);
        let sheet = count(&election, method, seats, &Lots::Stop).expect("no lot is needed");
        serde_json::to_value(Report::of(&sheet)).expect("JSON")
    }

    #[test]
    fn a_round_says_what_was_decided_and_where_the_votes_went() {
        let report = report(Method::StvScottish, 2, &[(7, &[1, 2]), (2, &[1]), (4, &[3]), (3, &[4])]);
        let first = &report["results"][0];

        assert_eq!((&first["threshold"], &first["tally"]["Asha"]), (&"6".into(), &"9.00000".into()));
        let passed_on = json!({ "Ben": "2.33331", "exhausted": "0.66666", "residual surplus": "0.00003" });
        assert_eq!(first["tallyResults"], json!([{ "elected": "Asha", "transfers": passed_on }]));
        let second = &report["results"][1]["tallyResults"];
        assert_eq!(second, &json!([{ "eliminated": "Ben", "transfers": { "exhausted": "2.33331" } }]));
        assert!(report["results"][2]["tally"].get("Ben").is_none());
    }

    #[test]
    fn namesakes_are_told_apart_by_their_numbers() {
        let report = report(Method::Fptp, 1, &[(2, &[3]), (1, &[4])]);
        assert_eq!(report["results"][0]["tally"]["Chris (3)"], "2");
        assert_eq!(report["summary"]["numWinners"], 1);
    }
}
