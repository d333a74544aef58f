//! From the papers to the result: the file that anyone may count again, the sheet, and the words and bars of its page.

use serde::Serialize;

use super::{
    Ballot,
    choice::Choice,
    closing::Paper,
    count::{Candidate, Election, Method, Purpose, Rank, Sheet, Stage, Stop, Votes, blt as file, count_under},
    election::lots_of,
    marks::{Marks, Place},
    roll::Turnout,
    terms,
};
use crate::render::words::{names, plural};

/// Where a count ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counted {
    Decided(Box<Sheet>),
    LotsNeeded(Needed),
}

/// A lot that the returning officer has to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed {
    pub between: Vec<u32>,
    pub purpose: Purpose,
    pub so_far: Box<Sheet>,
}

/// The papers as a BLT file: equal ones together, in the order of their random keys.
pub fn blt(ballot: &Ballot, choices: &[Choice], papers: &[Paper]) -> String {
    let number = |number: i32| u32::try_from(number).unwrap_or_default();
    let candidate =
        |choice: &Choice| Candidate { number: number(choice.number), name: choice.name.clone(), withdrawn: choice.withdrawn };
    let rank = |place: &Place| match place {
        Place::One(one) => Rank::One(number(*one)),
        Place::Level(level) => Rank::Equal(level.iter().copied().map(number).collect()),
        Place::LeftOut => Rank::Skipped,
    };
    let rankings = papers.iter().map(|paper| Marks::of_written(&paper.marks).places().iter().map(rank).collect());
    let candidates = choices.iter().map(candidate).collect();
    file_of(&Election::with_candidates(&ballot.title, number(ballot.seats), candidates, rankings))
}

/// An election as the file that anyone may count again.
pub fn file_of(election: &Election) -> String {
    file::write(election)
}

/// Counts the file by the ballot's method with the lots drawn so far.
///
/// # Errors
/// A file that cannot be read, or more papers than can be counted exactly.
pub fn counted(ballot: &Ballot, blt: &str) -> Result<Counted, String> {
    let election = Election::read(blt.as_bytes()).map_err(|fault| fault.to_string())?;
    match count_under(&terms::of(&terms_among(ballot, &election)), &election, ballot.method(), election.seats, &lots_of(ballot))
    {
        Ok(sheet) => Ok(Counted::Decided(Box::new(sheet))),
        Err(Stop::LotsNeeded { between, purpose, so_far }) => Ok(Counted::LotsNeeded(Needed { between, purpose, so_far })),
        Err(stop) => Err(stop.to_string()),
    }
}

/// The terms of a ballot among those who stand.
fn terms_among(ballot: &Ballot, election: &Election) -> String {
    terms::as_they_stand(&ballot.terms, &election.withdrawn())
}

/// The words of `wardmote count` that count the same by the same terms; `blt` is the file once the box is opened.
pub fn terms_as_options(ballot: &Ballot, blt: Option<&str>) -> String {
    let election = blt.and_then(|blt| Election::read(blt.as_bytes()).ok());
    terms::as_options(&election.map_or_else(|| ballot.terms.clone(), |election| terms_among(ballot, &election)))
}

/// "Ama Okoro is elected.", or that nobody is because too few voted.
pub fn verdict(ballot: &Ballot, turnout: Turnout, sheet: &Sheet) -> String {
    terms::too_few(&ballot.terms, turnout).unwrap_or_else(|| headline(sheet))
}

fn headline(sheet: &Sheet) -> String {
    if sheet.method == Method::YesNo {
        return carried(sheet);
    }
    let elected: Vec<&str> = sheet.elected.iter().map(|number| sheet.name(*number)).collect();
    let empty = match sheet.unfilled {
        0 => "",
        1 => " One place stays empty: nominations open again.",
        _ => " Some places stay empty: nominations open again.",
    };
    let filled = sheet.elected.len() + sheet.unfilled as usize;
    let short = (sheet.seats as usize).saturating_sub(filled);
    let empty = match short {
        0 => empty.to_owned(),
        1 => format!("{empty} One place stays empty: nobody was left for it."),
        short => format!("{empty} {short} places stay empty: nobody was left for them."),
    };
    match elected.len() {
        0 if sheet.unfilled > 0 => "Nobody is elected: nominations open again.".to_owned(),
        0 => "Nobody is elected: there was no valid paper.".to_owned(),
        1 => format!("{} is elected.{empty}", elected[0]),
        _ => format!("{} are elected.{empty}", names(&elected)),
    }
}

/// "Carried: 150 for, 60 against, 4 abstained."
fn carried(sheet: &Sheet) -> String {
    let fate = if sheet.elected.is_empty() { "Not carried" } else { "Carried" };
    let votes = |number: u32| sheet.stages.first().and_then(|stage| stage.tally.get(&number)).map(|votes| votes.units);
    let abstained = votes(3).filter(|many| *many > 0).map(|many| format!(", {many} abstained")).unwrap_or_default();
    format!("{fate}: {} for, {} against{abstained}.", votes(1).unwrap_or_default(), votes(2).unwrap_or_default())
}

/// "88 of 117 members voted (75.2%). It took 3 stages; 2 papers were blank or spoilt."
pub fn turnout_in_words(turnout: Turnout, sheet: Option<&Sheet>) -> String {
    let of = plural(turnout.entitled.into(), "member", "members");
    let voted = format!("{} of {of} voted ({}).", turnout.voted, turnout.percent());
    let Some(sheet) = sheet else { return voted };
    let stages = plural(i128::try_from(sheet.stages.len()).unwrap_or_default(), "stage", "stages");
    let blank = match sheet.invalid {
        0 => String::new(),
        1 => " One paper was blank or spoilt.".to_owned(),
        many => format!(" {many} papers were blank or spoilt."),
    };
    match sheet.method {
        Method::YesNo => format!("{voted}{blank}"),
        _ => format!("{voted} It took {stages}.{blank}"),
    }
}

/// One stage, as it is drawn.
#[derive(Debug, Clone, Serialize)]
pub struct DrawnStage {
    pub title: String,
    pub says: String,
    pub quota: u32,
    /// In words; empty for a method without one.
    pub quota_shown: String,
    /// The length of the longest bar of all stages.
    pub most: u32,
    pub rows: Vec<Bar>,
}

/// One candidate's bar.
#[derive(Debug, Clone, Serialize)]
pub struct Bar {
    pub name: String,
    pub shown: String,
    pub amount: u32,
    pub state: &'static str,
}

/// A bar as long as all valid votes has this many parts.
const WHOLE: u32 = 10_000;

/// Every stage with its bars; the line is the quota, or the majority of the alternative vote.
pub fn stages(sheet: &Sheet) -> Vec<DrawnStage> {
    let longest = sheet.stages.iter().flat_map(|stage| stage.tally.values());
    let whole = longest.copied().chain(sheet.quota).max_by_key(|votes| votes.share_of(Votes::whole(sheet.valid.max(1)), WHOLE));
    let whole = whole.unwrap_or_default();
    let mut quota = sheet.quota.unwrap_or_default();
    // Where the highest are elected, nobody needs a quota, and no line is drawn.
    let has_quota = sheet.quota.is_some();
    let line = if sheet.method == Method::YesNo { "Needed:" } else { "Quota" };
    let mut gone: Vec<u32> = Vec::new();
    let mut elected: Vec<u32> = Vec::new();
    let drawn = sheet.stages.iter().map(|stage| {
        quota = stage.quota.unwrap_or(quota);
        elected.extend(&stage.elected);
        let rows = bars(sheet, stage, whole, &elected, &gone);
        gone.extend(&stage.excluded);
        // The alternative vote asks for more than half of the papers still in play, which are fewer at each stage.
        let in_play: u128 = stage.tally.values().map(|votes| votes.units).sum();
        let more = if sheet.method == Method::Av {
            format!(", more than half of the {in_play} papers in play")
        } else {
            String::new()
        };
        DrawnStage {
            title: if sheet.method == Method::YesNo { "The votes".to_owned() } else { format!("Stage {}", stage.number) },
            says: stage.says.clone(),
            quota: quota.share_of(whole, WHOLE),
            quota_shown: if has_quota { format!("{line} {}{more}", quota.in_words()) } else { String::new() },
            most: WHOLE,
            rows,
        }
    });
    drawn.collect()
}

/// The bars of one stage, the longest first; whoever was out before it is left out.
fn bars(sheet: &Sheet, stage: &Stage, whole: Votes, elected: &[u32], gone: &[u32]) -> Vec<Bar> {
    let standing = stage.tally.iter().filter(|(number, _)| !gone.contains(number));
    let mut bars: Vec<Bar> = standing
        .map(|(number, votes)| Bar {
            name: sheet.name(*number).to_owned(),
            shown: votes.in_words(),
            amount: votes.share_of(whole, WHOLE),
            state: match (elected.contains(number), stage.excluded.contains(number)) {
                (true, _) if sheet.method == Method::YesNo => "continuing",
                (true, _) => "elected",
                (_, true) => "excluded",
                _ => "continuing",
            },
        })
        .collect();
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.amount));
    bars
}

/// How near the last exclusion was, as a bound: so many papers marked for one instead of the other would have turned it round.
pub fn near_miss(sheet: &Sheet) -> Option<String> {
    let (stage, out) = sheet.stages.iter().enumerate().rev().find_map(|(at, stage)| match stage.excluded[..] {
        [only] => Some((at, only)),
        _ => None,
    })?;
    let before = &sheet.stages[stage.checked_sub(1)?];
    let votes = before.tally.get(&out).copied()?;
    let gone = |number: u32| {
        let earlier = sheet.stages.iter().take(stage);
        earlier.flat_map(|stage| stage.elected.iter().chain(&stage.excluded)).any(|other| *other == number)
    };
    let others = before.tally.iter().filter(|(number, other)| **number != out && other.units >= votes.units && !gone(**number));
    let (next, more) = others.min_by_key(|(_, votes)| votes.units)?;
    // Each such paper takes a vote from the one and gives it to the other.
    let papers = (more.units - votes.units) / (2 * 10u128.pow(votes.places)) + 1;
    let papers = plural(i128::try_from(papers).unwrap_or(i128::MAX), "paper", "papers");
    Some(format!(
        "When {} went out with {}, the next was {} with {}. {papers} marked for the one instead of the other would have turned that \
         round. This is a simple bound and no recount: it does not say what would have followed.",
        sheet.name(out),
        votes.in_words(),
        sheet.name(*next),
        more.in_words(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballots::count::{Lots, count};

    fn sheet() -> Sheet {
        let papers = [vec![1, 2], vec![1], vec![2, 1], vec![2, 1], vec![3, 1]];
        let election = Election::of("Chair", 1, ["Ama", "Ben", "Chris"], papers);
        count(&election, Method::Av, 1, &Lots::Stop).unwrap()
    }

    #[test]
    fn the_headline_and_the_turnout_are_sentences() {
        let turnout = Turnout { entitled: 8, voted: 5, excluded: 0 };

        assert_eq!(headline(&sheet()), "Ama is elected.");
        assert_eq!(turnout_in_words(turnout, Some(&sheet())), "5 of 8 members voted (62.5%). It took 2 stages.");
    }

    #[test]
    fn who_is_out_is_shown_once_as_out_and_then_no_more() {
        let papers = [(4, vec![1]), (4, vec![2]), (3, vec![3, 1]), (1, vec![4, 1])];
        let papers = papers.into_iter().flat_map(|(times, paper)| std::iter::repeat_n(paper, times));
        let election = Election::of("Chair", 1, ["Ama", "Ben", "Chris", "Dan"], papers);
        let stages = stages(&count(&election, Method::Av, 1, &Lots::Stop).unwrap());

        let shown = |stage: usize| stages[stage].rows.iter().map(|bar| (bar.name.as_str(), bar.state)).collect::<Vec<_>>();
        assert_eq!(shown(1), [("Ama", "continuing"), ("Ben", "continuing"), ("Chris", "continuing"), ("Dan", "excluded")]);
        assert_eq!(shown(2), [("Ama", "elected"), ("Ben", "continuing"), ("Chris", "excluded")]);
        assert_eq!(stages[2].quota_shown, "Quota 7, more than half of the 12 papers in play");
    }

    #[test]
    fn how_near_it_was_is_said_as_a_bound() {
        let near = near_miss(&sheet()).unwrap();
        assert!(near.starts_with("When Chris went out with 1, the next was "), "{near}");
        assert!(near.contains("1 paper marked for the one instead of the other"), "{near}");
    }
}
