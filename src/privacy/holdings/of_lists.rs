//! What kept lists hold, and what those who work with them note of people.

use super::{
    super::holding::{Holding, Kept, Whose, day, left_out, moment, named, text, yes_no},
    of_register::person,
};
use crate::accounts::Permission::ManageMembers;

/// A query for what is noted in a column: the name of a member where it is the id of one, else the words.
macro_rules! noted {
    ($column:literal) => {
        concat!(
            "COALESCE((SELECT COALESCE(NULLIF(m.preferred_name, ''), m.first_name) || ' ' || m.last_name \
              FROM members m WHERE CAST(m.id AS TEXT) = t.",
            $column,
            "), t.",
            $column,
            ")"
        )
    };
}

pub const HELD: &[Holding] = &[
    Holding {
        table: "saved_lists",
        title: "Lists that you kept",
        why: "So that a question that is asked often need not be put together anew.",
        kept: Kept::For("With the branch's records"),
        open_to: &[ManageMembers],
        also: "",
        whose: Whose::Account("t.made_by = $2"),
        columns: &[
            text("name", "Name"),
            text("asks", "What it asks"),
            day("made_on", "Made on"),
            yes_no("is_shared", "Shared"),
            day("removed_on", "Put away on"),
            left_out("made_by"),
        ],
    },
    Holding {
        table: "list_releases",
        title: "Files about many that you asked for",
        why: "So that a file about many people needs two officers, and everybody can look up who they were.",
        kept: Kept::For("With the branch's records"),
        open_to: &[ManageMembers],
        also: "whoever chairs the branch",
        whose: Whose::Account("t.asked_by = $2"),
        columns: &[
            named("list_id", "List", "(SELECT l.name FROM saved_lists l WHERE l.id = t.list_id)"),
            text("asks", "What it asks"),
            text("what", "What is on it"),
            text("purpose", "What for"),
            text("people", "People"),
            moment("asked_at", "Asked for"),
            moment("agreed_at", "Agreed"),
            moment("refused_at", "Refused"),
            moment("taken_at", "Taken"),
            left_out("asked_by"),
            left_out("agreed_by"),
        ],
    },
    Holding {
        table: "working_columns",
        title: "Columns that you added to lists",
        why: "So that those who work with a list know what was done for whom.",
        kept: Kept::For("With the branch's records"),
        open_to: &[ManageMembers],
        also: "",
        whose: Whose::Account("t.made_by = $2"),
        columns: &[
            named("list_id", "List", "(SELECT l.name FROM saved_lists l WHERE l.id = t.list_id)"),
            text("label", "Name"),
            text("kind", "What stands in it"),
            day("made_on", "Made on"),
            day("removed_on", "Put away on"),
            left_out("position"),
            left_out("made_by"),
        ],
    },
    Holding {
        table: "working_cells",
        title: "What is noted about you in lists",
        why: "So that those who work with a list know what was done for you, and who takes care of it. You read it on your own page.",
        kept: Kept::For("Until it is cleared, or thirty days after the column or the list is put away"),
        open_to: &[ManageMembers],
        also: "",
        whose: Whose::Member(
            "t.member_id = $2 OR t.value = CAST($2 AS TEXT) OR t.member_id IN \
             (SELECT g.aside_id FROM member_merges g WHERE g.kept_id = $2 AND g.apart_at IS NULL)",
        ),
        columns: &[
            named(
                "column_id",
                "Column",
                "(SELECT c.label || ', in the list ' || l.name FROM working_columns c \
                 JOIN saved_lists l ON l.id = c.list_id WHERE c.id = t.column_id)",
            ),
            named("member_id", "About", person!("member_id")),
            named("value", "What stands there", noted!("value")),
            named("set_by", "Written by", "(SELECT a.called FROM accounts a WHERE a.id = t.set_by)"),
            moment("set_at", "Written"),
            left_out("touch"),
        ],
    },
    Holding {
        table: "list_acts",
        title: "What you did for many people of a list at once",
        why: "So that it can be undone.",
        kept: Kept::For("For 30 days"),
        open_to: &[ManageMembers],
        also: "",
        whose: Whose::Account("t.done_by = $2 OR t.undone_by = $2"),
        columns: &[
            named("list_id", "List", "(SELECT l.name FROM saved_lists l WHERE l.id = t.list_id)"),
            named("column_id", "Column", "(SELECT c.label FROM working_columns c WHERE c.id = t.column_id)"),
            text("people", "People"),
            moment("done_at", "Done"),
            moment("undone_at", "Undone"),
            // Where it is the id of a member, it is about them: they read it beside their own name.
            left_out("value"),
            left_out("done_by"),
            left_out("undone_by"),
            left_out("kept"),
        ],
    },
    Holding {
        table: "list_changes",
        title: "What was noted about you together with others",
        why: "So that what was done for many people of a list at once can be undone.",
        kept: Kept::For("For 30 days"),
        open_to: &[ManageMembers],
        also: "",
        whose: Whose::Member("t.member_id = $2"),
        columns: &[
            named(
                "act_id",
                "Column",
                "(SELECT c.label FROM list_acts x JOIN working_columns c ON c.id = x.column_id WHERE x.id = t.act_id)",
            ),
            named("before", "Before", noted!("before")),
            named("after", "After", noted!("after")),
            left_out("member_id"),
            left_out("before_touch"),
        ],
    },
];
