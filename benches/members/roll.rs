//! A roll of fifty thousand, worked out in one pass over the facts.

use std::time::Instant;

use diesel::{RunQueryDsl, sql_query};
use wardmote::{branch, db::BranchId, members, rulebook::Question, web::Problem};

use crate::{
    house::{empty_folder, median, scribe_in},
    people::{branch_of, days_ago},
};

const MEMBERS: usize = 50_000;
const TIMES: usize = 7;

#[derive(diesel::QueryableByName)]
#[expect(dead_code, reason = "the rows are read and thrown away: that is the measure")]
struct Row {
    #[diesel(sql_type = diesel::sql_types::Text)]
    number: String,
    #[diesel(sql_type = diesel::sql_types::Text)]
    class: String,
    #[diesel(sql_type = diesel::sql_types::Date)]
    from_on: chrono::NaiveDate,
}

/// Everybody's answer with its reasons, beside reading the same people's numbers, classes and days out of the database.
pub fn of_everybody() {
    let (folder, id) = (empty_folder(), BranchId::fresh());
    let scribe = scribe_in(&folder.path().join("data"));
    branch_of(&scribe, id, MEMBERS);
    let day = days_ago(&scribe, 0);
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..TIMES {
        let begun = Instant::now();
        let entitled = scribe.read::<_, Problem>(|conn| {
            let branch = branch::find(conn, id)?;
            Ok(members::entitled(conn, &branch, &Question::about("local-vote", day))?.len())
        });
        times[0].push(begun.elapsed().as_secs_f64());
        assert!(entitled.expect("the roll is drawn up") > MEMBERS / 2);
        let begun = Instant::now();
        let read = scribe.read::<_, Problem>(|conn| {
            let rows =
                sql_query("SELECT number, class, from_on FROM members JOIN membership_periods ON member_id = members.id");
            Ok(rows.load::<Row>(conn)?.len())
        });
        times[1].push(begun.elapsed().as_secs_f64());
        assert_eq!(read.expect("the rows are read"), MEMBERS);
    }
    let [roll, read] = times.map(median);
    println!(
        "roll of {MEMBERS} with reasons: {roll:.2} s; reading number, class and day of each: {read:.2} s; ratio {:.1}",
        roll / read
    );
}
