//! A browser without JavaScript: it follows links, fills in forms by their labels and presses buttons by theirs.

use std::sync::Arc;

use reqwest::{
    Method, Url,
    blocking::{Client, multipart},
    cookie::Jar,
    header::HeaderMap,
    redirect::Policy,
};
use scraper::{ElementRef, Html, Selector};

/// Somebody's browser, with cookies of its own.
#[derive(Clone)]
pub struct Browser {
    client: Client,
    jar: Arc<Jar>,
    base: Url,
}

/// A page as somebody sees it, with what they typed into it so far.
#[derive(Clone)]
pub struct Seen {
    browser: Browser,
    pub url: Url,
    pub status: u16,
    pub html: String,
    typed: Vec<(String, String)>,
    file: Option<(String, String, Vec<u8>)>,
}

impl Browser {
    pub fn at(base: &str) -> Self {
        Self::with_jar(base.parse().expect("an address"), Jar::default())
    }

    fn with_jar(base: Url, jar: Jar) -> Self {
        let jar = Arc::new(jar);
        let client = Client::builder().cookie_provider(Arc::clone(&jar)).build().expect("a client");
        Self { client, jar, base }
    }

    /// The same browser with a cookie in its jar.
    pub fn with_cookie(&self, name: &str, value: &str) -> Self {
        let jar = Jar::default();
        jar.add_cookie_str(&format!("{name}={value}; Path=/"), &self.base);
        Self::with_jar(self.base.clone(), jar)
    }

    /// Opens a page.
    pub fn visits(&self, path: &str) -> Seen {
        let url = self.base.join(path).expect("a path");
        self.seen(self.client.get(url).send().expect("the server answers"))
    }

    /// Sends a form that stands on no page: what an attacker or a broken client would do.
    pub fn posts(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let url = self.base.join(path).expect("a path");
        self.seen(
            self.client.post(url).header("sec-fetch-site", "same-origin").form(fields).send().expect("the server answers"),
        )
    }

    /// Sends what a script of a page sends, and hands on what it is told: the status and the data.
    pub fn tells(&self, path: &str, what: &serde_json::Value) -> (u16, serde_json::Value) {
        let url = self.base.join(path).expect("a path");
        let request = self.client.post(url).header("sec-fetch-site", "same-origin").header("content-type", "application/json");
        let response = request.body(what.to_string()).send().expect("the server answers");
        let (status, body) = (response.status().as_u16(), response.text().expect("a text"));
        (status, serde_json::from_str(&body).unwrap_or_default())
    }

    /// Fetches a file: its status and its bytes.
    pub fn downloads(&self, path: &str) -> (u16, Vec<u8>) {
        let url = self.base.join(path).expect("a path");
        let response = self.client.get(url).send().expect("the server answers");
        (response.status().as_u16(), response.bytes().expect("a file").to_vec())
    }

    /// Presses a button that hands a file over: its status and its bytes.
    pub fn posts_for_file(&self, path: &str) -> (u16, Vec<u8>) {
        let url = self.base.join(path).expect("a path");
        let form = self.client.post(url).header("sec-fetch-site", "same-origin").form::<[(&str, &str)]>(&[]);
        let response = form.send().expect("the server answers");
        (response.status().as_u16(), response.bytes().expect("a file").to_vec())
    }

    /// Sends what no page sends, and follows nothing: the status and the headers of the bare answer.
    pub fn sends(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> (u16, HeaderMap) {
        let client =
            Client::builder().cookie_provider(Arc::clone(&self.jar)).redirect(Policy::none()).build().expect("a client");
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let url = self.base.join(path).expect("a path");
        let request = headers.iter().fold(client.request(method, url), |request, (name, value)| request.header(*name, *value));
        let response = request.send().expect("the server answers");
        (response.status().as_u16(), response.headers().clone())
    }

    fn seen(&self, response: reqwest::blocking::Response) -> Seen {
        let (url, status) = (response.url().clone(), response.status().as_u16());
        let html = response.text().expect("a text");
        Seen { browser: self.clone(), url, status, html, typed: Vec::new(), file: None }
    }
}

impl Seen {
    /// The words on the page, without its markup, blanks made one.
    pub fn words(&self) -> String {
        let page = Html::parse_document(&self.html);
        let body = select(&page, "body").into_iter().next().map(|body| body.text().collect::<Vec<_>>().join(" "));
        body.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Asserts that the page says `words`.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        let all = self.words();
        assert!(all.contains(words), "{} ({}) does not say {words:?}, but:\n{all}", self.url, self.status);
        self
    }

    /// Asserts that the page does not say `words`.
    #[track_caller]
    pub fn does_not_say(self, words: &str) -> Self {
        let all = self.words();
        assert!(!all.contains(words), "{} says {words:?}:\n{all}", self.url);
        self
    }

    /// Asserts the status of the answer.
    #[track_caller]
    pub fn answers(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{} answered otherwise:\n{}", self.url, self.words());
        self
    }

    /// The path the browser ended up at.
    pub fn path(&self) -> String {
        self.url.path().to_owned()
    }

    /// Types `text` into the field labelled `label`, or chooses the option of that name.
    #[track_caller]
    pub fn types(mut self, label: &str, text: &str) -> Self {
        let name = self.field(label);
        self.typed.retain(|(field, _)| *field != name);
        self.typed.push((name, text.to_owned()));
        self
    }

    /// Sets a field by its name: for hidden ones, and for papers whose labels are people's names.
    pub fn sets(mut self, name: &str, value: &str) -> Self {
        self.typed.retain(|(field, _)| field != name);
        self.typed.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Ticks the box, or chooses the radio, labelled `label`.
    #[track_caller]
    pub fn ticks(mut self, label: &str) -> Self {
        let page = Html::parse_document(&self.html);
        let id = labelled(&page, label).unwrap_or_else(|| panic!("{} has no label {label:?}:\n{}", self.url, self.words()));
        let control = select(&page, &format!("[id=\"{id}\"]")).into_iter().next().expect("a label names a control");
        let attribute = |name: &str| control.value().attr(name).unwrap_or("on").to_owned();
        self.typed.push((attribute("name"), attribute("value")));
        self
    }

    /// Chooses a file for the form's file field.
    pub fn attaches(self, file_name: &str, bytes: &[u8]) -> Self {
        let page = Html::parse_document(&self.html);
        let field = select(&page, "input[type=file]").into_iter().next().expect("a field for a file");
        let name = field.value().attr("name").unwrap_or("file").to_owned();
        self.attaches_to(&name, file_name, bytes)
    }

    /// Chooses a file for the field of this name.
    pub fn attaches_to(mut self, name: &str, file_name: &str, bytes: &[u8]) -> Self {
        self.file = Some((name.to_owned(), file_name.to_owned(), bytes.to_vec()));
        self
    }

    /// Follows the link called `label`.
    #[track_caller]
    pub fn follows(self, label: &str) -> Self {
        let page = Html::parse_document(&self.html);
        let link = select(&page, "a[href]").into_iter().find(|link| said(link).contains(label));
        let href = link.and_then(|link| link.value().attr("href").map(str::to_owned));
        let href = href.unwrap_or_else(|| panic!("{} has no link {label:?}:\n{}", self.url, self.words()));
        let url = self.url.join(&href).expect("an address");
        let response = self.browser.client.get(url).send().expect("the server answers");
        self.browser.seen(response)
    }

    /// Where the links of the page lead, in order.
    pub fn links(&self) -> Vec<String> {
        let page = Html::parse_document(&self.html);
        select(&page, "a[href]").iter().filter_map(|link| link.value().attr("href").map(str::to_owned)).collect()
    }

    /// Presses the first button whose words begin like one of these.
    #[track_caller]
    pub fn presses_first(self, beginnings: &[&str]) -> Self {
        let page = Html::parse_document(&self.html);
        let labels: Vec<String> = select(&page, "form button").iter().map(said).collect();
        let found = labels.iter().find(|label| beginnings.iter().any(|beginning| label.starts_with(beginning))).cloned();
        let label = found.unwrap_or_else(|| panic!("{} has none of these buttons {beginnings:?}, but {labels:?}", self.url));
        self.presses(&label)
    }

    /// Presses the button called `label` and sends its form.
    #[track_caller]
    pub fn presses(self, label: &str) -> Self {
        let request = self.request_of(label);
        self.browser.seen(request.send().expect("the server answers"))
    }

    /// Taps the picture that sends its form, so far right and so far down.
    #[track_caller]
    pub fn taps(self, (x, y): (i64, i64)) -> Self {
        let page = Html::parse_document(&self.html);
        let picture = select(&page, "form input[type=image]").into_iter().next().expect("a picture to tap");
        let form = picture.ancestors().filter_map(ElementRef::wrap).find(|e| e.value().name() == "form").expect("in a form");
        let url = self.url.join(form.value().attr("action").unwrap_or("")).expect("an address");
        let name = picture.value().attr("name").expect("a picture has a name");
        let mut fields = standing_in(&form);
        fields.extend([(format!("{name}.x"), x.to_string()), (format!("{name}.y"), y.to_string())]);
        self.browser.seen(self.browser.client.get(url).query(&fields).send().expect("the server answers"))
    }

    /// Presses the button twice, as an impatient finger does, and shows what the second press brought.
    #[track_caller]
    pub fn presses_twice(self, label: &str) -> Self {
        let (first, second) = (self.request_of(label), self.request_of(label));
        first.send().expect("the server answers");
        self.browser.seen(second.send().expect("the server answers"))
    }

    #[track_caller]
    fn request_of(&self, label: &str) -> reqwest::blocking::RequestBuilder {
        let page = Html::parse_document(&self.html);
        let buttons = select(&page, "form button");
        let button = buttons.iter().find(|b| said(b) == label).or_else(|| buttons.iter().find(|b| said(b).contains(label)));
        let button = button.unwrap_or_else(|| panic!("{} has no button {label:?}:\n{}", self.url, self.words()));
        let form = button.ancestors().filter_map(ElementRef::wrap).find(|e| e.value().name() == "form").expect("in a form");
        let action = button.value().attr("formaction").or(form.value().attr("action")).unwrap_or("");
        let url = self.url.join(action).expect("an address");
        let mut fields = standing_in(&form);
        for (name, _) in &self.typed {
            fields.retain(|(field, _)| field != name);
        }
        fields.extend(self.typed.iter().cloned());
        if let Some(name) = button.value().attr("name") {
            fields.push((name.to_owned(), button.value().attr("value").unwrap_or("").to_owned()));
        }
        let client = &self.browser.client;
        if form.value().attr("method") != Some("post") {
            return client.get(url).query(&fields);
        }
        let post = client.post(url).header("sec-fetch-site", "same-origin");
        if form.value().attr("enctype") != Some("multipart/form-data") {
            return post.form(&fields);
        }
        // A browser sends the field for a file even where none was chosen: without a name and empty.
        let field = select(&page, "input[type=file]").into_iter().next().expect("a field for a file");
        let none = || (field.value().attr("name").unwrap_or("file").to_owned(), String::new(), Vec::new());
        let (name, file_name, bytes) = self.file.clone().unwrap_or_else(none);
        let form = fields.into_iter().fold(multipart::Form::new(), |form, (name, value)| form.text(name, value));
        post.multipart(form.part(name, multipart::Part::bytes(bytes).file_name(file_name)))
    }

    #[track_caller]
    fn field(&self, label: &str) -> String {
        let page = Html::parse_document(&self.html);
        let id = labelled(&page, label).unwrap_or_else(|| panic!("{} has no field {label:?}:\n{}", self.url, self.words()));
        let control = select(&page, &format!("[id=\"{id}\"]")).into_iter().next().expect("a label names a control");
        control.value().attr("name").expect("a control has a name").to_owned()
    }
}

fn select<'a>(page: &'a Html, what: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(what).expect("a selector")).collect()
}

/// What an element says, blanks made one.
fn said(element: &ElementRef) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The id of the control whose label begins with `label`.
fn labelled(page: &Html, label: &str) -> Option<String> {
    let labels = select(page, "label[for]");
    let found =
        labels.iter().find(|each| said(each) == label).or_else(|| labels.iter().find(|each| said(each).starts_with(label)));
    found.and_then(|each| each.value().attr("for").map(str::to_owned))
}

/// What a form would send as it stands.
fn standing_in(form: &ElementRef) -> Vec<(String, String)> {
    let controls = Selector::parse("input[name], textarea[name], select[name]").expect("a selector");
    form.select(&controls).filter_map(|control| standing_value(&control)).collect()
}

fn standing_value(control: &ElementRef) -> Option<(String, String)> {
    let (element, name) = (control.value(), control.value().attr("name")?.to_owned());
    let value = match (element.name(), element.attr("type").unwrap_or("text")) {
        ("textarea", _) => control.text().collect::<String>().trim_start_matches('\n').to_owned(),
        ("select", _) => {
            let chosen = Selector::parse("option[selected]").expect("a selector");
            let first = Selector::parse("option").expect("a selector");
            let option = control.select(&chosen).next().or_else(|| control.select(&first).next())?;
            option.value().attr("value").map_or_else(|| said(&option), str::to_owned)
        }
        (_, "checkbox" | "radio") => {
            element.attr("checked")?;
            element.attr("value").unwrap_or("on").to_owned()
        }
        (_, "submit" | "button" | "file" | "image") => return None,
        _ => element.attr("value").unwrap_or("").to_owned(),
    };
    Some((name, value))
}
