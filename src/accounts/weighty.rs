//! Acts that weigh much: whoever took the second step a while ago is asked for a code again, and what was typed is kept.
//!
//! A module says so where it tells the router of such an act: `web::post().to(end).wrap(from_fn(accounts::weighty))`.

use actix_web::{
    Error, HttpMessage, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    error::PayloadError,
    http::StatusCode,
    middleware::Next,
    web::Bytes,
};
use futures_util::stream;
use serde::Serialize;

use super::{
    rules::{self, NoStep},
    session::session_cookie,
    store,
    trial::{self, Trial},
};
use crate::{
    audit::Actor,
    render::Page,
    web::{Desk, Faults, Filled, Problem, Proof, Visitor},
};

/// The field in which the code comes with the form that was kept.
const CODE: &str = "_second_step";

/// "It is a while since you signed in: type the code." The page holds what was typed, and sends it on with the code.
#[derive(Debug, Serialize)]
pub struct AgainPage {
    action: String,
    kept: Pairs,
    form: Filled,
}

impl Page for AgainPage {
    const TEMPLATE: &'static str = "accounts/again.html";
    fn title(&self) -> String {
        "Type the code again".into()
    }
    fn samples() -> Vec<Self> {
        let kept = vec![("_form".to_owned(), "abc".to_owned()), ("reason".to_owned(), "Moved away".to_owned())];
        let wrong = Filled::default().but(Faults::at("code", NoStep::WrongCode.to_string()));
        vec![
            AgainPage { action: "/lists/file".into(), kept: kept.clone(), form: Filled::default() },
            AgainPage { action: "/lists/file".into(), kept, form: wrong },
        ]
    }
}

/// Lets an act be done that weighs much, once whoever does it has taken the second step just now.
///
/// # Errors
/// Those of the act.
pub async fn weighty(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let desk = Desk::of(request.request());
    let Some(visitor) = desk.visitor().cloned().filter(|visitor| is_stale(&desk, visitor)) else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let account = visitor.account;
    match desk.look(move |look| Ok(store::second_step(look.conn, account)?)).await {
        Ok(Some(_)) => {}
        Ok(None) => return Ok(request.error_response(trial::not_set_up())),
        Err(problem) => return Ok(request.error_response(problem)),
    }
    let body = request.extract::<Bytes>().await?;
    let (codes, kept) = read(&body)?;
    let Some(code) = codes.into_iter().next() else { return ask(request, &desk, kept, None).await };
    let asked = visitor.clone();
    let trial = desk.deed(Actor::Account(visitor.account), move |act| trial::tried(act, &asked, &code)).await;
    match trial {
        Ok(Trial::Taken(token)) => {
            request.set_payload(whole(serde_html_form::to_string(&kept).unwrap_or_default()));
            let taken = Proof::Taken(desk.scribe().clock().now().into());
            request.extensions_mut().insert(Visitor { proof: taken, ..visitor });
            let mut response = next.call(request).await?.map_into_boxed_body();
            response.response_mut().add_cookie(&session_cookie(desk.cookies(), token)).map_err(Problem::broken)?;
            Ok(response)
        }
        Ok(Trial::Not(refusal)) => ask(request, &desk, kept, Some(refusal)).await,
        Err(problem) => Ok(request.error_response(problem)),
    }
}

/// Whether to ask for a code. Whoever has not taken the second step at all is told so by the page itself.
fn is_stale(desk: &Desk, visitor: &Visitor) -> bool {
    visitor.proof != Proof::Missing && !rules::is_fresh(visitor.proof, desk.scribe().clock().now())
}

/// The fields of a form in their order.
type Pairs = Vec<(String, String)>;

/// The codes in a form, and the rest of it.
fn read(body: &[u8]) -> Result<(Vec<String>, Pairs), Problem> {
    let pairs: Pairs = serde_html_form::from_bytes(body).map_err(|cause| Problem::Garbled(cause.to_string()))?;
    let (codes, kept): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(field, _)| field == CODE);
    Ok((codes.into_iter().map(|(_, code)| code).collect(), kept))
}

/// A form that was read, to be read again by the act itself.
fn whole(form: String) -> Payload {
    let bytes: Result<Bytes, PayloadError> = Ok(Bytes::from(form));
    Payload::Stream { payload: Box::pin(stream::iter([bytes])) }
}

async fn ask(
    request: ServiceRequest,
    desk: &Desk,
    kept: Pairs,
    refusal: Option<NoStep>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let action = request.uri().path_and_query().map_or_else(String::new, ToString::to_string);
    let response: Result<HttpResponse, Problem> = match refusal {
        None => desk.render(StatusCode::OK, move |_| Ok(AgainPage { action, kept, form: Filled::default() })).await,
        Some(refusal) => {
            let faults = Faults::at("code", refusal.to_string());
            desk.again(Filled::default(), faults, move |_, form| Ok(AgainPage { action, kept, form })).await
        }
    };
    Ok(match response {
        Ok(page) => request.into_response(page),
        Err(problem) => request.error_response(problem),
    })
}
