//! Signing out.

use actix_web::{
    http::header::{HeaderName, HeaderValue},
    web::{self, ServiceConfig},
};

use super::super::{SignedIn, session::SESSION, store};
use crate::web::{Answer, Desk, Nothing, Posted, see};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/sign-out", web::post().to(sign_out));
}

async fn sign_out(desk: Desk, who: SignedIn, posted: Posted<Nothing>) -> Answer {
    let gone = desk.cookies().take(SESSION);
    let mut answer = desk
        .act(who.actor(), &posted.once, move |act| {
            store::end_session(act, who.session, who.account)?;
            Ok(see("/sign-in").saying("You are signed out.").with_cookie(gone))
        })
        .await?;
    // Drafts and doors that the browser kept are nobody else's who sits down at it (ASVS 5.0, 14.3.1).
    let forgets = HeaderValue::from_static("\"cache\", \"storage\"");
    answer.headers_mut().insert(HeaderName::from_static("clear-site-data"), forgets);
    Ok(answer)
}
