//! The tables of the ground: postcodes and streets.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    postcode_points (branch_id, postcode) {
        branch_id -> Id,
        postcode -> Text,
        lat -> Integer,
        lon -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    street_maps (branch_id) {
        branch_id -> Id,
        taken_on -> Date,
        ways -> Text,
    }
}
