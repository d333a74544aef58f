//! Meetings, the roll frozen at the call, who means to come, the agenda, and who was in the room.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    meetings (id) {
        id -> Id,
        branch_id -> Id,
        kind -> Text,
        title -> Text,
        starts_at -> Moment,
        place -> Text,
        state -> Text,
        room_code -> Text,
        called_at -> Moment,
        opened_at -> Nullable<Moment>,
        closed_at -> Nullable<Moment>,
        emergency_reason -> Nullable<Text>,
        online_link -> Nullable<Text>,
        revision -> Integer,
        revised_at -> Nullable<Moment>,
        reminded_at -> Nullable<Moment>,
        called_off_because -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    meeting_roll (meeting_id, member_id) {
        meeting_id -> Id,
        member_id -> Id,
        branch_id -> Id,
        may_vote -> Bool,
        reasons -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    agenda_items (id) {
        id -> Id,
        branch_id -> Id,
        meeting_id -> Id,
        position -> Integer,
        title -> Text,
        link -> Nullable<Text>,
        minutes -> Nullable<Integer>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    meeting_documents (id) {
        id -> Id,
        branch_id -> Id,
        meeting_id -> Id,
        item_id -> Nullable<Id>,
        title -> Text,
        format -> Text,
        size -> Integer,
        sha256 -> Text,
        content -> Binary,
        added_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    attendances (id) {
        id -> Id,
        branch_id -> Id,
        meeting_id -> Id,
        member_id -> Id,
        may_vote -> Bool,
        says -> Text,
        joined_at -> Moment,
        left_at -> Nullable<Moment>,
        whereabouts -> Text,
        arrival_known_at -> Nullable<Moment>,
        leaving_known_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    door_taps (id) {
        id -> Id,
        branch_id -> Id,
        meeting_id -> Id,
        member_id -> Id,
        deed -> Text,
        tapped_at -> Moment,
        arrived_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    meeting_replies (meeting_id, member_id) {
        meeting_id -> Id,
        member_id -> Id,
        branch_id -> Id,
        reply -> Text,
        via -> Text,
        replied_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    meeting_keys (hash) {
        hash -> Text,
        branch_id -> Id,
        meeting_id -> Id,
        member_id -> Id,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    calendar_feeds (member_id) {
        member_id -> Id,
        branch_id -> Id,
        hash -> Text,
        made_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    meeting_notices (meeting_id, version) {
        meeting_id -> Id,
        version -> Integer,
        branch_id -> Id,
        text -> Text,
        sha256 -> Text,
        frozen_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    meeting_services (meeting_id, member_id) {
        meeting_id -> Id,
        member_id -> Id,
        branch_id -> Id,
        way -> Text,
        served_on -> Date,
        noted_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    requisitions (id) {
        id -> Id,
        branch_id -> Id,
        purpose -> Text,
        begun_by -> Id,
        begun_at -> Moment,
        reached_on -> Nullable<Date>,
        meeting_id -> Nullable<Id>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    requisition_signatures (id) {
        id -> Id,
        branch_id -> Id,
        requisition_id -> Id,
        member_id -> Nullable<Id>,
        body -> Nullable<Text>,
        signed_at -> Moment,
        withdrawn_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    agenda_versions (meeting_id, version) {
        meeting_id -> Id,
        version -> Integer,
        branch_id -> Id,
        titles -> Text,
        published_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    agenda_templates (id) {
        id -> Id,
        branch_id -> Id,
        name -> Text,
        kind -> Text,
        lines -> Text,
        saved_at -> Moment,
    }
}

diesel::allow_tables_to_appear_in_same_query!(meetings, meeting_roll, agenda_items, attendances);
