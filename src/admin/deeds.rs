//! What the entries of the record say, in words that need no key.

/// Each deed as it is recorded, and the sentence that a member reads.
const WORDS: &[(&str, &str)] = &[
    ("account.closed", "An account was closed"),
    ("account.opened", "An account was opened"),
    ("account.renamed", "An account changed its address or name"),
    ("account.reopened", "An account was opened again"),
    ("accounts.closed", "Accounts were closed"),
    ("accounts.opened", "Accounts were opened"),
    ("attendance.begun", "Somebody came into the meeting"),
    ("attendance.ended", "Somebody left the meeting"),
    ("attendance.repeated", "Somebody who was in the meeting was checked in again"),
    ("attendance.struck", "A check-in was taken back"),
    ("ballot-letters.looked-at", "Somebody opened the ballot papers that go by letter"),
    ("ballot.closed", "A ballot was closed, and its papers were laid in the order of their keys"),
    ("ballot.discarded", "The draft of a ballot was thrown away"),
    ("ballot.drafted", "A ballot was drafted"),
    ("ballot.moved", "The days of a ballot were changed"),
    ("ballot.opened", "A ballot was opened on a frozen roll"),
    ("ballot.reminded", "Those who had not voted in a ballot were reminded"),
    ("batch.begun", "A batch of printed ballot papers was begun"),
    ("batch.read", "A teller read a batch of printed ballot papers"),
    ("batch.sealed", "Two tellers read a batch of printed ballot papers alike, and it was sealed"),
    ("box.swept", "The files were rewritten, so that no trace of the order of papers is left"),
    ("branch.founded", "The branch was founded here"),
    ("candidate.named", "A candidate was put on the list"),
    ("candidate.withdrawn", "A candidate was taken off the list"),
    ("cut.published", "Doors were cut into rounds"),
    ("decision.declared", "The result of a vote was declared"),
    ("dues.reminded", "Members whose dues are late were reminded"),
    ("electors.looked-at", "Somebody looked at electors"),
    ("floor.closed", "The meeting ended"),
    ("floor.opened", "The meeting began"),
    ("hands.entered", "A count of hands was entered"),
    ("import.applied", "A membership list was applied"),
    ("import.file-forgotten", "The file of a membership list was thrown away"),
    ("import.letters-told", "Somebody said how the letters of a list are to be read"),
    ("import.received", "A membership list was sent in"),
    ("import.undone", "A membership list was taken back"),
    ("item.added", "An item was put on an agenda"),
    ("item.moved", "An item of an agenda was moved"),
    ("item.removed", "An item was taken off an agenda"),
    ("item.taken", "The meeting took an item of its agenda"),
    ("link.renewed", "A new voting link was sent in place of an old one"),
    ("looks.forgotten", "It was forgotten who looked at members’ records, after two years"),
    ("lots.drawn", "A lot was drawn and written down"),
    ("lots.needed", "A count stopped, because the rules ask for a lot"),
    ("mail.delivered", "Messages were handed over, or given up"),
    ("marks.destroyed", "The marks of who had voted in a ballot were destroyed in their time"),
    ("meeting.called", "A meeting was called"),
    ("meeting.closed", "A meeting was closed"),
    ("meeting.opened", "A meeting was opened"),
    ("member.entered", "A member was entered in the register"),
    ("member.looked-at", "Somebody looked at what is known of a member"),
    ("member.put-right", "A fact about a member was put right"),
    ("members.looked-at", "Somebody looked at letters to members"),
    ("minutes.worded", "A sentence of the minutes was worded"),
    ("motion.ruled-in", "A motion was ruled in order"),
    ("motion.ruled-out", "A motion was ruled out of order"),
    ("motion.seconded", "A motion was seconded"),
    ("motion.submitted", "A motion was handed in"),
    ("motion.withdrawn", "A motion was withdrawn"),
    ("needs.said", "A member said what she needs to take part, or cleared it"),
    ("notice.queued", "A notice was written and frozen"),
    ("office.ended", "A term of office was ended"),
    ("office.taken", "An office was taken"),
    ("paper.issued", "A printed ballot paper was issued in place of a link"),
    ("paper.returned", "A printed ballot paper came back"),
    ("paper.unmarked", "The mark of a printed ballot paper was taken back"),
    ("papers.destroyed", "The papers of a ballot were destroyed in their time; its result stays"),
    ("papers.held", "The papers of a ballot are kept, because a complaint is pending"),
    ("papers.released", "The papers of a ballot go in their time again"),
    ("permission.ended", "What an office allows was ended"),
    ("permission.granted", "An office began to allow something"),
    ("polling-district.added", "A polling district was added"),
    ("question.decided", "The meeting decided a question"),
    ("question.put", "A question was put to the vote"),
    ("question.tied", "The votes were equal, and the chair decides"),
    ("register.destroyed", "An electoral register was destroyed on its day"),
    ("register.loaded", "An electoral register was loaded"),
    ("register.sent-in", "An electoral register was sent in"),
    ("register.thrown-away", "A file that was not loaded as a register was thrown away"),
    ("register.undone", "An electoral register was taken back"),
    ("result.counted", "A ballot was counted"),
    ("result.recorded", "A result at a door was recorded"),
    ("result.sent-again", "A result at a door was sent twice and counted once"),
    ("result.undone", "A result at a door was taken back"),
    ("roll.marked", "Somebody’s name was marked on a roll as having voted"),
    ("round.given", "A round was given out"),
    ("round.taken-back", "A round was taken back"),
    ("seconder.asked", "Somebody was asked to second a motion"),
    ("seconding.declined", "Somebody declined to second a motion"),
    ("selection.called", "A selection was called"),
    ("selection.put", "A selection was put to a ballot"),
    ("session.ended", "Somebody signed out"),
    ("session.started", "Somebody signed in"),
    ("shift-place.left", "Somebody gave up a place in a shift"),
    ("shift-place.taken", "Somebody took a place in a shift"),
    ("shift.called-off", "A shift was called off"),
    ("shift.made", "A shift was made"),
    ("sign-in.answered", "Somebody who shares an address typed the right code"),
    ("sign-in.asked", "A link to sign in was asked for"),
    ("sign-in.failed", "A code to sign in was wrong"),
    ("streets.added", "Streets were added"),
    ("teller.named", "Somebody was named teller of a ballot"),
    ("ward.added", "A ward was added"),
    ("welcome.given", "Somebody was asked to welcome a member who joined"),
    ("welcome.given-back", "Somebody who was to welcome a member gave that back"),
    ("welcome.spoken", "Somebody spoke with a member who joined"),
    ("welcome.taken-back", "It was taken back that somebody spoke with a member who joined"),
    ("wish.noted", "It was noted what a member wants no messages about, or wants again"),
];

/// The sentence for a deed. One that this program no longer knows is shown as it was recorded.
pub fn in_words(deed: &str) -> String {
    let known = WORDS.iter().find(|(recorded, _)| *recorded == deed);
    known.map_or_else(|| deed.replace(['.', '-'], " "), |(_, words)| (*words).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_and_names_each_deed_once() {
        assert!(WORDS.is_sorted_by(|(one, _), (next, _)| one < next));
    }

    #[test]
    fn a_deed_of_another_day_is_shown_as_it_was_recorded() {
        assert_eq!(in_words("tea.served"), "tea served");
    }
}
