//! Shifts, who comes to them, and who walks what.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    shifts (id) {
        id -> Id,
        branch_id -> Id,
        starts_at -> Moment,
        ends_at -> Moment,
        meeting_point -> Text,
        leader_id -> Id,
        note -> Text,
        called_off_at -> Nullable<Moment>,
        telephone -> Text,
        thanked_at -> Nullable<Moment>,
        by_telephone -> Bool,
        asked_at -> Nullable<Moment>,
        reminded_at -> Nullable<Moment>,
        reminded_again_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    outings (id) {
        id -> Id,
        branch_id -> Id,
        shift_id -> Id,
        round_id -> Id,
        out_at -> Moment,
        back_by -> Moment,
        well_at -> Nullable<Moment>,
        back_at -> Nullable<Moment>,
        told_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    shift_places (id) {
        id -> Id,
        branch_id -> Id,
        shift_id -> Id,
        member_id -> Id,
        taken_at -> Moment,
        left_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    shift_attendances (id) {
        id -> Id,
        branch_id -> Id,
        shift_id -> Id,
        member_id -> Id,
        noted_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    shift_needs (shift_id) {
        shift_id -> Id,
        branch_id -> Id,
        places -> Integer,
        needs_driver -> Bool,
        has_stairs -> Bool,
        district_id -> Nullable<Id>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    shift_offers (id) {
        id -> Id,
        branch_id -> Id,
        shift_id -> Id,
        member_id -> Id,
        drives -> Bool,
        needs_level_ground -> Bool,
        offered_at -> Moment,
        withdrawn_at -> Nullable<Moment>,
        rota_id -> Nullable<Id>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    assignments (id) {
        id -> Id,
        branch_id -> Id,
        shift_id -> Id,
        round_id -> Id,
        member_id -> Id,
        given_at -> Moment,
        ended_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    shift_keys (key_hash) {
        key_hash -> Text,
        branch_id -> Id,
        shift_id -> Id,
        member_id -> Id,
        sent_at -> Moment,
    }
}

diesel::allow_tables_to_appear_in_same_query!(shifts, shift_places, assignments, outings);
diesel::joinable!(shift_places -> shifts (shift_id));
diesel::joinable!(assignments -> shifts (shift_id));
diesel::joinable!(outings -> shifts (shift_id));
