//! Bodies affiliated to the branch.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    affiliates (id) {
        id -> Id,
        branch_id -> Id,
        name -> Text,
        kind -> Text,
        named_on -> Date,
        ended_on -> Nullable<Date>,
    }
}
