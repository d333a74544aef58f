//! Which program wrote a list, where that changes how a cell is to be read.

use csv::StringRecord;

use super::{columns::Columns, phone::LostZero};

/// The program that wrote a list, known by a heading that only it uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A head office's list, a spreadsheet of our own, or a program we do not know.
    Plain,
    NationBuilder,
    ActionNetwork,
    Zetkin,
    /// The list that the Democratic Socialists of America send to their chapters.
    Dsa,
}

impl Shape {
    const MARKS: [(Self, &'static str); 6] = [
        (Self::NationBuilder, "nationbuilder_id"),
        (Self::ActionNetwork, "can2_subscription_status"),
        (Self::ActionNetwork, "can2_user_tags"),
        (Self::Zetkin, "ext_id"),
        (Self::Dsa, "AK_ID"),
        (Self::Dsa, "actionkit_id"),
    ];

    #[must_use]
    pub fn of(columns: &Columns) -> Self {
        let mark = Self::MARKS.iter().find(|(_, heading)| columns.has_heading(heading));
        mark.map_or(Self::Plain, |(shape, _)| *shape)
    }

    /// The cells without the apostrophes that a program put before them to keep a spreadsheet from meddling:
    /// NationBuilder before every text, everybody careful before what looks like a formula. Any other apostrophe in
    /// front is part of the name.
    #[must_use]
    pub fn without_its_marks(self, cells: &StringRecord) -> StringRecord {
        cells.iter().map(|cell| self.without_its_mark(cell)).collect()
    }

    fn without_its_mark(self, cell: &str) -> &str {
        let marked = cell.strip_prefix('\'');
        marked.filter(|text| self == Self::NationBuilder || spreadsheets_run(text)).unwrap_or(cell)
    }

    /// American lists hold numbers of ten digits that begin with 7 and have lost nothing.
    #[must_use]
    pub fn lost_zero(self) -> LostZero {
        match self {
            Self::Plain | Self::Zetkin => LostZero::PutBack,
            Self::NationBuilder | Self::ActionNetwork | Self::Dsa => LostZero::LeaveOut,
        }
    }
}

/// Whether a spreadsheet would take a cell for a formula and run it, or would once an apostrophe in front is gone.
#[must_use]
pub fn spreadsheets_run(cell: &str) -> bool {
    cell.trim_start_matches(['\'', ' ', '\u{A0}']).starts_with(['=', '+', '-', '@', '\t', '\r'])
}
