//! A member who is signed in.

use std::ops::Deref;

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures_util::future::LocalBoxFuture;

use super::{Member, store};
use crate::{
    accounts::SignedIn,
    web::{Desk, Problem},
};

/// Somebody signed in who is in the register. Derefs to the sign-in; the person is [`SignedInMember::member`].
#[derive(Debug, Clone)]
pub struct SignedInMember {
    pub member: Member,
    who: SignedIn,
}

impl Deref for SignedInMember {
    type Target = SignedIn;
    fn deref(&self) -> &SignedIn {
        &self.who
    }
}

impl FromRequest for SignedInMember {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (desk, who) = (Desk::of(request), SignedIn::from_request(request, payload).into_inner());
        Box::pin(async move {
            let who = who?;
            let account = who.account;
            let member = desk.look(move |look| Ok(store::of_account(look.conn, look.branch.id, account)?)).await?;
            let member = member
                .ok_or_else(|| Problem::NotYours("This page is for members, and this sign-in belongs to none.".into()))?;
            Ok(Self { member, who })
        })
    }
}
