//! Knocking on doors: the council's register comes in, is cut into rounds, members take shifts and say what happened.
//!
//! Eleven rooms, each building on those before it: `electors` keeps the registers, doors and names; `voting_lists` who votes by
//! post and who voted; `ground` where doors stand and which streets lead to them; `rounds` cuts the doors; `rotas` has the
//! shifts, who comes and who walks what; `follow_ups` has what people asked for at their doors; `leaflets` what goes through
//! them; `contacts` has what happened at the doors and by telephone, and the totals; `phones` carries a round to where there is
//! no signal and brings its results back; `polling` is polling day: who promised, who has voted, whom to call on; `custody` lets
//! registers in and out again, which depends on all that hangs on them.
//! `register` and `cut` are the calculations beneath: they read a file and draw the rounds, and anyone may repeat them.
//! Electors are never merged with members: they have tables of their own, a purpose, and a day on which they go.

pub mod contacts;
pub mod custody;
pub mod cut;
pub mod electors;
pub mod follow_ups;
pub mod ground;
pub mod leaflets;
pub mod phones;
pub mod polling;
pub mod register;
pub mod rotas;
pub mod rounds;
mod viewer;
pub mod voting_lists;

pub use contacts::{RoundGiven, Totals, rounds_of, totals};
pub use rotas::{Shift, next_shift_of, open_shifts};

use actix_web::web::ServiceConfig;

use crate::render::{RenderError, Templates};

/// The pages of this module.
pub fn routes(to: &mut ServiceConfig) {
    electors::routes(to);
    voting_lists::routes(to);
    ground::routes(to);
    rotas::routes(to);
    follow_ups::routes(to);
    leaflets::routes(to);
    contacts::routes(to);
    phones::routes(to);
    polling::routes(to);
    custody::routes(to);
}

/// Every page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let rooms = [
        electors::samples,
        voting_lists::samples,
        ground::samples,
        rotas::samples,
        follow_ups::samples,
        leaflets::samples,
        contacts::samples,
        phones::samples,
        polling::samples,
        custody::samples,
    ];
    let pages = rooms.iter().map(|room| room(templates)).collect::<Result<Vec<_>, _>>()?;
    Ok(pages.into_iter().flatten().collect())
}
