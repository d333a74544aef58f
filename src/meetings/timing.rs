//! The hours of an agenda: its forecast over the rulebook's length of a meeting, in words that can be checked.

use chrono::TimeDelta;

use super::{
    Item, Meeting,
    forecast::{Course, Forecast, Planned, foreseen},
};
use crate::{
    branch::Branch,
    db::{Instant, ItemId},
    render::{dates, words::plural},
    zone::Zone,
};

/// An item to which nobody gave minutes counts as so many, and one that brings a motion as so many.
const USUAL: u32 = 5;
const USUAL_FOR_A_MOTION: u32 = 15;

/// What an evening will bring as things stand `now`, after these items were `taken`, the last of them still in hand. The
/// chair's board asks at every moment; before the meeting nothing is taken. `prolonged` are the minutes that the meeting has
/// given itself beyond those of the rules.
pub fn forecast(
    branch: &Branch,
    meeting: &Meeting,
    items: &[Item],
    taken: &[(ItemId, Instant)],
    prolonged: u32,
    now: Instant,
) -> Forecast {
    let agenda: Vec<Planned> = items.iter().map(planned).collect();
    let taken: Vec<_> = taken.iter().map(|(item, at)| (*item, at.0)).collect();
    let sits = branch.rulebook.meetings.length.as_ref().map(|length| length.minutes.saturating_add(prolonged));
    let begins_at = meeting.opened_at.unwrap_or(meeting.starts_at).0;
    foreseen(&agenda, &Course { begins_at, taken: &taken, now: now.0, sits })
}

fn planned(item: &Item) -> Planned {
    let usual = if item.link.is_some() { USUAL_FOR_A_MOTION } else { USUAL };
    Planned { item: item.id, minutes: item.minutes.and_then(|minutes| u32::try_from(minutes).ok()), usual }
}

/// How the hours were worked out, in sentences.
pub fn working(forecast: &Forecast, zone: Zone) -> Vec<String> {
    let time = |at: chrono::DateTime<chrono::Utc>| dates::time(at.with_timezone(&zone).time());
    let mut sentences = vec![format!(
        "{} together take {}; begun at {}, the meeting ends at {}.",
        plural(forecast.lines.len().try_into().unwrap_or_default(), "item", "items"),
        lasting(forecast.minutes),
        time(forecast.begins_at),
        time(forecast.ends_at)
    )];
    if forecast.without_minutes > 0 {
        let number = plural(forecast.without_minutes.try_into().unwrap_or_default(), "item has", "items have");
        sentences.push(format!("{number} no minutes yet; one counts as {USUAL}, one with a motion as {USUAL_FOR_A_MOTION}."));
    }
    if let Some(end) = forecast.must_end_at {
        let length = u32::try_from((end - forecast.begins_at).num_minutes()).unwrap_or_default();
        sentences.push(format!(
            "The rules end it after {}, at {}, unless the meeting extends itself.",
            lasting(length),
            time(end)
        ));
    }
    sentences
}

/// The sentence that matters: when it ends, and what that leaves out.
pub fn says(forecast: &Forecast, zone: Zone) -> String {
    let ends = dates::time(forecast.ends_at.with_timezone(&zone).time());
    let over = u32::try_from(forecast.runs_over_by()).unwrap_or_default();
    if over == 0 {
        return format!("As planned, the meeting ends at {ends}.");
    }
    let left = match forecast.not_reached().count() {
        0 => "the last item is not finished".to_owned(),
        number => format!("{} not reached", plural(number.try_into().unwrap_or_default(), "item is", "items are")),
    };
    format!("As planned, the meeting runs over by {}: {left}.", lasting(over))
}

/// "1 hour 45 minutes".
fn lasting(minutes: u32) -> String {
    let span = TimeDelta::minutes(minutes.into());
    let (hours, rest) = (span.num_hours(), span.num_minutes() % 60);
    let hours_said = plural(hours.into(), "hour", "hours");
    let rest_said = plural(rest.into(), "minute", "minutes");
    match (hours, rest) {
        (0, _) => rest_said,
        (_, 0) => hours_said,
        _ => format!("{hours_said} {rest_said}"),
    }
}
