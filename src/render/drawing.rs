//! Where things stand in the drawings that templates make: bars and doors. Whole numbers go in,
//! positions come out, and the templates write the SVG; nothing needs a style attribute.

use super::ruler::{self, Mark};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use tera::{Kwargs, State, Tera, Value};

/// Makes `bar_parts`, `door_squares` and `ruler` known to the templates.
pub fn register(tera: &mut Tera) {
    tera.register_function("bar_parts", |kwargs: Kwargs, _: &State| {
        let parts: Vec<u64> = kwargs.must_get("parts")?;
        let parts = bar_parts(&parts, kwargs.must_get("of")?, kwargs.must_get("width")?);
        Value::try_from_serializable(&parts)
    });
    tera.register_function("door_squares", |kwargs: Kwargs, _: &State| {
        let doors = |name| kwargs.must_get(name);
        Value::try_from_serializable(&door_squares(doors("done")?, doors("back")?, doors("todo")?, doors("per")?))
    });
    tera.register_function("ruler", |kwargs: Kwargs, _: &State| {
        let Ruler { marks, today } = kwargs.deserialize()?;
        Value::try_from_serializable(&ruler::lay_out(&marks, today))
    });
}

/// One part of a bar, in the units of its width.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    pub x: u64,
    pub width: u64,
}

/// Cuts a bar of `width` units into parts. `of` is what the whole width stands for; where the
/// parts sum to more, or `of` is 0, their sum is. The edges are rounded, never the widths, so no gap appears.
pub fn bar_parts(parts: &[u64], of: u64, width: u64) -> Vec<Part> {
    let sum: u64 = parts.iter().sum();
    let whole = u128::from(of.max(sum).max(1));
    let edge = |upto: u64| u64::try_from(u128::from(upto) * u128::from(width) / whole).unwrap_or(width);
    let mut reached = 0;
    parts
        .iter()
        .map(|part| {
            let x = edge(reached);
            reached += part;
            Part { x, width: edge(reached) - x }
        })
        .collect()
}

/// What one square of the doors picture says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    Done,
    Back,
    Todo,
}

/// One square for every `per` doors. A square is what its first door is, and a kind that has any
/// door has a square, so that one door to call back never vanishes from the picture.
pub fn door_squares(done: u64, back: u64, todo: u64, per: u64) -> Vec<Door> {
    let per = per.max(1);
    let squares = (done + back + todo).div_ceil(per);
    let backs = if back == 0 { 0 } else { (back / per).max(1) };
    let todos = if todo == 0 { 0 } else { (todo / per).max(1) };
    let dones = squares.saturating_sub(backs + todos).max(u64::from(done > 0));
    let run = |door, count: u64| std::iter::repeat_n(door, usize::try_from(count).unwrap_or(0));
    run(Door::Done, dones).chain(run(Door::Back, backs)).chain(run(Door::Todo, todos)).collect()
}

#[derive(Deserialize)]
struct Ruler {
    marks: Vec<Mark>,
    today: Option<NaiveDate>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_bar_touch_and_fill_it() {
        let parts = bar_parts(&[31, 14, 12], 0, 400);
        assert_eq!(parts[0], Part { x: 0, width: 217 });
        assert_eq!(parts[1].x, 217);
        assert_eq!(parts[2].x + parts[2].width, 400);
    }

    #[test]
    fn a_bar_of_nothing_is_empty_and_does_not_divide_by_it() {
        assert_eq!(bar_parts(&[0, 0], 0, 400), [Part { x: 0, width: 0 }, Part { x: 0, width: 0 }]);
    }

    #[test]
    fn turnout_is_drawn_against_the_whole_roll() {
        assert_eq!(bar_parts(&[214], 486, 1000), [Part { x: 0, width: 440 }]);
        assert_eq!(bar_parts(&[20], 10, 1000), [Part { x: 0, width: 1000 }]);
    }

    #[test]
    fn one_door_to_call_back_is_still_a_square() {
        let squares = door_squares(132, 1, 47, 5);
        assert_eq!(squares.len(), 36);
        assert_eq!(squares.iter().filter(|door| **door == Door::Back).count(), 1);
    }

    #[test]
    fn no_doors_make_no_squares() {
        assert!(door_squares(0, 0, 0, 5).is_empty());
        assert_eq!(door_squares(3, 0, 0, 0).len(), 3);
    }
}
