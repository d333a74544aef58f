//! Larger print: the choice of whoever sits at this browser. A cookie keeps it, so that it also holds for those who vote by a
//! link and are not signed in; on paper it prints as large as it stands on the screen.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{self, ServiceConfig},
};
use serde::Deserialize;

use super::{Cookies, Desk, Posted, Problem, see};

const PRINT: &str = "wardmote-print";
const LARGE: &str = "large";

pub fn routes(to: &mut ServiceConfig) {
    to.route("/print", web::post().to(choose));
}

/// Whether this browser asks for larger print.
pub fn is_large(cookies: Cookies, request: &HttpRequest) -> bool {
    cookies.read(request, PRINT).is_some_and(|wanted| wanted == LARGE)
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    print: String,
}

async fn choose(desk: Desk, request: HttpRequest, posted: Posted<Wanted>) -> Result<HttpResponse, Problem> {
    let cookies = desk.cookies();
    let cookie = if posted.form.print == LARGE { cookies.bake(PRINT, LARGE.into(), 400) } else { cookies.take(PRINT) };
    Ok(desk.go(&see(came_from(&request)).with_cookie(cookie)))
}

/// The page on which the button was pressed.
fn came_from(request: &HttpRequest) -> String {
    let referer = request.headers().get(header::REFERER).and_then(|value| value.to_str().ok());
    referer.and_then(path_of).unwrap_or("/").to_owned()
}

/// The path of a full address; none where it could lead to another house.
fn path_of(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let path = &rest[rest.find('/')?..];
    (!path.starts_with("//") && !path.contains('\\')).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_stays_in_this_house() {
        assert_eq!(path_of("https://branch.example/ballots?all=yes"), Some("/ballots?all=yes"));
        assert_eq!(path_of("https://branch.example//other.example/"), None);
        assert_eq!(path_of("https://branch.example/\\other.example"), None);
        assert_eq!(path_of("about:blank"), None);
    }
}
