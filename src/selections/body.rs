//! The bodies that take part in choosing: the wards of the branch with their members, and the bodies affiliated to it.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Selection, drafting::frozen_on};
use crate::{
    affiliates::{self, Affiliate},
    branch::Branch,
    db::{BodyId, Conn},
    members, places,
    render::words::plural,
};

crate::text_enum! {
    /// What sort of body.
    pub enum BodyKind {
        Unit = "unit",
        Affiliate = "affiliate",
    }
}

/// A body, as it was on the day on which members are counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Body {
    pub id: BodyId,
    pub kind: BodyKind,
    pub name: String,
    /// "Ward with 12 members", "Branch of a union".
    pub about: String,
    /// How many members of the branch it stands for; none for an affiliate, whose members the branch does not know.
    pub members: u32,
}

/// Every body that takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bodies {
    pub all: Vec<Body>,
    /// How many members choose, whether or not it is known where they live.
    pub membership: u32,
    pub counted_on: NaiveDate,
}

impl Bodies {
    pub fn find(&self, body: BodyId) -> Option<&Body> {
        self.all.iter().find(|one| one.id == body)
    }

    pub fn count(&self, kind: BodyKind) -> u32 {
        u32::try_from(self.all.iter().filter(|one| one.kind == kind).count()).unwrap_or(u32::MAX)
    }
}

/// The bodies of a selection, counted on the day on which its roll is frozen.
pub fn bodies_of(conn: &mut Conn, branch: &Branch, selection: &Selection) -> diesel::QueryResult<Bodies> {
    let day = frozen_on(branch, selection).unwrap_or(selection.called_on);
    bodies_on(conn, branch, &selection.ward, day)
}

/// The bodies on a day: one ward alone where the choice is that ward's, else all; and every affiliate.
pub fn bodies_on(conn: &mut Conn, branch: &Branch, ward: &str, day: NaiveDate) -> diesel::QueryResult<Bodies> {
    let strength = members::strength_on(conn, branch, day)?;
    let mut wards = places::wards(conn, branch.id)?;
    wards.retain(|(_, name)| ward.is_empty() || name == ward);
    let mut all: Vec<Body> = wards
        .into_iter()
        .map(|(id, name)| {
            let members = strength.by_ward.get(&id).copied().unwrap_or_default();
            let about = format!("Ward with {}", plural(i128::from(members), "member", "members"));
            Body { id: BodyId(id.0), kind: BodyKind::Unit, name, about, members }
        })
        .collect();
    let in_area = all.iter().map(|unit| unit.members).sum();
    let membership = if ward.is_empty() { strength.in_all } else { in_area };
    all.extend(affiliates::on_day(conn, branch.id, day)?.into_iter().map(Body::from));
    Ok(Bodies { all, membership, counted_on: day })
}

impl From<Affiliate> for Body {
    fn from(affiliate: Affiliate) -> Self {
        let Affiliate { id, name, kind, .. } = affiliate;
        Self { id: BodyId(id.0), kind: BodyKind::Affiliate, name, about: kind.words().to_owned(), members: 0 }
    }
}
