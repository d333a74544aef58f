//! The tables `composites` and `composite_motions`.

use diesel::prelude::*;
use serde_json::json;

use super::{
    super::{Motion, store as motions},
    composite::{Composite, Part, State},
};
use crate::{
    audit::Act,
    db::{
        BranchId, CompositeId, Conn, MotionId,
        schema::{composite_motions, composites},
    },
};

/// One composite.
pub fn find(conn: &mut Conn, branch: BranchId, id: CompositeId) -> QueryResult<Composite> {
    composites::table.filter(composites::branch_id.eq(branch)).find(id).select(Composite::as_select()).first(conn)
}

/// Those that are open, the oldest first.
pub fn open(conn: &mut Conn, branch: BranchId) -> QueryResult<Vec<Composite>> {
    composites::table
        .filter(composites::branch_id.eq(branch))
        .filter(composites::state.eq(State::Open))
        .order((composites::opened_at, composites::id))
        .select(Composite::as_select())
        .load(conn)
}

/// The composite in whose room a motion is, or into which it went.
pub fn of_motion(conn: &mut Conn, branch: BranchId, motion: MotionId) -> QueryResult<Option<Composite>> {
    composites::table
        .inner_join(composite_motions::table.on(composite_motions::composite_id.eq(composites::id)))
        .filter(composites::branch_id.eq(branch))
        .filter(composite_motions::motion_id.eq(motion))
        .filter(composites::state.ne(State::GivenUp))
        .select(Composite::as_select())
        .first(conn)
        .optional()
}

/// The motions that it puts together.
pub fn parts(conn: &mut Conn, branch: BranchId, id: CompositeId) -> QueryResult<Vec<Part>> {
    let rows: Vec<(MotionId, i32)> = composite_motions::table
        .filter(composite_motions::branch_id.eq(branch))
        .filter(composite_motions::composite_id.eq(id))
        .order(composite_motions::position)
        .select((composite_motions::motion_id, composite_motions::agreed_to))
        .load(conn)?;
    rows.into_iter().map(|(motion, agreed_to)| Ok(Part { motion: motions::find(conn, branch, motion)?, agreed_to })).collect()
}

/// Opens a room for these motions.
pub fn insert(act: &mut Act<'_>, title: &str, text: &str, of: &[Motion]) -> QueryResult<CompositeId> {
    let (id, branch, at) = (CompositeId::fresh(), act.branch(), act.at());
    diesel::insert_into(composites::table)
        .values((
            composites::id.eq(id),
            composites::branch_id.eq(branch),
            composites::title.eq(title),
            composites::text.eq(text),
            composites::version.eq(1),
            composites::state.eq(State::Open),
            composites::opened_at.eq(at),
        ))
        .execute(act.conn())?;
    for (position, motion) in (1..).zip(of) {
        diesel::insert_into(composite_motions::table)
            .values((
                composite_motions::composite_id.eq(id),
                composite_motions::motion_id.eq(motion.id),
                composite_motions::branch_id.eq(branch),
                composite_motions::position.eq(position),
                composite_motions::agreed_to.eq(0),
            ))
            .execute(act.conn())?;
    }
    let motions: Vec<MotionId> = of.iter().map(|motion| motion.id).collect();
    act.record("composite.opened", format!("/composites/{id}"), json!({ "motions": motions }));
    Ok(id)
}

/// Changes one composite of the branch; rules were asked before.
macro_rules! change {
    ($act:expr, $id:expr, $($set:expr),+ $(,)?) => {{
        let branch = $act.branch();
        diesel::update(composites::table.filter(composites::branch_id.eq(branch)).filter(composites::id.eq($id)))
            .set(($($set,)+))
            .execute($act.conn())?;
    }};
}

/// Other words: the next version.
pub fn reword(act: &mut Act<'_>, composite: &Composite, text: &str) -> QueryResult<()> {
    change!(act, composite.id, composites::text.eq(text), composites::version.eq(composite.version + 1));
    act.record("composite.reworded", composite.href(), json!({ "version": composite.version + 1 }));
    Ok(())
}

/// The movers of these motions have agreed to the words as they are.
pub fn agree(act: &mut Act<'_>, composite: &Composite, of: &[MotionId]) -> QueryResult<()> {
    let branch = act.branch();
    let theirs = composite_motions::table
        .filter(composite_motions::branch_id.eq(branch))
        .filter(composite_motions::composite_id.eq(composite.id))
        .filter(composite_motions::motion_id.eq_any(of));
    diesel::update(theirs).set(composite_motions::agreed_to.eq(composite.version)).execute(act.conn())?;
    act.record("composite.agreed-to", composite.href(), json!({ "version": composite.version, "motions": of }));
    Ok(())
}

/// These motions leave the room and go their own ways.
pub fn leave(act: &mut Act<'_>, composite: &Composite, of: &[MotionId]) -> QueryResult<()> {
    let branch = act.branch();
    let theirs = composite_motions::table
        .filter(composite_motions::branch_id.eq(branch))
        .filter(composite_motions::composite_id.eq(composite.id))
        .filter(composite_motions::motion_id.eq_any(of));
    diesel::delete(theirs).execute(act.conn())?;
    act.record("composite.left", composite.href(), json!({ "motions": of }));
    Ok(())
}

/// It became a motion, or was given up.
pub fn settle(act: &mut Act<'_>, composite: &Composite, state: State, motion: Option<MotionId>) -> QueryResult<()> {
    change!(act, composite.id, composites::state.eq(state), composites::motion_id.eq(motion));
    act.record("composite.settled", composite.href(), json!({ "state": state, "motion": motion }));
    Ok(())
}
