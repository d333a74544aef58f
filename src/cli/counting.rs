//! The words after `wardmote count`.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use clap::{Args, Parser, ValueEnum};

use crate::ballots::count::{
    Election, EqualRanks, Group, Needs, Reopen, SkippedRanks, Terms, Ties, Together,
    blt::{Reader, Unreadable},
    command::{Form, Options},
};

#[derive(Debug, Args)]
pub struct Asked {
    pub file: PathBuf,
    /// fptp, block, approval, av, stv-scottish …
    #[arg(long)]
    method: String,
    /// Places to fill, where it differs from what the file says.
    #[arg(long)]
    seats: Option<u32>,
    /// by-number, the order that was drawn, such as 3,1,2, or seed: and words drawn after the close.
    #[arg(long)]
    lots: Option<String>,
    /// The answer as one JSON object.
    #[arg(long)]
    json: bool,
    /// The answer in another form.
    #[arg(long = "as", conflicts_with = "json")]
    form: Option<OtherForm>,
    /// Places kept for a group, such as "women>=2:1,4,5" or "north<=1:2,3"; as often as there are groups.
    #[arg(long = "group", value_name = "GROUP")]
    groups: Vec<String>,
    /// The number of "Re-open nominations": a place that it takes stays empty.
    #[arg(long)]
    reopen: Option<u32>,
    /// Votes beyond what "Re-open nominations" needs do not pass on.
    #[arg(long, requires = "reopen")]
    reopen_keeps: bool,
    /// Where a tie is looked up before it goes to the lot, where not as the method's rules say: backwards, forwards, or lot.
    #[arg(long)]
    ties: Option<Ties>,
    /// A paper ends at a rank left out.
    #[arg(long)]
    skipped_ends: bool,
    /// A paper ends at an equal rank with every method.
    #[arg(long)]
    equal_ends: bool,
    /// Several of the lowest go out together where that is harmless, in the alternative vote.
    #[arg(long)]
    together: bool,
    /// What a question put for or against needs: "more-than-1/2" or a share such as "2/3", then of whom: "voting", "papers", or
    /// "entitled=214".
    #[arg(long)]
    needs: Option<Needs>,
    /// Candidates elected to an earlier office, by their numbers: passed over.
    #[arg(long, value_delimiter = ',')]
    without: Vec<u32>,
}

/// `wardmote count` by itself. To understand the words of every command takes longer than to count a ward, so a count is
/// asked for without them.
#[derive(Debug, Parser)]
#[command(name = "wardmote count", about = "Counts the papers of a BLT file")]
struct Alone {
    #[command(flatten)]
    asked: Asked,
}

/// What is asked, where the first word is `count`.
pub fn asked_alone() -> Option<Asked> {
    let mut words = std::env::args_os().skip(1);
    (words.next()? == "count").then(|| Alone::parse_from(std::iter::once("wardmote count".into()).chain(words)).asked)
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum OtherForm {
    /// RCTab's JSON, which RCVis shows.
    Rctab,
    /// A table for a spreadsheet.
    Csv,
}

impl Asked {
    /// What is asked, or what is wrong with it.
    pub fn options(&self) -> Result<Options, String> {
        let form = match self.form {
            Some(OtherForm::Rctab) => Form::Rctab,
            Some(OtherForm::Csv) => Form::Csv,
            None if self.json => Form::Json,
            None => Form::Text,
        };
        let groups: Result<Vec<Group>, _> = self.groups.iter().map(|group| group.parse()).collect();
        let terms = Terms {
            ties: self.ties.unwrap_or_default(),
            skipped: if self.skipped_ends { SkippedRanks::EndThePaper } else { SkippedRanks::PassedOver },
            equal: if self.equal_ends { EqualRanks::EndThePaper } else { EqualRanks::AsTheRules },
            together: if self.together { Together::WhenHarmless } else { Together::AsTheRules },
            reopen: self.reopen.map(|candidate| Reopen { candidate, passes_on: !self.reopen_keeps }),
            groups: groups.map_err(|refusal| format!("{refusal}."))?,
            needs: self.needs.unwrap_or_default(),
        };
        let (method, lots, without) = (self.method.clone(), self.lots.clone(), self.without.clone());
        Ok(Options { method, seats: self.seats, lots, form, terms, without })
    }
}

/// Reads an election piece by piece, so that a file of any size takes no more memory than the different papers in it.
pub fn election(path: &Path) -> Result<Result<Election, Unreadable>, String> {
    let refusal = |cause| format!("{} cannot be read: {cause}", path.display());
    let mut file = fs::File::open(path).map_err(refusal)?;
    let mut reader = Reader::default();
    let mut piece = vec![0; PIECE];
    loop {
        let length = file.read(&mut piece).map_err(refusal)?;
        if length == 0 {
            return Ok(reader.finish());
        }
        if let Err(fault) = reader.take(&piece[..length]) {
            return Ok(Err(fault));
        }
    }
}

/// Bytes read at a time.
const PIECE: usize = 64 * 1024;
