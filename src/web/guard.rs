//! The door of the house: a form from another site is turned away, and every answer says what a browser may do with it.

use actix_web::{
    Error, HttpRequest,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderName, HeaderValue},
    middleware::Next,
    web,
};

use super::{House, Problem};

/// What pages may load and do: only what comes from here, nothing inline.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

/// Headers that every answer carries.
const HEADERS: [(&str, &str); 7] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    // For browsers that do not know `frame-ancestors`.
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "geolocation=(), camera=(self), microphone=()"),
];

/// Turns away a form that stands on another site.
pub async fn same_origin(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if !request.method().is_safe() && !is_from_here(&request) && !is_one_click(&request) {
        return Ok(request.error_response(Problem::FromElsewhere));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

/// Adds the headers to every answer, pages of problems included.
pub async fn headers(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let mut response = next.call(request).await?;
    for (name, value) in HEADERS {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if is_over_https(response.request()) {
        response
            .headers_mut()
            .insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000; includeSubDomains"));
    }
    Ok(response)
}

/// Whether the world reaches this installation by HTTPS, as its setting says.
fn is_over_https(request: &HttpRequest) -> bool {
    request.app_data::<web::Data<House>>().is_some_and(|house| house.scribe.base_url().starts_with("https://"))
}

/// A mail program that stops reminders for its person comes from nowhere, with no cookie (RFC 8058, 3.2); the seal in the
/// address is what counts.
fn is_one_click(request: &ServiceRequest) -> bool {
    request.path().strip_prefix("/unsubscribe/").is_some_and(|tag| !tag.contains('/'))
}

/// Browsers say where a form stands: by `Sec-Fetch-Site`, the older ones by `Origin`. One that says neither is turned away.
fn is_from_here(request: &ServiceRequest) -> bool {
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    match text("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => {
            let host = text(header::HOST.as_str());
            let origin = text(header::ORIGIN.as_str()).and_then(|origin| origin.split_once("://")).map(|(_, host)| host);
            host.is_some() && origin == host
        }
    }
}
