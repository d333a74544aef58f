//! What can go wrong, said to the person it happens to, with the way on.

use actix_web::{
    Error, HttpMessage, HttpRequest, HttpResponse, ResponseError,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, StatusCode, header},
    middleware::Next,
};
use serde::Serialize;

use super::{Desk, Faults, Filled, Proof, See, Visitor, html};
use crate::{audit::Unwritten, clock, render::Page};

/// A decision that says no: each variant is one sentence that the person reads.
pub trait Refusal: std::error::Error {
    /// Where to go from here.
    fn way_on(&self) -> Vec<WayOn> {
        Vec::new()
    }

    /// The field of the form that it is about, if it is about one.
    fn field(&self) -> Option<&'static str> {
        None
    }
}

/// A link that leads on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WayOn {
    pub label: String,
    pub href: String,
}

impl WayOn {
    pub fn to(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}

/// Why a request was not answered as asked.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    #[error("There is no such page here, or it is not open to you.")]
    NotFound,
    #[error("Sign in to see this page.")]
    SignInNeeded,
    #[error("Your office opens this once you have taken the second step of signing in.")]
    SecondStepNeeded,
    #[error("{0}")]
    NotYours(String),
    #[error("{words}")]
    Refused { words: String, way_on: Vec<WayOn> },
    #[error("Something in the form needs another look.")]
    Faults(Faults),
    /// Somebody else changed what the form was opened with; carries the form with both.
    #[error("Somebody else changed this while you had it open, so nothing of yours was written. Open it again.")]
    Meanwhile(Box<Filled>),
    #[error("That is more than one form can hold. Shorten it, or send the long part as a file.")]
    TooLong,
    #[error("The form arrived incomplete. Go back, reload the page and send it again.")]
    Garbled(String),
    #[error("The form was sent from another site, so nothing was done. Open the page here and send it again.")]
    FromElsewhere,
    #[error("Too many tries from here. Wait a quarter of an hour, then try again.")]
    TooMany,
    /// The same form was answered before; carries that answer and never reaches a person.
    #[error("This form was answered already.")]
    Answered(Box<See>),
    /// The database cannot be written, or not be reached; the cause goes to the log.
    #[error("Nothing can be saved at the moment, and nothing of this was. Wait a little, go back and send it again.")]
    NotNow(String),
    #[error("Something went wrong on our side. Nothing you did is lost that was saved before.")]
    Broken(String),
}

impl Problem {
    /// A fault of the program or the machine; the cause goes to the log, never to the page.
    pub fn broken(cause: impl std::fmt::Display) -> Self {
        Self::Broken(cause.to_string())
    }

    /// What the database said: that nothing can be written for now, or something that nobody foresaw.
    pub fn of_the_database(cause: &str) -> Self {
        if is_out_of_reach(cause) { Self::NotNow(cause.to_owned()) } else { Self::broken(cause) }
    }

    /// A refusal in words, with nowhere in particular to go.
    pub fn refused(words: impl Into<String>) -> Self {
        Self::Refused { words: words.into(), way_on: Vec::new() }
    }
}

impl<R: Refusal> From<R> for Problem {
    fn from(refusal: R) -> Self {
        match refusal.field() {
            Some(field) => Self::Faults(Faults::at(field, refusal.to_string())),
            None => Self::Refused { words: refusal.to_string(), way_on: refusal.way_on() },
        }
    }
}

impl From<diesel::result::Error> for Problem {
    fn from(error: diesel::result::Error) -> Self {
        match error {
            diesel::result::Error::NotFound => Self::NotFound,
            other => Self::of_the_database(&other.to_string()),
        }
    }
}

/// Whether a database says that it can write nothing for now: a full disk, one that is read only, one that is gone.
fn is_out_of_reach(cause: &str) -> bool {
    const SAID: [&str; 9] = [
        "disk is full",
        "disk I/O error",
        "readonly database",
        "database is locked",
        "read-only transaction",
        "terminating connection",
        "connection to server",
        "closed the connection",
        "no connection to the server",
    ];
    SAID.iter().any(|said| cause.contains(said))
}

impl From<Unwritten> for Problem {
    fn from(cause: Unwritten) -> Self {
        match cause {
            Unwritten::Database(error) => error.into(),
            Unwritten::NoConnection(cause) => Self::NotNow(cause),
            other => Self::broken(other),
        }
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignInNeeded => StatusCode::UNAUTHORIZED,
            Self::NotYours(_) | Self::SecondStepNeeded | Self::FromElsewhere => StatusCode::FORBIDDEN,
            Self::Refused { .. } | Self::Answered(_) | Self::Meanwhile(_) => StatusCode::CONFLICT,
            Self::Faults(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Garbled(_) => StatusCode::BAD_REQUEST,
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::NotNow(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        HttpResponse::new(self.status_code())
    }
}

/// The page that says what is the matter.
#[derive(Debug, Serialize)]
struct ProblemPage {
    heading: &'static str,
    words: String,
    way_on: Vec<WayOn>,
    /// What to quote when asking for help; only for faults of ours.
    reference: Option<String>,
}

impl Page for ProblemPage {
    const TEMPLATE: &'static str = "web/problem.html";

    fn title(&self) -> String {
        self.heading.to_owned()
    }

    fn samples() -> Vec<Self> {
        vec![
            ProblemPage::of(&Problem::NotFound),
            ProblemPage::of(&Problem::broken("sample")),
            ProblemPage::of(&Problem::NotNow("sample".into())),
            ProblemPage::of(&Problem::Refused {
                words: "The ballot closed on 3 May.".into(),
                way_on: vec![WayOn::to("/", "Home")],
            }),
        ]
    }
}

impl ProblemPage {
    fn of(problem: &Problem) -> Self {
        let heading = match problem {
            Problem::NotFound => "Not found",
            Problem::SignInNeeded => "Sign in first",
            Problem::SecondStepNeeded => "Take the second step first",
            Problem::NotYours(_) => "Not open to you",
            Problem::Broken(_) | Problem::NotNow(_) => "That did not work",
            _ => "That was not done",
        };
        let way_on = match problem {
            Problem::Refused { way_on, .. } if !way_on.is_empty() => way_on.clone(),
            Problem::SignInNeeded => vec![WayOn::to("/sign-in", "Sign in")],
            Problem::SecondStepNeeded => vec![WayOn::to("/second-step", "Take the second step")],
            _ => vec![WayOn::to("/", "Go to the front page")],
        };
        let reference = match problem {
            Problem::Broken(cause) | Problem::NotNow(cause) => Some(note(cause)),
            _ => None,
        };
        // A page without the form still has to say what is wrong with it.
        let words = match problem {
            Problem::Faults(faults) => faults.in_words(),
            other => other.to_string(),
        };
        Self { heading, words, way_on, reference }
    }
}

/// Writes the cause to the log under a reference that the person can quote.
fn note(cause: &str) -> String {
    let reference = clock::spoken_code(8);
    tracing::error!(%reference, %cause, "a request could not be answered");
    reference
}

/// What the log says of a request that was turned away at a lock; nothing of those that only went wrong. Ids and no names.
fn turned_away(problem: &Problem) -> Option<&'static str> {
    match problem {
        Problem::NotYours(_) => Some("not open to this account"),
        Problem::SecondStepNeeded => Some("the second step is missing"),
        Problem::FromElsewhere => Some("the form stood on another site"),
        Problem::TooMany => Some("too many tries"),
        Problem::TooLong => Some("too much was sent"),
        Problem::Garbled(_) => Some("the form could not be read"),
        _ => None,
    }
}

/// Writes down who was turned away where, so that somebody who tries doors is seen. An address in a page's path can be a key, so
/// of a path only the kind of page is said.
fn note_turned_away(problem: &Problem, request: &HttpRequest) {
    let Some(why) = turned_away(problem) else { return };
    let account = request.extensions().get::<Visitor>().map(|visitor| visitor.account.to_string()).unwrap_or_default();
    let page = request.match_pattern().unwrap_or_default();
    tracing::warn!(%why, method = %request.method(), %page, %account, "a request was turned away");
}

/// Turns a [`Problem`] that a handler returned into a page, inside the branch's own surroundings.
pub async fn show_problems(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    // The request may be copied only after it was routed: the router writes into it.
    let response = next.call(request).await?.map_into_boxed_body();
    let http = response.request().clone();
    let problem = response.response().error().and_then(|error| error.as_error::<Problem>());
    if let Some(problem) = problem {
        note_turned_away(problem, &http);
    }
    let page = match problem {
        Some(Problem::SignInNeeded) if http.method() == Method::GET => Some(by_way_of("/sign-in", &http)),
        Some(problem) if may_help(problem, &http) => Some(by_second_step(&http).await),
        Some(problem) => Some(answer(&http, problem.status_code(), ProblemPage::of(problem)).await),
        _ if response.status() == StatusCode::NOT_FOUND && is_bare(&response) => {
            Some(answer(&http, StatusCode::NOT_FOUND, ProblemPage::of(&Problem::NotFound)).await)
        }
        _ => None,
    };
    Ok(match page {
        Some(page) => response.into_response(page),
        None => response,
    })
}

/// Whether the router, and no handler, gave this answer.
fn is_bare(response: &ServiceResponse<BoxBody>) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_none()
}

/// Whether the second step of signing in may open what was asked for: whoever has not taken it is here as a member only.
fn may_help(problem: &Problem, request: &HttpRequest) -> bool {
    let is_missing = || request.extensions().get::<Visitor>().is_some_and(|visitor| visitor.proof == Proof::Missing);
    match problem {
        Problem::SecondStepNeeded => true,
        Problem::NotYours(_) => is_missing(),
        _ => false,
    }
}

async fn by_second_step(request: &HttpRequest) -> HttpResponse {
    if request.method() == Method::GET {
        return by_way_of("/second-step", request);
    }
    let problem = Problem::SecondStepNeeded;
    answer(request, problem.status_code(), ProblemPage::of(&problem)).await
}

/// Sends the person to a page that lets them in, and back here after it.
fn by_way_of(door: &str, request: &HttpRequest) -> HttpResponse {
    let back = serde_html_form::to_string([("to", request.path())]).unwrap_or_default();
    HttpResponse::SeeOther().insert_header((header::LOCATION, format!("{door}?{back}"))).finish()
}

async fn answer(request: &HttpRequest, status: StatusCode, page: ProblemPage) -> HttpResponse {
    let words = page.words.clone();
    let desk = Desk::of(request);
    match desk.render(status, move |_| Ok(page)).await {
        Ok(response) => response,
        Err(_) => html(status, words),
    }
}

/// The page of problems, rendered with its samples.
pub fn samples(templates: &crate::render::Templates) -> Result<Vec<String>, crate::render::RenderError> {
    templates.check::<ProblemPage>()
}

#[cfg(test)]
mod tests {
    use std::{
        io::{self, Write},
        sync::{Arc, Mutex, PoisonError},
    };

    use actix_web::test::TestRequest;

    use super::*;

    /// A log that is read afterwards.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn logged(problem: &Problem) -> String {
        let log = Log::default();
        let into = log.clone();
        let subscriber = tracing_subscriber::fmt().with_writer(move || into.clone()).with_ansi(false).finish();
        let request = TestRequest::post().uri("/coming/7KM2QXABC3DE").to_http_request();
        tracing::subscriber::with_default(subscriber, || note_turned_away(problem, &request));
        String::from_utf8(log.0.lock().unwrap_or_else(PoisonError::into_inner).clone()).expect("text")
    }

    #[test]
    fn who_is_turned_away_at_a_lock_is_written_down_without_names_or_keys() {
        let line = logged(&Problem::NotYours("This is open to Nadia Rahman alone.".to_owned()));
        assert!(line.contains("WARN") && line.contains("not open to this account") && line.contains("POST"), "{line}");
        assert!(!line.contains("Nadia") && !line.contains("7KM2QXABC3DE"), "{line}");
        for problem in [Problem::FromElsewhere, Problem::TooMany, Problem::SecondStepNeeded, Problem::TooLong] {
            assert!(logged(&problem).contains("a request was turned away"), "{problem}");
        }
        assert_eq!(logged(&Problem::NotFound), "");
    }
}
