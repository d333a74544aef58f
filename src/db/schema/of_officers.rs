//! The elections of officers.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    officer_elections (id) {
        id -> Id,
        branch_id -> Id,
        meeting_id -> Id,
        called_on -> Date,
        closes_on -> Date,
        closed_on -> Nullable<Date>,
        officer_id -> Id,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    officer_contests (id) {
        id -> Id,
        branch_id -> Id,
        election_id -> Id,
        position -> Integer,
        sort -> Text,
        office -> Text,
        title -> Text,
        seats -> Integer,
        working -> Text,
        clause -> Text,
        ends_on -> Nullable<Date>,
        ballot_id -> Nullable<Id>,
        declared_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    officer_nominations (id) {
        id -> Id,
        branch_id -> Id,
        contest_id -> Id,
        member_id -> Id,
        partner_id -> Nullable<Id>,
        namer_id -> Id,
        statement -> Text,
        belongs -> Text,
        partner_belongs -> Text,
        named_on -> Date,
        accepted_on -> Nullable<Date>,
        partner_accepted_on -> Nullable<Date>,
        withdrawn_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    officers_elected (term_id) {
        term_id -> Id,
        branch_id -> Id,
        contest_id -> Id,
        nomination_id -> Id,
        member_id -> Id,
        elected_on -> Date,
        ends_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    officers_succeeded (contest_id, term_id) {
        contest_id -> Id,
        term_id -> Id,
        branch_id -> Id,
        until_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    officer_vacancies (id) {
        id -> Id,
        branch_id -> Id,
        office -> Text,
        term_id -> Id,
        member_id -> Id,
        from_on -> Date,
        because -> Text,
        ends_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    officers_acting (term_id) {
        term_id -> Id,
        branch_id -> Id,
        vacancy_id -> Id,
        member_id -> Id,
    }
}

diesel::allow_tables_to_appear_in_same_query!(officers_elected, officer_contests);
diesel::joinable!(officers_elected -> officer_contests (contest_id));
diesel::allow_tables_to_appear_in_same_query!(officer_elections, officer_contests);
diesel::allow_tables_to_appear_in_same_query!(officer_contests, officer_nominations);
diesel::joinable!(officer_nominations -> officer_contests (contest_id));
