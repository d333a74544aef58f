//! A text as a picture that a phone reads, drawn as one path of an SVG.

use fast_qr::{ECL, QRBuilder};
use serde::Serialize;

/// Four empty squares on each side, without which phones do not find it.
const QUIET: usize = 4;

/// The picture: how many squares it is wide and high, its quiet edge included, and the dark squares as a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    pub side: usize,
    pub path: String,
}

/// The picture of `text`; none where it is too long for one.
pub fn picture(text: &str) -> Option<Picture> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let mut path = String::new();
    for row in 0..code.size {
        let is_dark = |column: usize| column < code.size && code.data[row * code.size + column].value();
        let starts = (0..code.size).filter(|column| is_dark(*column) && (*column == 0 || !is_dark(column - 1)));
        for column in starts {
            let width = (column..).take_while(|column| is_dark(*column)).count();
            path.push_str(&format!("M{} {}h{width}v1h-{width}z", column + QUIET, row + QUIET));
        }
    }
    Some(Picture { side: code.size + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_its_three_eyes_and_its_quiet_edge() {
        let picture = picture("otpauth://totp/Northmoor:Nadia?secret=ABC").expect("a picture");

        // An eye is seven squares wide and high: in two corners of the first row it begins with a run of seven.
        let right = picture.side - QUIET - 7;
        assert!(picture.path.starts_with("M4 4h7v1h-7z"), "{}", &picture.path[..40]);
        assert!(picture.path.contains(&format!("M{right} 4h7v1h-7z")));
        assert!(picture.path.contains(&format!("M4 {}h7v1h-7z", picture.side - QUIET - 1)));
    }

    #[test]
    fn what_is_longer_than_any_picture_has_none() {
        assert_eq!(picture(&"x".repeat(5_000)), None);
    }
}
