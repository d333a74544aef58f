//! Whoever runs a selection. Every page on which an officer does something to a selection, or sees what others do not yet, asks
//! for it here, so that nobody runs the choice in which she stands.

use std::ops::Deref;

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures_util::future::LocalBoxFuture;

use super::super::applying::may_run;
use crate::{
    accounts::{Holding, RunBallots, SignedIn},
    db::SelectionId,
    web::{Desk, Problem},
};

/// Somebody whose office lets them run ballots, and who neither stands nor applied in the selection that the address names.
/// Derefs to the sign-in.
#[derive(Debug, Clone)]
pub struct Running {
    who: Holding<RunBallots>,
}

impl Deref for Running {
    type Target = SignedIn;
    fn deref(&self) -> &SignedIn {
        &self.who
    }
}

impl FromRequest for Running {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (desk, who) = (Desk::of(request), Holding::from_request(request, payload).into_inner());
        let selection = request.match_info().get("selection").and_then(|id| id.parse::<SelectionId>().ok());
        Box::pin(async move {
            let (who, selection): (Holding<RunBallots>, _) = (who?, selection.ok_or(Problem::NotFound)?);
            let officer = who.account;
            desk.look(move |look| may_run(look.conn, look.branch.id, officer, selection)).await?;
            Ok(Self { who })
        })
    }
}
