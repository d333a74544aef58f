//! The picture of a quorum's course, as whole numbers for an SVG of 1,000 by 200 units that is stretched to its page.

use serde::Serialize;

use super::Course;
use crate::db::Instant;

const WIDTH: i64 = 1_000;
const HEIGHT: i64 = 200;
/// The most that were ever in the room, or the quorum, stands so high; above it stays some air.
const TOP: i64 = 180;

/// What stands where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// The room while the quorum was there, as outlines to fill.
    pub held: String,
    /// The room while it was not.
    pub lacking: String,
    /// The number of those in the room, as a line of steps.
    pub room: String,
    /// Where the quorum lies, counted from above.
    pub quorum: i64,
    /// Where something was decided.
    pub decided: Vec<Mark>,
}

/// A decision, so far from the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Mark {
    pub x: i64,
    /// Whether it waits for ratification.
    pub waits: bool,
}

/// Draws the course; nothing where nobody was ever in the room or no time has passed.
pub fn picture(course: &Course) -> Option<Picture> {
    if course.steps.is_empty() || course.from >= course.until {
        return None;
    }
    let frame = Frame {
        from: course.from,
        length: (course.until.0 - course.from.0).num_milliseconds().max(1),
        most: course.steps.iter().map(|step| step.present).max().unwrap_or(0).max(course.needed).max(1),
    };
    let (mut held, mut lacking, mut room) = (String::new(), String::new(), format!("M{} {HEIGHT}", frame.x(course.from)));
    for (place, step) in course.steps.iter().enumerate() {
        let end = course.steps.get(place + 1).map_or(course.until, |next| next.at);
        let (left, right, top) = (frame.x(step.at), frame.x(end), frame.y(step.present));
        room.push_str(&format!("H{left}V{top}"));
        let area = if course.is_enough(step.present) { &mut held } else { &mut lacking };
        area.push_str(&format!("M{left} {HEIGHT}V{top}H{right}V{HEIGHT}Z"));
    }
    room.push_str(&format!("H{WIDTH}"));
    let mark = |decision: &super::Decision| Mark { x: frame.x(decision.at), waits: decision.waits_for_ratification() };
    let decided = course.decisions.iter().map(mark).collect();
    Some(Picture { held, lacking, room, quorum: frame.y(course.needed), decided })
}

/// How time and numbers become units.
struct Frame {
    from: Instant,
    /// In milliseconds.
    length: i64,
    most: u32,
}

impl Frame {
    fn x(&self, at: Instant) -> i64 {
        ((at.0 - self.from.0).num_milliseconds() * WIDTH / self.length).clamp(0, WIDTH)
    }

    fn y(&self, present: u32) -> i64 {
        HEIGHT - i64::from(present) * TOP / i64::from(self.most)
    }
}
