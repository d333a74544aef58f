//! Motions and amendments to them.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    motions (id) {
        id -> Id,
        branch_id -> Id,
        year -> Integer,
        number -> Integer,
        title -> Text,
        text -> Text,
        mover_id -> Id,
        seconder_id -> Nullable<Id>,
        meeting_id -> Nullable<Id>,
        state -> Text,
        submitted_at -> Moment,
        seconded_at -> Nullable<Moment>,
        ruled_at -> Nullable<Moment>,
        decided_at -> Nullable<Moment>,
        emergency_reason -> Nullable<Text>,
        ruling_clause -> Nullable<Text>,
        ruling_reason -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    amendments (id) {
        id -> Id,
        branch_id -> Id,
        motion_id -> Id,
        number -> Integer,
        mover_id -> Id,
        wording -> Text,
        operations -> Text,
        reason -> Text,
        state -> Text,
        submitted_at -> Moment,
        decided_at -> Nullable<Moment>,
    }
}
