//! What every page needs: who visits, forms with what was typed, one way to answer, errors that show the way on.
//!
//! A handler is four sentences: who and what, may they, do it, answer. [`Desk::page`] reads and shows; [`Desk::act`] does a
//! deed once, however often the button is pressed. Whoever is signed in is known to `accounts`, which stands above.

mod answer;
mod cookies;
mod desk;
mod flash;
mod form;
mod guard;
mod once;
mod opened;
mod paging;
mod print;
mod problem;
mod scanner;
mod sender;
mod statics;
mod tries;
pub mod typed;
mod upload;
mod visit;

pub use answer::{Answer, See, download, html, see};
pub use cookies::{Cookies, cookie};
pub use desk::{Desk, House, Look};
pub use form::{Choice, Faults, Filled, LONGEST_FORM, Nothing, Posted};
pub use guard::{headers, same_origin};
pub use once::Once;
pub use opened::{Opened, Stood};
pub use paging::Paged;
pub use problem::{Problem, Refusal, WayOn, samples, show_problems};
pub use scanner::scan;
pub use sender::sender;
pub use tries::Tries;
pub use upload::Uploaded;
pub use visit::{Proof, Right, Surround, Visit, Visitor};

/// What belongs to no module's pages.
pub fn routes(to: &mut actix_web::web::ServiceConfig) {
    statics::routes(to);
    print::routes(to);
}
