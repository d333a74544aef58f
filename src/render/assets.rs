//! The files that a browser fetches: the stylesheet, the scripts, the fonts.
//!
//! Their addresses hold a hash over all of them (`/static/4f1c09aa3b7e/app.css`), so that a
//! browser may keep them for ever and still sees a new release at once, and so that a script can
//! import its neighbour by a relative path. Fonts stand outside the hash (`/static/fonts/…`):
//! their names hold their version and a release need not fetch them again.

use flate2::{Compression, write::GzEncoder};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fs, io, io::Write, path::Path};

#[derive(RustEmbed)]
#[folder = "static/"]
struct Embedded;

/// One file, as it is answered.
#[derive(Clone, Debug)]
pub struct Asset {
    pub bytes: Vec<u8>,
    /// The same, compressed, where that is worth it (not for fonts and pictures).
    pub gz: Option<Vec<u8>>,
    pub mime: &'static str,
}

/// All static files, and the hash over them.
#[derive(Debug, Default)]
pub struct Assets {
    files: BTreeMap<String, Asset>,
    hash: String,
}

impl Assets {
    /// Reads the embedded files; a file of the same name in the folder `overrides` wins.
    ///
    /// # Errors
    /// A file of `overrides` that cannot be read.
    pub fn load(overrides: Option<&Path>) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        for name in Embedded::iter() {
            if let Some(file) = Embedded::get(&name) {
                files.insert(name.to_string(), Asset::new(&name, file.data.into_owned()));
            }
        }
        if let Some(folder) = overrides {
            for (name, bytes) in read_folder(folder)? {
                let asset = Asset::new(&name, bytes);
                files.insert(name, asset);
            }
        }
        let hash = hash(&files);
        Ok(Self { files, hash })
    }

    /// The address of a file by its name: `app.css` gives `/static/4f1c09aa3b7e/app.css`.
    /// None for a name that does not exist, so that a template naming it fails.
    pub fn url(&self, name: &str) -> Option<String> {
        self.files
            .contains_key(name)
            .then(|| if is_font(name) { format!("/static/{name}") } else { format!("/static/{}/{name}", self.hash) })
    }

    /// The file at an address without its `/static/`, and whether it may be kept for ever.
    ///
    /// A page that stood open during an update still asks with the old hash; it is given the new
    /// file, and told not to keep it.
    pub fn find(&self, path: &str) -> Option<(&Asset, Keep)> {
        if let Some(font) = self.files.get(path).filter(|_| is_font(path)) {
            return Some((font, Keep::ForEver));
        }
        let (hash, name) = path.split_once('/')?;
        let keep = if hash == self.hash { Keep::ForEver } else { Keep::Not };
        self.files.get(name).map(|asset| (asset, keep))
    }

    /// Every file's name, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

/// How long a browser may keep an answer without asking again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// `Cache-Control: public, max-age=31536000, immutable`.
    ForEver,
    /// `Cache-Control: no-cache`.
    Not,
}

impl Asset {
    fn new(name: &str, bytes: Vec<u8>) -> Self {
        let mime = mime(name);
        let gz = (mime.starts_with("text/") || mime.ends_with("json") || mime.ends_with("svg+xml")).then(|| gzip(&bytes));
        Self { gz: gz.flatten(), bytes, mime }
    }
}

/// All files below a folder, by their path in it with forward slashes; none where it is absent.
pub(super) fn read_folder(folder: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop().filter(|path| path.is_dir()) {
        for entry in fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(name) = path.strip_prefix(folder) {
                found.push((name.to_string_lossy().replace('\\', "/"), fs::read(&path)?));
            }
        }
    }
    found.sort();
    Ok(found)
}

fn is_font(name: &str) -> bool {
    name.starts_with("fonts/")
}

fn hash(files: &BTreeMap<String, Asset>) -> String {
    let mut sum = Sha256::new();
    for (name, asset) in files.iter().filter(|(name, _)| !is_font(name)) {
        sum.update((name.len() as u64).to_be_bytes());
        sum.update(name);
        sum.update((asset.bytes.len() as u64).to_be_bytes());
        sum.update(&asset.bytes);
    }
    sum.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok().filter(|gz| gz.len() < bytes.len())
}

/// The few kinds of file that we serve; anything else is bytes to download.
fn mime(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stylesheet_has_a_hash_in_its_address_and_is_kept_for_ever() {
        let assets = Assets::load(None).unwrap();
        let url = assets.url("app.css").unwrap();
        let (css, keep) = assets.find(url.strip_prefix("/static/").unwrap()).unwrap();
        assert_eq!((css.mime, keep), ("text/css; charset=utf-8", Keep::ForEver));
        assert!(css.gz.as_ref().unwrap().len() < css.bytes.len());
    }

    #[test]
    fn a_page_from_before_an_update_is_given_the_new_file() {
        let assets = Assets::load(None).unwrap();
        assert_eq!(assets.find("000000000000/app.css").unwrap().1, Keep::Not);
        assert!(assets.find("app.css").is_none());
    }

    #[test]
    fn fonts_keep_their_address_from_release_to_release() {
        let assets = Assets::load(None).unwrap();
        let font = "fonts/public-sans-latin-5.3.0.woff2";
        assert_eq!(assets.url(font).unwrap(), format!("/static/{font}"));
        let (font, keep) = assets.find(font).unwrap();
        assert_eq!((font.mime, keep, font.gz.is_none()), ("font/woff2", Keep::ForEver, true));
    }

    #[test]
    fn a_file_of_the_branch_takes_the_place_of_ours() {
        let folder = std::env::temp_dir().join(format!("wardmote-assets-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("app.css"), "body{}").unwrap();
        let (ours, theirs) = (Assets::load(None).unwrap(), Assets::load(Some(&folder)).unwrap());
        fs::remove_dir_all(&folder).unwrap();
        assert_ne!(ours.url("app.css"), theirs.url("app.css"));
        let (css, _) = theirs.find("x/app.css").unwrap();
        assert_eq!(css.bytes, b"body{}");
    }

    #[test]
    fn styles_and_scripts_stay_within_their_weight() {
        let assets = Assets::load(None).unwrap();
        // The pages that go on without a network load what they need there, and no other page loads it.
        let is_carried = |name: &str| name.starts_with("pocket") || name == "door-desk.js";
        let packed = |ending: &str, carried: bool| -> usize {
            let ours = assets.files.iter().filter(|(name, _)| name.ends_with(ending) && !name.contains('/'));
            let ours = ours.filter(|(name, _)| is_carried(name) == carried);
            ours.filter_map(|(_, asset)| asset.gz.as_ref()).map(Vec::len).sum()
        };
        assert!(packed(".css", false) <= 14_000, "{} bytes of styles", packed(".css", false));
        assert!(packed(".js", false) <= 12_000, "{} bytes of scripts", packed(".js", false));
        assert!(packed(".js", true) <= 12_000, "{} bytes of scripts of carried pages", packed(".js", true));
        assert!(assets.files["app.css"].bytes.len() <= 60_000);
    }

    #[test]
    fn the_stylesheet_names_only_fonts_that_are_there() {
        let assets = Assets::load(None).unwrap();
        let css = String::from_utf8(assets.files["app.css"].bytes.clone()).unwrap();
        for font in css.split("url(../").skip(1).filter_map(|rest| rest.split(')').next()) {
            assert!(assets.url(font).is_some(), "{font}");
        }
        assert!(!css.contains("http://") && !css.contains("https://"));
    }

    #[test]
    fn a_file_that_does_not_exist_has_no_address() {
        let assets = Assets::load(None).unwrap();
        assert!(assets.url("nothing.css").is_none());
        assert!(assets.find("../Cargo.toml").is_none());
    }
}
