//! The real thing in Chromium: phone width, keyboard, a screen reader's tree, without JavaScript, and what axe finds.

mod chromium;
mod dead_spot;
mod evening;
mod inspection;
mod screen_reader;
mod three_phones;
mod weight;
