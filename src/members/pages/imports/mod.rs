//! Loading a membership list: sending it in, looking at what it would do, applying it, taking it back.

mod apply;
mod columns;
mod preview;
mod reading;
mod recognised;
mod result;
mod send;
mod unsure;

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

pub fn routes(to: &mut ServiceConfig) {
    send::routes(to);
    apply::routes(to);
    result::routes(to);
    unsure::routes(to);
    columns::routes(to);
}

pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<send::SendPage>()?;
    pages.extend(templates.check::<preview::PreviewPage>()?);
    pages.extend(templates.check::<columns::ColumnsPage>()?);
    pages.extend(templates.check::<result::ResultPage>()?);
    Ok(pages)
}

/// The first so many of a list, and how many more there are.
#[derive(Debug, serde::Serialize)]
struct First<T> {
    shown: Vec<T>,
    more: usize,
    all: usize,
}

impl<T> First<T> {
    fn of(mut all: Vec<T>, most: usize) -> Self {
        let whole = all.len();
        all.truncate(most);
        Self { more: whole - all.len(), shown: all, all: whole }
    }
}
