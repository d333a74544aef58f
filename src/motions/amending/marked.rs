//! A text with its changes shown: what stays, what is left out, what is put in.

use serde::Serialize;

use super::super::amendments::Edit;

/// Some words of a marked text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    pub kind: PieceKind,
    pub words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PieceKind {
    Same,
    Out,
    In,
}

/// A text in paragraphs, each in pieces.
pub type Marked = Vec<Vec<Piece>>;

/// Marks what an edit does to a text.
pub fn marked(text: &str, edit: &Edit) -> Marked {
    let mut paragraphs = Paragraphs::default();
    let mut at = 0;
    for one in edit.operations() {
        paragraphs.take(PieceKind::Same, &text[at..one.from]);
        paragraphs.take(PieceKind::Out, &text[one.from..one.to]);
        paragraphs.take(PieceKind::In, &one.insert);
        at = one.to;
    }
    paragraphs.take(PieceKind::Same, &text[at..]);
    paragraphs.0.retain(|pieces| !pieces.is_empty());
    paragraphs.0
}

#[derive(Default)]
struct Paragraphs(Marked);

impl Paragraphs {
    /// Adds words; an empty line among them begins a new paragraph.
    fn take(&mut self, kind: PieceKind, words: &str) {
        for (nth, part) in words.split("\n\n").enumerate() {
            if nth > 0 || self.0.is_empty() {
                self.0.push(Vec::new());
            }
            if let (false, Some(last)) = (part.is_empty(), self.0.last_mut()) {
                last.push(Piece { kind, words: part.to_owned() });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::super::amendments::difference, *};

    #[test]
    fn changes_stand_in_their_paragraphs() {
        let before = "We note the buses.\n\nWe call for more.";
        let marked = marked(before, &difference(before, "We note the trams.\n\nWe call for more.\n\nAnd soon."));

        let told: Vec<Vec<(PieceKind, &str)>> =
            marked.iter().map(|pieces| pieces.iter().map(|piece| (piece.kind, piece.words.as_str())).collect()).collect();
        use PieceKind::{In, Out, Same};
        assert_eq!(
            told,
            [
                vec![(Same, "We note the "), (Out, "buses"), (In, "trams"), (Same, ".")],
                vec![(Same, "We call for more.")],
                vec![(In, "And soon.")]
            ]
        );
    }
}
