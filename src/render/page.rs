//! A page: a struct, its template and samples of it, so that a misspelt field fails a test and
//! not a member.

use serde::Serialize;
use serde_json::Value;

/// Everything one page says, computed before a template sees it.
///
/// The template finds the struct as `page`, its title as `title` and what surrounds it as `shell`.
pub trait Page: Serialize {
    /// The template's path under `templates/`: `"members/list.html"`.
    const TEMPLATE: &'static str;

    /// The words in the browser's tab and on the printed head, without the branch's name.
    fn title(&self) -> String;

    /// Samples that between them walk through every branch of the template: empty and full, with
    /// and without errors. [`super::Templates::check`] renders them all.
    fn samples() -> Vec<Self>
    where
        Self: Sized;
}

/// The fields that a template's text asks of `page` and that the page does not have.
///
/// Printing a field that is not there is an error when the page is rendered. Asking in an `if`
/// is not, and a misspelt question would be answered with no for ever: hence this second look.
/// It follows `page.a.b` as long as it meets structs, and stops at lists and at nothing.
pub fn unknown_fields(template: &str, page: &Value) -> Vec<String> {
    let mut unknown: Vec<String> = template
        .match_indices("page.")
        .filter(|(at, _)| !template[..*at].ends_with(is_name_or_dot))
        .map(|(at, _)| path_at(&template[at + "page.".len()..]))
        .filter(|path| !has_path(page, path))
        .map(|path| format!("page.{path}"))
        .collect();
    unknown.sort();
    unknown.dedup();
    unknown
}

fn path_at(rest: &str) -> &str {
    let end = rest.find(|c: char| !is_name_or_dot(c)).unwrap_or(rest.len());
    rest[..end].trim_end_matches('.')
}

fn is_name_or_dot(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '.'
}

fn has_path(page: &Value, path: &str) -> bool {
    let mut here = page;
    for name in path.split('.') {
        match here {
            Value::Object(fields) => match fields.get(name) {
                Some(next) => here = next,
                None => return false,
            },
            _ => return true,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_misspelt_field_in_a_question_is_found() {
        let page = json!({ "member": { "name": "Tom", "left_on": null }, "rows": [1] });
        let template = "{% if page.membr %}{{ page.member.name }}{% endif %}{% if page.member.nmae %}{% endif %}";
        assert_eq!(unknown_fields(template, &page), ["page.member.nmae", "page.membr"]);
    }

    #[test]
    fn lists_and_empty_values_are_not_looked_into() {
        let page = json!({ "member": null, "rows": [] });
        let template = "{{ page.member.name }} {{ page.rows.0 }} the webpage.com homepage.x";
        assert!(unknown_fields(template, &page).is_empty());
    }
}
