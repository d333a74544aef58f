//! Saved lists of people, and what those who work with them write beside each person.

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

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    list_releases (id) {
        id -> Id,
        branch_id -> Id,
        list_id -> Nullable<Id>,
        asks -> Text,
        what -> Text,
        purpose -> Text,
        people -> Integer,
        asked_by -> Id,
        asked_at -> Moment,
        agreed_by -> Nullable<Id>,
        agreed_at -> Nullable<Moment>,
        refused_at -> Nullable<Moment>,
        taken_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    working_columns (id) {
        id -> Id,
        branch_id -> Id,
        list_id -> Id,
        label -> Text,
        kind -> Text,
        position -> Integer,
        made_by -> Nullable<Id>,
        made_on -> Date,
        removed_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    working_cells (column_id, member_id) {
        column_id -> Id,
        member_id -> Id,
        branch_id -> Id,
        value -> Text,
        set_by -> Nullable<Id>,
        set_at -> Moment,
        touch -> Id,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    list_acts (id) {
        id -> Id,
        branch_id -> Id,
        list_id -> Id,
        column_id -> Id,
        value -> Text,
        people -> Integer,
        done_by -> Nullable<Id>,
        done_at -> Moment,
        undone_by -> Nullable<Id>,
        undone_at -> Nullable<Moment>,
        kept -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    list_changes (act_id, member_id) {
        act_id -> Id,
        member_id -> Id,
        branch_id -> Id,
        before -> Text,
        before_touch -> Nullable<Id>,
        after -> Text,
    }
}

use super::{of_meetings::attendances, of_members::members};

diesel::joinable!(working_columns -> saved_lists (list_id));
diesel::joinable!(working_cells -> working_columns (column_id));
diesel::joinable!(list_changes -> list_acts (act_id));

diesel::allow_tables_to_appear_in_same_query!(members, attendances);
diesel::allow_tables_to_appear_in_same_query!(saved_lists, working_columns, working_cells, list_acts, list_changes);
