//! What opens a clause of a motion: "That this branch notes …; believes …, and calls on …".
//!
//! The verbs are those with which motions of parliaments, councils, unions and parties in Britain begin a clause. A verb that is as
//! common inside a clause ("gives", "takes", "places") counts with its companion only.

/// Verbs that open a clause by themselves.
const VERBS: &str = "\
    accepts acknowledges adopts advocates affirms agrees anticipates apologises appeals applauds appreciates approves \
    argues asks asserts assures authorises backs believes calls cautions celebrates challenges cherishes commemorates \
    commends commits concedes concludes concurs condemns confirms congratulates considers contends contests continues \
    criticises decides declares declines decries deems defends demands denounces deplores desires directs disagrees echoes \
    emphasises empowers encourages endorses enjoins entreats envisages exhorts expects expresses extends favours fears \
    feels finds greets grieves hails highlights holds honours hopes identifies implores insists instructs intends invites \
    is joins laments lauds looks maintains mandates marks mourns nominates notes objects observes opposes pays pleads \
    pledges praises presses proclaims proposes protests questions raises ratifies reaffirms realises reasserts recalls \
    recognises recommends recommits records refuses refutes regards regrets reiterates rejects rejoices remains remarks \
    remembers reminds renews repeats repudiates requests requires resolves respects restates salutes seeks sends shares \
    stands states stresses strives submits subscribes suggests supports sympathises thanks thinks trusts underlines \
    understands undertakes upholds urges values views voices vows warns welcomes wishes worries";

/// Verbs that open one with the words after them.
const WITH_COMPANION: [&str; 7] =
    ["takes note", "draws attention", "places on record", "gives thanks", "has confidence", "has no confidence", "makes clear"];

/// Words that may stand before such a verb.
const ADVERBS: &str = "\
    accordingly additionally again also always consequently deeply equally finally firmly formally fully further \
    furthermore gratefully hereby however instead likewise moreover nevertheless nonetheless particularly respectfully \
    sincerely specifically still strongly therefore thus unequivocally utterly warmly wholeheartedly";

/// Whether a word is a verb that opens a clause.
pub fn is_verb(word: &str) -> bool {
    VERBS.split(' ').any(|verb| verb == word)
}

/// Whether words of this kind begin a text: "welcomes", "further calls", "is concerned".
pub fn opens(text: &str) -> bool {
    let mut words = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    is_verb(first) || has_companion(text) || ADVERBS.split(' ').any(|word| word == first) && words.next().is_some_and(is_verb)
}

fn has_companion(text: &str) -> bool {
    let text = text.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    WITH_COMPANION.iter().any(|words| text.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}
