//! A message as it reads, before anybody is written to.

use serde::Serialize;
use serde_json::json;

use crate::{
    branch::Branch,
    render::{RenderError, Templates},
};

/// The text part of the message that `template` and `facts` make, to somebody of that name.
///
/// # Errors
/// Where the template cannot be filled.
pub fn preview<F: Serialize>(
    templates: &Templates,
    branch: &Branch,
    template: &str,
    (name, facts): (&str, &F),
) -> Result<String, RenderError> {
    let context = json!({ "branch": branch.name, "name": name, "base": "", "facts": facts, "is_practice": branch.is_practice });
    templates.text(&format!("{template}.txt"), branch.zone, &context)
}
