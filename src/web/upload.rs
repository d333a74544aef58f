//! Files that people send: bounded in size, held in memory, never trusted by their name.

use actix_multipart::Multipart;
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures_util::{StreamExt, future::LocalBoxFuture};

use super::{Filled, Once, Problem};

/// The largest form that is read: a register of 500,000 electors fits.
pub const LARGEST: usize = 64 << 20;

/// No form here has so many fields.
const MOST_PARTS: usize = 64;

/// A form with one file in it, of which `MOST` bytes are of use.
#[derive(Debug, Clone)]
pub struct Uploaded<const MOST: usize = LARGEST> {
    pub file_name: String,
    /// The file. Of a larger one there is one byte more than is of use, and nothing else is held: whoever reads it says beside
    /// the field that it is too large.
    pub bytes: Vec<u8>,
    pub once: Once,
    fields: Vec<(String, String)>,
}

impl<const MOST: usize> Uploaded<MOST> {
    /// What was typed, to show it again. A file has to be chosen anew.
    pub fn typed(&self) -> Filled {
        Filled::with(self.fields.iter().map(|(name, value)| (name.as_str(), value.clone())))
    }

    /// What was typed into `field`.
    pub fn field(&self, field: &str) -> &str {
        self.fields.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value)
    }
}

impl<const MOST: usize> FromRequest for Uploaded<MOST> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let parts = Multipart::new(request.headers(), payload.take());
        Box::pin(read(parts))
    }
}

async fn read<const MOST: usize>(mut parts: Multipart) -> Result<Uploaded<MOST>, Problem> {
    let mut uploaded = Uploaded { file_name: String::new(), bytes: Vec::new(), once: Once::not_needed(), fields: Vec::new() };
    let (mut left, mut parts_left) = (LARGEST, MOST_PARTS);
    while let Some(part) = parts.next().await {
        let mut part = part.map_err(|cause| Problem::Garbled(cause.to_string()))?;
        parts_left = parts_left.checked_sub(1).ok_or(Problem::TooLong)?;
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.content_disposition().and_then(|about| about.get_filename()).map(str::to_owned);
        let mut content = Vec::new();
        while let Some(chunk) = part.next().await {
            let chunk = chunk.map_err(|cause| Problem::Garbled(cause.to_string()))?;
            left = left.checked_sub(chunk.len()).ok_or(Problem::TooLong)?;
            let room = if file.is_some() { MOST.saturating_add(1) - content.len() } else { chunk.len() };
            content.extend_from_slice(&chunk[..chunk.len().min(room)]);
        }
        match file {
            Some(file) => (uploaded.file_name, uploaded.bytes) = (file, content),
            None if name == "_form" => uploaded.once = Once::new(String::from_utf8_lossy(&content).into_owned()),
            None => uploaded.fields.push((name, String::from_utf8_lossy(&content).into_owned())),
        }
    }
    Ok(uploaded)
}

#[cfg(test)]
mod tests {
    use actix_web::{
        http::header::{HeaderMap, HeaderName, HeaderValue},
        web::Bytes,
    };

    use super::*;

    /// What becomes of a form of so many fields.
    async fn sent(fields: usize) -> Result<Uploaded, Problem> {
        let field = |number: usize| format!("--b\r\nContent-Disposition: form-data; name=\"f{number}\"\r\n\r\n1\r\n");
        form((0..fields).map(field).chain(["--b--\r\n".to_owned()]).collect()).await
    }

    async fn form<const MOST: usize>(body: String) -> Result<Uploaded<MOST>, Problem> {
        let mut headers = HeaderMap::new();
        let kind = HeaderValue::from_static("multipart/form-data; boundary=b");
        headers.insert(HeaderName::from_static("content-type"), kind);
        let body = futures_util::stream::once(async move { Ok::<_, actix_web::error::PayloadError>(Bytes::from(body)) });
        read(Multipart::new(&headers, body)).await
    }

    #[actix_web::test]
    async fn of_a_file_that_is_too_large_no_more_is_held_than_shows_it_and_what_was_typed_is_kept() {
        let file = |length: usize| {
            let content = "x".repeat(length);
            let file = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n";
            let field = "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nThe minutes of September\r\n--b--\r\n";
            form::<10>(format!("{file}{content}\r\n{field}"))
        };

        assert_eq!(file(10).await.expect("it fits").bytes.len(), 10);
        let large = file(100_000).await.expect("the reader refuses it");
        assert_eq!((large.bytes.len(), large.field("title")), (11, "The minutes of September"));
        assert!(matches!(file(LARGEST).await, Err(Problem::TooLong)));
    }

    #[actix_web::test]
    async fn a_form_of_a_thousand_parts_is_turned_away() {
        assert!(sent(64).await.is_ok_and(|uploaded| uploaded.field("f63") == "1"));
        assert!(matches!(sent(1_000).await, Err(Problem::TooLong)));
    }
}
