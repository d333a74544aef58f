//! The record and the forms already answered.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    record (branch_id, number) {
        branch_id -> Id,
        number -> BigInt,
        at -> Moment,
        actor -> Text,
        deed -> Text,
        subject -> Text,
        facts -> Text,
        previous -> Text,
        hash -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    answered_forms (token_hash) {
        token_hash -> Text,
        branch_id -> Id,
        answered_at -> Moment,
        location -> Text,
        words -> Text,
    }
}
