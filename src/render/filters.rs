//! The filters that templates use, each a thin layer over `dates.rs` and `words.rs`.
//!
//! A time reaches a template as RFC 3339 text in UTC; the filter shows it in the zone that the
//! context holds as `zone`. A component has a context of its own, so one that shows times says
//! `@zone` among its arguments; without it the filter fails and says so.

use super::{colour, dates, words};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use tera::{Kwargs, State, Tera, Value};

use crate::zone::Zone;

type Shown = Result<String, tera::Error>;

/// Makes the filters known to the engine, before any template is loaded.
pub fn register(tera: &mut Tera) {
    tera.register_filter("day", |v: &str, _: Kwargs, s: &State| shown_day(v, s, dates::day));
    tera.register_filter("short_day", |v: &str, _: Kwargs, s: &State| shown_day(v, s, dates::short_day));
    tera.register_filter("iso_day", |v: &str, _: Kwargs, s: &State| shown_day(v, s, |d| d.to_string()));
    tera.register_filter("weekday", |v: &str, _: Kwargs, s: &State| shown_day(v, s, |d| d.format("%A").to_string()));
    tera.register_filter("day_of_month", |v: &str, _: Kwargs, s: &State| shown_day(v, s, |d| d.format("%-d").to_string()));
    tera.register_filter("month", |v: &str, _: Kwargs, s: &State| shown_day(v, s, |d| d.format("%B").to_string()));
    tera.register_filter("time", time);
    tera.register_filter("moment", |v: &str, _: Kwargs, s: &State| Shown::Ok(dates::moment(instant(v)?, zone(s)?)));
    tera.register_filter("stamp", |v: &str, _: Kwargs, s: &State| Shown::Ok(dates::stamp(instant(v)?, zone(s)?)));
    tera.register_filter("iso", iso);
    tera.register_filter("plural", plural);
    tera.register_filter("thousands", |v: i128, _: Kwargs, _: &State| words::thousands(v));
    tera.register_filter("ordinal", |v: i128, _: Kwargs, _: &State| words::ordinal(v));
    tera.register_filter("initials", |v: &str, _: Kwargs, _: &State| words::initials(v));
    tera.register_filter("names", names);
    tera.register_filter("brand_hex", |hue: u16, _: Kwargs, _: &State| colour::brand_hex(hue));
}

/// `{{ members | plural(one="member", many="members") }}`: takes a number or a list.
fn plural(counted: Value, kwargs: Kwargs, _: &State) -> Shown {
    let count = match counted.as_array() {
        Some(list) => list.len() as i128,
        None => counted.as_i128().ok_or_else(|| tera::Error::message("`plural` counts a whole number or a list"))?,
    };
    Ok(words::plural(count, kwargs.must_get("one")?, kwargs.must_get("many")?))
}

/// `{{ page.tellers | names }}`: "Ama, Tom and Nadia".
fn names(list: Vec<Value>, _: Kwargs, _: &State) -> Shown {
    let list: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
    let list = list.ok_or_else(|| tera::Error::message("`names` joins a list of texts"))?;
    Ok(words::names(&list))
}

/// Shows the time of an instant in the branch's zone, or a time of day as it stands.
fn time(value: &str, _: Kwargs, state: &State) -> Shown {
    if let Ok(time) = value.parse::<NaiveTime>() {
        return Ok(dates::time(time));
    }
    Ok(dates::time(instant(value)?.with_timezone(&zone(state)?).time()))
}

/// For the `datetime` of a `<time>` and the `value` of a date input: local, without the zone.
fn iso(value: &str, _: Kwargs, state: &State) -> Shown {
    if let Ok(date) = value.parse::<NaiveDate>() {
        return Ok(date.to_string());
    }
    Ok(instant(value)?.with_timezone(&zone(state)?).format("%Y-%m-%dT%H:%M").to_string())
}

/// Shows a date as it stands, and an instant as the day that it falls on where the branch is.
fn shown_day(value: &str, state: &State, show: fn(NaiveDate) -> String) -> Shown {
    if let Ok(date) = value.parse::<NaiveDate>() {
        return Ok(show(date));
    }
    Ok(show(instant(value)?.with_timezone(&zone(state)?).date_naive()))
}

fn instant(value: &str) -> Result<DateTime<Utc>, tera::Error> {
    value.parse().map_err(|_| tera::Error::message(format!("“{value}” is neither a date nor a time in RFC 3339")))
}

fn zone(state: &State) -> Result<Zone, tera::Error> {
    let name: Option<String> = state.get("zone")?;
    let name = name.ok_or_else(|| {
        tera::Error::message("No `zone` here: a component that shows times must have `@zone` among its arguments")
    })?;
    name.parse().map_err(|_| tera::Error::message(format!("“{name}” is no time zone")))
}

#[cfg(test)]
mod tests {
    use tera::{Context, Tera};

    fn shown(template: &str) -> Result<String, tera::Error> {
        let mut tera = Tera::new();
        super::register(&mut tera);
        tera.add_raw_template("t.txt", template)?;
        let mut context = Context::new();
        context.insert("zone", "Europe/London");
        context.insert("at", "2026-07-02T18:30:00Z");
        context.insert("late", "2026-07-02T23:30:00.123456Z");
        context.insert("on", "2026-12-17");
        context.insert("tellers", &["Ama", "Tom", "Nadia"]);
        tera.render("t.txt", &context)
    }

    #[test]
    fn each_filter_of_a_day_says_its_part() {
        assert_eq!(shown("{{ on | day }}").unwrap(), "Thursday 17 December 2026");
        assert_eq!(shown("{{ on | short_day }}").unwrap(), "17 Dec");
        assert_eq!(shown("{{ on | weekday }} {{ on | day_of_month }} {{ on | month }}").unwrap(), "Thursday 17 December");
        assert_eq!(
            shown("{{ on | iso }} {{ at | iso }} {{ late | iso_day }}").unwrap(),
            "2026-12-17 2026-07-02T19:30 2026-07-03"
        );
    }

    #[test]
    fn an_instant_is_shown_on_the_day_of_the_branch() {
        assert_eq!(shown("{{ at | moment }}").unwrap(), "Thursday 2 July at 7.30 pm");
        assert_eq!(shown("{{ late | day }}, {{ late | time }}").unwrap(), "Friday 3 July 2026, 12.30 am");
        assert_eq!(shown("{{ at | stamp }}").unwrap(), "2 Jul 2026, 7.30 pm");
    }

    #[test]
    fn words_and_numbers_are_filtered_as_they_are_said() {
        assert_eq!(shown(r#"{{ 1 | plural(one="member", many="members") }}"#).unwrap(), "1 member");
        assert_eq!(shown(r#"{{ tellers | plural(one="teller", many="tellers") }}"#).unwrap(), "3 tellers");
        assert_eq!(shown("{{ 18204 | thousands }} {{ 22 | ordinal }}").unwrap(), "18,204 22nd");
        assert_eq!(shown(r#"{{ tellers | names }} {{ "Ama Okoro" | initials }}"#).unwrap(), "Ama, Tom and Nadia AO");
    }

    #[test]
    fn a_component_without_the_zone_is_told_to_ask_for_it() {
        let error = shown("{% component when(at) %}{{ at | moment }}{% endcomponent %}{{ <when at /> }}").unwrap_err();
        assert!(error.to_string().contains("`@zone`"), "{error}");
        let asked = "{% component when(at, @zone) %}{{ at | moment }}{% endcomponent %}{{ <when at /> }}";
        assert_eq!(shown(asked).unwrap(), "Thursday 2 July at 7.30 pm");
    }

    #[test]
    fn a_text_that_is_no_time_is_refused() {
        assert!(shown(r#"{{ "next week" | day }}"#).is_err());
    }
}
