//! The tables, one file a module; columns stand as in `migrations/`.

mod of_accounts;
mod of_affiliates;
mod of_ballots;
mod of_branch;
mod of_canvassing;
mod of_floor;
mod of_lists;
mod of_mail;
mod of_mailings;
mod of_meetings;
mod of_members;
mod of_motions;
mod of_officers;
mod of_places;
mod of_privacy;
mod of_record;
mod of_rotas;
mod of_selections;

pub use of_accounts::*;
pub use of_affiliates::*;
pub use of_ballots::*;
pub use of_branch::*;
pub use of_canvassing::*;
pub use of_floor::*;
pub use of_lists::*;
pub use of_mail::*;
pub use of_mailings::*;
pub use of_meetings::*;
pub use of_members::*;
pub use of_motions::*;
pub use of_officers::*;
pub use of_places::*;
pub use of_privacy::*;
pub use of_record::*;
pub use of_rotas::*;
pub use of_selections::*;
