//! Insertions: "insert at end …", "add … after …", "add a new point 4: …", "insert as a new final paragraph …".

use super::content::{block, content, new_block};
use super::grammar::Grammar;
use super::instruction::{Deed, Name, Part, Point, Shape, Unit, UnitKind, Which, Words};
use super::scan::Read;
use super::section::section;
use super::target::parts_inside;

/// What is said of the numbers after a new point; a list is renumbered when its joins are tidied.
pub const RENUMBER: [&str; 12] = [
    "and renumber accordingly",
    "and renumber as appropriate",
    "and renumber subsequent points",
    "and renumber subsequent paragraphs",
    "and renumber subsequent clauses",
    "and renumber the remaining points",
    "and renumber the rest",
    "and renumber",
    "renumber accordingly",
    "renumbering accordingly",
    "and re number accordingly",
    "and re number",
];

impl Grammar<'_> {
    /// Everything that may follow "insert".
    pub(super) fn insert(&self, at: usize) -> Vec<Read<Deed>> {
        let mut found = Vec::new();
        for (point, next) in self.point(at) {
            found.extend(self.words_there(&point, next));
        }
        if let Some((shape, next)) = new_block(&self.scan, at) {
            for (point, next) in self.point(next) {
                found.extend(self.shaped(&point, shape, next));
            }
        }
        for (words, next) in content(&self.scan, at) {
            let after = self.scan.past(next, |sign| sign == ',');
            let points = self.point(after).into_iter();
            found.extend(points.map(|(point, next)| (Deed::Insert { at: point, words: words.clone() }, next)));
            let news = self.scan.words(after, "as").map(|next| self.new_part(next)).unwrap_or_default().into_iter();
            let shaped = |shape| Words { shape: words.shape.max(shape), text: words.text.clone() };
            found.extend(news.map(|((point, shape), next)| (Deed::Insert { at: point, words: shaped(shape) }, next)));
        }
        for ((point, shape), next) in self.new_part(self.scan.perhaps(at, &["as", "in"])) {
            found.extend(self.shaped(&point, shape, next));
        }
        found
    }

    /// "add “…”" where the part was named before: at its end.
    pub(super) fn add_there(&self, at: usize) -> Vec<Read<Deed>> {
        let words = self.scan.any(at, &["insert", "add", "append"]).map(|next| content(&self.scan, next)).unwrap_or_default();
        words.into_iter().map(|(words, next)| (Deed::Insert { at: Point::End(Vec::new()), words }, next)).collect()
    }

    /// The words for a point.
    pub(super) fn words_there(&self, point: &Point, at: usize) -> Vec<Read<Deed>> {
        self.shaped(point, Shape::Words, at)
    }

    /// The words for a point, of this shape at least.
    fn shaped(&self, point: &Point, shape: Shape, at: usize) -> Vec<Read<Deed>> {
        self.reached(at);
        let at = self.scan.perhaps(at, &RENUMBER);
        let words = content(&self.scan, at).into_iter();
        let deed = |words: Words| Deed::Insert { at: point.clone(), words: Words { shape: words.shape.max(shape), ..words } };
        words.map(|(words, next)| (deed(words), next)).collect()
    }

    /// "a new final paragraph", "new point 4 under “Council notes”", "new Conference resolves 4": where it goes and what it is.
    fn new_part(&self, at: usize) -> Vec<Read<(Point, Shape)>> {
        let scan = &self.scan;
        let at = scan.perhaps(at, &["an", "a", "the"]);
        let at = scan.perhaps(at, &["new", "additional", "further", "extra", "another"]);
        let mut found = Vec::new();
        let (which, next) = scan.which(at).map_or((None, at), |(which, next)| (Some(which), next));
        if let Some((shape, next)) = block(scan, scan.perhaps(next, &["new"])) {
            let (unit, next) = self.named(shape, which, next);
            let places = self.of_these(next).into_iter();
            found.extend(places.map(|(of, next)| ((place_of(unit.clone(), of), shape), next)));
        }
        if let Some((section, next)) = section(scan, at) {
            let (unit, next) = self.named(Shape::Item, None, next);
            found.push(((place_of(unit, vec![section]), Shape::Item), next));
        }
        found
    }

    /// The number that a new part is to bear.
    fn named(&self, shape: Shape, which: Option<Which>, at: usize) -> Read<Option<Unit>> {
        let kind = if shape == Shape::Item { UnitKind::Item } else { UnitKind::Block };
        let unit = |name| Some(Unit { kind, name });
        match which {
            Some(Which::Nth(nth)) => (unit(Name::Nth(nth)), at),
            Some(_) => (None, at),
            None => {
                let label = self.scan.label(at).filter(|(_, next)| !self.scan.rest(*next).starts_with(char::is_alphanumeric));
                label.map_or((None, at), |(label, next)| (unit(Name::Label(label)), self.scan.past(next, |sign| sign == '.')))
            }
        }
    }

    /// "under Conference resolves", "to the first section", or nothing.
    fn of_these(&self, at: usize) -> Vec<Read<Part>> {
        let inside = self.scan.any(at, &["in", "under", "to", "of", "within"]);
        let mut found = inside.map(|next| parts_inside(&self.scan, next)).unwrap_or_default();
        found.push((Vec::new(), at));
        found
    }
}

fn place_of(unit: Option<Unit>, of: Part) -> Point {
    match unit {
        Some(unit) => Point::As { part: vec![unit], of },
        None => Point::End(of),
    }
}
