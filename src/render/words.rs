//! Small changes of wording that every page needs: "1 member", "18,204", "A, B and C".

/// "1 member", "2 members", "18,204 members": the number with the word that fits it.
pub fn plural(count: i128, one: &str, many: &str) -> String {
    format!("{} {}", thousands(count), if count == 1 { one } else { many })
}

/// "18,204": digits in threes, as a treasurer writes them.
pub fn thousands(number: i128) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "−" } else { "" });
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A text as paragraphs of lines: blank lines stand between paragraphs.
pub fn paragraphs(text: &str) -> Vec<Vec<String>> {
    let lines = |paragraph: &str| paragraph.lines().map(str::to_owned).collect();
    text.trim().split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).map(lines).collect()
}

/// "AO" for Ama Okoro: the first letters of the first and the last name.
pub fn initials(name: &str) -> String {
    let mut letters = name.split_whitespace().filter_map(|part| part.chars().find(|c| c.is_alphanumeric()));
    let first = letters.next();
    let last = letters.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// "1st", "2nd", "3rd", "11th".
pub fn ordinal(number: i128) -> String {
    let ending = match (number.unsigned_abs() % 10, number.unsigned_abs() % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{}{ending}", thousands(number))
}

/// A sentence begun with a capital: "that the meeting …" becomes "That the meeting …".
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// "Ama", "Ama and Tom", "Ama, Tom and Nadia".
pub fn names<S: AsRef<str>>(names: &[S]) -> String {
    match names {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [rest @ .., last] => {
            let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", rest.join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_member_is_not_one_members() {
        assert_eq!(plural(1, "member", "members"), "1 member");
        assert_eq!(plural(0, "member", "members"), "0 members");
        assert_eq!(plural(18_204, "entry", "entries"), "18,204 entries");
    }

    #[test]
    fn figures_are_written_in_threes() {
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_000), "1,000");
        assert_eq!(thousands(-1_234_567), "−1,234,567");
    }

    #[test]
    fn initials_take_the_first_and_the_last_name() {
        assert_eq!(initials("Ama Okoro"), "AO");
        assert_eq!(initials("Siân Mair ap Rhys"), "SR");
        assert_eq!(initials("Łukasz"), "Ł");
        assert_eq!(initials("  "), "");
    }

    #[test]
    fn the_eleventh_is_not_the_eleventh_first() {
        let told = [1, 2, 3, 4, 11, 12, 13, 21, 111, 1002].map(ordinal);
        assert_eq!(told, ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "111th", "1,002nd"]);
    }

    #[test]
    fn names_are_joined_as_one_says_them() {
        assert_eq!(names::<&str>(&[]), "");
        assert_eq!(names(&["Ama"]), "Ama");
        assert_eq!(names(&["Ama", "Tom", "Nadia"]), "Ama, Tom and Nadia");
    }
}
