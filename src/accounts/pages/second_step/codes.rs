//! Recovery codes: shown once, to be kept on paper.

use actix_web::{
    middleware::from_fn,
    web::{self, ServiceConfig},
};
use serde::Serialize;

use super::{
    super::super::{
        AnyOffice,
        notices::{self, Told},
        store, trial, weighty,
    },
    is_asked,
};
use crate::{
    render::Page,
    web::{Answer, Desk, Nothing, Posted},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/second-step/recovery-codes", web::post().to(renew).wrap(from_fn(weighty::weighty)));
}

/// "Keep these codes": shown once.
#[derive(Debug, Serialize)]
pub struct CodesPage {
    pub codes: Vec<String>,
    pub to: String,
}

impl Page for CodesPage {
    const TEMPLATE: &'static str = "accounts/recovery_codes.html";
    fn title(&self) -> String {
        "Your recovery codes".into()
    }
    fn samples() -> Vec<Self> {
        vec![CodesPage { codes: vec!["ABCD-EFGH-JKLM-NPQR".into(), "STUV-WXYZ-2345-6789".into()], to: "/".into() }]
    }
}

async fn renew(desk: Desk, who: AnyOffice, _: Posted<Nothing>) -> Answer {
    is_asked(&who)?;
    let account = who.account;
    let codes = desk.deed(who.actor(), move |act| {
        if store::second_step(act.conn(), account)?.is_none() {
            return Err(trial::not_set_up());
        }
        notices::told(act, account, &Told::RecoveryCodesMade)?;
        Ok(store::renew_recovery_codes(act, account)?)
    });
    let codes = codes.await?;
    desk.page(move |_| Ok(CodesPage { codes, to: "/me/sessions".to_owned() })).await
}
