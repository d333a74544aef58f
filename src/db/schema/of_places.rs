//! Wards.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    wards (id) {
        id -> Id,
        branch_id -> Id,
        name -> Text,
    }
}
