//! The real thing in Chromium: phone width, keyboard, a screen reader's tree, without JavaScript, without a signal, and what
//! axe finds.

mod chromium;
mod dead_spot;
mod evening;
mod inspection;
mod pocket;
mod screen_reader;
mod signal;
mod ten_tasks;
mod three_phones;
mod typing;
mod weight;
