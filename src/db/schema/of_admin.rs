//! What is kept for whoever watches the machine.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::*;
    pulses (place) {
        place -> Text,
        at -> Moment,
    }
}
