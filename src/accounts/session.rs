//! Who is signed in: found once for each request, then asked for by type.

use std::{
    future::{Ready, ready},
    marker::PhantomData,
    ops::Deref,
};

use actix_web::{
    Error, FromRequest, HttpMessage, HttpRequest,
    body::{BoxBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    middleware::Next,
    web,
};
use chrono::TimeDelta;
use diesel::QueryResult;

use super::{Permission, Permit, rules, store};
use crate::{
    audit::{Actor, Chore, Scribe},
    branch::{self, Branch},
    db::{Conn, Instant},
    mail::Recipient,
    web::{Cookies, House, Problem, Proof, Visitor},
};

/// The cookie that carries a session.
pub const SESSION: &str = "wardmote";

/// Finds out who visits and lets the request carry it.
pub async fn recognise(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    match found_by_cookie(&request).await {
        Ok(Some(visitor)) => {
            request.extensions_mut().insert(visitor);
        }
        Ok(None) => {}
        Err(problem) => return Ok(request.error_response(problem)),
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

async fn found_by_cookie(request: &ServiceRequest) -> Result<Option<Visitor>, Problem> {
    let Some(house) = request.app_data::<web::Data<House>>().cloned() else { return Ok(None) };
    if is_static(request.path()) {
        return Ok(None);
    }
    let Some(token) = Cookies::of(&house.scribe.base_url()).read(request.request(), SESSION) else { return Ok(None) };
    web::block(move || visitor(&house.scribe, &token)).await.map_err(Problem::broken)?
}

fn is_static(path: &str) -> bool {
    path.starts_with("/static/")
}

fn visitor(scribe: &Scribe, token: &str) -> Result<Option<Visitor>, Problem> {
    let now = Instant::from(scribe.clock().now());
    let found = scribe.read::<_, Problem>(|conn| {
        let Some(session) = store::session_of(conn, token, now)? else { return Ok(None) };
        let branch = branch::find(conn, session.branch_id)?;
        let permissions = store::holds(conn, session.account_id, branch.date_of(now))?;
        let asks = asks_second_step(&branch, &permissions);
        Ok(Some((session, permissions, asks)))
    })?;
    let Some((session, permissions, asks)) = found else { return Ok(None) };
    if !rules::is_alive(session.last_seen_at.0, session.ends_at.0, !permissions.is_empty(), now.0) {
        return Ok(None);
    }
    let proof = if asks { rules::proof_of(session.proved_at.map(|at| at.0), now.0) } else { Proof::NotAsked };
    let open = permissions.into_iter().filter(|_| proof != Proof::Missing);
    if now.0 - session.last_seen_at.0 > TimeDelta::minutes(30) {
        scribe.chore::<_, Problem>(session.branch_id, Chore::NoteSession, |conn, now| {
            Ok(store::see_session(conn, session.id, now)?)
        })?;
    }
    Ok(Some(Visitor {
        account: session.account_id,
        session: session.id,
        branch: session.branch_id,
        called: session.called,
        rights: open.map(Permission::as_str).collect(),
        proof,
    }))
}

/// Whether whoever holds these takes a second step when signing in. In a practice branch nobody does: its people are invented,
/// and everybody may be any of them.
pub fn asks_second_step(branch: &Branch, permissions: &[Permission]) -> bool {
    !branch.is_practice && !permissions.is_empty()
}

/// Somebody signed in. A handler that asks for it answers nobody else.
#[derive(Debug, Clone)]
pub struct SignedIn(pub Visitor);

impl SignedIn {
    /// Who acts.
    pub fn actor(&self) -> Actor {
        Actor::Account(self.0.account)
    }

    /// Whether they may be the second of two whose word a weighty thing needs: whoever looks after the register, or chairs.
    /// Two offices, so that a second person is found.
    ///
    /// # Errors
    /// A refusal where they hold neither.
    pub fn may_be_the_second(&self) -> Result<(), Problem> {
        if self.may(Permission::ManageMembers) || self.may(Permission::ChairMeetings) {
            return Ok(());
        }
        Err(Problem::NotYours("This page is for whoever looks after the register or chairs the branch.".into()))
    }

    /// Whether they may give offices and end them: whoever looks after the register or the branch.
    ///
    /// # Errors
    /// A refusal where they may do neither.
    pub fn may_give_offices(&self) -> Result<(), Problem> {
        if self.may(Permission::ManageMembers) || self.may(Permission::ManageBranch) {
            return Ok(());
        }
        Err(Problem::NotYours("This page is for whoever looks after the register or the branch. Ask your secretary.".into()))
    }

    /// Their own mail, and its address: where a test of a message goes, and nowhere else.
    pub fn own_mail(&self, conn: &mut Conn) -> QueryResult<(Recipient, String)> {
        let address = store::find(conn, self.0.account)?.address;
        Ok((Recipient { person: None, name: self.0.called.clone(), address: Some(address.clone()) }, address))
    }
}

impl Deref for SignedIn {
    type Target = Visitor;
    fn deref(&self) -> &Visitor {
        &self.0
    }
}

impl FromRequest for SignedIn {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(request.extensions().get::<Visitor>().cloned().map(Self).ok_or(Problem::SignInNeeded))
    }
}

/// Somebody signed in whose office lets them do `P` today.
#[derive(Debug, Clone)]
pub struct Holding<P> {
    who: SignedIn,
    permit: PhantomData<P>,
}

impl<P> Deref for Holding<P> {
    type Target = SignedIn;
    fn deref(&self) -> &SignedIn {
        &self.who
    }
}

impl<P: Permit> FromRequest for Holding<P> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(SignedIn::from_request(request, payload).into_inner().and_then(|who| {
            if who.may(P::PERMISSION) {
                Ok(Self { who, permit: PhantomData })
            } else {
                Err(Problem::NotYours(format!(
                    "This page is for whoever may {} by their office. Ask your secretary if that should be you.",
                    P::PERMISSION.words()
                )))
            }
        }))
    }
}

/// Somebody signed in who holds any office today.
#[derive(Debug, Clone)]
pub struct AnyOffice(SignedIn);

impl Deref for AnyOffice {
    type Target = SignedIn;
    fn deref(&self) -> &SignedIn {
        &self.0
    }
}

impl FromRequest for AnyOffice {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(SignedIn::from_request(request, payload).into_inner().and_then(|who| {
            if who.rights.is_empty() {
                Err(Problem::NotYours("This page is for those who hold an office.".to_owned()))
            } else {
                Ok(Self(who))
            }
        }))
    }
}

/// The cookie that carries a session's secret.
pub fn session_cookie(cookies: Cookies, token: String) -> actix_web::cookie::Cookie<'static> {
    cookies.bake(SESSION, token, 90)
}
