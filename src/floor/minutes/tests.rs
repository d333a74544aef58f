//! What the minutes say of an evening, and the secretary's wording beside them.

use super::{
    super::{
        event::{Asks, Beside, Put},
        standing::log,
        told::{self, Told},
    },
    *,
};
use crate::{
    db::{BallotId, ItemId},
    rulebook::{Outcome, Side},
    zone::Zone,
};

fn at(text: &str) -> Instant {
    Instant(format!("2026-12-17T{text}:00Z").parse().expect("a time in RFC 3339"))
}

fn room(present: u32) -> Room {
    Room { present, needed: 25, holds: present >= 25, clause: "Model rules, app. 7".to_owned() }
}

fn stay(member: MemberId, may_vote: bool, joined: &str, left: Option<&str>) -> Attendance {
    Attendance { left_at: left.map(at), ..Attendance::begun(member, (may_vote, String::new()), at(joined)) }
}

fn put(mover: MemberId, seconder: Option<MemberId>, to_ratify: Option<&str>) -> Put {
    Put {
        ballot: BallotId::random(),
        asked: Asked {
            asks: Asks::Motion,
            motion: Some(MotionId::random()),
            label: "2026/7".to_owned(),
            title: "Buses".to_owned(),
            own_matter: None,
            mover: Some(mover),
            seconder,
            room: room(29),
            to_ratify: to_ratify.map(str::to_owned),
            secret: None,
            by_name: false,
            again: None,
        },
    }
}

/// The sentences of a draft of these deeds, all at 7.04 pm.
fn sentences(deeds: Vec<Deed>, stays: &[Attendance], names: &HashMap<MemberId, String>) -> Vec<String> {
    let (events, texts) = (log(deeds), HashMap::new());
    let facts = Facts {
        zone: Zone::london(),
        events: &events,
        speeches: &[],
        stays,
        apologies: &[],
        names,
        texts: &texts,
        named: &HashMap::new(),
    };
    drafted(&facts).into_iter().flat_map(|part| part.sentences).map(|sentence| sentence.drafted).collect()
}

fn opened() -> Deed {
    Deed::Opened { room: room(29) }
}

fn taken() -> Deed {
    Deed::Taken { item: ItemId::random(), position: 3, title: "Buses".to_owned() }
}

fn decided(told: Told) -> Deed {
    Deed::Decided { ballot: BallotId::random(), told, beside: Beside::default() }
}

#[test]
fn a_meeting_that_has_not_begun_has_no_minutes() {
    assert!(sentences(Vec::new(), &[], &HashMap::new()).is_empty());
}

#[test]
fn the_opening_says_how_the_quorum_stood() {
    let told = sentences(vec![opened()], &[], &HashMap::new());
    assert_eq!(
        told.last().map(String::as_str),
        Some(
            "The chair opened the meeting at 7.04 pm. 29 members with a vote were in the room; the quorum is 25 (Model rules, app. 7)."
        )
    );
    let told = sentences(vec![Deed::Opened { room: room(1) }], &[], &HashMap::new());
    assert!(told[2].ends_with("1 member with a vote was in the room; there was no quorum, which is 25 (Model rules, app. 7)."));
}

#[test]
fn attendance_lists_everybody_once_with_late_coming_and_leaving() {
    let (tom, ama) = (MemberId::random(), MemberId::random());
    let names = HashMap::from([(tom, "Tom Lewis".to_owned()), (ama, "Ama Okoro".to_owned())]);
    let stays =
        [stay(tom, false, "19:20", Some("19:40")), stay(ama, true, "18:50", None), stay(tom, false, "19:50", Some("20:10"))];

    let told = sentences(vec![opened()], &stays, &names);

    assert_eq!(told[0], "2 members were present, 1 of them with a vote.");
    assert_eq!(told[1], "Present: Ama Okoro and Tom Lewis (from 7.20 pm, until 8.10 pm).");
    assert_eq!(told[2], "No apologies were recorded.");
}

#[test]
fn a_vote_names_its_mover_its_figures_and_its_rule() {
    let (tom, ama) = (MemberId::random(), MemberId::random());
    let names = HashMap::from([(tom, "Tom Lewis".to_owned()), (ama, "Ama Okoro".to_owned())]);
    let question = put(tom, Some(ama), None);
    let deeds = vec![opened(), taken(), Deed::Put { question }, decided(told::sample(Outcome::Carried, 18, 6, 3))];

    let told = sentences(deeds, &[], &names);

    assert_eq!(
        told[4],
        "Motion 2026/7, “Buses”, moved by Tom Lewis and seconded by Ama Okoro, was put to the vote at 7.04 pm; 29 members with a vote were in the room."
    );
    assert_eq!(told[5], "The motion was carried at 7.04 pm: 18 for, 6 against, 3 abstentions.");
    assert_eq!(told[6], "21 votes were cast by phone and 6 hands were counted by the tellers.");
    assert_eq!(told[7], "18 for, 6 against; more for than against is needed: carried. (Model rules, ch. 15 I)");
}

#[test]
fn a_decision_without_a_quorum_waits_for_ratification() {
    let question = put(MemberId::random(), None, Some("SO C"));
    let told = sentences(vec![opened(), taken(), Deed::Put { question }], &[], &HashMap::new());
    assert!(told.last().is_some_and(|last| last.ends_with("stands only if the next quorate meeting ratifies it (SO C).")));
}

#[test]
fn a_casting_vote_is_told_as_one() {
    let mut cast = told::sample(Outcome::Lost, 12, 12, 0);
    cast.tally.chair_casts = Some(Side::Against);
    let tied = Deed::Tied { ballot: BallotId::random(), told: told::sample(Outcome::Tied, 12, 12, 0) };
    let question = put(MemberId::random(), None, None);

    let told = sentences(vec![opened(), taken(), Deed::Put { question }, tied, decided(cast)], &[], &HashMap::new());

    let says = |words: &str| told.iter().any(|sentence| sentence == words);
    assert!(says("The vote closed at 7.04 pm with equal votes: 12 for, 12 against."), "{told:?}");
    assert!(says("The chair gave the casting vote against the motion, and it was lost at 7.04 pm."), "{told:?}");
}

#[test]
fn what_was_not_reached_is_named_at_the_close() {
    let closed = Deed::Closed { not_reached: vec!["4. Library".to_owned(), "5. Any other business".to_owned()] };
    let told = sentences(vec![opened(), closed], &[], &HashMap::new());
    assert_eq!(told[3], "The chair closed the meeting at 7.04 pm.");
    assert_eq!(told[4], "The meeting did not reach 4. Library and 5. Any other business.");
}

#[test]
fn a_motion_that_was_carried_is_resolved_in_its_own_words() {
    let question = put(MemberId::random(), None, None);
    let texts = HashMap::from([(question.asked.motion.unwrap(), vec!["This branch calls for buses.".to_owned()])]);
    let names = HashMap::new();
    let outcome_of = |outcome| {
        let deeds = vec![opened(), taken(), Deed::Put { question: question.clone() }, decided(told::sample(outcome, 18, 6, 3))];
        let events = log(deeds);
        let facts = Facts {
            zone: Zone::london(),
            events: &events,
            speeches: &[],
            stays: &[],
            apologies: &[],
            names: &names,
            texts: &texts,
            named: &HashMap::new(),
        };
        let all: Vec<Sentence> = drafted(&facts).into_iter().flat_map(|part| part.sentences).collect();
        all.into_iter().find(|sentence| sentence.key == "event-4").map(|sentence| sentence.resolved).unwrap_or_default()
    };
    assert_eq!(outcome_of(Outcome::Carried), ["This branch calls for buses."]);
    assert!(outcome_of(Outcome::Lost).is_empty());
}

#[test]
fn the_secretarys_wording_stands_beside_the_draft() {
    let wordings = HashMap::from([("apologies".to_owned(), "Apologies came from Gwen O’Brien.".to_owned())]);
    let (events, names, texts) = (log(vec![opened()]), HashMap::new(), HashMap::new());
    let facts = Facts {
        zone: Zone::london(),
        events: &events,
        speeches: &[],
        stays: &[],
        apologies: &[],
        names: &names,
        texts: &texts,
        named: &HashMap::new(),
    };

    let parts = worded(drafted(&facts), &wordings);

    let apologies = parts[0].sentences.iter().find(|sentence| sentence.key == "apologies").expect("a sentence about apologies");
    assert_eq!(apologies.drafted, "No apologies were recorded.");
    assert_eq!(apologies.own.as_deref(), Some("Apologies came from Gwen O’Brien."));
}
