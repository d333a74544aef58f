//! Forgetting people.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    erasures (id) {
        id -> Id,
        branch_id -> Id,
        member_id -> Id,
        ground -> Text,
        proposed_on -> Date,
        proposed_by -> Nullable<Id>,
        confirmed_on -> Nullable<Date>,
        confirmed_by -> Nullable<Id>,
        erase_on -> Nullable<Date>,
        stopped_on -> Nullable<Date>,
        stopped_why -> Text,
        erased_on -> Nullable<Date>,
    }
}
