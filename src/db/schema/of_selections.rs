//! Selections and their candidates.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    selections (id) {
        id -> Id,
        branch_id -> Id,
        office -> Text,
        ward -> Text,
        seats -> Integer,
        called_on -> Date,
        opens_on -> Date,
        closes_at -> Moment,
        officer_id -> Id,
        ballot_id -> Nullable<Id>,
        short_because -> Text,
        declared_on -> Nullable<Date>,
        reopened_until -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    selection_candidates (id) {
        id -> Id,
        branch_id -> Id,
        selection_id -> Id,
        member_id -> Id,
        statement -> Text,
        portrait_id -> Nullable<Id>,
        chosen_as -> Nullable<Integer>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    selection_days (selection_id, step) {
        selection_id -> Id,
        branch_id -> Id,
        step -> Text,
        on_day -> Date,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    selection_applications (id) {
        id -> Id,
        branch_id -> Id,
        selection_id -> Id,
        member_id -> Id,
        statement -> Text,
        belongs -> Text,
        applied_on -> Date,
        withdrawn_on -> Nullable<Date>,
        portrait_id -> Nullable<Id>,
        incumbency -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    selection_complaints (id) {
        id -> Id,
        branch_id -> Id,
        selection_id -> Id,
        member_id -> Id,
        words -> Text,
        made_on -> Date,
        answer -> Text,
        answered_on -> Nullable<Date>,
        answered_by -> Nullable<Id>,
        appeal_until -> Nullable<Date>,
        appeal -> Text,
        appealed_on -> Nullable<Date>,
        decision -> Text,
        decided_on -> Nullable<Date>,
        decided_by -> Nullable<Id>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    selection_messages (id) {
        id -> Id,
        branch_id -> Id,
        selection_id -> Id,
        member_id -> Id,
        words -> Text,
        handed_in_at -> Moment,
        leaves_at -> Moment,
        held_because -> Text,
        held_on -> Nullable<Date>,
        sent_on -> Nullable<Date>,
        people -> Nullable<Integer>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    selection_hustings (selection_id) {
        selection_id -> Id,
        branch_id -> Id,
        meeting_id -> Id,
        seed -> Text,
        minutes -> Integer,
        questions -> Integer,
        drawn_on -> Date,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    selection_speakers (selection_id, place) {
        selection_id -> Id,
        place -> Integer,
        branch_id -> Id,
        member_id -> Id,
    }
}

diesel::allow_tables_to_appear_in_same_query!(selections, selection_candidates);
diesel::joinable!(selection_candidates -> selections (selection_id));

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    selection_nominations (id) {
        id -> Id,
        branch_id -> Id,
        selection_id -> Id,
        body_id -> Id,
        body_kind -> Text,
        body_name -> Text,
        met_on -> Date,
        present -> Integer,
        nominee_id -> Nullable<Id>,
        by_lot -> Bool,
        entered_on -> Date,
        replaced_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    selection_nomination_votes (nomination_id, member_id) {
        nomination_id -> Id,
        branch_id -> Id,
        member_id -> Id,
        votes -> Integer,
    }
}

diesel::allow_tables_to_appear_in_same_query!(selection_nominations, selection_nomination_votes);
diesel::joinable!(selection_nomination_votes -> selection_nominations (nomination_id));

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    selection_listings (selection_id, member_id) {
        selection_id -> Id,
        member_id -> Id,
        branch_id -> Id,
        on_longlist -> Bool,
        on_shortlist -> Bool,
        reason -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    selection_lists (selection_id, list) {
        selection_id -> Id,
        list -> Text,
        branch_id -> Id,
        settled_on -> Date,
        decided_by -> Text,
        except_because -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    triggers (id) {
        id -> Id,
        branch_id -> Id,
        member_id -> Id,
        office -> Text,
        ward -> Text,
        statement -> Text,
        state -> Text,
        asked_on -> Date,
        closes_on -> Nullable<Date>,
        settled_on -> Nullable<Date>,
        selection_id -> Nullable<Id>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    trigger_answers (id) {
        id -> Id,
        branch_id -> Id,
        trigger_id -> Id,
        body_id -> Id,
        body_kind -> Text,
        body_name -> Text,
        met_on -> Date,
        present -> Integer,
        votes_yes -> Integer,
        votes_no -> Integer,
        verdict -> Text,
        entered_on -> Date,
        replaced_on -> Nullable<Date>,
    }
}

use super::of_meetings::meetings;

diesel::allow_tables_to_appear_in_same_query!(selection_hustings, meetings);
