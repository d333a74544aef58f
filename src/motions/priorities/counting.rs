//! The order that members ask for.

use std::collections::HashMap;

use crate::db::MotionId;

/// How often each motion was ticked.
pub fn counted(ticks: &[MotionId], motions: &[MotionId]) -> HashMap<MotionId, i32> {
    let mut counts: HashMap<MotionId, i32> = motions.iter().map(|motion| (*motion, 0)).collect();
    for motion in ticks {
        if let Some(count) = counts.get_mut(motion) {
            *count += 1;
        }
    }
    counts
}

/// The motions, the most ticked first; those ticked equally often stay in the order in which they stood.
pub fn ordered(motions: &[MotionId], counts: &HashMap<MotionId, i32>) -> Vec<MotionId> {
    let mut ordered = motions.to_vec();
    ordered.sort_by_key(|motion| std::cmp::Reverse(counts.get(motion).copied().unwrap_or_default()));
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_ticked_come_first_and_equals_stay_as_they_stood() {
        let [one, two, three, gone] = [(); 4].map(|()| MotionId::random());
        let counts = counted(&[two, three, three, gone, two], &[one, two, three]);

        assert_eq!((counts[&one], counts[&two], counts.len()), (0, 2, 3), "a motion that left the agenda is not counted");
        assert_eq!(ordered(&[one, two, three], &counts), [two, three, one]);
    }
}
