//! Who has a place on the shortlist by right: by what nominated her, or because she holds the office.

use super::{
    application::Incumbency,
    body::{Bodies, Body, BodyKind},
};
use crate::rulebook::{Answer, Rulebook};

/// A ground on which somebody has, or has not, a place by right.
pub type Ground = Answer<bool>;

/// Every ground that the rulebook knows, answered for somebody whom these bodies nominated.
pub fn grounds(book: &Rulebook, bodies: &Bodies, nominated_by: &[&Body], incumbency: Incumbency) -> Vec<Ground> {
    let of = |kind: BodyKind| nominated_by.iter().filter(move |body| body.kind == kind);
    let units: Vec<(String, u32)> = of(BodyKind::Unit).map(|unit| (unit.name.clone(), unit.members)).collect();
    let affiliates: Vec<String> = of(BodyKind::Affiliate).map(|body| body.name.clone()).collect();
    let by_members = book.shortlisted_by_right(&units, bodies.membership);
    // Where nothing is affiliated, nothing can be said of affiliates.
    let of_affiliates = Some(bodies.count(BodyKind::Affiliate)).filter(|count| *count > 0);
    let by_affiliates = of_affiliates.and_then(|count| book.shortlisted_by_affiliates(&affiliates, count));
    let as_incumbent = (incumbency == Incumbency::Confirmed).then(|| book.shortlisted_as_incumbent()).flatten();
    by_members.into_iter().chain(by_affiliates).chain(as_incumbent).collect()
}

/// The clause that gives her a place; none where nothing does.
pub fn clause(grounds: &[Ground]) -> Option<&str> {
    grounds.iter().find(|ground| ground.value).map(|ground| ground.clause.as_str())
}
