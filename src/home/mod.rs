//! Each person's front page, the search, and the rail around every page. Reads every module, writes none.

mod chrome;
mod due;
mod pages;

pub use chrome::Chrome;
pub use pages::{routes, samples};
