//! One branch, one month, end to end.

use crate::{
    stories,
    world::{Branch, Database},
};

stories! {
    /// Members, a meeting, a motion, the evening, a ballot and a canvass, each with the worker running and mail going out.
    fn a_branch_lives_through_a_month(on: Database) {
        let branch = Branch::with_members(12, on);
        let secretary = branch.as_("nadia");

        secretary.visits("/").answers(200);
        secretary.visits("/members").answers(200).says("Tom Story");
    }
}
