//! The documents of a meeting: the list, each of them, all in one file, and handing one in.

use std::io::{Cursor, Write};

use actix_web::web::{self, Path, ServiceConfig};
use serde::Serialize;
use zip::{ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::{
    super::{Item, Meeting, State, store as meetings},
    document::{Listed, size_in_words},
    rules, store,
};
use crate::{
    accounts::{CallMeetings, Holding, Permission, SignedIn},
    audit::Actor,
    db::{DocumentId, ItemId, MeetingId},
    render::{Page, RenderError, Templates},
    web::{Answer, Choice, Desk, Filled, Look, Nothing, Posted, Problem, Uploaded, download, scan, see},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/meetings/{meeting}/documents", web::get().to(show))
        .route("/meetings/{meeting}/documents", web::post().to(add))
        .route("/meetings/{meeting}/documents.zip", web::get().to(all))
        .route("/meetings/{meeting}/documents/{document}", web::get().to(open))
        .route("/meetings/{meeting}/documents/{document}/removal", web::post().to(remove));
}

/// "The documents of the general meeting."
#[derive(Debug, Serialize)]
pub struct DocumentsPage {
    meeting: Meeting,
    href: String,
    groups: Vec<Group>,
    may_change: bool,
    items: Vec<Choice>,
    form: Filled,
}

/// The documents of one item, or of the whole meeting.
#[derive(Debug, Serialize)]
struct Group {
    title: String,
    documents: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    document: Listed,
    href: String,
    size: String,
}

impl Page for DocumentsPage {
    const TEMPLATE: &'static str = "meetings/documents.html";
    fn title(&self) -> String {
        format!("Documents: {}", self.meeting.title)
    }
    fn samples() -> Vec<Self> {
        let meeting = super::super::pages::sample_meeting(State::Called);
        let document = Listed {
            id: DocumentId::random(),
            item: None,
            title: "Accounts of the year".into(),
            format: super::document::Format::Pdf,
            size: 1_250_000,
            sha256: "9f2c".repeat(16),
            added_at: meeting.called_at,
        };
        let page = |groups: Vec<Group>, may_change| DocumentsPage {
            href: format!("{}/documents", meeting.href()),
            meeting: meeting.clone(),
            groups,
            may_change,
            items: vec![Choice::of("", "The whole meeting")],
            form: Filled::default(),
        };
        let line = Line { document, href: "/meetings".into(), size: "1.2 MB".into() };
        vec![page(vec![Group { title: "For the whole meeting".into(), documents: vec![line] }], true), page(Vec::new(), false)]
    }
}

/// Every page of this part, rendered with its samples.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    templates.check::<DocumentsPage>()
}

async fn show(desk: Desk, who: SignedIn, meeting: Path<MeetingId>) -> Answer {
    let may_call = who.may(Permission::CallMeetings);
    desk.page(move |look| DocumentsPage::of(look, *meeting, may_call, Filled::default())).await
}

impl DocumentsPage {
    fn of(look: &mut Look<'_>, id: MeetingId, may_call: bool, form: Filled) -> Result<Self, Problem> {
        let meeting = meetings::find(look.conn, look.branch.id, id)?;
        let items = meetings::items(look.conn, look.branch.id, id)?;
        let documents = store::listed(look.conn, look.branch.id, id)?;
        let choice = |item: &Item| Choice::of(item.id.to_string(), format!("{}. {}", item.position, item.title));
        Ok(Self {
            href: format!("{}/documents", meeting.href()),
            groups: grouped(&meeting, &items, documents),
            may_change: may_call && rules::may_change(&meeting).is_ok(),
            items: [Choice::of("", "The whole meeting")].into_iter().chain(items.iter().map(choice)).collect(),
            form,
            meeting,
        })
    }
}

/// The documents under their items, in the order of the agenda; those for the whole meeting first.
fn grouped(meeting: &Meeting, items: &[Item], documents: Vec<Listed>) -> Vec<Group> {
    let line = |document: Listed| Line {
        href: format!("{}/documents/{}", meeting.href(), document.id),
        size: size_in_words(document.size),
        document,
    };
    let (of_items, of_all): (Vec<_>, Vec<_>) = documents.into_iter().partition(|document| document.item.is_some());
    let whole = Group { title: "For the whole meeting".to_owned(), documents: of_all.into_iter().map(line).collect() };
    let group = |item: &Item| Group {
        title: format!("{}. {}", item.position, item.title),
        documents: of_items.iter().filter(|document| document.item == Some(item.id)).cloned().map(line).collect(),
    };
    let groups = std::iter::once(whole).chain(items.iter().map(group));
    groups.filter(|group| !group.documents.is_empty()).collect()
}

async fn open(desk: Desk, _who: SignedIn, path: Path<(MeetingId, DocumentId)>) -> Answer {
    let (meeting, document) = path.into_inner();
    let (listed, content) = desk.look(move |look| Ok(store::find(look.conn, look.branch.id, meeting, document)?)).await?;
    Ok(download(&listed.file_name(), listed.format.media_type(), content))
}

async fn all(desk: Desk, _who: SignedIn, meeting: Path<MeetingId>) -> Answer {
    let id = *meeting;
    let file = desk.look(move |look| packed(&store::all(look.conn, look.branch.id, id)?).map_err(Problem::broken)).await?;
    Ok(download("documents.zip", "application/zip", file))
}

/// All documents in one archive, numbered so that no two have one name.
fn packed(files: &[(Listed, Vec<u8>)]) -> Result<Vec<u8>, ZipError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (number, (document, content)) in (1..).zip(files) {
        archive.start_file(format!("{number:02} {}", document.file_name()), SimpleFileOptions::default())?;
        archive.write_all(content)?;
    }
    Ok(archive.finish()?.into_inner())
}

async fn add(desk: Desk, who: Holding<CallMeetings>, meeting: Path<MeetingId>, sent: Uploaded<{ rules::LARGEST }>) -> Answer {
    let (id, typed) = (*meeting, sent.typed());
    let answer = hand_in(&desk, who.actor(), id, sent).await;
    desk.or_again(answer, typed, move |look, form| DocumentsPage::of(look, id, true, form)).await
}

/// The file is looked into before the deed, because nobody else can write while a deed is being done.
async fn hand_in(desk: &Desk, actor: Actor, id: MeetingId, sent: Uploaded<{ rules::LARGEST }>) -> Answer {
    let (once, format) = (sent.once.clone(), rules::may_be(&sent.bytes)?);
    scan(&desk.scribe().settings().scanner, &sent.bytes).await?;
    desk.act(actor, &once, move |act| {
        let branch = act.branch();
        let meeting = meetings::find(act.conn(), branch, id)?;
        let before = store::listed(act.conn(), branch, id)?;
        let title = titled(sent.field("title"), &sent.file_name);
        rules::may_add(&meeting, &before, &title, sent.bytes.len())?;
        let item: Option<ItemId> = sent.field("item").parse().ok();
        let items = meetings::items(act.conn(), branch, id)?;
        let item = item.filter(|item| items.iter().any(|known| known.id == *item));
        store::add(act, &meeting, item, &title, (format, &sent.bytes))?;
        Ok(see(format!("/meetings/{id}/documents")).saying(format!("“{title}” goes with the meeting now.")))
    })
    .await
}

/// What it is called: as typed, else as the file is.
fn titled(typed: &str, file_name: &str) -> String {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let title = if typed.trim().is_empty() { stem } else { typed };
    title.trim().to_owned()
}

async fn remove(
    desk: Desk,
    who: Holding<CallMeetings>,
    path: Path<(MeetingId, DocumentId)>,
    posted: Posted<Nothing>,
) -> Answer {
    let (id, document) = path.into_inner();
    desk.act(who.actor(), &posted.once, move |act| {
        let branch = act.branch();
        let meeting = meetings::find(act.conn(), branch, id)?;
        rules::may_change(&meeting)?;
        store::remove(act, &meeting, document)?;
        Ok(see(format!("/meetings/{id}/documents")).saying("The document is taken away."))
    })
    .await
}
