//! Opening the practice branch, and being somebody else in it.

use actix_web::{
    HttpResponse,
    web::{self, Path, ServiceConfig},
};
use serde::{Deserialize, Serialize};

use super::{enter, founded_already, holds_link};
use crate::{
    accounts,
    db::AccountId,
    practice,
    render::Page,
    web::{Answer, Desk, Nothing, Posted, Problem},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/start/{token}/practice", web::post().to(start))
        .route("/practice", web::get().to(cast))
        .route("/practice/roles", web::post().to(play));
}

/// Whoever presses twice comes into the one practice branch twice.
async fn start(desk: Desk, token: Path<String>, _: Posted<Nothing>) -> Answer {
    holds_link(&desk, &token)?;
    let scribe = desk.scribe().clone();
    let secretary = web::block(move || match practice::found(&scribe) {
        Err(Problem::Refused { .. }) => scribe.read(|conn| practice::secretary(conn)?.ok_or_else(founded_already)),
        founded => founded,
    });
    let secretary = secretary.await.map_err(Problem::broken)??;
    enter(&desk, secretary, "/", "You are the secretary of this practice branch. Look round and press everything.").await
}

/// "Be somebody else": the people one can be in the practice branch.
#[derive(Debug, Serialize)]
pub struct CastPage {
    roles: Vec<practice::Role>,
}

impl Page for CastPage {
    const TEMPLATE: &'static str = "setup/cast.html";
    fn title(&self) -> String {
        "Be somebody else".into()
    }
    fn samples() -> Vec<Self> {
        vec![CastPage {
            roles: vec![practice::Role { account: AccountId::fresh(), name: "Nadia Rahman".into(), part: "secretary".into() }],
        }]
    }
}

async fn cast(desk: Desk) -> Answer {
    desk.page(|look| {
        if !look.branch.is_practice {
            return Err(Problem::NotFound);
        }
        Ok(CastPage { roles: practice::roles(look.conn, &look.branch)? })
    })
    .await
}

#[derive(Deserialize)]
struct Play {
    account: AccountId,
}

async fn play(desk: Desk, posted: Posted<Play>) -> Result<HttpResponse, Problem> {
    let account = posted.form.account;
    desk.look(move |look| {
        let in_practice = look.branch.is_practice && accounts::find(look.conn, account)?.branch_id == look.branch.id;
        if in_practice { Ok(()) } else { Err(Problem::NotFound) }
    })
    .await?;
    enter(&desk, account, "/", "You are somebody else now.").await
}
