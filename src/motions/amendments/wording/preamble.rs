//! What stands before the instruction proper: "As an amendment to motion 4 in the name of …,".

/// Where the instruction proper may begin.
///
/// A preamble speaks of an amendment or of a motion, has no quotation in it and ends with a comma, a colon, a dash or a line.
pub fn ends(text: &str) -> Vec<usize> {
    let unquoted = &text[..text.find(['"', '“']).unwrap_or(text.len())];
    let marks = unquoted.char_indices().filter(|(_, sign)| matches!(sign, ',' | ':' | '—' | '–' | '\n' | '.' | ')'));
    let mut starts: Vec<usize> = marks.map(|(at, sign)| at + sign.len_utf8()).filter(|end| speaks(&unquoted[..*end])).collect();
    // "The branch moves to leave out …": the deed may also follow "to" or "by".
    let words = unquoted.match_indices(' ').filter(|(at, _)| {
        let before = unquoted[..*at].to_lowercase();
        (before.ends_with(" to") || before.ends_with(" by")) && speaks(&before)
    });
    starts.extend(words.map(|(at, _)| at + 1));
    starts.sort_unstable();
    starts
}

/// Whether words are about an amendment and not yet the amendment.
fn speaks(words: &str) -> bool {
    let words = words.to_lowercase();
    ["amend", "motion", "proposed", "propose", "moved", "composite"].iter().any(|word| words.contains(word))
}
