//! Taking a motion along, sending it on, and taking one in.

mod give;
mod take_in;

use actix_web::web::ServiceConfig;

use crate::{
    db::{BranchId, Vault},
    render::{RenderError, Templates},
};

/// The secret from which the key that signs a branch's motions is made: as long as the installation keeps its own secret, so long the
/// key stays the same.
fn signing_seed(vault: &Vault, branch: BranchId) -> [u8; 32] {
    vault.seal_of("the key that signs motions", branch.0.as_bytes())
}

/// The pages of this module.
pub fn routes(to: &mut ServiceConfig) {
    give::routes(to);
    take_in::routes(to);
}

/// Every page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<take_in::ChoosePage>()?;
    pages.extend(templates.check::<take_in::CheckPage>()?);
    Ok(pages)
}
