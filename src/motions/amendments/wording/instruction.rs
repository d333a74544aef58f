//! What a drafting instruction says, before anybody has looked whether the text has such words.

/// An instruction: one thing after the other, each said of the text as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instruction {
    pub steps: Vec<Step>,
}

/// One thing to do, in the part of the text that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// "In paragraph 3, line 2"; empty where the whole text is meant.
    pub within: Part,
    pub deed: Deed,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Leave out, and perhaps insert something in its place.
    LeaveOut {
        passage: Passage,
        insert: Option<Words>,
    },
    Insert {
        at: Point,
        words: Words,
    },
}

/// What is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passage {
    /// These words; with several phrases each of them.
    Words(Vec<Phrase>),
    /// From these words, themselves included.
    From { from: Phrase, until: Until },
    /// All words after these.
    After { after: Phrase, until: Until },
    /// All words before these.
    Before(Phrase),
    /// From the beginning.
    Start { until: Until },
    /// Paragraph 3, or lines 2 to 5.
    Parts { first: Part, last: Part },
    /// Everything.
    All,
}

/// How far a passage goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Until {
    /// To the next place of these words, themselves included.
    Through(Phrase),
    /// Up to the next place of these words, which stay.
    Before(Phrase),
    /// To the end of the part that is named, or of the text.
    End(Part),
}

/// Where something is inserted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Point {
    After(Phrase),
    Before(Phrase),
    /// Between words that stand beside each other.
    Between(Phrase, Phrase),
    AfterPart(Part),
    BeforePart(Part),
    Start(Part),
    End(Part),
    /// As this part of that one: before the one that bears the number now, or at the end.
    As {
        part: Part,
        of: Part,
    },
}

/// Quoted words, and which of their places is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    pub words: String,
    pub which: Which,
    /// "“notes” in line 4".
    pub within: Part,
}

/// Which of the places where words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// None was named, so there has to be one only.
    Only,
    /// The first is 1.
    Nth(usize),
    Last,
    /// Wherever they occur.
    Every,
}

/// A part within parts, the widest first: paragraph 3, line 2. An empty one is the whole text.
pub type Part = Vec<Unit>;

/// A part of the text by its number, or by words in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    pub kind: UnitKind,
    pub name: Name,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// Paragraph: a block, as the text counts it or as it prints it.
    Block,
    /// Point, item, clause …: a block, as the text prints its number.
    Item,
    /// A line of the text as it was handed in.
    Line,
    Sentence,
    /// What "Conference resolves:" opens, up to the next such opening.
    Section,
    /// A page of paper, which a text has not: only the first one is known.
    Page,
    /// All that follows certain words.
    Rest,
}

impl UnitKind {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Block => "paragraph",
            Self::Item => "point",
            Self::Line => "line",
            Self::Sentence => "sentence",
            Self::Section => "section",
            Self::Page => "page",
            Self::Rest => "rest",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// "3", "2.1", "b": as printed or as counted.
    Label(String),
    /// "The second paragraph".
    Nth(usize),
    Last,
    Beginning(String),
    Ending(String),
    Containing(String),
    /// By the words that open it: "Conference resolves".
    Called(String),
    After(Phrase),
}

/// Words to insert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    pub text: String,
    pub shape: Shape,
}

/// What words were said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// Words among others.
    Words,
    /// A paragraph of their own.
    Paragraph,
    /// A point of a list, which is numbered as its neighbours are.
    Item,
}
