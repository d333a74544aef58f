//! The real thing in Chromium: phone width, keyboard, without JavaScript, and what axe finds.

mod chromium;
mod evening;
mod inspection;
