//! Stories of a ballot from the first paper to the last trace, on a database of their own.

use chrono::{DateTime, Days, TimeDelta, Utc};
use diesel::{RunQueryDsl, sql_query, sql_types::Text};

use super::{
    ballot::Channel,
    casting::{Vote, cast, cast_together, vote_of},
    choice::NewChoice,
    count::Method,
    decision::{DecisionVote, Question, close_decision, decided, decision_vote, enter_hands, has_voted, open_decision},
    election::{NewElection, close_election, draft_election, open_election, result},
    jobs,
    rules::NoVote,
    secret,
    slot::Slot,
    store,
    terms::NewTerms,
};
use crate::{
    audit::{Act, Actor, Scribe},
    branch::{self, Branch, Founding, Kind},
    clock::Clock,
    config::Settings,
    db::{self, BallotId, BranchId, MemberId},
    members::{self, Joining},
    render::Templates,
    rulebook::Outcome,
    web::Problem,
    zone::Zone,
};

struct World {
    scribe: Scribe,
    branch: Branch,
    members: Vec<MemberId>,
    _folder: tempfile::TempDir,
}

impl World {
    fn with_members(count: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings { data_dir: folder.path().to_owned(), ..Settings::read(None).unwrap() };
        let pool = db::open(&settings.database()).unwrap();
        db::migrate(&mut pool.get().unwrap()).unwrap();
        let now: DateTime<Utc> = "2026-12-01T12:00:00Z".parse().unwrap();
        let scribe = Scribe::new(pool, Clock::set_to(now), Templates::load(None).unwrap(), settings);
        let id = BranchId::fresh();
        let founding = Founding {
            id,
            name: "Northmoor".into(),
            kind: Kind::Party,
            zone: Zone::london(),
            hue: 27,
            is_practice: true,
            rulebook: "party-branch".into(),
        };
        let today = now.date_naive();
        let join = |act: &mut Act<'_>, place: u32| {
            let joining = Joining {
                number: format!("N{place}"),
                first_name: format!("Member{place}"),
                email: Some(format!("m{place}@northmoor.example")),
                class: "full".into(),
                joined_on: today.checked_sub_days(Days::new(900)).unwrap(),
                source: "test".into(),
                ..Joining::default()
            };
            members::join(act, &joining)
        };
        let members = scribe
            .act::<_, Problem>(id, Actor::Console, |act| {
                branch::found(act, &founding, today)?;
                Ok((0..count).map(|place| join(act, place)).collect::<Result<Vec<_>, _>>()?)
            })
            .unwrap();
        let branch = scribe.read::<_, Problem>(|conn| Ok(branch::find(conn, id)?)).unwrap();
        Self { scribe, branch, members, _folder: folder }
    }

    fn does<T>(&self, deed: impl FnOnce(&mut Act<'_>) -> Result<T, Problem>) -> Result<T, Problem> {
        self.scribe.act(self.branch.id, Actor::Visitor, deed)
    }

    fn opens_an_election(&self) -> BallotId {
        let today = self.branch.today(self.scribe.clock());
        let election = NewElection {
            title: "Chair".into(),
            question: String::new(),
            method: Method::Av,
            seats: 1,
            about: String::new(),
            rule: "officers".into(),
            area: Vec::new(),
            called_on: today,
            opens_on: today,
            freeze_on: today,
            closes_at: (self.scribe.clock().now() + TimeDelta::days(7)).into(),
            choices: ["Ama", "Ben", "Chris"].map(NewChoice::named).into(),
            terms: NewTerms::default(),
        };
        self.does(|act| {
            let ballot = draft_election(act, &election)?;
            open_election(act, &self.branch, ballot)?;
            Ok(ballot)
        })
        .unwrap()
    }

    fn casts(&self, ballot: BallotId, member: MemberId, marks: &str) -> Result<(), Problem> {
        self.does(|act| {
            let vote = vote_of(act.conn(), &self.branch, ballot, member, marks.to_owned(), Channel::Site)?;
            cast(act, Vote { paper: secret::paper_key(ballot, &member.to_string()), ..vote })
        })
    }

    fn puts_a_motion(&self) -> BallotId {
        let question = Question {
            title: "Buses".into(),
            question: "Shall we campaign for buses?".into(),
            matter: "motion".into(),
            about: "/motions/1".into(),
            roll: self.members.clone(),
        };
        self.does(|act| open_decision(act, &question)).unwrap()
    }

    fn taps(&self, motion: BallotId, member: MemberId, vote: DecisionVote) {
        let cast = self.does(|act| {
            let vote = decision_vote(act.conn(), &self.branch, motion, member, vote)?;
            cast(act, vote)
        });
        cast.unwrap();
    }

    /// Every value of every row of every table, one row a text.
    fn rows(&self) -> Vec<String> {
        #[derive(diesel::QueryableByName)]
        struct Name {
            #[diesel(sql_type = Text)]
            name: String,
        }
        self.scribe
            .read::<_, Problem>(|conn| {
                let tables: Vec<Name> =
                    sql_query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").load(conn)?;
                let mut rows = Vec::new();
                for table in tables {
                    let columns: Vec<Name> =
                        sql_query(format!("SELECT name FROM pragma_table_info('{}')", table.name)).load(conn)?;
                    let all: Vec<String> = columns.iter().map(|column| format!("coalesce({}, '')", column.name)).collect();
                    let query = format!("SELECT {} AS name FROM {}", all.join(" || ' ' || "), table.name);
                    rows.extend(
                        sql_query(query).load::<Name>(conn)?.into_iter().map(|row| format!("{}: {}", table.name, row.name)),
                    );
                }
                Ok(rows)
            })
            .unwrap()
    }
}

#[test]
fn after_the_close_nothing_kept_holds_a_member_and_a_paper_together() {
    let world = World::with_members(6);
    let ballot = world.opens_an_election();
    for (member, marks) in world.members.iter().zip(["1 2", "2", "3 1", "", "1 3 2"]) {
        world.casts(ballot, *member, marks).unwrap();
    }
    world.scribe.clock().turn_to(world.scribe.clock().now() + TimeDelta::days(8));
    assert_eq!(jobs::close_due(&world.scribe).unwrap(), 1);

    let papers = world.scribe.read::<_, Problem>(|conn| Ok(store::papers_of(conn, world.branch.id, ballot)?)).unwrap();
    assert_eq!(papers.len(), 5);
    for row in world.rows() {
        let names_a_member = world.members.iter().any(|member| row.contains(&member.to_string()));
        let names_a_paper =
            papers.iter().any(|paper| row.contains(&paper.id.to_string()) || row.contains(&secret::tracker(paper.id)));
        assert!(!(names_a_member && names_a_paper), "{row}");
        assert!(!names_a_paper || row.starts_with("ballot_papers:"), "a paper is named outside the box: {row}");
    }
}

#[test]
fn the_record_of_casting_is_the_same_for_everybody() {
    let world = World::with_members(3);
    let ballot = world.opens_an_election();
    world.casts(ballot, world.members[0], "1").unwrap();
    world.casts(ballot, world.members[1], "2 1").unwrap();

    let entries = world.scribe.read::<_, Problem>(|conn| Ok(crate::audit::recent(conn, world.branch.id, None, 2)?)).unwrap();
    for entry in entries {
        assert_eq!((entry.deed.as_str(), entry.actor.as_str(), entry.facts.as_str()), ("roll.marked", "visitor", "{}"));
    }
}

#[test]
fn a_paper_cast_under_an_account_is_stopped() {
    let world = World::with_members(2);
    let motion = world.puts_a_motion();
    let account = Actor::Account(crate::db::AccountId::fresh());
    let cast = world.scribe.act::<_, Problem>(world.branch.id, account, |act| {
        let vote = decision_vote(act.conn(), &world.branch, motion, world.members[0], DecisionVote::For)?;
        cast(act, vote)
    });

    assert!(matches!(cast, Err(Problem::Broken(_))));
}

#[test]
fn nobody_votes_twice_and_nobody_after_the_close() {
    let world = World::with_members(3);
    let ballot = world.opens_an_election();
    world.casts(ballot, world.members[0], "1").unwrap();

    let again = world.casts(ballot, world.members[0], "2").unwrap_err().to_string();
    world.scribe.clock().turn_to(world.scribe.clock().now() + TimeDelta::days(7));
    let late = world.casts(ballot, world.members[1], "2").unwrap_err().to_string();

    assert!(again.starts_with("You have voted in this ballot."), "{again}");
    assert_eq!(late, "This ballot closed on Tuesday 8 December at noon.");
}

#[test]
fn the_papers_of_a_closed_ballot_are_counted_and_kept_for_all() {
    let world = World::with_members(4);
    let ballot = world.opens_an_election();
    for member in &world.members {
        world.casts(ballot, *member, "2 1").unwrap();
    }
    world.does(|act| close_election(act, ballot, "")).unwrap();

    let (sheet, row) = world
        .scribe
        .read::<_, Problem>(|conn| {
            Ok((result(conn, world.branch.id, ballot)?, store::result_row(conn, world.branch.id, ballot)?))
        })
        .unwrap();
    assert_eq!(sheet.unwrap().elected, [2]);
    assert!(row.unwrap().blt.starts_with("3 1\n4 2 1 0\n0\n"));
}

#[test]
fn a_ballot_closes_early_only_with_a_reason() {
    let world = World::with_members(3);
    let ballot = world.opens_an_election();

    assert!(matches!(world.does(|act| close_election(act, ballot, "")), Err(Problem::Faults(_))));
    assert!(world.does(|act| close_election(act, ballot, "The hall is on fire.")).is_ok());
}

#[test]
fn phones_and_hands_are_told_together() {
    let world = World::with_members(5);
    let motion = world.puts_a_motion();
    world.taps(motion, world.members[0], DecisionVote::For);
    world.taps(motion, world.members[1], DecisionVote::Against);
    world.does(|act| enter_hands(act, motion, 3, 0, 0)).unwrap();
    world.does(|act| enter_hands(act, motion, 1, 0, 1)).unwrap();
    let told = world.does(|act| close_decision(act, &world.branch, motion, 5, 5, None)).unwrap();

    assert_eq!((told.tally.for_, told.tally.against, told.tally.abstain), (2, 1, 1));
    assert_eq!(told.outcome.value, Outcome::Carried);
    let (kept, voted) = world
        .scribe
        .read::<_, Problem>(|conn| {
            let kept = decided(conn, &world.branch, motion)?;
            Ok((kept, has_voted(conn, world.branch.id, motion, world.members[1])?))
        })
        .unwrap();
    assert_eq!((kept, voted), (Some(told), false));
    assert!(world.does(|act| enter_hands(act, motion, 9, 0, 0)).is_err());
    assert!(world.does(|act| close_decision(act, &world.branch, motion, 5, 5, None)).is_err());
}

#[test]
fn papers_that_come_together_are_judged_one_by_one_and_go_in_by_one_act() {
    let world = World::with_members(4);
    let ballot = world.opens_an_election();
    world.casts(ballot, world.members[3], "2").unwrap();
    let acts = || world.rows().iter().filter(|row| row.contains("roll.marked")).count();
    let before = acts();

    let cast = world.does(|act| {
        let mut votes = Vec::new();
        for member in [0, 1, 0, 3] {
            votes.push(vote_of(act.conn(), &world.branch, ballot, world.members[member], "1".into(), Channel::Site)?);
        }
        votes.push(votes[0].clone());
        cast_together(act, &votes)
    });

    let cast = cast.unwrap();
    let twice = Err(NoVote::AlreadyVoted { ballot });
    assert_eq!(cast.answers, [Ok(()), Ok(()), twice.clone(), twice, Ok(())], "the last is the first one's form, sent again");
    assert_eq!((cast.went_in, acts() - before), (2, 2));
}

#[actix_web::test]
async fn whoever_stands_at_the_slot_is_answered_when_the_paper_is_in_the_box() {
    let world = World::with_members(30);
    let ballot = world.opens_an_election();
    let votes: Vec<Vote> = world
        .scribe
        .read::<_, Problem>(|conn| {
            let vote = |member: &MemberId| vote_of(conn, &world.branch, ballot, *member, "1".into(), Channel::Site);
            world.members.iter().map(vote).collect()
        })
        .unwrap();
    let slot = Slot::open();

    let all = votes.iter().chain(votes.iter().take(3)).cloned().map(|vote| slot.cast(&world.scribe, world.branch.id, vote));
    let answers = futures_util::future::join_all(all).await;

    assert!(answers.iter().all(Result::is_ok));
    let lie_there = world.scribe.read::<_, Problem>(|conn| Ok(store::papers_of(conn, world.branch.id, ballot)?)).unwrap();
    assert_eq!(lie_there.len(), 30);
}
