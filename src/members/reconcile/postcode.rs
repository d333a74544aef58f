//! British postcodes in capitals with one space, and the letter O where a zero belongs put right.

/// The postcode as Royal Mail writes it. What is not British is tidied and otherwise left alone.
#[must_use]
pub fn tidy(typed: &str) -> String {
    let capitals = typed.to_uppercase();
    let joined: String = capitals.chars().filter(char::is_ascii_alphanumeric).collect();
    british(&joined).unwrap_or(capitals)
}

/// Out: one or two letters, a digit, perhaps another digit or letter. In: a digit and two letters.
fn british(joined: &str) -> Option<String> {
    let (out, inward) = joined.split_at_checked(joined.len().checked_sub(3)?)?;
    let inward = zero_first(inward);
    let out = if out.bytes().any(|byte| byte.is_ascii_digit()) { out.to_owned() } else { zero_last(out) };
    (is_out(&out) && is_in(&inward)).then(|| format!("{out} {inward}"))
}

fn zero_first(inward: &str) -> String {
    inward.strip_prefix('O').map_or(inward.to_owned(), |rest| format!("0{rest}"))
}

fn zero_last(out: &str) -> String {
    out.strip_suffix('O').map_or(out.to_owned(), |rest| format!("{rest}0"))
}

fn is_out(out: &str) -> bool {
    let letters = out.bytes().take_while(u8::is_ascii_alphabetic).count();
    let rest = &out.as_bytes()[letters..];
    matches!(letters, 1 | 2) && rest.first().is_some_and(u8::is_ascii_digit) && rest.len() <= 2
}

fn is_in(inward: &str) -> bool {
    inward.bytes().enumerate().all(|(index, byte)| if index == 0 { byte.is_ascii_digit() } else { byte.is_ascii_alphabetic() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_postcode_is_recognised_in_every_spelling() {
        for typed in ["NM3 2EN", "nm32en", " nm3  2en", "NM3-2EN", "NM3 2en"] {
            assert_eq!(tidy(typed), "NM3 2EN", "{typed}");
        }
        assert_eq!(tidy("sw1a1aa"), "SW1A 1AA");
        assert_eq!(tidy("m11ae"), "M1 1AE");
    }

    #[test]
    fn the_letter_o_becomes_the_zero_it_was_meant_to_be() {
        assert_eq!(tidy("NM3 OEN"), "NM3 0EN");
        assert_eq!(tidy("NMO 2EN"), "NM0 2EN");
        assert_eq!(tidy("SO1 OAA"), "SO1 0AA");
    }

    #[test]
    fn what_is_not_british_is_left_alone() {
        for typed in ["75011", "D02 X285", "1017 AB", "", "É"] {
            assert_eq!(tidy(typed), typed);
        }
    }
}
