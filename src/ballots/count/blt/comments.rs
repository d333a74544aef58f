//! Taking comments out of the lines of a BLT file, and finding where a name ends.

use std::borrow::Cow;

/// Whether a comment that began with `/*` is still open, and since which line.
#[derive(Default)]
pub(super) struct Comments {
    line: usize,
    open: Option<usize>,
}

impl Comments {
    /// The line in which a comment begins that nothing ends.
    pub(super) fn open_since(&self) -> Option<usize> {
        self.open
    }

    /// The next line with its comments blanked out.
    pub(super) fn without<'a>(&mut self, line: &'a [u8]) -> Cow<'a, [u8]> {
        self.line += 1;
        if self.open.is_none() && !line.iter().any(|byte| matches!(byte, b'#' | b'/')) {
            return Cow::Borrowed(line);
        }
        let mut clean = line.to_vec();
        let mut at = 0;
        while at < clean.len() {
            at = self.step(&mut clean, at);
        }
        Cow::Owned(clean)
    }

    /// Goes over the next byte, quotation or comment; gives the place after it.
    fn step(&mut self, line: &mut [u8], at: usize) -> usize {
        let rest = &line[at..];
        if self.open.is_some() || rest.starts_with(b"/*") {
            let end = rest.windows(2).position(|pair| pair == b"*/").map(|end| at + end + 2);
            self.open = if end.is_some() { None } else { self.open.or(Some(self.line)) };
            return blank(line, at, end.unwrap_or(line.len()));
        }
        if starts_line_comment(line, at) {
            return blank(line, at, line.len());
        }
        match rest[0] {
            b'"' => at + closing_quote(&rest[1..]).map_or(1, |inside| inside + 2),
            _ => at + 1,
        }
    }
}

fn blank(line: &mut [u8], from: usize, to: usize) -> usize {
    line[from..to].fill(b' ');
    to
}

fn starts_line_comment(line: &[u8], at: usize) -> bool {
    let starts_word = at == 0 || line[at - 1].is_ascii_whitespace();
    starts_word && (line[at..].starts_with(b"#") || line[at..].starts_with(b"//"))
}

/// Where the quotation ends that began just before `line`. A quotation mark closes only if the line
/// ends there or another quotation or a comment follows, so that `"Robert "Bob" Smith"` is one name.
pub(super) fn closing_quote(line: &[u8]) -> Option<usize> {
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
    fn comments_go_and_names_stay() {
        let mut comments = Comments::default();
        let lines = ["// head", "3 1 # three", "/* two", "lines */ 2 1 0", "\"#1 of 2\" // title", "1 /* one */ 2 0"];
        let clean: Vec<String> =
            lines.iter().map(|line| String::from_utf8_lossy(&comments.without(line.as_bytes())).trim().to_owned()).collect();
        assert_eq!(clean, ["", "3 1", "", "2 1 0", "\"#1 of 2\"", "1           2 0"]);
    }

    #[test]
    fn a_name_may_hold_quotation_marks() {
        assert_eq!(closing_quote(b"Robert \"Bob\" Smith\""), Some(18));
        assert_eq!(closing_quote(b"Asha\" \"Ben\""), Some(4));
        assert_eq!(closing_quote(b"Asha"), None);
    }
}
