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
        changes -> Nullable<Text>,
        sponsor -> Nullable<Text>,
        sponsored_on -> Nullable<Date>,
        recommendation -> Nullable<Text>,
        recommended_because -> Nullable<Text>,
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
        seconder_id -> Nullable<Id>,
        seconded_at -> Nullable<Moment>,
        parent_id -> Nullable<Id>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    composites (id) {
        id -> Id,
        branch_id -> Id,
        title -> Text,
        text -> Text,
        version -> Integer,
        state -> Text,
        motion_id -> Nullable<Id>,
        opened_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    composite_motions (composite_id, motion_id) {
        composite_id -> Id,
        motion_id -> Id,
        branch_id -> Id,
        position -> Integer,
        agreed_to -> Integer,
    }
}

diesel::allow_tables_to_appear_in_same_query!(composites, composite_motions);

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    priority_asks (meeting_id) {
        meeting_id -> Id,
        branch_id -> Id,
        ticks -> Integer,
        opened_at -> Moment,
        closed_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    priority_ticks (meeting_id, member_id, motion_id) {
        meeting_id -> Id,
        member_id -> Id,
        motion_id -> Id,
        branch_id -> Id,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    priority_counts (meeting_id, motion_id) {
        meeting_id -> Id,
        motion_id -> Id,
        branch_id -> Id,
        ticked -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    motion_origins (motion_id) {
        motion_id -> Id,
        branch_id -> Id,
        sender -> Text,
        label -> Text,
        signer -> Text,
        signature -> Text,
        content -> Text,
        taken_in_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    amendment_links (id) {
        id -> Id,
        branch_id -> Id,
        motion_id -> Id,
        first_id -> Id,
        kind -> Text,
        then_id -> Id,
        declared_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    resolutions (id) {
        id -> Id,
        branch_id -> Id,
        motion_id -> Id,
        meeting_id -> Id,
        year -> Integer,
        number -> Integer,
        title -> Text,
        text -> Text,
        fingerprint -> Text,
        figures -> Text,
        carried_at -> Moment,
        state -> Text,
        to_ratify -> Nullable<Text>,
        ratified_at -> Nullable<Moment>,
        review_on -> Nullable<Date>,
        superseded_by -> Nullable<Id>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    actions (id) {
        id -> Id,
        branch_id -> Id,
        meeting_id -> Id,
        resolution_id -> Nullable<Id>,
        owner_id -> Id,
        what -> Text,
        due_on -> Nullable<Date>,
        set_at -> Moment,
        done_at -> Nullable<Moment>,
        report -> Text,
        reminded_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    resolution_news (id) {
        id -> Id,
        branch_id -> Id,
        resolution_id -> Id,
        kind -> Text,
        words -> Text,
        noted_at -> Moment,
    }
}
