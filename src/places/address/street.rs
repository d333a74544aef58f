//! Street names: one street however it is written, and the words by which a line shows itself to be a street.

/// Words that end a street's name and are written out.
const IN_FULL: [&str; 41] = [
    "alley",
    "approach",
    "arcade",
    "bank",
    "broadway",
    "brow",
    "bypass",
    "chase",
    "circle",
    "circus",
    "common",
    "croft",
    "dene",
    "embankment",
    "end",
    "esplanade",
    "fields",
    "fold",
    "garth",
    "gate",
    "hill",
    "lea",
    "loan",
    "mead",
    "meadow",
    "meadows",
    "mews",
    "mount",
    "orchard",
    "passage",
    "path",
    "quay",
    "ridge",
    "rise",
    "row",
    "strand",
    "vale",
    "view",
    "villas",
    "wharf",
    "wynd",
];

/// Words that end a street's name, each with its short forms.
const SHORTENED: [(&str, &[&str]); 23] = [
    ("avenue", &["ave", "av"]),
    ("boulevard", &["blvd"]),
    ("close", &["cl"]),
    ("cottages", &["cotts"]),
    ("court", &["ct", "crt"]),
    ("crescent", &["cres", "cresc"]),
    ("drive", &["dr"]),
    ("gardens", &["gdns", "gdn"]),
    ("green", &["grn"]),
    ("grove", &["gr", "gro"]),
    ("heights", &["hts"]),
    ("lane", &["la", "ln"]),
    ("parade", &["pde"]),
    ("park", &["pk"]),
    ("place", &["pl"]),
    ("promenade", &["prom"]),
    ("road", &["rd"]),
    ("square", &["sq"]),
    ("street", &["st", "str"]),
    ("terrace", &["terr", "tce", "ter"]),
    ("walk", &["wlk"]),
    ("way", &["wy"]),
    ("yard", &["yd"]),
];

/// One writing for all writings of a street: small letters, no stops or apostrophes, the last word in full.
/// `ST. MARY'S RD.` and `Saint Marys Road` are both `st marys road`.
pub fn normal_street(name: &str) -> String {
    let mut words = plain_words(name);
    if words.first().is_some_and(|word| word == "saint") {
        "st".clone_into(&mut words[0]);
    }
    // A lone `St` is no street called street.
    if words.len() > 1
        && let Some(last) = words.last_mut()
        && let Some(full) = in_full(last)
    {
        full.clone_into(last);
    }
    words.join(" ")
}

/// Whether the last word is one of those that end a street's name: `Albert Road`, `The Crescent`.
pub fn sounds_like_a_street(line: &str) -> bool {
    let words = plain_words(line);
    words.len() > 1 && words.last().is_some_and(|last| in_full(last).is_some())
}

/// Small letters and digits in words; apostrophes and stops vanish, every other mark parts two words.
pub fn plain_words(text: &str) -> Vec<String> {
    let kept: String = text
        .replace('&', " and ")
        .chars()
        .filter(|c| !matches!(c, '\'' | '’' | '‘' | '`' | '.'))
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    kept.to_lowercase().split_whitespace().map(str::to_owned).collect()
}

/// `ALBERT ROAD` as `Albert Road`; a line with any small letter is left as it was written.
pub fn without_shouting(line: &str) -> String {
    if line.chars().any(char::is_lowercase) {
        return line.to_owned();
    }
    line.split(' ').map(calm_word).collect::<Vec<_>>().join(" ")
}

fn calm_word(word: &str) -> String {
    // `12A` and `N11` are numbers and stay as they are.
    if word.chars().any(|c| c.is_ascii_digit()) {
        return word.to_owned();
    }
    let mut after_letter = false;
    let calm = |c: char| {
        let lowered = if after_letter { c.to_lowercase().next().unwrap_or(c) } else { c };
        after_letter = c.is_alphabetic();
        lowered
    };
    let calmed: String = word.chars().map(calm).collect();
    // The capital after an apostrophe suits `O'Brien` but not `Mary's`.
    calmed.replace("'S", "'s").replace("’S", "’s")
}

fn in_full(word: &str) -> Option<&'static str> {
    let shortened = SHORTENED.iter().find(|(full, short)| *full == word || short.contains(&word)).map(|(full, _)| *full);
    shortened.or_else(|| IN_FULL.into_iter().find(|full| *full == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_writings_are_one_street() {
        assert_eq!(normal_street("ST. MARY'S RD."), normal_street("Saint Marys Road"));
        assert_eq!(normal_street("Bidwell Gdns"), normal_street("BIDWELL  GARDENS"));
        assert_eq!(normal_street("Rose & Crown Ct"), normal_street("Rose and Crown Court"));
    }

    #[test]
    fn saint_and_street_are_kept_apart() {
        assert_eq!(normal_street("St John St"), "st john street");
        assert_eq!(normal_street("St"), "st");
    }

    #[test]
    fn a_street_is_known_by_its_last_word() {
        assert!(sounds_like_a_street("Albert Road") && sounds_like_a_street("THE VALE"));
        assert!(!sounds_like_a_street("Rowan Lodge") && !sounds_like_a_street("Road") && !sounds_like_a_street("London"));
    }

    #[test]
    fn capitals_calm_down_and_mixed_writing_stays() {
        assert_eq!(without_shouting("ST MARY'S ROAD"), "St Mary's Road");
        assert_eq!(without_shouting("O'BRIEN CLOSE"), "O'Brien Close");
        assert_eq!(without_shouting("12A STOKE-ON-TRENT WAY"), "12A Stoke-On-Trent Way");
        assert_eq!(without_shouting("MacDonald Rise"), "MacDonald Rise");
    }
}
