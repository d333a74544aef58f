//! Everything that is held of people.

mod of_accounts;
mod of_canvassing;
mod of_lists;
mod of_meetings;
mod of_register;
mod of_voting;

use super::holding::Holding;

/// Every table that tells something of a person, by what the page calls its parts.
pub const PARTS: [(&str, &[Holding]); 6] = [
    ("The register", of_register::HELD),
    ("Lists of members", of_lists::HELD),
    ("Signing in, and mail", of_accounts::HELD),
    ("Meetings and motions", of_meetings::HELD),
    ("Ballots and selections", of_voting::HELD),
    ("The canvass", of_canvassing::HELD),
];

/// All of them in order.
pub fn all() -> impl Iterator<Item = &'static Holding> {
    PARTS.iter().flat_map(|(_, held)| held.iter())
}

/// Tables that tell nothing of a person, each with what they hold instead.
#[cfg(test)]
const IMPERSONAL: &[(&str, &str)] = &[
    ("affiliates", "names of bodies"),
    ("agenda_items", "titles of business"),
    ("agenda_templates", "agendas to start from"),
    ("agenda_versions", "titles of business as they were published"),
    ("amendment_links", "how amendments hang together"),
    ("answered_forms", "fingerprints of forms, forgotten after a week"),
    ("ballot_batches", "how many printed papers were in a bundle"),
    ("ballot_choices", "the names on a paper, which stand in the selection"),
    ("ballot_holds", "why papers are kept, without a name"),
    ("ballot_papers", "papers in the box, which belong to nobody"),
    ("ballot_results", "counts"),
    ("ballots", "questions"),
    ("batches", "when mail to many goes; who sent it stands in the record"),
    ("branches", "the branch"),
    ("composite_motions", "which motions are put together"),
    ("composites", "the words of motions put together"),
    ("cuts", "how doors were cut into rounds"),
    ("door_codes", "the branch's words for what happens at doors"),
    ("door_questions", "what the branch asks at doors"),
    ("door_replies", "which answer was ticked; who gave it stands with the result, and goes with it"),
    ("dues_reminders", "the words of a reminder; who got it stands beside"),
    ("postcode_points", "where postcodes are, from an open list"),
    ("street_maps", "streets and paths, from an open map"),
    ("mail_troubles", "what a mail server said of itself"),
    ("recounts", "how counts came out"),
    ("meeting_documents", "papers for everybody, as officers handed them in"),
    ("handover_items", "what is to be handed over with an office"),
    ("handovers", "which term made way for which; whose they are stands with the terms"),
    ("leaflet_drops", "what goes through the doors of a polling district"),
    ("meeting_notices", "what a notice said to everybody"),
    ("meetings", "when and where"),
    ("member_counts", "how many members there are of each class"),
    ("member_words", "names, numbers and postcodes word by word; they stand in the register itself"),
    ("motion_origins", "motions as other bodies sent them, without names"),
    ("notices", "what was sent; to whom stands in the outbox"),
    ("officer_contests", "offices that are up"),
    ("officers_succeeded", "which terms made way; whose they are stands with the term"),
    ("outings", "when a round was out; who walked it stands with the rounds given"),
    ("polling_districts", "codes"),
    ("priority_asks", "that members were asked which motions come first"),
    ("priority_counts", "how often each motion was ticked"),
    ("pulses", "when somebody last looked whether anything can be written"),
    ("resolution_news", "letters sent and replies received for a resolution"),
    ("resolutions", "what the branch resolved"),
    ("round_doors", "which doors a round has"),
    ("rounds", "streets"),
    ("rulebook_editions", "rules"),
    ("selection_days", "the days of a selection"),
    ("selection_hustings", "how long a meeting is, and the seed of a lot"),
    ("selection_lists", "when a list was settled, and by which body"),
    ("shift_needs", "how many places a shift has"),
    ("streets", "names of streets"),
    ("trigger_answers", "how many of a meeting voted for what"),
    ("ward_areas", "which postcodes and streets lie in a ward"),
    ("wards", "names of wards"),
];

#[cfg(test)]
mod tests {
    use std::{
        collections::{BTreeMap, BTreeSet},
        fs,
    };

    use super::*;

    /// Every table of the program with its columns, as its schema says.
    fn tables() -> BTreeMap<String, BTreeSet<String>> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/db/schema");
        let mut tables = BTreeMap::new();
        for file in fs::read_dir(folder).expect("a folder").flatten() {
            let text = fs::read_to_string(file.path()).expect("a schema");
            for table in text.split("table! {").skip(1) {
                let head = table.lines().find(|line| line.trim_end().ends_with(") {")).expect("a table has a head");
                let name = head.split('(').next().unwrap_or_default().trim().to_owned();
                let body = table.split(") {").nth(1).unwrap_or_default().split('}').next().unwrap_or_default();
                let column = |line: &str| line.split_once("->").map(|(name, _)| name.trim().to_owned());
                tables.insert(name, body.lines().filter_map(column).collect());
            }
        }
        tables
    }

    #[test]
    fn every_table_is_told_of_or_tells_nothing_of_a_person() {
        let told: BTreeSet<&str> = all().map(|held| held.table).chain(IMPERSONAL.iter().map(|(table, _)| *table)).collect();
        let tables = tables();
        let there: BTreeSet<&str> = tables.keys().map(String::as_str).collect();
        let silent: Vec<_> = there.difference(&told).collect();
        let gone: Vec<_> = told.difference(&there).collect();
        assert!(silent.is_empty(), "add these to src/privacy/holdings, or say there that they are impersonal: {silent:?}");
        assert!(gone.is_empty(), "there are no such tables any more: {gone:?}");
    }

    #[test]
    fn every_column_is_told_of_or_left_out_on_purpose() {
        let tables = tables();
        for held in all() {
            let told: BTreeSet<&str> = held.columns.iter().map(|column| column.name).collect();
            assert_eq!(told.len(), held.columns.len(), "{} tells a column twice", held.table);
            let there = tables.get(held.table).expect("a table");
            let there: BTreeSet<&str> =
                there.iter().map(String::as_str).filter(|name| !["id", "branch_id"].contains(name)).collect();
            assert_eq!(told, there, "the columns of {}", held.table);
        }
    }
}
