//! What is held of ballots and selections. How anybody voted is held nowhere.

use super::super::holding::{Holding, Kept, Whose, day, left_out, moment, named, text, yes_no};
use crate::accounts::Permission::RunBallots;

const BALLOT: &str = "(SELECT b.title FROM ballots b WHERE b.id = t.ballot_id)";

pub const HELD: &[Holding] = &[
    Holding {
        table: "ballot_roll",
        title: "Ballots you were on the roll of",
        why: "So that whoever is entitled votes once. It says that you voted, never how.",
        kept: Kept::Rule("ballot-marks", "after the result; then nobody can see who voted"),
        open_to: &[RunBallots],
        also: "",
        whose: Whose::Member("t.member_id = $2"),
        columns: &[
            named("ballot_id", "Ballot", BALLOT),
            text("number", "Number on the roll"),
            yes_no("entitled", "Entitled"),
            text("grounds", "Because"),
            day("voted_on", "Voted on"),
            text("channel", "By"),
            text("issued", "Printed paper"),
            left_out("member_id"),
            left_out("token_hash"),
            left_out("code_hash"),
        ],
    },
    Holding {
        table: "ballot_tellers",
        title: "Ballots in which you told printed papers",
        why: "Two tellers read each paper, apart from each other.",
        kept: Kept::For("With the result"),
        open_to: &[RunBallots],
        also: "",
        whose: Whose::Member("t.member_id = $2"),
        columns: &[named("ballot_id", "Ballot", BALLOT), left_out("member_id")],
    },
    Holding {
        table: "ballot_readings",
        title: "Bundles of papers that you read",
        why: "The two readings of a bundle are compared. The papers are nobody's, so they are not in your copy.",
        kept: Kept::For("With the result"),
        open_to: &[RunBallots],
        also: "",
        whose: Whose::Member("t.teller_id = $2"),
        columns: &[
            named(
                "batch_id",
                "Ballot",
                "(SELECT b.title FROM ballots b, ballot_batches c WHERE c.id = t.batch_id AND b.id = c.ballot_id)",
            ),
            left_out("teller_id"),
            left_out("lines"),
        ],
    },
    Holding {
        table: "selections",
        title: "Selections that you run",
        why: "So that members know whom to ask.",
        kept: Kept::For("With the branch's records"),
        open_to: &[],
        also: "everybody who is signed in",
        whose: Whose::Member("t.officer_id = $2"),
        columns: &[
            text("office", "For"),
            text("ward", "Ward"),
            text("seats", "Seats"),
            day("called_on", "Called on"),
            day("opens_on", "The ballot opens on"),
            moment("closes_at", "It closes"),
            text("short_because", "Why the time was short"),
            left_out("officer_id"),
            left_out("ballot_id"),
        ],
    },
    Holding {
        table: "selection_candidates",
        title: "Selections in which you stood",
        why: "Members choose between those who stand.",
        kept: Kept::For("With the branch's records"),
        open_to: &[],
        also: "everybody who is signed in",
        whose: Whose::Member("t.member_id = $2"),
        columns: &[
            named("selection_id", "For", "(SELECT s.office FROM selections s WHERE s.id = t.selection_id)"),
            text("statement", "Your statement"),
            left_out("member_id"),
        ],
    },
    Holding {
        table: "selection_applications",
        title: "Selections to which you applied",
        why: "So that you can be put on the list. Until applications are closed, other members do not see it.",
        kept: Kept::For("With the branch's records"),
        open_to: &[RunBallots],
        also: "",
        whose: Whose::Member("t.member_id = $2"),
        columns: &[
            named("selection_id", "For", "(SELECT s.office FROM selections s WHERE s.id = t.selection_id)"),
            text("statement", "Your statement"),
            text("belongs", "Whether you said that you belong to those for whom places are kept"),
            day("applied_on", "Handed in on"),
            day("withdrawn_on", "Withdrawn on"),
            left_out("member_id"),
        ],
    },
];
