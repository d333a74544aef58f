//! Each person's front page, and the rail around every page. Reads every module, writes none.

mod chrome;
mod find;
mod pages;

pub use chrome::Chrome;
pub use pages::{routes, samples};
