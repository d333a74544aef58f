//! Registers, doors and electors; cuts and rounds; what happened at the doors.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    registers (id) {
        id -> Id,
        branch_id -> Id,
        file_name -> Text,
        file_hash -> Text,
        file -> Nullable<Binary>,
        state -> Text,
        layout -> Text,
        rows_read -> Integer,
        electors -> Integer,
        basis -> Nullable<Text>,
        destroy_on -> Nullable<Date>,
        sent_at -> Moment,
        settled_at -> Nullable<Moment>,
        destroyed_at -> Nullable<Moment>,
        warned_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    doors (id) {
        id -> Id,
        branch_id -> Id,
        register_id -> Id,
        district_id -> Id,
        street_id -> Id,
        door_key -> Text,
        house -> Text,
        building -> Text,
        flat -> Text,
        town -> Text,
        postcode -> Text,
        is_listed -> Bool,
        do_not_knock_at -> Nullable<Moment>,
        uprn -> Nullable<BigInt>,
        lat -> Nullable<Integer>,
        lon -> Nullable<Integer>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    electors (id) {
        id -> Id,
        branch_id -> Id,
        register_id -> Id,
        district_id -> Id,
        door_id -> Nullable<Id>,
        person -> Nullable<Id>,
        number -> Integer,
        suffix -> Integer,
        surname -> Text,
        forenames -> Text,
        markers -> Text,
        attains_on -> Nullable<Date>,
        replaced_by -> Nullable<Id>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    cuts (id) {
        id -> Id,
        branch_id -> Id,
        district_id -> Id,
        number -> Integer,
        per_round -> Integer,
        published_at -> Moment,
        replaced_at -> Nullable<Moment>,
        whom -> Text,
        of_evening -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    rounds (id) {
        id -> Id,
        branch_id -> Id,
        cut_id -> Id,
        district_id -> Id,
        code -> Text,
        doors -> Integer,
        streets -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    round_doors (round_id, position) {
        round_id -> Id,
        position -> Integer,
        branch_id -> Id,
        door_id -> Id,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    contacts (id) {
        id -> Id,
        branch_id -> Id,
        round_id -> Id,
        door_id -> Id,
        shift_id -> Nullable<Id>,
        elector_id -> Nullable<Id>,
        account_id -> Id,
        client_id -> Nullable<Text>,
        outcome -> Text,
        intention -> Nullable<Text>,
        at -> Moment,
        undone_at -> Nullable<Moment>,
        phone_id -> Nullable<Id>,
        received_at -> Nullable<Moment>,
        result_code_id -> Nullable<Id>,
        intention_code_id -> Nullable<Id>,
        by_telephone -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    door_notes (id) {
        id -> Id,
        branch_id -> Id,
        round_id -> Id,
        door_id -> Id,
        shift_id -> Nullable<Id>,
        elector_id -> Nullable<Id>,
        account_id -> Id,
        client_id -> Nullable<Text>,
        phone_id -> Nullable<Id>,
        words -> Text,
        at -> Moment,
        received_at -> Nullable<Moment>,
        undone_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    round_phones (id) {
        id -> Id,
        branch_id -> Id,
        round_id -> Id,
        account_id -> Id,
        carried_at -> Moment,
        cut_off_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    held_results (id) {
        id -> Id,
        branch_id -> Id,
        round_id -> Id,
        door_id -> Id,
        account_id -> Id,
        phone_id -> Id,
        client_id -> Text,
        kind -> Text,
        outcome -> Nullable<Text>,
        intention -> Nullable<Text>,
        elector_id -> Nullable<Id>,
        instead_of -> Nullable<Text>,
        words -> Nullable<Text>,
        at -> Moment,
        received_at -> Moment,
        settled_at -> Nullable<Moment>,
        own_words -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    canvass_looks (branch_id, account_id, subject, looked_on) {
        branch_id -> Id,
        account_id -> Id,
        subject -> Text,
        looked_on -> Date,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    votes_seen (id) {
        id -> Id,
        branch_id -> Id,
        elector_id -> Id,
        seen_on -> Date,
        slip_id -> Id,
        account_id -> Id,
        entered_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    follow_ups (id) {
        id -> Id,
        branch_id -> Id,
        round_id -> Id,
        door_id -> Id,
        shift_id -> Nullable<Id>,
        elector_id -> Nullable<Id>,
        account_id -> Id,
        client_id -> Nullable<Text>,
        phone_id -> Nullable<Id>,
        kind -> Text,
        words -> Text,
        due_on -> Date,
        member_id -> Nullable<Id>,
        opened_at -> Moment,
        received_at -> Nullable<Moment>,
        done_at -> Nullable<Moment>,
        done_by -> Nullable<Id>,
        withdrawn_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    door_codes (id) {
        id -> Id,
        branch_id -> Id,
        kind -> Text,
        number -> Integer,
        words -> Text,
        meaning -> Text,
        set_at -> Moment,
        retired_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    door_questions (id) {
        id -> Id,
        branch_id -> Id,
        words -> Text,
        choices -> Text,
        set_at -> Moment,
        retired_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    door_replies (contact_id, question_id) {
        contact_id -> Id,
        question_id -> Id,
        branch_id -> Id,
        choice -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    elector_amendments (update_id, elector_id) {
        update_id -> Id,
        elector_id -> Id,
        branch_id -> Id,
        door_id -> Nullable<Id>,
        surname -> Text,
        forenames -> Text,
        markers -> Text,
        attains_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    leaflet_drops (id) {
        id -> Id,
        branch_id -> Id,
        district_id -> Id,
        words -> Text,
        planned_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    leaflet_rounds (drop_id, round_id) {
        drop_id -> Id,
        round_id -> Id,
        branch_id -> Id,
        member_id -> Nullable<Id>,
        done_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    voting_lists (id) {
        id -> Id,
        branch_id -> Id,
        file_name -> Text,
        file_hash -> Text,
        file -> Nullable<Binary>,
        kind -> Text,
        state -> Text,
        rows_read -> Integer,
        marks -> Integer,
        left_out -> Integer,
        election -> Nullable<Text>,
        polled_on -> Nullable<Date>,
        basis -> Nullable<Text>,
        destroy_on -> Nullable<Date>,
        sent_at -> Moment,
        settled_at -> Nullable<Moment>,
        destroyed_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    voting_marks (list_id, elector_id) {
        list_id -> Id,
        elector_id -> Id,
        branch_id -> Id,
        mark -> Text,
        replaced_by -> Nullable<Id>,
    }
}

use super::{
    of_places::{polling_districts, streets},
    of_rotas::assignments,
};

diesel::allow_tables_to_appear_in_same_query!(
    doors,
    electors,
    streets,
    polling_districts,
    cuts,
    rounds,
    round_doors,
    contacts,
    door_notes,
    held_results,
    votes_seen,
    follow_ups,
    door_replies,
    elector_amendments,
    voting_lists,
    voting_marks
);
diesel::allow_tables_to_appear_in_same_query!(assignments, rounds);
diesel::joinable!(doors -> streets (street_id));
diesel::joinable!(doors -> polling_districts (district_id));
diesel::joinable!(electors -> doors (door_id));
diesel::joinable!(electors -> polling_districts (district_id));
diesel::joinable!(voting_marks -> electors (elector_id));
diesel::joinable!(voting_marks -> voting_lists (list_id));
diesel::joinable!(rounds -> cuts (cut_id));
diesel::joinable!(rounds -> polling_districts (district_id));
diesel::joinable!(round_doors -> doors (door_id));
diesel::joinable!(round_doors -> rounds (round_id));
diesel::joinable!(contacts -> doors (door_id));
diesel::joinable!(contacts -> electors (elector_id));
diesel::joinable!(door_replies -> contacts (contact_id));
diesel::joinable!(follow_ups -> doors (door_id));
diesel::joinable!(votes_seen -> electors (elector_id));
diesel::joinable!(assignments -> rounds (round_id));
diesel::allow_columns_to_appear_in_same_group_by_clause!(doors::district_id, polling_districts::code);
diesel::allow_columns_to_appear_in_same_group_by_clause!(doors::street_id, streets::name);
