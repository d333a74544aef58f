//! Setting out from the meeting point: the doors still to do are cut anew for the teams that have come, and each gets a round.

use super::{
    held,
    rules::{NoTeams, may_set_out},
};
use crate::{
    audit::Act,
    canvassing::{
        rotas::{self, Shift, Walker},
        rounds::{self, Into},
    },
    db::{DistrictId, MemberId, ShiftId},
    web::Problem,
};

/// Notes who came, puts them into teams, cuts what is left of a polling district and gives each team a round. Gives back the
/// codes of the rounds.
///
/// # Errors
/// Refuses a shift that is over, what [`may_set_out`] refuses, and a polling district in which nothing is left to do.
pub fn set_out_from(
    act: &mut Act<'_>,
    shift: &Shift,
    people: Vec<MemberId>,
    teams: usize,
    district: DistrictId,
) -> Result<Vec<String>, Problem> {
    rotas::is_open(shift, act.at().0)?;
    may_set_out(people.len(), teams)?;
    rotas::note_came(act, shift.id, &people)?;
    let teams = teams_of(act, shift.id, people, teams)?;
    cut_for(act, shift, district, &teams)
}

fn teams_of(act: &mut Act<'_>, id: ShiftId, people: Vec<MemberId>, teams: usize) -> Result<Vec<Vec<MemberId>>, Problem> {
    let branch = act.branch();
    let walked = rotas::shifts_walked(act.conn(), branch, &people, Some(id))?;
    let walker = |member| Walker { member, shifts: walked.get(&member).copied().unwrap_or_default() };
    Ok(rotas::teams(people.into_iter().map(walker).collect(), teams))
}

/// Publishes the doors still to do as rounds for these teams and gives one to each; gives back their codes. The rounds of the
/// polling district that were given out in this shift before are taken back; what was noted on them stays.
fn cut_for(act: &mut Act<'_>, shift: &Shift, district: DistrictId, teams: &[Vec<MemberId>]) -> Result<Vec<String>, Problem> {
    let (branch, id, back_by) = (act.branch(), shift.id, shift.ends_at);
    let calling = rounds::calling(act.conn(), branch, district)?;
    let mut left_out = held::nothing_left_at(act.conn(), branch, district)?;
    left_out.extend(held::not_called_at(act.conn(), branch, district, &calling)?);
    let pace = held::pace(act.conn(), branch)?;
    let draft = rounds::draft_without(act.conn(), branch, district, &left_out, Into::Teams(teams.len()), pace)?;
    if draft.rounds.is_empty() {
        return Err(NoTeams::NothingLeft.into());
    }
    take_back_all(act, id, district)?;
    let per_round = draft.rounds.iter().map(|round| round.doors.len()).max().unwrap_or_default();
    let cut = rounds::publish(act, district, draft.number, per_round, &calling, &draft.rounds)?;
    rounds::note_as_of_the_evening(act, cut)?;
    let fresh = rounds::rounds_of_cut(act.conn(), branch, cut)?;
    let mut codes = Vec::new();
    for (team, round) in teams.iter().zip(fresh) {
        rotas::assign(act, id, round.id, team)?;
        // Cut ahead of the evening, nobody is out yet: the pairs say themselves when they set out.
        if shift.has_begun(act.at()) {
            rotas::begin(act, id, round.id, back_by)?;
        }
        codes.push(round.code);
    }
    Ok(codes)
}

fn take_back_all(act: &mut Act<'_>, id: ShiftId, district: DistrictId) -> Result<(), Problem> {
    let branch = act.branch();
    let given: Vec<_> = rotas::given_in(act.conn(), branch, id)?.into_iter().map(|given| given.round).collect();
    for round in rounds::find_all(act.conn(), branch, &given)?.into_values().filter(|round| round.district == district) {
        rotas::take_back(act, id, round.id)?;
    }
    Ok(())
}
