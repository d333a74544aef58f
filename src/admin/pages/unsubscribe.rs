//! "No more reminders", "No more news": the page behind the link in such a message, and what a mail program sends for its person with one click
//! (RFC 8058). Nobody need be signed in: the seal in the address is what counts, and it says which message it came with.
//!
//! Opening the page changes nothing, because the machines that look through mail open every link in it. What is sent carries no
//! form key either: mail programs know none, and to stop twice is to stop once.

use actix_web::{
    HttpRequest,
    web::{self, Form, Path, ServiceConfig},
};
use serde::{Deserialize, Serialize};

use crate::{
    audit::Actor,
    db::{BranchId, MessageId},
    mail::{self, Category, bounces},
    render::Page,
    web::{Answer, Desk, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/unsubscribe/{tag}", web::get().to(ask)).route("/unsubscribe/{tag}", web::post().to(stop));
}

/// Where somebody stands with messages of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Wish {
    Asked,
    Stopped,
    Resumed,
}

/// "No more reminders"
#[derive(Debug, Serialize)]
pub struct UnsubscribePage {
    wish: Wish,
    /// News, or reminders.
    is_news: bool,
    action: String,
}

impl Page for UnsubscribePage {
    const TEMPLATE: &'static str = "admin/unsubscribe.html";
    fn title(&self) -> String {
        if self.is_news { "News by mail" } else { "Reminders by mail" }.into()
    }
    fn samples() -> Vec<Self> {
        let page = |wish, is_news| UnsubscribePage { wish, is_news, action: "/unsubscribe/k3ab27".into() };
        [Wish::Asked, Wish::Stopped, Wish::Resumed].into_iter().flat_map(|wish| [page(wish, true), page(wish, false)]).collect()
    }
}

/// What a mail program sends, or a button of the page.
#[derive(Debug, Deserialize)]
struct Sent {
    #[serde(rename = "List-Unsubscribe")]
    one_click: Option<String>,
    again: Option<String>,
}

async fn ask(desk: Desk, request: HttpRequest, tag: Path<String>) -> Answer {
    let (_, message) = of_whom(&desk, &tag).await?;
    shows(&desk, &request, message, Wish::Asked).await
}

async fn stop(desk: Desk, request: HttpRequest, tag: Path<String>, sent: Form<Sent>) -> Answer {
    let (branch, message) = of_whom(&desk, &tag).await?;
    let wish = match (sent.one_click.as_deref(), sent.again.as_deref()) {
        (Some("One-Click"), None) => Wish::Stopped,
        (None, Some("yes")) => Wish::Resumed,
        _ => return Err(Problem::Garbled("neither of the two buttons".to_owned())),
    };
    let scribe = desk.scribe().clone();
    let done = web::block(move || {
        scribe.act::<_, Problem>(branch, Actor::Visitor, |act| {
            match wish {
                Wish::Resumed => mail::resume_kind(act, message)?,
                Wish::Asked | Wish::Stopped => mail::stop_kind(act, message)?,
            }
            Ok(())
        })
    });
    done.await.map_err(Problem::broken)??;
    shows(&desk, &request, message, wish).await
}

/// The message that the address came with, and the branch that sent it.
async fn of_whom(desk: &Desk, tag: &str) -> Result<(BranchId, MessageId), Problem> {
    let vault = desk.scribe().vault().map_err(Problem::broken)?;
    let message = bounces::message_to_stop(vault, tag).ok_or(Problem::NotFound)?;
    let branch = desk.look(move |look| Ok(mail::branch_of(look.conn, message)?)).await?;
    Ok((branch.ok_or(Problem::NotFound)?, message))
}

async fn shows(desk: &Desk, request: &HttpRequest, message: MessageId, wish: Wish) -> Answer {
    let action = request.path().to_owned();
    desk.page(move |look| {
        let is_news = mail::category_of(look.conn, message)? == Category::News;
        Ok(UnsubscribePage { wish, is_news, action })
    })
    .await
}
