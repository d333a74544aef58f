//! Whoever runs a ballot. Every page on which an officer does something to a ballot, or sees what others do not, asks for it
//! here, so that nobody runs a ballot in which she stands.

use std::{marker::PhantomData, ops::Deref, str::FromStr};

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures_util::future::LocalBoxFuture;

use super::super::election::may_run;
use crate::{
    accounts::{Holding, RunBallots, SignedIn},
    db::{AccountId, BallotId},
    web::{Desk, Look, Problem},
};

/// Something that an officer runs: a ballot, or what leads to one. It is named by its id.
pub trait Run: FromStr + Copy + Send + 'static {
    /// Where its id stands in the address of a page.
    const IN_ADDRESS: &'static str;

    /// # Errors
    /// Refuses an officer who has something to gain by it.
    fn may_be_run_by(self, officer: AccountId, look: &mut Look<'_>) -> Result<(), Problem>;
}

impl Run for BallotId {
    const IN_ADDRESS: &'static str = "ballot";

    fn may_be_run_by(self, officer: AccountId, look: &mut Look<'_>) -> Result<(), Problem> {
        may_run(look.conn, look.branch.id, officer, self)
    }
}

/// Somebody whose office lets them run ballots, and who does not stand in the one that the address names. Derefs to the sign-in.
#[derive(Debug, Clone)]
pub struct Running<Of = BallotId> {
    who: Holding<RunBallots>,
    of: PhantomData<Of>,
}

impl<Of> Deref for Running<Of> {
    type Target = SignedIn;
    fn deref(&self) -> &SignedIn {
        &self.who
    }
}

impl<Of: Run> FromRequest for Running<Of> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (desk, who) = (Desk::of(request), Holding::from_request(request, payload).into_inner());
        let of = request.match_info().get(Of::IN_ADDRESS).and_then(|id| id.parse::<Of>().ok());
        Box::pin(async move {
            let (who, of): (Holding<RunBallots>, Of) = (who?, of.ok_or(Problem::NotFound)?);
            let officer = who.account;
            desk.look(move |look| of.may_be_run_by(officer, look)).await?;
            Ok(Self { who, of: PhantomData })
        })
    }
}
