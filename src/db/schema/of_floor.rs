//! What happened in a meeting, and the secretary's wording of its minutes.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    floor_events (meeting_id, number) {
        meeting_id -> Id,
        number -> Integer,
        branch_id -> Id,
        happened_at -> Moment,
        deed -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    floor_wordings (meeting_id, sentence) {
        meeting_id -> Id,
        sentence -> Text,
        branch_id -> Id,
        words -> Text,
        written_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    minute_corrections (id) {
        id -> Id,
        branch_id -> Id,
        meeting_id -> Id,
        sentence -> Text,
        member_id -> Id,
        words -> Text,
        state -> Text,
        proposed_at -> Moment,
        settled_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    floor_named_votes (ballot_id, member_id) {
        ballot_id -> Id,
        member_id -> Id,
        branch_id -> Id,
        meeting_id -> Id,
        vote -> Text,
        voted_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    floor_speeches (id) {
        id -> Id,
        branch_id -> Id,
        meeting_id -> Id,
        item_id -> Id,
        member_id -> Id,
        stance -> Text,
        asked_at -> Moment,
        called_at -> Nullable<Moment>,
        ended_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    floor_minutes (meeting_id) {
        meeting_id -> Id,
        branch_id -> Id,
        agreed_at -> Moment,
        agreed_by -> Id,
        fingerprint -> Text,
        parts -> Text,
    }
}
