//! The template engine, loaded once at the start: every template parsed, every filter and
//! component it names known to exist, or the program does not start.

use super::{Assets, Page, Shell, assets::read_folder, drawing, filters, unknown_fields};
use rust_embed::RustEmbed;
use serde::Serialize;
use std::{collections::BTreeMap, fmt, path::Path, sync::Arc};
use tera::{Context, Kwargs, State, Tera};

use crate::zone::Zone;

#[derive(RustEmbed)]
#[folder = "templates/"]
struct Embedded;

/// All templates, ready to be filled in.
#[derive(Debug)]
pub struct Templates {
    tera: Tera,
    sources: BTreeMap<String, String>,
    assets: Arc<Assets>,
}

/// Why a page could not be made. It names the template, the line and the field.
#[derive(thiserror::Error)]
pub enum RenderError {
    #[error("The folder of own templates cannot be read: {0}")]
    Folder(#[from] std::io::Error),
    #[error("The template {0} is not UTF-8 text.")]
    NotText(String),
    #[error("{}", story(.0))]
    Template(#[from] tera::Error),
    #[error("A sample of {template} cannot be written as JSON: {source}")]
    Sample { template: &'static str, source: serde_json::Error },
    #[error("{template} asks for {} and the page has no such field.", fields.join(", "))]
    UnknownFields { template: &'static str, fields: Vec<String> },
}

/// Tera's own debug form holds whole templates; a failing test wants the sentence.
impl fmt::Debug for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Templates {
    /// Loads the embedded templates and static files. `overrides` is a folder laid out like the
    /// source tree; a file of the same name in its `templates/` or `static/` wins.
    ///
    /// # Errors
    /// A template that cannot be read or parsed, or that names a filter, a component or another
    /// template that does not exist.
    pub fn load(overrides: Option<&Path>) -> Result<Self, RenderError> {
        let assets = Assets::load(overrides.map(|folder| folder.join("static")).as_deref())?;
        Self::of(sources(overrides.map(|folder| folder.join("templates")).as_deref())?, Arc::new(assets))
    }

    /// Those of messages alone, for whoever shows no page: all of them together take more memory than a worker that sends.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn for_mail(overrides: Option<&Path>) -> Result<Self, RenderError> {
        let mut sources = sources(overrides.map(|folder| folder.join("templates")).as_deref())?;
        sources.retain(|name, _| name.starts_with("mail/") || name.contains("/mail/"));
        Self::of(sources, Arc::default())
    }

    fn of(sources: BTreeMap<String, String>, assets: Arc<Assets>) -> Result<Self, RenderError> {
        let mut tera = Tera::new();
        filters::register(&mut tera);
        drawing::register(&mut tera);
        register_asset(&mut tera, Arc::clone(&assets));
        tera.add_raw_templates(sources.iter().map(|(name, text)| (name.as_str(), text.as_str())))?;
        Ok(Self { tera, sources, assets })
    }

    /// A whole page. The template sees `page`, `shell`, `title` and `zone`.
    ///
    /// # Errors
    /// A template that prints a field which is not there.
    pub fn page<P: Page>(&self, shell: &Shell, page: &P) -> Result<String, RenderError> {
        let mut context = Context::new();
        context.insert("shell", shell);
        context.insert("page", page);
        context.insert("title", &page.title());
        context.insert("zone", shell.zone.name());
        Ok(self.tera.render(P::TEMPLATE, &context)?)
    }

    /// A part of a notice, `.subject`, `.txt` or `.html`. The template sees the fields of
    /// `context` by their names, and `zone`. Only `.html` is escaped.
    ///
    /// # Errors
    /// A template that prints a field which is not there.
    pub fn text<C: Serialize>(&self, template: &str, zone: Zone, context: &C) -> Result<String, RenderError> {
        let mut context = Context::from_serialize(context)?;
        context.insert("zone", zone.name());
        Ok(self.tera.render(template, &context)?)
    }

    /// Renders every sample of a page within [`Shell::sample`] and looks for misspelt questions.
    /// For tests.
    ///
    /// # Errors
    /// The first sample that cannot be rendered, or the fields that the page does not have.
    pub fn check<P: Page>(&self) -> Result<Vec<String>, RenderError> {
        let shell = Shell::sample();
        let mut pages = Vec::new();
        for sample in P::samples() {
            let json = serde_json::to_value(&sample).map_err(|source| RenderError::Sample { template: P::TEMPLATE, source })?;
            let source = self.sources.get(P::TEMPLATE).map_or("", String::as_str);
            let fields = unknown_fields(source, &json);
            if !fields.is_empty() {
                return Err(RenderError::UnknownFields { template: P::TEMPLATE, fields });
            }
            pages.push(self.page(&shell, &sample)?);
        }
        Ok(pages)
    }

    /// The static files that the templates name with `asset(name="…")`.
    pub fn assets(&self) -> &Assets {
        &self.assets
    }
}

/// The texts of all templates, by their path. Notes and licences beside them are none.
fn sources(overrides: Option<&Path>) -> Result<BTreeMap<String, String>, RenderError> {
    let mut found = BTreeMap::new();
    for name in Embedded::iter() {
        if let Some(file) = Embedded::get(&name) {
            found.insert(name.to_string(), file.data.into_owned());
        }
    }
    if let Some(folder) = overrides {
        found.extend(read_folder(folder)?);
    }
    found.retain(|name, _| [".html", ".txt", ".subject"].iter().any(|ending| name.ends_with(ending)));
    let text = |(name, bytes)| match String::from_utf8(bytes) {
        Ok(text) => Ok((name, text)),
        Err(_) => Err(RenderError::NotText(name)),
    };
    found.into_iter().map(text).collect()
}

/// `{{ asset(name="app.css") }}`: the address of a static file. A name that is not there fails.
fn register_asset(tera: &mut Tera, assets: Arc<Assets>) {
    tera.register_function("asset", move |kwargs: Kwargs, _: &State| {
        let name: &str = kwargs.must_get("name")?;
        assets.url(name).ok_or_else(|| tera::Error::message(format!("There is no static file {name}")))
    });
}

/// The error with its causes, because the outermost line alone only names the template.
fn story(error: &tera::Error) -> String {
    let mut words = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        words = format!("{words}\n{next}");
        cause = next.source();
    }
    words
}

#[cfg(test)]
#[path = "templates_tests.rs"]
mod tests;
