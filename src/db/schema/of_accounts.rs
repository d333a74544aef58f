//! Addresses that can sign in, what they may do, and where they are signed in.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    accounts (id) {
        id -> Id,
        branch_id -> Id,
        address -> Text,
        called -> Text,
        opened_at -> Moment,
        closed_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    permissions (id) {
        id -> Id,
        branch_id -> Id,
        account_id -> Id,
        permission -> Text,
        by_office -> Text,
        from_on -> Date,
        until_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    sign_ins (id) {
        id -> Id,
        branch_id -> Id,
        address -> Text,
        token_hash -> Text,
        code_hash -> Text,
        browser_hash -> Text,
        asked_at -> Moment,
        expires_at -> Moment,
        tries -> Integer,
        used_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    sessions (id) {
        id -> Id,
        branch_id -> Id,
        account_id -> Id,
        token_hash -> Text,
        started_at -> Moment,
        last_seen_at -> Moment,
        ends_at -> Moment,
        device -> Text,
        proved_at -> Nullable<Moment>,
        earlier_hash -> Nullable<Text>,
        network -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    second_steps (account_id) {
        account_id -> Id,
        branch_id -> Id,
        sealed_secret -> Text,
        set_up_at -> Moment,
        last_window -> BigInt,
        wrong_codes -> Integer,
        wrong_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    recovery_codes (id) {
        id -> Id,
        branch_id -> Id,
        account_id -> Id,
        code_hash -> Text,
        used_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    second_step_resets (id) {
        id -> Id,
        branch_id -> Id,
        account_id -> Id,
        proposed_by -> Id,
        proposed_at -> Moment,
        settled_by -> Nullable<Id>,
        settled_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    known_devices (account_id, token_hash) {
        account_id -> Id,
        branch_id -> Id,
        token_hash -> Text,
        known_since -> Moment,
    }
}

diesel::allow_tables_to_appear_in_same_query!(accounts, permissions, sign_ins, sessions, second_steps);
diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(permissions -> accounts (account_id));
diesel::joinable!(second_steps -> accounts (account_id));
