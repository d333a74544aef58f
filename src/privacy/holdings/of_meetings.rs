//! What is held of meetings and motions.

use super::{
    super::holding::{Holding, Kept, Whose, left_out, moment, named, text, yes_no},
    of_register::person,
};
use crate::accounts::Permission::{CallMeetings, ChairMeetings, KeepTheDoor};

const MEETING: &str = "(SELECT m.title FROM meetings m WHERE m.id = t.meeting_id)";

pub const HELD: &[Holding] = &[
    Holding {
        table: "meeting_roll",
        title: "Meetings you were called to",
        why: "Whoever is entitled gets the notice and is let in.",
        kept: Kept::For("With the records of the meeting"),
        open_to: &[CallMeetings, KeepTheDoor, ChairMeetings],
        also: "",
        whose: Whose::Member("t.member_id = $2"),
        columns: &[
            named("meeting_id", "Meeting", MEETING),
            yes_no("may_vote", "May vote"),
            text("reasons", "Because"),
            left_out("member_id"),
        ],
    },
    Holding {
        table: "attendances",
        title: "Meetings you came to",
        why: "To know whether there is a quorum, and who votes in the room.",
        kept: Kept::For("With the records of the meeting"),
        open_to: &[CallMeetings, KeepTheDoor, ChairMeetings],
        also: "",
        whose: Whose::Member("t.member_id = $2"),
        columns: &[
            named("meeting_id", "Meeting", MEETING),
            moment("joined_at", "Came"),
            moment("left_at", "Left"),
            yes_no("may_vote", "May vote"),
            text("says", "Because"),
            left_out("member_id"),
        ],
    },
    Holding {
        table: "motions",
        title: "Motions you moved or seconded",
        why: "The branch decides on them, and its decisions can be looked up.",
        kept: Kept::For("With the branch's decisions"),
        open_to: &[],
        also: "everybody who is signed in",
        whose: Whose::Member("t.mover_id = $2 OR t.seconder_id = $2"),
        columns: &[
            text("year", "Year"),
            text("number", "Number"),
            text("title", "Title"),
            text("text", "Text"),
            named("mover_id", "Moved by", person!("mover_id")),
            named("seconder_id", "Seconded by", person!("seconder_id")),
            named("meeting_id", "Meeting", MEETING),
            text("state", "State"),
            moment("submitted_at", "Handed in"),
            moment("seconded_at", "Seconded"),
            moment("ruled_at", "Ruled on"),
            moment("decided_at", "Decided"),
            text("emergency_reason", "Why it was urgent"),
            text("ruling_clause", "Clause of the ruling"),
            text("ruling_reason", "Reason of the ruling"),
        ],
    },
    Holding {
        table: "amendments",
        title: "Amendments you moved",
        why: "The branch decides on them, and its decisions can be looked up.",
        kept: Kept::For("With the branch's decisions"),
        open_to: &[],
        also: "everybody who is signed in",
        whose: Whose::Member("t.mover_id = $2"),
        columns: &[
            named("motion_id", "To the motion", "(SELECT m.title FROM motions m WHERE m.id = t.motion_id)"),
            text("number", "Number"),
            text("wording", "What it changes"),
            text("reason", "Why"),
            text("state", "State"),
            moment("submitted_at", "Handed in"),
            moment("decided_at", "Decided"),
            left_out("mover_id"),
            left_out("operations"),
        ],
    },
    Holding {
        table: "floor_events",
        title: "What you did in a meeting",
        why: "The minutes are made from it.",
        kept: Kept::For("With the minutes"),
        open_to: &[],
        also: "everybody who is signed in",
        whose: Whose::Member("t.deed LIKE '%' || CAST($2 AS TEXT) || '%'"),
        columns: &[
            named("meeting_id", "Meeting", MEETING),
            moment("happened_at", "When"),
            text("deed", "What"),
            left_out("number"),
        ],
    },
    Holding {
        table: "floor_wordings",
        title: "Minutes as they were worded",
        why: "Minutes may name whoever moved or reported something.",
        kept: Kept::For("With the minutes"),
        open_to: &[],
        also: "everybody who is signed in",
        whose: Whose::Member(
            "t.sentence IN (SELECT w.sentence FROM floor_wordings w, members m WHERE m.id = $2 AND w.meeting_id = t.meeting_id \
             AND w.words LIKE '%' || m.first_name || ' ' || m.last_name || '%')",
        ),
        columns: &[
            named("meeting_id", "Meeting", MEETING),
            text("words", "Words"),
            moment("written_at", "Written"),
            left_out("sentence"),
        ],
    },
];
