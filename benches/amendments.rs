//! The largest paper with the most amendments: differences found, collisions shown, the carried ones put together, beside the bare
//! differences of the library that finds them, in the same run.
//!
//! `cargo bench --bench amendments` makes a paper as long as the longest that a party's conference had before it (34,600 words, spaces
//! and marks) and 44 amendments to it. It needs nothing besides the machine; the figures are to be read as a ratio.

use std::time::{Duration, Instant};

use similar::TextDiff;
use wardmote::motions::amendments::{Base, Edit, merge};

/// Words of the paper; with the spaces and marks between them they are 34,600 tokens.
const WORDS: usize = 15_815;
const AMENDMENTS: usize = 44;
const ROUNDS: usize = 9;

fn main() {
    // `cargo test` builds benches too, and asks them for nothing.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let mut chance = Chance(20_26);
    let paper = paper(&mut chance);
    let amended: Vec<String> = (0..AMENDMENTS).map(|_| amended(&paper, &mut chance)).collect();
    println!("paper: {} kB, {} tokens; {AMENDMENTS} amendments", paper.len() / 1_000, tokens(&paper));

    let (mut bare, mut whole, mut alone) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        bare.push(timed(|| {
            amended.iter().map(|text| TextDiff::from_words(paper.as_str(), text.as_str()).ops().len()).sum::<usize>()
        }));
        whole.push(timed(|| everything(&paper, &amended)));
        alone.push(timed(|| differences(&paper, &amended).len()));
    }
    let (bare, whole, alone) = (median(bare), median(whole), median(alone));
    println!("bare differences:                         {:>7.1} ms", millis(bare));
    println!("differences, joined:                      {:>7.1} ms", millis(alone));
    println!("differences, collisions and the merge:    {:>7.1} ms", millis(whole));
    println!("ratio: {:.2} (at most 2)", whole.as_secs_f64() / bare.as_secs_f64());
    say(&paper, &amended);
}

fn differences(paper: &str, amended: &[String]) -> Vec<Edit> {
    let base = Base::new(paper);
    amended.iter().map(|text| base.to(text)).collect()
}

/// What a meeting asks: every amendment as an edit, who collides with whom, and the text with all that can stand together.
fn everything(paper: &str, amended: &[String]) -> usize {
    let edits = differences(paper, amended);
    let edits: Vec<&Edit> = edits.iter().collect();
    let collisions = merge::collisions(paper, &edits);
    let together = standing_together(&edits);
    let text = merge::substantive(paper, &together).expect("nothing overlaps");
    collisions.len() + text.text.len()
}

/// The amendments that would stand if each were carried unless it fell with one before.
fn standing_together<'a>(edits: &[&'a Edit]) -> Vec<&'a Edit> {
    let mut carried: Vec<&Edit> = Vec::new();
    for edit in edits {
        if carried.iter().all(|other| merge::meeting(edit, other).can_both_stand()) {
            carried.push(edit);
        }
    }
    carried
}

fn say(paper: &str, amended: &[String]) {
    let edits = differences(paper, amended);
    for (edit, text) in edits.iter().zip(amended) {
        assert_eq!(&edit.apply(paper), text, "an edit is exactly what was changed");
    }
    let edits: Vec<&Edit> = edits.iter().collect();
    let changes: usize = edits.iter().map(|edit| edit.operations().len()).sum();
    let (collisions, together) = (merge::collisions(paper, &edits).len(), standing_together(&edits).len());
    println!("{changes} changes, {collisions} pairs that meet, {together} amendments in one text; every edit exact");
}

/// Numbers that look drawn by lot and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

const VOCABULARY: [&str; 48] = [
    "the",
    "the",
    "the",
    "of",
    "of",
    "and",
    "and",
    "to",
    "to",
    "in",
    "that",
    "a",
    "for",
    "council",
    "branch",
    "members",
    "bus",
    "fares",
    "service",
    "housing",
    "rents",
    "public",
    "work",
    "workers",
    "union",
    "community",
    "local",
    "energy",
    "climate",
    "schools",
    "care",
    "health",
    "funding",
    "review",
    "report",
    "policy",
    "support",
    "urges",
    "notes",
    "believes",
    "calls",
    "on",
    "with",
    "without",
    "new",
    "this",
    "evenings",
    "fair",
];

/// A paper in paragraphs of clauses.
fn paper(chance: &mut Chance) -> String {
    let mut text = String::new();
    for word in 0..WORDS {
        text.push_str(VOCABULARY[chance.below(VOCABULARY.len())]);
        text.push_str(match word {
            _ if word % 97 == 96 => ".\n\n",
            _ if word % 13 == 12 => "; ",
            _ if word % 9 == 8 => ", ",
            _ => " ",
        });
    }
    text.trim_end().to_owned()
}

/// The paper as one amendment would have it: a few words changed, a clause put in, a passage gone or rewritten.
fn amended(paper: &str, chance: &mut Chance) -> String {
    let mut words: Vec<String> = paper.split_inclusive(' ').map(str::to_owned).collect();
    for _ in 0..=chance.below(4) {
        let at = chance.below(words.len() - 300);
        let (gone, come) = match chance.below(4) {
            0 => (1 + chance.below(3), 1 + chance.below(3)),
            1 => (0, 20 + chance.below(100)),
            2 => (20 + chance.below(200), 0),
            _ => (40 + chance.below(120), 30 + chance.below(150)),
        };
        let new = (0..come).map(|_| format!("{} ", VOCABULARY[chance.below(VOCABULARY.len())])).collect::<Vec<_>>();
        words.splice(at..at + gone, new);
    }
    words.concat()
}

fn tokens(text: &str) -> usize {
    let mut last = ' ';
    let starts = text.chars().filter(|sign| {
        let inside = last.is_alphanumeric() && sign.is_alphanumeric() || last.is_whitespace() && sign.is_whitespace();
        last = *sign;
        !inside
    });
    starts.count()
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let began = Instant::now();
    std::hint::black_box(work());
    began.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
