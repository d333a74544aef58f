//! What officers wrote to members.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    mailings (id) {
        id -> Id,
        branch_id -> Id,
        subject -> Text,
        words -> Text,
        asks -> Text,
        people -> Integer,
        notice_id -> Id,
        sent_by -> Id,
        sent_at -> Moment,
    }
}

use super::of_accounts::accounts;

diesel::allow_tables_to_appear_in_same_query!(mailings, accounts);
diesel::joinable!(mailings -> accounts (sent_by));
