//! Wards, polling districts and streets.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    wards (id) {
        id -> Id,
        branch_id -> Id,
        name -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    polling_districts (id) {
        id -> Id,
        branch_id -> Id,
        code -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    streets (id) {
        id -> Id,
        branch_id -> Id,
        street_key -> Text,
        name -> Text,
    }
}
