//! What happened at the doors of the practice ward, and who comes on Saturday.

use crate::{
    audit::Act,
    branch::Branch,
    canvassing::{
        contacts::{self, Intention, NewContact, Outcome, OwnWords},
        rotas,
        rounds::{self, Round},
    },
    db::{AccountId, MemberId, ShiftId},
    members,
    web::Problem,
};

/// What came of one knock after the other: about a third of the doors answer.
const KNOCKS: [(Outcome, Option<Intention>); 12] = [
    (Outcome::NoAnswer, None),
    (Outcome::Spoke, Some(Intention::For)),
    (Outcome::NoAnswer, None),
    (Outcome::NoAnswer, None),
    (Outcome::ComeBack, None),
    (Outcome::Spoke, Some(Intention::Maybe)),
    (Outcome::NoAnswer, None),
    (Outcome::NoAnswer, None),
    (Outcome::Spoke, Some(Intention::Against)),
    (Outcome::NoAnswer, None),
    (Outcome::Moved, None),
    (Outcome::NoAnswer, None),
];

/// The first round is walked, the second half of it; five come on Saturday, and two of them hold the second round.
pub fn begin(act: &mut Act<'_>, branch: &Branch, shift: ShiftId, people: &[MemberId]) -> Result<(), Problem> {
    let coordinator = members::find(act.conn(), branch.id, people[3])?;
    let account = coordinator.account_id.ok_or_else(|| Problem::broken("the coordinator cannot sign in"))?;
    let cut = rounds::current_rounds(act.conn(), branch.id, None)?;
    let [first, second, ..] = cut.as_slice() else { return Err(Problem::broken("the practice ward is not cut")) };
    let all = usize::try_from(first.doors).unwrap_or_default();
    enter_paper(act, branch, first, all, account)?;
    enter_paper(act, branch, second, all / 2, account)?;
    for member in &people[5..10] {
        rotas::take_place(act, shift, *member)?;
    }
    Ok(rotas::assign(act, shift, second.id, &people[5..7])?)
}

/// The coordinator types in what stands on a walk sheet.
fn enter_paper(act: &mut Act<'_>, branch: &Branch, round: &Round, doors: usize, account: AccountId) -> Result<(), Problem> {
    let places = rounds::doors_of(act.conn(), branch.id, round.id)?;
    for (place, (outcome, intention)) in places.into_iter().take(doors).zip(KNOCKS.into_iter().cycle()) {
        let (round, door) = (round.id, place.door);
        let knock = NewContact {
            round,
            door,
            shift: None,
            elector: None,
            account,
            outcome,
            intention,
            own: OwnWords::default(),
            by_telephone: false,
            told: None,
        };
        contacts::record(act, &knock)?;
    }
    Ok(())
}
