//! The tables of meetings.

mod agenda;
mod attendances;
mod calendars;
mod meetings;
mod replies;
mod roll;
mod services;
mod taps;
mod versions;

pub use agenda::{add_item, add_line, item_for_link, items, move_item, put_in_order, remove_item, time_items};
pub use attendances::{attendance, begin_stay, end_stay, end_stay_at, is_present, present, stay_of, strike_stay};
pub use calendars::{called_to, end_feed, end_links, fed_by, feed_of, keep_feed, revise, revision};
pub use meetings::{begin, call, call_off, close, find, list, move_to, next_after, upcoming};
pub use replies::{keep_keys, keep_reply, replies, reply_of, sent_with};
pub use roll::{count_entitled, on_roll, seat_of, voters};
pub use services::{Frozen, carried, freeze_notice, note_carried, notice, strike_carried};
pub use taps::{keep_tap, known_taps};
pub use versions::{Template, Version, note_reminded, publish, remove_template, save_template, templates, to_remind, versions};
