//! Taking comments out of a BLT file without moving its lines, and finding where a name ends.

use std::borrow::Cow;

/// The same text with comments blanked out and every line ended by `\n`.
pub(super) fn without_comments(text: &[u8]) -> Cow<'_, [u8]> {
    let old_mac = !text.contains(&b'\n') && text.contains(&b'\r');
    let commented = text.contains(&b'#') || text.windows(2).any(|pair| matches!(pair, b"/*" | b"//"));
    if !old_mac && !commented {
        return Cow::Borrowed(text);
    }
    let mut clean = text.to_vec();
    if old_mac {
        clean.iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
    }
    blank_comments(&mut clean);
    Cow::Owned(clean)
}

fn blank_comments(text: &mut [u8]) {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let end = match rest[0] {
            b'"' => {
                at += closing_quote(&rest[1..]).map_or(1, |inside| inside + 2);
                continue;
            }
            b'#' | b'/' if starts_line_comment(text, at) => rest.iter().position(|byte| *byte == b'\n'),
            b'/' if rest.starts_with(b"/*") => rest.windows(2).position(|pair| pair == b"*/").map(|end| end + 2),
            _ => {
                at += 1;
                continue;
            }
        };
        let end = end.map_or(text.len(), |end| at + end);
        text[at..end].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
        at = end;
    }
}

fn starts_line_comment(text: &[u8], at: usize) -> bool {
    let starts_word = at == 0 || text[at - 1].is_ascii_whitespace();
    starts_word && (text[at..].starts_with(b"#") || text[at..].starts_with(b"//"))
}

/// Where the quotation ends that began just before `text`, on the same line. A quotation mark
/// closes only if the line ends there or another quotation or a comment follows, so that
/// `"Robert "Bob" Smith"` is one name.
pub(super) fn closing_quote(text: &[u8]) -> Option<usize> {
    let line = text.iter().position(|byte| *byte == b'\n').map_or(text, |end| &text[..end]);
    let closes = |at: usize| {
        let after = line[at + 1..].trim_ascii_start();
        after.is_empty() || matches!(after[0], b'"' | b'#') || after.starts_with(b"/*") || after.starts_with(b"//")
    };
    (0..line.len()).find(|at| line[*at] == b'"' && closes(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_lines_stay_where_they_were() {
        let clean = without_comments(b"// head\n3 1 # three\n/* two\nlines */ 2 1 0\n\"#1 of 2\" // title\n");
        assert_eq!(clean, &b"       \n3 1        \n      \n         2 1 0\n\"#1 of 2\"         \n"[..]);
    }

    #[test]
    fn a_name_may_hold_quotation_marks() {
        assert_eq!(closing_quote(b"Robert \"Bob\" Smith\"\n\"Asha\""), Some(18));
        assert_eq!(closing_quote(b"Asha\" \"Ben\""), Some(4));
        assert_eq!(closing_quote(b"Asha\n\"Ben\""), None);
    }
}
