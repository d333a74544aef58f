//! Whoever runs a ballot. Every page on which an officer does something to a ballot, or sees what others do not, asks for it
//! here, so that nobody runs a ballot in which she stands.

use std::ops::Deref;

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures_util::future::LocalBoxFuture;

use super::super::election::may_run;
use crate::{
    accounts::{Holding, RunBallots, SignedIn},
    db::BallotId,
    web::{Desk, Problem},
};

/// Somebody whose office lets them run ballots, and who does not stand in the one that the address names. Derefs to the sign-in.
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
        let ballot = request.match_info().get("ballot").and_then(|id| id.parse::<BallotId>().ok());
        Box::pin(async move {
            let (who, ballot): (Holding<RunBallots>, _) = (who?, ballot.ok_or(Problem::NotFound)?);
            let officer = who.account;
            desk.look(move |look| may_run(look.conn, look.branch.id, officer, ballot)).await?;
            Ok(Self { who })
        })
    }
}
