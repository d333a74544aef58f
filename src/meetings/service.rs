//! Whether a notice was served: on each of those entitled, how, on which day, and with how many clear days to spare.
//!
//! Pure: what the mail servers said and what was written down of letters is handed in, and the rulebook says what it is worth.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    mail::State as Sent,
    rulebook::{Channel, MeetingKind, Rulebook},
};

crate::text_enum! {
    /// How a notice came to somebody, other than by mail.
    pub enum Way {
        Post = "post",
        Hand = "hand",
    }
}

impl Way {
    fn channel(self) -> Channel {
        match self {
            Self::Post => Channel::Post,
            Self::Hand => Channel::Hand,
        }
    }
}

/// What is known of one person's notice.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// Where her mail stands, and since which day.
    pub mail: Option<(Sent, Option<NaiveDate>)>,
    /// The day on which it was posted or handed to her.
    pub carried: Option<(Way, NaiveDate)>,
}

/// What her notice is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Service {
    /// It was served so many clear days before the meeting.
    Served { by: Channel, on: NaiveDate, clear_days: i64, is_in_time: bool },
    /// It can still happen by itself.
    UnderWay,
    /// Mail did not reach her, and nobody wrote down that a letter did.
    ToCarry,
}

/// What one person's notice of a meeting of that kind and day is worth.
pub fn service(book: &Rulebook, (kind, meets_on): (MeetingKind, NaiveDate), known: Known) -> Service {
    let served = |by: Channel, on: NaiveDate| Service::Served {
        by,
        on,
        clear_days: book.clear_days_given(by, on, meets_on).value,
        is_in_time: on <= book.last_day_of_service(kind, by, meets_on).value,
    };
    match (known.carried, known.mail) {
        (Some((way, on)), _) => served(way.channel(), on),
        (None, Some((Sent::Accepted, Some(on)))) => served(Channel::Email, on),
        (None, Some((state, _))) if !state.is_settled() => Service::UnderWay,
        _ => Service::ToCarry,
    }
}

/// The sums of a certificate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Sums {
    pub entitled: usize,
    pub by_mail: usize,
    pub by_post: usize,
    pub by_hand: usize,
    pub late: usize,
    pub under_way: usize,
    pub to_carry: usize,
    /// The fewest clear days that anybody who was served had.
    pub fewest: Option<i64>,
}

impl Sums {
    pub fn of(services: &[Service]) -> Self {
        services.iter().fold(Self { entitled: services.len(), ..Self::default() }, |sums, service| sums.with(*service))
    }

    /// Everybody who was served, in time or not.
    pub fn served(&self) -> usize {
        self.by_mail + self.by_post + self.by_hand
    }

    fn with(mut self, service: Service) -> Self {
        match service {
            Service::UnderWay => self.under_way += 1,
            Service::ToCarry => self.to_carry += 1,
            Service::Served { by, clear_days, is_in_time, .. } => {
                *match by {
                    Channel::Email => &mut self.by_mail,
                    Channel::Post => &mut self.by_post,
                    Channel::Hand => &mut self.by_hand,
                } += 1;
                self.late += usize::from(!is_in_time);
                self.fewest = Some(self.fewest.map_or(clear_days, |fewest| fewest.min(clear_days)));
            }
        }
        self
    }
}

/// What the rules say of a notice that went astray.
pub fn saving_clause(book: &Rulebook) -> String {
    if book.service.accidental_omission_invalidates {
        return "Under these rules a notice that somebody was not given, even by accident, can undo what the meeting decides."
            .into();
    }
    "That a notice was not given to somebody by accident, or did not reach them, does not undo what the meeting decides.".into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::preset;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a written day")
    }

    /// A general meeting of a party branch, which needs seven clear days, on 15 October.
    fn worth(mail: Option<(Sent, Option<NaiveDate>)>, carried: Option<(Way, NaiveDate)>) -> Service {
        let book = Rulebook::parse(&preset("party-branch").expect("a model"), &preset).expect("a sound model");
        service(&book, (MeetingKind::General, day("2026-10-15")), Known { mail, carried })
    }

    #[test]
    fn what_the_mail_server_took_in_time_is_served() {
        let sent = worth(Some((Sent::Accepted, Some(day("2026-10-07")))), None);
        let late = worth(Some((Sent::Accepted, Some(day("2026-10-08")))), None);

        let on = day("2026-10-07");
        assert_eq!(sent, Service::Served { by: Channel::Email, on, clear_days: 7, is_in_time: true });
        assert!(matches!(late, Service::Served { clear_days: 6, is_in_time: false, .. }));
    }

    #[test]
    fn what_was_refused_is_to_be_carried_until_somebody_did() {
        let refused = Some((Sent::Refused, Some(day("2026-10-02"))));

        assert_eq!(worth(refused, None), Service::ToCarry);
        assert!(matches!(worth(refused, Some((Way::Hand, day("2026-10-03")))), Service::Served { by: Channel::Hand, .. }));
        assert_eq!(worth(Some((Sent::Queued, None)), None), Service::UnderWay);
    }

    #[test]
    fn a_letter_counts_from_the_day_on_which_the_rules_deem_it_served() {
        let Service::Served { clear_days, .. } = worth(Some((Sent::Letter, None)), Some((Way::Post, day("2026-10-02")))) else {
            panic!("a posted letter is served");
        };
        let Service::Served { clear_days: by_hand, .. } = worth(None, Some((Way::Hand, day("2026-10-02")))) else {
            panic!("what was handed over is served");
        };

        assert!(clear_days < by_hand, "{clear_days} by post, {by_hand} by hand");
    }

    #[test]
    fn the_sums_name_the_fewest_clear_days() {
        let by_mail = |on: &str| worth(Some((Sent::Accepted, Some(day(on)))), None);
        let sums = Sums::of(&[by_mail("2026-10-01"), by_mail("2026-10-08"), Service::ToCarry]);

        assert_eq!((sums.entitled, sums.served(), sums.late, sums.to_carry, sums.fewest), (3, 2, 1, 1, Some(6)));
    }
}
