//! The reconciliation sheet: every paper that was issued is accounted for, and as many lay in the box as names are marked.

use serde::Serialize;

use super::{Ballot, ballot::Channel, marks::Marks, roll::RollEntry, spoilt::Spoilt, store};
use crate::db::Conn;

/// What was issued, what came back, and what lay in the box.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Reconciliation {
    /// Everybody in the register on the freeze date.
    pub on_the_roll: usize,
    pub entitled: usize,
    /// Papers issued as a link and a code, and as printed ones.
    pub by_link: usize,
    pub printed: usize,
    /// Names marked: voted by link or code, signed in, on a printed paper.
    pub voted_by_link: usize,
    pub voted_on_the_site: usize,
    pub voted_on_paper: usize,
    /// Papers in the box.
    pub in_the_box: usize,
    /// Those that count for nobody, whatever the method.
    pub rejected: Vec<Rejected>,
}

/// Papers that count for nobody, on one ground.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rejected {
    pub why: &'static str,
    pub papers: usize,
}

impl Reconciliation {
    /// The sheet of a closed election whose papers and marks are still kept.
    pub fn of(conn: &mut Conn, ballot: &Ballot) -> diesel::QueryResult<Self> {
        let roll = store::entries_of(conn, ballot)?;
        let papers = store::papers_of(conn, ballot.branch_id, ballot.id)?;
        let marks: Vec<Marks> = papers.iter().map(|paper| Marks::of_written(&paper.marks)).collect();
        Ok(Self::counted(&roll, &marks))
    }

    fn counted(roll: &[RollEntry], papers: &[Marks]) -> Self {
        let entries = |holds: &dyn Fn(&RollEntry) -> bool| roll.iter().filter(|entry| entry.entitled && holds(entry)).count();
        let voted_by = |channel| entries(&|entry| entry.voted_on.is_some() && entry.channel == Some(channel));
        Self {
            on_the_roll: roll.len(),
            entitled: entries(&|_| true),
            by_link: entries(&|entry| entry.issued.is_none()),
            printed: entries(&|entry| entry.issued.is_some()),
            voted_by_link: voted_by(Channel::Link),
            voted_on_the_site: voted_by(Channel::Site),
            voted_on_paper: entries(&|entry| entry.voted_on.is_some() && entry.issued.is_some()),
            in_the_box: papers.len(),
            rejected: rejected(papers),
        }
    }

    /// How many names are marked.
    pub fn marked(&self) -> usize {
        self.voted_by_link + self.voted_on_the_site + self.voted_on_paper
    }

    /// How many issued papers did not come back.
    pub fn unused(&self) -> usize {
        self.entitled.saturating_sub(self.marked())
    }

    /// How many papers were neither blank nor spoilt.
    pub fn left(&self) -> usize {
        self.in_the_box - self.rejected.iter().map(|on| on.papers).sum::<usize>()
    }

    /// Whether as many papers lay in the box as names are marked.
    pub fn agrees(&self) -> bool {
        self.marked() == self.in_the_box
    }
}

/// Blank papers, then spoilt ones by their grounds; each ground is named, also where no paper fell by it.
fn rejected(papers: &[Marks]) -> Vec<Rejected> {
    let on = |(why, of): (&'static str, Marks)| Rejected { why, papers: papers.iter().filter(|marks| **marks == of).count() };
    let blank = ("Blank", Marks::Given(Vec::new()));
    let spoilt = Spoilt::ALL.map(|why| (why.title(), Marks::Spoilt(why)));
    [blank].into_iter().chain(spoilt).map(on).collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::{
        ballots::ballot::Way,
        db::{BallotId, Json, MemberId, RollEntryId},
    };

    fn entry(channel: Option<Channel>, issued: Option<Way>, entitled: Entitled) -> RollEntry {
        let has_voted = channel.is_some() || issued == Some(Way::Table);
        RollEntry {
            id: RollEntryId::fresh(),
            ballot_id: BallotId::fresh(),
            member_id: MemberId::fresh(),
            number: 1,
            entitled: entitled == Entitled::Yes,
            grounds: Json(Vec::new()),
            voted_on: has_voted.then(NaiveDate::default),
            channel,
            issued,
        }
    }

    #[derive(PartialEq)]
    enum Entitled {
        Yes,
        No,
    }

    #[test]
    fn every_paper_issued_is_voted_or_unused_and_the_box_agrees_with_the_marks() {
        let roll = [
            entry(Some(Channel::Link), None, Entitled::Yes),
            entry(Some(Channel::Site), None, Entitled::Yes),
            entry(None, Some(Way::Table), Entitled::Yes),
            entry(None, Some(Way::Post), Entitled::Yes),
            entry(None, None, Entitled::No),
        ];
        let papers = [Marks::Given(vec![1]), Marks::Given(vec![]), Marks::Spoilt(Spoilt::Named)];
        let sheet = Reconciliation::counted(&roll, &papers);

        assert_eq!((sheet.on_the_roll, sheet.entitled, sheet.by_link, sheet.printed), (5, 4, 2, 2));
        assert_eq!((sheet.marked(), sheet.unused(), sheet.left()), (3, 1, 1));
        let rejected: Vec<_> = sheet.rejected.iter().filter(|on| on.papers > 0).map(|on| (on.why, on.papers)).collect();
        assert_eq!(rejected, [("Blank", 1), ("The voter could be known", 1)]);
        assert!(sheet.agrees());
        assert!(!Reconciliation::counted(&roll, &papers[1..]).agrees());
    }
}
