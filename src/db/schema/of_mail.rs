//! Notices, the outbox and what became of each message.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    notices (id) {
        id -> Id,
        branch_id -> Id,
        kind -> Text,
        category -> Text,
        about -> Text,
        subject -> Text,
        hash -> Text,
        queued_at -> Moment,
        deadline_at -> Nullable<Moment>,
        readers -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    outbox (id) {
        id -> Id,
        branch_id -> Id,
        notice_id -> Id,
        person -> Nullable<Id>,
        to_name -> Text,
        to_address -> Nullable<Text>,
        channel -> Text,
        lane -> Integer,
        subject -> Text,
        message_id -> Text,
        state -> Text,
        attempts -> Integer,
        next_at -> Moment,
        lease_token -> Nullable<Text>,
        leased_until -> Nullable<Moment>,
        doubtful -> Bool,
        last_reply -> Nullable<Text>,
        settled_at -> Nullable<Moment>,
        answer -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    outbox_texts (message_id) {
        message_id -> Id,
        branch_id -> Id,
        body_text -> Text,
        body_html -> Text,
        invitation -> Nullable<Text>,
        reply_to -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    deliveries (id) {
        id -> Id,
        branch_id -> Id,
        message_id -> Id,
        at -> Moment,
        what -> Text,
        reply -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    batches (notice_id) {
        notice_id -> Id,
        branch_id -> Id,
        sent_by -> Text,
        held_until -> Moment,
        needs_second -> Bool,
        agreed_by -> Nullable<Text>,
        paused_at -> Nullable<Moment>,
        stopped_at -> Nullable<Moment>,
        paused_because -> Nullable<Text>,
        resumed_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    bounces (id) {
        id -> Id,
        branch_id -> Id,
        message_id -> Id,
        at -> Moment,
        kind -> Text,
        status -> Text,
        words -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    silenced_addresses (branch_id, address, reach) {
        branch_id -> Id,
        address -> Text,
        reach -> Text,
        person -> Nullable<Id>,
        to_name -> Text,
        since -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    mail_troubles (branch_id) {
        branch_id -> Id,
        since -> Moment,
        last_at -> Moment,
        words -> Text,
    }
}

use super::of_branch::branches;

diesel::allow_tables_to_appear_in_same_query!(notices, outbox, outbox_texts, deliveries, batches);
diesel::joinable!(batches -> notices (notice_id));
diesel::joinable!(outbox -> notices (notice_id));
diesel::joinable!(outbox_texts -> outbox (message_id));
diesel::allow_tables_to_appear_in_same_query!(outbox, branches);
