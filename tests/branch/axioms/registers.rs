//! What must hold of doors whatever registers come in, in whatever order: nothing that happened at a door is lost or moved.

use std::fmt::Write;

use proptest::prelude::*;
use wardmote::{
    canvassing::{
        contacts::{self, NewContact, Outcome, OwnWords},
        electors::{Basis, Terms, take_in},
        rounds,
    },
    db::{DoorId, RoundId},
    places,
    web::Problem,
};

use crate::world::{Branch, Database};

/// Doors of Mill Lane, of which a register lists some.
const HOUSES: u32 = 12;

/// A register that the council might send: the houses that it lists, the number that its first elector has, and what it calls
/// the polling district.
#[derive(Debug, Clone)]
struct Sent {
    houses: Vec<bool>,
    first: u32,
    district: &'static str,
}

impl Sent {
    fn file(&self) -> Vec<u8> {
        let mut file = String::from(
            "Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,Elector Name,PostCode,Address1,Address2\n",
        );
        for (house, _) in (1..).zip(&self.houses).filter(|(_, listed)| **listed) {
            let (district, number) = (self.district, self.first + house);
            let _ = writeln!(file, "{district},{number},0,,,Smith Ana{},N22 7AL,{house} Mill Lane,London", self.first);
        }
        file.into_bytes()
    }
}

/// What happens next: a register comes in, or somebody knocks at a door.
#[derive(Debug, Clone)]
enum Next {
    Register(Sent),
    Knock(usize, Outcome),
}

fn any_next() -> impl Strategy<Value = Next> {
    let houses = prop::collection::vec(any::<bool>(), HOUSES as usize)
        .prop_filter("a register lists somebody", |houses| houses.iter().any(|listed| *listed));
    let sent = (houses, 0u32..500, prop::sample::select(vec!["Q1", "Q2"]));
    prop_oneof![
        sent.prop_map(|(houses, first, district)| Next::Register(Sent { houses, first, district })),
        (0..HOUSES as usize, prop::sample::select(Outcome::ALL.to_vec()))
            .prop_map(|(door, outcome)| Next::Knock(door, outcome)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_sequence_of_registers_keeps_every_contact_history(sequence in prop::collection::vec(any_next(), 1..8)) {
        let branch = Branch::with_members(2, Database::Sqlite);
        let all = Sent { houses: vec![true; HOUSES as usize], first: 0, district: "Q1" };
        load(&branch, &all);
        let (round, doors) = cut(&branch);
        let mut told: Vec<(DoorId, Outcome)> = Vec::new();
        for next in sequence {
            match next {
                Next::Register(sent) => load(&branch, &sent),
                Next::Knock(place, outcome) => {
                    knock(&branch, round, doors[place], outcome);
                    told.push((doors[place], outcome));
                }
            }
            prop_assert_eq!(&history(&branch, round), &told);
        }
        branch.verified();
    }
}

fn load(branch: &Branch, sent: &Sent) {
    let terms = Terms { basis: Basis::Party, destroy_on: "2027-09-30".parse().expect("a day") };
    branch.act(|act| take_in(act, "register.csv", sent.file(), &terms));
}

fn cut(branch: &Branch) -> (RoundId, Vec<DoorId>) {
    branch.act(|act| {
        let id = act.branch();
        let (district, _) = places::districts(act.conn(), id)?.into_iter().next().expect("a polling district");
        rounds::cut(act, district, HOUSES as usize)?;
        let round = rounds::current_rounds(act.conn(), id, None)?.into_iter().next().expect("a round");
        let doors = rounds::doors_of(act.conn(), id, round.id)?.into_iter().map(|place| place.door).collect();
        Ok((round.id, doors))
    })
}

fn knock(branch: &Branch, round: RoundId, door: DoorId, outcome: Outcome) {
    let account = branch.person("nadia").account;
    let new = NewContact {
        round,
        door,
        shift: None,
        elector: None,
        account,
        outcome,
        intention: None,
        own: OwnWords::default(),
        by_telephone: false,
        told: None,
    };
    branch.act(|act| Ok(contacts::record(act, &new)?));
}

/// Everything that happened at the doors of the round, in its order.
fn history(branch: &Branch, round: RoundId) -> Vec<(DoorId, Outcome)> {
    let read = branch.world.scribe.read::<_, Problem>(|conn| Ok(contacts::came_in(conn, branch.id, round)?));
    read.expect("results can be read").into_iter().map(|each| (each.door, each.outcome)).collect()
}
