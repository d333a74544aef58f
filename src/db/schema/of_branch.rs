//! The body itself and its rules.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    branches (id) {
        id -> Id,
        name -> Text,
        kind -> Text,
        zone -> Text,
        hue -> Integer,
        is_practice -> Bool,
        founded_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    rulebook_editions (id) {
        id -> Id,
        branch_id -> Id,
        in_force_on -> Date,
        text -> Text,
        adopted_by -> Text,
    }
}
