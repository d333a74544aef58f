//! Saved lists of people.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    saved_lists (id) {
        id -> Id,
        branch_id -> Id,
        name -> Text,
        asks -> Text,
        made_by -> Id,
        made_on -> Date,
        is_shared -> Bool,
        removed_on -> Nullable<Date>,
    }
}

use super::{of_meetings::attendances, of_members::members};

diesel::allow_tables_to_appear_in_same_query!(members, attendances);
