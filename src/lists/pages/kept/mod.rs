//! The page of a kept list: its people with their working columns, what is done for many of them, and what is taken away.

mod acts;
mod cells;
mod columns;
mod done;
mod file;
mod show;
mod table;

use actix_web::web::ServiceConfig;
use serde::Deserialize;

use crate::{
    db::RowId,
    render::{RenderError, Templates},
};

pub fn routes(to: &mut ServiceConfig) {
    show::routes(to);
    cells::routes(to);
    acts::routes(to);
    columns::routes(to);
    file::routes(to);
}

pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<show::ListPage>()?;
    pages.extend(templates.check::<columns::ColumnsPage>()?);
    Ok(pages)
}

/// Which part of a list is open.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct At {
    page: String,
    /// "left-out" for those who are left out.
    show: String,
}

impl At {
    fn page(&self) -> usize {
        self.page.parse().unwrap_or(1)
    }

    fn is_left_out(&self) -> bool {
        self.show == "left-out"
    }

    /// The address of that part.
    fn href(&self, list: RowId) -> String {
        let show = if self.is_left_out() { "show=left-out&" } else { "" };
        format!("/lists/{list}?{show}page={}", self.page())
    }
}
