//! Ballots, their choices, their rolls, the box and the results.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    ballots (id) {
        id -> Id,
        branch_id -> Id,
        kind -> Text,
        title -> Text,
        question -> Text,
        method -> Text,
        seats -> Integer,
        matter -> Text,
        about -> Text,
        rule -> Text,
        area -> Text,
        secrecy -> Text,
        state -> Text,
        called_on -> Date,
        opens_on -> Date,
        freeze_on -> Date,
        closes_at -> Nullable<Moment>,
        opened_at -> Nullable<Moment>,
        closed_at -> Nullable<Moment>,
        roll_fingerprint -> Nullable<Text>,
        closing_note -> Nullable<Text>,
        drawn_lots -> Nullable<Text>,
        hands_for -> Integer,
        hands_against -> Integer,
        hands_abstain -> Integer,
        swept_at -> Nullable<Moment>,
        terms -> Text,
        reminded_at -> Nullable<Moment>,
        papers_gone_on -> Nullable<Date>,
        marks_gone_on -> Nullable<Date>,
        kept_because -> Text,
        room_code -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    ballot_choices (ballot_id, number) {
        ballot_id -> Id,
        branch_id -> Id,
        number -> Integer,
        name -> Text,
        statement -> Text,
        withdrawn -> Bool,
        portrait_id -> Nullable<Id>,
        withdrew_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    portraits (id) {
        id -> Id,
        branch_id -> Id,
        member_id -> Id,
        jpeg -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    ballot_roll (id) {
        id -> Id,
        branch_id -> Id,
        ballot_id -> Id,
        member_id -> Id,
        number -> Integer,
        entitled -> Bool,
        grounds -> Text,
        token_hash -> Nullable<Text>,
        code_hash -> Nullable<Text>,
        voted_on -> Nullable<Date>,
        channel -> Nullable<Text>,
        issued -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    ballot_papers (ballot_id, id) {
        ballot_id -> Id,
        id -> Id,
        branch_id -> Id,
        marks -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    ballot_results (ballot_id) {
        ballot_id -> Id,
        branch_id -> Id,
        papers -> Integer,
        box_hash -> Text,
        sheet -> Nullable<Text>,
        blt -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    recounts (id) {
        id -> Id,
        branch_id -> Id,
        ballot_id -> Id,
        made_on -> Date,
        agrees -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    ballot_tellers (ballot_id, member_id) {
        ballot_id -> Id,
        member_id -> Id,
        branch_id -> Id,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    ballot_batches (id) {
        id -> Id,
        branch_id -> Id,
        ballot_id -> Id,
        number -> Integer,
        papers -> Nullable<Integer>,
        hash -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    ballot_readings (batch_id, teller_id) {
        batch_id -> Id,
        teller_id -> Id,
        branch_id -> Id,
        lines -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    ballot_scrutineers (ballot_id, member_id) {
        ballot_id -> Id,
        member_id -> Id,
        branch_id -> Id,
        named_on -> Date,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    ballot_scrutiny (ballot_id, member_id, point) {
        ballot_id -> Id,
        member_id -> Id,
        point -> Text,
        branch_id -> Id,
        confirmed_on -> Nullable<Date>,
        objection -> Text,
        objected_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    roll_objections (ballot_id, member_id) {
        ballot_id -> Id,
        member_id -> Id,
        branch_id -> Id,
        says -> Text,
        stood -> Text,
        made_on -> Date,
        ruling -> Nullable<Text>,
        because -> Text,
        decided_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    ballot_holds (id) {
        id -> Id,
        branch_id -> Id,
        about -> Text,
        because -> Text,
        until_on -> Nullable<Date>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(ballots, ballot_roll, roll_objections);
diesel::joinable!(roll_objections -> ballots (ballot_id));
diesel::joinable!(ballot_roll -> ballots (ballot_id));
