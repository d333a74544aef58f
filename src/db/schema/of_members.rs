//! The register of members and their dated facts.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    members (id) {
        id -> Id,
        branch_id -> Id,
        account_id -> Nullable<Id>,
        number -> Text,
        title -> Text,
        first_name -> Text,
        preferred_name -> Text,
        last_name -> Text,
        email -> Nullable<Text>,
        mobile -> Text,
        address -> Text,
        town -> Text,
        postcode -> Text,
        gender -> Text,
        born_on -> Nullable<Date>,
        paid_to -> Nullable<Date>,
        sort_name -> Text,
        entered_at -> Moment,
        changed_at -> Moment,
        class_now -> Nullable<Text>,
        ward_now -> Nullable<Id>,
        first_joined_on -> Nullable<Date>,
        has_words -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    member_words (branch_id, word, sort_name, member_id) {
        branch_id -> Id,
        word -> Text,
        sort_name -> Text,
        member_id -> Id,
        words -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    member_counts (branch_id, class) {
        branch_id -> Id,
        class -> Text,
        people -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    membership_periods (id) {
        id -> Id,
        branch_id -> Id,
        member_id -> Id,
        class -> Text,
        from_on -> Date,
        to_on -> Nullable<Date>,
        source -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    residences (id) {
        id -> Id,
        branch_id -> Id,
        member_id -> Id,
        ward_id -> Id,
        from_on -> Nullable<Date>,
        to_on -> Nullable<Date>,
        source -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    suspensions (id) {
        id -> Id,
        branch_id -> Id,
        member_id -> Id,
        from_on -> Date,
        to_on -> Nullable<Date>,
        source -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    office_terms (id) {
        id -> Id,
        branch_id -> Id,
        member_id -> Id,
        office -> Text,
        from_on -> Date,
        to_on -> Nullable<Date>,
        source -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    imports (id) {
        id -> Id,
        branch_id -> Id,
        file_name -> Text,
        file_hash -> Text,
        file -> Nullable<Binary>,
        letters -> Text,
        state -> Text,
        sent_by -> Nullable<Id>,
        people -> Integer,
        problems -> Integer,
        received_at -> Moment,
        applied_at -> Nullable<Moment>,
        undone_at -> Nullable<Moment>,
        is_supplement -> Bool,
        reading -> Text,
        shape -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    list_shapes (branch_id, shape) {
        branch_id -> Id,
        shape -> Text,
        reading -> Text,
        told_by -> Nullable<Id>,
        told_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    import_changes (id) {
        id -> Id,
        branch_id -> Id,
        import_id -> Id,
        member_id -> Id,
        number -> Text,
        bucket -> Text,
        field -> Text,
        before -> Text,
        after -> Text,
        outcome -> Text,
        made_id -> Nullable<Id>,
        ended_id -> Nullable<Id>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    import_decisions (import_id, line) {
        import_id -> Id,
        line -> Integer,
        branch_id -> Id,
        says -> Text,
        member_id -> Nullable<Id>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    payments (id) {
        id -> Id,
        branch_id -> Id,
        member_id -> Id,
        recorded_at -> Moment,
        recorded_on -> Date,
        before_to -> Nullable<Date>,
        paid_to -> Nullable<Date>,
        source -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    corrections (id) {
        id -> Id,
        branch_id -> Id,
        member_id -> Id,
        made_at -> Moment,
        made_by -> Nullable<Id>,
        what -> Text,
        source -> Text,
        fields -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    member_looks (member_id, account_id, shown, purpose, looked_on) {
        branch_id -> Id,
        member_id -> Id,
        account_id -> Id,
        shown -> Text,
        purpose -> Text,
        looked_on -> Date,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    welcomes (member_id) {
        member_id -> Id,
        branch_id -> Id,
        welcomer_id -> Id,
        given_on -> Date,
        speak_by -> Date,
        spoke_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    dues_reminders (id) {
        id -> Id,
        branch_id -> Id,
        sent_on -> Date,
        words -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    dues_reminded (reminder_id, member_id) {
        reminder_id -> Id,
        member_id -> Id,
        branch_id -> Id,
        reminded_on -> Date,
        paid_to -> Date,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    contact_refusals (member_id, kind) {
        member_id -> Id,
        kind -> Text,
        branch_id -> Id,
        since_on -> Date,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    access_needs (member_id) {
        member_id -> Id,
        branch_id -> Id,
        words -> Text,
        said_on -> Date,
    }
}

use super::of_places::wards;

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    member_merges (id) {
        id -> Id,
        branch_id -> Id,
        kept_id -> Id,
        aside_id -> Id,
        taken -> Text,
        ended_spell_id -> Nullable<Id>,
        ended_on -> Nullable<Date>,
        closed_account_id -> Nullable<Id>,
        merged_by -> Nullable<Id>,
        merged_at -> Moment,
        apart_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    members_apart (one_id, other_id) {
        one_id -> Id,
        other_id -> Id,
        branch_id -> Id,
        said_on -> Date,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    handovers (id) {
        id -> Id,
        branch_id -> Id,
        from_term -> Id,
        to_term -> Id,
        ran_to -> Nullable<Date>,
        made_at -> Moment,
        undone_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    handover_items (id) {
        id -> Id,
        branch_id -> Id,
        handover_id -> Id,
        place -> Integer,
        words -> Text,
        done_on -> Nullable<Date>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(handovers, handover_items);
diesel::allow_tables_to_appear_in_same_query!(members, membership_periods, residences, suspensions, office_terms);
diesel::allow_tables_to_appear_in_same_query!(residences, wards);
diesel::allow_tables_to_appear_in_same_query!(members, wards);
diesel::allow_tables_to_appear_in_same_query!(welcomes, members);
diesel::allow_tables_to_appear_in_same_query!(welcomes, membership_periods);
diesel::allow_tables_to_appear_in_same_query!(import_changes, corrections);
diesel::allow_tables_to_appear_in_same_query!(access_needs, members);
diesel::joinable!(access_needs -> members (member_id));
diesel::joinable!(membership_periods -> members (member_id));
diesel::joinable!(residences -> members (member_id));
diesel::joinable!(residences -> wards (ward_id));
diesel::joinable!(office_terms -> members (member_id));
