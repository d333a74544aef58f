//! How a request is answered: a page, or "see there" after a deed.

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
};

use super::Problem;

/// What every handler returns.
pub type Answer = Result<HttpResponse, Problem>;

/// Where to look after a deed, and what to be told there.
#[derive(Debug, Clone, Default)]
pub struct See {
    pub location: String,
    pub words: String,
    /// Where to take the deed back, and what that is called.
    pub undo: Option<(String, String)>,
    /// Cookies to set on the way.
    pub cookies: Vec<actix_web::cookie::Cookie<'static>>,
}

/// Look at `location`.
pub fn see(location: impl std::fmt::Display) -> See {
    See { location: location.to_string(), ..See::default() }
}

impl See {
    /// Be told `words` there.
    pub fn saying(mut self, words: impl Into<String>) -> Self {
        self.words = words.into();
        self
    }

    /// Offer to take the deed back by posting to `action`.
    pub fn with_undo(mut self, action: impl Into<String>, label: impl Into<String>) -> Self {
        self.undo = Some((action.into(), label.into()));
        self
    }

    pub fn with_cookie(mut self, cookie: actix_web::cookie::Cookie<'static>) -> Self {
        self.cookies.push(cookie);
        self
    }
}

/// A page of HTML that no cache keeps: it may show personal data.
pub fn html(status: StatusCode, page: String) -> HttpResponse {
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(page)
}

/// A file to keep, under a name that has been made safe.
pub fn download(name: &str, media_type: &str, body: impl Into<Vec<u8>>) -> HttpResponse {
    let safe: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || ".-_".contains(c) { c } else { '-' }).collect();
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{safe}\"")))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(body.into())
}
