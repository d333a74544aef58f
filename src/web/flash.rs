//! What the last deed did, said once on the next page.

use actix_web::{HttpRequest, cookie::Cookie};
use serde::{Deserialize, Serialize};

use super::Cookies;
use crate::render::{Flash, FlashKind, Undo};

const FLASH: &str = "wardmote-said";

/// The words that travel in the cookie between two pages.
#[derive(Serialize, Deserialize)]
struct Said {
    words: String,
    #[serde(default)]
    undo: Option<(String, String)>,
}

/// The cookie that carries `words`, and the way to take the deed back, to the next page.
pub fn carry(cookies: Cookies, words: &str, undo: Option<(String, String)>) -> Option<Cookie<'static>> {
    let said = serde_json::to_vec(&Said { words: words.to_owned(), undo }).ok()?;
    Some(cookies.bake(FLASH, crate::audit::hex(&said), 0))
}

/// What the visitor was told to expect, if anything.
pub fn heard(cookies: Cookies, request: &HttpRequest) -> Option<Flash> {
    let said: Said = serde_json::from_slice(&bytes(&cookies.read(request, FLASH)?)?).ok()?;
    let undo = said.undo.map(|(action, label)| Undo { action, label });
    Some(Flash { kind: FlashKind::Done, words: said.words, undo })
}

/// Takes the cookie away once it was shown.
pub fn spent(cookies: Cookies) -> Cookie<'static> {
    cookies.take(FLASH)
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let pairs = hex.as_bytes().chunks_exact(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}
