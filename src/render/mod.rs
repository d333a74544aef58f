//! How a page gets onto the screen, a notice into a letter and a stylesheet into the browser: the
//! template engine, set up once.
//!
//! A page is a struct ([`Page`]); what stands around it is the [`Shell`]; [`Templates`] joins the
//! two. Templates and static files are inside the binary, and a folder laid out like the source
//! tree (`templates/`, `static/`) can replace any of them. Start reading at `page.rs`; the
//! components that pages are made of are listed in `templates/parts/README.md`.

mod assets;
pub mod colour;
pub mod dates;
mod drawing;
mod filters;
#[cfg(debug_assertions)]
pub mod gallery;
pub mod markdown;
mod page;
pub mod ruler;
mod shell;
mod templates;
pub mod words;

pub use assets::{Asset, Assets, Keep};
pub use page::{Page, unknown_fields};
pub use shell::{BranchCard, Flash, FlashKind, NavItem, PersonCard, RecordSeal, Scheme, Shell, Strip, StripKind, Undo};
pub use templates::{RenderError, Templates};
