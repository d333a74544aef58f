//! Signing in in one step or two, signing out, and where one is signed in.

mod devices;
mod officers;
mod second_step;
mod sign_in;
mod sign_out;

use actix_web::web::ServiceConfig;

use super::weighty;
use crate::render::{RenderError, Templates};

/// The pages of this module.
pub fn routes(to: &mut ServiceConfig) {
    sign_in::routes(to);
    sign_out::routes(to);
    second_step::routes(to);
    officers::routes(to);
    devices::routes(to);
}

/// Every page of this module, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let mut pages = templates.check::<sign_in::AskPage>()?;
    pages.extend(templates.check::<sign_in::CodePage>()?);
    pages.extend(templates.check::<sign_in::WhoPage>()?);
    pages.extend(second_step::samples(templates)?);
    pages.extend(templates.check::<weighty::AgainPage>()?);
    pages.extend(templates.check::<officers::OfficersPage>()?);
    pages.extend(templates.check::<devices::DevicesPage>()?);
    Ok(pages)
}

/// Only a path on this site: an address elsewhere would make our sign-in a trap. Browsers drop tabs and line breaks from an
/// address and read `\\` as `/`, so none of them may stand in it.
fn here(to: &str) -> &str {
    let leads_away = |sign: char| sign == '\\' || sign.is_control();
    if to.starts_with('/') && !to.starts_with("//") && !to.contains(leads_away) { to } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::here;

    #[test]
    fn after_signing_in_one_stays_on_this_site() {
        for elsewhere in
            ["//evil.example", "/\t/evil.example", "/\\evil.example", "https://evil.example", "/\n/evil.example", ""]
        {
            assert_eq!(here(elsewhere), "/", "{elsewhere:?}");
        }
        assert_eq!(here("/ballots?x=1"), "/ballots?x=1");
    }
}
