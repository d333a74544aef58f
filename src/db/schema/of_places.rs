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

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    ward_areas (branch_id, kind, area_key) {
        branch_id -> Id,
        kind -> Text,
        area_key -> Text,
        ward_id -> Id,
        written -> Text,
    }
}

diesel::allow_tables_to_appear_in_same_query!(wards, ward_areas);
diesel::joinable!(ward_areas -> wards (ward_id));
