//! What has to be handed over with an office besides what this program opens and closes by itself.

use super::super::Office;

/// The list for an office, in the order in which people go through it.
pub fn checklist(office: &Office) -> Vec<&'static str> {
    let own: &[&str] = match office {
        Office::Chair => &["The meetings that are called, and what was promised for them, are gone through."],
        Office::Secretary => &[
            "The branch's post and the mailbox that answers go to are passed on.",
            "The passphrase of the backups, and where the copies lie, are passed on.",
            "The minute book and the standing orders are passed on.",
            "The year ahead is gone through: notices, deadlines, the annual meeting.",
        ],
        Office::MembershipSecretary => &[
            "How head office sends its list each month is passed on.",
            "Whoever waits for a welcome or an answer is gone through.",
        ],
        Office::Treasurer => &[
            "The bank's mandate is changed.",
            "Books, receipts and statements are passed on.",
            "Payments and returns that are due soon are gone through.",
        ],
        Office::CanvassCoordinator => &[
            "The register's terms of use and the day of its destruction are gone through.",
            "Rounds that are out, and sheets that are not typed back, are gone through.",
        ],
        Office::ReturningOfficer => &["Ballots that are open, and papers that are kept, are gone through."],
        Office::Steward | Office::Other(_) => &[],
    };
    let always = [
        "Keys, papers and things of the branch are handed over.",
        "Files about people that were taken from here are deleted.",
        "Passwords of whatever is used outside this program are changed.",
    ];
    own.iter().copied().chain(always).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_office_hands_over_keys_files_and_passwords_and_the_treasurer_the_bank_first() {
        for office in Office::OPENING {
            let list = checklist(&office);
            assert!(list.contains(&"Files about people that were taken from here are deleted."), "{office:?}");
        }
        assert_eq!(checklist(&Office::Treasurer)[0], "The bank's mandate is changed.");
        assert_eq!(checklist(&Office::Other("archivist".into())).len(), 3);
    }
}
