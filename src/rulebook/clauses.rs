//! The rulebook as a list that a member can read: what each rule is about, what it says in words, and its clause.

use super::words::{counted, listed};
use super::{
    Channel, ClauseLine, Cure, Dues, MotionRules, NoticeRule, ResidenceRule, Rulebook, Seconder, Shortened, Suspended,
};

impl Rulebook {
    /// Every rule with its clause, in the order in which a branch meets them.
    pub fn clauses(&self) -> Vec<ClauseLine> {
        let mut lines = Vec::new();
        self.about_membership(&mut lines);
        self.about_meetings(&mut lines);
        self.about_entitlement(&mut lines);
        self.about_voting(&mut lines);
        self.about_motions(&mut lines);
        self.about_offices(&mut lines);
        self.about_delegates(&mut lines);
        self.about_records(&mut lines);
        lines
    }

    fn about_membership(&self, lines: &mut Vec<ClauseLine>) {
        let rules = &self.membership;
        let mut say = |what: &str, value: String| lines.push(line(what, value, &rules.src));
        say("Members who vote", listed(&rules.voting_classes));
        say("Dues are late after", rules.grace.to_string());
        if let Some(lapse) = rules.lapse_after {
            say("Membership lapses after", lapse.to_string());
        }
        if let Some(age) = rules.min_age {
            say("Lowest age of a member", counted(age, "year"));
        }
        say("Nobody is reminded of late dues twice within", rules.reminders_apart.to_string());
        say("Longest break that does not restart membership", counted(rules.allowed_gap_days, "day"));
    }

    fn about_meetings(&self, lines: &mut Vec<ClauseLine>) {
        for (kind, rule) in self.notice.each() {
            lines.push(line(&format!("Notice of: {}", kind.in_words()), rule.in_words(), &rule.src));
        }
        let served = |channel: Channel| format!("{} {}", channel.in_words(), counted(self.service.days(channel), "day"));
        lines.push(line("A notice is served after", Channel::ALL.map(served).join(", "), &self.service.src));
        for (kind, rule) in self.quorum.each() {
            lines.push(line(&format!("Quorum of: {}", kind.in_words()), rule.in_words(), &rule.src));
        }
        for (kind, rule) in &self.requisition {
            lines.push(line(&format!("Who can have called: {}", kind.in_words()), rule.in_words(), &rule.src));
        }
        self.about_conduct(lines);
    }

    fn about_conduct(&self, lines: &mut Vec<ClauseLine>) {
        let rules = &self.meetings;
        if let Some(window) = &rules.annual_window {
            lines.push(line("Time of the annual general meeting", format!("{} to {}", window.from, window.to), &window.src));
        }
        if let Some(blackout) = &rules.blackout {
            lines.push(line("No ordinary meetings in", blackout.in_words(), &blackout.src));
        }
        if let Some(grace) = &rules.grace {
            let value = format!("after {} a meeting without it {}", counted(grace.minutes, "minute"), grace.then.in_words());
            lines.push(line("Waiting for a quorum", value, &grace.src));
        }
        if let Some(length) = &rules.length {
            lines.push(line("Longest meeting unless extended", counted(length.minutes, "minute"), &length.src));
        }
        if let Some(yearly) = &rules.yearly {
            lines.push(line("Fewest meetings in a year", yearly.at_least.to_string(), &yearly.src));
        }
    }

    fn about_entitlement(&self, lines: &mut Vec<ClauseLine>) {
        for (name, rule) in &self.eligibility {
            let mut asks = Vec::new();
            asks.extend(rule.continuous.map(|length| format!("{length} of membership without a break")));
            if rule.dues != Dues::DoNotMatter {
                asks.push("no late dues".to_owned());
            }
            if rule.dues == Dues::PaidOnNoticeDayToo {
                asks.push("nor on the day of the notice".to_owned());
            }
            if rule.cure_until == Cure::Door {
                asks.push("late dues may be paid at the door".to_owned());
            }
            if rule.suspended == Suspended::Excluded {
                asks.push("no suspension".to_owned());
            }
            if rule.residence != ResidenceRule::None {
                asks.push("residence in the area".to_owned());
            }
            asks.extend(rule.min_age.map(|age| format!("at least {age} years old")));
            asks.extend(rule.under_age.map(|age| format!("under {age} years old")));
            if !rule.holds.is_empty() {
                asks.push(format!("one of these offices: {}", listed(&rule.holds)));
            }
            let value = format!("{}: {}", rule.at.in_words(), asks.join("; "));
            lines.push(line(&format!("Entitlement: {}", spaced(name)), value, &rule.src));
        }
    }

    fn about_voting(&self, lines: &mut Vec<ClauseLine>) {
        let rules = &self.voting;
        let mut say = |what: &str, value: String| lines.push(line(what, value, &rules.src));
        say("How a meeting votes", spaced(&rules.default));
        if let Some(number) = rules.secret_on_request_of {
            say("Members who can ask for a secret ballot", number.to_string());
        }
        say("Abstentions", rules.abstentions.in_words().to_owned());
        say("Equal votes", rules.chair_casting.in_words().to_owned());
        for (matter, rule) in &rules.thresholds {
            lines.push(line(&format!("Majority: {}", spaced(matter)), rule.in_words(), &rule.src));
        }
    }

    fn about_motions(&self, lines: &mut Vec<ClauseLine>) {
        let MotionRules { src, deadline_days, per_source, word_limit, seconder, rescind_bar, .. } = &self.motions;
        let MotionRules { speeches, emergency, amendments, .. } = &self.motions;
        let mut say = |what: &str, value: String, src: &str| lines.push(line(what, value, src));
        if let Some(days) = deadline_days {
            say("Motions are handed in before the meeting by", counted(*days, "day"), src);
        }
        if let Some(most) = per_source {
            say("Motions that one ward or affiliated body sends to a meeting, at most", most.to_string(), src);
        }
        if let Some(words) = word_limit {
            say("Longest motion", counted(*words, "word"), src);
        }
        say("Seconder", if *seconder == Seconder::Needed { "needed" } else { "not needed" }.to_owned(), src);
        if let Some(bar) = rescind_bar {
            say("A decision stands at least", bar.to_string(), src);
        }
        if let Some(speeches) = speeches {
            say("Length of speeches", speeches.in_words(), &speeches.src);
        }
        if let Some(emergency) = emergency {
            say("Emergency motions", emergency.in_words(), &emergency.src);
        }
        if let Some(amendments) = amendments {
            say("Amendments", amendments.in_words(), &amendments.src);
        }
    }

    fn about_offices(&self, lines: &mut Vec<ClauseLine>) {
        for (name, rule) in &self.offices {
            lines.push(line(&format!("Office: {}", rule.called(name)), rule.in_words(), &rule.src));
        }
        for (name, rule) in &self.quota {
            lines.push(line(&format!("Places for {}: {}", rule.group, spaced(name)), rule.in_words(), &rule.src));
        }
        for (name, rule) in &self.ballots {
            let (tie, reopening) = (rule.tie_in_words(), rule.reopening_in_words());
            let frozen = rule.freeze_in_words();
            let value = format!("counted by {}; {tie}; the roll is frozen {frozen}{reopening}", rule.method);
            lines.push(line(&format!("Ballot: {}", spaced(name)), value, &rule.src));
        }
    }

    fn about_delegates(&self, lines: &mut Vec<ClauseLine>) {
        for (name, rule) in &self.delegates {
            lines.push(line(&format!("Delegates: {}", spaced(name)), rule.in_words(), &rule.src));
        }
        self.about_selections(lines);
        if let Some(rule) = &self.shortlist {
            lines.push(line("Fewest names on a shortlist", rule.least.to_string(), &rule.src));
            let members = rule.by_right_above.map(|share| format!("wards with more than {} of the members", share.in_words()));
            let affiliates = rule.affiliates_above.map(|share| format!("more than {} of the affiliates", share.in_words()));
            let grounds: Vec<String> = members.into_iter().chain(affiliates).collect();
            if !grounds.is_empty() {
                lines.push(line(
                    "A place on the shortlist by right",
                    format!("nominated by {}", grounds.join(" or ")),
                    &rule.src,
                ));
            }
        }
        if let Some(rule) = &self.trigger {
            let shares: Vec<String> =
                rule.share.iter().map(|(kind, share)| format!("{} of the {kind}", share.in_words())).collect();
            lines.push(line(
                "A full selection is asked for by",
                shares.join(&format!(" {} ", rule.combine.in_words())),
                &rule.src,
            ));
        }
    }

    fn about_selections(&self, lines: &mut Vec<ClauseLine>) {
        let Some(rule) = &self.selections else { return };
        let faster = match rule.shortened {
            Shortened::Never => "never",
            Shortened::WithReason => "for a reason that every member can read",
        };
        lines.push(line("A selection goes faster than its steps", faster.to_owned(), &rule.src));
        if let Some(words) = rule.statement_words {
            lines.push(line("Longest statement of an applicant", counted(words, "word"), &rule.src));
        }
        if let Some(appeal) = &rule.appeal {
            lines.push(line("Appeal against the answer to a complaint", appeal.in_words(), &appeal.src));
        }
        if let Some(messages) = &rule.messages {
            lines.push(line("Messages of those who stand", messages.in_words(), &messages.src));
        }
        for step in rule.in_order() {
            let own = &rule.steps[&step];
            lines.push(line(&format!("Selection: {}", step.in_words()), own.in_words(), &own.src));
        }
    }

    fn about_records(&self, lines: &mut Vec<ClauseLine>) {
        for (name, rule) in &self.retention {
            lines.push(line(&format!("Records kept: {}", spaced(name)), rule.keep.to_string(), &rule.src));
        }
    }
}

impl NoticeRule {
    fn in_words(&self) -> String {
        let tiers = self.tiers();
        let said: Vec<String> = tiers.iter().map(super::notice::Tier::in_words).collect();
        said.join("; ")
    }
}

fn line(what: &str, value: String, clause: &str) -> ClauseLine {
    ClauseLine { what: what.to_owned(), value, clause: clause.to_owned() }
}

/// A key as words: "local-vote" is "local vote".
fn spaced(key: &str) -> String {
    key.replace(['-', '_'], " ")
}

#[cfg(test)]
mod tests {
    use crate::rulebook::{PRESETS, Rulebook, preset};

    #[test]
    fn every_rule_of_every_model_has_its_clause() {
        for model in PRESETS {
            let book = Rulebook::parse(model.text, &preset).unwrap();
            let lines = book.clauses();
            assert!(lines.len() > 30, "{} has {} lines", model.name, lines.len());
            for line in lines {
                assert!(!line.clause.is_empty() && !line.value.is_empty() && !line.what.is_empty(), "{line:?}");
                assert!(!line.clause.contains("Model rules for"), "{}: {line:?} has no clause of its own", model.name);
            }
        }
    }
}
