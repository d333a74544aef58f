//! The leaflets, and one of them with its rounds.

mod list;
mod one;

use actix_web::web::ServiceConfig;

use crate::{
    accounts::{Permission, SignedIn},
    db::{BranchId, Conn, MemberId},
    members,
    render::{RenderError, Templates},
    web::Problem,
};

/// The pages of this room.
pub fn routes(to: &mut ServiceConfig) {
    list::routes(to);
    one::routes(to);
}

/// Every page of this room, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<list::LeafletsPage>()?;
    pages.extend(templates.check::<one::LeafletPage>()?);
    Ok(pages)
}

/// Whoever looks: the coordinator sees every round, others those that they deliver.
struct Viewer {
    member: Option<MemberId>,
    is_coordinator: bool,
}

impl Viewer {
    fn of(conn: &mut Conn, branch: BranchId, who: &SignedIn) -> Result<Self, Problem> {
        let member = members::of_account(conn, branch, who.account)?.map(|member| member.id);
        Ok(Self { member, is_coordinator: who.may(Permission::CoordinateCanvass) })
    }

    /// Whether a round given to this member is shown.
    fn sees(&self, given_to: Option<MemberId>) -> bool {
        self.is_coordinator || (self.member.is_some() && given_to == self.member)
    }
}
