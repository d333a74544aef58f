//! Selections and their candidates.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    selections (id) {
        id -> Id,
        branch_id -> Id,
        office -> Text,
        ward -> Text,
        seats -> Integer,
        called_on -> Date,
        opens_on -> Date,
        closes_at -> Moment,
        officer_id -> Id,
        ballot_id -> Nullable<Id>,
        short_because -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    selection_candidates (id) {
        id -> Id,
        branch_id -> Id,
        selection_id -> Id,
        member_id -> Id,
        statement -> Text,
        portrait_id -> Nullable<Id>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    selection_days (selection_id, step) {
        selection_id -> Id,
        branch_id -> Id,
        step -> Text,
        on_day -> Date,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    selection_applications (id) {
        id -> Id,
        branch_id -> Id,
        selection_id -> Id,
        member_id -> Id,
        statement -> Text,
        belongs -> Text,
        applied_on -> Date,
        withdrawn_on -> Nullable<Date>,
        portrait_id -> Nullable<Id>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    selection_complaints (id) {
        id -> Id,
        branch_id -> Id,
        selection_id -> Id,
        member_id -> Id,
        words -> Text,
        made_on -> Date,
        answer -> Text,
        answered_on -> Nullable<Date>,
        answered_by -> Nullable<Id>,
        appeal_until -> Nullable<Date>,
        appeal -> Text,
        appealed_on -> Nullable<Date>,
        decision -> Text,
        decided_on -> Nullable<Date>,
        decided_by -> Nullable<Id>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    selection_messages (id) {
        id -> Id,
        branch_id -> Id,
        selection_id -> Id,
        member_id -> Id,
        words -> Text,
        handed_in_at -> Moment,
        leaves_at -> Moment,
        held_because -> Text,
        held_on -> Nullable<Date>,
        sent_on -> Nullable<Date>,
        people -> Nullable<Integer>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    selection_hustings (selection_id) {
        selection_id -> Id,
        branch_id -> Id,
        meeting_id -> Id,
        seed -> Text,
        minutes -> Integer,
        questions -> Integer,
        drawn_on -> Date,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    selection_speakers (selection_id, place) {
        selection_id -> Id,
        place -> Integer,
        branch_id -> Id,
        member_id -> Id,
    }
}

diesel::allow_tables_to_appear_in_same_query!(selections, selection_candidates);
diesel::joinable!(selection_candidates -> selections (selection_id));
