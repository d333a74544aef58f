//! Motions to take along: one as a document, one as a signed file for another body, all of them as a table.

use std::collections::HashMap;

use actix_web::web::{self, Path, ServiceConfig};
use serde_json::json;

use super::super::{
    super::{Motion, amending, resolutions, store as motions},
    bundle::{Amended, Bundle},
    document::{self, Document},
};
use crate::{
    accounts::{Holding, RuleOnMotions, SignedIn},
    branch::{self, Branch},
    db::{Conn, MotionId},
    members::{self, reconcile::safe_csv},
    web::{Answer, Desk, Look, Nothing, Posted, Problem, download},
};

pub fn routes(to: &mut ServiceConfig) {
    to.route("/motions/list.csv", web::get().to(table))
        .route("/motions/{motion}/paper.odt", web::get().to(paper))
        .route("/motions/{motion}/signed-file", web::post().to(signed_file));
}

async fn paper(desk: Desk, _: SignedIn, motion: Path<MotionId>) -> Answer {
    let (name, document) = desk.look(move |look| written(look, *motion)).await?;
    Ok(download(&format!("{name}.odt"), document::media_type(), document.file().map_err(Problem::broken)?))
}

/// "motion-2026-7".
fn file_name(motion: &Motion) -> String {
    format!("motion-{}-{}", motion.year, motion.number)
}

/// The motion with its amendments, as it is laid before a meeting.
fn written(look: &mut Look<'_>, id: MotionId) -> Result<(String, Document), Problem> {
    let branch = look.branch.id;
    let list = amending::of_motion(look.conn, branch, id)?;
    let standing = amending::as_it_stands(look.conn, branch, id)?;
    let amendments = list.as_amended()?;
    let people: Vec<_> = [Some(list.motion.mover), list.motion.seconder.filter(|_| list.motion.seconded_at.is_some())]
        .into_iter()
        .flatten()
        .chain(amendments.iter().map(|one| one.mover))
        .collect();
    let names = members::names(look.conn, branch, &people)?;
    let name = |member| names.get(&member).cloned().unwrap_or_default();
    let mut document = Document::titled(&format!("Motion {}: {}", list.motion.label(), list.motion.title));
    document.paragraph(&format!("{}. This motion {}.", look.branch.name, list.motion.state.says()));
    standing.paragraphs().iter().for_each(|paragraph| document.paragraph(paragraph));
    let seconded = list.motion.seconded_at.and(list.motion.seconder).map(|member| format!(", seconded by {}", name(member)));
    document.paragraph(&format!("Moved by {}{}.", name(list.motion.mover), seconded.unwrap_or_default()));
    for one in &amendments {
        document.heading(&format!("Amendment {} ({})", one.number, one.state.words()));
        document.paragraph(&one.wording);
        document.paragraph(&format!("Moved by {}.", name(one.mover)));
    }
    if standing.text != list.motion.text {
        document.heading("As it was moved");
        list.motion.paragraphs().iter().for_each(|paragraph| document.paragraph(paragraph));
    }
    Ok((file_name(&list.motion), document))
}

async fn signed_file(desk: Desk, who: Holding<RuleOnMotions>, motion: Path<MotionId>, _: Posted<Nothing>) -> Answer {
    let id = *motion;
    let given = desk.deed(who.actor(), move |act| {
        let (branch, at) = (act.branch(), act.at());
        let branch = branch::find(act.conn(), branch)?;
        let seed = super::signing_seed(act.vault().map_err(Problem::broken)?, branch.id);
        let (motion, bundle) = bundle(act.conn(), &branch, id, branch.date_of(at))?;
        let signed = bundle.sign(&seed).ok_or_else(|| Problem::broken("the key that signs cannot be made"))?;
        act.record("motion.sent-on", motion.href(), json!({ "signer": signed.signer }));
        Ok((file_name(&motion), serde_json::to_vec_pretty(&signed).map_err(Problem::broken)?))
    });
    let (name, file) = given.await?;
    Ok(download(&format!("{name}.motion.json"), "application/json", file))
}

/// What the file says: the motion as it stands, and no names of people.
fn bundle(conn: &mut Conn, branch: &Branch, id: MotionId, today: chrono::NaiveDate) -> Result<(Motion, Bundle), Problem> {
    let standing = amending::as_it_stands(conn, branch.id, id)?;
    let resolution = resolutions::of_motion(conn, branch.id, id)?;
    let amendments = amending::of_motion(conn, branch.id, id)?.as_amended()?;
    let amended =
        |one: amending::Amendment| Amended { number: one.number, wording: one.wording, state: one.state.words().to_owned() };
    let bundle = Bundle {
        sender: branch.name.clone(),
        label: standing.label(),
        title: standing.title.clone(),
        text: standing.text.clone(),
        state: standing.state.words().to_owned(),
        figures: resolution.map(|resolution| resolution.figures),
        decided_on: standing.decided_at.map(|at| branch.date_of(at)),
        amendments: amendments.into_iter().map(amended).collect(),
        sent_on: today,
    };
    Ok((standing, bundle))
}

const COLUMNS: [&str; 9] = ["number", "title", "state", "mover", "seconder", "handed in", "decided", "resolution", "votes"];

async fn table(desk: Desk, _: Holding<RuleOnMotions>) -> Answer {
    let rows = desk.look(|look| {
        let mut rows = vec![COLUMNS.map(str::to_owned).to_vec()];
        let found = motions::list(look.conn, look.branch.id)?;
        let people: Vec<_> = found.iter().flat_map(|motion| [Some(motion.mover), motion.seconder]).flatten().collect();
        let names = members::names(look.conn, look.branch.id, &people)?;
        let entered = resolutions::list(look.conn, look.branch.id)?;
        let mut resolved: HashMap<_, _> = entered.into_iter().map(|resolution| (resolution.motion, resolution)).collect();
        for motion in found {
            let name = |member| names.get(&member).cloned().unwrap_or_default();
            let resolution = resolved.remove(&motion.id);
            let day = |at| look.branch.date_of(at).to_string();
            rows.push(vec![
                motion.label(),
                motion.title.clone(),
                motion.state.words().to_owned(),
                name(motion.mover),
                motion.seconded_at.and(motion.seconder).map(name).unwrap_or_default(),
                day(motion.submitted_at),
                motion.decided_at.map(day).unwrap_or_default(),
                resolution.as_ref().map(resolutions::Resolution::label).unwrap_or_default(),
                resolution.map(|resolution| resolution.figures).unwrap_or_default(),
            ]);
        }
        Ok(rows)
    });
    Ok(download("motions.csv", "text/csv; charset=utf-8", safe_csv(&rows.await?)))
}
